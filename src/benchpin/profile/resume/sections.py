"""Split the text of a resume into lines and sections."""

import re
from dataclasses import dataclass

from benchpin.profile.resume.dates import find_date_ranges
from benchpin.profile.resume.formats.detection import SourceText
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣·\uf0b7\uf0a7*✓➢►→]|[-–—](?=\s)|\(cid:127\)|o(?=\s{2,}))\s*")
_SPACED = re.compile(r"^(?:\S {1,3}){3,}\S$")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_INLINE = re.compile(r"^\s*([A-Za-z&/ ]{4,30}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """A line without its bullet; `start` and `end` are its span in the text.

    `gap`: an empty line comes before it. `heading`: the file marks it as a heading.
    """

    text: str
    start: int
    end: int
    bullet: bool = False
    gap: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ResumeSection:
    """The lines under a heading; `kind` is None above the first heading."""

    kind: str | None
    lines: tuple[ResumeLine, ...]


def lines_of(document: SourceText) -> list[ResumeLine]:
    """The non-empty lines of a text, with their spans."""
    lines: list[ResumeLine] = []
    start = 0
    gap = False
    for number, raw_line in enumerate(document.text.split("\n")):
        end = start + len(raw_line)
        mark = _BULLET.match(raw_line) or _NUMBER.match(raw_line)
        numbered = mark is not None and mark[0].strip()[:1].isdigit()
        body = raw_line[mark.end() :] if mark else raw_line
        if body.strip():
            body_start = start + (mark.end() if mark else 0) + len(body) - len(body.lstrip())
            body_end = body_start + len(body.strip())
            text = document.text[body_start:body_end]
            # A number may stand before a task or, in a list of positions, before one with dates.
            bullet = mark is not None and not (numbered and find_date_ranges(text))
            lines.append(
                ResumeLine(text, body_start, body_end, bullet, gap, number in document.headings)
            )
            gap = False
        else:
            gap = True
        start = end + 1
    return lines


def sections_of(document: SourceText) -> list[ResumeSection]:
    """The sections of a text in order; a heading has its own line or starts one ("Skills: ...").

    A heading that is not in the vocabulary starts a section "other".
    """
    sections: list[ResumeSection] = []
    kind: str | None = None
    outer_kind: str | None = (
        None  # the section that goes on after a heading with its text on one line
    )
    inline = False
    section_lines: list[ResumeLine] = []

    def start_section(new_kind: str | None) -> None:
        nonlocal kind, section_lines
        if section_lines:
            sections.append(ResumeSection(kind, tuple(section_lines)))
        kind, section_lines = new_kind, []

    lines = lines_of(document)
    all_capitals = all(line.text.isupper() for line in lines if heading_of(line))
    for number, line in enumerate(lines):
        section = heading_of(line)
        if section is not None:
            start_section(section)
            inline = False
            continue
        if inline and line.gap and not line.bullet:
            start_section(outer_kind)
            inline = False
        label = _INLINE.match(line.text)
        inline_kind = (
            resume_vocabulary().sections.get(normalize_text(label[1]))
            if label and not line.bullet
            else None
        )
        if label and inline_kind in ("skills", "languages", "certificates", "education"):
            if not inline:
                outer_kind = kind
            start_section(inline_kind)
            inline = True
            line = ResumeLine(line.text[label.end() :], line.start + label.end(), line.end)  # noqa: PLW2901
        elif kind is not None and _is_unknown_heading(
            lines, number, all_capitals, kind == "experience"
        ):
            start_section("other")
            continue
        section_lines.append(line)
    start_section(None)
    return sections


def _is_unknown_heading(
    lines: list[ResumeLine], number: int, all_capitals: bool, among_jobs: bool
) -> bool:
    """Whether a line is a section heading that is not in the vocabulary.

    It is one where the file marks it so or where all headings are in capitals and it is too. Among
    positions it may as well be a title or an employer: there it must bear no word of either, and
    no dates may follow.
    """
    line = lines[number]
    if line.bullet or len(line.text) > 40 or any(c.isdigit() or c in ",|" for c in line.text):
        return False
    if not (line.heading or (all_capitals and line.gap and line.text.isupper())):
        return False
    line_words = set(normalize_text(line.text).replace("/", " ").split())
    if not among_jobs:
        return len(line_words) <= 5
    if line_words & (resume_vocabulary().title_heads | resume_vocabulary().employer_marks):
        return False
    return not any(find_date_ranges(next_line.text) for next_line in lines[number + 1 : number + 4])


def heading_of(line: ResumeLine) -> str | None:
    """The kind of section that a heading starts; None for any other line."""
    if line.bullet or len(line.text) > 60:
        return None
    text = line.text.replace(" ", "") if _SPACED.match(line.text) else line.text
    plain_text = normalize_text(text)
    kind = resume_vocabulary().sections.get(plain_text)
    if kind is None and _SPACED.match(line.text):
        kinds_by_joined_name = {
            name.replace(" ", ""): section_kind
            for name, section_kind in resume_vocabulary().sections.items()
        }
        kind = kinds_by_joined_name.get(plain_text)
    return kind
