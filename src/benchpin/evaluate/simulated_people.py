"""Simulated people to measure with, drawn from the catalog and its own lists of titles.

They serve measures that compare a person with the same person changed a little. How well a ranking
suits real people they cannot tell.
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
"""The day that years of experience are counted to; fixed, so that measures can be repeated."""
AREAS = (None, "Providence-Warwick, RI-MA", "Los Angeles-Long Beach-Anaheim, CA", "TX", "Ohio")
ANSWERS_PER_INTEREST = 3
ANSWER_SD = 0.25
TRADE_TITLE_SHARE = 0.3
WITH_SKILLS_SHARE = 0.7
WITH_MINIMUM_PAY_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """A profile table, and the answers (0 to 1, by interest) whose means are its interests."""

    table: Mapping[str, Any]
    answers: Mapping[str, tuple[float, ...]]


def mean_interests(answers: Mapping[str, tuple[float, ...]]) -> dict[str, float]:
    """The interests, 0 to 1, as the means of the answers to each."""
    return {name: round(sum(values) / len(values), 3) for name, values in answers.items()}


def simulate_people(catalog: Catalog, count: int, seed: int) -> Iterator[SimulatedPerson]:
    """People with one to three former positions, interests, skills and circumstances.

    The title of a position comes from the list of newcomers' titles, three times in ten from the
    titles of the trade. Each person has a random role in mind: interests are means of three answers
    around that role's interests (standard deviation 0.25), skills are some of its needs and some
    others. The same seed gives the same people, whatever the count.
    """
    roles = build_role_matrix(catalog)
    titles, trade_titles = (
        _newcomer_titles(),
        sorted({title.title for title in catalog.trade_titles}),
    )
    for index in range(count):
        # A generator for each person, so that the count changes nobody.
        rng = np.random.default_rng([seed, index])
        role_index = int(rng.integers(len(roles.ids)))
        answers = _answers(rng, roles, role_index)
        table: dict[str, Any] = {
            "experience": list(_positions(rng, titles, trade_titles)),
            "interests": mean_interests(answers),
            "circumstances": _circumstances(rng),
        }
        if rng.random() < WITH_SKILLS_SHARE:
            table["skills"] = _skills(rng, roles, role_index)
        yield SimulatedPerson(table, answers)


@cache
def _newcomer_titles() -> tuple[str, ...]:
    """The titles of the list that newcomers to the trade come from."""
    text = resources.files("benchpin").joinpath("data/titles.csv").read_text(encoding="utf-8")
    return tuple(row["title"] for row in csv.DictReader(text.splitlines()))


def _positions(
    rng: np.random.Generator, titles: tuple[str, ...], trade_titles: list[str]
) -> Iterator[Mapping[str, Any]]:
    """One to three positions without gaps, latest first; the last one ended 0 to 3 years ago."""
    end_year = AS_OF.year - int(rng.choice([0, 0, 0, 1, 3]))
    for _ in range(int(rng.integers(1, 4))):
        years = int(rng.integers(1, 9))
        title_pool = trade_titles if rng.random() < TRADE_TITLE_SHARE else titles
        yield {
            "title": title_pool[int(rng.integers(len(title_pool)))],
            "started": str(end_year - years),
            "ended": str(end_year),
        }
        end_year -= years


def _answers(
    rng: np.random.Generator, roles: RoleMatrix, role_index: int
) -> dict[str, tuple[float, ...]]:
    center = (roles.interests[role_index] - 1) / 6
    # A role without O*NET interests: answers lie around the middle.
    if np.isnan(center).any():
        center = np.full(len(INTERESTS), 0.5)
    values = np.clip(
        center[:, None] + rng.normal(0.0, ANSWER_SD, (len(INTERESTS), ANSWERS_PER_INTEREST)),
        0.0,
        1.0,
    )
    return {name: tuple(row) for name, row in zip(INTERESTS, values.tolist(), strict=True)}


def _skills(rng: np.random.Generator, roles: RoleMatrix, role_index: int) -> list[dict[str, Any]]:
    needs = [need.skill for need in roles.roles[role_index].skills]
    needed_skills = rng.choice(
        needs, min(len(needs), int(rng.integers(2, 6))), replace=False
    ).tolist()
    any_skills = rng.choice(list(roles.skills), int(rng.integers(0, 4)), replace=False).tolist()
    skills = list(dict.fromkeys([*needed_skills, *any_skills]))
    return [{"skill": name, "level": int(rng.integers(1, 5))} for name in skills]


def _circumstances(rng: np.random.Generator) -> dict[str, Any]:
    circumstances: dict[str, Any] = {
        "country": "US",
        "education": EDUCATION[int(rng.integers(1, len(EDUCATION) - 1))],
    }
    area = AREAS[int(rng.integers(len(AREAS)))]
    if area:
        circumstances["area"] = area
    if rng.random() < WITH_MINIMUM_PAY_SHARE:
        circumstances["minimum_pay"] = int(rng.integers(26, 70)) * 1000
    return circumstances
