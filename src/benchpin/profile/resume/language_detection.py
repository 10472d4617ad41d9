"""Detect a text that is not in English, by the function words of languages."""

import re
from collections import Counter

from benchpin.profile.resume.vocabulary import resume_vocabulary

_WORD = re.compile(r"[^\W\d_]{1,30}")
MIN_WORDS = 30


def detect_other_language(text: str) -> str | None:
    """The language of a text that is clearly not English; None for English and short texts.

    "another language" where most words are not in Latin letters.
    """
    tokens = [word.lower() for word in _WORD.findall(text)]
    if len(tokens) < MIN_WORDS:
        return None
    # U+024F is the last letter of the block Latin Extended-B.
    if sum(word[0] > "\u024f" for word in tokens) > len(tokens) / 2:
        return "another language"
    counts = Counter(tokens)
    counts_by_language = {
        language: sum(counts[word] for word in function_words)
        for language, function_words in resume_vocabulary().function_words.items()
    }
    best_language = max(
        counts_by_language,
        key=lambda language: (counts_by_language[language], language == "English"),
    )
    is_clear = (
        counts_by_language[best_language] >= 0.06 * len(tokens)
        and counts_by_language[best_language] > 1.5 * counts_by_language["English"]
    )
    return best_language if best_language != "English" and is_clear else None
