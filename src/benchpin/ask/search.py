"""Search over the catalog: matching records, best first, and the facet counts of the filters.

search_records(catalog, "roles", "jewell", family="bench")   one kind, narrowed by filters
search_all(catalog, "opal")                                  all kinds at once
facets(catalog, "qualifications", "", country="US")          each value of each filter, counted
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchpin.ask.filter_labels import choice_label
from benchpin.ask.index import (
    MAX_QUERY_LENGTH,
    OTHER_NAME,
    PARTIAL,
    SearchIndex,
    informative_terms,
    words_of,
)
from benchpin.ask.records import RECORDS_BY_KIND, SearchRecord
from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.wording.format import words
from benchpin.wording.phrases import phrase

KINDS = tuple(RECORDS_BY_KIND)
_MIN_SIMILARITY = 0.75
"""The least similarity of a suggested word to an unknown one: one letter in four may differ."""
Filter = str | Collection[str] | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that matches a query: its folder (`kind`) and id, label, one-line text, and rank.

    `page` is the folder and id of the page that shows it: a figure is on the page of its topic.
    """

    kind: str
    id: str
    label: str
    text: str
    page: tuple[str, str]
    rank: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter: how many matches have it, and whether it is selected."""

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

    A filter with several values passes a record with any of them; without words all records come
    in the order of their labels. Raises BadInput for an unknown kind or filter; an unknown value
    matches nothing.
    """
    index = _index(catalog, kind)
    active_filters = _active_filters(index, filters)
    matches = (
        (number, rank)
        for number, rank in index.ranked_records(text).items()
        if _passes(index.entries[number], active_filters)
    )
    return _sorted_hits(index, matches)


def search_all(catalog: Catalog, text: str, limit: int | None = None) -> tuple[SearchHit, ...]:
    """The records of all kinds that hold the words, best first; none if there are no words."""
    if not words_of(text):
        return ()
    hits: list[SearchHit] = []
    for kind in KINDS:
        index = _index(catalog, kind)
        hits += _sorted_hits(index, index.ranked_records(text).items())
    best = min((hit.rank for hit in hits), default=PARTIAL)
    # If one kind has records with all words, partial matches of the others are dropped.
    retained_hits = [hit for hit in hits if hit.rank < PARTIAL or best >= PARTIAL]
    return tuple(sorted(retained_hits, key=lambda hit: hit.rank)[:limit])


def spelling_suggestion(catalog: Catalog, text: str) -> str | None:
    """The query with unknown words replaced by the most similar known ones; None if none differs.

    Similarity is the normalized optimal string alignment distance (rapidfuzz's OSA), which counts
    deletions, insertions, substitutions and transpositions.
    """
    indexes = [_index(catalog, kind) for kind in KINDS]
    query_words = words_of(text[:MAX_QUERY_LENGTH])
    vocabulary = sorted(frozenset().union(*(index.long_words for index in indexes)))
    corrected = [
        word if any(index.contains_word(word) for index in indexes) else _nearest(word, vocabulary)
        for word in query_words
    ]
    return " ".join(corrected) if corrected != query_words else None


def _nearest(word: str, vocabulary: Collection[str]) -> str:
    """The most similar word of the vocabulary; the word itself if none is similar enough."""
    match = process.extractOne(
        word, vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_MIN_SIMILARITY
    )
    return match[0] if match else word


def pay_query_role(catalog: Catalog, text: str) -> str | None:
    """The id of the role whose pay a query asks for; None if it names no pay or no role."""
    query_words, pay_words = words_of(text), set(words_of(words()["search"]["pay"]))
    remaining_words = [word for word in informative_terms(query_words) if word not in pay_words]
    if not remaining_words or len(remaining_words) == len(informative_terms(query_words)):
        return None
    hits = search_records(catalog, "roles", " ".join(remaining_words))
    return hits[0].id if hits and hits[0].rank <= OTHER_NAME else None


def facets(catalog: Catalog, kind: str, text: str = "", /, **filters: Filter) -> tuple[Facet, ...]:
    """Each filter of a kind with its values and the number of matches that have each value.

    The counts of a filter ignore its own selection, so that they say what another value would give.
    """
    index = _index(catalog, kind)
    active_filters = _active_filters(index, filters)
    ranks = index.ranked_records(text)
    filter_facets = []
    for name, values in index.filter_values.items():
        other_filters = {key: selected for key, selected in active_filters.items() if key != name}
        counts = dict.fromkeys(values, 0)
        for number in ranks:
            entry = index.entries[number]
            if _passes(entry, other_filters):
                for value in entry.facets.get(name, ()):
                    counts[value] += 1
        chosen = active_filters.get(name, frozenset())
        choices = sorted(
            (
                FacetValue(value, choice_label(kind, name, value, catalog), count, value in chosen)
                for value, count in counts.items()
            ),
            key=lambda choice: (-choice.count, choice.label.casefold()),
        )
        filter_facets.append(Facet(name, phrase(f"lists.facets.{name}"), tuple(choices)))
    return tuple(filter_facets)


def _active_filters(index: SearchIndex, filters: Mapping[str, Filter]) -> dict[str, frozenset[str]]:
    """The filters that are set, each with the values that pass; BadInput for an unknown filter."""
    active = {}
    for name, selected in filters.items():
        if name not in index.filter_values:
            raise BadInput(
                f"{unknown_name_message('filter', name, index.filter_values)}; name another one"
            )
        values = frozenset([selected] if isinstance(selected, str) else selected or ())
        if values - {""}:
            active[name] = values - {""}
    return active


def _passes(entry: SearchRecord, active_filters: Mapping[str, frozenset[str]]) -> bool:
    return all(
        not values.isdisjoint(entry.facets.get(name, ())) for name, values in active_filters.items()
    )


def _sorted_hits(index: SearchIndex, matches: Iterable[tuple[int, int]]) -> tuple[SearchHit, ...]:
    """The hits by rank; equal ranks keep the order of the index, by label."""
    return tuple(
        SearchHit(record.kind, record.id, record.label, record.summary, record.page, rank)
        for number, rank in sorted(matches, key=lambda pair: (pair[1], pair[0]))
        for record in [index.entries[number]]
    )


@lru_cache(maxsize=64)
def _index(catalog: Catalog, kind: str) -> SearchIndex:
    if kind not in RECORDS_BY_KIND:
        raise BadInput(
            f"{unknown_name_message('kind', kind, RECORDS_BY_KIND)}; there are {', '.join(KINDS)}"
        )
    return SearchIndex(RECORDS_BY_KIND[kind](catalog))
