"""How close a title is to each occupation of ESCO: an index of ESCO's own words, and its formula.

A title comes as words with weights, u(w) = weight x inverse document frequency of w among ESCO's
names (a word never seen counts as seen nowhere). A word stands for all of ESCO's words that are
spelled alike: for the cosine of their letters in runs of 2 to 4, with idf, from ALIKE up. That
makes of a title the vector x over ESCO's words, x(v) = sum of u(w) alike(w, v) / |u|, and

    closeness(o) = NAMES, the largest cosine of x with a name of o
                 + TEXT  x (x . all that ESCO says of o + x . all names of o)
                 + SENSE x cosine of x and the names of o, both in SENSES dimensions
                 + PRIOR x (how short the label of o is + how many people work in it)

All that ESCO says of an occupation are its names, its description and the labels of its skills:
words by the logarithm of their count, times idf, to length 1. The dimensions are a truncated
singular value decomposition of that (latent semantic analysis; Deerwester and others 1990; the
decomposition by random projection after Halko, Martinsson and Tropp 2011): words of one meaning lie
close together as they go with the same skills.
"""

import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

TEXT = 0.4
SENSE = 0.5
PRIOR = 0.06
ALIKE = 0.4
SENSES = 200
SHARPNESS = 0.13
"""How much closer one occupation must be to be e times as likely as another."""

