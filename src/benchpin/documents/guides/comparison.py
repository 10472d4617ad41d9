"""The comparison guide: two or three roles in the columns of one table per section."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.guidance.pay import jobs_line, pay_area_text
from benchpin.documents.guidance.roles import match_group
from benchpin.documents.guides.context import GuideContext, about_section, sentence
from benchpin.documents.guides.role_context import RoleGuideContext, as_of_line, role_guide_context
from benchpin.documents.guides.role_training import domestic_programme_options
from benchpin.documents.model import Document, Link, Section, Table, TextLine
from benchpin.facts import OUR_JUDGEMENT, Figure, figure_value
from benchpin.guidance import Guidance
from benchpin.inputs.errors import BadInput
from benchpin.market import (
    IndustryWage,
    ProjectionSummary,
    Wage,
    role_industry_wages,
    role_projection,
    role_wages,
)
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
"""Maximum number of roles compared."""
MAX_WORKING_LIFE = 2
"""Maximum number of rewards, and of drawbacks, per role."""
MAX_PROGRAMMES = 3
"""Maximum number of programmes per role."""
_PRICE_AND_LENGTH = ("programme-price", "programme-duration")


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One of the roles: its guide, wages and projection of its nearest occupation, and its match.

    `industry_wage` is that of the nearest occupation in the industry that the role works in.
    """

    guide: RoleGuideContext
    wage: Wage | None
    industry_wage: IndustryWage | None
    projection: ProjectionSummary | None
    match: Match | None

    @property
    def own_wage(self) -> Wage | None:
        """The wage of the nearest occupation, None if that is only a proxy for the role."""
        return self.wage if self.wage and self.wage.applies != "proxy" else None

    def notes(self, *sources: str) -> tuple[int, ...]:
        """The footnote numbers of some sources."""
        return self.guide.context.notes.of(sources)


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
    """The page that compares two or three roles: work, pay, outlook, skills, programmes.

    With `guidance`, the page starts with each role's match, and skills are split into those that
    the person holds and lacks. Raises UnknownName for an unknown role or area, AmbiguousArea for a
    name that fits several areas, BadInput unless two or three different roles are given.
    """
    # A role that is named twice counts once.
    ids = tuple(dict.fromkeys(role_ids))
    if not 1 < len(ids) <= MAX_ROLES:
        raise BadInput(f"{len(ids)} different roles to compare; name two or three")
    context = GuideContext.of(catalog, reference)
    columns = tuple(_column(i, context, area, guidance) for i in ids)
    labels = [column.guide.role.label for column in columns]
    sections = tuple(
        Section(key, phrase(f"compare.headings.{key}"), (table,))
        for key, cells in _ROWS.items()
        if (table := _table(key, cells, columns)) is not None
    )
    return Document(
        title=phrase("compare.title", roles=join_list([labels[0], *map(lower_first, labels[1:])])),
        trade=phrase("trade"),
        lede=(TextLine(phrase("compare.what_it_is")), as_of_line(as_of, columns[0].guide.place)),
        sections=sections,
        sources=context.notes.cited(),
        about=about_section(context),
    )


def _column(
    role_id: str, context: GuideContext, area: str | None, guidance: Guidance | None
) -> ComparisonColumn:
    guide = role_guide_context(role_id, context, area)
    match = next((m for m in guidance.matches if m.role == role_id), None) if guidance else None
    codes = guide.role.occupations.oews
    # No pay and no projection for a country without figures or a role without an occupation code.
    if not isinstance(guide.place, Area) or not codes:
        return ComparisonColumn(guide, None, None, None, match)
    wages = role_wages(role_id, guide.place, context.catalog, context.reference)
    industry_wages = role_industry_wages(role_id, context.catalog, context.reference)
    projection = role_projection(codes[0], context.catalog, context.reference)
    return ComparisonColumn(
        guide,
        next(iter(wages), None),
        next(iter(industry_wages), None),
        projection,
        match,
    )


