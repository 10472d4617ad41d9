"""Extract the text of a PDF in reading order, one column after the other.

Lines come with their positions on the page. A page is split in two at a gutter: a vertical gap
that few lines cross, with enough text for a column on either side. Lines that cross it (a name
above both columns) divide the page into bands, each of which is read left, then right. Dates at
the right edge are no column: each is at the height of a line on the left, and is joined to it by a
tab. After the recursive cuts of Nagy and Seth (1984).
"""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from benchpin.inputs.errors import BadFile
from benchpin.profile.resume.formats.detection import SourceText, clean_text
from benchpin.profile.resume.vocabulary import normalize_text, resume_vocabulary

TIMEOUT_SECONDS = 10
MAX_CROSSING = 0.2
"""The greatest share of a page's lines that may cross a gutter."""
MIN_SHARE = 0.25
"""The least share of the text that the narrower of two columns has."""
_ERRORS = {
    "password": "has a password; save it without one",  # nosec B105  # words about one
    "large": "is larger inside than a resume should be; save it again from the original program",
    "long": "has more pages than a resume can have (20); keep the pages that are the resume",
    "damaged": "is damaged or not a PDF; save it again from the original program",
}


class PdfLine(NamedTuple):
    """A line of text and its box on a page, in points; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


def read_pdf(content: bytes, name: str) -> tuple[SourceText, tuple[str, ...]]:
    """The text of a PDF, and the XML files that are attached to it.

    Raises BadFile where it is damaged, locked or a scan.
    """
    extraction = _run_pdf_process(content, name)
    if (error := extraction["error"]) is not None and not (
        error == "damaged" and extraction["xml"]
    ):
        raise BadFile(f"{name}: {_ERRORS[error]}")
    pages: dict[int, list[PdfLine]] = {}
    for page, x0, y0, x1, y1, text in extraction["lines"]:
        if plain_text := clean_text(text).strip():
            pages.setdefault(page, []).append(PdfLine(x0, y0, x1, y1, plain_text))
    if not pages and not extraction["xml"]:
        raise BadFile(
            f"{name}: holds no text; it is probably a scan, so save the original as PDF, "
            "or type it into a text file"
        )
    text = "\n\n".join("\n".join(reading_order(lines)) for lines in pages.values())
    return SourceText(_bullets(text), pictures=extraction["pictures"]), tuple(extraction["xml"])


def _run_pdf_process(content: bytes, name: str) -> dict[str, Any]:
    """The result of `pdf_process` for a PDF; raises BadFile where it fails or takes too long."""
    # -P keeps this folder, with its pdf.py and docx.py, off the module path.
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_process.py"))]
    try:
        process = subprocess.run(  # noqa: S603  # nosec B603  # our own module, the file by standard input
            command, input=content, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
        )
        extraction: dict[str, Any] = json.loads(process.stdout)
    except subprocess.TimeoutExpired:
        message = f"could not be read in {TIMEOUT_SECONDS} seconds; save it anew from where it came"
        raise BadFile(f"{name}: {message}") from None
    except ValueError:  # it ended without a word: out of memory, or worse
        raise BadFile(f"{name}: {_ERRORS['large']}") from None
    return extraction


def reading_order(lines: list[PdfLine]) -> list[str]:
    """The lines of a page in reading order; texts at one height are one line, with tabs."""
    gutter = _gutter(lines)
    if gutter is None:
        return _rows(lines)
    ordered: list[str] = []
    band: list[PdfLine] = []
    for line in sorted(lines, key=lambda line: -line.y1):
        if line.x0 < gutter < line.x1:
            ordered += _columns(band, gutter)
            ordered.append(line.text)
            band = []
        else:
            band.append(line)
    return ordered + _columns(band, gutter)


def _columns(band: list[PdfLine], gutter: float) -> list[str]:
    """The left column of a band, then the right, with an empty line between them."""
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x1 > gutter]
    if left and right:
        top = min(max(line.y1 for line in side) for side in (left, right))
        above = [line for line in band if line.y0 >= top]
        if above and not _heads_a_section(above):
            return [*_rows(above), *_columns([line for line in band if line.y0 < top], gutter)]
    return [*reading_order(left), "", *reading_order(right), ""] if left and right else _rows(band)


def _gutter(lines: list[PdfLine]) -> float | None:
    """The x of the gutter between two columns; None where a page has one column."""
    if len(lines) < 6:
        return None
    best: tuple[float, float] | None = None
    edges = sorted({line.x0 for line in lines})
    for edge in edges[1:]:
        position = edge - 1
        crossing = sum(line.x0 < position < line.x1 for line in lines)
        if crossing > MAX_CROSSING * len(lines):
            continue
        left = [line for line in lines if line.x1 <= position]
        right = [line for line in lines if line.x0 >= position]
        if not (left and right and _both_columns(left, right)):
            continue
        width = position - max(line.x1 for line in left)
        if best is None or (-crossing, width) > best:
            best = (-crossing, width)
            gutter = position - width / 2
    return gutter if best else None


def _both_columns(left: list[PdfLine], right: list[PdfLine]) -> bool:
    """Whether both sides are columns, and neither is only labels or dates beside a text."""
    if _heads_a_section(left) and _heads_a_section(right):
        return True
    sizes = [sum(len(line.text) for line in side) for side in (left, right)]
    if min(sizes) < MIN_SHARE * sum(sizes):
        return False
    narrow = min((left, right), key=lambda side: sum(len(line.text) for line in side))
    wide = left if narrow is right else right
    beside = sum(any(_same_height(line, wide_line) for wide_line in wide) for line in narrow)
    return beside < 0.8 * len(narrow)


def _heads_a_section(side: list[PdfLine]) -> bool:
    return any(normalize_text(line.text) in resume_vocabulary().sections for line in side)


def _same_height(line: PdfLine, other_line: PdfLine) -> bool:
    middle = (line.y0 + line.y1) / 2
    return other_line.y0 < middle < other_line.y1


def _rows(lines: list[PdfLine]) -> list[str]:
    """The lines from top to bottom, with an empty line at a gap that is wider than usual."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        if rows and _same_height(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    gaps = [above[0].y0 - below[0].y1 for above, below in pairwise(rows)]
    # The lower quartile of the gaps is the distance of lines in a paragraph.
    usual_gap = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    texts: list[str] = []
    for number, row in enumerate(rows):
        height = row[0].y1 - row[0].y0
        if number and gaps[number - 1] > usual_gap + 0.4 * height:
            texts.append("")
        texts.append("\t".join(line.text for line in sorted(row, key=lambda line: line.x0)))
    return texts


def _bullets(text: str) -> str:
    """The text with each bullet on the line of its item."""
    lines: list[str] = []
    has_pending_bullet = False
    for line in _UNKNOWN.sub("•", text).split("\n"):
        body = line.strip()
        body = body if body[1:].strip("•") else body[:1]
        if body in _MARKS:
            has_pending_bullet = True
        elif has_pending_bullet and body:
            lines.append(f"• {body}")
            has_pending_bullet = False
        elif body[:1] in _MARKS and body[1:2] == "\t":
            lines.append(f"• {body[2:]}")
        else:
            lines.append(line)
    return "\n".join(lines)


_MARKS = ("•", "●", "▪", "■", "◦", "○", "–", "‣", "·", "\uf0b7", "\uf0a7", "-")
_UNKNOWN = re.compile(r"\(cid:\d{1,5}\)")
"""A glyph without a character in the PDF; nearly always a bullet."""
