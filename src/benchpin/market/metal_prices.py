"""Monthly world market prices of precious metals."""

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
    """The average price of a metal in one month, US dollars per troy ounce of fine metal."""

    metal: Metal
    month: str
    price: float
    source: str
    origin: str

    @property
    def value(self) -> Value:
        """The price as a value of a statement, with its month and origin."""
        return Value(
            value=self.price,
            unit="USD/ozt",
            period=self.month,
            area="world",
            from_=self.origin,
            sources=(self.source,),
        )


def metal_price_series(
    metal: str, catalog: Catalog, reference: Reference
) -> tuple[MetalPrice, ...]:
    """The monthly prices of a metal, oldest first: of an installed release, else of the catalog.

    The two are never mixed. Raises UnknownName for another metal.
    """
    if metal not in METALS:
        raise UnknownName(
            f"no prices of '{metal}' are held; there are {', '.join(METALS)}",
            tuple(nearest_names(metal, METALS)),
        )
    added = reference.metal_prices()
    # An installed release is used alone: its prices are never mixed with the catalog's.
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
    """The price in the month of a date ("2026-05" or "2026-05-17"); the newest for None.

    Raises BadInput for a month without a price: a price is never carried over from another month.
    """
    prices = metal_price_series(metal, catalog, reference)
    if not prices:
        raise BadInput(f"no prices of {metal} are held; add them: benchpin data add metals FILE")
    if at is None:
        return prices[-1]
    month_match = _MONTH.fullmatch(at)
    if month_match is None:
        raise BadInput(f"'{at}' is not a month; write it as 2026-05")
    price = next(
        (monthly_price for monthly_price in prices if monthly_price.month == month_match[1]), None
    )
    if price is None:
        raise BadInput(
            f"no price of {metal} is held for {month_match[1]}; there are months from "
            f"{prices[0].month} to {prices[-1].month}, and others can be added: "
            "benchpin data add metals FILE"
        )
    return price
