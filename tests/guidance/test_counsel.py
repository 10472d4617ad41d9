"""Does a counselor's note reach those it is for, and nobody else?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.catalog import PEOPLE
from benchpin.facts import CounselorNote, CounselorNotes
from benchpin.guidance import advise
from benchpin.profile import from_table

CATALOG, REFERENCE, DAY = catalogs.load(), references.open(), date(2026, 11, 30)
WELDER: dict[str, Any] = {
    "aims": {"roles": ["laser-weld-tech"]},
    "experience": [{"title": "Welder", "started": "2015-01"}],
    "circumstances": {"country": "US"},
}


def notes_of(table: dict[str, Any], role: str, *notes: CounselorNote) -> list[str]:
    """The notes on a role that a person reads, of a catalog that holds only these."""
    catalog = replace(CATALOG, counsel={role: CounselorNotes(notes=notes)})
    guidance = advise(from_table(table, catalog), catalog, REFERENCE, as_of=DAY, draws=16)
    return [str(s.values["what"].value) for s in guidance.role_counsel[role]]


def is_in(table: dict[str, Any], situation: str) -> bool:
    """Whether a person reads the one note on a situation."""
    notes = (CounselorNote(what="This is for you.", when=(situation,)),)  # type: ignore[arg-type]
    catalog = replace(CATALOG, counsel={PEOPLE: CounselorNotes(notes=notes)})
    guidance = advise(from_table(table, catalog), catalog, REFERENCE, as_of=DAY, draws=16)
    return bool(guidance.counsel)


def note(what: str, about: str = "check", **conditions: Any) -> CounselorNote:
    return CounselorNote(what=what, about=about, **conditions)  # type: ignore[arg-type]


def test_all_conditions_must_hold() -> None:
    fits = note("Fits.", "coming-from", from_occupations=("51-412",), countries=("US",))
    strangers = (
        note("Of cooks.", "coming-from", from_occupations=("35-",)),
        note("Of casters.", "coming-from", from_roles=("caster",)),
        note("In Britain.", countries=("GB",)),
        note("With fumes.", limits=("fumes",)),
    )
    assert notes_of(WELDER, "laser-weld-tech", fits, *strangers) == ["Fits."]


def test_what_is_for_few_comes_before_what_is_for_all_and_limits_come_first() -> None:
    table = {**WELDER, "circumstances": {"country": "US", "limits": {"fumes": "some"}}}
    for_all, for_us = note("All.", "employers"), note("US.", "employers", countries=("US",))
    limit = note("Fumes.", limits=("fumes", "heat"))
    assert notes_of(table, "laser-weld-tech", for_all, for_us, limit) == ["Fumes.", "US."]


def test_a_role_that_is_ruled_out_gets_only_what_concerns_the_limit() -> None:
    table = {**WELDER, "circumstances": {"country": "US", "limits": ["eyesight"]}}
    notes = (note("Who hires.", "employers"), note("A microscope.", limits=("eyesight",)))
    assert notes_of(table, "laser-weld-tech", *notes) == ["A microscope."]


def test_earlier_work_is_named_in_the_persons_own_words() -> None:
    guidance = advise(from_table(WELDER, CATALOG), CATALOG, REFERENCE, as_of=DAY, draws=16)
    (coming_from, *_) = guidance.role_counsel["laser-weld-tech"]
    assert coming_from.kind == "counsel-coming-from"
    assert coming_from.values["title"].value == "Welder"


@pytest.mark.parametrize(
    ("table", "situation"),
    [
        ({"circumstances": {"under_18": True}}, "under-18"),
        ({"circumstances": {"budget": 0}}, "no-budget"),
        ({"circumstances": {"budget": 150}}, "small-budget"),
        ({"circumstances": {"hours_per_week": 3}}, "few-hours"),
        ({"circumstances": {"work_modes": ["remote"]}}, "remote-only"),
        ({"circumstances": {"work_modes": ["remote", "hybrid"]}}, "remote-hybrid"),
        ({"circumstances": {"work_modes": ["onsite"]}}, "onsite-only"),
        ({"aims": {"horizon_months": 3}}, "horizon-short"),
        ({"languages": [{"language": "en", "level": "A2"}]}, "language-beginner"),
        ({"languages": [{"language": "ar", "level": "native"}]}, "languages"),
        ({}, "no-work"),
        ({"experience": [{"title": "Welder", "started": "2010", "ended": "2020"}]}, "gap"),
        ({"experience": [{"title": "Carer for my mother", "started": "2020"}]}, "care"),
        ({"experience": [{"title": "Helper in the family shop", "years": 3}]}, "family-business"),
        ({"experience": [{"title": "Hobby silversmith", "years": 3}]}, "volunteer-or-hobby"),
        ({"experience": [{"title": "Studio owner, jewelry", "years": 3}]}, "leaves-own-business"),
        ({"experience": [{"title": "Studio jeweler, owner", "years": 3}]}, "self-employed"),
        ({"aims": {"roles": ["studio-owner"]}}, "wants-own-business"),
        ({"experience": [{"title": "Bench jeweler", "started": "1999"}]}, "senior"),
        ({"experience": [{"title": "Welder", "started": "1999"}]}, "career-change"),
        ({"experience": [{"title": "Bench jeweler", "started": "2026-01"}]}, "trainee"),
        ({"education": [{"what": "BA History", "unfinished": True}]}, "studying"),
        ({"education": [{"what": "BA History", "level": "bachelor", "ended": "2019"}]}, "degree"),
        ({"skills": [{"skill": "soldering", "level": 2}]}, "self-taught"),
        (
            {"certificates": [{"what": "GG", "qualification": "gia-gg", "year": 2012}]},
            "qualified-unused",
        ),
        ({}, "undecided"),
        ({"aims": {"roles": ["caster", "buyer", "appraiser", "goldsmith"]}}, "asked-many"),
        ({"aims": {"roles": ["bench-instructor"]}}, "asked-far"),
        (
            {"aims": {"roles": ["polisher-finisher"]}, "circumstances": {"minimum_pay": 90_000}},
            "pay-above-entry",
        ),
        ({"experience": [{"title": "Welder", "started": "2010"}]}, "pay-may-fall"),
    ],
)
def test_a_situation_is_read_from_what_is_stated(table: dict[str, Any], situation: str) -> None:
    assert is_in(table, situation)
    # Somebody at work, with time, money and a fair wish, is in hardly any of them.
    settled = {
        **WELDER,
        "experience": [{"title": "Welder", "started": "2023-01"}],
        "circumstances": {"country": "US", "budget": 3000, "hours_per_week": 10},
    }
    assert not is_in(settled, situation)


def test_advice_states_no_figure() -> None:
    with pytest.raises(ValueError, match="states no figure"):
        CounselorNote(what="Ask for $20 an hour.")
    assert CounselorNote(what="Look around 47th Street for two evenings.")
