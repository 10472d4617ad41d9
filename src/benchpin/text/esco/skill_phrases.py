"""The phrases that stand for ESCO's skills: its names, and what follows from them.

Names count whole, as `whole_names` says. Beside them stand two kinds of phrases:

- What only one skill has in its names (`parts`): "artificial intelligence" of *principles of
  artificial intelligence*. Of a skill that says what is done it is all that the verb is done to,
  of one that says what is known any words next to each other, or the first one alone.
- A verb apart from its object (`apart`): "develop bold new campaigns" for *develop campaigns*.

How much a phrase says is told by its rarest word: in how many skills' names it stands. Where the
bounds lie was judged by ESCO's own occupations (1.1.1): of whole names in the description of an
occupation, 0.43 are of a skill that ESCO gives it; a kind of phrase counts that does as well.
Transversal skills are given to none, and could not be judged so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from benchpin.text.phrases.patterns import APART, PhrasePattern, phrase_key, spelled_words
from benchpin.text.tokens import skill_words

LONGEST = 7
SHORTEST = 3
SHORT = 2
DERIVED = "derived"
SORTS = ("preferred", DERIVED, "hidden", "alternative")
COMMON, OFTEN, SOMETIMES, SELDOM, RARE = 255, 127, 63, 31, 7
"""In how many skills' names the rarest word of a phrase may stand, by the kind of phrase."""
MIN_KNOWN_WORDS = 15
"""The same for parts of the names of what is known."""
REST = 3
"""The most words of an object that stands apart from its verb."""
_SMALL = re.compile(r"\b[a-z]+\b")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
_JOINTS = frozenset({
    "about", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "that",
    "to", "under", "when", "with", "within",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a skill without its qualifier, with its key: the stems of its words."""

    said: str
    uri: str
    sort: str
    key: str


def phrases_for(
    rows: Iterable[tuple[str, str, str]], known: Set[str], transversal: Set[str]
) -> Iterator[tuple[str, PhrasePattern]]:
    """The phrases for names (name, uri, sort), with what each means.

    `known` are the skills that say what is known, not what is done; `transversal` those that belong
    to any work.
    """
    names = [
        Name(said, uri, sort, phrase_key(said))
        for name, uri, sort in rows
        for said in [_QUALIFIER.sub("", name) or name]
    ]
    spread = spread_of(names)
    whole = set()
    for said, phrase in whole_names(names, spread, known):
        whole.add(phrase_key(said))
        yield said, phrase
    preferred = [name for name in names if name.sort == "preferred" and name.key]
    taken = {name.key for name in preferred} | whole
    yield from parts(preferred, names, spread, taken, known)
    having = Counter(name.key for name in preferred)
    done = [name for name in preferred if name.uri not in known and having[name.key] == 1]
    yield from apart(done, spread, taken, transversal)


def spread_of(names: Iterable[Name]) -> Mapping[str, int]:
    """In how many skills' names each word stands."""
    having: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in name.key.split():
            having[word].add(name.uri)
    return {word: len(uris) for word, uris in having.items()}


def whole_names(
    names: Iterable[Name], spread: Mapping[str, int], known: Set[str]
) -> Iterator[tuple[str, PhrasePattern]]:
    """The names that mean one skill. What is found must be right before it is complete; left out:

    - an alternative or hidden name all whose words are common, and an alternative one of two words
      that is not of what is known, or none of whose words is rare;
    - one of a single word, unless it is written as two with a hyphen, or a name of its own such as
      a product's: one word with a capital that no name of ESCO has in small letters;
    - a preferred name of one or two words that are most common;
    - a name that two or more skills share, where it is not the preferred name of one of them;
    - a name of more than LONGEST words, which nobody writes, and of fewer than SHORTEST letters.
    """
    meant: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[tuple[str, str], str] = {}
    small: Counter[str] = Counter()
    for name in names:
        small.update(set(_SMALL.findall(name.said)))
        for said, key, sort in _ways(name):
            if key and key.count(" ") < LONGEST and (len(said) >= SHORTEST or not said.isalpha()):
                meant[key][sort].add(name.uri)
                first.setdefault((key, sort), said)
    for key, sorts in meant.items():
        best = next(sort for sort in SORTS if sort in sorts)
        said = first[key, best]
        if len(sorts[best]) > 1:
            continue
        (uri,) = sorts[best]
        words, rarest = key.count(" ") + 1, _rarest(key, spread)
        if best == "preferred":
            enough = words > SHORT or rarest <= COMMON
        elif words == 1 and best != DERIVED:
            alone = len(spelled_words(said)) == 1
            enough = alone and not said.islower() and not small[said.lower()]
        elif words == SHORT and best == "alternative":
            enough = uri in known and rarest <= RARE
        else:
            enough = rarest <= OFTEN
        if enough and best == DERIVED:
            yield said, PhrasePattern(uri)
        elif enough:
            yield said, _phrase(uri, said, ambiguous=small[said.lower()] > 0)


def _rarest(key: str, spread: Mapping[str, int]) -> int:
    return min(spread.get(word, 0) for word in key.split())


def _phrase(uri: str, said: str, *, ambiguous: bool) -> PhrasePattern:
    """What a name means; a single word stands for itself, with its capitals where they tell."""
    words = spelled_words(said)
    if len(words) > 1:
        return PhrasePattern(uri)
    big = ambiguous and not said.islower()
    return PhrasePattern(uri, words[0], capitals=big and said.isupper(), capital=big, a_name=True)


def _ways(name: Name) -> Iterator[tuple[str, str, str]]:
    """A name and what it is in other words.

    "team-work" is also "teamwork", "manage budgets" also "budget management", and "think
    analytically" also "analytical thinking".
    """
    yield name.said, name.key, name.sort
    others: list[str] = []
    if "-" in name.said:
        others.append(name.said.replace("-", ""))
    verb, _, rest = name.said.partition(" ")
    if rest and name.sort == "preferred":
        noun = skill_words()["nouns"].get(verb)
        if noun and rest.count(" ") < SHORT:
            others.append(f"{rest} {noun}")
        if rest.endswith("ly") and " " not in rest:
            others.append(f"{rest.removesuffix('ly')} {verb}")
    for other in others:
        yield other, phrase_key(other), DERIVED


def parts(
    preferred: Iterable[Name],
    names: Iterable[Name],
    spread: Mapping[str, int],
    taken: Set[str],
    known: Set[str],
) -> Iterator[tuple[str, PhrasePattern]]:
    """The parts of preferred names that stand in no other skill's names and say enough."""
    having: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        for word in set(name.key.split()):
            if spread[word] <= SELDOM:
                having[word].append((f" {name.key} ", name.uri))
    for name in preferred:
        words = spelled_words(name.said)
        for part in _known_parts(words) if name.uri in known else [words[1:]]:
            key = phrase_key(" ".join(part))
            if not key or key in taken or part[0] in _JOINTS or part[-1] in _JOINTS:
                continue
            rarest = min(key.split(), key=lambda word: spread.get(word, 0))
            most = MIN_KNOWN_WORDS if name.uri in known else SELDOM
            if key.count(" ") == 0:
                most = 1 if name.uri in known else 0
            if 0 < spread.get(rarest, 0) <= most and all(
                uri == name.uri for other, uri in having[rarest] if f" {key} " in other
            ):
                said = " ".join(part)
                yield said, _phrase(name.uri, said, ambiguous=False)


def _known_parts(words: list[str]) -> Iterator[list[str]]:
    """The words next to each other that a name has, from two on, and the first of two nouns."""
    if len(words) > 1 and words[1] not in _JOINTS:
        yield words[:1]
    for first in range(len(words)):
        for last in range(first + 2, len(words) + 1):
            if last - first < len(words):
                yield words[first:last]


def apart(
    preferred: Iterable[Name], spread: Mapping[str, int], taken: Set[str], transversal: Set[str]
) -> Iterator[tuple[str, PhrasePattern]]:
    """A verb, with what joins it to its object, apart from an object that is no skill itself.

    Of a single word the object is rarer, but where the skill belongs to any work.
    """
    for name in preferred:
        words = spelled_words(name.said)
        verb = 2 if len(words) > 2 and words[1] in _JOINTS else 1
        rest = phrase_key(" ".join(words[verb:]))
        most = OFTEN if " " in rest or name.uri in transversal else SOMETIMES
        fits = rest and rest.count(" ") < REST and rest not in taken
        if fits and _rarest(rest, spread) <= most:
            yield " ".join(words[:verb]) + APART + " ".join(words[verb:]), PhrasePattern(name.uri)
