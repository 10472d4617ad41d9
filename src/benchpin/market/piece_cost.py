"""The cost of a piece of jewelry, line by line: metal, materials, labor, overhead and margin.

Metal prices are monthly world market averages in US dollars per troy ounce of fine metal. Each line
is rounded to the cent before lines are summed, so that the lines shown add up to the price.
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
"""BLS converts yearly to hourly wages by it: 52 weeks of 40 hours."""
_KARATS = 24

_WEIGHT = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(g|grams?|dwt|pennyweights?|ozt)\s*", re.I)
_KARAT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:k|kt|ct|karats?)\s*", re.I)
_PARTS = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*")


def parse_weight_grams(text: str) -> float:
    """A weight such as "5.2g", "3 dwt" (pennyweight) or "0.5 ozt" (troy ounce), in grams.

    Raises BadInput for anything else.
    """
    match = _WEIGHT.fullmatch(text)
    if match is None or float(match[1]) == 0:
        raise BadInput(f"'{text}' is not a weight; write grams or pennyweights, as 5.2g or 3dwt")
    unit = match[2].lower()
    if unit.startswith("g"):
        return float(match[1])
    ounce = GRAMS_IN_A_TROY_OUNCE
    grams_per_unit = ounce if unit == "ozt" else ounce / PENNYWEIGHTS_IN_A_TROY_OUNCE
    return float(match[1]) * grams_per_unit


def parse_fineness(text: str) -> float:
    """The share of fine metal, above 0 up to 1, of "18k", "750" (thousandths) or "0.75".

    Raises BadInput for anything else.
    """
    if (karat := _KARAT.fullmatch(text)) is not None:
        share = float(karat[1]) / _KARATS
    elif (parts := _PARTS.fullmatch(text)) is not None:
        # Up to 1 it is a share, above it thousandths.
        share = float(parts[1]) if float(parts[1]) <= 1 else float(parts[1]) / 1000
    else:
        share = 0.0
    if not 0 < share <= 1:
        raise BadInput(f"'{text}' is not a fineness; write karats or thousandths, as 18k or 750")
    return share


def fine_metal_grams(weight: float, share: float, loss: float = 0.0) -> float:
    """Grams of fine metal needed for a piece of `weight` grams with a `share` of fine metal.

    `loss` is the share, 0 to below 1, of the metal used that is lost for good: filed, sawn or
    burned off and not recovered by the refiner.
    """
    return weight * share / (1 - loss)


def metal_cost(fine: float, price: float) -> float:
    """The cost of `fine` grams in US dollars at `price` per troy ounce, not rounded."""
    return fine / GRAMS_IN_A_TROY_OUNCE * price


class CostLine(BaseModel):
    """One line of a piece's cost: its kind, its amount in US dollars, and the statement of it."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["metal", "other", "labor", "overhead", "margin"]
    amount: float
    currency: str = "USD"
    statement: Statement


