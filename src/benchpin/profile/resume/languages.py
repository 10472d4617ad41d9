"""Languages in their section, with a level of the CEFR, native or fluent."""

import re
from collections.abc import Sequence
from functools import lru_cache

from benchpin.profile.resume.draft import DraftProfile, TextSpan
from benchpin.profile.resume.sections import ResumeLine
from benchpin.profile.resume.vocabulary import plain, words

_CEFR = re.compile(r"(?<![\w])([ABC][12])(?![\w])")


def read_languages(lines: Sequence[ResumeLine], draft: DraftProfile) -> None:
    """Add the languages of a section that have a level of the CEFR, are native, or are fluent."""
    for line in lines:
        for name, rest, start, end in _languages_in(line):
            add_language(name, rest, (start, end), draft)


def add_language(
    name: str, level: str, place: tuple[int, int], draft: DraftProfile, code: str | None = None
) -> None:
    """Add one language where its level is said in a known form; else note that it is not."""
    code = code or words().languages.get(plain(name))
    if code is None or any(entry["language"].value == code for entry in draft.languages):
        return
    said = plain(re.sub(r"[()\[\]:,–—-]+", " ", level))
    cefr = _CEFR.search(level)
    if cefr:
        value = cefr[1]
    elif any(re.search(rf"\b{re.escape(word)}\b", said) for word in words().native):
        value = "native"
    elif any(re.search(rf"\b{re.escape(word)}\b", said) for word in words().fluent):
        value = "C1"
        draft.notes.append(f"{name.strip()}: 'fluent' is kept as C1; mend it where that is wrong.")
    else:
        draft.notes.append(
            f"{name.strip()} was left out: how well is not said as A1 to C2, native or fluent."
        )
        return
    draft.languages.append({"language": TextSpan(code, *place), "level": TextSpan(value, *place)})


@lru_cache(maxsize=1)
def _language_names() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(words().languages, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({names})(?!\w)", re.IGNORECASE)


def _languages_in(line: ResumeLine) -> list[tuple[str, str, int, int]]:
    """Each language of a line with what is said of it up to the next one.

    "Fluent in French and German" says it before: then the words before the first count for all
    that have nothing of their own.
    """
    found = list(_language_names().finditer(line.text))
    lead = line.text[: found[0].start()] if found else ""
    result: list[tuple[str, str, int, int]] = []
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(line.text)
        rest = line.text[match.end() : stop]
        level = rest if re.search(r"[A-Za-z]{4,}|\b[ABC][12]\b", rest) else lead
        end = line.start + match.end() + len(rest.rstrip(" ,;|·•\t"))
        result.append((match[0], level, line.start + match.start(), end))
    return result
