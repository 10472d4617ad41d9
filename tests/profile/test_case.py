"""A case: what a person decides, and the files that keep it."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
import rtoml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchpin import reference
from benchpin.catalog import Catalog
from benchpin.facts import PartName
from benchpin.guidance import title_reader
from benchpin.inputs.errors import BadFile, BadInput, BadProfile
from benchpin.inputs.files import replace_files
from benchpin.match import resolve_candidate, role_ranking
from benchpin.profile import Profile, ProfileSkill, from_table, parse
from benchpin.profile.case import (
    SCHEMA,
    STEPS,
    Case,
    EventKind,
    add_snapshot,
    as_json,
    case_path,
    change_skill_level,
    check_writable,
    choose_role,
    confirm_skill,
    existing_case_file,
    from_json,
    new_case,
    propose_skills,
    read_case,
    remove_skill,
    set_emphasis,
    unchoose_role,
    upgrade,
    write_case,
)
from benchpin.profile.writer import as_toml
from tests.profile.people import tables

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
QUICK = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SPOTTED = ProfileSkill(
    skill="soldering", level=3, status="proposed", evidence="Soldered chains.", file="cv.txt",
    start=0, end=16,
)  # fmt: skip
KNOWN: dict[str, Any] = {
    "experience": [{"title": "Retail salesperson", "years": 5, "until": 2026}],
    "skills": [{"skill": "clienteling", "level": 3}],
    "interests": {"realistic": 0.8, "artistic": 0.6, "social": 0.4, "conventional": 0.4},
}  # fmt: skip
GUIDANCE = {"schema": "benchpin.guidance/1", "fingerprint": "sha256:00", "matches": [{"rank": 1}]}


def started(real: Catalog) -> Case:
    """A case with one skill held and one that waits for a yes."""
    return propose_skills(new_case(from_table(KNOWN, real)), [SPOTTED], at=NOW)


def kinds(case: Case) -> list[str]:
    return [event.kind for event in case.log]


# Decisions


def test_a_proposed_skill_changes_no_score_until_it_is_confirmed(real: Catalog) -> None:
    with reference.open() as held:
        reader = title_reader(real, held)

        def scores(profile: Profile) -> dict[str, float]:
            person = resolve_candidate(profile, real, held, reader, date(2026, 11, 22))
            placed = role_ranking(person, real, held, area=held.area(None))
            return dict(zip(placed.roles, placed.scores, strict=True))

        bare = scores(from_table(KNOWN, real))
        waiting = started(real)
        in_profile = from_table(
            {**KNOWN, "skills": [*KNOWN["skills"], SPOTTED.model_dump(exclude_none=True)]}, real
        )
        assert scores(waiting.profile) == bare
        assert scores(in_profile) == bare
        assert new_case(in_profile).profile == waiting.profile
        after = scores(confirm_skill(waiting, "soldering", at=NOW).profile)
        assert after["bench-jeweler"] > bare["bench-jeweler"]
        assert after.keys() == bare.keys()


def test_a_yes_puts_the_skill_with_its_sentence_into_the_profile(real: Catalog) -> None:
    before = started(real)
    case = confirm_skill(before, "soldering", 2, at=NOW)
    assert case.undecided == ()
    assert case.profile.skills[-1] == SPOTTED.model_copy(update={"status": "confirmed", "level": 2})
    assert kinds(case) == ["proposed", "confirmed"]
    assert case.log[-1].data == {"skill": "soldering", "level": 2}
    assert before == started(real)


def test_mending_a_held_skill_is_told_and_mending_a_proposed_one_is_a_yes(real: Catalog) -> None:
    case = change_skill_level(started(real), "clienteling", 1, at=NOW)
    assert case.profile.skills[0].level == 1
    assert case.log[-1].data == {"skill": "clienteling", "before": 3, "level": 1}
    assert change_skill_level(case, "soldering", 4, at=NOW) == confirm_skill(
        case, "soldering", 4, at=NOW
    )


def test_what_was_removed_is_not_proposed_again(real: Catalog) -> None:
    case = remove_skill(started(real), "soldering", at=NOW)
    assert case.undecided == ()
    assert propose_skills(case, [SPOTTED], at=NOW) == case
    assert remove_skill(case, "clienteling", at=NOW).profile.skills == ()


def test_what_is_held_or_waits_is_not_proposed_again(real: Catalog) -> None:
    case = started(real)
    held = SPOTTED.model_copy(update={"skill": "clienteling"})
    assert propose_skills(case, [SPOTTED, held], at=NOW) == case


def test_roles_are_chosen_once_and_given_up(real: Catalog) -> None:
    case = choose_role(choose_role(started(real), "caster", at=NOW), "caster", at=NOW)
    assert case.chosen == ("caster",)
    assert kinds(case) == ["proposed", "chosen"]
    assert unchoose_role(case, "caster", at=NOW).chosen == ()


def test_the_emphasis_of_a_case_takes_the_place_of_the_profile_s(real: Catalog) -> None:
    own = from_table({**KNOWN, "emphasis": {"skills": 2.0}}, real)
    assert new_case(own).guidance_profile() == own
    case = set_emphasis(new_case(own), {"interests": 3.0}, at=NOW)
    assert case.guidance_profile().emphasis == {"interests": 3.0}
    assert set_emphasis(case, {}, at=NOW).guidance_profile() == own
    assert case.log[-1].data == {"interests": 3.0}


def test_what_waits_is_asked_about_and_counts_for_nothing(real: Catalog) -> None:
    case = started(real)
    asked = case.guidance_profile()
    assert asked.skills == (*case.profile.skills, SPOTTED)
    assert asked.skills[-1].status == "proposed"
    assert new_case(asked) == new_case(case.profile).model_copy(
        update={"undecided": case.undecided}
    )


def test_guidance_is_kept_as_it_was_given(real: Catalog) -> None:
    case = add_snapshot(started(real), GUIDANCE, at=NOW)
    assert case.snapshots == (GUIDANCE,)
    assert case.log[-1].data == {"fingerprint": "sha256:00"}


WRONG: dict[str, tuple[Callable[[Case], Case], str]] = {
    "nothing-to-confirm": (lambda c: confirm_skill(c, "clienteling", at=NOW), "one of soldering"),
    "nothing-to-mend": (lambda c: change_skill_level(c, "caster", 2, at=NOW), "one of clienteling"),
    "nothing-to-remove": (lambda c: remove_skill(c, "x", at=NOW), "one of soldering, clienteling"),
    "no-such-level": (lambda c: confirm_skill(c, "soldering", 5, at=NOW), "4 (can teach)"),
    "not-chosen": (lambda c: unchoose_role(c, "caster", at=NOW), "no such chosen role 'caster'"),
    "no-such-part": (lambda c: set_emphasis(c, {"luck": 1.0}, at=NOW), "luck"),  # type: ignore[dict-item]
    "all-nothing": (
        lambda c: set_emphasis(c, dict.fromkeys(get_args(PartName), 0.0), at=NOW),
        "raise",
    ),
    "no-guidance": (lambda c: add_snapshot(c, {"schema": "x"}, at=NOW), "is not guidance"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_decided_is_one_sentence(name: str, real: Catalog) -> None:
    change, words = WRONG[name]
    with pytest.raises(BadProfile) as error:
        change(started(real))
    assert words in str(error.value)
    assert "\n" not in str(error.value)


# Files


@st.composite
def cases(draw: st.DrawFn, catalog: Catalog) -> Case:
    """A case after some decisions."""
    case = new_case(from_table(draw(tables(catalog)), catalog))
    spotted = draw(st.lists(st.sampled_from(sorted(catalog.skills)), unique=True, max_size=4))
    case = propose_skills(case, [SPOTTED.model_copy(update={"skill": s}) for s in spotted], at=NOW)
    later = NOW + timedelta(days=draw(st.integers(0, 400)))
    for waiting in case.undecided:
        act = draw(st.sampled_from((confirm_skill, remove_skill, None)))
        case = act(case, waiting.skill, at=later) if act else case
    for role in draw(st.lists(st.sampled_from(sorted(catalog.roles)), max_size=3)):
        case = choose_role(case, role, at=later)
    if draw(st.booleans()):
        case = add_snapshot(
            set_emphasis(case, {"skills": draw(st.floats(0.1, 5))}, at=later), GUIDANCE, at=later
        )
    return case


@QUICK
@given(data=st.data())
def test_a_case_to_json_and_back_is_the_same(real: Catalog, data: st.DataObject) -> None:
    case = data.draw(cases(real))
    assert from_json(as_json(case), real) == case


@QUICK
@given(data=st.data())
def test_a_case_to_files_and_back_is_the_same(
    real: Catalog, data: st.DataObject, tmp_path: Path
) -> None:
    case = data.draw(cases(real))
    for name in ("me.toml", "whole.json"):
        write_case(case, tmp_path / name)
        assert read_case(tmp_path / name, real) == case
    write_case(case, tmp_path / "me.case.json")
    assert read_case(tmp_path / "me.case.json", real) == case
    assert {p.name for p in tmp_path.iterdir()} == {"me.toml", "me.case.json", "whole.json"}
    assert "profile" not in json.loads((tmp_path / "me.case.json").read_text(encoding="utf-8"))


@QUICK
@given(data=st.data())
def test_a_profile_to_its_file_and_back_is_the_same(real: Catalog, data: st.DataObject) -> None:
    profile = from_table(data.draw(tables(real)), real)
    assert parse(as_toml(profile), real) == profile


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "\n", "'''", '"""', "\\", "a\tb", "é\u2028"])
def test_a_text_in_a_profile_file_is_kept_to_the_letter(text: str, real: Catalog) -> None:
    profile = from_table({"experience": [{"title": "A", "did": text}]}, real)
    assert parse(as_toml(profile), real) == profile


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.stem)
def test_a_profile_that_did_not_change_keeps_its_comments(
    example: Path, real: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(example.read_bytes())
    case = read_case(path, real)
    write_case(choose_role(case, "caster", at=NOW), path)
    assert path.read_bytes() == example.read_bytes()
    assert read_case(path, real).chosen == ("caster",)
    new = next(s for s in real.skills if s not in {each.skill for each in case.profile.skills})
    write_case(propose_skills(case, [SPOTTED.model_copy(update={"skill": new})], at=NOW), path)
    assert path.read_bytes() == example.read_bytes()
    write_case(confirm_skill(read_case(path, real), new, at=NOW), path)
    assert path.read_bytes() != example.read_bytes()
    assert new in {each.skill for each in read_case(path, real).profile.skills}


def test_a_proposal_that_stands_in_the_profile_file_goes_when_it_is_removed(
    real: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "me.toml"
    path.write_text('# Mine\n[[skills]]\nskill = "soldering"\nstatus = "proposed"\n', "utf-8")
    case = read_case(path, real)
    write_case(case, path)
    assert path.read_text(encoding="utf-8").startswith("# Mine")
    assert read_case(path, real) == case
    write_case(remove_skill(case, "soldering", at=NOW), path)
    assert read_case(path, real).undecided == ()


@pytest.mark.parametrize(
    "evidence", ["Solders.", 'She "solders"\n\nit\'s \\ true # yes', "'''", '"""', "é\u2028x", None]
)
def test_a_skill_is_confirmed_by_taking_the_marks_of_its_comment_away(
    evidence: str | None, real: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "me.toml"
    spotted = SPOTTED.model_copy(update={"evidence": evidence})
    case = propose_skills(new_case(from_table(KNOWN, real)), [spotted], at=NOW)
    write_case(case, path, notes=["Mend what is wrong.", "A\nnote\x1b[31m"])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Mend what is wrong.\n# A note [31m\n")
    assert parse(text, real) == case.profile
    block = text[text.index("# [[skills]]") :]
    path.write_text(text.replace(block, block.replace("# ", "", block.count("\n"))), "utf-8")
    after = read_case(path, real)
    held = after.profile.skills[-1]
    assert (held.skill, held.level, held.status) == ("soldering", 3, "confirmed")
    assert (held.evidence or "").split() == (evidence or "").split()
    assert after.undecided == ()


def test_a_case_is_begun_where_nothing_is_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    check_writable(path)
    assert (existing_case_file(path), case_path(path)) == (None, tmp_path / "me.case.json")
    case_path(path).touch()
    assert existing_case_file(path) == case_path(path)
    with pytest.raises(BadFile, match=r"me\.case\.json: is there already; .* with --force"):
        check_writable(path)
    check_writable(path, force=True)
    with pytest.raises(BadFile, match=r"name a file that ends in \.toml"):
        check_writable(tmp_path / "me.json", force=True)
    with pytest.raises(BadFile, match="no such folder"):
        check_writable(tmp_path / "none" / "me.toml", force=True)


def test_a_skill_that_the_profile_holds_waits_no_more(real: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    write_case(started(real), path)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[[skills]]\nskill = "soldering"\n')
    case = read_case(path, real)
    assert case.undecided == ()
    assert case.profile.skills[-1].level == 2


@pytest.mark.parametrize("stopped", ["fsync", "replace"])
def test_a_write_that_is_stopped_leaves_the_files_as_they_were(
    stopped: str, real: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "me.toml"
    write_case(started(real), path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if stopped == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BadFile, match="cannot be written"):
        write_case(confirm_skill(started(real), "soldering", at=NOW), path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_no_file_takes_its_place_before_all_are_written(tmp_path: Path) -> None:
    first, nowhere = tmp_path / "a", tmp_path / "none" / "b"
    first.write_text("old", encoding="utf-8")
    with pytest.raises(BadFile, match="none"):
        replace_files({first: "new", nowhere: "new"})
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("a", "old")]


# Schemas


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda p: p.stem)
def test_a_case_of_every_schema_is_read(path: Path, real: Catalog) -> None:
    case = read_case(path, real)
    assert case.schema_ == SCHEMA
    assert case.log
    assert case.snapshots
    assert from_json(as_json(case), real) == case


def test_one_file_of_every_schema_is_kept() -> None:
    kept = {json.loads(p.read_text(encoding="utf-8"))["schema"] for p in CASES.glob("*.json")}
    assert kept == {SCHEMA, *STEPS}


def test_every_kind_of_event_is_in_the_file_of_the_newest_schema() -> None:
    table = json.loads((CASES / "case-1.json").read_text(encoding="utf-8"))
    assert {event["kind"] for event in table["log"]} == set(get_args(EventKind))


def test_an_earlier_schema_goes_step_by_step_to_the_newest() -> None:
    def first(data: dict[str, Any]) -> dict[str, Any]:
        return {"schema": "benchpin.case/0.2", "chosen": data["roles"]}

    def second(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "schema": SCHEMA}

    steps = {"benchpin.case/0.1": first, "benchpin.case/0.2": second}
    old = {"schema": "benchpin.case/0.1", "roles": ["caster"]}
    assert upgrade(old, steps=steps) == {"schema": SCHEMA, "chosen": ["caster"]}
    assert upgrade({"schema": SCHEMA}) == {"schema": SCHEMA}


def test_every_schema_before_this_has_its_step() -> None:
    number = int(SCHEMA.rpartition("/")[2])
    assert set(STEPS) == {f"benchpin.case/{earlier}" for earlier in range(1, number)}


BROKEN = {
    "empty": ("", "is empty"),
    "cut-short": ('{"schema": "benchpin.case/1", "log": [', "is not valid JSON (line 1"),
    "no-table": ("[]", "not a case"),
    "not-a-number": ('{"schema": "benchpin.case/1", "emphasis": {"skills": NaN}}', "no case holds"),
    "too-deep": ("[" * 100_000, "no case holds"),
    "no-schema": ("{}", "schema: is missing"),
    "unknown-schema": ('{"schema": "a.case/1"}', "'a.case/1' is no form of a case"),
    "schema-of-another-kind": ('{"schema": {"a": 1}}', "is no form of a case"),
    "newer-schema": ('{"schema": "benchpin.case/2"}', "newer than this version reads"),
    "unknown-key": ('{"schema": "benchpin.case/1", "chosn": []}', "chosen"),
    "unknown-kind": (
        '{"schema": "benchpin.case/1", "log": [{"at": "2026-11-22T09:00:00Z", "kind": "sold"}]}',
        "log.0.kind",
    ),
    "no-time-zone": (
        '{"schema": "benchpin.case/1", "log": [{"at": "2026-11-22T09:00:00", "kind": "chosen"}]}',
        "log.0.at",
    ),
    "unknown-role": ('{"schema": "benchpin.case/1", "chosen": ["castr"]}', "nearest: 'caster'"),
    "unknown-skill": (
        '{"schema": "benchpin.case/1", "undecided": [{"skill": "soldring", "status": "proposed"}]}',
        "nearest: 'soldering'",
    ),
    "decided": (
        '{"schema": "benchpin.case/1", "undecided": [{"skill": "soldering"}]}',
        "another status than 'proposed'",
    ),
    "twice": ('{"schema": "benchpin.case/1", "chosen": ["caster", "caster"]}', "stands twice"),
    "no-guidance": ('{"schema": "benchpin.case/1", "snapshots": [{}]}', "snapshots.0"),
    "bad-profile": (
        '{"schema": "benchpin.case/1", "profile": {"skills": [{"skill": "x", "level": 9}]}}',
        "profile: skills.0.level",
    ),
    "profile-of-another-kind": ('{"schema": "benchpin.case/1", "profile": 3}', "profile: must be"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_case_is_one_sentence_that_names_the_file(
    name: str, real: Catalog, tmp_path: Path
) -> None:
    text, words = BROKEN[name]
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        read_case(path, real)
    assert str(error.value).startswith(str(path))
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    if "profile" not in name:
        (tmp_path / "me.toml").write_text(rtoml.dumps(KNOWN), encoding="utf-8")
        (tmp_path / "me.case.json").write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match=r"me\.case\.json"):
            read_case(tmp_path / "me.toml", real)


def test_a_case_that_is_not_there_or_no_text_is_named(real: Catalog, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        read_case(tmp_path / "a.json", real)
    with pytest.raises(BadFile, match="no such file"):
        read_case(tmp_path / "a.toml", real)
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="is not a text file"):
        read_case(tmp_path / "b.json", real)
    (tmp_path / "c.json").mkdir()
    with pytest.raises(BadFile, match="cannot be read"):
        read_case(tmp_path / "c.json", real)
