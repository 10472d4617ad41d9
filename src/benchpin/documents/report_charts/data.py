"""The data of report charts: the finding, the rows behind it, and their sources.

A chart here is data and text. `altair` renders it as an image, and its table is the text
alternative.
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
from benchpin.wording import format as formatting
from benchpin.wording.figures import measure_name
from benchpin.wording.jobs import area_name, reachable_jobs_text
from benchpin.wording.phrases import phrase

ChartName = Literal["wages", "series", "quotients", "reach", "stores"]
Cell = str | float | None
PERCENTILES = ("10", "25", "50", "75", "90")
MAX_BARS = 15


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart: `title` is the finding, `about` says what is shown, with its area and period.

    `rows` have a cell for each of `columns`; None is a value that is not published. `axis` is the
    label of the value axis, `notes` are caveats for the reader, `credit` names the sources.
    """

    name: ChartName
    title: str
    about: str
    axis: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    credit: str

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def chart_as_text(chart: ReportChart) -> str:
    """The text alternative of a chart: its texts, and its rows as a table."""
    rows = [chart.columns, *([_cell(cell) for cell in row] for row in chart.rows)]
    lines = [chart.title, chart.about, "", *text_table(rows, ""), "", *chart.notes]
    return "\n".join((*lines, chart.credit))


def _cell(cell: Cell) -> str:
    if cell is None:
        return phrase("chart.missing")
    return cell if isinstance(cell, str) else formatting.format_number(cell)


def wage_chart(
    roles: Sequence[str], area: Area, catalog: Catalog, reference: Reference
) -> ReportChart:
    """The wage percentiles of several roles in an area, the highest median first.

    Roles of one occupation share a row, as they have the same figures. Raises BadInput if no
    median is published.
    """
    wages_by_key: dict[tuple[str, str], tuple[Wage, list[str]]] = {}
    for role in roles:
        for wage in role_wages(role, area, catalog, reference)[:1]:
            key = (wage.soc, wage.area.code)
            wages_by_key.setdefault(key, (wage, []))[1].append(catalog.roles[role].label)
    paid = [(wage, labels) for wage, labels in wages_by_key.values() if wage.median is not None]
    if not paid:
        raise BadInput(f"no pay is published for {', '.join(roles)}; name other roles")
    paid.sort(key=lambda pair: -(pair[0].median or 0))
    best, labels = paid[0]
    amount = f"${formatting.format_number(best.median or 0)}"
    best_area, requested_area = (
        formatting.with_article(area_name(area_or_reference))
        for area_or_reference in (best.area, area_reference(area))
    )
    title_key = "chart.wages_one" if len(paid) == 1 else "chart.wages"
    wages = [wage for wage, _ in paid]
    return ReportChart(
        name="wages",
        title=phrase(title_key, role=_role_names(labels), amount=amount, area=best_area),
        about=phrase("chart.wages_about", area=requested_area, period=_periods(wages)),
        axis=phrase("chart.dollars_a_year"),
        columns=(
            phrase("chart.role"), phrase("chart.occupation"), phrase("chart.area"),
            *map(_percentile_name, PERCENTILES),
        ),
        rows=tuple(
            (
                _role_names(role_labels), wage.label, area_name(wage.area),
                *(wage.annual[p] for p in PERCENTILES),
            )
            for wage, role_labels in paid
        ),
        notes=tuple(_wage_notes(wages)),
        credit=credit_line([wage.source for wage in wages], catalog, reference),
    )  # fmt: skip


def _percentile_name(number: str) -> str:
    """The name of a percentile column."""
    if number == "50":
        return phrase("chart.median")
    return phrase("chart.percentile", number=number)


def _role_names(labels: Sequence[str]) -> str:
    return formatting.join_list([labels[0], *map(formatting.lower_first, labels[1:])])


def _wage_notes(wages: Sequence[Wage]) -> Iterator[str]:
    if any(wage.fell_back for wage in wages):
        yield phrase("chart.fell_back")
    if any(wage.applies == "proxy" for wage in wages):
        yield phrase("chart.proxy")
    if any(None in wage.annual.values() for wage in wages):
        yield phrase("chart.withheld")
    yield phrase("chart.employees")


def _periods(wages: Sequence[Wage]) -> str:
    return formatting.join_list(
        [formatting.format_period(period) for period in dict.fromkeys(w.period for w in wages)]
    )


def wage_series_chart(soc: str, catalog: Catalog, reference: Reference) -> ReportChart:
    """The yearly wage percentiles of an occupation, with the breaks of the series.

    Raises BadInput if there are no yearly medians.
    """
    series = occupation_series(soc, catalog, reference)
    if series is None:
        raise BadInput(f"no yearly figures are held for {soc}; name an occupation of the trade")
    points = [point for point in series.points if point.annual["50"] is not None]
    if not points:
        raise BadInput(f"no yearly medians are published for {soc}; name another occupation")
    first, last = points[0], points[-1]
    sources = [*(point.source for point in points), *filter(None, [series.prices_source])]
    return ReportChart(
        name="series",
        title=phrase(
            "chart.series",
            occupation=series.label,
            first=f"${formatting.format_number(first.annual['50'] or 0)}",
            then=formatting.format_period(first.period),
            last=f"${formatting.format_number(last.annual['50'] or 0)}",
            now=formatting.format_period(last.period),
        ),
        about=phrase("chart.series_about", area=area_name(series.area)),
        axis=phrase("chart.dollars_a_year"),
        columns=(
            phrase("chart.period"), *map(_percentile_name, ("25", "50", "75")),
            _constant_dollars_name(series), phrase("chart.breaks"),
        ),
        rows=tuple(
            (
                point.period, point.annual["25"], point.annual["50"], point.annual["75"],
                point.constant.get("50"),
                ", ".join(phrase(f"chart.break_{break_kind}") for break_kind in point.breaks),
            )
            for point in points
        ),
        notes=(phrase("chart.points"), phrase("chart.employees")),
        credit=credit_line(sources, catalog, reference),
    )  # fmt: skip


