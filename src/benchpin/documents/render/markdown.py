"""Documents as plain Markdown with footnotes."""

import re
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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def document_as_markdown(document: Document) -> str:
    """A document as Markdown, with all its texts escaped and no blank lines in a row."""
    lines = [line.rstrip() for line in _document(document)]
    output_lines = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(output_lines).strip("\n") + "\n"


def escape_markdown(text: str) -> str:
    """A text on one line with all Markdown and HTML syntax escaped."""
    # A line break would end a list item or a table row.
    one_line = " ".join(text.split())
    safe = _SPECIAL.sub(r"\\\1", one_line)
    # A text that starts with "- " or "1." must not become a list item.
    return _STARTS.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)


def _document(document: Document) -> Iterator[str]:
    yield f"# {escape_markdown(document.title)}"
    yield ""
    yield f"*{escape_markdown(document.trade)}*"
    for line in document.lede:
        yield from ("", escape_markdown(line.text))
    for section in document.sections:
        yield from _section(section, 2)
    if document.about:
        yield from _section(document.about, 2)
    if document.sources:
        yield from ("", f"## {phrase('headings.sources')}", "")
    for footnote in document.sources:
        details = escape_markdown(". ".join((", ".join(footnote.details), *footnote.remarks)))
        address = f" <{footnote.url}>" if footnote.url else ""
        yield f"[^{footnote.number}]: {escape_markdown(footnote.title)}. {details}.{address}"


def _section(section: Section, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {escape_markdown(section.heading)}", "")
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for subsection in section.sections:
        yield from _section(subsection, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraphs():
            for line in block.lines:
                yield from (_line(line), "")
        case BulletList():
            for number, line in enumerate(block.lines, start=1):
                yield f"{number}. {_line(line)}" if block.numbered else f"- {_line(line)}"
        case Disclosure():
            yield from (f"**{escape_markdown(block.summary)}**", "")
            yield from _block(block.points)
        case DefinitionList():
            for term, line in block.rows:
                yield f"- **{escape_markdown(term)}:** {_line(line)}"
        case Table():
            yield from _table(block)
        case PayRange() | SeriesChart():
            yield from (f"**{escape_markdown(block.title)}.**", "")
            yield from _table(block.table)
        case _:
            pass  # A ScoreChart repeats the table of the section on the method.


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{note}]" for note in notes)


def _line(line: TextLine) -> str:
    text = f"{escape_markdown(line.text)}{_marks(line.notes)}"
    if not line.lead:
        return text
    colon = "" if line.lead[-1] in "?.:" else ":"
    lead = escape_markdown(line.lead)
    # Angle brackets: an address may contain parentheses.
    linked_lead = f"[{lead}](<{line.url}>)" if line.url else lead
    return f"**{linked_lead}{colon}** {text}"


def _table(table: Table) -> Iterator[str]:
    yield from (f"{escape_markdown(table.caption)}{_marks(table.notes)}", "")
    alignment = "---:" if table.kind == "figures" else "---"
    yield f"| {' | '.join(map(_cell, table.head))} |"
    yield f"| --- | {' | '.join(alignment for _ in table.head[1:])} |"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: str | TextLine) -> str:
    return escape_markdown(cell) if isinstance(cell, str) else _line(cell)
