"""Plain-text layout: wrapped lines, columns, and the bibliography."""

import textwrap
from collections.abc import Iterator, Sequence

from benchpin.documents.footnotes import Footnotes
from benchpin.wording.phrases import phrase


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
