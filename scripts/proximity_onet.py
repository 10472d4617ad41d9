"""Features of pairs of occupations from the texts, titles and ratings of an O*NET release.

Benchpin's own importer reads the release into a scratch folder. Every feature is a square table
[a, b] over the occupations with data, in the order of their codes. The lists of related occupations
that a release may have are not read. See docs/how-it-works/proximity.md for the formulas.
"""

import hashlib
import math
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchpin.reference.datasets import DatasetRegistry, Manifest, install_release
from proximity_features import (
    TINY,
    Table,
    content_words,
    cosines,
    letter_ngrams,
    overlaps,
    stem,
    tfidf_rows,
    themes,
    unit_rows,
)

RARITY = 0.75
MIN_OCCUPATIONS = 2
MAX_STAND_INS = 8
OPTIONAL_TABLES = {"Related Occupations", "DWA Reference", "IWA Reference"}

TASKS = "SELECT code, task FROM task ORDER BY task_id"
DESCRIPTIONS = "SELECT code, description FROM occupation ORDER BY code"
TITLES = (
    "SELECT code, title FROM occupation UNION ALL SELECT code, title FROM alternate_title "
    "UNION ALL SELECT code, title FROM reported_title ORDER BY 1, 2"
)
RATINGS_QUERY = "SELECT code, element_id, value FROM {} WHERE scale_id = '{}' ORDER BY 2, 1"
RATINGS = {
    "knowledge": ("knowledge", ("IM", "LV")),
    "skills": ("skill", ("IM", "LV")),
    "styles": ("work_style", ("IM",)),
    "values": ("work_value", ("EX",)),
    "interests": ("interest", ("OI",)),
}
"""Each kind of rating: its table, and the scales that are used side by side."""

PREPARATION_QUERY = (
    "SELECT code, category, value FROM education WHERE scale_id = '{}' ORDER BY 2, 1"
)
PREPARATION = {"education": "RL", "work-before": "RW", "training": "PT", "training-at-work": "OJ"}
TOOLS = "SELECT code, commodity_title FROM technology_skill ORDER BY 1, 2"


@dataclass(frozen=True)
class Release:
    """An O*NET release: its identity, its occupations and their activities, and pair features.

    `digest` is the SHA-256 of the lines "SHA-256 of a file, two spaces, its name" of all files
    that were read, by name.
    """

    number: str
    source: str
    attribution: str
    digest: str
    names: Mapping[str, str]
    activities: Mapping[str, Counter[str]]
    features: Mapping[str, Table]


def read_release(folder: Path) -> Release:
    """Read a folder or zip of a release. SystemExit names needed tables that are missing."""
    with tempfile.TemporaryDirectory() as scratch:
        manifest = install_release("onet", [folder], home=Path(scratch))
        if missing := sorted(set(manifest.tables_missing) - OPTIONAL_TABLES):
            raise SystemExit(f"{folder}: has no {', '.join(missing)}; give the whole release")
        with closing(sqlite3.connect(DatasetRegistry(Path(scratch)).path(manifest))) as onet:
            names = dict(
                onet.execute(
                    "SELECT code, title FROM occupation "
                    "WHERE code IN (SELECT code FROM task_dwa) ORDER BY code"
                ).fetchall()
            )
            query = "SELECT code, dwa_id, count(*) FROM task_dwa GROUP BY 1, 2 ORDER BY 1, 2"
            activities: dict[str, Counter[str]] = {code: Counter() for code in names}
            for code, activity, tasks in onet.execute(query):
                activities[code][activity] = tasks
            likenesses = release_features(onet, names)
    return Release(
        manifest.release,
        manifest.source,
        manifest.attribution,
        files_digest(manifest),
        names,
        activities,
        likenesses,
    )


def files_digest(manifest: Manifest) -> str:
    """One SHA-256 over the digests of all files that were read."""
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in manifest.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def texts_by_occupation(
    onet: sqlite3.Connection, query: str, codes: Sequence[str]
) -> list[list[str]]:
    """The texts of each occupation, in the order of `codes`, by a query of (code, text)."""
    texts: dict[str, list[str]] = {code: [] for code in codes}
    for code, text in onet.execute(query):
        if code in texts and text:
            texts[code].append(text)
    return list(texts.values())


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Counts of the stemmed words in some texts, without stop words."""
    return Counter(stem(word) for text in texts for word in content_words(text))


def word_rows(bags: Iterable[Mapping[str, int]]) -> Table:
    """Bags of words as rows: sqrt(count) x ln(N / n)^.75; words of one occupation are left out."""
    tempered = ({word: math.sqrt(times) for word, times in bag.items()} for bag in bags)
    return tfidf_rows(tempered, RARITY, MIN_OCCUPATIONS)


def word_features(name: str, bags: Sequence[Mapping[str, int]], *depths: int) -> dict[str, Table]:
    """Cosines of word rows, and of so many themes of them for each of `depths`."""
    likeness = cosines(word_rows(bags))
    return {name: likeness} | {f"{name}-{depth}": themes(likeness, depth, 0.75) for depth in depths}


def ratings(onet: sqlite3.Connection, query: str, codes: Sequence[str]) -> Table:
    """A table by a query of (code, column, value), with a row per occupation; NaN where none."""
    cells = onet.execute(query).fetchall()
    columns = {element: i for i, element in enumerate(sorted({cell[1] for cell in cells}))}
    rows = {code: i for i, code in enumerate(codes)}
    table = np.full((len(codes), len(columns)), np.nan)
    for code, element, value in cells:
        if code in rows:
            table[rows[code], columns[element]] = value
    return table


def fill_missing(table: Table, likeness: Table) -> Table:
    """Ratings with every incomplete row replaced by the mean of the nearest complete rows.

    At most eight of them, weighted by `likeness` (that of their texts).
    """
    is_complete = np.asarray(~np.isnan(table).any(axis=1))
    filled_table = table.copy()
    for row in np.flatnonzero(~is_complete):
        order = np.argsort(-likeness[row], kind="stable")
        nearest_rows = [other_row for other_row in order if is_complete[other_row]][:MAX_STAND_INS]
        weights = np.maximum(likeness[row, nearest_rows], TINY)
        filled_table[row] = np.average(table[nearest_rows], axis=0, weights=weights)
    return filled_table


def above_usual(table: Table) -> Table:
    """Ratings less the occupation's own mean, less the mean of that over all occupations."""
    centered = table - table.mean(axis=1, keepdims=True)
    above_usual_rating: Table = centered - centered.mean(axis=0)
    return above_usual_rating


