"""Which entries fit a question, best first.

The texts are ranked by BM25 over stems (Robertson and Zaragoza, The probabilistic relevance
framework, 2009; SQLite FTS5), with related words at less weight, and then by what the question
names and is about: a weighted sum of few features, `data/ranking.toml`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from typing import Any

from benchpin.ask.entries import Entry, catalog_entries
from benchpin.ask.projections import projected_figures
from benchpin.ask.understanding import (
    Understanding,
    area_key,
    detect_intents,
    grams,
    intents,
    rule_table,
    stems_of,
)
from benchpin.catalog import Catalog

RELATED_SHARE = 0.5
"""How much a related word counts beside the word itself."""
_NOTHING: frozenset[str] = frozenset()
CANDIDATES = 80
"""How many entries of the text search are ranked anew."""
_MAX_TERMS = 48
"""How many different stems of a question are searched for."""


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """An entry with its score, and with the parts of the score by feature."""

    entry: Entry
    score: float
    parts: Mapping[str, float]


class EntryIndex:
    """The entries of a catalog in a full-text index in memory."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        # Each text is stemmed once: that takes most of the time of a first answer.
        labels = [stems_of(entry.label) for entry in self.entries]
        names = [tuple(map(stems_of, filter(None, entry.names))) for entry in self.entries]
        question_stems = [tuple(map(stems_of, asked_as(entry.id))) for entry in self.entries]
        bodies = [stems_of(entry.text) for entry in self.entries]
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(label, names, body, tokenize='unicode61', "
            "detail=column)"
        )
        self._database.executemany(
            "INSERT INTO entry (rowid, label, names, body) VALUES (?, ?, ?, ?)",
            (
                (number, " ".join(label), " ".join(chain(*others, *questions)), " ".join(body))
                for number, (label, others, questions, body) in enumerate(
                    zip(labels, names, question_stems, bodies, strict=True)
                )
            ),
        )
        self.claims = [
            tuple(
                frozenset(content_stems(stems))
                for stems in (label, *map(stems_of, rule_table("said-as").get(entry.id, ())))
            )
            for entry, label in zip(self.entries, labels, strict=True)
        ]
        self.phrases = [
            tuple(dict.fromkeys(frozenset(content_stems(stems)) for stems in phrases))
            for phrases in (
                (label, *others, *questions)
                for label, others, questions in zip(labels, names, question_stems, strict=True)
            )
        ]
        self._by_label: dict[tuple[str, str], list[int]] = {}
        for number, claims in enumerate(self.claims):
            for stem in frozenset().union(*claims):
                self._by_label.setdefault((self.entries[number].kind, stem), []).append(number)
        self.bodies = [frozenset(content_stems(body)) for body in bodies]
        counts = Counter(
            stem
            for number, phrases in enumerate(self.phrases)
            for stem in frozenset().union(self.bodies[number], *phrases)
        )
        total = len(self.entries)
        self.rarity = {stem: log(1 + total / count) for stem, count in counts.items()}
        self._unknown_rarity = log(1 + total)
        self.intents = tuple(
            detect_intents((*label, *chain(*questions)))
            for label, questions in zip(labels, question_stems, strict=True)
        )

    def search(self, stems: Iterable[str], limit: int = CANDIDATES) -> dict[int, float]:
        """The entries with any of the stems, by number, with their BM25; empty without stems."""
        terms = list(dict.fromkeys(stem for stem in stems if stem.isalnum()))[:_MAX_TERMS]
        if not terms:
            return {}
        weights = rule_table("ranking")["columns"]
        rows = self._database.execute(
            "SELECT rowid, -bm25(entry, ?, ?, ?) FROM entry WHERE entry MATCH ? ORDER BY 2 DESC "
            "LIMIT ?",
            (
                weights["label"], weights["names"], weights["body"],
                " OR ".join(f'"{term}"' for term in terms), limit,
            ),
        )  # fmt: skip
        return dict(rows.fetchall())

    def with_label_stem(self, stems: Iterable[str], kind: str) -> set[int]:
        """The entries of a kind, by number, whose label or other wordings have any of the stems."""
        return {number for stem in stems for number in self._by_label.get((kind, stem), ())}

    def weight(self, stem: str) -> float:
        """How much a stem tells: its inverse document frequency."""
        return self.rarity.get(stem, self._unknown_rarity)

    def phrase_similarity(self, number: int, weight_of: Mapping[str, float]) -> float:
        """How like a text is to the nearest name of an entry, 0 to 1.

        The cosine of the sets of stems by weight (`weight_of` those of the question); a related
        word counts in part.
        """
        return max((self._similarity(weight_of, p) for p in self.phrases[number]), default=0.0)

    def nearest_claim(self, number: int, weight_of: Mapping[str, float]) -> tuple[float, str]:
        """How like a text is to the claim of an entry, in the nearest wording, and this wording."""
        identity = self.entries[number].id
        wordings = (self.entries[number].label, *rule_table("said-as").get(identity, ()))
        similarities = (self._similarity(weight_of, claim) for claim in self.claims[number])
        return max(zip(similarities, wordings, strict=True), key=lambda pair: pair[0])

    def _similarity(self, weight_of: Mapping[str, float], phrase: frozenset[str]) -> float:
        """The cosine of two sets of stems by weight; a related word counts in part."""
        shared = 0.0
        for stem, weight in weight_of.items():
            if stem in phrase:
                shared += weight
            elif _related_stems().get(stem, _NOTHING) & phrase:
                shared += RELATED_SHARE * weight
        if not shared:
            return 0.0
        size = sum(weight_of.get(stem) or self.weight(stem) for stem in phrase)
        norm = (sum(weight_of.values()) * size) ** 0.5
        return min(1.0, shared / norm) if norm else 0.0

    def coverage(self, number: int, stems: frozenset[str]) -> float:
        """The share of a question's stems, by rarity, that an entry has anywhere, 0 to 1."""
        total = sum(map(self.weight, stems))
        words = self.bodies[number].union(*self.phrases[number])
        return sum(self.weight(s) for s in stems if s in words) / total if total else 0.0


