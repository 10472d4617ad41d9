"""Build the index of an ESCO release from its tables, in some seconds, and store it beside them.

ESCO does not say how many people work in an occupation. US employment, from the wage survey in the
package, stands in: the titles of each O*NET occupation are read with the formula of `index` without
PRIOR, and its employment is spread by softmax over the ESCO occupations that the closest title
comes close to. The logarithm of the sum, and the negative length of the label in letters, are
standardized to mean 0 and standard deviation 1; together they are the prior.

The index is built again where ESCO's tables, the extracts in the package or its title words have
changed.
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
    character_ngrams,
    softmax_shares,
    unit_rows,
)
from benchpin.text.titles.normalizer import fold, words_and_head

FORMAT_VERSION = 1
"""The version of the file's contents; part of its key."""

INDEX_FILE = "titles.npz"
_FEWEST_PEOPLE = 1000
"""Added to employment before its logarithm, so that the smallest occupations stand together."""
_WORD_FILES = ("title-words.toml", "title-words-ms.toml")
_POWER_ITERATIONS = 2
_OVERSAMPLING = 20
_BATCH_SIZE = 256
_SEED = 0


def open_index(reference: Reference, esco: Path) -> EscoIndex:
    """The index of ESCO's tables at `esco`: from its file, or built and, if possible, stored."""
    path, key = esco.with_name(INDEX_FILE), _key(reference)
    index = EscoIndex.load(path, key)
    if index is None:
        index = build(reference, esco)
        # Where nobody may write, each process builds its own.
        with suppress(OSError):
            index.save(path, key)
    return index


def _key(reference: Reference) -> str:
    """A hash of the data and settings that the index is built from."""
    hashes = {
        dataset.name: dataset.sha256 for dataset in (*reference.data, *reference.installed_sets)
    }
    data = resources.files("benchpin").joinpath("data")
    ingredients = [
        FORMAT_VERSION, ALIKE, TEXT, SENSE, SENSES, SHARPNESS,
        hashes["esco"], hashes["oews"], hashes["titles"],
        *(hashlib.sha256(data.joinpath(name).read_bytes()).hexdigest() for name in _WORD_FILES),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(ingredients).encode()).hexdigest()


def build(reference: Reference, esco: Path) -> EscoIndex:
    """Build the index of ESCO's tables, with employment from the extracts in the package."""
    database_uri = f"{esco.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(database_uri, uri=True)) as connection:
        occupations = connection.execute(
            "SELECT uri, label, description FROM occupation ORDER BY uri"
        ).fetchall()
        name_rows = connection.execute(
            "SELECT name, uri FROM occupation_name ORDER BY uri, name"
        ).fetchall()
        skills = dict(connection.execute("SELECT uri, label FROM skill").fetchall())
        skill_rows = connection.execute(
            "SELECT occupation_uri, skill_uri FROM occupation_skill"
        ).fetchall()
    uris = tuple(uri for uri, _, _ in occupations)
    names: dict[str, list[tuple[str, ...]]] = {uri: [] for uri in uris}
    for name, uri in name_rows:
        names[uri].append(words_and_head(fold(name))[0])
    skill_words = {uri: words_and_head(_folded(label))[0] for uri, label in skills.items()}
    name_counts = {uri: Counter(word for name in names[uri] for word in name) for uri in uris}
    texts = {uri: Counter(name_counts[uri]) for uri in uris}
    for uri, _, description in occupations:
        texts[uri].update(words_and_head(_folded(description or ""))[0])
    for uri, skill in skill_rows:
        if uri in texts:
            texts[uri].update(skill_words.get(skill, ()))

    text_frequency = Counter(word for text in texts.values() for word in text)
    distinct_names = {
        uri: sorted({tuple(sorted(set(name))) for name in names[uri] if name}) for uri in uris
    }
    all_names = [name for uri in uris for name in distinct_names[uri] or [()]]
    name_frequency = Counter(word for name in all_names for word in name)
    words = sorted(name_frequency | {word: n for word, n in text_frequency.items() if n > 1})
    positions = {word: position for position, word in enumerate(words)}
    idf = _idf([*(name_frequency[word] for word in words), 0], len(all_names))
    text_idf = _idf([text_frequency[word] for word in words], len(uris))

    by_text = [_tf_idf_row(texts[uri], positions, text_idf) for uri in uris]
    by_names = [_tf_idf_row(name_counts[uri], positions, text_idf) for uri in uris]
    combined = [
        {word: text_row.get(word, 0.0) + name_row.get(word, 0.0) for word in text_row | name_row}
        for text_row, name_row in zip(by_text, by_names, strict=True)
    ]
    senses = _latent_dimensions(Postings.of(by_text, len(words)))
    meanings = _product(Postings.of(by_names, len(words)), senses)
    ngram_counts = [Counter(character_ngrams(word)) for word in words]
    ngram_frequency = Counter(ngram for counts in ngram_counts for ngram in counts)
    letters = sorted(ngram_frequency)
    ngram_positions = {ngram: position for position, ngram in enumerate(letters)}
    letters_idf = _idf([ngram_frequency[ngram] for ngram in letters], len(words))
    index = EscoIndex(
        uris=uris,
        labels=tuple(label for _, label, _ in occupations),
        words=tuple(words),
        idf=idf,
        letters=tuple(letters),
        letters_idf=letters_idf,
        runs=Postings.of(
            [_unit_row({ngram_positions[ngram]: n * float(letters_idf[ngram_positions[ngram]])
                    for ngram, n in counts.items()}) for counts in ngram_counts],
            len(letters),
        ).turned(),
        names=Postings.of(
            [_unit_row({positions[word]: float(idf[positions[word]]) for word in name})
             for name in all_names],
            len(words),
        ).turned(),
        first_name=np.cumsum([0, *(len(distinct_names[uri]) or 1 for uri in uris)])[:-1],
        texts=Postings.of(combined, len(words)).turned(),
        senses=senses,
        meanings=unit_rows(meanings),
        prior=np.zeros(len(uris), dtype=np.float32),
    )  # fmt: skip
    shortness = _standardized([-len(label) for label in index.labels])
    return replace(index, prior=shortness + _standardized(_log_employment(index, reference)))


