"""People to measure with: drawn from what the project itself holds, so that anybody can repeat it.

Nobody among them is real. They are for measures that compare a person with the same person changed
a little; how well the ranking suits real people they cannot tell.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from benchpin.catalog import Catalog
from benchpin.match.role_matrix import RoleMatrix, build_role_matrix
from benchpin.profile import EDUCATION, INTERESTS

AS_OF = date(2026, 11, 22)
"""The day that people's years are counted to: fixed, so that a figure can be found again."""
AREAS = (None, "Providence-Warwick, RI-MA", "Los Angeles-Long Beach-Anaheim, CA", "TX", "Ohio")
ITEMS = 3
ITEM_SD = 0.25
TRADE = 0.3
HOLDS_SKILLS = 0.7
SAYS_PAY = 0.5


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """Somebody as a profile's table, and the answers that their interests are the means of."""

    table: Mapping[str, Any]
    answers: Mapping[str, tuple[float, ...]]


def interests(answers: Mapping[str, tuple[float, ...]]) -> dict[str, float]:
    """Interests as the means of answers, 0 to 1."""
    return {name: round(sum(given) / len(given), 3) for name, given in answers.items()}


def simulated(catalog: Catalog, count: int, seed: int) -> Iterator[SimulatedPerson]:
    """People with up to three former positions, interests, skills and terms.

    A position's title is one of our own list, three in ten one of the trade. Interests are means of
    three answers each, which lie around those of a random role with a standard deviation of 0.25;
    skills are some of its needs and some of anything. The same seed gives the same people, whatever
    the count.
    """
    roles = build_role_matrix(catalog)
    titles, trade = _titles(), sorted({title.title for title in catalog.trade_titles})
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        drawn = int(rng.integers(len(roles.ids)))
        answers = _answers(rng, roles, drawn)
        table: dict[str, Any] = {
            "experience": list(_positions(rng, titles, trade)),
            "interests": interests(answers),
            "circumstances": _terms(rng),
        }
        if rng.random() < HOLDS_SKILLS:
            table["skills"] = _skills(rng, roles, drawn)
        yield SimulatedPerson(table, answers)


@cache
def _titles() -> tuple[str, ...]:
    """Our own list of titles that people come from."""
    text = resources.files("benchpin").joinpath("data/titles.csv").read_text(encoding="utf-8")
    return tuple(row["title"] for row in csv.DictReader(text.splitlines()))


def _positions(
    rng: np.random.Generator, titles: tuple[str, ...], trade: list[str]
) -> Iterator[Mapping[str, Any]]:
    """Positions one after the other, the last still held or not long ended."""
    until = AS_OF.year - int(rng.choice([0, 0, 0, 1, 3]))
    for _ in range(int(rng.integers(1, 4))):
        years = int(rng.integers(1, 9))
        pool = trade if rng.random() < TRADE else titles
        yield {
            "title": pool[int(rng.integers(len(pool)))],
            "started": str(until - years),
            "ended": str(until),
        }
        until -= years


def _answers(
    rng: np.random.Generator, roles: RoleMatrix, place: int
) -> dict[str, tuple[float, ...]]:
    centre = (roles.interests[place] - 1) / 6
    if np.isnan(centre).any():
        centre = np.full(len(INTERESTS), 0.5)
    given = np.clip(centre[:, None] + rng.normal(0.0, ITEM_SD, (len(INTERESTS), ITEMS)), 0.0, 1.0)
    return {name: tuple(row) for name, row in zip(INTERESTS, given.tolist(), strict=True)}


def _skills(rng: np.random.Generator, roles: RoleMatrix, place: int) -> list[dict[str, Any]]:
    needs = [need.skill for need in roles.roles[place].skills]
    some = rng.choice(needs, min(len(needs), int(rng.integers(2, 6))), replace=False).tolist()
    others = rng.choice(list(roles.skills), int(rng.integers(0, 4)), replace=False).tolist()
    names = list(dict.fromkeys([*some, *others]))
    return [{"skill": name, "level": int(rng.integers(1, 5))} for name in names]


def _terms(rng: np.random.Generator) -> dict[str, Any]:
    terms: dict[str, Any] = {
        "country": "US",
        "education": EDUCATION[int(rng.integers(1, len(EDUCATION) - 1))],
    }
    area = AREAS[int(rng.integers(len(AREAS)))]
    if area:
        terms["area"] = area
    if rng.random() < SAYS_PAY:
        terms["minimum_pay"] = int(rng.integers(26, 70)) * 1000
    return terms
