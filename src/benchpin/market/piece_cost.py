"""What the metal in a piece costs, and what a piece must bring, line by line.

Prices are monthly averages of the world market in US dollars a troy ounce of fine metal. Every sum
is of lines that are rounded to the cent, so that what is shown adds up.
"""

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import Statement, computed_value, make_statement, profile_value
from benchpin.inputs.errors import BadInput
from benchpin.market.metal_prices import MetalPrice, price_at
from benchpin.market.wages import PERCENTILES, Wage, role_wages
from benchpin.reference import Area, Reference

Percentile = Literal["10", "25", "50", "75", "90"]

GRAMS_IN_A_TROY_OUNCE = 31.1034768
PENNYWEIGHTS_IN_A_TROY_OUNCE = 20
HOURS_IN_A_WORKING_YEAR = 2080
"""What BLS divides a yearly wage by: 52 weeks of 40 hours."""
_KARATS = 24

_WEIGHT = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(g|grams?|dwt|pennyweights?|ozt)\s*", re.I)
_KARAT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:k|kt|ct|karats?)\s*", re.I)
_PARTS = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*")


def grams(text: str) -> float:
    """A weight such as "5.2g", "3 dwt" (pennyweight) or "0.5 ozt" (troy ounce), in grams."""
    found = _WEIGHT.fullmatch(text)
    if found is None or float(found[1]) == 0:
        raise BadInput(f"'{text}' is not a weight; write grams or pennyweights, as 5.2g or 3dwt")
    unit = found[2].lower()
    if unit.startswith("g"):
        return float(found[1])
    ounce = GRAMS_IN_A_TROY_OUNCE
    per = ounce if unit == "ozt" else ounce / PENNYWEIGHTS_IN_A_TROY_OUNCE
    return float(found[1]) * per


def fineness(text: str) -> float:
    """The share of fine metal that "18k", "750" (thousandths) or "0.75" says, above 0 up to 1."""
    if (karat := _KARAT.fullmatch(text)) is not None:
        share = float(karat[1]) / _KARATS
    elif (parts := _PARTS.fullmatch(text)) is not None:
        share = float(parts[1]) if float(parts[1]) <= 1 else float(parts[1]) / 1000
    else:
        share = 0.0
    if not 0 < share <= 1:
        raise BadInput(f"'{text}' is not a fineness; write karats or thousandths, as 18k or 750")
    return share


def fine_metal(weight: float, share: float, loss: float = 0.0) -> float:
    """Grams of fine metal that a piece of `weight` grams takes out of the stock.

    `loss` is the share, 0 to below 1, of the metal put in that is gone for good: what was filed,
    sawn and burned off and did not come back from the refiner.
    """
    return weight * share / (1 - loss)


def metal_cost(fine: float, price: float) -> float:
    """US dollars that `fine` grams cost at `price` a troy ounce, not rounded."""
    return fine / GRAMS_IN_A_TROY_OUNCE * price


