"""The shape of guidance as a document for people: sections, lines, tables and drawings.

Text, HTML and Markdown are drawn from the same document, so that they say the same things.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said, with the numbers of its footnotes.

    `lead` is the word that comes first ("One thing to weigh"), `url` the address of what is named.
    """

    text: str
    notes: tuple[int, ...] = ()
    lead: str = ""
    url: str | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """Lines as paragraphs."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Lines as a list."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with a line."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row, the others are figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a score: 0 to 1, None where it is not known."""

    label: str
    score: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The parts of a match as a drawing, with the interval of its rank; `table` says the same."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    rank: int
    low: int
    high: int
    roles: int
    rank_label: str
    rank_words: str
    summary: str
    table: Table


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the range of pay."""

    percentile: str
    amount: float
    shown: str


@dataclass(frozen=True, slots=True)
class PayRange:
    """Wage percentiles as a drawing whose title is the finding; `table` says the same."""

    key: str
    title: str
    description: str
    marks: tuple[Mark, ...]
    minimum: Mark | None
    typical_label: str
    unit: str
    credit: str
    table: Table


@dataclass(frozen=True, slots=True)
class Folded:
    """Lines that open in place under a summary, where a format can fold."""

    summary: str
    points: Points


Block = Says | Points | Facts | Table | Bars | PayRange | Folded


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; a `role` section gets a page of its own in print."""

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    kind: str = ""

    def notes(self) -> tuple[int, ...]:
        """The footnotes used in the section itself, in order."""
        return tuple(sorted(set(_noted(self.blocks))))


def _noted(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.notes
        elif isinstance(block, PayRange):
            yield from block.table.notes
        elif isinstance(block, Folded):
            yield from _noted((block.points,))
        elif isinstance(block, (Says, Points)):
            yield from (note for line in block.lines for note in line.notes)
        elif isinstance(block, Facts):
            yield from (note for _, line in block.rows for note in line.notes)


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered source: what is shown at the end and in the footnotes."""

    number: int
    title: str
    details: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """Guidance as people read it."""

    title: str
    trade: str
    lede: tuple[Line, ...]
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...] = field(default=())
    about: Section | None = None
