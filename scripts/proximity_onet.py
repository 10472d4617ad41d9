"""What an O*NET release tells of how alike occupations are: its texts, titles and ratings.

Benchpin's own importer reads the release, into a scratch folder. Every likeness is a square table
[a, b] over the occupations with data, in the order of their codes. The lists of related occupations
that a release may hold are not asked for. See docs/how-it-works/proximity.md for the formulas.
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
    cosines,
    letter_runs,
    overlaps,
    stem,
    themes,
    unit,
    weighed,
    words_of,
)

RARITY = 0.75
LEAST = 2
STAND_INS = 8
NOT_NEEDED = {"Related Occupations", "DWA Reference", "IWA Reference"}

TASKS = "SELECT code, task FROM task ORDER BY task_id"
DESCRIPTIONS = "SELECT code, description FROM occupation ORDER BY code"
TITLES = (
    "SELECT code, title FROM occupation UNION ALL SELECT code, title FROM alternate_title "
    "UNION ALL SELECT code, title FROM reported_title ORDER BY 1, 2"
)
RATED = "SELECT code, element_id, value FROM {} WHERE scale_id = '{}' ORDER BY 2, 1"
RATINGS = {
    "knowledge": ("knowledge", ("IM", "LV")),
    "skills": ("skill", ("IM", "LV")),
    "styles": ("work_style", ("IM",)),
    "values": ("work_value", ("EX",)),
    "interests": ("interest", ("OI",)),
}
"""Each kind of rating: its table, and the scales that stand side by side."""

PREPARED = "SELECT code, category, value FROM education WHERE scale_id = '{}' ORDER BY 2, 1"
PREPARATION = {"education": "RL", "work-before": "RW", "training": "PT", "training-at-work": "OJ"}
TOOLS = "SELECT code, commodity_title FROM technology_skill ORDER BY 1, 2"


@dataclass(frozen=True)
class Release:
    """An O*NET release: what it is, its occupations and their activities, and its likenesses.

    `digest` is the SHA-256 of the lines "SHA-256 of a file, two spaces, its name" of all files
    that were read, by name.
    """

    number: str
    source: str
    attribution: str
    digest: str
    names: Mapping[str, str]
    activities: Mapping[str, Counter[str]]
    alike: Mapping[str, Table]


def read_release(folder: Path) -> Release:
    """Read a folder or zip of a release; SystemExit names the tables that it lacks."""
    with tempfile.TemporaryDirectory() as scratch:
        manifest = install_release("onet", [folder], home=Path(scratch))
        if lacking := sorted(set(manifest.tables_missing) - NOT_NEEDED):
            raise SystemExit(f"{folder}: has no {', '.join(lacking)}; give the whole release")
        with closing(sqlite3.connect(DatasetRegistry(Path(scratch)).path(manifest))) as onet:
            names = dict(
                onet.execute(
                    "SELECT code, title FROM occupation "
                    "WHERE code IN (SELECT code FROM task_dwa) ORDER BY code"
                ).fetchall()
            )
            linked = "SELECT code, dwa_id, count(*) FROM task_dwa GROUP BY 1, 2 ORDER BY 1, 2"
            activities: dict[str, Counter[str]] = {code: Counter() for code in names}
            for code, activity, tasks in onet.execute(linked):
                activities[code][activity] = tasks
            alike = likenesses(onet, names)
    return Release(
        manifest.release,
        manifest.source,
        manifest.attribution,
        digest(manifest),
        names,
        activities,
        alike,
    )


def digest(manifest: Manifest) -> str:
    """One SHA-256 for all files that were read."""
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in manifest.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def said(onet: sqlite3.Connection, query: str, codes: Sequence[str]) -> list[list[str]]:
    """What a query of (code, text) says of each occupation."""
    texts: dict[str, list[str]] = {code: [] for code in codes}
    for code, text in onet.execute(query):
        if code in texts and text:
            texts[code].append(text)
    return list(texts.values())


def words_in(texts: Iterable[str]) -> Counter[str]:
    """The words of some texts without their endings, and how often each stands there."""
    return Counter(stem(word) for text in texts for word in words_of(text))


def rows_of(bags: Iterable[Mapping[str, int]]) -> Table:
    """Bags of words as rows: sqrt(times) x ln(N / n)^.75; words of one occupation are left out."""
    tempered = ({word: math.sqrt(times) for word, times in bag.items()} for bag in bags)
    return weighed(tempered, RARITY, LEAST)


def told_by_words(name: str, bags: Sequence[Mapping[str, int]], *depths: int) -> dict[str, Table]:
    """Cosines of words, and of their underlying themes, so many at a time."""
    alike = cosines(rows_of(bags))
    return {name: alike} | {f"{name}-{depth}": themes(alike, depth, 0.75) for depth in depths}


def ratings(onet: sqlite3.Connection, query: str, codes: Sequence[str]) -> Table:
    """What a query of (code, column, value) says, a row for each occupation; nan where nothing."""
    cells = onet.execute(query).fetchall()
    column = {each: i for i, each in enumerate(sorted({cell[1] for cell in cells}))}
    row = {code: i for i, code in enumerate(codes)}
    table = np.full((len(codes), len(column)), np.nan)
    for code, each, value in cells:
        if code in row:
            table[row[code], column[each]] = value
    return table


def filled(table: Table, near: Table) -> Table:
    """Ratings where those of an occupation that lacks any are the mean of its nearest that do not.

    Weighed by the likeness of their texts, at most eight of them.
    """
    whole = np.asarray(~np.isnan(table).any(axis=1))
    full = table.copy()
    for one in np.flatnonzero(~whole):
        order = np.argsort(-near[one], kind="stable")
        others = [other for other in order if whole[other]][:STAND_INS]
        weights = np.maximum(near[one, others], TINY)
        full[one] = np.average(table[others], axis=0, weights=weights)
    return full


def above_usual(table: Table) -> Table:
    """By how much each rating is above an occupation's own mean, less what is usual for it."""
    own = table - table.mean(axis=1, keepdims=True)
    above: Table = own - own.mean(axis=0)
    return above


