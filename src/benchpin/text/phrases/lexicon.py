"""A list of phrases as the table in which they are looked for."""

from collections import defaultdict
from collections.abc import Iterable

from benchpin.text.phrases.matcher import PhraseMatcher
from benchpin.text.phrases.patterns import (
    APART,
    PhrasePattern,
    phrase_key,
    spelled_words,
    spelling_variants,
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
    """The table for phrases as they are written, each with what it means.

    Those with "..." may have alternatives: "(size|stretch) ... ring".
    """
    known: dict[str, list[PhrasePattern]] = {}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    shares: dict[str, dict[str, str]] = {}
    apart: dict[str, list[tuple[tuple[str, ...], PhrasePattern]]] = {}
    begins: defaultdict[str, set[int]] = defaultdict(set)
    for said, phrase in phrases:
        if APART in said:
            head, tail = said.split(APART, 1)
            rests = tuple(dict.fromkeys(map(phrase_key, spelling_variants(tail))))
            for beginning in dict.fromkeys(map(phrase_key, spelling_variants(head))):
                apart.setdefault(beginning, []).append((rests, phrase))
                if words := beginning.split():
                    begins[words[0]].add(len(words))
            continue
        key = phrase_key(said)
        words = key.split()
        if not words:
            continue
        held = known.setdefault(key, [])
        if phrase not in held:
            held.append(phrase)
        lengths[words[0]].add(len(words))
        if shared and len(words) == 2 and not phrase.needs:
            shares.setdefault(spelled_words(said)[0], {})[words[1]] = key
    return PhraseMatcher(
        known,
        {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        shares,
        apart,
        begins={word: tuple(sorted(found)) for word, found in begins.items()},
        trade=stems_of(trade),
        vocabulary=vocabulary or Vocabulary(),
    )
