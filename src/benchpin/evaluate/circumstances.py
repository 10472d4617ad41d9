"""What a career gap, part-time years, foreign schooling or years of care do to a ranking.

The test of words in `bias` cannot see proxies. These circumstances are spread unevenly over groups
of people, so the effect of each is measured here and explained in docs/how-it-works/fairness.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import AS_OF, simulate_people
from benchpin.guidance import title_reader
from benchpin.match import experience_credit, resolve_candidate, role_ranking
from benchpin.profile import from_table
from benchpin.reference import Reference

SEED = 2
PEOPLE = 200
TOP = 10
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RankingOutcome:
    """The roles of a person in ranked order, and the highest experience credit of a position."""

    roles: tuple[str, ...]
    credit: float


def _with_gap(years: int) -> Callable[[Table], Table]:
    """Moves all positions some years back, so that a gap follows the last one."""

    def change(table: Table) -> Table:
        return {
            **table,
            "experience": [
                {
                    **position,
                    "started": str(int(position["started"]) - years),
                    "ended": str(int(position["ended"]) - years),
                }
                for position in table["experience"]
            ],
        }

    return change


def _with_part_time(table: Table) -> Table:
    """All positions as part time, which counts half of their years."""
    return {
        **table,
        "experience": [{**position, "hours": "part"} for position in table["experience"]],
    }


def _with_care_gap(table: Table) -> Table:
    """A gap of five years with a position that names it as care."""
    table_with_gap = _with_gap(5)(table)
    care_position = {
        "title": "Full-time parent",
        "started": str(AS_OF.year - 5),
        "ended": str(AS_OF.year),
    }
    return {**table_with_gap, "experience": [*table_with_gap["experience"], care_position]}


def _with_foreign_schooling(school: str) -> Callable[[Table], Table]:
    """The same level of schooling, told as a diploma of a school abroad."""

    def change(table: Table) -> Table:
        level = table["circumstances"]["education"]
        # The level then comes from the schooling alone.
        circumstances = {k: v for k, v in table["circumstances"].items() if k != "education"}
        schooling = [{"what": "Diploma", "where": school, "level": level}]
        return {**table, "circumstances": circumstances, "education": schooling}

    return change


def _without_level(table: Table) -> Table:
    """Schooling abroad whose level the person did not state in US terms."""
    circumstances = {k: v for k, v in table["circumstances"].items() if k != "education"}
    schooling = [{"what": "Diploma", "where": "Escuela Técnica, Guadalajara"}]
    return {**table, "circumstances": circumstances, "education": schooling}


CHANGES: Mapping[str, Callable[[Table], Table]] = {
    "a gap of two years since": _with_gap(2),
    "a gap of five years since": _with_gap(5),
    "a gap of ten years since": _with_gap(10),
    # Care counts as any other gap: no public data says what it is worth to a role.
    "five years of care since, named as such": _with_care_gap,
    "all years part time": _with_part_time,
    "the same level of schooling, abroad": _with_foreign_schooling("Escuela Técnica, Guadalajara"),
    "schooling abroad, level not said": _without_level,
}


def measure_circumstances(
    reference: Reference, catalog: Catalog, people: int = PEOPLE
) -> Measurement:
    """Rank changes, changes of the first role and of credit by circumstance, on simulated people.

    No aim is set: the effects are reported, not tested against a bound.
    """
    tables = [dict(person.table) for person in simulate_people(catalog, people, SEED)]
    outcomes_before = [_rank_profile(table, catalog, reference) for table in tables]
    scores: list[Score] = []
    for name, change in CHANGES.items():
        outcomes_after = [_rank_profile(change(table), catalog, reference) for table in tables]
        scores += _change_scores(name, outcomes_before, outcomes_after)
    return Measurement(
        name="circumstances",
        title="What a gap, part-time years, foreign schooling or years of care do to a ranking",
        truth="the same simulated person without the circumstance",
        unit="people",
        cases=people,
        data=tuple(f"{dataset.name} {dataset.release}" for dataset in reference.data),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            "Credit is that of the position that counts most, 0 to 1: length and age together.",
        ),
    )


def _rank_profile(table: Table, catalog: Catalog, reference: Reference) -> RankingOutcome:
    profile = from_table(table, catalog)
    catalog = catalog.in_country(profile.circumstances.country)
    person = resolve_candidate(profile, catalog, reference, title_reader(catalog, reference), AS_OF)
    area = reference.area(profile.circumstances.area)
    ranking = role_ranking(person, catalog, reference, area=area)
    rules = catalog.weights.experience
    credits_ = [
        experience_credit(profile.experience[former.index], rules, AS_OF)
        for former in person.formers
        if former.resolved
    ]
    return RankingOutcome(ranking.roles, max(credits_, default=0.0))


def _change_scores(
    name: str, outcomes_before: Sequence[RankingOutcome], outcomes_after: Sequence[RankingOutcome]
) -> Iterator[Score]:
    pairs = list(zip(outcomes_before, outcomes_after, strict=True))
    rank_moves = [_mean_rank_move(old.roles, new.roles) for old, new in pairs]
    yield mean_score(name, f"ranks moved, mean of the first {TOP}", rank_moves)
    first_role_changes = [float(old.roles[0] != new.roles[0]) for old, new in pairs]
    yield mean_score(name, "share with another first role", first_role_changes)
    credit_changes = [new.credit - old.credit for old, new in pairs]
    yield mean_score(name, "credit of former work", credit_changes)


def _mean_rank_move(roles_before: Sequence[str], roles_after: Sequence[str]) -> float:
    new_ranks = {role: rank for rank, role in enumerate(roles_after)}
    return sum(abs(new_ranks[role] - rank) for rank, role in enumerate(roles_before[:TOP])) / TOP
