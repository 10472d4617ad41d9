"""What the pictures of a report show: the finding, the rows behind it, and where they come from.

A picture here is data and words. `draw` makes an image of it, and its table is the same picture
for whoever cannot see the image.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.documents.answers.text_layout import text_table
from benchpin.documents.report_charts.credit import credit_line
from benchpin.inputs.errors import BadInput
from benchpin.market import (
    ReachableJobs,
    Series,
    Wage,
    area_reference,
    jobs_within_reach,
    occupation_series,
    role_wages,
    topic_report,
)
from benchpin.reference import Area, Reference
from benchpin.wording import format as shown
from benchpin.wording.figures import measure_name
from benchpin.wording.jobs import area_name, jobs_in_words
from benchpin.wording.phrases import phrase

Name = Literal["wages", "series", "quotients", "reach", "stores"]
Cell = str | float | None
PERCENTILES = ("10", "25", "50", "75", "90")
MAX_BARS = 15


@dataclass(frozen=True, slots=True)
class ReportChart:
    """One picture: `title` says the finding, `about` what is shown, in which unit and period.

    `rows` have a cell for each of `columns`; None is a value that is not published. `axis` names
    the unit on the axis, `notes` say what a reader must know, `credit` names the sources.
    """

    name: Name
    title: str
    about: str
    axis: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    credit: str

    def records(self) -> list[dict[str, Cell]]:
        """The rows by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def as_table(picture: ReportChart) -> str:
    """The text alternative of a picture: its words, and its rows as a table."""
    rows = [picture.columns, *([_cell(cell) for cell in row] for row in picture.rows)]
    lines = [picture.title, picture.about, "", *text_table(rows, ""), "", *picture.notes]
    return "\n".join((*lines, picture.credit))


def _cell(cell: Cell) -> str:
    if cell is None:
        return phrase("chart.missing")
    return cell if isinstance(cell, str) else shown.format_number(cell)


def pay_of_roles(
    roles: Sequence[str], area: Area, catalog: Catalog, reference: Reference
) -> ReportChart:
    """The range of pay of several roles in an area, the best paid in the middle first.

    Roles of one occupation share a row: they have the same figures.
    """
    found: dict[tuple[str, str], tuple[Wage, list[str]]] = {}
    for role in roles:
        for wage in role_wages(role, area, catalog, reference)[:1]:
            key = (wage.soc, wage.area.code)
            found.setdefault(key, (wage, []))[1].append(catalog.roles[role].label)
    paid = [(wage, labels) for wage, labels in found.values() if wage.median is not None]
    if not paid:
        raise BadInput(f"no pay is published for {', '.join(roles)}; name other roles")
    paid.sort(key=lambda each: -(each[0].median or 0))
    best, labels = paid[0]
    amount = f"${shown.format_number(best.median or 0)}"
    where, asked = (
        shown.with_article(area_name(place)) for place in (best.area, area_reference(area))
    )
    finding = "chart.wages_one" if len(paid) == 1 else "chart.wages"
    used = [wage for wage, _ in paid]
    return ReportChart(
        name="wages",
        title=phrase(finding, role=_roles(labels), amount=amount, area=where),
        about=phrase("chart.wages_about", area=asked, period=_periods(used)),
        axis=phrase("chart.dollars_a_year"),
        columns=(
            phrase("chart.role"), phrase("chart.occupation"), phrase("chart.area"),
            *map(_percentile, PERCENTILES),
        ),
        rows=tuple(
            (_roles(of), wage.label, area_name(wage.area), *(wage.annual[p] for p in PERCENTILES))
            for wage, of in paid
        ),
        notes=tuple(_wage_notes(used)),
        credit=credit_line([wage.source for wage in used], catalog, reference),
    )  # fmt: skip


def _percentile(number: str) -> str:
    """What a percentile is called."""
    if number == "50":
        return phrase("chart.median")
    return phrase("chart.percentile", number=number)


