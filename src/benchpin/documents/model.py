"""The shape of guidance as a document for people: sections, lines, tables and drawings.

Text, HTML and Markdown are drawn from the same document, so that they say the same things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

MAX_MARKS = 3
"""More footnotes than this at one place stand as one mark, which opens them together."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that name a record of the catalog: its folder ("roles"), its id, and the words.

    A document holds no addresses of its own pages. What draws it knows them: its `href(kind, id)`
    answers an address, or None where it has no page for the record; then the words stay plain.
    """

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """One thing that is said, with the numbers of its footnotes.

    `lead` is the word that comes first ("One thing to weigh"), `url` the address of what is named.
    `links` name records where their words stand in the lead, in the text, or in the term of facts.
    """

    text: str
    notes: tuple[int, ...] = ()
    lead: str = ""
    url: str | None = None
    tone: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Lines as paragraphs."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Lines as a list."""

    lines: tuple[TextLine, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms, each with a line."""

    rows: tuple[tuple[str, TextLine], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row, the others are figures, or prose in a `words` table.

    A cell with footnotes or links of its own is a line.
    """

    caption: str
    head: tuple["str | TextLine", ...]
    rows: tuple[tuple["str | TextLine", ...], ...]
    notes: tuple[int, ...] = ()
    kind: Literal["figures", "words"] = "figures"


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One part of a score: 0 to 1, None where it is not known."""

    label: str
    score: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class ScoreChart:
    """The parts of a match as a drawing, with the interval of its rank; `table` says the same."""

    key: str
    title: str
    bars: tuple[ScoreBar, ...]
    rank: int
    low: int
    high: int
    roles: int
    rank_label: str
    rank_words: str
    summary: str
    table: Table


@dataclass(frozen=True, slots=True)
class PercentileMark:
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
    marks: tuple[PercentileMark, ...]
    minimum: PercentileMark | None
    typical_label: str
    unit: str
    credit: str
    table: Table


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure of a series: its day as an ordinal, from `low` to `high`; `firm` if observed."""

    day: int
    low: float
    high: float
    shown: str
    when: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """Figures in the order of time as a drawing; `joined` by a line only where they compare.

    `table` says the same.
    """

    key: str
    title: str
    description: str
    dots: tuple[SeriesPoint, ...]
    joined: bool
    unit: str
    credit: str
    table: Table


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Lines that open in place under a summary, where a format can fold."""

    summary: str
    points: BulletList


Block = (
    Paragraphs
    | BulletList
    | DefinitionList
    | Table
    | ScoreChart
    | PayRange
    | SeriesChart
    | Disclosure
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; a `role` section gets a page of its own in print.

    A `folded` one opens in place, where a format can fold: one of many, of which few are read.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    kind: str = ""

    def notes(self) -> tuple[int, ...]:
        """The footnotes used in the section itself, in order."""
        return tuple(sorted({note for notes in _marked(self.blocks) for note in notes}))

    def marked(self) -> Iterator[tuple[int, ...]]:
        """The footnotes of each place in the section and in those within it."""
        yield from _marked(self.blocks)
        for section in self.sections:
            yield from section.marked()


def _marked(blocks: tuple[Block, ...]) -> Iterator[tuple[int, ...]]:
    for block in blocks:
        if isinstance(block, Table):
            yield block.notes
            for cell in (cell for row in (block.head, *block.rows) for cell in row):
                if isinstance(cell, TextLine):
                    yield cell.notes
        elif isinstance(block, (ScoreChart, PayRange, SeriesChart)):
            yield from _marked((block.table,))
        elif isinstance(block, Disclosure):
            yield from _marked((block.points,))
        elif isinstance(block, (Paragraphs, BulletList)):
            yield from (line.notes for line in block.lines)
        elif isinstance(block, DefinitionList):
            yield from (line.notes for _, line in block.rows)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered source: what is shown at the end and in the footnotes.

    `details` are parts of one sentence; `said` are sentences of their own, without a full stop.
    """

    number: int
    title: str
    details: tuple[str, ...]
    url: str | None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Guidance as people read it."""

    title: str
    trade: str
    lede: tuple[TextLine, ...]
    sections: tuple[Section, ...]
    sources: tuple[Footnote, ...] = field(default=())
    about: Section | None = None

    def together(self) -> tuple[tuple[int, ...], ...]:
        """The footnotes that one mark opens together: each set of more than MAX_MARKS once."""
        held = {line.notes for line in self.lede}
        for section in (*self.sections, *((self.about,) if self.about else ())):
            held.update(section.marked())
        return tuple(sorted(notes for notes in held if len(notes) > MAX_MARKS))


def pieces(text: str, links: tuple[Link, ...]) -> tuple[str | Link, ...]:
    """A text cut where it names records: each link once, where its words first stand alone.

    Of two that begin at one place, the longer words are meant.
    """
    if not links:
        return (text,)
    waiting = {link.label: link for link in links}
    longest_first = sorted(waiting, key=lambda label: -len(label))
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    found: list[str | Link] = []
    end = 0
    for match in named.finditer(text):
        link = waiting.pop(match.group(), None)
        if link is not None:
            found += [text[end : match.start()], link]
            end = match.end()
    found.append(text[end:])
    return tuple(piece for piece in found if piece)
