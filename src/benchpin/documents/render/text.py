"""Documents as plain text: readable at 80 columns, without color."""

import textwrap
from collections.abc import Iterator

from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Disclosure,
    Document,
    Paragraphs,
    PayRange,
    Section,
    SeriesChart,
    Table,
    TextLine,
)
from benchpin.wording.phrases import phrase

SHORT_ADDRESS = 40
"""Maximum length of an address that is printed with its source."""


def document_as_text(document: Document, width: int = 80) -> str:
    """A document as text, at most `width` columns wide."""
    return "\n".join(line.rstrip() for line in _document(document, width)) + "\n"


def _document(document: Document, width: int) -> Iterator[str]:
    yield from _wrapped(document.title.upper(), width)
    yield document.trade
    yield ""
    for line in document.lede:
        yield from _line(line, width)
    for section in document.sections:
        yield from _section(section, width, level=1)
    if document.sources:
        yield from _heading(phrase("headings.sources"), width, level=1)
        for footnote in document.sources:
            # A long address cannot be copied from wrapped lines; HTML and Markdown show it.
            short_url = (
                [footnote.url] if footnote.url and len(footnote.url) <= SHORT_ADDRESS else []
            )
            details = ", ".join((*footnote.details[:2], *short_url))
            yield from _wrapped(f"[{footnote.number}] {footnote.title}. {details}.", width, "    ")
    if document.about:
        yield from _section(document.about, width, level=1)


def _heading(heading: str, width: int, *, level: int) -> Iterator[str]:
    yield ""
    if level == 1:
        yield from _wrapped(heading.upper(), width)
        yield "=" * min(width, len(heading))
    else:
        yield from _wrapped(f"## {heading}", width)


def _section(section: Section, width: int, *, level: int) -> Iterator[str]:
    yield from _heading(section.heading, width, level=level)
    for block in section.blocks:
        yield from _block(block, width)
    for subsection in section.sections:
        yield from _section(subsection, width, level=level + 1)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraphs():
            for line in block.lines:
                yield from _line(line, width)
        case BulletList():
            for number, line in enumerate(block.lines, start=1):
                mark = f"{number}. " if block.numbered else "- "
                yield from _line(line, width, prefix=mark, indent=" " * len(mark))
        case Disclosure():
            yield from _block(block.points, width)
        case DefinitionList():
            for term, line in block.rows:
                yield from _wrapped(f"{term}: {_with_lead(line)}", width, "  ")
        case Table():
            yield from _table(block, width)
        case PayRange() | SeriesChart():
            yield from _wrapped(f"{block.title}.", width)
            yield from _table(block.table, width)
        case _:
            pass  # A ScoreChart repeats the table of the section on the method.


def _with_notes(line: TextLine) -> str:
    marks = "".join(f"[{note}]" for note in line.notes)
    return f"{line.text} {marks}" if marks else line.text


def _line(line: TextLine, width: int, prefix: str = "", indent: str = "") -> Iterator[str]:
    yield from _wrapped(f"{prefix}{_with_lead(line)}", width, indent)


def _with_lead(line: TextLine) -> str:
    """The text of a line with its lead and footnote numbers."""
    text = _with_notes(line)
    if not line.lead:
        return text
    colon = "" if line.lead[-1] in "?.:" else ":"
    return f"{line.lead}{colon} {text}"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=True,
        break_on_hyphens=False,
    )


def _table(table: Table, width: int) -> Iterator[str]:
    """Aligned columns if they fit in `width`, else one paragraph per row."""
    rows = tuple(
        tuple(cell if isinstance(cell, str) else _with_notes(cell) for cell in row)
        for row in (table.head, *table.rows)
    )
    if table.kind == "words":
        for row in rows[1:]:
            yield from _wrapped(f"{row[0]}:", width)
            for column_name, cell in zip(rows[0][1:], row[1:], strict=True):
                yield from _wrapped(f"  {column_name}: {cell}", width, "    ")
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.head))]
    if sum(widths) + 2 * len(widths) > width:
        widths[0] = max(12, width - sum(widths[1:]) - 2 * len(widths))
    if sum(widths) + 2 * len(widths) > width:
        for row in rows[1:]:
            pairs = "; ".join(f"{h} {c}" for h, c in zip(rows[0][1:], row[1:], strict=True) if c)
            yield from _wrapped(f"{row[0]}: {pairs}", width, "  ")
        return
    for row in rows[1:] if len(table.head) == 2 else rows:
        label_lines = textwrap.wrap(row[0], widths[0]) or [""]
        for label_line in label_lines[:-1]:
            yield f"  {label_line}"
        cells = "  ".join(
            cell.rjust(column_width) for cell, column_width in zip(row[1:], widths[1:], strict=True)
        )
        yield f"  {label_lines[-1].ljust(widths[0])}  {cells}"
