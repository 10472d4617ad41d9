"""What BLS projects for an occupation over ten years: forecasts, with the self-employed in them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import Figure
from benchpin.market.wages import published_code
from benchpin.reference import Reference

SOURCES = "bls-projections-"
INCLUDES_SELF_EMPLOYED = "includes-self-employed"
FORECAST = "forecast"


class Quantity(BaseModel):
    """One projected or counted quantity of the nation."""

    model_config = ConfigDict(frozen=True)

    value: float
    unit: str
    period: str
    area: str
    status: Literal["observed", "estimate", "forecast", "target"]


class EntryRequirements(BaseModel):
    """What BLS says somebody typically needs to enter an occupation, in its own terms."""

    model_config = ConfigDict(frozen=True)

    education: str | None
    experience: str | None
    training: str | None


class OccupationProjection(BaseModel):
    """The projection of one occupation: jobs now and then, their change, openings a year, entry.

    Jobs count the self-employed; `openings` count people who leave as well as growth.
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
    """What BLS projects for an occupation; None where no projection is held.

    Takes a SOC code; one that is published inside the group around it is answered by the group.
    """
    code = published_code(soc, reference) or soc
    held = {(f.measure, f.status): f for f in projection_figures(code, catalog, reference)}
    if not held:
        return None
    one = next(iter(held.values()))
    return OccupationProjection(
        soc=code,
        label=one.locator or "",
        employment=_quantity(held.get(("employment", "observed"))),
        employment_projected=_quantity(held.get(("employment", "forecast"))),
        change=_quantity(held.get(("employment-change", "forecast"))),
        openings=_quantity(held.get(("openings", "forecast"))),
        entry=_entry(code, one.source, catalog, reference),
        source=one.source,
    )


def projection_figures(soc: str, catalog: Catalog, reference: Reference) -> tuple[Figure, ...]:
    """The figures of an occupation in the projections in use: an added release, else our own."""
    row = reference.projection(soc)
    if row is not None:
        return _of_row(soc, row)
    figures = catalog.figures_by_subject.get(f"soc/{soc}", ())
    # Earlier projections are quoted by other publications; they are not the ones in use.
    newest = max((f.source for f in figures if f.source.startswith(SOURCES)), default=None)
    return tuple(f for f in figures if f.source == newest)


def _of_row(soc: str, row: Mapping[str, str | float | None]) -> tuple[Figure, ...]:
    base, target = str(row["base_year"]), str(row["target_year"])
    both = f"{base}/{target}"
    quantities = (
        ("employment", "employment", "thousand-jobs", base, "observed"),
        ("employment_target", "employment", "thousand-jobs", target, "forecast"),
        ("change_pct", "employment-change", "pct", both, "forecast"),
        ("openings", "openings", "thousand-openings/year", both, "forecast"),
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
    held = catalog.entries.get(soc)
    if held is None or held.source != source:
        return None
    return EntryRequirements(
        education=held.education, experience=held.experience, training=held.training
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
