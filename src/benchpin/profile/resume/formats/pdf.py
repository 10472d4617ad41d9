"""The text of a PDF, in the order in which people read it: columns one after the other.

Lines come with their places on the page. A page is cut in two where a gutter runs through it: an
upright gap that nearly no line crosses, with a column's worth of text on either side; lines that
cross it (a name above both columns) cut the page into bands, each of which is read left, then
right. Dates set at the right edge are no column: what stands there is on one height with a line
at the left and is joined to it by a tab. After the recursive cuts of Nagy and Seth (1984).
"""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from benchpin.inputs.errors import BadFile
from benchpin.profile.resume.formats.detection import SourceText, clean
from benchpin.profile.resume.vocabulary import plain, words

SECONDS = 10
MAX_CROSSING = 0.2
MIN_SHARE = 0.25
_ERRORS = {
    "password": "has a password; save it without one",  # nosec B105  # words about one
    "large": "unpacks to more than a resume can hold; save it anew from where it came",
    "long": "has more pages than a resume can have (20); keep the pages that are the resume",
    "damaged": "is damaged or no PDF; save it anew from where it came",
}


class PdfLine(NamedTuple):
    """A line of text and its place on a page, in points; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


def read_pdf(content: bytes, name: str) -> tuple[SourceText, tuple[str, ...]]:
    """The document in a PDF, and the XML files that it carries.

    Raises BadFile where it is damaged, locked or a scan.
    """
    found = _asked(content, name)
    if (error := found["error"]) is not None and not (error == "damaged" and found["xml"]):
        raise BadFile(f"{name}: {_ERRORS[error]}")
    pages: dict[int, list[PdfLine]] = {}
    for page, x0, y0, x1, y1, text in found["lines"]:
        if plain_text := clean(text).strip():
            pages.setdefault(page, []).append(PdfLine(x0, y0, x1, y1, plain_text))
    if not pages and not found["xml"]:
        raise BadFile(
            f"{name}: holds no text; it is probably a scan, so save the original as PDF, "
            "or type it into a text file"
        )
    text = "\n\n".join("\n".join(in_order(lines)) for lines in pages.values())
    return SourceText(_bullets(text), pictures=found["pictures"]), tuple(found["xml"])


def _asked(content: bytes, name: str) -> dict[str, Any]:
    """What the process that reads PDFs says about one."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_process.py"))]
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603  # our own module, the file by standard input
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        words_ = f"could not be read in {SECONDS} seconds; save it anew from where it came"
        raise BadFile(f"{name}: {words_}") from None
    except ValueError:  # it ended without a word: out of memory, or worse
        raise BadFile(f"{name}: {_ERRORS['large']}") from None
    return found


def in_order(lines: list[PdfLine]) -> list[str]:
    """The lines of a page in reading order; what stands on one height is one line, with tabs."""
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
    """The left column of a band, then the right; an empty line keeps them apart."""
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x1 > gutter]
    if left and right:
        top = min(max(line.y1 for line in side) for side in (left, right))
        above = [line for line in band if line.y0 >= top]
        if above and not _heads_a_section(above):
            return [*_rows(above), *_columns([line for line in band if line.y0 < top], gutter)]
    return [*in_order(left), "", *in_order(right), ""] if left and right else _rows(band)


def _gutter(lines: list[PdfLine]) -> float | None:
    """Where a page parts into two columns; None where it is one."""
    if len(lines) < 6:
        return None
    best: tuple[float, float] | None = None
    edges = sorted({line.x0 for line in lines})
    for edge in edges[1:]:
        here = edge - 1
        crossing = sum(line.x0 < here < line.x1 for line in lines)
        if crossing > MAX_CROSSING * len(lines):
            continue
        left = [line for line in lines if line.x1 <= here]
        right = [line for line in lines if line.x0 >= here]
        if not (left and right and _both_columns(left, right)):
            continue
        width = here - max(line.x1 for line in left)
        if best is None or (-crossing, width) > best:
            best = (-crossing, width)
            at = here - width / 2
    return at if best else None


def _both_columns(left: list[PdfLine], right: list[PdfLine]) -> bool:
    """Whether both sides are texts of their own rather than labels or dates beside a text."""
    if _heads_a_section(left) and _heads_a_section(right):
        return True
    sizes = [sum(len(line.text) for line in side) for side in (left, right)]
    if min(sizes) < MIN_SHARE * sum(sizes):
        return False
    narrow = min((left, right), key=lambda side: sum(len(line.text) for line in side))
    wide = left if narrow is right else right
    beside = sum(any(_same_height(line, other) for other in wide) for line in narrow)
    return beside < 0.8 * len(narrow)


def _heads_a_section(side: list[PdfLine]) -> bool:
    return any(plain(line.text) in words().sections for line in side)


def _same_height(one: PdfLine, other: PdfLine) -> bool:
    middle = (one.y0 + one.y1) / 2
    return other.y0 < middle < other.y1


def _rows(lines: list[PdfLine]) -> list[str]:
    """The lines from top to bottom; an empty line stands for a gap that is wider than usual."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        if rows and _same_height(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    gaps = [above[0].y0 - below[0].y1 for above, below in pairwise(rows)]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    found: list[str] = []
    for number, row in enumerate(rows):
        height = row[0].y1 - row[0].y0
        if number and gaps[number - 1] > usual + 0.4 * height:
            found.append("")
        found.append("\t".join(line.text for line in sorted(row, key=lambda line: line.x0)))
    return found


def _bullets(text: str) -> str:
    """The text with each bullet on the line that it belongs to."""
    lines: list[str] = []
    waiting = False
    for line in _UNKNOWN.sub("•", text).split("\n"):
        body = line.strip()
        body = body if body[1:].strip("•") else body[:1]
        if body in _MARKS:
            waiting = True
        elif waiting and body:
            lines.append(f"• {body}")
            waiting = False
        elif body[:1] in _MARKS and body[1:2] == "\t":
            lines.append(f"• {body[2:]}")
        else:
            lines.append(line)
    return "\n".join(lines)


_MARKS = ("•", "●", "▪", "■", "◦", "○", "–", "‣", "·", "\uf0b7", "\uf0a7", "-")
_UNKNOWN = re.compile(r"\(cid:\d{1,5}\)")
"""What a PDF shows and does not name; nearly always a bullet."""