def _constant_dollars_name(series: Series) -> str:
    period = formatting.format_period(series.constant_period or "")
    return phrase("chart.constant", period=period)


def location_quotient_chart(
    soc: str, catalog: Catalog, reference: Reference, count: int = MAX_BARS
) -> ReportChart:
    """The `count` metro areas with the highest location quotients of an occupation.

    Raises BadInput if no location quotient is published.
    """
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
    times = round(quotient) if quotient >= 2 else round(quotient, 1)
    return ReportChart(
        name="quotients",
        title=phrase(
            "chart.quotients",
            occupation=first.label,
            area=first.area.name,
            times=formatting.format_number(times),
        ),
        about=phrase("chart.quotients_about", period=formatting.format_period(first.release)),
        axis=phrase("chart.times"),
        columns=(
            phrase("chart.area"), phrase("chart.times"), phrase("chart.low"),
            phrase("chart.high"), phrase("chart.jobs"),
        ),
        rows=tuple(
            (
                cell.area.name, cell.location_quotient,
                *_error_interval(cell.location_quotient or 0, cell.employment_rse_pct),
                cell.employment,
            )
            for cell in ranked
        ),
        notes=(phrase("chart.whiskers"), phrase("chart.published"), phrase("chart.employees")),
        credit=credit_line([cell.source for cell in ranked], catalog, reference),
    )  # fmt: skip


def _error_interval(quotient: float, rse_pct: float | None) -> tuple[float | None, float | None]:
    """A location quotient minus and plus one relative standard error of the area's employment.

    The error of national employment is far smaller and is left out.
    """
    if rse_pct is None:
        return None, None
    error = quotient * rse_pct / 100
    return round(max(0.0, quotient - error), 2), round(quotient + error, 2)


def reach_chart(role: str, area: Area, catalog: Catalog, reference: Reference) -> ReportChart:
    """Reachable jobs of a role's nearest occupation from an area, by work mode.

    Raises BadInput if no jobs are counted for the role.
    """
    reach = jobs_within_reach(role, area, catalog, reference)
    if not reach.occupations:
        raise BadInput(f"no jobs are counted for '{role}'; name another role")
    nearest = reach.occupations[0]
    mode_texts = [_mode_text(jobs) for jobs in nearest.reached]
    period = next((jobs.period for jobs in nearest.reached if jobs.period), None)
    title = phrase(
        "chart.reach", area=area.name, role=reach.label, reached=formatting.join_list(mode_texts)
    )
    about = phrase(
        "chart.reach_about", occupation=nearest.label, period=formatting.format_period(period or "")
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
                phrase(f"reach.{jobs.mode}"), jobs.jobs,
                None if jobs.jobs is None or jobs.give_or_take is None
                else max(0, jobs.jobs - jobs.give_or_take),
                None if jobs.jobs is None or jobs.give_or_take is None
                else jobs.jobs + jobs.give_or_take,
                "; ".join(map(area_name, jobs.areas)), reachable_jobs_text(jobs),
            )
            for jobs in nearest.reached
        ),
        notes=(
            *((phrase("chart.share"),) if nearest.reached[-1].share else ()),
            *((phrase("chart.proxy"),) if nearest.applies == "proxy" else ()),
            phrase("chart.held_jobs"),
        ),
        credit=credit_line(
            [source for jobs in nearest.reached for source in jobs.sources], catalog, reference
        ),
    )  # fmt: skip


def _mode_text(jobs: ReachableJobs) -> str:
    """A work mode with its jobs for the title, which has no room for the margin of error."""
    text = reachable_jobs_text(jobs.model_copy(update={"give_or_take": None}))
    mode = phrase(f"reach.{jobs.mode}")
    if jobs.jobs is None:
        return phrase("chart.in_mode_none", mode=mode, why=text)
    return phrase("chart.in_mode", mode=mode, jobs=text)


def store_count_chart(catalog: Catalog, reference: Reference) -> ReportChart:
    """The number of businesses of the trade, by kind and period."""
    part = topic_report("stores", catalog).parts[0]
    rows = [
        (measure_name(series.measure), formatting.format_period(figure.period or ""), figure.low)
        for series in part.series
        for figure in series.figures
    ]
    retail = part.series[0]
    first, last = retail.figures[0], retail.figures[-1]
    return ReportChart(
        name="stores",
        title=phrase(
            "chart.stores",
            first=formatting.format_number(first.low),
            then=formatting.format_period(first.period or ""),
            last=formatting.format_number(last.low),
            now=formatting.format_period(last.period or ""),
            what=measure_name(retail.measure),
            area=formatting.with_article(formatting.format_area(retail.geography)),
        ),
        about=phrase("chart.stores_about", area=formatting.format_area(retail.geography)),
        axis=phrase("chart.businesses"),
        columns=(phrase("chart.kind"), phrase("chart.period"), phrase("chart.businesses")),
        rows=tuple(rows),
        notes=(phrase("chart.bureau"),),
        credit=credit_line(
            [figure.source for series in part.series for figure in series.figures],
            catalog,
            reference,
        ),
    )
