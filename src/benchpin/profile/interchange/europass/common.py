"""Shared by both Europass forms: schools, languages, certificates, and texts with HTML."""

import html
import re

from benchpin.catalog import Catalog
from benchpin.inputs.xml import Node
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import parse_day, set_field, with_value
from benchpin.profile.qualification_names import find_qualification
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.education import find_education_level
from benchpin.profile.resume.languages import add_language
from benchpin.profile.resume.vocabulary import resume_vocabulary

ONGOING = "now"
"""In place of an end date: it goes on."""
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
_BREAK = re.compile(r"<(?:/?(?:p|li|ul|ol|div|h\d)|br)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,300}>")
# Levels of the European Qualifications Framework that are degrees; lower ones have no equal here.
_EQF = {"6": "bachelor", "7": "master", "8": "doctorate"}


def note_language(code: str, draft: DraftProfile) -> None:
    """Add a note where a document is not in English."""
    if not code.lower().startswith("en"):
        draft.notes.append(
            "The document is not in English; only English is read, so its fields are kept as they "
            "are, and what its sentences say was hardly understood."
        )


def strip_html(text: str) -> str:
    """A text without its HTML, one line for each paragraph or list item."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(text).strip()


def add_school(
    subject: str,
    school: str,
    ended: str | None,
    level: tuple[str, str],
    activities: str,
    context: tuple[Catalog, ComposedText, DraftProfile],
) -> None:
    """Add a school: its subject, school, end, `level` (code and label), activities.

    The level counts where it is EQF 6, 7 or 8, or where the subject names one. A school that is
    not finished has neither a level nor a qualification. `context` is where to add it.
    """
    catalog, composed_text, draft = context
    composed_text.heading("Education")
    subject_piece, school_piece = composed_text.add(subject), composed_text.add(school)
    if subject_piece is None:
        subject_piece, school_piece = school_piece, None
    if subject_piece is None:
        return
    entry: Entry = {"what": subject_piece}
    set_field(entry, "where", school_piece)
    if ended and (day := parse_day(ended)):
        set_field(entry, "ended", with_value(composed_text.add(ended), day))
    if ended == ONGOING:
        draft.notes.append(f"'{subject_piece.value[:60]}' is kept as not finished yet.")
    elif qualification := find_qualification(subject_piece.value, catalog):
        entry["qualification"] = TextSpan(qualification, subject_piece.start, subject_piece.end)
    eqf_match = re.fullmatch(r"(?:EQF ?|level ?)?([1-8])", level[0], re.IGNORECASE)
    level_piece = composed_text.add(level[1] or (f"EQF {eqf_match[1]}" if eqf_match else ""))
    if ended == ONGOING:
        pass  # an unfinished degree has no level
    elif eqf_match and eqf_match[1] in _EQF and level_piece:
        entry["level"] = level_piece._replace(value=_EQF[eqf_match[1]])
    elif education_level := find_education_level(subject_piece.value):
        entry["level"] = subject_piece._replace(value=education_level)
    composed_text.add(activities)
    draft.education.append(entry)


def lowest_cefr_level(levels: Node | None) -> str:
    """The lowest CEFR level of the skills of a language (B1 for C1 in reading, B1 in writing)."""
    values = [child.whole().strip() for child in levels.children] if levels else []
    # CEFR levels sort as text.
    return min((level for level in values if level in CEFR), default="")


def add_spoken(
    label: str, code: str, level: str, composed_text: ComposedText, draft: DraftProfile
) -> None:
    """Add a language, by its code where there is a valid one, else by its name."""
    code = code.lower()
    tag = resume_vocabulary().codes_by_three_letters.get(code, code)
    language_code = tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", tag) else None
    name = label or next(
        (n.title() for n, c in resume_vocabulary().languages.items() if c == tag), code
    )
    if piece := composed_text.add(f"{name}: {level}".rstrip(": ")):
        add_language(name, level, (piece.start, piece.end), draft, language_code)


def add_certificate(
    subject: TextSpan,
    issuer: TextSpan | None,
    year: TextSpan | None,
    catalog: Catalog,
    draft: DraftProfile,
) -> None:
    """Add a certificate, with the qualification of the catalog whose name it has exactly."""
    entry: Entry = {"what": subject}
    set_field(entry, "issuer", issuer)
    set_field(entry, "year", year)
    if qualification := find_qualification(subject.value, catalog):
        entry["qualification"] = TextSpan(qualification, subject.start, subject.end)
    draft.certificates.append(entry)
