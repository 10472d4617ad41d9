"""Which skills of the trade a free text names, and what it says of them.

    spot("Sized rings and retipped prongs; no casting yet.", catalog)

gives ring-sizing and prong-retipping with the sentence and the characters of each phrase. Nothing
is added to what the text says, and everything found is a proposal for the person to confirm.
`skill_phrases` finds the phrases: the names of the skills and `data/skill-phrases.csv`;
`skill_claims` reads what is said of them. docs/how-it-works/skills-in-text.md has the rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.catalog.loader.folders import garbage_collection_paused
from benchpin.text.phrases.lexicon import compile_phrases
from benchpin.text.phrases.matcher import PhraseMatch, PhraseMatcher
from benchpin.text.phrases.patterns import (
    APART,
    PhrasePattern,
    phrase_key,
    phrase_of,
    spelling_variants,
)
from benchpin.text.phrases.relevance import vocabulary
from benchpin.text.skills.assertions import Assertion, Kind, assertions_in, heading_polarity
from benchpin.text.tokens import BULLETS, GAP_SENTENCE_END, TokenizedText, skill_words, tokenize

SOME_WORDS = 8
"""A heading has at most so many words."""


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill that a text names, with the sentence and the phrase that name it.

    `start` and `end` count characters of the whole text. `because` are the words that the level
    comes from; it is empty where the text does not say how well. A denied or wished skill is not
    held, whatever its level.
    """

    skill: str
    level: int
    text: str
    start: int
    end: int
    status: Literal["proposed"] = "proposed"
    because: tuple[str, ...] = ()
    kind: Kind = "held"


def spot_skills(text: str, catalog: Catalog, *, kind: Kind = "held") -> tuple[SkillMention, ...]:
    """The skills that a text says are held (or denied, or wished for), in its order.

    Each skill comes once: where it is said best how well. A skill that is denied somewhere is held
    only where the text says how well; one that is held is not among the wished.
    """
    return select_mentions(skill_mentions(text, catalog), kind)


def skill_mentions(text: str, catalog: Catalog) -> tuple[SkillMention, ...]:
    """Every mention of a skill in a text, in its order: held, denied and wished for."""
    return tuple(match_sentences(tokenize(text), phrases_of(catalog)))


def select_mentions(found: Iterable[SkillMention], kind: Kind) -> tuple[SkillMention, ...]:
    """One mention of each skill that is of a kind: the one with most said, the first of equals."""
    by_skill: dict[str, list[SkillMention]] = {}
    for each in found:
        by_skill.setdefault(each.skill, []).append(each)
    chosen = (_best(each, kind) for each in by_skill.values())
    return tuple(sorted((best for best in chosen if best), key=lambda s: (s.start, s.skill)))


def _best(found: list[SkillMention], kind: Kind) -> SkillMention | None:
    denied = any(each.kind == "denied" for each in found)
    held = [s for s in found if s.kind == "held" and (s.because or not denied)]
    if kind == "held":
        return max(held, key=lambda s: (bool(s.because), s.level, -s.start), default=None)
    if held:
        return None
    return next((each for each in found if each.kind == kind), None)


@lru_cache(maxsize=4)
def phrases_of(catalog: Catalog) -> PhraseMatcher:
    """The phrases of a catalog: what its skills are called, and its list of phrases."""
    with garbage_collection_paused():
        return _phrases_of(catalog)


def _phrases_of(catalog: Catalog) -> PhraseMatcher:
    named = [
        (said, replace(phrase, a_name_of=True))
        for skill, record in catalog.skills.items()
        for name in (record.label, *record.also_called)
        for said, phrase in (phrase_of(name, skill),)
    ]
    names = {_key(said, phrase) for said, phrase in named}
    names |= {(phrase_key(said), "", phrase.meaning) for said, phrase in named}
    listed = [
        (said, replace(phrase, a_name_of=True) if _names(said, phrase, names) else phrase)
        for p in catalog.skill_phrases
        for way in ((p.phrase,) if APART in p.phrase else spelling_variants(p.phrase))
        for said, phrase in (phrase_of(way, p.skill, p.needs or "", p.unless or ""),)
    ]
    known = {_key(said, phrase) for said, phrase in listed if APART not in said}
    # What the list says of a name, such as what it needs nearby, stands above the name alone.
    others = ((said, phrase) for said, phrase in named if _key(said, phrase) not in known)
    said = (
        (f"{p.phrase} {p.needs or ''}".replace("@", " "), p.skill, p.unless or "")
        for p in catalog.skill_phrases
    )
    return compile_phrases(
        chain(listed, others), trade=skill_words()["words"]["trade"], vocabulary=vocabulary(said)
    )


