"""What a career gap, part-time years, foreign schooling or years of care do to a ranking.

A test that swaps names cannot see what stands in for them. These circumstances are unevenly spread
over people, so what each of them costs is measured, and told in docs/how-it-works/fairness.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import AS_OF, simulated
from benchpin.guidance import title_reader
from benchpin.match import experience_credit, place_candidate, resolve_candidate
from benchpin.profile import from_table
from benchpin.reference import Reference

SEED = 2
PEOPLE = 200
TOP = 10
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CircumstanceChange:
    """How somebody is ranked: the roles, and the credit of the position that counts most."""

    roles: tuple[str, ...]
    credit: float


def _gone_since(years: int) -> Callable[[Table], Table]:
    """All positions the same, and ended some years earlier."""

    def change(table: Table) -> Table:
        return {
            **table,
            "experience": [
                {
                    **p,
                    "started": str(int(p["started"]) - years),
                    "ended": str(int(p["ended"]) - years),
                }
                for p in table["experience"]
            ],
        }

    return change


def _part_time(table: Table) -> Table:
    return {**table, "experience": [{**p, "hours": "part"} for p in table["experience"]]}


def _cared(table: Table) -> Table:
    """The same gap of five years, named as care."""
    gone = _gone_since(5)(table)
    care = {"title": "Full-time parent", "started": str(AS_OF.year - 5), "ended": str(AS_OF.year)}
    return {**gone, "experience": [*gone["experience"], care]}


def _schooled(where: str) -> Callable[[Table], Table]:
    def change(table: Table) -> Table:
        level = table["circumstances"]["education"]
        terms = {k: v for k, v in table["circumstances"].items() if k != "education"}
        schooling = [{"what": "Diploma", "where": where, "level": level}]
        return {**table, "circumstances": terms, "education": schooling}

    return change


def _level_not_said(table: Table) -> Table:
    """Schooling that the person could not put into the levels of the United States."""
    terms = {k: v for k, v in table["circumstances"].items() if k != "education"}
    schooling = [{"what": "Diploma", "where": "Escuela Técnica, Guadalajara"}]
    return {**table, "circumstances": terms, "education": schooling}


CHANGES: Mapping[str, Callable[[Table], Table]] = {
    "a gap of two years since": _gone_since(2),
    "a gap of five years since": _gone_since(5),
    "a gap of ten years since": _gone_since(10),
    "five years of care since, named as such": _cared,
    "all years part time": _part_time,
    "the same level of schooling, abroad": _schooled("Escuela Técnica, Guadalajara"),
    "schooling abroad, level not said": _level_not_said,
}


def measure_circumstances(
    reference: Reference, catalog: Catalog, people: int = PEOPLE
) -> Measurement:
    """What each circumstance does to simulated people: ranks moved, first role, credit lost.

    No aim is set: the figures are there to be seen.
    """
    tables = [dict(person.table) for person in simulated(catalog, people, SEED)]
    before = [_placed(table, catalog, reference) for table in tables]
    scores: list[Score] = []
    for name, change in CHANGES.items():
        after = [_placed(change(table), catalog, reference) for table in tables]
        scores += _compared(name, before, after)
    return Measurement(
        name="circumstances",
        title="What a gap, part-time years, foreign schooling or years of care do to a ranking",
        truth="the same simulated person without the circumstance",
        unit="people",
        cases=people,
        data=tuple(f"{each.name} {each.release}" for each in reference.data),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            "Credit is that of the position that counts most, 0 to 1: length and age together.",
        ),
    )


def _placed(table: Table, catalog: Catalog, reference: Reference) -> CircumstanceChange:
    profile = from_table(table, catalog)
    person = resolve_candidate(profile, catalog, reference, title_reader(catalog, reference), AS_OF)
    area = reference.area(profile.circumstances.area)
    found = place_candidate(person, catalog, reference, area=area)
    rules = catalog.weights.experience
    credits_ = [
        experience_credit(profile.experience[former.index], rules, AS_OF)
        for former in person.formers
        if former.resolved
    ]
    return CircumstanceChange(found.roles, max(credits_, default=0.0))


def _compared(
    name: str, before: Sequence[CircumstanceChange], after: Sequence[CircumstanceChange]
) -> Iterator[Score]:
    pairs = list(zip(before, after, strict=True))
    moved = [_moved(old.roles, new.roles) for old, new in pairs]
    yield mean_score(name, f"ranks moved, mean of the first {TOP}", moved)
    other = [float(old.roles[0] != new.roles[0]) for old, new in pairs]
    yield mean_score(name, "share with another first role", other)
    lost = [new.credit - old.credit for old, new in pairs]
    yield mean_score(name, "credit of former work", lost)


def _moved(before: Sequence[str], after: Sequence[str]) -> float:
    now = {role: rank for rank, role in enumerate(after)}
    return sum(abs(now[role] - rank) for rank, role in enumerate(before[:TOP])) / TOP
