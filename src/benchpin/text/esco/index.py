"""How close a title is to each occupation of ESCO: an index of ESCO's own words, and its formula.

A title is given as words with weights, u(w) = weight x inverse document frequency of w among ESCO's
names (an unknown word has the idf of a word in no name). A word stands for all of ESCO's words with
similar spelling: alike(w, v), the cosine of their character n-grams (n = 2 to 4, with idf), counts
from ALIKE up. So a title becomes the vector x over ESCO's words, x(v) = sum of u(w) alike(w, v) /
|u|, and

    closeness(o) = NAMES, the largest cosine of x with a name of o
                 + TEXT  x (x . text of o + x . all names of o)
                 + SENSE x cosine of x and the names of o, both in SENSES dimensions
                 + PRIOR x (how short the label of o is + how many people work in it)

The text of an occupation is its names, its description and the labels of its skills: words by the
logarithm of their count, times idf, scaled to length 1. The dimensions are a truncated singular
value decomposition of the texts (latent semantic analysis; Deerwester and others 1990; decomposed
by random projection after Halko, Martinsson and Tropp 2011): words that go with the same skills lie
close together. docs/how-it-works/esco-titles.md says how the constants were chosen.
"""

import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from benchpin.inputs.word_caches import word_cache

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Chosen on one half of labeled vacancy titles (docs/how-it-works/esco-titles.md).
TEXT = 0.4
SENSE = 0.5
PRIOR = 0.06
ALIKE = 0.4
SENSES = 200
SHARPNESS = 0.13
"""The temperature of the softmax: how much closer an occupation is that is e times as likely."""

