"""Metal prices."""

import re
from dataclasses import dataclass
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts import Figure, Value
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.inputs.suggestions import nearest_names
from benchpin.reference import Reference

Metal = Literal["gold", "silver", "platinum"]


METALS: tuple[Metal, ...] = ("gold", "silver", "platinum")


_MONTH = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class MetalPrice:
    """The price of a metal in one month: US dollars a troy ounce of fine metal."""

    metal: Metal
    month: str
    price: float
    source: str
    origin: str

    @property
    def value(self) -> Value:
        """The price with its month and origin."""
        return Value(
            value=self.price, unit="USD/ozt", period=self.month, area="world", from_=self.origin
        )


def metal_price_series(
    metal: str, catalog: Catalog, reference: Reference
) -> tuple[MetalPrice, ...]:
    """The monthly prices of a metal, oldest first: of the added release, else the embedded ones."""
    if metal not in METALS:
        raise UnknownName(
            f"no prices of '{metal}' are held; there are {', '.join(METALS)}",
            tuple(nearest_names(metal, METALS)),
        )
    added = reference.metal_prices()
    if added is not None:
        source = added.manifest.source
        return tuple(
            MetalPrice(metal, month, price, source, f"figure:{source}/{metal}/{month}")
            for month, price in added.months(metal).items()
        )
    figures = [f for f in catalog.figures_by_subject.get(f"metal/{metal}", ()) if f.period]
    figures.sort(key=_month_of)
    return tuple(
        MetalPrice(metal, _month_of(f), f.low, f.source, f"figure:{f.id}") for f in figures
    )


def _month_of(figure: Figure) -> str:
    return figure.period or ""


def price_at(metal: str, at: str | None, catalog: Catalog, reference: Reference) -> MetalPrice:
    """The price in the month of a date ("2026-05" or "2026-05-17"), or the newest held for None."""
    held = metal_price_series(metal, catalog, reference)
    if not held:
        raise BadInput(f"no prices of {metal} are held; add them: benchpin data add metals FILE")
    if at is None:
        return held[-1]
    found = _MONTH.fullmatch(at)
    if found is None:
        raise BadInput(f"'{at}' is not a month; write it as 2026-05")
    price = next((each for each in held if each.month == found[1]), None)
    if price is None:
        raise BadInput(
            f"no price of {metal} is held for {found[1]}; there are months from {held[0].month} to "
            f"{held[-1].month}, and others can be added: benchpin data add metals FILE"
        )
    return price
