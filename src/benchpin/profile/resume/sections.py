"""A resume's text in lines and sections."""

import re
from dataclasses import dataclass

from benchpin.profile.resume.dates import periods
from benchpin.profile.resume.formats.detection import SourceText
from benchpin.profile.resume.vocabulary import plain, words

_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣·\uf0b7\uf0a7*✓➢►→]|[-–—](?=\s)|\(cid:127\)|o(?=\s{2,}))\s*")
_SPACED = re.compile(r"^(?:\S {1,3}){3,}\S$")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_INLINE = re.compile(r"^\s*([A-Za-z&/ ]{4,30}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """A line without its bullet; `start` and `end` are its place in the text.

    `gap` tells whether an empty line stands before it.
    """

    text: str
    start: int
    end: int
    bullet: bool = False
    gap: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ResumeSection:
    """The lines under a heading; `kind` is None above the first one."""

    kind: str | None
    lines: tuple[ResumeLine, ...]


def lines_of(document: SourceText) -> list[ResumeLine]:
    """The lines of a text that hold something, with their places."""
    found: list[ResumeLine] = []
    start = 0
    gap = False
    for number, raw in enumerate(document.text.split("\n")):
        end = start + len(raw)
        mark = _BULLET.match(raw) or _NUMBER.match(raw)
        numbered = mark is not None and mark[0].strip()[:1].isdigit()
        body = raw[mark.end() :] if mark else raw
        if body.strip():
            begin = start + (mark.end() if mark else 0) + len(body) - len(body.lstrip())
            stop = begin + len(body.strip())
            text = document.text[begin:stop]
            # A number may stand before a task or, in a list of positions, before one with dates.
            bullet = mark is not None and not (numbered and periods(text))
            found.append(ResumeLine(text, begin, stop, bullet, gap, number in document.headings))
            gap = False
        else:
            gap = True
        start = end + 1
    return found


def sections_of(document: SourceText) -> list[ResumeSection]:
    """The sections of a text in order; a heading may stand alone or before its one line.

    A heading that is not in our words begins a section "other".
    """
    found: list[ResumeSection] = []
    kind: str | None = None
    before: str | None = None  # the section to go back to after a heading with its line
    inline = False
    held: list[ResumeLine] = []

    def begin(new: str | None) -> None:
        nonlocal kind, held
        if held:
            found.append(ResumeSection(kind, tuple(held)))
        kind, held = new, []

    lines = lines_of(document)
    capitals = all(line.text.isupper() for line in lines if heading_of(line))
    for number, line in enumerate(lines):
        section = heading_of(line)
        if section is not None:
            begin(section)
            inline = False
            continue
        if inline and line.gap and not line.bullet:
            begin(before)
            inline = False
        label = _INLINE.match(line.text)
        named = words().sections.get(plain(label[1])) if label and not line.bullet else None
        if label and named in ("skills", "languages", "certificates", "education"):
            if not inline:
                before = kind
            begin(named)
            inline = True
            line = ResumeLine(line.text[label.end() :], line.start + label.end(), line.end)  # noqa: PLW2901
        elif kind is not None and _heads_another(lines, number, capitals, kind == "experience"):
            begin("other")
            continue
        held.append(line)
    begin(None)
    return found


def _heads_another(lines: list[ResumeLine], number: int, capitals: bool, among_jobs: bool) -> bool:
    """Whether a line heads a section that our words do not know.

    It is one where the file marks it so or where all headings are in capitals and it is too. Among
    positions it may as well be a title or an employer: there it must bear no word of either, and
    no dates may follow.
    """
    line = lines[number]
    if line.bullet or len(line.text) > 40 or any(c.isdigit() or c in ",|" for c in line.text):
        return False
    if not (line.heading or (capitals and line.gap and line.text.isupper())):
        return False
    said = set(plain(line.text).replace("/", " ").split())
    if not among_jobs:
        return len(said) <= 5
    if said & (words().title_heads | words().employer_marks):
        return False
    return not any(periods(after.text) for after in lines[number + 1 : number + 4])


def heading_of(line: ResumeLine) -> str | None:
    """The kind of section that a line heads; None for any other line."""
    if line.bullet or len(line.text) > 60:
        return None
    text = line.text.replace(" ", "") if _SPACED.match(line.text) else line.text
    said = plain(text)
    kind = words().sections.get(said)
    if kind is None and _SPACED.match(line.text):
        joined = {name.replace(" ", ""): held for name, held in words().sections.items()}
        kind = joined.get(said)
    return kind