def _roles(labels: Sequence[str]) -> str:
    return shown.join_list([labels[0], *map(shown.lower_first, labels[1:])])


def _wage_notes(used: Sequence[Wage]) -> Iterator[str]:
    if any(wage.fell_back for wage in used):
        yield phrase("chart.fell_back")
    if any(wage.applies == "proxy" for wage in used):
        yield phrase("chart.proxy")
    if any(None in wage.annual.values() for wage in used):
        yield phrase("chart.withheld")
    yield phrase("chart.employees")


def _periods(used: Sequence[Wage]) -> str:
    return shown.join_list(
        [shown.format_period(each) for each in dict.fromkeys(w.period for w in used)]
    )


def years_of(soc: str, catalog: Catalog, reference: Reference) -> ReportChart:
    """An occupation's yearly medians as points, with the spread and what breaks the series."""
    found = occupation_series(soc, catalog, reference)
    if found is None:
        raise BadInput(f"no yearly figures are held for {soc}; name an occupation of the trade")
    points = [point for point in found.points if point.annual["50"] is not None]
    if not points:
        raise BadInput(f"no yearly medians are published for {soc}; name another occupation")
    first, last = points[0], points[-1]
    sources = [*(point.source for point in points), *filter(None, [found.prices_source])]
    return ReportChart(
        name="series",
        title=phrase(
            "chart.series",
            occupation=found.label,
            first=f"${shown.format_number(first.annual['50'] or 0)}",
            then=shown.format_period(first.period),
            last=f"${shown.format_number(last.annual['50'] or 0)}",
            now=shown.format_period(last.period),
        ),
        about=phrase("chart.series_about", area=area_name(found.area)),
        axis=phrase("chart.dollars_a_year"),
        columns=(
            phrase("chart.period"), *map(_percentile, ("25", "50", "75")),
            _in_constant(found), phrase("chart.breaks"),
        ),
        rows=tuple(
            (
                point.period, point.annual["25"], point.annual["50"], point.annual["75"],
                point.constant.get("50"),
                ", ".join(phrase(f"chart.break_{each}") for each in point.breaks),
            )
            for point in points
        ),
        notes=(phrase("chart.points"), phrase("chart.employees")),
        credit=credit_line(sources, catalog, reference),
    )  # fmt: skip


def _in_constant(found: Series) -> str:
    period = shown.format_period(found.constant_period or "")
    return phrase("chart.constant", period=period)


def quotients_of(
    soc: str, catalog: Catalog, reference: Reference, count: int = MAX_BARS
) -> ReportChart:
    """The metro areas where an occupation is most common against the nation, ranked."""
    metros = [area for area in reference.areas if area.kind == "metro"]
    cells = [cell for area in metros if (cell := reference.wage(soc, area)) is not None]
    ranked = sorted(
        (cell for cell in cells if cell.location_quotient is not None),
        key=lambda cell: (-(cell.location_quotient or 0), cell.area.code),
    )[:count]
    if not ranked:
        raise BadInput(f"no location quotients are published for '{soc}'; name another occupation")
    first = ranked[0]
    quotient = first.location_quotient or 0
    return ReportChart(
        name="quotients",
        title=phrase(
            "chart.quotients",
            occupation=first.label,
            area=first.area.name,
            times=shown.format_number(round(quotient) if quotient >= 2 else round(quotient, 1)),
        ),
        about=phrase("chart.quotients_about", period=shown.format_period(first.release)),
        axis=phrase("chart.times"),
        columns=(
            phrase("chart.area"), phrase("chart.times"), phrase("chart.low"),
            phrase("chart.high"), phrase("chart.jobs"),
        ),
        rows=tuple(
            (
                cell.area.name, cell.location_quotient,
                *_give_or_take(cell.location_quotient or 0, cell.employment_rse_pct),
                cell.employment,
            )
            for cell in ranked
        ),
        notes=(phrase("chart.whiskers"), phrase("chart.published"), phrase("chart.employees")),
        credit=credit_line([cell.source for cell in ranked], catalog, reference),
    )  # fmt: skip


