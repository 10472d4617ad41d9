"""The document model: sections, lines, tables and charts.

Text, HTML and Markdown are rendered from the same document, so that they say the same things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

MAX_MARKS = 3
"""More footnotes than this in one place are shown as one mark that opens them together."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that name a record of the catalog: its folder ("roles"), its id, and the words.

    A document holds no addresses of pages. The renderer's `href(kind, id)` returns the address, or
    None if it has no page for the record; then the words stay plain text.
    """

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text with the numbers of its footnotes.

    `lead` comes first and is emphasized ("One thing to weigh"), `url` is the address of what the
    line names. `links` apply where their words occur in the lead, the text, or the term of a
    definition list.
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

    A cell with footnotes or links of its own is a TextLine.
    """

    caption: str
    head: tuple["str | TextLine", ...]
    rows: tuple[tuple["str | TextLine", ...], ...]
    notes: tuple[int, ...] = ()
    kind: Literal["figures", "words"] = "figures"


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One part of a score: 0 to 1, None if unknown; `value_text` is its text."""

    label: str
    score: float | None
    value_text: str


@dataclass(frozen=True, slots=True)
class ScoreChart:
    """The parts of a match and its rank interval as a chart; `table` is the text alternative."""

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
    """A percentile of pay; `value_text` is the amount as text."""

    percentile: str
    amount: float
    value_text: str


@dataclass(frozen=True, slots=True)
class PayRange:
    """Wage percentiles as a chart whose title is the finding; `table` is the text alternative."""

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
    """One figure of a time series: `day` as an ordinal, `low` to `high`; `firm` if observed."""

    day: int
    low: float
    high: float
    value_text: str
    period_text: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A time series as a chart; its points are `joined` by a line only if they are comparable.

    `table` is the text alternative.
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
    """Lines that are folded under a summary, in formats that can fold."""

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
    """A heading with blocks and subsections; a section of kind `role` starts a new page in print.

    A section of kind `folded` is closed at first, in formats that can fold.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    kind: str = ""

    def notes(self) -> tuple[int, ...]:
        """The footnotes of the section's own blocks, in order."""
        return tuple(sorted({note for notes in _footnote_groups(self.blocks) for note in notes}))

    def footnote_groups(self) -> Iterator[tuple[int, ...]]:
        """The footnotes of each line or table, in the section and its subsections."""
        yield from _footnote_groups(self.blocks)
        for section in self.sections:
            yield from section.footnote_groups()


def _footnote_groups(blocks: tuple[Block, ...]) -> Iterator[tuple[int, ...]]:
    for block in blocks:
        if isinstance(block, Table):
            yield block.notes
            for cell in (cell for row in (block.head, *block.rows) for cell in row):
                if isinstance(cell, TextLine):
                    yield cell.notes
        elif isinstance(block, (ScoreChart, PayRange, SeriesChart)):
            yield from _footnote_groups((block.table,))
        elif isinstance(block, Disclosure):
            yield from _footnote_groups((block.points,))
        elif isinstance(block, (Paragraphs, BulletList)):
            yield from (line.notes for line in block.lines)
        elif isinstance(block, DefinitionList):
            yield from (line.notes for _, line in block.rows)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered source, as shown in the bibliography and in the footnotes.

    `details` are parts of one sentence; `remarks` are whole sentences, without a full stop.
    """

    number: int
    title: str
    details: tuple[str, ...]
    url: str | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `about` says which data it is made from."""

    title: str
    trade: str
    lede: tuple[TextLine, ...]
    sections: tuple[Section, ...]
    sources: tuple[Footnote, ...] = field(default=())
    about: Section | None = None

    def grouped_footnotes(self) -> tuple[tuple[int, ...], ...]:
        """The footnote groups that one mark opens together: each with more than MAX_MARKS, once."""
        groups = {line.notes for line in self.lede}
        for section in (*self.sections, *((self.about,) if self.about else ())):
            groups.update(section.footnote_groups())
        return tuple(sorted(notes for notes in groups if len(notes) > MAX_MARKS))


def split_at_links(text: str, links: tuple[Link, ...]) -> tuple[str | Link, ...]:
    """A text split at its links: each link once, at the first whole-word occurrence of its label.

    Of two labels that start at the same position, the longer one is used.
    """
    if not links:
        return (text,)
    links_by_label = {link.label: link for link in links}
    longest_first = sorted(links_by_label, key=lambda label: -len(label))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    parts: list[str | Link] = []
    end = 0
    for match in pattern.finditer(text):
        link = links_by_label.pop(match.group(), None)
        if link is not None:
            parts += [text[end : match.start()], link]
            end = match.end()
    parts.append(text[end:])
    return tuple(part for part in parts if part)
