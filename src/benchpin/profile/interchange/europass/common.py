"""What both forms of Europass have in common: schools, languages, certificates, texts with HTML."""

import html
import re

from benchpin.catalog import Catalog
from benchpin.inputs.xml import Node
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import as_value, day_of, set_field
from benchpin.profile.resume.draft import DraftProfile, Entry, TextSpan
from benchpin.profile.resume.education import level_of, qualification_of
from benchpin.profile.resume.languages import add_language
from benchpin.profile.resume.vocabulary import words

NOW = "now"
"""The end of what goes on."""
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
_BREAK = re.compile(r"<(?:/?(?:p|li|ul|ol|div|h\d)|br)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,300}>")
_EQF = {"6": "bachelor", "7": "master", "8": "doctorate"}


def note_language(code: str, draft: DraftProfile) -> None:
    """Add a note where a document is not in English."""
    if not code.lower().startswith("en"):
        draft.notes.append(
            "The document is not in English; only English is read, so its fields are kept as they "
            "are, and what its sentences say was hardly understood."
        )


def strip_html(text: str) -> str:
    """A text without the HTML in it, one line for each paragraph or item."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(text).strip()


def add_school(
    what: str,
    where: str,
    ended: str | None,
    level: tuple[str, str],
    did: str,
    into: tuple[Catalog, ComposedText, DraftProfile],
) -> None:
    """Add a school; the level counts where it is 6, 7 or 8 of the European framework.

    What is not finished yet has neither a level nor a qualification.
    """
    catalog, page, draft = into
    page.heading("Education")
    studied, at = page.add(what), page.add(where)
    if studied is None:
        studied, at = at, None
    if studied is None:
        return
    entry: Entry = {"what": studied}
    set_field(entry, "where", at)
    if ended and (day := day_of(ended)):
        set_field(entry, "ended", as_value(page.add(ended), day))
    if ended == NOW:
        draft.notes.append(f"'{studied.value[:60]}' is kept as not finished yet.")
    elif known := qualification_of(studied.value, catalog):
        entry["qualification"] = TextSpan(known, studied.start, studied.end)
    found = re.fullmatch(r"(?:EQF ?|level ?)?([1-8])", level[0], re.IGNORECASE)
    written = page.add(level[1] or (f"EQF {found[1]}" if found else ""))
    if ended == NOW:
        pass
    elif found and found[1] in _EQF and written:
        entry["level"] = written._replace(value=_EQF[found[1]])
    elif named := level_of(studied.value):
        entry["level"] = studied._replace(value=named)
    page.add(did)
    draft.education.append(entry)


def lowest(levels: Node | None) -> str:
    """The lowest level that is given: what somebody reads at C1 and writes at B1 is B1."""
    held = [child.whole().strip() for child in levels.children] if levels else []
    return min((level for level in held if level in CEFR), default="")


def add_spoken(label: str, code: str, level: str, page: ComposedText, draft: DraftProfile) -> None:
    """Add a language, by its code where there is one."""
    code = code.lower()
    tag = words().three_letters.get(code, code)
    known = tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", tag) else None
    name = label or next((n.title() for n, c in words().languages.items() if c == tag), code)
    if piece := page.add(f"{name}: {level}".rstrip(": ")):
        add_language(name, level, (piece.start, piece.end), draft, known)


def add_certificate(
    what: TextSpan,
    issuer: TextSpan | None,
    year: TextSpan | None,
    catalog: Catalog,
    draft: DraftProfile,
) -> None:
    """Add a certificate, with our qualification where it is called exactly so."""
    entry: Entry = {"what": what}
    set_field(entry, "issuer", issuer)
    set_field(entry, "year", year)
    if known := qualification_of(what.value, catalog):
        entry["qualification"] = TextSpan(known, what.start, what.end)
    draft.certificates.append(entry)
