"""Redact private details in the text of a resume.

A detail is recognized by its form (an email address), by a label before it (`Nationality: ...`),
or by its position (the name at the top, a section of references). It is replaced by its kind in
square brackets before anything else is read, so that no field of the profile holds it.
"""

import re
from collections.abc import Collection, Iterator

from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

PRIVATE_DETAIL_KINDS = (
    "name", "email address", "phone number", "street address", "web address", "social media name",
    "picture", "date of birth", "place of birth", "age", "marital status", "family", "nationality",
    "visa or residence status", "gender", "religion", "ethnic origin", "health", "identity number",
    "bank details", "referee",
)  # fmt: skip
"""The kinds of details that are left out."""
REDACTION_MARK = re.compile(rf"\[(?:{'|'.join(map(re.escape, PRIVATE_DETAIL_KINDS))})\]")
"""The placeholder of a detail."""

_DAY = (
    r"(?:\d{1,4}[./ -]\d{1,2}[./ -]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}"
    r"|[A-Za-z]{3,9} \d{1,2},? \d{4})"
)
_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Terrace|Close|"
    "Crescent|Mews|Gardens|Row|Parkway|Pkwy|Highway|Hwy|Place|Pl|Square|Sq"
)
# In this order: a later form sees the placeholders of the earlier ones.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "email address",
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    ),
    ("web address", re.compile(r"(?:https?://|www\.)[^\s|,;<>()]{1,300}", re.IGNORECASE)),
    (
        "web address",
        re.compile(
            r"(?<![\w.@-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,2}\.(?:com|net|org|edu|io|me|co|"
            r"info|example|uk|eu|de|fr|it|es|ca|au)(?![\w.-]*@)(?:/[^\s|,;<>()]{0,200})?(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("social media name", re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{2,29}")),
    ("identity number", re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")),
    (
        "identity number",
        re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    ),
    ("identity number", re.compile(r"\b(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z]\b")),
    ("bank details", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")),
    (
        "phone number",
        re.compile(
            r"(?<![\w+.-])(?:"
            r"\+\d[\d ().-]{6,20}\d"
            r"|(?:1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}"
            r"|\d{3}[-.]\d{4}"
            r"|\(?0\d{2,4}\)? ?\d{3,4} ?\d{3,4}"
            r"|0\d(?:[ .]\d\d){4}"
            r"|\d{10,11}"
            r")(?![\w-])"
        ),
    ),
    (
        "street address",
        re.compile(
            r"(?<![\w$£€.,-])\d{1,5}[A-Za-z]?,? "
            rf"(?:[A-Z][\w.'’-]{{0,30}} ){{1,4}}(?:{_STREETS})\b\.?"
            r"(?:,? (?:Apt|Apartment|Unit|Flat|Suite|Ste|#)\.? ?\w{1,6})?"
            r"(?:,\s?[A-Z][\w .'’-]{1,40})?(?:,?\s[A-Z]{2})?(?:,?\s\d{5}(?:-\d{4})?)?"
        ),
    ),
    ("street address", re.compile(r"\bP\.? ?O\.? Box \d{1,6}", re.IGNORECASE)),
    ("street address", re.compile(r"(?<=\b[A-Z]{2} )\d{5}(?:-\d{4})?\b")),
    ("street address", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")),
    (
        "date of birth",
        re.compile(
            rf"\b(?:born|d\.?o\.?b|date of birth)\b\.?[ :]{{0,3}}(?:on )?{_DAY}", re.IGNORECASE
        ),
    ),
    ("age", re.compile(r"\b(?:aged \d{2}|\d{2} years old|\d{2}[- ]year[- ]old)\b", re.IGNORECASE)),
    (
        "family",
        re.compile(
            r"\b(?:(?:happily )?married|divorced|widowed|single)"
            r"(?: (?:mother|father|parent|mom|dad))?"
            r"(?:,? (?:with|and) )(?:\w{1,12} ){0,2}(?:children|child|kids|sons?|daughters?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "family",
        re.compile(r"\b(?:single )?(?:mother|father|mom|dad|parent) of \w{1,8}\b", re.IGNORECASE),
    ),
)
_REFEREE = re.compile(r"(?<=\b[Rr]eference: )[^\n|;•]{2,200}|(?<=\b[Rr]eferee: )[^\n|;•]{2,200}")
_STATUS = frozenset({"married", "single", "divorced", "widowed", "separated", "engaged"})
_LABEL = re.compile(r"^[\s•*-]*([A-Za-z][A-Za-z.’' -]{1,30}?)(?:\s*[:=]\s*|\s+[–-]\s+|\t+)(?=\S)")
_PARTS = re.compile(r"[|;•·]|\s/\s|\t(?=[A-Za-z][A-Za-z .'’-]{1,30}:)")
# Ordinary words too ("age", "web"), so they are labels only before a colon.
_ONLY_WITH_A_COLON = frozenset(
    {"age", "sex", "race", "health", "address", "web", "cell", "tel", "sin", "tin", "visa",
     "contact person", "children", "reference", "references", "etsy", "faith", "height", "weight"}
)  # fmt: skip
_AVAILABLE = re.compile(r"(?i)\b(available|furnished|provided|supplied|on request|upon request)\b")
_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){1,4}$"
)
_CALLED = re.compile(r"(?i)^(?:cv|resume|résumé|curriculum vitae)(?: of|\s*[:–—-])\s+")
_ENDS_NAME = re.compile(r"\t|\||\s[•·]\s|\s{3,}|,\s*(?=\+?[\d(\[])|,\s*(?=\S*@)")
_NOT_NAMES = frozenset(
    {"resume", "résumé", "curriculum", "vitae", "cv", "profile", "portfolio", "the", "and", "of",
     "for", "in", "at", "page", "application"}
)  # fmt: skip
MAX_CONTACT_LINES = 12
"""The lines at the top that may be contact lines, if no heading comes before."""


def redact(text: str, keep: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A text with each private detail replaced by its kind in brackets, and the sorted kinds.

    The number of lines stays the same. `keep` names kinds that stay in the text.
    """
    kinds: set[str] = set()
    lines = text.split("\n")
    name = None if "name" in keep else _name_in(lines)
    section_kind: str | None = None
    redacted_lines: list[str] = []
    for number, raw_line in enumerate(lines):
        section = resume_vocabulary().sections.get(normalize_text(raw_line))
        if section is not None:
            section_kind = section
            redacted_lines.append(raw_line)
        elif section_kind == "references" and "referee" not in keep and raw_line.strip():
            is_referee = not _AVAILABLE.search(raw_line)
            kinds |= {"referee"} if is_referee else set()
            redacted_lines.append("[referee]" if is_referee else raw_line)
        else:
            is_contact_line = section_kind == "personal" or (
                section_kind is None and number < MAX_CONTACT_LINES
            )
            line = _redacted_line(raw_line, is_contact_line, keep, kinds)
            if name and name in line:
                line = line.replace(name, "[name]")
                kinds.add("name")
            redacted_lines.append(line)
    return "\n".join(redacted_lines), tuple(sorted(kinds))


def is_redacted(text: str, position: int) -> bool:
    """Whether an offset of a redacted text is inside a placeholder."""
    return any(match.start() <= position < match.end() for match in REDACTION_MARK.finditer(text))


def _redacted_line(line: str, is_contact_line: bool, keep: Collection[str], kinds: set[str]) -> str:
    """A line with its private details replaced; their kinds are added to `kinds`."""
    if not line.strip():
        return line
    # From the end, so that a replacement does not shift the spans before it.
    for start, end, kind in reversed(list(_labelled_details(line, is_contact_line))):
        if kind not in keep:
            kinds.add(kind)
            line = f"{line[:start]}[{kind}]{line[end:]}"
    for kind, pattern in (("referee", _REFEREE), *_FORMS):
        if kind not in keep:
            line, count = pattern.subn(f"[{kind}]", line)
            if count:
                kinds.add(kind)
    return line


def _labelled_details(line: str, is_contact_line: bool) -> Iterator[tuple[int, int, str]]:
    """The details of a line after a label, or, in contact lines, a marital status alone."""
    start = 0
    for end in [*(m.start() for m in _PARTS.finditer(line)), len(line)]:
        part = line[start:end]
        label = _LABEL.match(part)
        kind = resume_vocabulary().private.get(normalize_text(label[1])) if label else None
        if (
            label
            and kind
            and (":" in label[0] or normalize_text(label[1]) not in _ONLY_WITH_A_COLON)
        ):
            if part[label.end() :].strip():
                yield start + label.end(), start + len(part.rstrip()), kind
        elif is_contact_line and normalize_text(part) in _STATUS:
            detail_start = start + len(part) - len(part.lstrip(" |;•·/\t"))
            yield detail_start, start + len(part.rstrip()), "marital status"
        start = end + 1 if end < len(line) and line[end] in "|;•·" else end


def _name_in(lines: list[str]) -> str | None:
    """The person's name, if the first line of a resume is clearly one; else None."""
    for line in lines[:3]:
        name_text = _ENDS_NAME.split(_CALLED.sub("", line.strip()), maxsplit=1)[0].strip(" ,")
        plain_line = normalize_text(name_text)
        if not name_text or plain_line in {"resume", "résumé", "curriculum vitae", "cv"}:
            continue
        if plain_line.startswith("name:"):
            return name_text.partition(":")[2].strip() or None
        line_words = set(re.split(r"[\s.,-]+", plain_line))
        non_name_words = (
            resume_vocabulary().title_heads | resume_vocabulary().employer_marks | _NOT_NAMES
        )
        if (
            not _NAME.match(name_text)
            or plain_line in resume_vocabulary().sections
            or line_words & non_name_words
        ):
            return None
        has_lowercase_word = any(part[0].islower() for part in name_text.split() if len(part) > 3)
        return None if has_lowercase_word else name_text
    return None