def _table(
    key: str, cells: Iterable[tuple[str, Cell]], columns: tuple[ComparisonColumn, ...]
) -> Table | None:
    """One table of the comparison, without rows that are empty for all roles; None if all are."""
    unknown = phrase("compare.unknown")
    rows = tuple(
        (phrase(f"compare.rows.{name}"), *(line or unknown for line in lines))
        for name, cell in cells
        if any(lines := [cell(column) for column in columns])
    )
    if not rows:
        return None
    heading = phrase(f"compare.headings.{key}")
    roles = [column.guide.role.label for column in columns]
    caption = phrase("compare.caption", what=heading, roles=join_list(roles))
    return Table(caption, (phrase("compare.side"), *map(_role_link, columns)), rows, kind="words")


def _role_link(column: ComparisonColumn) -> TextLine:
    label = column.guide.role.label
    return TextLine(label, links=(Link("roles", column.guide.identity, label),))


# The work


def _summary(column: ComparisonColumn) -> TextLine | None:
    return next(
        (column.guide.statement_line(s) for s in column.guide.statements_of_kind("role-summary")),
        None,
    )


def _entry(column: ComparisonColumn) -> TextLine | None:
    route = column.guide.role.entry_route
    sources = [i for s in column.guide.statements_of_kind("role-entry") for i in s.sources]
    return column.guide.context.prose(route, sources) if route else None


def _mode(column: ComparisonColumn) -> TextLine | None:
    potential = column.guide.role.could_leave_the_workplace
    sentences = [phrase("compare.could", modes=join_list(potential.modes))]
    sources = [potential.source or OUR_JUDGEMENT]
    shares = {o.of: o.figure for o in reversed(column.guide.role.offered) if o.figure}
    figure_id = shares.get("role") or shares.get("occupation")
    if figure_id is None:
        sentences.append(phrase("compare.offered_not_measured"))
    else:
        figure = column.guide.catalog.figures[figure_id]
        share, occupation = format_figure(figure_value(figure)), figure.locator or ""
        key = "compare.offered" if "role" in shares else "compare.offered_occupation"
        sentences.append(phrase(key, share=share, occupation=occupation))
        sources.append(figure.source)
    return TextLine(" ".join(sentences), column.notes(*sources))


def _working_life(kind: str) -> Cell:
    def cell(column: ComparisonColumn) -> TextLine | None:
        statements = [entry.statement for entry in column.guide.working_life if entry.kind == kind]
        if not statements:
            return None
        text = " ".join(statement_text(s) for s in statements[:MAX_WORKING_LIFE])
        if len(statements) > MAX_WORKING_LIFE:
            text = f"{text} {phrase('compare.more', count=len(statements) - MAX_WORKING_LIFE)}"
        return TextLine(
            text, column.notes(*(i for s in statements[:MAX_WORKING_LIFE] for i in s.sources))
        )

    return cell


# Pay and outlook


def _occupation_group(column: ComparisonColumn) -> TextLine | None:
    wage = column.wage
    if wage is None:
        return None
    text = phrase(f"compare.group_{wage.applies}", group=wage.label)
    area_text = f" {pay_area_text(wage)}" if column.own_wage else ""
    return TextLine(f"{text}{area_text}", column.notes(wage.source))


def _pay(percentile: str) -> Cell:
    def cell(column: ComparisonColumn) -> TextLine | None:
        if column.wage is None:
            return None
        # A proxy is another kind of work: its pay is never shown as the role's.
        if column.own_wage is None:
            return TextLine(phrase("compare.not_its_own"))
        pay = column.own_wage.annual[percentile]
        if pay is None:
            return TextLine(phrase("pay.not-released"), column.notes(column.own_wage.source))
        pay_text = format_value(
            computed_amount(pay, f"{column.own_wage.currency}/{column.own_wage.unit}")
        )
        return TextLine(pay_text, column.notes(column.own_wage.source))

    return cell


def _industry_pay(column: ComparisonColumn) -> TextLine | None:
    """The typical pay in the industry that the role works in, for the whole nation."""
    wage = column.industry_wage
    typical = wage.percentile("50") if wage else None
    if wage is None or typical is None:
        return None
    text = phrase("compare.industry", industry=wage.industry.name, typical=format_figure(typical))
    return TextLine(text, column.notes(wage.source))


def _job_count(column: ComparisonColumn) -> TextLine | None:
    if column.wage is None:
        return None
    if column.own_wage is None:
        return TextLine(phrase("compare.not_its_own"))
    return jobs_line(column.own_wage, column.notes(column.own_wage.source), quotient=False)