def _give_or_take(quotient: float, rse_pct: float | None) -> tuple[float | None, float | None]:
    """A quotient less and plus the error of its count of jobs; the nation's error is far less."""
    if rse_pct is None:
        return None, None
    error = quotient * rse_pct / 100
    return round(max(0.0, quotient - error), 2), round(quotient + error, 2)


def reach_from(role: str, area: Area, catalog: Catalog, reference: Reference) -> ReportChart:
    """Jobs of a role's nearest occupation within reach from an area, by work mode."""
    found = jobs_within_reach(role, area, catalog, reference)
    if not found.occupations:
        raise BadInput(f"no jobs are counted for '{role}'; name another role")
    nearest = found.occupations[0]
    told = [_in_short(each) for each in nearest.reached]
    period = next((each.period for each in nearest.reached if each.period), None)
    title = phrase("chart.reach", area=area.name, role=found.label, reached=shown.join_list(told))
    about = phrase(
        "chart.reach_about", occupation=nearest.label, period=shown.format_period(period or "")
    )
    return ReportChart(
        name="reach",
        title=title,
        about=about,
        axis=phrase("chart.jobs"),
        columns=(
            phrase("chart.mode"), phrase("chart.jobs"), phrase("chart.low"), phrase("chart.high"),
            phrase("chart.areas"), phrase("chart.words"),
        ),
        rows=tuple(
            (
                phrase(f"reach.{each.mode}"), each.jobs,
                None if each.jobs is None or each.give_or_take is None
                else max(0, each.jobs - each.give_or_take),
                None if each.jobs is None or each.give_or_take is None
                else each.jobs + each.give_or_take,
                "; ".join(map(area_name, each.areas)), jobs_in_words(each),
            )
            for each in nearest.reached
        ),
        notes=(
            *((phrase("chart.share"),) if nearest.reached[-1].share else ()),
            *((phrase("chart.proxy"),) if nearest.applies == "proxy" else ()),
            phrase("chart.held_jobs"),
        ),
        credit=credit_line(
            [source for each in nearest.reached for source in each.sources], catalog, reference
        ),
    )  # fmt: skip


def _in_short(each: ReachableJobs) -> str:
    """A work mode with its jobs, without their error: a title has no room for it."""
    words = jobs_in_words(each.model_copy(update={"give_or_take": None}))
    mode = phrase(f"reach.{each.mode}")
    if each.jobs is None:
        return phrase("chart.in_mode_none", mode=mode, why=words)
    return phrase("chart.in_mode", mode=mode, jobs=words)


def stores_counted(catalog: Catalog, reference: Reference) -> ReportChart:
    """How many businesses of the trade there are, by kind, at each count."""
    part = topic_report("stores", catalog).parts[0]
    rows = [
        (measure_name(each.measure), shown.format_period(figure.period or ""), figure.low)
        for each in part.series
        for figure in each.figures
    ]
    retail = part.series[0]
    first, last = retail.figures[0], retail.figures[-1]
    return ReportChart(
        name="stores",
        title=phrase(
            "chart.stores",
            first=shown.format_number(first.low),
            then=shown.format_period(first.period or ""),
            last=shown.format_number(last.low),
            now=shown.format_period(last.period or ""),
            what=measure_name(retail.measure),
            area=shown.with_article(shown.format_area(retail.geography)),
        ),
        about=phrase("chart.stores_about", area=shown.format_area(retail.geography)),
        axis=phrase("chart.businesses"),
        columns=(phrase("chart.kind"), phrase("chart.period"), phrase("chart.businesses")),
        rows=tuple(rows),
        notes=(phrase("chart.bureau"),),
        credit=credit_line(
            [figure.source for each in part.series for figure in each.figures], catalog, reference
        ),
    )
