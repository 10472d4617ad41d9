"""A document in few lines, for a terminal: the first points of its first sections.

Of each section the first lines are kept, as many as fit; sources are numbered anew, in the order in
which they appear, and only those of what is shown are listed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from benchpin.documents.answers.text_layout import StyledLine
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    PayRange,
    Section,
    Table,
    TextLine,
)
from benchpin.documents.render.text import document_as_text
from benchpin.wording.phrases import phrase

MAX_POINTS: Final = 9
MAX_WORDS_OF_ROW: Final = 34
"""A row of a list of terms ends at the semicolon before this many words."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a document is shown: sections by key, in order, each with the most points it has.

    All sections are shown where none is named. `without` are beginnings of the keys of subsections
    that are left out, `expendable` the sections that go first where not all fit, and
    `sources_of_line` how many sources a line shows; `--full` shows all of them.
    """

    sections: Mapping[str, int] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    expendable: tuple[str, ...] = ()
    sources_of_line: int = 2


def short_document_lines(
    document: Document, selection: Selection, max_lines: int
) -> tuple[StyledLine, ...]:
    """The document as lines: as many points of each section as fit on `max_lines`."""
    lines: tuple[StyledLine, ...] = ()
    # By turns there are fewer points, and fewer sections.
    for cut in range(MAX_POINTS):
        dropped = selection.expendable[: max(0, cut - 1)]
        shortened = renumbered(_selected(document, selection, cut, dropped))
        lines = (*styled_lines(document_as_text(shortened)), *full_hint())
        if len(lines) <= max_lines:
            break
    return lines


def full_hint() -> Iterator[StyledLine]:
    """Where the rest is."""
    yield StyledLine("")
    yield StyledLine(phrase("short.terminal.rest"), "soft")


def styled_lines(text: str) -> Iterator[StyledLine]:
    """Lines of plain text with their tone; the rulers under headings are left out."""
    lines = text.rstrip("\n").split("\n")
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if line and set(line) == {"="}:
            continue
        if following and set(following) == {"="}:
            yield StyledLine(line, "heading")
        elif line.startswith("## "):
            yield StyledLine(line.removeprefix("## "), "name", len(line))
        else:
            yield StyledLine(line, "title" if index == 0 else "")


def _selected(
    document: Document, selection: Selection, cut: int, dropped: Sequence[str]
) -> Document:
    by_key = {section.key: section for section in document.sections if section.key not in dropped}
    points = selection.sections or dict.fromkeys(by_key, MAX_POINTS)
    sections = tuple(
        _shortened(by_key[key], selection, max(1, count - cut))
        for key, count in points.items()
        if key in by_key
    )
    # Long addresses fill lines; `--full` and the page show them.
    sources = tuple(replace(footnote, url=None) for footnote in document.sources)
    return replace(
        document, lede=document.lede[-1:], sections=sections, sources=sources, about=None
    )


def _shortened(section: Section, selection: Selection, points: int) -> Section:
    subsections = [
        _shortened(subsection, selection, points)
        for subsection in section.sections
        if not subsection.key.startswith(selection.without or ("\0",))
    ]
    blocks = tuple(
        short_block
        for block in section.blocks
        if (short_block := _short_block(block, points, selection.sources_of_line))
    )
    return replace(section, blocks=blocks, sections=tuple(subsections[:points]))


def _short_block(block: Block, points: int, sources: int) -> Block | None:
    """The first points of a block; None for what is folded or drawn elsewhere."""
    match block:
        case Paragraphs() | BulletList():
            lines = (replace(line, notes=line.notes[:sources]) for line in block.lines[:points])
            return replace(block, lines=tuple(lines))
        case DefinitionList():
            rows = ((term, _short_row(line, sources)) for term, line in block.rows[:points])
            return replace(block, rows=tuple(rows))
        case Table():
            return block
        case PayRange():
            return block.table
        case _:
            return None


def _short_row(line: TextLine, sources: int) -> TextLine:
    """A row that ends at a semicolon where it is long: "and 12 more"."""
    items = line.text.rstrip(".").split("; ")
    first_items: list[str] = []
    for item in items:
        if (
            first_items
            and sum(len(text.split()) for text in (*first_items, item)) > MAX_WORDS_OF_ROW
        ):
            break
        first_items.append(item)
    left = len(items) - len(first_items)
    text = phrase("match.many_more", list="; ".join(first_items) + ";", count=left) + "."
    return replace(line, text=text if left > 1 else line.text, notes=line.notes[:sources])


def renumbered(document: Document) -> Document:
    """The document with the sources of what it shows alone, numbered as they appear."""
    numbers: dict[int, int] = {}

    def marks(notes: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted(numbers.setdefault(note, len(numbers) + 1) for note in notes))

    lede = tuple(replace(line, notes=marks(line.notes)) for line in document.lede)
    sections = tuple(_with_marks(section, marks) for section in document.sections)
    by_number = {footnote.number: footnote for footnote in document.sources}
    sources = tuple(
        replace(by_number[before], number=now) for before, now in numbers.items()
    )  # in the order of their first use
    return replace(document, lede=lede, sections=sections, sources=sources)


Marks = Callable[[Sequence[int]], tuple[int, ...]]


def _with_marks(section: Section, marks: Marks) -> Section:
    blocks = tuple(_block_with_marks(block, marks) for block in section.blocks)
    sections = tuple(_with_marks(subsection, marks) for subsection in section.sections)
    return replace(section, blocks=blocks, sections=sections)


def _block_with_marks(block: Block, marks: Marks) -> Block:
    def line(before: TextLine) -> TextLine:
        return replace(before, notes=marks(before.notes))

    def cell(before: "str | TextLine") -> "str | TextLine":
        return before if isinstance(before, str) else line(before)

    match block:
        case Paragraphs() | BulletList():
            return replace(block, lines=tuple(map(line, block.lines)))
        case DefinitionList():
            return replace(block, rows=tuple((term, line(text)) for term, text in block.rows))
        case Table():
            head = tuple(map(cell, block.head))
            rows = tuple(tuple(map(cell, row)) for row in block.rows)
            return replace(block, head=head, rows=rows, notes=marks(block.notes))
        case _:
            return block
