"""Where the words of a skill are a part of another noun, which is something sold or other people.

"Sold engraving services" and "booked polishing appointments" are no engraving and no polishing;
what comes "from the Rhino guys" is not drawn by the writer.
"""

from benchpin.text.phrases.matcher import PhraseMatch
from benchpin.text.tokens import GAP_PLAIN, TokenizedText, word_list

SOLD = 6
"""How many words may stand between *sold* and what is sold."""


def is_merchandise(text: TokenizedText, phrase: PhraseMatch, begin: int, stop: int) -> bool:
    """Whether it is what a phrase makes with the next words that is sold, booked or asked about.

    "Sold engraving services" and "booked polishing and service appointments" are no engraving and
    no polishing.
    """
    after = phrase.end + 1
    if after >= stop or text.gaps[after] != GAP_PLAIN:
        return False
    reach = after + 3 if text.spelled[after] in ("and", "or") else after + 1
    things = word_list("sold", "things")
    at = next((n for n in range(after, min(stop, reach)) if text.spelled[n] in things), stop)
    if at == stop or any(gap != GAP_PLAIN for gap in text.gaps[after:at]):
        return False
    ahead = text.spelled[max(begin, phrase.first - SOLD) : phrase.first]
    return text.spelled[at] in word_list("sold", "always") or (
        not word_list("sold", "verbs").isdisjoint(ahead)
    )


def is_other_people(text: TokenizedText, first: int, last: int, begin: int, stop: int) -> bool:
    """Whether words are the first of what names other people: "from the Rhino guys"."""
    noun, ahead = last + 1, first - 1
    if (
        noun >= stop
        or ahead < begin
        or text.gaps[noun] != GAP_PLAIN
        or text.gaps[first] != GAP_PLAIN
    ):
        return False
    if text.spelled[noun] not in word_list("others", "groups"):
        return False
    if text.spelled[ahead] not in ("the", "another", "their", "other", "our"):
        return False
    return ahead == begin or text.spelled[ahead - 1] not in word_list("others", "works_in")