_NGRAM_LENGTHS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix by rows (CSR): row i is `starts[i]` to `starts[i + 1]` of the other arrays.

    `width` is the number of columns.
    """

    starts: NDArray[np.int64]
    columns: Ints
    values: Floats
    width: int

    @classmethod
    def of(cls, rows: Sequence[Mapping[int, float]], width: int) -> Self:
        """The matrix with these rows, each a mapping of column to value."""
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((c for row in rows for c in row), np.int32, starts[-1])
        values = np.fromiter((v for row in rows for v in row.values()), np.float32, starts[-1])
        return cls(starts, columns, values, width)

    def turned(self) -> Self:
        """The transposed matrix."""
        order = np.argsort(self.columns, kind="stable")
        row = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        starts = np.searchsorted(self.columns[order], np.arange(self.width + 1))
        return type(self)(starts, row[order], self.values[order], len(self.starts) - 1)

    def mixed(self, rows: NDArray[Any], weights: NDArray[Any]) -> NDArray[np.float64]:
        """The weighted sum of some rows, as a dense vector of length `width`."""
        starts, ends = self.starts[rows].tolist(), self.starts[rows + 1].tolist()
        row_slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        if not row_slices:
            return np.zeros(self.width)
        columns = np.concatenate([self.columns[row_slice] for row_slice in row_slices])
        values = np.concatenate([self.values[row_slice] for row_slice in row_slices])
        values *= np.repeat(weights.astype(np.float32), self.starts[rows + 1] - self.starts[rows])
        return np.bincount(columns, values, self.width).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class EscoIndex:
    """The search index of one ESCO release; its fields but the last three are stored in a file.

    `words` are ESCO's words, `idf` one value for each and a last one for an unknown word;
    `letters` are character n-grams, `letters_idf` their idf. `runs` is n-grams x words, `names`
    words x names (those of one occupation together, from `first_name` on), `texts` words x
    occupations. `senses` (words x SENSES) and `meanings` (occupations x SENSES, rows of length 1)
    are the latent dimensions; `prior` has one value for each occupation.
    """

    uris: tuple[str, ...]
    labels: tuple[str, ...]
    words: tuple[str, ...]
    idf: Floats
    letters: tuple[str, ...]
    letters_idf: Floats
    runs: Postings
    names: Postings
    first_name: NDArray[np.int64]
    texts: Postings
    senses: Floats
    meanings: Floats
    prior: Floats
    _word_positions: dict[str, int] = field(init=False, repr=False)
    _ngram_positions: dict[str, int] = field(init=False, repr=False)
    _similar_words: Callable[[str], tuple[NDArray[Any], NDArray[Any]]] = field(
        init=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "_word_positions", {word: position for position, word in enumerate(self.words)}
        )
        object.__setattr__(
            self,
            "_ngram_positions",
            {ngram: position for position, ngram in enumerate(self.letters)},
        )
        object.__setattr__(self, "_similar_words", word_cache(20_000)(self._find_similar_words))

    def closeness(self, titles: Sequence[Mapping[str, float]]) -> Floats:
        """How close each occupation is to each title (words with weights): titles x occupations.

        The scale has no unit; differences of SHARPNESS count. A title without a known word has
        NaN. Several titles at once take less time than one by one.
        """
        closeness = np.full((len(titles), len(self.uris)), np.nan, dtype=np.float32)
        senses = np.zeros((len(titles), self.senses.shape[1]), dtype=np.float32)
        for row, sense, title in zip(closeness, senses, titles, strict=True):
            words, weights = self._spread(title)
            if len(words):
                name_closeness = np.maximum.reduceat(
                    self.names.mixed(words, weights), self.first_name
                )
                row[:] = (
                    name_closeness + TEXT * self.texts.mixed(words, weights) + PRIOR * self.prior
                )
                sense[:] = weights @ self.senses[words]
        closeness += SENSE * (unit_rows(senses) @ self.meanings.T)
        return closeness

    def _spread(self, title: Mapping[str, float]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The vector of a title over ESCO's words: their positions, and the weight of each."""
        weights = {
            word: weight * float(self.idf[self._word_positions.get(word, -1)])
            for word, weight in title.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        spread = [(weight / length, *self._similar_words(word)) for word, weight in weights.items()]
        if not spread:
            return np.empty(0, np.int64), np.empty(0)
        words = np.concatenate([positions for _, positions, _ in spread])
        return words, np.concatenate([weight * similarity for weight, _, similarity in spread])

    def has_word(self, word: str) -> bool:
        """Whether ESCO uses a word."""
        return word in self._word_positions

    def similar_words(self, word: str) -> tuple[str, ...]:
        """ESCO's words whose spelling is similar to a word."""
        return tuple(self.words[position] for position in self._similar_words(word)[0])

    def _find_similar_words(self, word: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """The positions of ESCO's words with similar spelling, and the similarity of each."""
        counts = Counter(
            ngram for ngram in character_ngrams(word) if ngram in self._ngram_positions
        )
        ngram_positions = np.array(
            [self._ngram_positions[ngram] for ngram in counts], dtype=np.int64
        )
        weights = np.array(list(counts.values())) * self.letters_idf[ngram_positions]
        similarity = self.runs.mixed(ngram_positions, weights / (np.linalg.norm(weights) or 1.0))
        positions = np.flatnonzero(similarity >= ALIKE)
        return positions, similarity[positions]

    def save(self, path: Path, key: str) -> None:
        """Write the index to a temporary file and move it to `path`; OSError where that fails."""
        arrays: dict[str, NDArray[Any]] = {"key": _packed_texts([key])}
        for name, value in self._stored_fields():
            if isinstance(value, Postings):
                arrays |= {f"{name}.{part.name}": np.asarray(getattr(value, part.name))
                           for part in fields(value)}  # fmt: skip
            else:
                arrays[name] = _packed_texts(value) if isinstance(value, tuple) else value
        temporary_path = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with temporary_path.open("wb") as file:
                np.savez(file, **arrays)  # type: ignore[arg-type] # its own stub is too narrow
            temporary_path.replace(path)
        finally:
            temporary_path.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path, key: str) -> Self | None:
        """The index in a file; None where the file has another key or cannot be read."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                if _unpacked_texts(arrays["key"]) != (key,):
                    return None
                stored_values: dict[str, Any] = {}
                for stored_field in fields(cls):
                    if not stored_field.init:
                        continue
                    if stored_field.type is Postings:
                        parts = (
                            arrays[f"{stored_field.name}.{part.name}"] for part in fields(Postings)
                        )
                        starts, columns, values, width = parts
                        stored_values[stored_field.name] = Postings(
                            starts, columns, values, int(width)
                        )
                    else:
                        array = arrays[stored_field.name]
                        stored_values[stored_field.name] = (
                            _unpacked_texts(array) if array.dtype == np.uint8 else array
                        )
                return cls(**stored_values)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def _stored_fields(self) -> Iterator[tuple[str, Any]]:
        """Name and value of each field that the file holds."""
        return (
            (stored_field.name, getattr(self, stored_field.name))
            for stored_field in fields(self)
            if stored_field.init
        )


def _packed_texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Texts as one array of bytes: arrays of objects could not be loaded without pickle."""
    return np.frombuffer("\0".join(texts).encode(), dtype=np.uint8)


def _unpacked_texts(array: NDArray[np.uint8]) -> tuple[str, ...]:
    """The texts in such an array."""
    return tuple(array.tobytes().decode().split("\0"))


def character_ngrams(word: str) -> Iterator[str]:
    """The character n-grams of a word (n = 2 to 4), its start and end marked by a space."""
    padded = f" {word} "
    return (
        padded[start : start + length]
        for length in _NGRAM_LENGTHS
        for start in range(len(padded) - length + 1)
    )


def softmax_shares(closeness: NDArray[Any]) -> NDArray[np.float64]:
    """The probability of each occupation by its closeness: softmax with temperature SHARPNESS."""
    odds = np.exp((closeness.astype(np.float64) - closeness.max()) / SHARPNESS)
    share: NDArray[np.float64] = odds / odds.sum()
    return share


def unit_rows(matrix: Floats) -> Floats:
    """The rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
