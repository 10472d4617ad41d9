"""What an experienced counselor would add: notes on a role and on people, for those they fit."""

from collections import Counter
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from benchpin.catalog import PEOPLE, Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    CounselorNote,
    NoteSubject,
    Situation,
    Statement,
    make_statement,
    profile_value,
)
from benchpin.match import Candidate, Match

if TYPE_CHECKING:
    from benchpin.match import FormerOccupation

MAX_ROLE_NOTES = 8
MAX_PERSON_NOTES = 8
MAX_NOTES_RULED_OUT = 2
_MOST_OF_A_SUBJECT: dict[NoteSubject | None, int] = {"coming-from": 2, "check": 2}
"""How many notes of a subject a role gets, where it is more than one."""
_SUBJECTS_NOW: tuple[NoteSubject | None, ...] = (
    "coming-from", "employers", "check", "openings", "pay", "first-post", "study", "growth",
)  # fmt: skip
_SUBJECTS_BEFORE: tuple[NoteSubject | None, ...] = (
    "coming-from", "first-post", "study", "employers", "openings", "pay", "check", "growth",
)  # fmt: skip
_SUBJECTS_HELD: tuple[NoteSubject | None, ...] = (
    "coming-from", "growth", "employers", "check", "openings", "pay", "study",
)  # fmt: skip
"""What somebody needs first who can start now, who has something to do before, and who has done
the work: they begin in no first post."""


def role_notes(match: Match, candidate: Candidate, catalog: Catalog) -> tuple[Statement, ...]:
    """The notes on a role that fit a candidate, the most needed and most fitting first.

    Of a role that breaks a term, only what is to be said about the candidate's limits.
    """
    record = catalog.counsel.get(match.role)
    if record is None:
        return ()
    subjects = _SUBJECTS_NOW if match.reach == "now" else _SUBJECTS_BEFORE
    if match.door == "same-role":
        subjects = _SUBJECTS_HELD
    fitting = []
    for index, note in enumerate(record.notes):
        former = _fitting_former(note, candidate)
        is_from_elsewhere = bool(note.from_occupations or note.from_roles)
        if (is_from_elsewhere and former is None) or not _is_fitting(note, candidate):
            continue
        is_beside_the_point = (
            (note.reach and match.reach not in note.reach)
            or (match.breaks and not note.limits)
            or note.about not in subjects
        )
        if is_beside_the_point:
            continue
        # What a limit asks for comes first, then what is for few people before what is for many.
        order = (not note.limits, subjects.index(note.about), -_condition_count(note), index)
        fitting.append((order, note, former))
    chosen: list[Statement] = []
    counts: Counter[NoteSubject | None] = Counter()
    for (*_, index), note, former in sorted(fitting, key=lambda entry: entry[0]):
        if counts[note.about] < _MOST_OF_A_SUBJECT.get(note.about, 1):
            counts[note.about] += 1
            path = f"counsel/{match.role}/notes.{index}.what"
            chosen.append(_statement(note, path, former, catalog))
    return tuple(chosen[: MAX_NOTES_RULED_OUT if match.breaks else MAX_ROLE_NOTES])


def person_notes(
    candidate: Candidate,
    situations: AbstractSet[Situation],
    first_match: Match | None,
    catalog: Catalog,
) -> tuple[Statement, ...]:
    """The notes on a candidate whatever the role, in the order of the data.

    One for a situation, and one for it in the candidate's country.
    `first_match` is that of the first role asked about or suggested, whose family some are for.
    """
    family = catalog.roles[first_match.role].family if first_match else None
    chosen: list[Statement] = []
    addressed: set[str] = set()
    record = catalog.counsel.get(PEOPLE)
    for index, note in enumerate(record.notes if record else ()):
        # What holds in one country stands beside what holds everywhere.
        topics = {f"{topic} {bool(note.countries)}" for topic in (*note.when, *note.limits)}
        if (
            topics <= addressed
            or not set(note.when) <= situations
            or (note.families and family not in note.families)
            or not _is_fitting(note, candidate)
        ):
            continue
        addressed |= topics
        chosen.append(_statement(note, f"counsel/{PEOPLE}/notes.{index}.what", None, catalog))
    return tuple(chosen[:MAX_PERSON_NOTES])


def _is_fitting(note: CounselorNote, candidate: Candidate) -> bool:
    """Whether the candidate's limits and country are those that a note is for."""
    circumstances = candidate.profile.circumstances
    return (not note.limits or not set(note.limits).isdisjoint(circumstances.limits)) and (
        not note.countries or (circumstances.country or "US") in note.countries
    )


def _fitting_former(note: CounselorNote, candidate: Candidate) -> "FormerOccupation | None":
    """The longest of the candidate's positions that a note is for."""

    def is_fitting(former: "FormerOccupation") -> bool:
        return not set(note.from_roles).isdisjoint(former.roles) or (
            # The occupation of a role of the trade holds other roles too.
            not former.roles and any(c.startswith(note.from_occupations) for c in former.codes)
        )

    formers = [former for former in candidate.formers if is_fitting(former)]
    return max(formers, key=lambda former: former.years, default=None)


def _condition_count(note: CounselorNote) -> int:
    conditions = (
        note.from_occupations or note.from_roles, note.limits, note.countries, note.reach,
    )  # fmt: skip
    return sum(map(bool, conditions))


def _statement(
    note: CounselorNote, path: str, former: "FormerOccupation | None", catalog: Catalog
) -> Statement:
    values = prose_values("what", note.what, path, catalog, note.sources or (OUR_JUDGEMENT,))
    if former is None:
        return make_statement("counsel", values)
    title = profile_value(former.title, f"experience.{former.index}.title")
    return make_statement("counsel-coming-from", {**values, "title": title})