@lru_cache(maxsize=2)
def entry_index(catalog: Catalog) -> EntryIndex:
    """The index of a catalog, made once."""
    return EntryIndex(catalog_entries(catalog))


def asked_as(identity: str) -> tuple[str, ...]:
    """The other ways in which people ask for an entry."""
    return tuple(rule_table("asked-as").get(identity, ()))


@lru_cache(maxsize=1)
def _related_stems() -> Mapping[str, frozenset[str]]:
    related: dict[str, set[str]] = {}
    for group in rule_table("synonyms")["groups"]:
        stems = [s for word in group for s in stems_of(word)[:1]]
        for stem in stems:
            related.setdefault(stem, set()).update(s for s in stems if s != stem)
    return {stem: frozenset(others) for stem, others in related.items()}


@lru_cache(maxsize=1)
def _conditions() -> Mapping[tuple[str, ...], str]:
    return {
        stems_of(cue): name
        for name, cues in rule_table("ranking")["conditions"].items()
        for cue in cues
    }


@lru_cache(maxsize=4096)
def conditions(text: str | tuple[str, ...]) -> frozenset[str]:
    """The conditions that a text names ("part-time"): an answer under one holds for it alone."""
    stems = stems_of(text) if isinstance(text, str) else text
    text_grams = grams(stems)
    return frozenset(name for cue, name in _conditions().items() if cue in text_grams)


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """English words of every day, of which any English question has some."""
    table = rule_table("ranking")
    return frozenset((*table["small"], *table["everyday"])) - {*table["shared"]}


@lru_cache(maxsize=1)
def _small_stems() -> frozenset[str]:
    return frozenset(s for word in rule_table("ranking")["small"] for s in stems_of(word))


def content_stems(stems: Iterable[str]) -> list[str]:
    """The stems that say what is looked for; all of them if they are nothing else."""
    stems = list(stems)
    return [stem for stem in stems if stem not in _small_stems()] or stems


def rank(
    question: Understanding, catalog: Catalog, before: Understanding | None = None
) -> tuple[RankedEntry, ...]:
    """The entries that fit a question, best first; `before` is the question that it follows."""
    index, weights = entry_index(catalog), rule_table("ranking")["weights"]
    terms = content_stems(question.stems)
    related = {s for term in terms for s in _related_stems().get(term, ())} - set(terms)
    # What is named is a feature of its own; its words count less than the rest.
    name_terms = [term for term in terms if term in question.name_stems]
    other_terms = [term for term in terms if term not in question.name_stems]
    scores = index.search(other_terms)
    for number, score in index.search(name_terms).items():
        scores[number] = scores.get(number, 0.0) + weights["named"] * score
    for number, score in index.search(related).items():
        scores[number] = scores.get(number, 0.0) + weights["related"] * score
    if before is not None:
        for number, score in index.search(content_stems(before.stems)).items():
            scores[number] = scores.get(number, 0.0) + weights["before"] * score
    best_text = max(scores.values(), default=1.0)
    distinct_terms = frozenset(terms)
    weight_of = {
        term: index.weight(term) * (weights["named"] if term in question.name_stems else 1.0)
        for term in terms
    }
    ranked = []
    for number, text_score in scores.items():
        entry = index.entries[number]
        parts = {
            "text": weights["text"] * text_score / best_text,
            "phrase": weights["phrase"] * index.phrase_similarity(number, weight_of),
            "coverage": weights["coverage"] * index.coverage(number, distinct_terms),
            **_features(entry, index.intents[number], question, weights),
        }
        ranked.append(RankedEntry(entry, sum(parts.values()), parts))
    ranked = _with_looked_up(ranked, question, catalog, before)
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.entry.id)))