def _log_employment(index: EscoIndex, reference: Reference) -> NDArray[np.float64]:
    """The logarithm of the people who may work in each ESCO occupation, from US employment."""
    uri = f"{reference.path('titles').resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        columns = connection.execute("SELECT codes, words FROM title").fetchone()
    titles = list(zip(*(column.split("|") for column in columns), strict=True))
    closest: dict[str, Floats] = {}
    for first in range(0, len(titles), _BATCH_SIZE):
        batch = titles[first : first + _BATCH_SIZE]
        closeness_rows = index.closeness([dict.fromkeys(words.split(), 1.0) for _, words in batch])
        for (code, _), closeness in zip(batch, closeness_rows, strict=True):
            # A title of unknown words has NaN, which fmax ignores.
            closest[code] = np.fmax(closest.get(code, closeness), closeness)
    nation = reference.area(None)
    title_codes_per_soc = Counter(code[:7] for code in closest)
    people = np.zeros(len(index.uris))
    for code, closeness in closest.items():
        cell = reference.wage(code[:7], nation) if reference.has_wages(code[:7]) else None
        if cell is not None and cell.employment and np.isfinite(closeness[0]):
            people += cell.employment / title_codes_per_soc[code[:7]] * softmax_shares(closeness)
    logarithm: NDArray[np.float64] = np.log(people + _FEWEST_PEOPLE)
    return logarithm


def _folded(text: str) -> str:
    """A text of ESCO in lower case, in compatibility form; unlike `fold`, of any length."""
    return unicodedata.normalize("NFKD", text).casefold()


def _idf(counts: Sequence[int], document_count: int) -> Floats:
    """Inverse document frequency, smoothed: log((1 + documents) / (1 + count)) + 1."""
    return (np.log((1 + document_count) / (1 + np.array(counts))) + 1).astype(np.float32)


def _tf_idf_row(
    counts: Mapping[str, int], positions: Mapping[str, int], idf: Floats
) -> dict[int, float]:
    """TF-IDF of a text by column: (1 + log count) x idf, scaled to length 1."""
    return _unit_row(
        {positions[word]: (1 + math.log(n)) * float(idf[positions[word]])
         for word, n in sorted(counts.items()) if word in positions}
    )  # fmt: skip


def _unit_row(row: Mapping[int, float]) -> dict[int, float]:
    """The row scaled to length 1; an empty row stays empty."""
    length = math.sqrt(sum(value * value for value in row.values())) or 1.0
    return {column: value / length for column, value in row.items()}


def _product(sparse: Postings, dense: Floats) -> Floats:
    """The product of a sparse and a dense matrix; a text has one in a hundred of the words."""
    product = np.zeros((len(sparse.starts) - 1, dense.shape[1]), dtype=np.float32)
    for row, (start, end) in zip(product, pairwise(sparse.starts.tolist()), strict=True):
        row[:] = np.einsum("i,ij->j", sparse.values[start:end], dense[sparse.columns[start:end]])
    return product


def _latent_dimensions(texts: Postings) -> Floats:
    """Words x SENSES: right singular vectors times the root of the singular values.

    Randomized: a random projection, oversampled, with power iterations (Halko, Martinsson and Tropp
    2011). The seed is fixed, so that an index can be built again alike.
    """
    transposed, rows = texts.turned(), len(texts.starts) - 1
    dimension_count = min(SENSES, rows, texts.width)
    rng = np.random.default_rng(_SEED)
    random_matrix = rng.standard_normal(
        (texts.width, min(dimension_count + _OVERSAMPLING, rows))
    ).astype(np.float32)
    basis = np.linalg.qr(_product(texts, random_matrix))[0]
    for _ in range(_POWER_ITERATIONS):
        basis = np.linalg.qr(_product(texts, _product(transposed, basis)))[0]
    projected = _product(transposed, basis).astype(np.float64)
    eigenvalues, eigenvectors = np.linalg.eigh(projected.T @ projected)
    values = np.sqrt(np.maximum(eigenvalues[::-1][:dimension_count], 1e-12))
    senses: Floats = (
        projected @ eigenvectors[:, ::-1][:, :dimension_count] / np.sqrt(values)
    ).astype(np.float32)
    return senses


def _standardized(values: Sequence[int] | NDArray[np.float64]) -> Floats:
    """The values at mean 0 and standard deviation 1."""
    array = np.asarray(values, dtype=np.float64)
    deviation = array.std()
    standardized: Floats = ((array - array.mean()) / (deviation or 1.0)).astype(np.float32)
    return standardized
