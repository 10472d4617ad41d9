"""The output of `benchpin wages` as text, JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from benchpin.catalog import Catalog
from benchpin.documents.answers.short_document import Selection, short_document_lines
from benchpin.documents.answers.text_layout import StyledLine
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guides.occupation_pay import occupation_pay_section
from benchpin.documents.model import Document, TextLine
from benchpin.documents.render.text import document_as_text
from benchpin.market import (
    PERCENTILES,
    IndustryWage,
    OccupationProjection,
    Place,
    Series,
    Wage,
    WithheldPercentile,
)
from benchpin.market.pay_report import PayReport
from benchpin.wording.format import format_area, lower_first, with_article
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

COLUMNS = (
    "about", "soc", "occupation", "applies", "mixed_with", "measure", "percentile", "value", "unit",
    "bound", "withheld", "rse_pct", "status", "period", "area", "area_code", "area_scheme",
    "area_kind", "country", "asked_area", "fell_back", "fell_back_because", "classification",
    "method", "breaks", "notes", "source", "publisher", "title", "url",
    "industry", "industry_name",
)  # fmt: skip
"""The columns of the CSV form, one figure per row; `about` is area, industry, year or projection.
"""


def pay_as_json(pay: PayReport) -> str:
    """The pay report as JSON: the same bytes for the same report."""
    data = with_text(pay).model_dump(mode="json", by_alias=True)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


# Text


MAX_LINES = 40
SHORT = Selection(without=("years-",))
"""Single years are the first that a short answer leaves out."""


def pay_lines(pay: PayReport, catalog: Catalog) -> tuple[StyledLine, ...]:
    """The pay report on at most `MAX_LINES`: pay, jobs and outlook, of the nearest occupations."""
    if not pay.wages:
        return tuple(StyledLine(note.text) for note in with_text(pay).notes)
    document = _pay_document(pay, catalog)
    for count in range(len(document.sections), 0, -1):
        first = replace(document, sections=document.sections[:count])
        lines = short_document_lines(first, SHORT, MAX_LINES)
        if len(lines) <= MAX_LINES and any(line.tone == "name" for line in lines):
            break
    return lines


def pay_as_text(pay: PayReport, catalog: Catalog, width: int = 80) -> str:
    """The pay report as text; for a country without figures, one sentence."""
    if not pay.wages:
        return "".join(f"{note.text}\n" for note in with_text(pay).notes)
    return document_as_text(_pay_document(pay, catalog), width)


def _pay_document(pay: PayReport, catalog: Catalog) -> Document:
    notes = Footnotes(pay.sources)
    series_by_soc = {series.soc: series for series in pay.series}
    projections_by_soc = {projection.soc: projection for projection in pay.projections}
    sections = tuple(
        occupation_pay_section(
            pay, wage, series_by_soc.get(wage.soc), projections_by_soc.get(wage.soc), catalog, notes
        )
        for wage in pay.wages
    )
    role = catalog.roles[pay.query.role].label if pay.query.role else ""
    return Document(
        title=phrase("wages.title", what=lower_first(role) if role else pay.wages[0].label),
        trade=phrase("wages.trade"),
        lede=(
            TextLine(
                phrase("wages.asked", area=with_article(format_area(pay.wages[0].asked_area.name)))
            ),
        ),
        sections=sections,
        sources=notes.cited(),
    )


# CSV


def pay_as_csv(pay: PayReport) -> str:
    """The pay report as CSV: one figure per row, with its unit, area, period and source."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(pay):
        sources = [pay.sources[identity] for identity in row["source"].split()]
        writer.writerow(
            {
                **{key: value for key, value in row.items() if value is not None},
                "publisher": "; ".join(dict.fromkeys(s.publisher for s in sources)),
                "title": "; ".join(s.title for s in sources),
                "url": " ".join(dict.fromkeys(s.url for s in sources if s.url)),
            }
        )
    return out.getvalue()


def _rows(pay: PayReport) -> Iterator[dict[str, Any]]:
    for wage in (*pay.wages, *pay.industry_wages, *pay.jewelry_wages):
        yield from _rows_of_wage(wage)
    for series in pay.series:
        yield from _rows_of_series(series)
    for projection in pay.projections:
        yield from _rows_of_projection(projection)


