"""Cases in the database, the only way to them: create, open, save, delete; and their sessions.

A case is stored sealed (sealing.py). What opens it, a `CaseKey`, comes from its reference code or
from the id of a session, neither of which is stored.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.inputs.word_caches import clear_word_caches
from benchpin.profile.case import Case, as_json, from_json
from benchpin.web.app import metrics
from benchpin.web.cases import reference_codes as codes
from benchpin.web.cases import sealing
from benchpin.web.database import erasure
from benchpin.web.database.keyed_hash import current_secret_id
from benchpin.web.models import Session, StoredCase, Wrap

CODE, SESSION = "code", "session"
"""The kinds of openers of a case."""
MAX_CASES_OF_A_TAG: Final = 16
"""How many cases one code is tried on; a new code is never of a tag that half as many have."""
MAX_SESSIONS: Final = 20
"""How many browsers may have a case open; the one that was opened first is closed."""
IDLE: Final = timedelta(hours=12)
ABSOLUTE: Final = timedelta(days=7)
IDLE_ON_SHARED_COMPUTER: Final = timedelta(minutes=20)
ABSOLUTE_ON_SHARED_COMPUTER: Final = timedelta(hours=4)
_LAST_USE_STEP = timedelta(days=1)
"""A case's last use is written at most once a day, so that reading a page writes nothing."""
_SESSION_STEP: Final = timedelta(minutes=15)
_SESSION_STEP_ON_SHARED_COMPUTER: Final = timedelta(minutes=1)
"""A session's last use is written at most this often, for the same reason."""
_DELETED_AT_ONCE: Final = 500