class CostLine(BaseModel):
    """One line of a price: what it is for, US dollars, and what says so."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["metal", "other", "labor", "overhead", "margin"]
    amount: float
    currency: str = "USD"
    statement: Statement


class PieceCost(BaseModel):
    """What a piece must bring: its lines, and `price`, their sum, in US dollars."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[CostLine, ...]
    price: float
    currency: str = "USD"
    assumed: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The id of every source behind the lines, in their order."""
        said = [*(line.statement for line in self.lines), *self.assumed]
        return tuple(dict.fromkeys(source for each in said for source in each.sources))


@dataclass(frozen=True, slots=True)
class LaborInput:
    """What a maker says of a piece: nothing here is assumed for them.

    `weight` in grams of the finished piece, `share` of fine metal and `loss` 0 to 1, `hours` at the
    bench, `other` US dollars for stones and findings, `overhead` as a share of labor, `margin` as a
    share of the price, 0 to below 1.
    """

    metal: str
    weight: float
    share: float
    loss: float = 0.0
    hours: float = 0.0
    other: float = 0.0
    overhead: float = 0.0
    margin: float = 0.0

    def __post_init__(self) -> None:
        for name in ("loss", "margin"):
            if not 0 <= getattr(self, name) < 1:
                raise BadInput(f"the {name} must be from 0 to below 100 percent; mend it")
        for name in ("hours", "other", "overhead"):
            if not 0 <= getattr(self, name) < float("inf"):
                raise BadInput(f"{name} must be 0 or more; mend it")
        if self.overhead and not self.hours:
            raise BadInput("overhead is a share of labor; give the hours too, or leave it out")


def estimate_piece_cost(
    work: LaborInput, at: str | None, wage: tuple[Wage, Percentile] | None, catalog: Catalog,
    reference: Reference,
) -> PieceCost:  # fmt: skip
    """What a piece must bring: metal, other materials, labor, overhead and margin, line by line.

    `wage` is needed where there are hours of work: an hour costs the yearly percentile / 2,080.
    """
    price = price_at(work.metal, at, catalog, reference)
    lines = [_metal(work, price)]
    if work.other:
        cost = _cents(work.other)
        amount = profile_value(cost, "piece.other", "USD")
        lines.append(
            CostLine(
                kind="other", amount=cost, statement=make_statement("piece-other", cost=amount)
            )
        )
    labor = _labor(work, wage)
    if labor:
        lines.append(labor)
    if work.overhead and labor:
        cost = _cents(labor.amount * work.overhead)
        share = profile_value(_percent(work.overhead), "piece.overhead", "pct")
        said = make_statement(
            "piece-overhead", share=share, cost=computed_value(cost, "piece", "USD")
        )
        lines.append(CostLine(kind="overhead", amount=cost, statement=said))
    if work.margin:
        cost = _cents(sum(line.amount for line in lines) * work.margin / (1 - work.margin))
        share = profile_value(_percent(work.margin), "piece.margin", "pct")
        said = make_statement(
            "piece-margin", share=share, cost=computed_value(cost, "piece", "USD")
        )
        lines.append(CostLine(kind="margin", amount=cost, statement=said))
    return PieceCost(
        lines=tuple(lines),
        price=_cents(sum(line.amount for line in lines)),
        assumed=(
            make_statement("piece-metal-alone", sources=[price.source]),
            *(
                (make_statement("piece-wage-alone", sources=[wage[0].source]),)
                if labor and wage
                else ()
            ),
            *(() if work.overhead else (make_statement("piece-no-overhead"),)),
            *(() if work.margin else (make_statement("piece-no-margin"),)),
        ),
    )


def _metal(work: LaborInput, price: MetalPrice) -> CostLine:
    fine = fine_metal(work.weight, work.share, work.loss)
    cost = _cents(metal_cost(fine, price.price))
    said = make_statement(
        "piece-metal",
        metal=profile_value(price.metal, "piece.metal"),
        weight=profile_value(round(work.weight, 2), "piece.weight", "grams"),
        share=profile_value(_percent(work.share), "piece.fineness", "pct"),
        loss=profile_value(_percent(work.loss), "piece.loss", "pct"),
        fine=computed_value(round(fine, 2), "piece", "grams"),
        price=price.value,
        cost=computed_value(cost, "piece", "USD"),
        sources=[price.source],
    )
    return CostLine(kind="metal", amount=cost, statement=said)


def _labor(work: LaborInput, wage: tuple[Wage, Percentile] | None) -> CostLine | None:
    if not work.hours:
        return None
    if wage is None:
        raise BadInput("hours of work need a wage; name an area")
    paid, percentile = wage
    hour = hourly(paid, percentile)
    cost = _cents(work.hours * hour)
    yearly = paid.percentile(percentile)
    if yearly is None:
        raise BadInput(f"the {percentile}th percentile is withheld; choose another")
    said = make_statement(
        "piece-labor",
        hours=profile_value(work.hours, "piece.hours", "hours"),
        hour=computed_value(hour, "piece", "USD/hour"),
        yearly=yearly,
        percentile=profile_value(int(percentile), "piece.percentile"),
        occupation=paid.name,
        cost=computed_value(cost, "piece", "USD"),
        sources=[paid.source],
    )
    return CostLine(kind="labor", amount=cost, statement=said)


def hourly(wage: Wage, percentile: Percentile) -> float:
    """US dollars an hour at a percentile, to the cent; a BadInput where it is withheld."""
    yearly = wage.annual[percentile]
    if yearly is None:
        shown = ", ".join(p for p in PERCENTILES if wage.annual[p] is not None) or "none"
        raise BadInput(
            f"the {percentile}th percentile of '{wage.label}' is withheld in {wage.area.name}; "
            f"published there: {shown}"
        )
    return _cents(yearly / HOURS_IN_A_WORKING_YEAR)


def role_wage(role: str, area: Area, catalog: Catalog, reference: Reference) -> Wage:
    """The wage of a role's nearest occupation in an area; a BadInput where none is published."""
    found = role_wages(role, area, catalog, reference)
    if not found:
        raise BadInput(f"no wages are published for '{role}'; name another role")
    return found[0]


def _percent(share: float) -> float:
    return round(share * 100, 4)


def _cents(amount: float) -> float:
    return round(amount, 2)
