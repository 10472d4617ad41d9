"""Whether a text is in English, by its small words."""

import re
from collections import Counter

from benchpin.profile.resume.vocabulary import words

_WORD = re.compile(r"[^\W\d_]{1,30}")
MIN_WORDS = 30


def other_language(text: str) -> str | None:
    """The language that a text is in where it is plainly not English, "another language" where
    its letters are not Latin; None for English and where too little is said to tell.
    """
    found = [word.lower() for word in _WORD.findall(text)]
    if len(found) < MIN_WORDS:
        return None
    if sum(word[0] > "\u024f" for word in found) > len(found) / 2:
        return "another language"
    counts = Counter(found)
    share = {
        language: sum(counts[word] for word in small) for language, small in words().small.items()
    }
    best = max(share, key=lambda language: (share[language], language == "English"))
    clear = share[best] >= 0.06 * len(found) and share[best] > 1.5 * share["English"]
    return best if best != "English" and clear else None
