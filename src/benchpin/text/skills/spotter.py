"""Which skills of the trade a free text names, and what it asserts of them.

    spot_skills("Sized rings and retipped prongs; no casting yet.", catalog)

gives ring-sizing and prong-retipping with the sentence and the character span of each phrase.
Nothing is added to what the text says, and every mention is a proposal for the person to confirm.
The phrases are the names of the skills and `data/skill-phrases.csv`; `phrases.matcher` finds them,
`assertions` reads what is said of them. docs/how-it-works/skills-in-text.md has the rules.
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
    ELLIPSIS,
    PhrasePattern,
    expand_alternatives,
    phrase_key,
    phrase_pattern,
)
from benchpin.text.phrases.relevance import build_vocabulary
from benchpin.text.skills.assertions import (
    Assertion,
    AssertionKind,
    assertions_in,
    heading_polarity,
)
from benchpin.text.tokens import BULLETS, GAP_SENTENCE_END, TokenizedText, skill_words, tokenize

MAX_HEADING_WORDS = 8
"""A heading has at most this many words."""


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill that a text names, with the sentence and the phrase that name it.

    `start` and `end` are character offsets into the whole text. `because` are the words behind the
    level; it is empty where the text states none. A denied or wished skill is not held, whatever
    its level.
    """

    skill: str
    level: int
    text: str
    start: int
    end: int
    status: Literal["proposed"] = "proposed"
    because: tuple[str, ...] = ()
    kind: AssertionKind = "held"


def spot_skills(
    text: str, catalog: Catalog, *, kind: AssertionKind = "held"
) -> tuple[SkillMention, ...]:
    """The skills that a text asserts to be held (or denied, or wished for), in its order.

    Each skill comes once, as `select_mentions` chooses. A skill that is denied somewhere is held
    only where the text states its level; one that is held is not among the wished.
    """
    return select_mentions(skill_mentions(text, catalog), kind)


def skill_mentions(text: str, catalog: Catalog) -> tuple[SkillMention, ...]:
    """Every mention of a skill in a text, in its order: held, denied and wished for."""
    return tuple(match_sentences(tokenize(text), phrase_matcher(catalog)))


def select_mentions(
    mentions: Iterable[SkillMention], kind: AssertionKind
) -> tuple[SkillMention, ...]:
    """One mention of each skill that is of a kind.

    Of held ones the one with a stated level, then the highest level, then the first in the text; of
    denied or wished ones the first, and none where the skill is held.
    """
    by_skill: dict[str, list[SkillMention]] = {}
    for mention in mentions:
        by_skill.setdefault(mention.skill, []).append(mention)
    chosen = (_best_mention(group, kind) for group in by_skill.values())
    return tuple(
        sorted(
            (best for best in chosen if best), key=lambda mention: (mention.start, mention.skill)
        )
    )


def _best_mention(mentions: list[SkillMention], kind: AssertionKind) -> SkillMention | None:
    """The mention of one skill that `select_mentions` chooses."""
    denied = any(mention.kind == "denied" for mention in mentions)
    held_mentions = [
        mention
        for mention in mentions
        if mention.kind == "held" and (mention.because or not denied)
    ]
    if kind == "held":
        return max(
            held_mentions,
            key=lambda mention: (bool(mention.because), mention.level, -mention.start),
            default=None,
        )
    if held_mentions:
        return None
    return next((mention for mention in mentions if mention.kind == kind), None)


@lru_cache(maxsize=4)
def phrase_matcher(catalog: Catalog) -> PhraseMatcher:
    """The matcher for the phrases of a catalog: the names of its skills and its list of phrases."""
    with garbage_collection_paused():
        return _compile_skill_phrases(catalog)


def _compile_skill_phrases(catalog: Catalog) -> PhraseMatcher:
    """`phrase_matcher` without the cache."""
    name_patterns = [
        (wording, replace(pattern, is_skill_name=True))
        for skill, record in catalog.skills.items()
        for name in (record.label, *record.also_called)
        for wording, pattern in (phrase_pattern(name, skill),)
    ]
    name_keys = {_pattern_key(wording, pattern) for wording, pattern in name_patterns}
    name_keys |= {(phrase_key(wording), "", pattern.meaning) for wording, pattern in name_patterns}
    list_patterns = [
        (
            wording,
            replace(pattern, is_skill_name=True)
            if _is_skill_name(wording, pattern, name_keys)
            else pattern,
        )
        for row in catalog.skill_phrases
        for alternative in (
            (row.phrase,) if ELLIPSIS in row.phrase else expand_alternatives(row.phrase)
        )
        for wording, pattern in (
            phrase_pattern(alternative, row.skill, row.needs or "", row.unless or ""),
        )
    ]
    list_keys = {
        _pattern_key(wording, pattern)
        for wording, pattern in list_patterns
        if ELLIPSIS not in wording
    }
    # A name in the list has its conditions there (words it needs nearby), which replace the name.
    unlisted_names = (
        (wording, pattern)
        for wording, pattern in name_patterns
        if _pattern_key(wording, pattern) not in list_keys
    )
    vocabulary_rows = (
        (f"{row.phrase} {row.needs or ''}".replace("@", " "), row.skill, row.unless or "")
        for row in catalog.skill_phrases
    )
    return compile_phrases(
        chain(list_patterns, unlisted_names),
        trade=skill_words()["words"]["trade"],
        vocabulary=build_vocabulary(vocabulary_rows),
    )


