"""What a job title says once case, accents, rank, employer, spelling and short forms are set aside.

A title is read in more than one way: the whole of it, and each part between commas, dashes,
slashes and brackets. Each way is a `Reading`: its words in order, which of them is the head (what
the person is), and how much that way of reading is trusted. The words that this needs to know are
in `data/title-words.toml`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import rtoml

MAX_LETTERS = 300
"""What stands after this many letters of a title is not read."""

OTHER_TITLE = 0.92
"""How far a part after "/" or "and" is trusted to be a title alone."""
QUALIFIER = 0.7
"""The same after a comma or a dash, where it mostly says of what or where."""

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_PARTS = re.compile(r"\s*([,;|/:\u2022\u00b7\u2013\u2014]|\s-+|-+\s|(?<=\s)(?:and|&)(?=\s))\s*")
_LETTER_PAIR = re.compile(r"\b([a-z])\s?&\s?([a-z])\b")
_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_ALTERNATIVE = frozenset(("/", "|", "and", "&"))
_PLAIN_PLURAL = re.compile(r"[^suiao]s$")


@dataclass(frozen=True, slots=True)
class NormalizedTitle:
    """One way to read a title: its words, the place of the head, and how far it is trusted."""

    words: tuple[str, ...]
    head: int
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class TitleVocabulary:
    """What `data/title-words.toml` says, ready to look up."""

    drop: frozenset[str]
    drop_before: frozenset[str]
    small: frozenset[str]
    before_the_rest: frozenset[str]
    no_occupation: frozenset[str]
    employer: re.Pattern[str]
    trade_names: re.Pattern[str]
    trade: frozenset[str]
    forms: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    phrase: re.Pattern[str]


@lru_cache(maxsize=1)
def known_words() -> TitleVocabulary:
    """What the words in titles mean, as the data file says."""
    text = resources.files("benchpin").joinpath("data/title-words.toml").read_text("utf-8")
    data = rtoml.loads(text)
    forms = {
        short: tuple(singular(word) for word in long.split())
        for table in ("short_forms", "one_form")
        for short, long in data[table].items()
    }
    after = "|".join(re.escape(word) for word in data["employer_after"])
    names = "|".join(re.escape(word) for word in data["trade_names"])
    return TitleVocabulary(
        drop=frozenset(data["seniority"]) | frozenset(data["terms"]),
        drop_before=frozenset(data["seniority_before"]),
        small=frozenset(data["small"]),
        before_the_rest=frozenset(data["before_the_rest"]),
        no_occupation=frozenset(data["no_occupation"]),
        employer=re.compile(rf"(?:\s|^)(?:{after})(?:\s|$)|@"),
        trade_names=re.compile(rf"\b(?:{names})s?\b"),
        trade=frozenset(data["trade_words"]),
        forms=forms,
        phrases=data["phrases"],
        phrase=re.compile("|".join(rf"\b{re.escape(said)}\b" for said in data["phrases"])),
    )


def fold(text: str) -> str:
    """The text in small letters without accents, dots in abbreviations or typographic marks."""
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
        text = "".join(c for c in folded if not unicodedata.combining(c))
    text = text[:MAX_LETTERS].casefold().replace("'s ", " ").replace("'", "")
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    text = _LETTER_PAIR.sub(r"\1\2", text)
    known = known_words()
    return known.phrase.sub(lambda match: known.phrases[match.group()], text)


def singular(word: str) -> str:
    """The word for one of them, by rule."""
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if _PLAIN_PLURAL.search(word) or word.endswith("os"):
        return word[:-1]
    return word


def words_of(part: str) -> tuple[tuple[str, ...], int]:
    """The words that count in a part of a title, and the place of the head among them."""
    known = known_words()
    words: list[str] = []
    light: list[str] = []
    head: int | None = None
    said = _WORD.findall(part)
    for place, raw in enumerate(said):
        if raw in known.before_the_rest and words and head is None:
            head = len(words) - 1
        if raw in known.small or (raw.isdigit() and len(raw) != 3):
            continue
        forms = known.forms.get(raw)
        if forms is None:
            one = singular(raw)
            forms = known.forms.get(one, (one,))
        is_light = raw in known.drop or (raw in known.drop_before and place + 1 < len(said))
        (light if is_light else words).extend(word for word in forms if word not in known.small)
    if not words:
        words = light
    if head is None or head >= len(words):
        head = len(words) - 1
    return tuple(words), head


def _parts(title: str) -> tuple[list[str], list[float]]:
    """The parts of a title with words in them, and how far each is trusted to be a title alone.

    A first part that only says rank or terms ("Internship - civil engineer") is left out.
    """
    pieces = ["", *_PARTS.split(title)]
    said = [
        (part, OTHER_TITLE if mark in _ALTERNATIVE else QUALIFIER)
        for mark, part in zip(pieces[::2], pieces[1::2], strict=True)
        if _WORD.search(part)
    ]
    drop = known_words().drop
    while len(said) > 1 and drop.issuperset(_WORD.findall(said[0][0])):
        said.pop(0)
    return [part for part, _ in said], [trust for _, trust in said]


def normalizations(text: str) -> tuple[tuple[NormalizedTitle, ...], tuple[NormalizedTitle, ...]]:
    """The ways to read a title, most trusted first, and those that only roles of the trade have.

    The second are the same with "jewelry" before them, where the employer or another part of the
    title names the trade ("Sales consultant at Kay Jewelers").
    """
    known = known_words()
    whole = fold(text)
    inside = [match.group(1) for match in _BRACKETS.finditer(whole)]
    outside = _BRACKETS.sub(" ", whole).strip(" ,-") or " ".join(inside)
    cut = known.employer.search(outside)
    title, employer = (
        (outside[: cut.start()], outside[cut.end() :]) if cut and cut.start() else (outside, "")
    )
    parts, trusts = _parts(title)
    if not parts:
        return (), ()
    first_words, first_head = words_of(parts[0])
    if not first_words or first_words[first_head] in known.no_occupation:
        return (), ()
    if len(parts) == 1:
        found = [NormalizedTitle(first_words, first_head)]
    else:
        rest = [words_of(part) for part in parts[1:]]
        joined = first_words + tuple(word for words, _ in rest for word in words)
        found = [
            NormalizedTitle(joined, first_head),
            NormalizedTitle(first_words, first_head, 0.97),
        ]
        found += [
            NormalizedTitle(words, head, trust)
            for (words, head), trust in zip(rest, trusts[1:], strict=True)
            if words
        ]
        last, head = rest[-1]
        if last:
            # In "jewelry and metals professor" the last part has the head of them all.
            trust = 1.0 if trusts[-1] == OTHER_TITLE else 0.95
            found.append(NormalizedTitle(joined, len(joined) - len(last) + head, trust))
    for part in inside:
        more = tuple(word for word in words_of(part)[0] if word not in first_words)
        if more:
            found.append(NormalizedTitle(more + first_words, len(more) + first_head, 0.96))
    in_trade = [
        NormalizedTitle(("jewelry", *reading.words), reading.head + 1, reading.trust * 0.98)
        for reading in found
        if "jewelry" not in reading.words
    ]
    elsewhere = " ".join([employer, *parts[1:], *inside])
    if not known.trade_names.search(f"{elsewhere} {' '.join(words_of(elsewhere)[0])}"):
        in_trade = []
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(in_trade))
