"""What of the catalog answers a search and its filters, best first, and what the filters hold.

find(catalog, "roles", "jewell", family="bench")     every way of writing the filters narrows
everywhere(catalog, "opal")                          all kinds at once
facets(catalog, "qualifications", "", country="US")  each value of each filter with its count
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchpin.ask.filter_labels import choice_label
from benchpin.ask.index import CALLED, LONGEST, PART, Index, informative_terms, words_of
from benchpin.ask.records import ENTRIES, SearchRecord
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.wording.format import words
from benchpin.wording.phrases import phrase

KINDS = tuple(ENTRIES)
_NEAR = 0.75
"""How near a word must be to one that is not known: one letter in four may be another."""
Filter = str | Collection[str] | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that answers: its folder and id, its label, a line about it, how well it answers.

    `page` is the record whose page tells it: of a figure its topic, of all others itself.
    """

    kind: str
    id: str
    label: str
    text: str
    page: tuple[str, str]
    rank: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter: how many of what is found have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the most frequent first."""

    name: str
    label: str
    choices: tuple[FacetValue, ...]


def search_records(
    catalog: Catalog, kind: str, text: str = "", /, **filters: Filter
) -> tuple[SearchHit, ...]:
    """The records of a kind that hold the words and pass the filters, best first.

    A filter with several values passes each of them; without words everything is answered by its
    label. A BadInput for a kind or a filter that there is not; a value that none has answers none.
    """
    index = _index(catalog, kind)
    wanted = _wanted(index, filters)
    found = (
        (number, rank)
        for number, rank in index.ranked(text).items()
        if _passes(index.entries[number], wanted)
    )
    return _in_order(index, found)


def search_all(catalog: Catalog, text: str, most: int | None = None) -> tuple[SearchHit, ...]:
    """The records of all kinds that hold the words, best first; none where there are no words."""
    if not words_of(text):
        return ()
    found: list[SearchHit] = []
    for kind in KINDS:
        index = _index(catalog, kind)
        found += _in_order(index, index.ranked(text).items())
    best = min((each.rank for each in found), default=PART)
    # Where one kind holds all the words, a part of them in another is no answer.
    kept = [each for each in found if each.rank < PART or best >= PART]
    return tuple(sorted(kept, key=lambda each: each.rank)[:most])


def spelling_suggestion(catalog: Catalog, text: str) -> str | None:
    """A search with the words that stand nowhere replaced by the nearest that do; None for none.

    Nearest by the letters left out, put in, taken for others or exchanged.
    """
    indexes = [_index(catalog, kind) for kind in KINDS]
    asked = words_of(text[:LONGEST])
    known = sorted(frozenset().union(*(index.named for index in indexes)))
    changed = [
        word if any(index.holds(word) for index in indexes) else _nearest(word, known)
        for word in asked
    ]
    return " ".join(changed) if changed != asked else None


def _nearest(word: str, known: Collection[str]) -> str:
    """The known word nearest to one that is not; the word itself where none is near."""
    near = process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=_NEAR)
    return near[0] if near else word


def role_of_pay(catalog: Catalog, text: str) -> str | None:
    """The role whose pay a search asks for, None where it names no pay or no role."""
    asked, of_pay = words_of(text), set(words_of(words()["search"]["pay"]))
    left = [word for word in informative_terms(asked) if word not in of_pay]
    if not left or len(left) == len(informative_terms(asked)):
        return None
    found = search_records(catalog, "roles", " ".join(left))
    return found[0].id if found and found[0].rank <= CALLED else None


def facets(catalog: Catalog, kind: str, text: str = "", /, **filters: Filter) -> tuple[Facet, ...]:
    """Each filter of a kind with its values and how many of what is found has each.

    The counts of a filter leave its own choice out, so that they say what another choice gives.
    """
    index = _index(catalog, kind)
    wanted = _wanted(index, filters)
    ranked = index.ranked(text)
    made = []
    for name, values in index.values.items():
        others = {key: held for key, held in wanted.items() if key != name}
        counts = dict.fromkeys(values, 0)
        for number in ranked:
            entry = index.entries[number]
            if _passes(entry, others):
                for value in entry.facets.get(name, ()):
                    counts[value] += 1
        chosen = wanted.get(name, frozenset())
        choices = sorted(
            (
                FacetValue(value, choice_label(kind, name, value, catalog), count, value in chosen)
                for value, count in counts.items()
            ),
            key=lambda choice: (-choice.count, choice.label.casefold()),
        )
        made.append(Facet(name, phrase(f"lists.facets.{name}"), tuple(choices)))
    return tuple(made)


def _wanted(index: Index, filters: Mapping[str, Filter]) -> dict[str, frozenset[str]]:
    """The filters that are set, each as the values that pass."""
    wanted = {}
    for name, held in filters.items():
        if name not in index.values:
            raise BadInput(
                f"{unknown_name_message('filter', name, index.values)}; name another one"
            )
        values = frozenset([held] if isinstance(held, str) else held or ())
        if values - {""}:
            wanted[name] = values - {""}
    return wanted


def _passes(entry: SearchRecord, wanted: Mapping[str, frozenset[str]]) -> bool:
    return all(not values.isdisjoint(entry.facets.get(name, ())) for name, values in wanted.items())


def _in_order(index: Index, found: Iterable[tuple[int, int]]) -> tuple[SearchHit, ...]:
    """What is found by rank; equals stand in the order of their labels."""
    return tuple(
        SearchHit(each.kind, each.id, each.label, each.told, each.page, rank)
        for number, rank in sorted(found, key=lambda pair: (pair[1], pair[0]))
        for each in [index.entries[number]]
    )


@lru_cache(maxsize=64)
def _index(catalog: Catalog, kind: str) -> Index:
    if kind not in ENTRIES:
        raise BadInput(
            f"{unknown_name_message('kind', kind, ENTRIES)}; there are {', '.join(KINDS)}"
        )
    return Index(ENTRIES[kind](catalog))