class PieceCost(BaseModel):
    """The cost of a piece in US dollars: its lines, and `price`, their sum.

    `assumed` states what the lines leave out.
    """

    model_config = ConfigDict(frozen=True)

    lines: tuple[CostLine, ...]
    price: float
    currency: str = "USD"
    assumed: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The id of every source behind the lines, in their order."""
        statements = [*(line.statement for line in self.lines), *self.assumed]
        return tuple(
            dict.fromkeys(source for statement in statements for source in statement.sources)
        )


@dataclass(frozen=True, slots=True)
class PieceInput:
    """The maker's figures for a piece; none of them is assumed.

    `weight` of the finished piece in grams, `share` of fine metal and `loss` from 0 to 1, `hours`
    at the bench, `other_materials` (stones, findings) in US dollars, `overhead` as a share of
    labor, `margin` as a share of the price, 0 to below 1. Raises BadInput for values out of range.
    """

    metal: str
    weight: float
    share: float
    loss: float = 0.0
    hours: float = 0.0
    other_materials: float = 0.0
    overhead: float = 0.0
    margin: float = 0.0

    def __post_init__(self) -> None:
        for name in ("loss", "margin"):
            if not 0 <= getattr(self, name) < 1:
                raise BadInput(f"the {name} must be from 0 to below 100 percent; correct it")
        for name, amount in (
            ("hours", self.hours), ("other", self.other_materials), ("overhead", self.overhead),
        ):  # fmt: skip
            if not 0 <= amount < float("inf"):
                raise BadInput(f"{name} must be 0 or more; correct it")
        if self.overhead and not self.hours:
            raise BadInput("overhead is a share of labor; give the hours too, or leave it out")


def estimate_piece_cost(
    piece: PieceInput, at: str | None, wage: tuple[Wage, Percentile] | None, catalog: Catalog,
    reference: Reference,
) -> PieceCost:  # fmt: skip
    """The cost of a piece: metal, other materials, labor, overhead and margin, line by line.

    `at` is the month of the metal price, None for the newest. `wage` is required where there are
    hours of work: an hour costs the yearly percentile / 2,080. Raises BadInput without it.
    """
    price = price_at(piece.metal, at, catalog, reference)
    lines = [_metal(piece, price)]
    if piece.other_materials:
        cost = _cents(piece.other_materials)
        amount = profile_value(cost, "piece.other", "USD")
        lines.append(
            CostLine(
                kind="other", amount=cost, statement=make_statement("piece-other", cost=amount)
            )
        )
    labor = _labor(piece, wage)
    if labor:
        lines.append(labor)
    if piece.overhead and labor:
        cost = _cents(labor.amount * piece.overhead)
        share = profile_value(_percent(piece.overhead), "piece.overhead", "pct")
        statement = make_statement(
            "piece-overhead", share=share, cost=computed_value(cost, "piece", "USD")
        )
        lines.append(CostLine(kind="overhead", amount=cost, statement=statement))
    if piece.margin:
        # The margin is a share of the price, not of the costs.
        cost = _cents(sum(line.amount for line in lines) * piece.margin / (1 - piece.margin))
        share = profile_value(_percent(piece.margin), "piece.margin", "pct")
        statement = make_statement(
            "piece-margin", share=share, cost=computed_value(cost, "piece", "USD")
        )
        lines.append(CostLine(kind="margin", amount=cost, statement=statement))
    return PieceCost(
        lines=tuple(lines),
        price=_cents(sum(line.amount for line in lines)),
        assumed=(
            make_statement("piece-metal-alone", cites=(price.source,)),
            *(
                (make_statement("piece-wage-alone", cites=(wage[0].source,)),)
                if labor and wage
                else ()
            ),
            *(() if piece.overhead else (make_statement("piece-no-overhead"),)),
            *(() if piece.margin else (make_statement("piece-no-margin"),)),
        ),
    )


def _metal(piece: PieceInput, price: MetalPrice) -> CostLine:
    fine = fine_metal_grams(piece.weight, piece.share, piece.loss)
    cost = _cents(metal_cost(fine, price.price))
    statement = make_statement(
        "piece-metal",
        metal=profile_value(price.metal, "piece.metal"),
        weight=profile_value(round(piece.weight, 2), "piece.weight", "grams"),
        share=profile_value(_percent(piece.share), "piece.fineness", "pct"),
        loss=profile_value(_percent(piece.loss), "piece.loss", "pct"),
        fine=computed_value(round(fine, 2), "piece", "grams"),
        price=price.value,
        cost=computed_value(cost, "piece", "USD"),
    )
    return CostLine(kind="metal", amount=cost, statement=statement)


def _labor(piece: PieceInput, wage: tuple[Wage, Percentile] | None) -> CostLine | None:
    if not piece.hours:
        return None
    if wage is None:
        raise BadInput("hours of work need a wage; name an area")
    occupation_wage, percentile = wage
    hourly_pay = hourly_wage(occupation_wage, percentile)
    # From the hourly wage as shown, rounded to the cent.
    cost = _cents(piece.hours * hourly_pay)
    yearly = occupation_wage.percentile(percentile)
    if yearly is None:
        raise BadInput(f"the {percentile}th percentile is withheld; choose another")
    statement = make_statement(
        "piece-labor",
        hours=profile_value(piece.hours, "piece.hours", "hours"),
        hour=computed_value(hourly_pay, "piece", "USD/hour"),
        yearly=yearly,
        percentile=profile_value(int(percentile), "piece.percentile"),
        occupation=occupation_wage.name,
        cost=computed_value(cost, "piece", "USD"),
    )
    return CostLine(kind="labor", amount=cost, statement=statement)


def hourly_wage(wage: Wage, percentile: Percentile) -> float:
    """The hourly wage in US dollars at a percentile, to the cent; raises BadInput if withheld."""
    yearly = wage.annual[percentile]
    if yearly is None:
        published = ", ".join(p for p in PERCENTILES if wage.annual[p] is not None) or "none"
        raise BadInput(
            f"the {percentile}th percentile of '{wage.label}' is withheld in {wage.area.name}; "
            f"published there: {published}"
        )
    return _cents(yearly / HOURS_IN_A_WORKING_YEAR)


def role_wage(role: str, area: Area, catalog: Catalog, reference: Reference) -> Wage:
    """The wage of a role's nearest occupation in an area; raises BadInput if none is published."""
    wages = role_wages(role, area, catalog, reference)
    if not wages:
        raise BadInput(f"no wages are published for '{role}'; name another role")
    return wages[0]


def _percent(share: float) -> float:
    return round(share * 100, 4)


def _cents(amount: float) -> float:
    return round(amount, 2)
