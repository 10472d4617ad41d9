"""A list of phrases as the table in which they are looked for."""

from collections import defaultdict
from collections.abc import Iterable

from benchpin.text.phrases.matcher import Phrases
from benchpin.text.phrases.patterns import APART, Phrase, key_of, spelled_words, ways
from benchpin.text.phrases.relevance import Vocabulary
from benchpin.text.tokens import stems_of


def make(
    phrases: Iterable[tuple[str, Phrase]],
    *,
    shared: bool = True,
    trade: Iterable[str] = (),
    vocabulary: Vocabulary | None = None,
) -> Phrases:
    """The table for phrases as they are written, each with what it means.

    Those with "..." may have alternatives: "(size|stretch) ... ring".
    """
    known: dict[str, list[Phrase]] = {}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    shares: dict[str, dict[str, str]] = {}
    apart: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    begins: defaultdict[str, set[int]] = defaultdict(set)
    for said, phrase in phrases:
        if APART in said:
            head, tail = said.split(APART, 1)
            rests = tuple(dict.fromkeys(map(key_of, ways(tail))))
            for beginning in dict.fromkeys(map(key_of, ways(head))):
                apart.setdefault(beginning, []).append((rests, phrase))
                if words := beginning.split():
                    begins[words[0]].add(len(words))
            continue
        key = key_of(said)
        words = key.split()
        if not words:
            continue
        held = known.setdefault(key, [])
        if phrase not in held:
            held.append(phrase)
        lengths[words[0]].add(len(words))
        if shared and len(words) == 2 and not phrase.needs:
            shares.setdefault(spelled_words(said)[0], {})[words[1]] = key
    return Phrases(
        known,
        {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        shares,
        apart,
        begins={word: tuple(sorted(found)) for word, found in begins.items()},
        trade=stems_of(trade),
        vocabulary=vocabulary or Vocabulary(),
    )