class StaleCase(BadInput):
    """The case was changed elsewhere since it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """What opens a case: its id, its data key, and the round in which its sessions are valid."""

    id: UUID
    data_key: bytes = field(repr=False)
    session_round: int


class NewCode(NamedTuple):
    """The key of a case and the reference code that was just made for it, the only time."""

    key: CaseKey
    code: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A stored case with the version that it was read at, as a session opened it."""

    key: CaseKey
    case: Case
    version: int


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A valid session: what opens its case, its notes, and whether others use the computer."""

    key: CaseKey
    notes: Mapping[str, Any]
    is_shared_computer: bool
    version: int
    sealed: bytes = field(repr=False)


# Cases


def create_case(case: Case, *, at: datetime) -> NewCode:
    """Store a new case, sealed; returns its key and its reference code, which is not stored."""
    key = CaseKey(uuid4(), sealing.new_key(), session_round=0)
    code = _free_code()
    wrap = _code_wrap(key, code)
    with transaction.atomic():
        StoredCase.objects.create(
            id=key.id, **_sealed_fields(key, as_json(case), 1), **_code_fields(code),
            began=at, used=at,
        )  # fmt: skip
        wrap.save()
    metrics.CASES_BEGUN.inc()
    return NewCode(key, code)


def open_by_code(code: str, *, only: UUID | None = None) -> CaseKey | None:
    """The key of the case that a reference code opens; None where there is none.

    With `only` the code must be the one of that case. A row that is still in plain text is sealed,
    and one hashed under an earlier secret gets a hash under the current one.
    """
    rows = StoredCase.objects.filter(code_hash__in=codes.stored_hashes(code)).defer("sealed")
    if only is not None:
        rows = rows.filter(id=only)
    for row in rows.order_by("began")[:MAX_CASES_OF_A_TAG]:
        key = _open_row(row, code) if row.content is None else _seal_plain_row(row, code)
        if key is None:
            continue
        if row.content is None and row.secret_id != current_secret_id():
            StoredCase.objects.filter(id=row.id, code_hash=row.code_hash).update(
                **_code_fields(code)
            )
        return key
    return None


def save(key: CaseKey, case: Case, version: int, *, at: datetime) -> int:
    """Write a case over the version it was read at and return its new version.

    Raises StaleCase where the stored version is another one, or the session was ended.
    """
    updated_rows = StoredCase.objects.filter(
        id=key.id, version=version, session_round=key.session_round
    ).update(**_sealed_fields(key, as_json(case), version + 1), version=version + 1, used=at)
    if not updated_rows:
        raise StaleCase("this page was changed in another window; look at it again")
    return version + 1


def replace_code(key: CaseKey, old_code: str) -> NewCode | None:
    """Give a case a new reference code and end all its sessions; None where the old one is wrong.

    The old code is needed: whoever has a session alone cannot shut the owner out.
    """
    if open_by_code(old_code, only=key.id) is None:
        return None
    code = _free_code()
    wrap = _code_wrap(key, code)
    with transaction.atomic():
        if not StoredCase.objects.filter(id=key.id, session_round=key.session_round).update(
            **_code_fields(code), session_round=F("session_round") + 1
        ):
            raise StaleCase("this page is no longer open; come back with your code")
        Wrap.objects.filter(case_id=key.id).delete()
        wrap.save()
    return NewCode(CaseKey(key.id, key.data_key, key.session_round + 1), code)


def delete(case_id: UUID, *, at: datetime) -> None:
    """Delete a case with all that opens it, completely and at once; its tombstone stays."""
    metrics.CASES_DELETED.labels("asked").inc(_delete([case_id], at=at))


def delete_unused(*, at: datetime) -> int:
    """Delete the cases that nobody used for a year; returns how many they were.

    Sessions whose time is over are deleted too.
    """
    _delete_expired_sessions(at)
    cutoff = at - timedelta(days=settings.RETENTION_DAYS)
    case_ids = list(StoredCase.objects.filter(used__lt=cutoff).values_list("id", flat=True))
    count = sum(
        _delete(case_ids[start : start + _DELETED_AT_ONCE], at=at, unused_since=cutoff)
        for start in range(0, len(case_ids), _DELETED_AT_ONCE)
    )
    metrics.CASES_DELETED.labels("unused").inc(count)
    return count


def count_unsealed() -> int:
    """How many cases of an earlier version are still in plain text."""
    return StoredCase.objects.filter(content__isnull=False).count()


def forget_parsed() -> None:
    """Drop parsed cases and words of texts in memory, so that nothing of a deleted one stays."""
    _parse_case.cache_clear()
    clear_word_caches()


# Sessions


def begin_session(key: CaseKey, *, is_shared_computer: bool, at: datetime) -> str:
    """Begin a session of a case; returns its random id, of which only a hash is stored.

    Raises StaleCase where the case was deleted or its sessions were ended meanwhile.
    """
    session_id = secrets.token_urlsafe(32)
    salt = sealing.new_salt()
    wrapped_key = sealing.seal(
        sealing.key_of_session(session_id, salt, purpose="wrap"),
        key.data_key,
        belongs_to=_wrap_of(key.id, SESSION),
    )
    with transaction.atomic():
        case_rows = StoredCase.objects.select_for_update()
        if not case_rows.filter(id=key.id, session_round=key.session_round).exists():
            raise StaleCase("this page is no longer open; come back with your code")
        # The first ones go; each has one row of the wraps, numbered as they were made.
        surplus = Wrap.objects.filter(case_id=key.id, kind=SESSION).order_by("-id")
        surplus_ids = list(
            surplus.values_list("id", flat=True)[MAX_SESSIONS - 1 : 2 * MAX_SESSIONS]
        )
        Wrap.objects.filter(id__in=surplus_ids).delete()
        wrap = Wrap.objects.create(case_id=key.id, kind=SESSION, salt=salt, wrapped_key=wrapped_key)
        Session.objects.create(
            id_hash=_id_hash(session_id), wrap=wrap, session_round=key.session_round,
            is_shared_computer=is_shared_computer, began=at, used=at,
        )  # fmt: skip
    return session_id


def find_session(session_id: str, *, at: datetime) -> OpenSession | None:
    """The valid session of an id, None where there is none; updates the times of last use.

    A session ends 12 hours after its last use and 7 days after its beginning (20 minutes and 4
    hours on a shared computer), and when the sessions of its case are ended.
    """
    session = (
        Session.objects.select_related("wrap__case").filter(id_hash=_id_hash(session_id)).first()
    )
    if session is None:
        return None
    wrap, row = session.wrap, session.wrap.case
    if session.session_round != row.session_round or _is_over(session, at):
        wrap.delete()
        return None
    salt = bytes(wrap.salt)
    try:
        data_key = sealing.unseal(
            sealing.key_of_session(session_id, salt, purpose="wrap"),
            bytes(wrap.wrapped_key),
            belongs_to=_wrap_of(row.id, SESSION),
        )
        notes = _unsealed_notes(session, session_id, salt)
    except sealing.NotOpened:  # somebody changed the database by hand
        return None
    step = _SESSION_STEP_ON_SHARED_COMPUTER if session.is_shared_computer else _SESSION_STEP
    if at - session.used > step:
        Session.objects.filter(id_hash=session.id_hash).update(used=at)
    if at - row.used > _LAST_USE_STEP:
        StoredCase.objects.filter(id=row.id).update(used=at)
    return OpenSession(
        CaseKey(row.id, data_key, row.session_round),
        notes,
        session.is_shared_computer,
        row.version,
        bytes(row.sealed or b""),
    )


def case_of(session: OpenSession, catalog: Catalog) -> CaseRow:
    """The case of a session, unsealed; StaleCase where its row was changed by hand."""
    key = session.key
    try:
        text = sealing.unseal(
            key.data_key, session.sealed, belongs_to=_content_of(key.id, session.version)
        )
    except sealing.NotOpened:
        raise StaleCase("these answers were damaged on the server; open your file") from None
    return CaseRow(key, _parse_case(text.decode(), catalog), session.version)


def save_notes(session_id: str, notes: Mapping[str, Any]) -> None:
    """Store the notes of a session, sealed; nothing where it was ended meanwhile."""
    session = Session.objects.select_related("wrap").filter(id_hash=_id_hash(session_id)).first()
    if session is None:
        return
    sealed = sealing.seal(
        sealing.key_of_session(session_id, bytes(session.wrap.salt), purpose="notes"),
        json.dumps(notes).encode(),
        belongs_to=session.id_hash,
    ) if notes else None  # fmt: skip
    Session.objects.filter(id_hash=session.id_hash).update(notes=sealed)


def end_session(session_id: str) -> None:
    """End one session."""
    Wrap.objects.filter(session__id_hash=_id_hash(session_id)).delete()


def end_sessions(case_id: UUID) -> None:
    """End all sessions of a case; its code opens it again."""
    with transaction.atomic():
        StoredCase.objects.filter(id=case_id).update(session_round=F("session_round") + 1)
        Wrap.objects.filter(case_id=case_id, kind=SESSION).delete()


# Inside


@lru_cache(maxsize=64)
def _parse_case(text: str, catalog: Catalog) -> Case:
    """The case in JSON; cached, since each click of a person reads the same case again."""
    return from_json(text, catalog)


def _free_code() -> str:
    """A new code whose tag few other cases have."""
    for _ in range(20):
        code = codes.new_code()
        if (
            StoredCase.objects.filter(code_hash=codes.tag_of(code)).count()
            < MAX_CASES_OF_A_TAG // 2
        ):
            return code
    raise RuntimeError("no free code was found")


def _code_fields(code: str) -> dict[str, str]:
    return {"code_hash": codes.tag_of(code), "secret_id": current_secret_id()}


def _sealed_fields(key: CaseKey, text: str, version: int) -> dict[str, Any]:
    plain = text.encode()
    sealed = sealing.seal(key.data_key, plain, belongs_to=_content_of(key.id, version))
    return {"sealed": sealed, "size": len(plain)}


def _content_of(case_id: UUID, version: int) -> str:
    return f"benchpin.case/1 {case_id} {version}"


def _wrap_of(case_id: UUID, kind: str) -> str:
    return f"benchpin.wrap/1 {case_id} {kind}"


def _code_wrap(key: CaseKey, code: str) -> Wrap:
    """The data key wrapped for a code, not yet stored: the derivation holds up no transaction."""
    salt = sealing.new_salt()
    wrapped_key = sealing.seal(
        sealing.key_of_code(code, salt), key.data_key, belongs_to=_wrap_of(key.id, CODE)
    )
    return Wrap(case_id=key.id, kind=CODE, salt=salt, wrapped_key=wrapped_key)


def _open_row(row: StoredCase, code: str) -> CaseKey | None:
    wrap = Wrap.objects.filter(case_id=row.id, kind=CODE).first()
    if wrap is None:
        return None
    try:
        data_key = sealing.unseal(
            sealing.key_of_code(code, bytes(wrap.salt)),
            bytes(wrap.wrapped_key),
            belongs_to=_wrap_of(row.id, CODE),
        )
    except sealing.NotOpened:
        return None
    return CaseKey(row.id, data_key, row.session_round)


def _seal_plain_row(row: StoredCase, code: str) -> CaseKey | None:
    """Seal a row of an earlier version, found by the whole hash of its code; returns its key."""
    key = CaseKey(row.id, sealing.new_key(), row.session_round)
    text = json.dumps(row.content, ensure_ascii=False)
    wrap = _code_wrap(key, code)
    with transaction.atomic():
        is_sealed_now = StoredCase.objects.filter(
            id=row.id, version=row.version, content__isnull=False
        ).update(content=None, **_sealed_fields(key, text, row.version), **_code_fields(code))
        if is_sealed_now:
            wrap.save()
    if is_sealed_now:
        erasure.truncate_log()
        return key
    # Somebody else sealed it in this moment.
    return _open_row(StoredCase.objects.defer("sealed").get(id=row.id), code)


def _delete(case_ids: list[UUID], *, at: datetime, unused_since: datetime | None = None) -> int:
    """Delete cases, those used meanwhile excepted; returns how many were deleted."""
    with transaction.atomic():
        rows = StoredCase.objects.select_for_update().filter(id__in=case_ids)
        if unused_since is not None:
            rows = rows.filter(used__lt=unused_since)
        deleted_ids = list(rows.values_list("id", flat=True))
        erasure.bury(deleted_ids, at=at)
        _, counts = StoredCase.objects.filter(id__in=deleted_ids).delete()
    forget_parsed()
    if deleted_ids:
        erasure.truncate_log()
    return counts.get("web.StoredCase", 0)


def _unsealed_notes(session: Session, session_id: str, salt: bytes) -> Mapping[str, Any]:
    if session.notes is None:
        return {}
    note_key = sealing.key_of_session(session_id, salt, purpose="notes")
    notes: Mapping[str, Any] = json.loads(
        sealing.unseal(note_key, bytes(session.notes), belongs_to=session.id_hash)
    )
    return notes


def _is_over(session: Session, at: datetime) -> bool:
    if session.is_shared_computer:
        idle, absolute = IDLE_ON_SHARED_COMPUTER, ABSOLUTE_ON_SHARED_COMPUTER
    else:
        idle, absolute = IDLE, ABSOLUTE
    return at - session.used > idle or at - session.began > absolute


def _delete_expired_sessions(at: datetime) -> None:
    is_over = Q(session__is_shared_computer=False) & (
        Q(session__used__lt=at - IDLE) | Q(session__began__lt=at - ABSOLUTE)
    )
    is_over_on_shared_computer = Q(session__is_shared_computer=True) & (
        Q(session__used__lt=at - IDLE_ON_SHARED_COMPUTER)
        | Q(session__began__lt=at - ABSOLUTE_ON_SHARED_COMPUTER)
    )
    Wrap.objects.filter(is_over | is_over_on_shared_computer).delete()


def _id_hash(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
