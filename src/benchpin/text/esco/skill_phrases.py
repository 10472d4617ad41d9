"""Phrases for ESCO's skills: their names, and phrases derived from the names.

Names count whole, as `whole_names` says. Two kinds of phrases are derived:

- Parts that only one skill has in its names (`partial_phrases`): "artificial intelligence" of
  *principles of artificial intelligence*. Of a practical skill the part is the whole object of the
  verb; of a knowledge skill any adjacent words, or the first one alone.
- A verb with a gap before its object (`gapped_phrases`): "develop bold new campaigns" for *develop
  campaigns*.

A phrase is as distinctive as its rarest word, by the number of skills whose names have the word.
The limits were set with ESCO's own occupations (1.1.1): of whole names in the description of an
occupation, 0.43 are of a skill that ESCO gives it; a kind of phrase counts that does as well.
Transversal skills are given to no occupation, so that theirs could not be tested.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from benchpin.text.phrases.patterns import ELLIPSIS, PhrasePattern, normalized_words, phrase_key
from benchpin.text.tokens import skill_words

MAX_NAME_WORDS = 7
MIN_NAME_LETTERS = 3
SHORT_NAME_WORDS = 2
DERIVED = "derived"
KINDS_BY_PRIORITY = ("preferred", DERIVED, "hidden", "alternative")
COMMON, OFTEN, SOMETIMES, SELDOM, RARE = 255, 127, 63, 31, 7
"""The largest number of skills whose names have the rarest word, by kind of phrase."""
MAX_KNOWLEDGE_FREQUENCY = 15
"""The same for parts of the names of knowledge skills."""
MAX_OBJECT_WORDS = 3
"""The largest number of words of an object after a gap."""
_SMALL = re.compile(r"\b[a-z]+\b")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
_JOINING_WORDS = frozenset({
    "about", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "that",
    "to", "under", "when", "with", "within",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkillName:
    """A name of a skill without its qualifier in brackets; `key` is its phrase key (stems)."""

    text: str
    uri: str
    kind: str
    key: str


def phrases_for(
    rows: Iterable[tuple[str, str, str]], knowledge_uris: Set[str], transversal_uris: Set[str]
) -> Iterator[tuple[str, PhrasePattern]]:
    """The phrases (wording, pattern) for names of skills given as (name, uri, kind).

    `knowledge_uris` are the skills that ESCO types as knowledge, `transversal_uris` those that
    belong to any work.
    """
    names = [
        SkillName(wording, uri, kind, phrase_key(wording))
        for name, uri, kind in rows
        for wording in [_QUALIFIER.sub("", name) or name]
    ]
    frequencies = word_frequencies(names)
    whole_name_keys = set()
    for wording, pattern in whole_names(names, frequencies, knowledge_uris):
        whole_name_keys.add(phrase_key(wording))
        yield wording, pattern
    preferred_names = [name for name in names if name.kind == "preferred" and name.key]
    taken_keys = {name.key for name in preferred_names} | whole_name_keys
    yield from partial_phrases(preferred_names, names, frequencies, taken_keys, knowledge_uris)
    key_counts = Counter(name.key for name in preferred_names)
    practical_names = [
        name
        for name in preferred_names
        if name.uri not in knowledge_uris and key_counts[name.key] == 1
    ]
    yield from gapped_phrases(practical_names, frequencies, taken_keys, transversal_uris)


def word_frequencies(names: Iterable[SkillName]) -> Mapping[str, int]:
    """For each word (stem) the number of skills that have it in their names."""
    uris_by_word: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in name.key.split():
            uris_by_word[word].add(name.uri)
    return {word: len(uris) for word, uris in uris_by_word.items()}


def whole_names(
    names: Iterable[SkillName], frequencies: Mapping[str, int], knowledge_uris: Set[str]
) -> Iterator[tuple[str, PhrasePattern]]:
    """The names that mean one skill, with precision before recall. Left out are:

    - an alternative or hidden name all whose words are common, and an alternative one of two words
      that is not of a knowledge skill, or none of whose words is rare;
    - one of a single word, unless it is written as two with a hyphen, or a name of its own such as
      a product's: one word with a capital that no name of ESCO has in small letters;
    - a preferred name of one or two words that are most common;
    - a name that two or more skills share, where it is not the preferred name of one of them;
    - a name of more than MAX_NAME_WORDS words, which nobody writes, and one of fewer than
      MIN_NAME_LETTERS letters.
    """
    uris_by_kind: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first_wordings: dict[tuple[str, str], str] = {}
    lowercase_counts: Counter[str] = Counter()
    for name in names:
        lowercase_counts.update(set(_SMALL.findall(name.text)))
        for wording, key, kind in _wordings(name):
            if (
                key
                and key.count(" ") < MAX_NAME_WORDS
                and (len(wording) >= MIN_NAME_LETTERS or not wording.isalpha())
            ):
                uris_by_kind[key][kind].add(name.uri)
                first_wordings.setdefault((key, kind), wording)
    for key, uris_of_kind in uris_by_kind.items():
        best_kind = next(kind for kind in KINDS_BY_PRIORITY if kind in uris_of_kind)
        wording = first_wordings[key, best_kind]
        if len(uris_of_kind[best_kind]) > 1:
            continue
        (uri,) = uris_of_kind[best_kind]
        word_count, frequency = key.count(" ") + 1, _min_frequency(key, frequencies)
        if best_kind == "preferred":
            is_distinctive = word_count > SHORT_NAME_WORDS or frequency <= COMMON
        elif word_count == 1 and best_kind != DERIVED:
            is_single_word = len(normalized_words(wording)) == 1
            is_distinctive = (
                is_single_word and not wording.islower() and not lowercase_counts[wording.lower()]
            )
        elif word_count == SHORT_NAME_WORDS and best_kind == "alternative":
            is_distinctive = uri in knowledge_uris and frequency <= RARE
        else:
            is_distinctive = frequency <= OFTEN
        if is_distinctive and best_kind == DERIVED:
            yield wording, PhrasePattern(uri)
        elif is_distinctive:
            yield (
                wording,
                _name_pattern(uri, wording, ambiguous=lowercase_counts[wording.lower()] > 0),
            )


def _min_frequency(key: str, frequencies: Mapping[str, int]) -> int:
    """The frequency of the rarest word of a phrase key."""
    return min(frequencies.get(word, 0) for word in key.split())


def _name_pattern(uri: str, wording: str, *, ambiguous: bool) -> PhrasePattern:
    """The pattern of a name; a single word keeps its spelling, and its capitals if `ambiguous`."""
    words = normalized_words(wording)
    if len(words) > 1:
        return PhrasePattern(uri)
    keeps_capitals = ambiguous and not wording.islower()
    return PhrasePattern(
        uri,
        words[0],
        all_capitals=keeps_capitals and wording.isupper(),
        capitalized=keeps_capitals,
        allowed_in_name=True,
    )


def _wordings(name: SkillName) -> Iterator[tuple[str, str, str]]:
    """A name and its derived wordings, as (wording, key, kind).

    "team-work" is also "teamwork", "manage budgets" also "budget management", and "think
    analytically" also "analytical thinking".
    """
    yield name.text, name.key, name.kind
    variants: list[str] = []
    if "-" in name.text:
        variants.append(name.text.replace("-", ""))
    verb, _, object_words = name.text.partition(" ")
    if object_words and name.kind == "preferred":
        noun = skill_words()["nouns"].get(verb)
        if noun and object_words.count(" ") < SHORT_NAME_WORDS:
            variants.append(f"{object_words} {noun}")
        if object_words.endswith("ly") and " " not in object_words:
            variants.append(f"{object_words.removesuffix('ly')} {verb}")
    for variant in variants:
        yield variant, phrase_key(variant), DERIVED


def partial_phrases(
    preferred_names: Iterable[SkillName],
    names: Iterable[SkillName],
    frequencies: Mapping[str, int],
    taken_keys: Set[str],
    knowledge_uris: Set[str],
) -> Iterator[tuple[str, PhrasePattern]]:
    """The distinctive parts of preferred names that no other skill has in its names."""
    names_by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        for word in set(name.key.split()):
            if frequencies[word] <= SELDOM:
                names_by_word[word].append((f" {name.key} ", name.uri))
    for name in preferred_names:
        words = normalized_words(name.text)
        for part in _knowledge_parts(words) if name.uri in knowledge_uris else [words[1:]]:
            key = phrase_key(" ".join(part))
            if (
                not key
                or key in taken_keys
                or part[0] in _JOINING_WORDS
                or part[-1] in _JOINING_WORDS
            ):
                continue
            rarest_word = min(key.split(), key=lambda word: frequencies.get(word, 0))
            limit = MAX_KNOWLEDGE_FREQUENCY if name.uri in knowledge_uris else SELDOM
            if key.count(" ") == 0:
                limit = 1 if name.uri in knowledge_uris else 0
            if 0 < frequencies.get(rarest_word, 0) <= limit and all(
                uri == name.uri
                for padded_key, uri in names_by_word[rarest_word]
                if f" {key} " in padded_key
            ):
                wording = " ".join(part)
                yield wording, _name_pattern(name.uri, wording, ambiguous=False)


def _knowledge_parts(words: list[str]) -> Iterator[list[str]]:
    """The runs of two or more adjacent words of a name, and its first word before another noun."""
    if len(words) > 1 and words[1] not in _JOINING_WORDS:
        yield words[:1]
    for first in range(len(words)):
        for last in range(first + 2, len(words) + 1):
            if last - first < len(words):
                yield words[first:last]


def gapped_phrases(
    names: Iterable[SkillName],
    frequencies: Mapping[str, int],
    taken_keys: Set[str],
    transversal_uris: Set[str],
) -> Iterator[tuple[str, PhrasePattern]]:
    """A verb, with its preposition, and a gap before an object that is no skill itself.

    An object of a single word must be rarer, unless the skill is transversal.
    """
    for name in names:
        words = normalized_words(name.text)
        verb_length = 2 if len(words) > 2 and words[1] in _JOINING_WORDS else 1
        object_key = phrase_key(" ".join(words[verb_length:]))
        limit = OFTEN if " " in object_key or name.uri in transversal_uris else SOMETIMES
        fits = (
            object_key and object_key.count(" ") < MAX_OBJECT_WORDS and object_key not in taken_keys
        )
        if fits and _min_frequency(object_key, frequencies) <= limit:
            yield (
                " ".join(words[:verb_length]) + ELLIPSIS + " ".join(words[verb_length:]),
                PhrasePattern(name.uri),
            )
