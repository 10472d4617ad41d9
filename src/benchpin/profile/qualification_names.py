"""Which qualification of the catalog, or which diploma from abroad, a person's words name.

A name counts as it stands in the catalog, whatever its case, accents, punctuation and spelling,
with the body that awards it beside it or not: "G.G.", "GIA GG", "Gemmology Diploma FGA". Words that
are only like a name decide nothing: `similar_qualification` says what to ask about.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import rtoml

from benchpin.catalog import Catalog
from benchpin.facts import ForeignDiploma
from benchpin.profile.model import Certificate, Profile, Schooling

MAX_WORDS = 24
MAX_NAME_LENGTH = 300
"""Words and characters of a name; a longer text names nothing."""
MIN_SIMILARITY = 90.0
"""From which likeness (rapidfuzz's ratio, words sorted, 0 to 100) a name is asked about."""
MIN_SIMILAR_LETTERS = 8
"""Letters of the shortest name that likeness is measured with; a shorter one must be contained."""
_PARENTHESES = re.compile(r"\(([^()]{1,80})\)")
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Za-z0-9.]{1,11}")
_DOTTED_LETTERS = re.compile(r"\b(?:[a-z]\.){2,}")
_GERMAN_BOTH_GENDERS = re.compile(r"(?<=\w)(?:\(in\)|[/:*_]-?in\b)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of qualifications and diplomas by `_squeezed` words, and those of providers.

    A name may be that of several; `providers_by_id` are the bodies that award or teach each
    qualification. Ids of diplomas are their places in the table.
    """

    qualifications: Mapping[str, frozenset[str]]
    diplomas: Mapping[str, frozenset[int]]
    providers: Mapping[str, frozenset[str]]
    providers_by_id: Mapping[str, frozenset[str]]
    phrases: Mapping[str, str]


def find_qualification(text: str, catalog: Catalog, issuer: str | None = None) -> str | None:
    """The id of the qualification that a text names; None where it names none, or several.

    `issuer` is the body that gave it, where it is stated: a name is not that of another body's
    qualification.
    """
    index, words = _index(catalog), name_words(text)
    names = _name_meanings(words, index.qualifications, index)
    if names is None:
        return None
    ids, providers = names
    issuers = index.providers.get(_squeezed(name_words(issuer or "")), frozenset()) | providers
    vocabulary = _vocabulary()
    if not issuers and {*words} - vocabulary["small"] <= vocabulary["unsure"]:
        return None
    if issuers:
        ids = frozenset(i for i in ids if issuers & index.providers_by_id[i])
    return next(iter(ids)) if len(ids) == 1 else None


def find_diploma(text: str, catalog: Catalog) -> ForeignDiploma | None:
    """The diploma from abroad that a text names; None where it names none, or several."""
    index = _index(catalog)
    names = _name_meanings(name_words(text), index.diplomas, index)
    if names is None or len(names[0]) != 1:
        return None
    number: int = next(iter(names[0]))
    return catalog.foreign_diplomas[number]


def similar_qualification(text: str, catalog: Catalog) -> str | None:
    """The id of the qualification that a text may mean without naming it; None if none is near.

    It holds the name among other words, or is spelled much like it.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for words that name nothing

    index, words = _index(catalog), name_words(text)[:MAX_WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            name = _squeezed(words[start : start + length])
            if name in index.qualifications and (length > 1 or len(name) >= 3):
                return min(index.qualifications[name])
    names = [name for name in index.phrases if len(name) >= MIN_SIMILAR_LETTERS]
    best = process.extractOne(
        " ".join(words), names, scorer=fuzz.token_sort_ratio, score_cutoff=MIN_SIMILARITY
    )
    return index.phrases[best[0]] if best else None


def with_qualifications(profile: Profile, catalog: Catalog) -> Profile:
    """The profile with the qualifications that its schooling and certificates name by words.

    What is stated stays, and what is not finished is left alone.
    """

    def read_entry(entry: Any, issuer: str | None) -> Any:
        if entry.qualification or getattr(entry, "unfinished", None):
            return entry
        qualification = find_qualification(entry.what, catalog, issuer)
        return entry.model_copy(update={"qualification": qualification}) if qualification else entry

    education = tuple(read_entry(entry, entry.where) for entry in profile.education)
    certificates = tuple(read_entry(entry, entry.issuer) for entry in profile.certificates)
    if (education, certificates) == (profile.education, profile.certificates):
        return profile
    return profile.model_copy(update={"education": education, "certificates": certificates})


def finished_entries(profile: Profile, as_of: str) -> Iterator[tuple[str, Schooling | Certificate]]:
    """The schooling and certificates that are finished on a day, with their paths."""
    for index, school in enumerate(profile.education):
        # Compared at the precision of the end: what ends this year counts.
        is_ahead = school.ended is not None and school.ended > as_of[: len(school.ended)]
        if not school.unfinished and not is_ahead:
            yield f"education.{index}.what", school
    for index, certificate in enumerate(profile.certificates):
        if certificate.year is None or certificate.year <= int(as_of[:4]):
            yield f"certificates.{index}.what", certificate


def name_words(text: str) -> tuple[str, ...]:
    """A name as words to compare: without case, accents, punctuation, and in American spelling.

    None of a text that is too long for a name.
    """
    if len(text) > MAX_NAME_LENGTH:
        return ()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = _GERMAN_BOTH_GENDERS.sub("", plain).replace("&", " and ")
    plain = plain.replace("'", "").replace("’", "")
    plain = _DOTTED_LETTERS.sub(lambda match: match.group().replace(".", "") + " ", plain)
    words = _NOT_A_WORD.sub(" ", plain).split()
    spellings = _vocabulary()["spellings"]
    return tuple(_american(word, spellings) for word in words)


def _american(word: str, spellings: Mapping[str, str]) -> str:
    for british, american in spellings.items():
        if word.startswith(british):
            return american + word[len(british) :]
    return word


def _squeezed(words: Iterable[str]) -> str:
    """Words as the key of a name: "CW 21" and "CW21" are one."""
    return "".join(words)


def _name_meanings(
    words: tuple[str, ...], ids_by_name: Mapping[str, frozenset[Any]], index: NameIndex
) -> tuple[frozenset[Any], frozenset[str]] | None:
    """What all names in a text have in common, and the providers it names.

    None where a word is neither part of a name, nor of a provider's, nor a small word.
    """
    if len(words) > MAX_WORDS:
        return None
    ids: frozenset[Any] | None = None
    providers: frozenset[str] = frozenset()
    small_words = _vocabulary()["small"]
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        # The longest first: "Graduate Gemologist diploma" before "Graduate Gemologist".
        end = next((e for e in ends if _squeezed(words[start:e]) in ids_by_name), 0)
        if end:
            names = ids_by_name[_squeezed(words[start:end])]
            ids = names if ids is None else ids & names
        else:
            end = next((e for e in ends if _squeezed(words[start:e]) in index.providers), 0)
            if end:
                providers |= index.providers[_squeezed(words[start:end])]
            elif words[start] in small_words:
                end = start + 1
            else:
                return None
        start = end
    return (ids, providers) if ids else None


@lru_cache(maxsize=4)
def _index(catalog: Catalog) -> NameIndex:
    qualifications: dict[str, set[str]] = {}
    phrases: dict[str, str] = {}
    pairs = [
        (name, identity)
        for identity, record in catalog.qualifications.items()
        for label in (record.label, *record.also_called)
        for name in _names_in(label)
    ]
    pairs += [(row.name, row.qualification) for row in catalog.qualification_names]
    for name, identity in pairs:
        words = name_words(name)
        qualifications.setdefault(_squeezed(words), set()).add(identity)
        phrases.setdefault(" ".join(words), identity)
    diplomas: dict[str, set[int]] = {}
    for number, diploma in enumerate(catalog.foreign_diplomas):
        for name in diploma.names:
            diplomas.setdefault(_squeezed(name_words(name)), set()).add(number)
    providers: dict[str, set[str]] = {}
    for provider, label in _provider_labels(catalog):
        for name in _names_in(label):
            providers.setdefault(_squeezed(name_words(name)), set()).add(provider)
    providers_by_id = {
        identity: frozenset(
            provider
            for provider in (
                record.awarding_body,
                *(catalog.programmes[i].provider for i in catalog.programmes_of.get(identity, ())),
            )
            if provider
        )
        for identity, record in catalog.qualifications.items()
    }
    return NameIndex(
        {name: frozenset(ids) for name, ids in qualifications.items()},
        {name: frozenset(ids) for name, ids in diplomas.items()},
        {name: frozenset(ids) for name, ids in providers.items()},
        providers_by_id,
        phrases,
    )


def _provider_labels(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for identity, provider in catalog.providers.items():
        yield from ((identity, label) for label in (provider.label, *provider.also_called))
    for organisation in catalog.organisations.values():
        if organisation.provider:
            for label in (organisation.label, *organisation.also_called):
                yield organisation.provider, label


def _names_in(label: str) -> Iterator[str]:
    """A label as a name; where it ends in an abbreviation, also without it, and that alone."""
    yield label
    inside = _PARENTHESES.findall(label)
    if inside and all(_ABBREVIATION.fullmatch(name) for name in inside):
        yield _PARENTHESES.sub("", label)
        yield from inside


@lru_cache(maxsize=1)
def _vocabulary() -> Mapping[str, Any]:
    """The words of `words/en.toml` on qualifications."""
    text = resources.files("benchpin.profile").joinpath("words/en.toml").read_text("utf-8")
    table: Mapping[str, Any] = rtoml.loads(text)["qualifications"]
    sets = {key: frozenset(table[key]) for key in ("small", "unsure")}
    return {**table, **sets}
