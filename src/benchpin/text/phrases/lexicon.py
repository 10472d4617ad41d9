"""Compile a list of phrases into a `PhraseMatcher`."""

from collections import defaultdict
from collections.abc import Iterable

from benchpin.text.phrases.matcher import PhraseMatcher
from benchpin.text.phrases.patterns import (
    ELLIPSIS,
    PhrasePattern,
    expand_alternatives,
    normalized_words,
    phrase_key,
)
from benchpin.text.phrases.relevance import Vocabulary
from benchpin.text.tokens import stems_of


def compile_phrases(
    phrases: Iterable[tuple[str, PhrasePattern]],
    *,
    shared: bool = True,
    trade: Iterable[str] = (),
    vocabulary: Vocabulary | None = None,
) -> PhraseMatcher:
    """The matcher for phrases (wording, pattern).

    A wording with "..." may have alternatives: "(size|stretch) ... ring". `shared` lets phrases of
    two words share a head in a coordination; `trade` are the words that show that a text is about
    the trade; without a vocabulary every match counts.
    """
    patterns_by_key: dict[str, list[PhrasePattern]] = {}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    heads_by_modifier: dict[str, dict[str, str]] = {}
    gapped: dict[str, list[tuple[tuple[str, ...], PhrasePattern]]] = {}
    gapped_lengths: defaultdict[str, set[int]] = defaultdict(set)
    for wording, pattern in phrases:
        if ELLIPSIS in wording:
            head, tail = wording.split(ELLIPSIS, 1)
            tails = tuple(dict.fromkeys(map(phrase_key, expand_alternatives(tail))))
            for beginning in dict.fromkeys(map(phrase_key, expand_alternatives(head))):
                gapped.setdefault(beginning, []).append((tails, pattern))
                if words := beginning.split():
                    gapped_lengths[words[0]].add(len(words))
            continue
        key = phrase_key(wording)
        words = key.split()
        if not words:
            continue
        patterns = patterns_by_key.setdefault(key, [])
        if pattern not in patterns:
            patterns.append(pattern)
        lengths[words[0]].add(len(words))
        if shared and len(words) == 2 and not pattern.needs:
            heads_by_modifier.setdefault(normalized_words(wording)[0], {})[words[1]] = key
    return PhraseMatcher(
        patterns_by_key,
        {word: tuple(sorted(word_counts, reverse=True)) for word, word_counts in lengths.items()},
        heads_by_modifier,
        gapped,
        gapped_lengths={
            word: tuple(sorted(word_counts)) for word, word_counts in gapped_lengths.items()
        },
        trade=stems_of(trade),
        vocabulary=vocabulary or Vocabulary(),
    )