_PROGRAMME_INTENTS = frozenset(("cost", "duration", "online", "place-to-learn", "pay"))
_DEFAULT_ROLE = "bench-jeweler"


def _with_looked_up(
    ranked: list[RankedEntry],
    question: Understanding,
    catalog: Catalog,
    before: Understanding | None,
) -> list[RankedEntry]:
    """The ranked entries with wages and projections, which are looked up by role and area."""
    weights = rule_table("ranking")["looked_up"]
    roles = question.roles or (before.roles if before else ()) or (_DEFAULT_ROLE,)
    extra: dict[str, float] = {}
    abroad = any(country != "US" for country in question.countries) and not question.areas
    if "pay" in question.intents and not abroad:
        others = question.intents & frozenset(weights["not_with"])
        value = weights["pay"] + (weights["named_role"] if question.roles else 0.0)
        value -= weights["other_intent"] * len(others)
        if question.roles and not question.intents - {"pay", "definition", "tasks"}:
            value += weights["plain"]
        areas = [area_key(area) for area in question.areas] or ["US"]
        for position, role in enumerate(roles[:2]):
            for code in areas[:2]:
                for rank, soc in enumerate(catalog.roles[role].occupations.oews[:2]):
                    extra.setdefault(f"wages/{soc}@{code}", value - position - 2 * rank)
    if "outlook" in question.intents and not abroad:
        value = weights["outlook"] + (weights["named_role"] if question.roles else 0.0)
        for role in roles[:1]:
            for soc in catalog.roles[role].occupations.oews[:1]:
                for rank, measure in enumerate(("openings", "employment-change")):
                    for figure in projected_figures(soc, measure, catalog)[:1]:
                        extra[f"figures/{figure.id}"] = value - rank
    retained = [r for r in ranked if r.entry.id not in extra]
    return retained + [
        RankedEntry(Entry(identity, identity, (), ""), value, {"looked-up": value})
        for identity, value in extra.items()
    ]


def _features(
    entry: Entry,
    entry_intents: frozenset[str],
    question: Understanding,
    weights: Mapping[str, Any],
) -> dict[str, float]:
    parts: dict[str, float] = {}
    shared = question.intents & entry_intents
    if entry.kind in ("questions", "myths", "traps", "topics", "mentoring"):
        parts["intent"] = weights["intent"] * min(2, len(shared))
        if any(entry.topics & intents()[name].topics for name in question.intents):
            parts["topic"] = weights["topic"]
    kinds = [intents()[name].kinds.get(entry.kind, 0.0) for name in question.intents]
    parts["kind"] = weights["kind"] * max(kinds, default=0.0)
    parts["prior"] = weights["prior"].get(entry.kind, 0.0)
    if entry.roles and question.roles:
        parts["role"] = (
            weights["role"] if entry.roles & {*question.roles} else -weights["other_role"]
        )
    if entry.countries and question.countries:
        same = bool(entry.countries & {*question.countries})
        parts["country"] = weights["country"] if same else -weights["other_country"]
    elif entry.countries and not entry.countries & {"US"}:
        parts["country"] = -weights["abroad"]
    owners = entry.belongs_to
    if owners & {*question.qualifications}:
        parts["name"] = weights["name"]
        if entry.kind == "programmes" and question.intents & _PROGRAMME_INTENTS:
            parts["program"] = weights["program"]
    if owners & {*question.providers}:
        parts["body"] = weights["body"]
    if entry.kind == "roles" and entry.roles & {*question.roles}:
        parts["role_page"] = weights["role_page"]
        if "pay" in question.intents:
            # Pay is looked up by occupation and area; a role's page does not hold it.
            parts["role_page"] = -weights["pay_of_role"]
    unasked = conditions(entry.label) - conditions(question.stems)
    if unasked:
        parts["condition"] = -weights["condition"] * len(unasked)
    return parts