def _names(said: str, phrase: PhrasePattern, names: set[tuple[str, str, str]]) -> bool:
    """Whether a phrase of the list is a name of its skill: with what it needs in that very form."""
    key = _key(said, phrase)
    return key in names and (bool(phrase.exact) or " " in said or not phrase.needs)


def _key(said: str, phrase: PhrasePattern) -> tuple[str, str, str]:
    return phrase_key(said), phrase.exact, phrase.meaning


def match_sentences(
    text: TokenizedText, phrases: PhraseMatcher, *, questions: bool = False
) -> Iterator[SkillMention]:
    """Every mention of a phrase of a list, with what the text says of it.

    A question says nothing, and is passed over unless `questions` is true: adverts ask for skills.
    """
    found = phrases.find(text)
    if not found:
        return
    place = 0
    for begin, stop, heading in _sentences(text):
        first = place
        while place < len(found) and found[place].first < stop:
            place += 1
        if here := found[first:place]:
            claims = assertions_in(text, begin, stop, here, heading)
            if questions or not _asks(text, stop):
                yield from _spotted(text, begin, stop, here, claims)


def _asks(text: TokenizedText, stop: int) -> bool:
    """Whether a sentence ends with a question mark."""
    ending = text.starts[stop] if stop < len(text.starts) else len(text.whole)
    return "?" in text.whole[text.ends[stop - 1] : ending].split("\n")[0]


def _spotted(
    text: TokenizedText, begin: int, stop: int, found: list[PhraseMatch], claims: list[Assertion]
) -> Iterator[SkillMention]:
    ending = text.starts[stop] if stop < len(text.starts) else len(text.whole)
    after = text.whole[text.ends[stop - 1] : ending]
    mark = after[: len(after) - len(after.lstrip(".!)\"'\u201d\u2019"))]
    sentence = text.said(begin, stop - 1) + mark
    for phrase, claim in zip(found, claims, strict=True):
        if claim.kind:
            for skill in phrase.meanings:
                yield SkillMention(
                    skill,
                    claim.level,
                    sentence,
                    text.starts[phrase.first],
                    text.ends[phrase.end],
                    because=claim.because,
                    kind=claim.kind,
                )


def _sentences(text: TokenizedText) -> Iterator[tuple[int, int, Kind | None]]:
    """The sentences, as first word and the word after the last, with what their heading says."""
    breaks = [at for at, gap in enumerate(text.gaps) if gap == GAP_SENTENCE_END]
    heading: Kind | None = None
    under, bullets = False, False
    for begin, stop in zip(breaks, [*breaks[1:], len(text.stems)], strict=True):
        before = text.whole[text.ends[begin - 1] if begin else 0 : text.starts[begin]]
        if heading and "\n" in before:
            is_bullet = not BULLETS.isdisjoint(before)
            bullets = is_bullet if under else bullets
            if not under and ((bullets and not is_bullet) or before.count("\n") > 1):
                heading = None
        after = (
            text.whole[text.ends[stop - 1] : text.starts[stop]] if stop < len(text.stems) else ""
        )
        under = _is_heading(before, after, stop - begin)
        if under:
            heading = heading_polarity(text, begin, stop)
            yield begin, stop, None
        else:
            yield begin, stop, heading


def _is_heading(before: str, after: str, words: int) -> bool:
    """Whether a line of its own stands above a list: with a colon, or with bullets under it."""
    line, _, below = after.partition("\n")
    return (
        bool(below or "\n" in after)
        and words <= SOME_WORDS
        and line.strip() in ("", ":")
        and (":" in line or not BULLETS.isdisjoint(below))
        and BULLETS.isdisjoint(before.rpartition("\n")[2])
    )