def _rows_of_wage(wage: Wage) -> Iterator[dict[str, Any]]:
    common = {
        "about": "area", "soc": wage.soc, "occupation": wage.label, "applies": wage.applies,
        "mixed_with": wage.mixed_with, "status": "observed", "period": wage.period,
        **_area_cells(wage.area), "asked_area": wage.asked_area.name, "fell_back": wage.fell_back,
        "fell_back_because": wage.fell_back_because, "notes": " ".join(wage.notes),
        "source": wage.source,
    }  # fmt: skip
    if isinstance(wage, IndustryWage):
        industry = {"industry": wage.industry.code, "industry_name": wage.industry.name}
        common |= {"about": "industry", **industry}
    yield {
        **common, "measure": "employment", "unit": "jobs", "rse_pct": wage.employment_rse_pct,
        **_value_cells(wage.employment, wage.withheld.get("employment")),
    }  # fmt: skip
    if wage.location_quotient is not None or "location_quotient" in wage.withheld:
        quotient = _value_cells(wage.location_quotient, wage.withheld.get("location_quotient"))
        yield {**common, "measure": "location-quotient", "unit": "times", **quotient}
    yield from _percentiles(common, wage.annual, wage.withheld, "wage", "USD/year")


def _rows_of_series(series: Series) -> Iterator[dict[str, Any]]:
    for point in series.points:
        common = {
            "about": "year", "soc": series.soc, "occupation": point.label, "status": "observed",
            "period": point.period, **_area_cells(series.area),
            "classification": point.classification,
            "method": point.method, "breaks": " ".join(point.breaks),
            "notes": " ".join(series.notes), "source": point.source,
        }  # fmt: skip
        yield {
            **common, "measure": "employment", "unit": "jobs", "rse_pct": point.employment_rse_pct,
            **_value_cells(point.employment, point.withheld.get("employment")),
        }  # fmt: skip
        yield from _percentiles(common, point.annual, point.withheld, "wage", "USD/year")
        if series.constant_period and series.prices_source and point.price_index:
            # Constant dollars come from two sources: the wage survey and the price index.
            common_with_prices = {**common, "source": f"{point.source} {series.prices_source}"}
            unit = f"USD of {series.constant_period}/year"
            published = {p: pay for p, pay in point.constant.items() if pay is not None}
            yield from _percentiles(
                common_with_prices, published, {}, "wage-in-constant-dollars", unit
            )


def _percentiles(
    common: dict[str, Any],
    annual: dict[str, int] | dict[str, int | None],
    withheld: dict[str, WithheldPercentile],
    measure: str,
    unit: str,
) -> Iterator[dict[str, Any]]:
    for percentile in PERCENTILES:
        if percentile in annual:
            cells = _value_cells(annual[percentile], withheld.get(f"annual.{percentile}"))
            yield {**common, "measure": measure, "percentile": percentile, "unit": unit, **cells}


def _rows_of_projection(projection: OccupationProjection) -> Iterator[dict[str, Any]]:
    for measure, value in (
        ("employment", projection.employment),
        ("employment", projection.employment_projected),
        ("employment-change", projection.change),
        ("openings", projection.openings),
    ):
        if value is not None:
            yield {
                "about": "projection", "soc": projection.soc, "occupation": projection.label,
                "measure": measure, "unit": value.unit, "status": value.status,
                "period": value.period, "area": format_area(value.area), "country": value.area,
                "notes": " ".join(projection.notes), "source": projection.source,
                **_value_cells(value.value, None),
            }  # fmt: skip


def _area_cells(area: Place) -> dict[str, str]:
    return {
        "area": format_area(area.name),
        "area_code": area.code,
        "area_scheme": area.scheme,
        "area_kind": area.kind,
        "country": area.country,
    }


def _value_cells(value: float | None, withheld: WithheldPercentile | None) -> dict[str, Any]:
    """The cells of a value; a withheld one has its reason, and its lower bound if one is known."""
    if value is not None:
        return {"value": f"{value:.12g}", "bound": "exact"}
    reason = withheld.reason if withheld else None
    if withheld and withheld.at_least is not None:
        return {"value": f"{withheld.at_least:.12g}", "bound": "at-least", "withheld": reason}
    return {"withheld": reason}
