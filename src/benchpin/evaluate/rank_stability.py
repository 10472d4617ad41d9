"""Does a role stay inside its interval of ranks when something changes that the draws leave out?

The draws vary weights, assumed skills, interests and opportunity. What is changed here is not in
that model: a position forgotten, an answer given anew, a skill put a level higher or lower.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

import numpy as np

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import AS_OF, SimulatedPerson, interests, simulated
from benchpin.guidance import title_reader
from benchpin.match import RoleRanking, place_candidate, resolve_candidate
from benchpin.profile import from_table
from benchpin.reference import Reference

SEED = 0
PEOPLE = 300
DRAWS = 1024
TOP = 10
AIM = 0.85
AIM_WIDTH = 6.0
Table = dict[str, Any]


def forgotten(person: SimulatedPerson, rng: np.random.Generator) -> Table | None:
    """The same person, one of several positions left out."""
    table = person.table
    if len(table["experience"]) < 2:
        return None
    kept = list(table["experience"])
    del kept[int(rng.integers(len(kept)))]
    return {**table, "experience": kept}


def answered_anew(person: SimulatedPerson, rng: np.random.Generator) -> Table:
    """The same person, one in five of the answers that interests come from drawn anew."""
    given = np.array(list(person.answers.values()))
    anew = rng.choice(given.size, round(given.size / 5), replace=False)
    given.flat[anew] = rng.random(len(anew))
    answers = {n: tuple(row) for n, row in zip(person.answers, given.tolist(), strict=True)}
    return {**person.table, "interests": interests(answers)}


def regraded(person: SimulatedPerson, rng: np.random.Generator) -> Table | None:
    """The same person, one skill put a level higher or lower."""
    table = person.table
    if not table.get("skills"):
        return None
    skills = deepcopy(table["skills"])
    one = skills[int(rng.integers(len(skills)))]
    step = -1 if one["level"] == 4 or (one["level"] > 1 and rng.random() < 0.5) else 1
    one["level"] += step
    return {**table, "skills": skills}


CHANGES: dict[str, Callable[[SimulatedPerson, np.random.Generator], Table | None]] = {
    "one position left out": forgotten,
    "one in five answers drawn anew": answered_anew,
    "one skill a level higher or lower": regraded,
}


def measure_rank_stability(
    reference: Reference, catalog: Catalog, people: int = PEOPLE
) -> Measurement:
    """The share of a person's first ten roles whose new rank lies inside the old 90% interval.

    Beside it an interval of no width (is the rank just the same?), and how wide the intervals are.
    """
    inside: dict[str, list[tuple[int, int, int]]] = {name: [] for name in CHANGES}
    widths: list[float] = []
    for index, person in enumerate(simulated(catalog, people, SEED)):
        before = _placed(person.table, catalog, reference, DRAWS)
        widths += _widths(before)
        for name, change in CHANGES.items():
            rng = np.random.default_rng([SEED, index, len(name)])
            other = change(person, rng)
            if other is not None:
                after = _placed(other, catalog, reference, 0)
                inside[name].append(_kept(before, after))
    return Measurement(
        name="stability",
        title="A role stays inside its interval of ranks when a little changes",
        truth=(
            f"each of the first {TOP} roles of a simulated person, ranked again after a change "
            "that the draws know nothing of"
        ),
        unit="changed people",
        cases=sum(len(found) for found in inside.values()),
        data=tuple(f"{each.name} {each.release}" for each in reference.data),
        seed=SEED,
        scores=tuple(_scores(inside, widths)),
        notes=(
            f"{people} people drawn from our own titles, skills and interests; {DRAWS} draws each.",
            "Width is the highest rank of an interval less the lowest.",
        ),
    )


def _placed(
    table: Mapping[str, Any], catalog: Catalog, reference: Reference, draws: int
) -> RoleRanking:
    profile = from_table(dict(table), catalog)
    reader = title_reader(catalog, reference)
    person = resolve_candidate(profile, catalog, reference, reader, AS_OF)
    area = reference.area(profile.circumstances.area)
    return place_candidate(person, catalog, reference, area=area, draws=draws)


def _widths(placed: RoleRanking) -> list[float]:
    ends = zip(placed.rank_low[:TOP], placed.rank_high[:TOP], strict=True)
    return [float(high - low) for low, high in ends]


def _kept(before: RoleRanking, after: RoleRanking) -> tuple[int, int, int]:
    """How many of the first roles lie in their interval, how many kept their rank, of how many."""
    now = {role: rank for rank, role in enumerate(after.roles, start=1)}
    ends = zip(before.roles, before.rank_low, before.rank_high, strict=True)
    first = list(ends)[:TOP]
    kept = sum(low <= now[role] <= high for role, low, high in first)
    same = sum(now[role] == rank for rank, (role, _, _) in enumerate(first, start=1))
    return kept, same, len(first)


def _scores(inside: dict[str, list[tuple[int, int, int]]], widths: list[float]) -> Iterator[Score]:
    everybody = [found for each in inside.values() for found in each]
    asked = [many for _, _, many in everybody]
    what = "inside the interval"
    yield ratio_score("all changes", what, [kept for kept, _, _ in everybody], asked, aim=AIM)
    for name, found in inside.items():
        yield ratio_score(name, what, [k for k, _, _ in found], [m for _, _, m in found])
    same = [alike for _, alike, _ in everybody]
    yield ratio_score("baseline: an interval of no width", what, same, asked, baseline=True)
    yield Score("first ten roles", "median width, ranks", float(np.median(widths)), aim=AIM_WIDTH)
    yield mean_score("first ten roles", "mean width, ranks", widths)
