"""Compound nouns in which a skill is only the modifier: things that are sold, and other people.

"Sold engraving services" and "booked polishing appointments" assert no engraving and no polishing;
what comes "from the Rhino guys" is not drawn by the writer.
"""

from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.tokens import GAP_PLAIN, TokenizedText, word_list

MAX_WORDS_AFTER_VERB = 6
"""How many words may stand between *sold* and the thing that is sold."""


def is_merchandise(text: TokenizedText, phrase: PhraseMatch, start: int, end: int) -> bool:
    """Whether a phrase and the next words name a thing that is sold, booked or asked about.

    So in "sold engraving services" and "booked polishing and service appointments".
    """
    next_index = phrase.last + 1
    if next_index >= end or text.gaps[next_index] != GAP_PLAIN:
        return False
    limit = next_index + 3 if text.words[next_index] in ("and", "or") else next_index + 1
    merchandise = word_list("sold", "things")
    index = next(
        (n for n in range(next_index, min(end, limit)) if text.words[n] in merchandise), end
    )
    if index == end or any(gap != GAP_PLAIN for gap in text.gaps[next_index:index]):
        return False
    words_before = text.words[max(start, phrase.first - MAX_WORDS_AFTER_VERB) : phrase.first]
    return text.words[index] in word_list("sold", "always") or (
        not word_list("sold", "verbs").isdisjoint(words_before)
    )


def is_other_people(text: TokenizedText, first: int, last: int, start: int, end: int) -> bool:
    """Whether the words `first` to `last` modify a noun for other people: "from the Rhino guys"."""
    noun, determiner = last + 1, first - 1
    if (
        noun >= end
        or determiner < start
        or text.gaps[noun] != GAP_PLAIN
        or text.gaps[first] != GAP_PLAIN
    ):
        return False
    if text.words[noun] not in word_list("others", "groups"):
        return False
    if text.words[determiner] not in ("the", "another", "their", "other", "our"):
        return False
    return determiner == start or text.words[determiner - 1] not in word_list("others", "works_in")