def distances(table: Table) -> Table:
    """Euclidean distance of every pair of rows."""
    squares = (table**2).sum(axis=1)
    apart: Table = np.sqrt(np.maximum(squares[:, None] + squares - 2 * table @ table.T, 0.0))
    return apart


def by_rating(onet: sqlite3.Connection, codes: Sequence[str], near: Table) -> dict[str, Table]:
    """Likeness and distance by knowledge, skills, styles, values and interests."""
    made: dict[str, Table] = {}
    for name, (table, scales) in RATINGS.items():
        rated = [filled(ratings(onet, RATED.format(table, s), codes), near) for s in scales]
        both = np.hstack(rated)
        # The mean of dozens of ratings is a habit of rating; that of six scores is a finding.
        level = both - both.mean(axis=0) if both.shape[1] < 10 else above_usual(both)
        made[name] = cosines(level)
        made[f"{name}-apart"] = distances(rated[-1])
    return made


def by_preparation(onet: sqlite3.Connection, codes: Sequence[str], near: Table) -> dict[str, Table]:
    """How alike education, work before, training and job zone are, and how far b is above a."""
    made: dict[str, Table] = {}
    for name, scale in PREPARATION.items():
        shares = filled(ratings(onet, PREPARED.format(scale), codes), near)
        step = shares @ np.arange(shares.shape[1]) / np.maximum(shares.sum(axis=1), 1)
        made[name] = overlaps(shares)
        made[f"{name}-above"] = step[None, :] - step[:, None]
    zone = filled(ratings(onet, "SELECT code, 1, job_zone FROM job_zone ORDER BY 1", codes), near)
    made["zone-above"] = zone.T - zone
    made["zone"] = np.abs(zone.T - zone)
    made["zone-of-b"] = np.tile(zone.T, (len(codes), 1))
    return made


def likenesses(onet: sqlite3.Connection, names: Mapping[str, str]) -> dict[str, Table]:
    """All that the release tells of a pair, by name."""
    codes, many = list(names), len(names)
    tasks, titles, descriptions = (
        said(onet, query, codes) for query in (TASKS, TITLES, DESCRIPTIONS)
    )
    by_task, by_title, by_description = (
        [words_in(texts) for texts in each] for each in (tasks, titles, descriptions)
    )
    together = [a + b + c for a, b, c in zip(by_task, by_title, by_description, strict=True)]
    made = (
        told_by_words("tasks", by_task, 40, 80, 160)
        | told_by_words("titles", by_title, 40, 80, 160)
        | told_by_words("descriptions", by_description, 80, 160)
        | told_by_words("texts", together, 120)
    )
    runs = [Counter(run for title in each for run in letter_runs(title)) for each in titles]
    made["title-letters"] = cosines(rows_of(runs))
    same = weighed(
        ({" ".join(sorted(set(words_of(title)))): 1.0 for title in each} for each in titles), 1.0, 2
    )
    made["shared-titles"] = np.log1p(same @ same.T)
    both = rows_of([*(words_in([name]) for name in names.values()), *by_title])
    made["name-in-titles"] = unit(both[:many]) @ unit(both[many:]).T
    made["titles-in-name"] = made["name-in-titles"].T
    made["tools"] = cosines(rows_of(Counter(each) for each in said(onet, TOOLS, codes)))
    for name, each in (("tasks-of-b", tasks), ("titles-of-b", titles)):
        made[name] = np.tile([float(len(texts)) for texts in each], (many, 1))
    near = made["texts-120"]
    return made | by_rating(onet, codes, near) | by_preparation(onet, codes, near)
