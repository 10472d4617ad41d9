"""Normalize a job title: case, accents, rank, employer, spelling and abbreviations.

A title has several readings: the whole of it, and each part between commas, dashes, slashes and
brackets. A reading (`NormalizedTitle`) has its words in order, the position of its head (the word
that says what the person is), and a trust from 0 to 1. The word lists are in
`data/title-words.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import rtoml

from benchpin.inputs.word_caches import word_cache

MAX_LETTERS = 300
"""Only this many characters of a title are read."""

OTHER_TITLE = 0.92
"""The trust that a part after "/" or "and" is a title by itself."""
VERB = 0.97
"""The trust that a verb with its object says what somebody is."""
KIND = 0.97
"""The trust in a title of the trade where a kind stands for a thing, as gemstone for sapphire."""
QUALIFIER = 0.7
"""The same after a comma or a dash, where a part mostly states a field or a place."""

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_PARTS = re.compile(r"\s*([,;|/:\u2022\u00b7\u2013\u2014]|\s-+|-+\s|(?<=\s)(?:and|&)(?=\s))\s*")
_LETTER_PAIR = re.compile(r"\b([a-z])\s?&\s?([a-z])\b")
_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_ALTERNATIVE = frozenset(("/", "|", "and", "&"))
_PLAIN_PLURAL = re.compile(r"[^suiao]s$")


@dataclass(frozen=True, slots=True)
class NormalizedTitle:
    """One reading of a title: its words, the position of the head among them, and its trust."""

    words: tuple[str, ...]
    head: int
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class TitleVocabulary:
    """The tables of `data/title-words.toml`, compiled for look-up."""

    drop: frozenset[str]
    drop_before: frozenset[str]
    small: frozenset[str]
    before_the_rest: frozenset[str]
    no_work: frozenset[str]
    no_occupation: frozenset[str]
    places: frozenset[str]
    verbs: dict[str, str]
    trade_kinds: dict[str, str]
    employer: re.Pattern[str]
    trade_names: re.Pattern[str]
    trade: frozenset[str]
    forms: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    phrase: re.Pattern[str]


@lru_cache(maxsize=1)
def title_vocabulary() -> TitleVocabulary:
    """The tables of `data/title-words.toml`."""
    text = resources.files("benchpin").joinpath("data/title-words.toml").read_text("utf-8")
    data = rtoml.loads(text)
    forms = {
        short: tuple(singular(word) for word in long.split())
        for table in ("short_forms", "one_form")
        for short, long in data[table].items()
    }
    employer_words = "|".join(re.escape(word) for word in data["employer_after"])
    trade_names = "|".join(re.escape(word) for word in data["trade_names"])
    return TitleVocabulary(
        drop=frozenset(data["seniority"]) | frozenset(data["terms"]),
        drop_before=frozenset(data["seniority_before"]),
        small=frozenset(data["small"]),
        before_the_rest=frozenset(data["before_the_rest"]),
        no_work=frozenset(data["no_work"]),
        no_occupation=frozenset((*data["no_occupation"], *data["no_work"])),
        places=frozenset(data["places"]),
        verbs=data["verbs"],
        trade_kinds=data["trade_kinds"],
        employer=re.compile(rf"(?:\s|^)(?:{employer_words})(?:\s|$)|@"),
        trade_names=re.compile(rf"\b(?:{trade_names})s?\b"),
        trade=frozenset(data["trade_words"]),
        forms=forms,
        phrases=data["phrases"],
        phrase=re.compile(rf"\b(?:{'|'.join(map(re.escape, data['phrases']))})\b"),
    )


def fold(text: str, max_letters: int = MAX_LETTERS) -> str:
    """The text in lower case without accents, dots in abbreviations or typographic marks.

    At most `max_letters` of it are read. Phrases of the data file are replaced, such as "head of"
    by "director of".
    """
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
        text = "".join(c for c in folded if not unicodedata.combining(c))
    text = text[:max_letters].casefold().replace("'s ", " ").replace("'", "")
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    text = _LETTER_PAIR.sub(r"\1\2", text)
    vocabulary = title_vocabulary()
    return vocabulary.phrase.sub(lambda match: vocabulary.phrases[match.group()], text)


def singular(word: str) -> str:
    """The singular of a noun, by rule."""
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if _PLAIN_PLURAL.search(word) or word.endswith("os"):
        return word[:-1]
    return word


@word_cache(10_000)
def word_forms(token: str) -> tuple[str, ...]:
    """The words that a token stands for: its singular, or the words of a short or other form."""
    vocabulary = title_vocabulary()
    forms = vocabulary.forms.get(token)
    if forms is None:
        singular_form = singular(token)
        forms = vocabulary.forms.get(singular_form, (singular_form,))
    return forms


def normal_words(text: str) -> list[str]:
    """The words of a folded text in their normal forms, without small words."""
    small = title_vocabulary().small
    return [
        form
        for token in _WORD.findall(text)
        if token not in small
        for form in word_forms(token)
        if form not in small
    ]


def words_and_head(part: str) -> tuple[tuple[str, ...], int]:
    """The words of a part of a title without rank and small words, and the position of the head.

    Words of rank stay where nothing else does. The head is the last word before "of", "for" and the
    like, else the last word.
    """
    vocabulary = title_vocabulary()
    words: list[str] = []
    dropped: list[str] = []
    head: int | None = None
    tokens = _WORD.findall(part)
    for position, token in enumerate(tokens):
        if token in vocabulary.before_the_rest and words and head is None:
            head = len(words) - 1
        if token in vocabulary.small or (token.isdigit() and len(token) != 3):
            continue
        forms = word_forms(token)
        is_dropped = token in vocabulary.drop or (
            token in vocabulary.drop_before and position + 1 < len(tokens)
        )
        (dropped if is_dropped else words).extend(
            word for word in forms if word not in vocabulary.small
        )
    if not words:
        words = dropped
    if head is None or head >= len(words):
        head = len(words) - 1
    return tuple(words), head


def _parts(title: str) -> tuple[list[str], list[float]]:
    """The parts of a title that have words, and the trust that each is a title by itself.

    A first part that only has rank or contract terms ("Internship - civil engineer") or is a place
    ("hospital, nurse") is left out.
    """
    pieces = ["", *_PARTS.split(title)]
    weighted_parts = [
        (part, OTHER_TITLE if mark in _ALTERNATIVE else QUALIFIER)
        for mark, part in zip(pieces[::2], pieces[1::2], strict=True)
        if _WORD.search(part)
    ]
    drop, places = title_vocabulary().drop, title_vocabulary().places
    while len(weighted_parts) > 1:
        tokens = _WORD.findall(weighted_parts[0][0])
        if not drop.issuperset(tokens) and not places.issuperset(tokens):
            break
        weighted_parts.pop(0)
    return [part for part, _ in weighted_parts], [trust for _, trust in weighted_parts]


def names_no_work(text: str) -> bool:
    """Whether a title says that somebody did not work for pay: at school, at home, retired."""
    parts, _ = _parts(fold(text))
    words, head = words_and_head(parts[0]) if parts else ((), 0)
    return bool(words) and words[head] in title_vocabulary().no_work


def _verb_readings(parts: list[str]) -> Iterator[NormalizedTitle]:
    """The parts that begin with a verb, read as what the person is: "teaching piano"."""
    vocabulary = title_vocabulary()
    for position, part in enumerate(parts):
        tokens = _WORD.findall(part)
        agent = vocabulary.verbs.get(tokens[0])
        if agent is None:
            continue
        end = next(
            (n for n, token in enumerate(tokens) if token in vocabulary.before_the_rest),
            len(tokens),
        )
        words, _ = words_and_head(" ".join(tokens[1:end]))
        if words:
            agent_words = word_forms(agent)
            trust = VERB if position == 0 else QUALIFIER
            yield NormalizedTitle((*words, *agent_words), len(words) + len(agent_words) - 1, trust)


def _trade_kind(reading: NormalizedTitle) -> NormalizedTitle:
    """A reading with the things of the trade in it as kinds: "sapphire" as "gemstone"."""
    kinds = title_vocabulary().trade_kinds
    return NormalizedTitle(
        tuple(kinds.get(word, word) for word in reading.words), reading.head, reading.trust * KIND
    )


def normalizations(text: str) -> tuple[tuple[NormalizedTitle, ...], tuple[NormalizedTitle, ...]]:
    """The readings of a title, the whole first, and extra readings that only roles are coded by.

    The extra ones are the same with "jewelry" before them, where the employer or another part of
    the title names the trade ("Sales consultant at Kay Jewelers"). Both are empty for a title that
    names no occupation.
    """
    vocabulary = title_vocabulary()
    folded = fold(text)
    inside = [match.group(1) for match in _BRACKETS.finditer(folded)]
    outside = _BRACKETS.sub(" ", folded).strip(" ,-") or " ".join(inside)
    employer_match = vocabulary.employer.search(outside)
    title, employer = (
        (outside[: employer_match.start()], outside[employer_match.end() :])
        if employer_match and employer_match.start()
        else (outside, "")
    )
    parts, trusts = _parts(title)
    if not parts:
        return (), ()
    first_words, first_head = words_and_head(parts[0])
    if not first_words or first_words[first_head] in vocabulary.no_occupation:
        return (), ()
    if vocabulary.places.issuperset(map(singular, _WORD.findall(parts[0]))):
        return (), ()
    if len(parts) == 1:
        readings = [NormalizedTitle(first_words, first_head)]
    else:
        remaining_parts = [words_and_head(part) for part in parts[1:]]
        joined = first_words + tuple(word for words, _ in remaining_parts for word in words)
        readings = [
            NormalizedTitle(joined, first_head),
            NormalizedTitle(first_words, first_head, 0.97),
        ]
        readings += [
            NormalizedTitle(words, head, trust)
            for (words, head), trust in zip(remaining_parts, trusts[1:], strict=True)
            if words
        ]
        last, head = remaining_parts[-1]
        if last:
            # In "jewelry and metals professor" the last part has the head of them all.
            trust = 1.0 if trusts[-1] == OTHER_TITLE else 0.95
            readings.append(NormalizedTitle(joined, len(joined) - len(last) + head, trust))
    readings += _verb_readings(parts)
    for part in inside:
        extra_words = tuple(word for word in words_and_head(part)[0] if word not in first_words)
        if extra_words:
            readings.append(
                NormalizedTitle(extra_words + first_words, len(extra_words) + first_head, 0.96)
            )
    kind_readings = [
        _trade_kind(reading)
        for reading in readings
        if not vocabulary.trade_kinds.keys().isdisjoint(reading.words)
    ]
    trade_readings = [
        NormalizedTitle(("jewelry", *reading.words), reading.head + 1, reading.trust * 0.98)
        for reading in (*readings, *kind_readings)
        if "jewelry" not in reading.words
    ]
    context_text = " ".join([employer, *parts[1:], *inside])
    if not vocabulary.trade_names.search(
        f"{context_text} {' '.join(words_and_head(context_text)[0])}"
    ):
        trade_readings = []
    return tuple(dict.fromkeys(readings)), tuple(dict.fromkeys((*kind_readings, *trade_readings)))
