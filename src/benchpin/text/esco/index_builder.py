"""The index of an ESCO release: made from its tables in some seconds, kept beside them.

ESCO does not say how many people work in an occupation. Employment of the United States, from the
embedded wage survey, stands in: the embedded titles of each O*NET occupation are read with the
formula of `esco_index` without PRIOR, and its employment is spread by softmax over the ESCO
occupations that the closest of them comes close to. The logarithm of the sum, and the negative
length of the label in letters, are set to mean 0 and standard deviation 1.

The index is made anew where ESCO's tables, the embedded extracts or the words that Benchpin knows
have changed.
"""

import hashlib
import json
import math
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchpin.reference import Reference
from benchpin.text.esco.index import (
    ALIKE,
    SENSE,
    SENSES,
    SHARPNESS,
    TEXT,
    EscoIndex,
    Floats,
    Postings,
    runs_of,
    shares,
    unit_rows,
)
from benchpin.text.titles.normalizer import fold, words_of

FORM = 1
"""Counts the changes of what the file holds."""

FILE = "titles.npz"
_FEWEST_PEOPLE = 1000
"""Added to employment before its logarithm, so that the smallest occupations stand together."""
_WORD_FILES = ("title-words.toml", "title-words-ms.toml")
_PASSES = 2
_SPARE = 20
_AT_ONCE = 256
_SEED = 0


def open_index(reference: Reference, esco: Path) -> EscoIndex:
    """The index of ESCO's tables at `esco`, from its file or made anew and kept there if it can."""
    place, key = esco.with_name(FILE), _key(reference)
    index = EscoIndex.load(place, key)
    if index is None:
        index = build(reference, esco)
        # Where nobody may write, it is made anew for each process.
        with suppress(OSError):
            index.save(place, key)
    return index


