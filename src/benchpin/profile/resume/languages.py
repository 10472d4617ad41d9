"""Read languages with a level: CEFR (A1 to C2), native or fluent."""

import re
from collections.abc import Sequence
from functools import lru_cache

from benchpin.profile.resume.draft import DraftProfile, TextSpan
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

_CEFR = re.compile(r"(?<![\w])([ABC][12])(?![\w])")


def read_languages(lines: Sequence[ResumeLine], draft: DraftProfile) -> None:
    """Add the languages of a section that have a level, and notes on those that have none."""
    for line in lines:
        for name, level_text, start, end in _languages_in(line):
            add_language(name, level_text, (start, end), draft)


def add_language(
    name: str, level: str, span: tuple[int, int], draft: DraftProfile, code: str | None = None
) -> None:
    """Add one language if its level is CEFR, native or fluent; else add a note.

    A language outside the vocabulary, or already in the draft, is ignored.
    """
    code = code or resume_vocabulary().languages.get(normalize_text(name))
    if code is None or any(entry["language"].value == code for entry in draft.languages):
        return
    plain_level = normalize_text(re.sub(r"[()\[\]:,–—-]+", " ", level))
    cefr = _CEFR.search(level)
    if cefr:
        value = cefr[1]
    elif any(
        re.search(rf"\b{re.escape(word)}\b", plain_level) for word in resume_vocabulary().native
    ):
        value = "native"
    elif any(
        re.search(rf"\b{re.escape(word)}\b", plain_level) for word in resume_vocabulary().fluent
    ):
        value = "C1"  # "fluent" is no CEFR level, so a note says how it was taken
        draft.notes.append(
            f"{name.strip()}: 'fluent' is kept as C1; correct it where that is wrong."
        )
    else:
        draft.notes.append(
            f"{name.strip()} was left out: how well is not said as A1 to C2, native or fluent."
        )
        return
    draft.languages.append({"language": TextSpan(code, *span), "level": TextSpan(value, *span)})


@lru_cache(maxsize=1)
def _language_names() -> re.Pattern[str]:
    names = "|".join(
        re.escape(n) for n in sorted(resume_vocabulary().languages, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)({names})(?!\w)", re.IGNORECASE)


def _languages_in(line: ResumeLine) -> list[tuple[str, str, int, int]]:
    """Each language of a line with the text on its level: name, text, start, end.

    The text after a language counts, up to the next one. In "fluent in French and German" the text
    before the first counts for each language without text of its own.
    """
    matches = list(_language_names().finditer(line.text))
    leading_text = line.text[: matches[0].start()] if matches else ""
    languages: list[tuple[str, str, int, int]] = []
    for number, match in enumerate(matches):
        next_start = matches[number + 1].start() if number + 1 < len(matches) else len(line.text)
        following_text = line.text[match.end() : next_start]
        level = (
            following_text
            if re.search(r"[A-Za-z]{4,}|\b[ABC][12]\b", following_text)
            else leading_text
        )
        end = line.start + match.end() + len(following_text.rstrip(" ,;|·•\t"))
        languages.append((match[0], level, line.start + match.start(), end))
    return languages