def _projection(column: ComparisonColumn) -> TextLine | None:
    if column.wage is None or column.projection is None:
        return None
    if column.own_wage is None:
        return TextLine(phrase("compare.not_its_own"))
    figures: list[Figure] = []
    sentences = []
    for name, figure in (
        ("change", column.projection.change),
        ("openings", column.projection.openings),
    ):
        if figure is not None:
            sentences.append(phrase(f"compare.{name}", figure=format_figure(figure_value(figure))))
            figures.append(figure)
    return (
        TextLine(" ".join(sentences), column.notes(*(f.source for f in figures)))
        if sentences
        else None
    )


# Skills and ways to learn


def _essential_skills(column: ComparisonColumn) -> TextLine | None:
    """All essential skills there; left out if the match shows which of them the person holds."""
    if column.match:
        return None
    needs = (n for n in column.guide.role.skills if n.holds_in(column.guide.country))
    return _skills(column, (n.skill for n in needs))


def _person_skills(field: str) -> Cell:
    """The cell with the essential skills among those in a field of Match."""

    def cell(column: ComparisonColumn) -> TextLine | None:
        return _skills(column, getattr(column.match, field)) if column.match else None

    return cell


def _skills(column: ComparisonColumn, skills: Iterable[str]) -> TextLine:
    """The given skills that are essential for the role."""
    essential = {n.skill for n in column.guide.role.skills if n.need == "essential"}
    links = column.guide.builder.links("skills", (s for s in skills if s in essential))
    text = "; ".join(link.label for link in links) or phrase("compare.none")
    return TextLine(sentence(text), column.notes(OUR_JUDGEMENT), links=links)


def _programmes(column: ComparisonColumn) -> TextLine | None:
    """The first programmes for the role with price and length, open and priced ones first."""
    options = sorted(
        domestic_programme_options(column.guide),
        key=lambda o: (o.status != "open", o.total is None),
    )
    if not options:
        return TextLine(phrase("compare.no_ways"))
    first_options = options[:MAX_PROGRAMMES]
    text = " ".join(f"{option.label}: {_price_and_length(option)}" for option in first_options)
    if len(options) > len(first_options):
        text = f"{text} {phrase('compare.more', count=len(options) - len(first_options))}"
    sources = (i for option in first_options for s in option.statements for i in s.sources)
    links = tuple(Link("programmes", option.programme, option.label) for option in first_options)
    return TextLine(text, column.notes(*sources), links=links)


def _price_and_length(option: ProgrammeOption) -> str:
    return " ".join(
        statement_text(s) for s in option.statements if s.kind.startswith(_PRICE_AND_LENGTH)
    )


# How near somebody is


def _group(column: ComparisonColumn) -> TextLine | None:
    if column.match is None:
        return None
    return TextLine(f"{phrase(f'groups.{match_group(column.match)}')}.")


def _rank(column: ComparisonColumn) -> TextLine | None:
    match = column.match
    if match is None:
        return None
    fixed = match.rank_low == match.rank_high
    ranks = {"rank": match.rank, "low": match.rank_low, "high": match.rank_high}
    return TextLine(phrase("compare.rank_fixed" if fixed else "compare.rank", **ranks))


# Footnotes are numbered in the order of these rows.
_ROWS: dict[str, tuple[tuple[str, Cell], ...]] = {
    "fit": (("fit", _group), ("rank", _rank)),
    "work": (
        ("what", _summary),
        ("entry", _entry),
        ("mode", _mode),
        ("rewards", _working_life("reward")),
        ("drawbacks", _working_life("drawback")),
    ),
    "pay": (
        ("group", _occupation_group),
        ("typical", _pay("50")),
        ("lower_quarter", _pay("25")),
        ("industry", _industry_pay),
        ("jobs", _job_count),
        ("outlook", _projection),
    ),
    "skills": (
        ("essential", _essential_skills),
        ("held", _person_skills("held_skills")),
        ("partial", _person_skills("partial")),
        ("assumed", _person_skills("assumed")),
        ("missing", _person_skills("missing")),
    ),
    "ways": (("ways", _programmes),),
}