def _key(reference: Reference) -> str:
    """What the index was made from and how: another key, another index."""
    sets = {each.name: each.sha256 for each in (*reference.data, *reference.installed_sets)}
    data = resources.files("benchpin").joinpath("data")
    made_from = [
        FORM, ALIKE, TEXT, SENSE, SENSES, SHARPNESS, sets["esco"], sets["oews"], sets["titles"],
        *(hashlib.sha256(data.joinpath(name).read_bytes()).hexdigest() for name in _WORD_FILES),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def build(reference: Reference, esco: Path) -> EscoIndex:
    """The index of ESCO's tables, with the employment that the embedded extracts tell."""
    address = f"{esco.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as tables:
        occupations = tables.execute(
            "SELECT uri, label, description FROM occupation ORDER BY uri"
        ).fetchall()
        said = tables.execute("SELECT name, uri FROM occupation_name ORDER BY uri, name").fetchall()
        skills = dict(tables.execute("SELECT uri, label FROM skill").fetchall())
        needed = tables.execute("SELECT occupation_uri, skill_uri FROM occupation_skill").fetchall()
    uris = tuple(uri for uri, _, _ in occupations)
    names: dict[str, list[tuple[str, ...]]] = {uri: [] for uri in uris}
    for name, uri in said:
        names[uri].append(words_of(fold(name))[0])
    skill_words = {uri: words_of(_folded(label))[0] for uri, label in skills.items()}
    named = {uri: Counter(word for name in names[uri] for word in name) for uri in uris}
    texts = {uri: Counter(named[uri]) for uri in uris}
    for uri, _, description in occupations:
        texts[uri].update(words_of(_folded(description or ""))[0])
    for uri, skill in needed:
        if uri in texts:
            texts[uri].update(skill_words.get(skill, ()))

    in_texts = Counter(word for text in texts.values() for word in text)
    apart = {uri: sorted({tuple(sorted(set(name))) for name in names[uri] if name}) for uri in uris}
    each_name = [name for uri in uris for name in apart[uri] or [()]]
    in_names = Counter(word for name in each_name for word in name)
    words = sorted(in_names | {word: n for word, n in in_texts.items() if n > 1})
    at = {word: place for place, word in enumerate(words)}
    idf = _idf([*(in_names[word] for word in words), 0], len(each_name))
    text_idf = _idf([in_texts[word] for word in words], len(uris))

    by_text = [_row(texts[uri], at, text_idf) for uri in uris]
    by_names = [_row(named[uri], at, text_idf) for uri in uris]
    both = [
        {word: text.get(word, 0.0) + own.get(word, 0.0) for word in text | own}
        for text, own in zip(by_text, by_names, strict=True)
    ]
    senses = _senses(Postings.of(by_text, len(words)))
    meanings = _times(Postings.of(by_names, len(words)), senses)
    runs = [Counter(runs_of(word)) for word in words]
    in_words = Counter(run for held in runs for run in held)
    letters = sorted(in_words)
    letter_at = {run: place for place, run in enumerate(letters)}
    letters_idf = _idf([in_words[run] for run in letters], len(words))
    index = EscoIndex(
        uris=uris,
        labels=tuple(label for _, label, _ in occupations),
        words=tuple(words),
        idf=idf,
        letters=tuple(letters),
        letters_idf=letters_idf,
        runs=Postings.of(
            [_unit({letter_at[run]: n * float(letters_idf[letter_at[run]])
                    for run, n in held.items()}) for held in runs],
            len(letters),
        ).turned(),
        names=Postings.of(
            [_unit({at[word]: float(idf[at[word]]) for word in name}) for name in each_name],
            len(words),
        ).turned(),
        first_name=np.cumsum([0, *(len(apart[uri]) or 1 for uri in uris)])[:-1],
        texts=Postings.of(both, len(words)).turned(),
        senses=senses,
        meanings=unit_rows(meanings),
        prior=np.zeros(len(uris), dtype=np.float32),
    )  # fmt: skip
    short = _standard([-len(label) for label in index.labels])
    return replace(index, prior=short + _standard(_people(index, reference)))


def _people(index: EscoIndex, reference: Reference) -> NDArray[np.float64]:
    """The logarithm of how many people may work in each occupation, from US employment."""
    address = f"{reference.path('titles').resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as extract:
        titles = extract.execute("SELECT code, words FROM title ORDER BY number").fetchall()
    closest: dict[str, Floats] = {}
    for first in range(0, len(titles), _AT_ONCE):
        some = titles[first : first + _AT_ONCE]
        read = index.closeness([dict.fromkeys(words.split(), 1.0) for _, words in some])
        for (code, _), close in zip(some, read, strict=True):
            # A title of unknown words has NaN, which fmax passes over.
            closest[code] = np.fmax(closest.get(code, close), close)
    nation = reference.area(None)
    parts = Counter(code[:7] for code in closest)
    people = np.zeros(len(index.uris))
    for code, close in closest.items():
        cell = reference.wage(code[:7], nation) if reference.has_wages(code[:7]) else None
        if cell is not None and cell.employment and np.isfinite(close[0]):
            people += cell.employment / parts[code[:7]] * shares(close)
    logarithm: NDArray[np.float64] = np.log(people + _FEWEST_PEOPLE)
    return logarithm


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _idf(counts: Sequence[int], many: int) -> Floats:
    """Inverse document frequency, smoothed: log((1 + many) / (1 + count)) + 1."""
    return (np.log((1 + many) / (1 + np.array(counts))) + 1).astype(np.float32)


def _row(counts: Mapping[str, int], at: Mapping[str, int], idf: Floats) -> dict[int, float]:
    return _unit(
        {at[word]: (1 + math.log(n)) * float(idf[at[word]])
         for word, n in sorted(counts.items()) if word in at}
    )  # fmt: skip


def _unit(row: Mapping[int, float]) -> dict[int, float]:
    length = math.sqrt(sum(value * value for value in row.values())) or 1.0
    return {column: value / length for column, value in row.items()}


def _times(sparse: Postings, dense: Floats) -> Floats:
    """The product of two matrices; texts hold one word in a hundred, so that the rest is saved."""
    product = np.zeros((len(sparse.starts) - 1, dense.shape[1]), dtype=np.float32)
    for row, (begin, end) in zip(product, pairwise(sparse.starts.tolist()), strict=True):
        row[:] = np.einsum("i,ij->j", sparse.values[begin:end], dense[sparse.columns[begin:end]])
    return product


def _senses(texts: Postings) -> Floats:
    """Words in few dimensions: right singular vectors, times the root of the singular values."""
    turned, rows = texts.turned(), len(texts.starts) - 1
    many = min(SENSES, rows, texts.width)
    rng = np.random.default_rng(_SEED)
    drawn = rng.standard_normal((texts.width, min(many + _SPARE, rows))).astype(np.float32)
    basis = np.linalg.qr(_times(texts, drawn))[0]
    for _ in range(_PASSES):
        basis = np.linalg.qr(_times(texts, _times(turned, basis)))[0]
    small = _times(turned, basis).astype(np.float64)
    squares, turns = np.linalg.eigh(small.T @ small)
    values = np.sqrt(np.maximum(squares[::-1][:many], 1e-12))
    senses: Floats = (small @ turns[:, ::-1][:, :many] / np.sqrt(values)).astype(np.float32)
    return senses


def _standard(values: Sequence[int] | NDArray[np.float64]) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    spread = array.std()
    standard: Floats = ((array - array.mean()) / (spread or 1.0)).astype(np.float32)
    return standard
