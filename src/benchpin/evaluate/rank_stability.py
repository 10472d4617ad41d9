"""Does a role stay inside its interval of ranks under changes that the draws do not model?

The draws vary weights, assumed skills, interests and opportunity. The changes made here are outside
that model: a position left out, some answers drawn again, a skill one level higher or lower. An
interval speaks of the order inside a group, so ranks are those inside the group, of the roles whose
group is the same after the change; how many changed groups is measured too. See
docs/decisions/0005-rank-intervals-by-drawing.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import (
    AS_OF,
    SimulatedPerson,
    mean_interests,
    simulate_people,
)
from benchpin.guidance import title_reader
from benchpin.match import RoleRanking, resolve_candidate, role_ranking
from benchpin.profile import from_table
from benchpin.reference import Reference

SEED = 0
PEOPLE = 300
DRAWS = 1024
TOP = 10
AIM = 0.85
AIM_WIDTH = 6.0
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoleCounts:
    """Of a person's first roles: how many stay in their group, and of these how many where.

    `inside` their old interval, `unmoved` at their rank inside the group; `total` are all.
    """

    inside: int
    unmoved: int
    same_group: int
    total: int


def without_one_position(person: SimulatedPerson, rng: np.random.Generator) -> Table | None:
    """The profile table without one of several positions; None where there is one at most."""
    table = person.table
    if len(table["experience"]) < 2:
        return None
    remaining_positions = list(table["experience"])
    del remaining_positions[int(rng.integers(len(remaining_positions)))]
    return {**table, "experience": remaining_positions}


def with_new_answers(person: SimulatedPerson, rng: np.random.Generator) -> Table:
    """The profile table with one in five of the answers about interests drawn again."""
    values = np.array(list(person.answers.values()))
    redrawn = rng.choice(values.size, round(values.size / 5), replace=False)
    values.flat[redrawn] = rng.random(len(redrawn))
    answers = {name: tuple(row) for name, row in zip(person.answers, values.tolist(), strict=True)}
    return {**person.table, "interests": mean_interests(answers)}


def with_changed_level(person: SimulatedPerson, rng: np.random.Generator) -> Table | None:
    """The profile table with one skill a level higher or lower; None where it has no skills."""
    table = person.table
    if not table.get("skills"):
        return None
    skills = deepcopy(table["skills"])
    skill = skills[int(rng.integers(len(skills)))]
    # Levels are 1 to 4.
    step = -1 if skill["level"] == 4 or (skill["level"] > 1 and rng.random() < 0.5) else 1
    skill["level"] += step
    return {**table, "skills": skills}


CHANGES: dict[str, Callable[[SimulatedPerson, np.random.Generator], Table | None]] = {
    "one position left out": without_one_position,
    "one in five answers drawn anew": with_new_answers,
    "one skill a level higher or lower": with_changed_level,
}


def measure_rank_stability(
    reference: Reference, catalog: Catalog, people: int = PEOPLE
) -> Measurement:
    """The share of a person's first ten roles whose new rank lies inside the old 90% interval.

    The baseline is an interval of no width: the share of unchanged ranks. The width of the
    intervals is measured too, since a wide enough interval holds anything.
    """
    counts_by_change: dict[str, list[RoleCounts]] = {name: [] for name in CHANGES}
    widths: list[float] = []
    for index, person in enumerate(simulate_people(catalog, people, SEED)):
        ranking_before = _rank_profile(person.table, catalog, reference, DRAWS)
        widths += _widths(ranking_before)
        for name, change in CHANGES.items():
            # The length of a name stands for the change: each has draws of its own.
            rng = np.random.default_rng([SEED, index, len(name)])
            changed_table = change(person, rng)
            if changed_table is not None:
                # Without draws: only the new ranks are needed.
                ranking_after = _rank_profile(changed_table, catalog, reference, 0)
                counts_by_change[name].append(_count_inside(ranking_before, ranking_after))
    return Measurement(
        name="stability",
        title="A role stays inside its interval of ranks when a little changes",
        truth=(
            f"each of the first {TOP} roles of a simulated person, ranked again after a change "
            "that the draws know nothing of"
        ),
        unit="changed people",
        cases=sum(len(changes) for changes in counts_by_change.values()),
        data=tuple(f"{dataset.name} {dataset.release}" for dataset in reference.data),
        seed=SEED,
        scores=tuple(_scores(counts_by_change, widths)),
        notes=(
            f"{people} people drawn from our own titles, skills and interests; {DRAWS} draws each.",
            "Width is the highest rank of an interval less the lowest.",
        ),
    )


def _rank_profile(
    table: Mapping[str, Any], catalog: Catalog, reference: Reference, draws: int
) -> RoleRanking:
    profile = from_table(dict(table), catalog)
    catalog = catalog.in_country(profile.circumstances.country)
    reader = title_reader(catalog, reference)
    person = resolve_candidate(profile, catalog, reference, reader, AS_OF)
    area = reference.area(profile.circumstances.area)
    return role_ranking(person, catalog, reference, area=area, draws=draws)


def _widths(ranking: RoleRanking) -> list[float]:
    intervals = zip(ranking.rank_low[:TOP], ranking.rank_high[:TOP], strict=True)
    return [float(high - low) for low, high in intervals]


def _count_inside(before: RoleRanking, after: RoleRanking) -> RoleCounts:
    """How many of the first roles stay in their group, their old interval, and at their rank."""
    new_ranks, new_groups = (
        _ranks_inside_groups(after),
        dict(zip(after.roles, after.groups, strict=True)),
    )
    old_ranks = _ranks_inside_groups(before)
    inside = unmoved = same_group = 0
    for index, role in enumerate(before.roles[:TOP]):
        if new_groups[role] != before.groups[index]:
            continue
        same_group += 1
        # The rank of the role less its rank inside the group: how many stand in earlier groups.
        earlier_count = index + 1 - old_ranks[role]
        low, high = before.rank_low[index], before.rank_high[index]
        inside += low <= new_ranks[role] + earlier_count <= high
        unmoved += new_ranks[role] == old_ranks[role]
    return RoleCounts(inside, unmoved, same_group, min(TOP, len(before.roles)))


def _ranks_inside_groups(ranking: RoleRanking) -> dict[str, int]:
    """The rank of each role inside its group, from 1."""
    counts: Counter[int] = Counter()
    ranks = {}
    for role, group in zip(ranking.roles, ranking.groups, strict=True):
        counts[group] += 1
        ranks[role] = counts[group]
    return ranks


def _scores(counts_by_change: dict[str, list[RoleCounts]], widths: list[float]) -> Iterator[Score]:
    all_counts = [counts for changes in counts_by_change.values() for counts in changes]
    metric = "inside the interval"
    yield _share("all changes", metric, all_counts, aim=AIM)
    for name, changes in counts_by_change.items():
        yield _share(name, metric, changes)
    same_group = [counts.same_group for counts in all_counts]
    unmoved = [counts.unmoved for counts in all_counts]
    yield ratio_score(
        "baseline: an interval of no width", metric, unmoved, same_group, baseline=True
    )
    yield ratio_score(
        "all changes", "in the same group", same_group, [counts.total for counts in all_counts]
    )
    yield Score("first ten roles", "median width, ranks", float(np.median(widths)), aim=AIM_WIDTH)
    yield mean_score("first ten roles", "mean width, ranks", widths)


def _share(subject: str, metric: str, counts: list[RoleCounts], aim: float | None = None) -> Score:
    inside, same_group = [c.inside for c in counts], [c.same_group for c in counts]
    return ratio_score(subject, metric, inside, same_group, aim=aim)