def _is_skill_name(
    wording: str, pattern: PhrasePattern, name_keys: set[tuple[str, str, str]]
) -> bool:
    """Whether a phrase of the list is a name of its skill.

    A single word with needed words is one only if its spelling is fixed.
    """
    key = _pattern_key(wording, pattern)
    return key in name_keys and (bool(pattern.exact) or " " in wording or not pattern.needs)


def _pattern_key(wording: str, pattern: PhrasePattern) -> tuple[str, str, str]:
    """What makes two phrases the same: stems, fixed spelling and meaning."""
    return phrase_key(wording), pattern.exact, pattern.meaning


def match_sentences(
    text: TokenizedText, phrases: PhraseMatcher, *, questions: bool = False
) -> Iterator[SkillMention]:
    """Every mention of a phrase, with what the text asserts of it.

    A question asserts nothing, and is left out unless `questions` is true: adverts ask for skills.
    """
    matches = phrases.find(text)
    if not matches:
        return
    position = 0
    for start, end, heading in _sentences(text):
        first = position
        while position < len(matches) and matches[position].first < end:
            position += 1
        if sentence_matches := matches[first:position]:
            assertions = assertions_in(text, start, end, sentence_matches, heading)
            if questions or not _is_question(text, end):
                yield from _mentions(text, start, end, sentence_matches, assertions)


def _is_question(text: TokenizedText, end: int) -> bool:
    """Whether a sentence ends with a question mark."""
    next_start = text.starts[end] if end < len(text.starts) else len(text.raw_text)
    return "?" in text.raw_text[text.ends[end - 1] : next_start].split("\n")[0]


def _mentions(
    text: TokenizedText,
    start: int,
    end: int,
    matches: list[PhraseMatch],
    assertions: list[Assertion],
) -> Iterator[SkillMention]:
    """The mentions of a sentence (words `start` to `end`) whose assertion says something."""
    next_start = text.starts[end] if end < len(text.starts) else len(text.raw_text)
    gap = text.raw_text[text.ends[end - 1] : next_start]
    mark = gap[: len(gap) - len(gap.lstrip(".!)\"'\u201d\u2019"))]
    sentence = text.span_text(start, end - 1) + mark
    for match, assertion in zip(matches, assertions, strict=True):
        if assertion.kind:
            for skill in match.meanings:
                yield SkillMention(
                    skill,
                    assertion.level,
                    sentence,
                    text.starts[match.first],
                    text.ends[match.last],
                    because=assertion.because,
                    kind=assertion.kind,
                )


def _sentences(text: TokenizedText) -> Iterator[tuple[int, int, AssertionKind | None]]:
    """The sentences as (start, end, kind): word indexes, and what the heading above asserts.

    A heading covers the lines under it: bulleted ones if the first has a bullet, else up to an
    empty line.
    """
    sentence_starts = [index for index, gap in enumerate(text.gaps) if gap == GAP_SENTENCE_END]
    heading: AssertionKind | None = None
    after_heading, has_bullets = False, False
    for start, end in zip(sentence_starts, [*sentence_starts[1:], len(text.stems)], strict=True):
        gap_before = text.raw_text[text.ends[start - 1] if start else 0 : text.starts[start]]
        if heading and "\n" in gap_before:
            is_bullet = not BULLETS.isdisjoint(gap_before)
            has_bullets = is_bullet if after_heading else has_bullets
            if not after_heading and (
                (has_bullets and not is_bullet) or gap_before.count("\n") > 1
            ):
                heading = None
        gap_after = (
            text.raw_text[text.ends[end - 1] : text.starts[end]] if end < len(text.stems) else ""
        )
        after_heading = _is_heading(gap_before, gap_after, end - start)
        if after_heading:
            heading = heading_polarity(text, start, end)
            yield start, end, None
        else:
            yield start, end, heading


def _is_heading(gap_before: str, gap_after: str, word_count: int) -> bool:
    """Whether a sentence is a short line of its own above a list: a colon, or bullets under it."""
    line, _, below = gap_after.partition("\n")
    return (
        bool(below or "\n" in gap_after)
        and word_count <= MAX_HEADING_WORDS
        and line.strip() in ("", ":")
        and (":" in line or not BULLETS.isdisjoint(below))
        and BULLETS.isdisjoint(gap_before.rpartition("\n")[2])
    )