_RUNS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix by rows: `starts` says where each row begins in `columns` and `values`."""

    starts: NDArray[np.int64]
    columns: Ints
    values: Floats
    width: int

    @classmethod
    def of(cls, rows: Sequence[Mapping[int, float]], width: int) -> Self:
        """The matrix whose rows are given as column and value."""
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((c for row in rows for c in row), np.int32, starts[-1])
        values = np.fromiter((v for row in rows for v in row.values()), np.float32, starts[-1])
        return cls(starts, columns, values, width)

    def turned(self) -> Self:
        """The same matrix with rows and columns exchanged."""
        order = np.argsort(self.columns, kind="stable")
        row = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        starts = np.searchsorted(self.columns[order], np.arange(self.width + 1))
        return type(self)(starts, row[order], self.values[order], len(self.starts) - 1)

    def mixed(self, rows: NDArray[Any], weights: NDArray[Any]) -> NDArray[np.float64]:
        """The sum of some rows, each times its weight."""
        begins, ends = self.starts[rows].tolist(), self.starts[rows + 1].tolist()
        places = [slice(begin, end) for begin, end in zip(begins, ends, strict=True)]
        if not places:
            return np.zeros(self.width)
        columns = np.concatenate([self.columns[place] for place in places])
        values = np.concatenate([self.values[place] for place in places])
        values *= np.repeat(weights.astype(np.float32), self.starts[rows + 1] - self.starts[rows])
        return np.bincount(columns, values, self.width).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class EscoIndex:
    """What ESCO says of its occupations, ready to be asked.

    `words` are ESCO's words, `idf` one value for each and a last one for a word never seen. Rows of
    `runs` are runs of letters, of `names` and `texts` words; columns are words, names (those of one
    occupation together, from `first_name` on) and occupations. `senses` (words x SENSES) and
    `meanings` (occupations x SENSES, rows of length 1) are the dimensions.
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
    _places: dict[str, int] = field(init=False, repr=False)
    _runs: dict[str, int] = field(init=False, repr=False)
    _alike: Callable[[str], tuple[NDArray[Any], NDArray[Any]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {word: at for at, word in enumerate(self.words)})
        object.__setattr__(self, "_runs", {run: at for at, run in enumerate(self.letters)})
        object.__setattr__(self, "_alike", lru_cache(maxsize=20_000)(self._spelled_alike))

    def closeness(self, titles: Sequence[Mapping[str, float]]) -> Floats:
        """How close each occupation is to the words of each title: titles x occupations.

        The scale has no unit; differences of SHARPNESS count. A title without a known word has
        NaN. Several titles at once take less time than one by one.
        """
        close = np.full((len(titles), len(self.uris)), np.nan, dtype=np.float32)
        senses = np.zeros((len(titles), self.senses.shape[1]), dtype=np.float32)
        for row, sense, title in zip(close, senses, titles, strict=True):
            words, x = self._spread(title)
            if len(words):
                named = np.maximum.reduceat(self.names.mixed(words, x), self.first_name)
                row[:] = named + TEXT * self.texts.mixed(words, x) + PRIOR * self.prior
                sense[:] = x @ self.senses[words]
        close += SENSE * (unit_rows(senses) @ self.meanings.T)
        return close

    def _spread(self, title: Mapping[str, float]) -> tuple[NDArray[Any], NDArray[Any]]:
        """A title over ESCO's words: their places, and what each weighs."""
        weights = {
            word: weight * float(self.idf[self._places.get(word, -1)])
            for word, weight in title.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        stands = [(weight / length, *self._alike(word)) for word, weight in weights.items()]
        if not stands:
            return np.empty(0, np.int64), np.empty(0)
        words = np.concatenate([found for _, found, _ in stands])
        return words, np.concatenate([weight * sureness for weight, _, sureness in stands])

    def has(self, word: str) -> bool:
        """Whether ESCO uses a word."""
        return word in self._places

    def alike(self, word: str) -> tuple[str, ...]:
        """ESCO's words that are spelled like a word."""
        return tuple(self.words[place] for place in self._alike(word)[0])

    def _spelled_alike(self, word: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """The places of ESCO's words that are spelled like a word, each with how much so."""
        counts = Counter(run for run in runs_of(word) if run in self._runs)
        runs = np.array([self._runs[run] for run in counts], dtype=np.int64)
        weights = np.array(list(counts.values())) * self.letters_idf[runs]
        likeness = self.runs.mixed(runs, weights / (np.linalg.norm(weights) or 1.0))
        found = np.flatnonzero(likeness >= ALIKE)
        return found, likeness[found]

    def save(self, path: Path, key: str) -> None:
        """Write the index aside and into its place; OSError where that cannot be written."""
        arrays: dict[str, NDArray[Any]] = {"key": _packed([key])}
        for name, value in self._held():
            if isinstance(value, Postings):
                arrays |= {f"{name}.{part.name}": np.asarray(getattr(value, part.name))
                           for part in fields(value)}  # fmt: skip
            else:
                arrays[name] = _packed(value) if isinstance(value, tuple) else value
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                np.savez(file, **arrays)  # type: ignore[arg-type] # its own stub is too narrow
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path, key: str) -> Self | None:
        """The index in a file; None where there is none with this key."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                if _unpacked(arrays["key"]) != (key,):
                    return None
                held: dict[str, Any] = {}
                for each in fields(cls):
                    if not each.init:
                        continue
                    if each.type is Postings:
                        parts = (arrays[f"{each.name}.{part.name}"] for part in fields(Postings))
                        starts, columns, values, width = parts
                        held[each.name] = Postings(starts, columns, values, int(width))
                    else:
                        array = arrays[each.name]
                        held[each.name] = _unpacked(array) if array.dtype == np.uint8 else array
                return cls(**held)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def _held(self) -> Iterator[tuple[str, Any]]:
        return ((each.name, getattr(self, each.name)) for each in fields(self) if each.init)


def _packed(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\0".join(texts).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode().split("\0"))


def runs_of(word: str) -> Iterator[str]:
    """The runs of letters in a word, its beginning and end marked."""
    marked = f" {word} "
    return (marked[at : at + n] for n in _RUNS for at in range(len(marked) - n + 1))


def shares(closeness: NDArray[Any]) -> NDArray[np.float64]:
    """How likely each occupation is by its closeness, as shares of 1: softmax."""
    odds = np.exp((closeness.astype(np.float64) - closeness.max()) / SHARPNESS)
    share: NDArray[np.float64] = odds / odds.sum()
    return share


def unit_rows(matrix: Floats) -> Floats:
    """The same rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
