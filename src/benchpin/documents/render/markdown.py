"""Guidance as plain Markdown with footnotes."""

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
    """A document as Markdown, everything in it escaped."""
    lines = [line.rstrip() for line in _document(document)]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def escaped(text: str) -> str:
    """A text in which nothing is Markdown or HTML any more."""
    one_line = " ".join(text.split())
    safe = _SPECIAL.sub(r"\\\1", one_line)
    return _STARTS.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)


def _document(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield ""
    yield f"*{escaped(document.trade)}*"
    for line in document.lede:
        yield from ("", escaped(line.text))
    for section in document.sections:
        yield from _section(section, 2)
    if document.about:
        yield from _section(document.about, 2)
    if document.sources:
        yield from ("", f"## {phrase('headings.sources')}", "")
    for cited in document.sources:
        details = escaped(". ".join((", ".join(cited.details), *cited.said)))
        address = f" <{cited.url}>" if cited.url else ""
        yield f"[^{cited.number}]: {escaped(cited.title)}. {details}.{address}"


def _section(section: Section, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {escaped(section.heading)}", "")
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraphs():
            for line in block.lines:
                yield from (_said(line), "")
        case BulletList():
            for number, line in enumerate(block.lines, start=1):
                yield f"{number}. {_said(line)}" if block.numbered else f"- {_said(line)}"
        case Disclosure():
            yield from (f"**{escaped(block.summary)}**", "")
            yield from _block(block.points)
        case DefinitionList():
            for term, line in block.rows:
                yield f"- **{escaped(term)}:** {_said(line)}"
        case Table():
            yield from _table(block)
        case PayRange() | SeriesChart():
            yield from (f"**{escaped(block.title)}.**", "")
            yield from _table(block.table)
        case _:
            pass  # The drawing of a match repeats what the table of the method says.


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{note}]" for note in notes)


def _said(line: TextLine) -> str:
    text = f"{escaped(line.text)}{_marks(line.notes)}"
    if not line.lead:
        return text
    stop = "" if line.lead[-1] in "?.:" else ":"
    lead = escaped(line.lead)
    # An address in angle brackets may hold brackets of its own.
    named = f"[{lead}](<{line.url}>)" if line.url else lead
    return f"**{named}{stop}** {text}"


def _table(table: Table) -> Iterator[str]:
    yield from (f"{escaped(table.caption)}{_marks(table.notes)}", "")
    side = "---:" if table.kind == "figures" else "---"
    yield f"| {' | '.join(map(_cell, table.head))} |"
    yield f"| --- | {' | '.join(side for _ in table.head[1:])} |"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: str | TextLine) -> str:
    return escaped(cell) if isinstance(cell, str) else _said(cell)
