"""Two or three roles side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.guidance.pay import jobs_line, where_line
from benchpin.documents.guidance.roles import band_lines
from benchpin.documents.guides.context import GuideContext, about_page, sentence
from benchpin.documents.guides.role_context import RoleGuideContext, as_of_line, role_guide_context
from benchpin.documents.guides.role_training import domestic_routes
from benchpin.documents.model import Document, Link, Section, Table, TextLine
from benchpin.facts import OUR_JUDGEMENT, Figure, figure_value
from benchpin.guidance import Guidance
from benchpin.inputs.errors import BadInput
from benchpin.market import ProjectionSummary, Wage, role_projection, role_wages
from benchpin.match import Match
from benchpin.plan import ProgrammeOption
from benchpin.reference import Area, Reference
from benchpin.wording.format import (
    computed_amount,
    format_figure,
    format_value,
    join_list,
    lower_first,
)
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

MAX_ROLES = 3
"""How many roles stand side by side at most."""
MAX_WORKING_LIFE = 2
"""How many rewards, and how many drawbacks, of each role are named."""
MAX_ROUTES = 3
"""How many programmes for each role are named."""
_PRICE_AND_LENGTH = ("programme-price", "programme-duration")


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One of the roles: its guide, its nearest occupation here, and how it matches somebody."""

    guide: RoleGuideContext
    wage: Wage | None
    ahead: ProjectionSummary | None
    match: Match | None

    @property
    def own(self) -> Wage | None:
        """The figures of the nearest occupation, unless it is another kind of work."""
        return self.wage if self.wage and self.wage.applies != "proxy" else None

    def notes(self, *sources: str) -> tuple[int, ...]:
        """The footnotes of some sources."""
        return self.guide.teller.notes.of(sources)


Cell = Callable[[ComparisonColumn], TextLine | None]


def compare_roles(
    role_ids: Sequence[str],
    catalog: Catalog,
    reference: Reference,
    *,
    area: str | None = None,
    as_of: date,
    guidance: Guidance | None = None,
) -> Document:
    """Two or three roles row by row: the work, pay here, outlook, skills, ways to learn.

    With somebody's guidance comes first how near each role is to them, and the skills are those
    that they hold and lack. Raises UnknownName for a
    role or an area that is not there, AmbiguousArea for words that name several areas, BadInput
    where there are not two or three roles.
    """
    ids = tuple(dict.fromkeys(role_ids))
    if not 1 < len(ids) <= MAX_ROLES:
        raise BadInput(f"{len(ids)} different roles to compare; name two or three")
    teller = GuideContext.of(catalog, reference)
    sides = tuple(_side(i, teller, area, guidance) for i in ids)
    labels = [side.guide.role.label for side in sides]
    sections = tuple(
        Section(key, phrase(f"compare.headings.{key}"), (table,))
        for key, cells in _ROWS.items()
        if (table := _table(key, cells, sides)) is not None
    )
    return Document(
        title=phrase("compare.title", roles=join_list([labels[0], *map(lower_first, labels[1:])])),
        trade=phrase("trade"),
        lede=(TextLine(phrase("compare.what_it_is")), as_of_line(as_of, sides[0].guide.here)),
        sections=sections,
        sources=teller.notes.cited(),
        about=about_page(teller),
    )


def _side(
    role_id: str, teller: GuideContext, area: str | None, guidance: Guidance | None
) -> ComparisonColumn:
    guide = role_guide_context(role_id, teller, area)
    match = next((m for m in guidance.matches if m.role == role_id), None) if guidance else None
    codes = guide.role.occupations.oews
    if not isinstance(guide.here, Area) or not codes:
        return ComparisonColumn(guide, None, None, match)
    here = role_wages(role_id, guide.here, teller.catalog, teller.reference)
    ahead = role_projection(codes[0], teller.catalog, teller.reference)
    return ComparisonColumn(guide, here[0] if here else None, ahead, match)


def _table(
    key: str, cells: Iterable[tuple[str, Cell]], sides: tuple[ComparisonColumn, ...]
) -> Table | None:
    """One table of the comparison, without rows that say nothing of any role; None without rows."""
    unknown = phrase("compare.unknown")
    rows = tuple(
        (phrase(f"compare.rows.{name}"), *(line or unknown for line in told))
        for name, cell in cells
        if any(told := [cell(side) for side in sides])
    )
    if not rows:
        return None
    heading = phrase(f"compare.headings.{key}")
    roles = [side.guide.role.label for side in sides]
    caption = phrase("compare.caption", what=heading, roles=join_list(roles))
    return Table(caption, (phrase("compare.side"), *map(_name, sides)), rows, kind="words")


def _name(side: ComparisonColumn) -> TextLine:
    label = side.guide.role.label
    return TextLine(label, links=(Link("roles", side.guide.identity, label),))


# The work


def _summary(side: ComparisonColumn) -> TextLine | None:
    return next((side.guide.said(s) for s in side.guide.known("role-summary")), None)


def _entry(side: ComparisonColumn) -> TextLine | None:
    route = side.guide.role.entry_route
    sources = [i for s in side.guide.known("role-entry") for i in s.sources]
    return side.guide.teller.prose(route, sources) if route else None


def _mode(side: ComparisonColumn) -> TextLine | None:
    leave, offered = side.guide.role.could_leave_the_workplace, side.guide.role.offered
    said = [phrase("compare.could", modes=join_list(leave.modes))]
    sources = [leave.source or OUR_JUDGEMENT]
    if offered is None:
        said.append(phrase("compare.offered_not_measured"))
    else:
        share = side.guide.catalog.figures[offered.figure]
        said.append(phrase("compare.offered", share=format_figure(figure_value(share))))
        sources.append(share.source)
    return TextLine(" ".join(said), side.notes(*sources))


