"""A sentence that is judged: its words, what it names, its numbers, and whether it denies."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from benchpin.ask.quantities import StatedQuantity, quantities_in, years_in
from benchpin.ask.understanding import (
    Stems,
    Understanding,
    cue_set,
    grams,
    rule_table,
    stems_of,
    understand,
)
from benchpin.catalog import Catalog
from benchpin.reference import Reference

Label = Literal["supported", "contradicted", "outdated", "unsourced", "no-claim"]
MAX_SENTENCE_LENGTH = 1_000


@dataclass(frozen=True)
class ClaimSentence:
    """A sentence as it is read: what it names and is about, its quantities and its years."""

    text: str
    understood: Understanding
    quantities: tuple[StatedQuantity, ...]
    years: tuple[int, ...]

    @property
    def stems(self) -> Stems:
        """The stems of its words."""
        return self.understood.stems

    @cached_property
    def _grams(self) -> AbstractSet[Stems]:
        return grams(self.stems)

    def has(self, table: str) -> bool:
        """Whether a cue of a table stands in it."""
        return not cues(table).isdisjoint(self._grams)

    def has_word(self, word: str) -> bool:
        """Whether a word stands in it, in any inflection."""
        return stems_of(word)[0] in self.stems

    @cached_property
    def is_negated(self) -> bool:
        """Whether it denies."""
        return is_negated(self.stems)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decides a sentence: its label, the entries, the right value and the reason."""

    label: Label
    evidence: tuple[str, ...]
    right_value: str | None
    because: str


def read_sentence(text: str, catalog: Catalog, reference: Reference) -> ClaimSentence:
    """A sentence as it is read, up to MAX_SENTENCE_LENGTH characters."""
    text = text[:MAX_SENTENCE_LENGTH]
    understood = understand(text, catalog, reference)
    return ClaimSentence(text, understood, quantities_in(text), years_in(text))


@lru_cache(maxsize=32)
def cues(table: str) -> frozenset[Stems]:
    """The cues of a table of `data/assay.toml`, as stems."""
    rules = rule_table("assay")
    return cue_set(rules[table] if table in rules else rules["words"][table])


def without_cues(stems: Stems, table: str) -> Stems:
    """A text without the cues of a table."""
    for cue in sorted(cues(table), key=len, reverse=True):
        for start in range(len(stems) - len(cue) + 1):
            if stems[start : start + len(cue)] == cue:
                stems = (*stems[:start], "", *stems[start + len(cue) :])
                break
    return stems


def is_negated(stems: Stems) -> bool:
    """Whether a text denies: two denials make none ("not without"), "not just" is none."""
    stems = without_cues(stems, "no_negations")
    count = sum(
        stems[i : i + n] in cues("negations") for n in (1, 2) for i in range(len(stems) - n + 1)
    )
    return count % 2 == 1
