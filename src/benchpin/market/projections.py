"""The ten-year BLS employment projections of an occupation; they include the self-employed."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import Figure
from benchpin.market.wages import published_code
from benchpin.reference import Reference

SOURCE_PREFIX = "bls-projections-"
INCLUDES_SELF_EMPLOYED = "includes-self-employed"
FORECAST = "forecast"


class Quantity(BaseModel):
    """One national quantity, observed or projected, with its unit, period and area."""

    model_config = ConfigDict(frozen=True)

    value: float
    unit: str
    period: str
    area: str
    status: Literal["observed", "estimate", "forecast", "target"]


class EntryRequirements(BaseModel):
    """What somebody typically needs to enter an occupation, in the terms of BLS."""

    model_config = ConfigDict(frozen=True)

    education: str | None
    experience: str | None
    training: str | None


class OccupationProjection(BaseModel):
    """The projection of one occupation: employment, change, yearly openings, entry requirements.

    Employment includes the self-employed; `openings` include replacements of people who leave.
    """

    model_config = ConfigDict(frozen=True)

    soc: str
    label: str
    employment: Quantity | None
    employment_projected: Quantity | None
    change: Quantity | None
    openings: Quantity | None
    entry: EntryRequirements | None
    notes: tuple[str, ...] = (INCLUDES_SELF_EMPLOYED, FORECAST)
    source: str


def occupation_projection(
    soc: str, catalog: Catalog, reference: Reference
) -> OccupationProjection | None:
    """The BLS projection of an occupation; None where there is none.

    Takes a SOC code; one that is published only as part of a broader group gets the group's.
    """
    code = published_code(soc, reference) or soc
    figures = {(f.measure, f.status): f for f in projection_figures(code, catalog, reference)}
    if not figures:
        return None
    figure = next(iter(figures.values()))
    return OccupationProjection(
        soc=code,
        label=figure.locator or "",
        employment=_quantity(figures.get(("employment", "observed"))),
        employment_projected=_quantity(figures.get(("employment", "forecast"))),
        change=_quantity(figures.get(("employment-change", "forecast"))),
        openings=_quantity(figures.get(("openings", "forecast"))),
        entry=_entry(code, figure.source, catalog, reference),
        source=figure.source,
    )


def projection_figures(soc: str, catalog: Catalog, reference: Reference) -> tuple[Figure, ...]:
    """The projection figures of an occupation: of an installed release, else of the catalog."""
    row = reference.projection(soc)
    if row is not None:
        # An installed release replaces the catalog's projections; the two are never mixed.
        return _figures_of_row(soc, row)
    figures = catalog.figures_by_subject.get(f"soc/{soc}", ())
    # The catalog also has earlier projections, which other publications quote; the newest count.
    newest = max((f.source for f in figures if f.source.startswith(SOURCE_PREFIX)), default=None)
    return tuple(f for f in figures if f.source == newest)


def _figures_of_row(soc: str, row: Mapping[str, str | float | None]) -> tuple[Figure, ...]:
    base, target = str(row["base_year"]), str(row["target_year"])
    span = f"{base}/{target}"
    quantities = (
        ("employment", "employment", "thousand-jobs", base, "observed"),
        ("employment_target", "employment", "thousand-jobs", target, "forecast"),
        ("change_pct", "employment-change", "pct", span, "forecast"),
        ("openings", "openings", "thousand-openings/year", span, "forecast"),
    )
    return tuple(
        Figure.model_validate(
            {
                "id": f"soc-{soc}-{measure}-{period.replace('/', '-')}",
                "subject": f"soc/{soc}",
                "measure": measure,
                "low": row[name],
                "high": row[name],
                "unit": unit,
                "geography": "US",
                "period": period,
                "status": status,
                "source": str(row["source"]),
                "locator": row["title"],
                "checked": date.fromisoformat(str(row["checked"])),
            }
        )
        for name, measure, unit, period, status in quantities
        if row[name] is not None
    )


def _entry(
    soc: str, source: str, catalog: Catalog, reference: Reference
) -> EntryRequirements | None:
    row = reference.projection(soc)
    if row is not None:
        education, experience, training = (
            None if row[name] is None else str(row[name])
            for name in ("education", "experience", "training")
        )
        return EntryRequirements(education=education, experience=experience, training=training)
    entry = catalog.entries.get(soc)
    if entry is None or entry.source != source:
        return None
    return EntryRequirements(
        education=entry.education, experience=entry.experience, training=entry.training
    )


def _quantity(figure: Figure | None) -> Quantity | None:
    if figure is None or figure.period is None:
        return None
    return Quantity(
        value=figure.low,
        unit=figure.unit,
        period=figure.period,
        area=figure.geography,
        status=figure.status,
    )