def distances(table: Table) -> Table:
    """Euclidean distance of every pair of rows."""
    squares = (table**2).sum(axis=1)
    distance: Table = np.sqrt(np.maximum(squares[:, None] + squares - 2 * table @ table.T, 0.0))
    return distance


def rating_features(
    onet: sqlite3.Connection, codes: Sequence[str], likeness: Table
) -> dict[str, Table]:
    """Cosine and distance by knowledge, skills, work styles, work values and interests."""
    tables: dict[str, Table] = {}
    for name, (table, scales) in RATINGS.items():
        rating_tables = [
            fill_missing(ratings(onet, RATINGS_QUERY.format(table, scale), codes), likeness)
            for scale in scales
        ]
        all_ratings = np.hstack(rating_tables)
        # The mean of dozens of ratings is a habit of the raters; that of six scores has meaning.
        contrasts = (
            all_ratings - all_ratings.mean(axis=0)
            if all_ratings.shape[1] < 10
            else above_usual(all_ratings)
        )
        tables[name] = cosines(contrasts)
        tables[f"{name}-apart"] = distances(rating_tables[-1])
    return tables


def preparation_features(
    onet: sqlite3.Connection, codes: Sequence[str], likeness: Table
) -> dict[str, Table]:
    """Likeness of education, prior work, training and job zone, and how far b is above a."""
    tables: dict[str, Table] = {}
    for name, scale in PREPARATION.items():
        shares = fill_missing(ratings(onet, PREPARATION_QUERY.format(scale), codes), likeness)
        mean_category = shares @ np.arange(shares.shape[1]) / np.maximum(shares.sum(axis=1), 1)
        tables[name] = overlaps(shares)
        tables[f"{name}-above"] = mean_category[None, :] - mean_category[:, None]
    zone = fill_missing(
        ratings(onet, "SELECT code, 1, job_zone FROM job_zone ORDER BY 1", codes), likeness
    )
    tables["zone-above"] = zone.T - zone
    tables["zone"] = np.abs(zone.T - zone)
    tables["zone-of-b"] = np.tile(zone.T, (len(codes), 1))
    return tables


def release_features(onet: sqlite3.Connection, names: Mapping[str, str]) -> dict[str, Table]:
    """All features of pairs from the release, by name."""
    codes, count = list(names), len(names)
    tasks, titles, descriptions = (
        texts_by_occupation(onet, query, codes) for query in (TASKS, TITLES, DESCRIPTIONS)
    )
    task_words, title_words, description_words = (
        [count_words(texts) for texts in text_lists] for text_lists in (tasks, titles, descriptions)
    )
    all_words = [
        a + b + c for a, b, c in zip(task_words, title_words, description_words, strict=True)
    ]
    tables = (
        word_features("tasks", task_words, 40, 80, 160)
        | word_features("titles", title_words, 40, 80, 160)
        | word_features("descriptions", description_words, 80, 160)
        | word_features("texts", all_words, 120)
    )
    letter_counts = [
        Counter(run for title in titles_of_one for run in letter_ngrams(title))
        for titles_of_one in titles
    ]
    tables["title-letters"] = cosines(word_rows(letter_counts))
    shared = tfidf_rows(
        (
            {" ".join(sorted(set(content_words(title)))): 1.0 for title in titles_of_one}
            for titles_of_one in titles
        ),
        1.0,
        2,
    )
    tables["shared-titles"] = np.log1p(shared @ shared.T)
    name_and_title_rows = word_rows(
        [*(count_words([name]) for name in names.values()), *title_words]
    )
    tables["name-in-titles"] = (
        unit_rows(name_and_title_rows[:count]) @ unit_rows(name_and_title_rows[count:]).T
    )
    tables["titles-in-name"] = tables["name-in-titles"].T
    tables["tools"] = cosines(
        word_rows(Counter(tools) for tools in texts_by_occupation(onet, TOOLS, codes))
    )
    for name, texts_of_each in (("tasks-of-b", tasks), ("titles-of-b", titles)):
        tables[name] = np.tile([float(len(texts)) for texts in texts_of_each], (count, 1))
    likeness = tables["texts-120"]
    return (
        tables
        | rating_features(onet, codes, likeness)
        | preparation_features(onet, codes, likeness)
    )
