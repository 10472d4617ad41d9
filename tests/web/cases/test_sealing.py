"""Is a stored case unreadable without its code or a session, and lost to no reader with one?"""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from benchpin.profile import from_table
from benchpin.profile.case import Case, as_json
from benchpin.web.app.engine import shared_engine
from benchpin.web.cases import reference_codes, repository, sealing
from benchpin.web.database.keyed_hash import current_secret_id, keyed_hash
from benchpin.web.models import StoredCase, Wrap
from tests.web.conftest import begin, stored_case

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
RARE = "Zyxomma Quillwright"


def case_with(title: str) -> Case:
    table = {"experience": [{"title": title}]}
    return Case(profile=from_table(table, shared_engine().catalog))


def put_plain_row(case: Case, code: str) -> StoredCase:
    """A row as versions before sealing wrote it."""
    return StoredCase.objects.create(
        code_hash=keyed_hash("benchpin.code", code), content=json.loads(as_json(case)),
        secret_id=current_secret_id(), version=3, began=AT, used=AT,
    )  # fmt: skip


def test_what_is_sealed_opens_with_its_key_and_its_place_alone() -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, b"some words", belongs_to="one case")
    assert sealing.unseal(key, sealed, belongs_to="one case") == b"some words"
    assert b"words" not in sealed
    assert sealed != sealing.seal(key, b"some words", belongs_to="one case")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong_key, text, belongs_to in (
        (sealing.new_key(), sealed, "one case"),
        (key, changed, "one case"),
        (key, sealed, "another case"),
        (key, b"", "one case"),
        (key, sealed[:11], "one case"),
    ):
        with pytest.raises(sealing.NotOpened):
            sealing.unseal(wrong_key, text, belongs_to=belongs_to)


def test_the_key_of_a_code_takes_the_memory_and_the_passes_that_are_promised() -> None:
    """By the reference of RFC 9106 as OpenSSL or the library computes it: a changed cost fails."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

    salt = bytes(range(16))
    derived = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19 * 1024)
    assert sealing.key_of_code("4H7K9QWX0BZT", salt) == derived.derive(b"4H7K9QWX0BZT")


def test_the_keys_of_a_session_differ_by_purpose_and_salt() -> None:
    salt = sealing.new_salt()
    keys = {
        sealing.key_of_session("an id", salt, purpose="wrap"),
        sealing.key_of_session("an id", salt, purpose="notes"),
        sealing.key_of_session("an id", sealing.new_salt(), purpose="wrap"),
        sealing.key_of_session("another", salt, purpose="wrap"),
    }
    assert len(keys) == 4


def test_a_code_has_sixty_bits_and_its_hash_twenty() -> None:
    assert len(reference_codes.ALPHABET) ** reference_codes.LENGTH == 2**60
    assert reference_codes.TAG_DIGITS * 4 == 20


def test_an_older_version_of_a_case_put_back_by_hand_does_not_open(person: Client) -> None:
    before = bytes(StoredCase.objects.get().sealed or b"")
    person.post("/you/job/", {"title": RARE, "do": "save"})
    assert stored_case()[0].profile.experience[0].title == RARE
    StoredCase.objects.update(sealed=before)
    assert person.get("/you/").status_code == 400


def test_the_wrap_of_another_case_does_not_open_it() -> None:
    own = repository.create_case(case_with("Own"), at=AT)
    other = repository.create_case(case_with("Other"), at=AT)
    wrap = Wrap.objects.get(case_id=own.key.id)
    Wrap.objects.filter(case_id=other.key.id).update(salt=wrap.salt, wrapped_key=wrap.wrapped_key)
    StoredCase.objects.filter(id=own.key.id).update(code_hash="moved")
    StoredCase.objects.filter(id=other.key.id).update(code_hash=reference_codes.tag_of(own.code))
    assert repository.open_by_code(own.code) is None


def test_codes_of_one_tag_open_each_its_own_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_codes, "TAG_DIGITS", 0)
    new_codes = [repository.create_case(Case(), at=AT) for _ in range(5)]
    assert len(set(StoredCase.objects.values_list("code_hash", flat=True))) == 1
    for new in new_codes:
        assert repository.open_by_code(new.code) == new.key
    assert repository.open_by_code(reference_codes.new_code()) is None


def test_dates_version_and_size_stay_readable(person: Client) -> None:
    person.post("/you/job/", {"title": RARE, "do": "save"})
    row = StoredCase.objects.get()
    assert (row.content, row.version) == (None, 2)
    assert row.size == len(as_json(stored_case()[0]).encode())


def test_an_older_row_is_sealed_when_it_is_next_opened(client: Client) -> None:
    code = reference_codes.new_code()
    put_plain_row(case_with(RARE), code)
    put_plain_row(case_with("Another"), reference_codes.new_code())
    assert repository.count_unsealed() == 2
    assert client.post("/back/", {"code": code}).status_code == 302
    assert RARE in client.get("/you/data/").content.decode()
    assert repository.count_unsealed() == 1
    row = StoredCase.objects.get(content__isnull=True)
    assert (len(row.code_hash), row.version) == (reference_codes.TAG_DIGITS, 3)
    assert RARE.encode() not in bytes(row.sealed or b"")
    client.post("/you/job/", {"title": "A second job", "do": "save"})
    again = Client()
    assert again.post("/back/", {"code": code}).status_code == 302
    page = again.get("/you/data/").content.decode()
    assert RARE in page
    assert "A second job" in page


def test_no_click_derives_a_key_from_a_code(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client)

    def refused(*_: object) -> bytes:
        raise AssertionError("a key was derived without a code that was typed")

    monkeypatch.setattr(sealing, "key_of_code", refused)
    for path in ("/you/", "/you/job/", "/you/data/", "/you/results/"):
        assert client.get(path).status_code == 200
    assert client.post("/you/job/", {"title": RARE, "do": "save"}).status_code == 302
    wrong = Client().post("/back/", {"code": reference_codes.new_code()})
    assert wrong.status_code == 400  # no case has its tag, so that it costs a look-up alone


def test_a_case_with_any_signs_is_stored_and_read() -> None:
    title = "Goldschmiedin 🪙 \u200e\u0301 漢字"
    new = repository.create_case(case_with(title), at=AT)
    session_id = repository.begin_session(new.key, is_shared_computer=False, at=AT)
    opened = repository.find_session(session_id, at=AT)
    assert opened is not None
    case = repository.case_of(opened, shared_engine().catalog).case
    assert case == case_with(title)