def _lives(kind: str) -> Cell:
    def told(side: ComparisonColumn) -> TextLine | None:
        lives = [life.statement for life in side.guide.lives if life.kind == kind]
        if not lives:
            return None
        text = " ".join(statement_text(s) for s in lives[:MAX_WORKING_LIFE])
        if len(lives) > MAX_WORKING_LIFE:
            text = f"{text} {phrase('compare.more', count=len(lives) - MAX_WORKING_LIFE)}"
        return TextLine(text, side.notes(*(i for s in lives[:MAX_WORKING_LIFE] for i in s.sources)))

    return told


# Pay and outlook


def _group(side: ComparisonColumn) -> TextLine | None:
    wage = side.wage
    if wage is None:
        return None
    said = phrase(f"compare.group_{wage.applies}", group=wage.label)
    where = f" {where_line(wage)}" if side.own else ""
    return TextLine(f"{said}{where}", side.notes(wage.source))


def _pay(percentile: str) -> Cell:
    def told(side: ComparisonColumn) -> TextLine | None:
        if side.wage is None:
            return None
        if side.own is None:
            return TextLine(phrase("compare.not_its_own"))
        pay = side.own.annual[percentile]
        if pay is None:
            return TextLine(phrase("pay.not-released"), side.notes(side.own.source))
        shown = format_value(computed_amount(pay, f"{side.own.currency}/{side.own.unit}"))
        return TextLine(shown, side.notes(side.own.source))

    return told


def _jobs(side: ComparisonColumn) -> TextLine | None:
    if side.wage is None:
        return None
    if side.own is None:
        return TextLine(phrase("compare.not_its_own"))
    return jobs_line(side.own, side.notes(side.own.source), quotient=False)


def _ahead(side: ComparisonColumn) -> TextLine | None:
    if side.wage is None or side.ahead is None:
        return None
    if side.own is None:
        return TextLine(phrase("compare.not_its_own"))
    found: list[Figure] = []
    said = []
    for name, held in (("change", side.ahead.change), ("openings", side.ahead.openings)):
        if held is not None:
            said.append(phrase(f"compare.{name}", figure=format_figure(figure_value(held))))
            found.append(held)
    return TextLine(" ".join(said), side.notes(*(f.source for f in found))) if said else None


# Skills and ways to learn


def _essential(side: ComparisonColumn) -> TextLine | None:
    """All of them, where it is not told which of them somebody holds."""
    return None if side.match else _skills(side, [n.skill for n in side.guide.role.skills])


def _of_person(name: str) -> Cell:
    def told(side: ComparisonColumn) -> TextLine | None:
        return _skills(side, getattr(side.match, name)) if side.match else None

    return told


def _skills(side: ComparisonColumn, skills: Iterable[str]) -> TextLine:
    """Those of some skills that the role cannot do without."""
    essential = {n.skill for n in side.guide.role.skills if n.need == "essential"}
    links = side.guide.telling.links("skills", (s for s in skills if s in essential))
    text = "; ".join(link.label for link in links) or phrase("compare.none")
    return TextLine(sentence(text), side.notes(OUR_JUDGEMENT), links=links)


def _ways(side: ComparisonColumn) -> TextLine | None:
    """The first programmes for the role, with price and length."""
    ways = sorted(domestic_routes(side.guide), key=lambda o: (o.status != "open", o.total is None))
    if not ways:
        return TextLine(phrase("compare.no_ways"))
    shown = ways[:MAX_ROUTES]
    text = " ".join(f"{way.label}: {_price_and_length(way)}" for way in shown)
    if len(ways) > len(shown):
        text = f"{text} {phrase('compare.more', count=len(ways) - len(shown))}"
    sources = (i for way in shown for s in way.statements for i in s.sources)
    links = tuple(Link("programmes", way.programme, way.label) for way in shown)
    return TextLine(text, side.notes(*sources), links=links)


def _price_and_length(way: ProgrammeOption) -> str:
    return " ".join(
        statement_text(s) for s in way.statements if s.kind.startswith(_PRICE_AND_LENGTH)
    )


# How near somebody is


def _band(side: ComparisonColumn) -> TextLine | None:
    if side.match is None:
        return None
    return TextLine(". ".join(line.text.rstrip(".") for line in band_lines(side.match)) + ".")


def _rank(side: ComparisonColumn) -> TextLine | None:
    found = side.match
    if found is None:
        return None
    fixed = found.rank_low == found.rank_high
    said = {"rank": found.rank, "low": found.rank_low, "high": found.rank_high}
    return TextLine(phrase("compare.rank_fixed" if fixed else "compare.rank", **said))


# The order of the rows is the order in which footnotes are numbered.
_ROWS: dict[str, tuple[tuple[str, Cell], ...]] = {
    "fit": (("band", _band), ("rank", _rank)),
    "work": (
        ("what", _summary),
        ("entry", _entry),
        ("mode", _mode),
        ("rewards", _lives("reward")),
        ("drawbacks", _lives("drawback")),
    ),
    "pay": (
        ("group", _group),
        ("typical", _pay("50")),
        ("lower_quarter", _pay("25")),
        ("jobs", _jobs),
        ("outlook", _ahead),
    ),
    "skills": (
        ("essential", _essential),
        ("held", _of_person("held")),
        ("partial", _of_person("partial")),
        ("assumed", _of_person("assumed")),
        ("missing", _of_person("missing")),
    ),
    "ways": (("ways", _ways),),
}
