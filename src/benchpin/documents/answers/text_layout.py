"""Plain-text layout: wrapped lines, columns, and the bibliography."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from benchpin.documents.footnotes import Footnotes
from benchpin.wording.phrases import phrase

Tone = Literal["", "title", "heading", "name", "soft"]
"""What a line is, for those who show it with emphasis."""


@dataclass(frozen=True, slots=True)
class StyledLine:
    """A line of plain text; `lead` is how many of its first characters are emphasized."""

    text: str
    tone: Tone = ""
    lead: int = 0


def mark_text(numbers: Iterable[int]) -> str:
    """Footnote numbers as they stand in a text: [1][2]."""
    return "".join(f"[{number}]" for number in numbers)


def styled_text(
    text: str, width: int, tone: Tone = "", *, indent: str = "", lead: int = 0
) -> Iterator[StyledLine]:
    """A text as wrapped lines of one tone; `lead` is emphasized, over the first lines."""
    first = text[: len(text) - len(text.lstrip())]
    for line in wrap_text(text.strip(), width, indent, first):
        yield StyledLine(line, tone, max(0, min(lead, len(line))))
        # The next line begins behind its indent, and the space at the break counts too.
        lead = lead - len(line) - 1 + len(indent) if lead > len(line) else 0


def bibliography_lines(footnotes: Footnotes, width: int = 80) -> Iterator[str]:
    """The sources of the footnotes used so far, as lines under a heading."""
    yield ""
    yield phrase("headings.sources").upper()
    for source in footnotes.cited():
        details = ", ".join(part for part in (*source.details[:2], source.url or "") if part)
        yield from wrap_text(f"[{source.number}] {source.title}. {details}.", width, "    ")


def wrap_text(text: str, width: int = 80, later: str = "", first: str = "") -> list[str]:
    """A text as lines of at most `width` characters; long words such as addresses stay whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def text_table(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Rows of cells as lines with aligned columns."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{'  '.join(cells)}".rstrip()
