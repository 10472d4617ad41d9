"""What the metal in a piece costs, and what a piece must bring."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.market import (
    PieceCost,
    PieceInput,
    estimate_piece_cost,
    metal_price_series,
    price_at,
    role_wage,
)
from benchpin.market.metal_prices import METALS
from benchpin.market.piece_cost import (
    GRAMS_IN_A_TROY_OUNCE,
    fine_metal_grams,
    hourly_wage,
    metal_cost,
    parse_fineness,
    parse_weight_grams,
)

CATALOG = catalogs.load()
REFERENCE = references.open()
WEIGHTS = st.floats(0.01, 10_000)
SHARES = st.floats(0.001, 1)
LOSSES = st.floats(0, 0.9)
PRICES = st.floats(0.1, 100_000)
MONEY = st.integers(0, 10_000).map(float)


def cost(weight: float, share: float, loss: float, price: float) -> float:
    return metal_cost(fine_metal_grams(weight, share, loss), price)


@pytest.mark.parametrize("metal", METALS)
def test_every_month_since_2015_has_one_price_with_its_source(metal: str) -> None:
    held = metal_price_series(metal, CATALOG, REFERENCE)
    months = [price.month for price in held]
    first, last = months[0], months[-1]
    assert first == "2015-01"
    assert last >= "2026-05"
    count = (int(last[:4]) - 2015) * 12 + int(last[5:])
    assert months == sorted(set(months))
    assert len(months) == count, "a month is missing"
    for price in held:
        assert price.source in CATALOG.sources
        assert price.origin.removeprefix("figure:") in CATALOG.figures
        assert price.price > 0


def test_prices_are_those_that_the_world_bank_publishes() -> None:
    published = {"gold": 4587.21, "silver": 78.01, "platinum": 1998.39}
    for metal, price in published.items():
        found = price_at(metal, "2026-05-17", CATALOG, REFERENCE)
        assert (found.price, found.month) == (price, "2026-05")
        assert found.source == "world-bank-pink-sheet"


def test_a_troy_ounce_of_fine_metal_costs_the_price() -> None:
    assert cost(GRAMS_IN_A_TROY_OUNCE, 1.0, 0.0, 2000.0) == pytest.approx(2000)


def test_a_worked_example() -> None:
    """10 g of 18 karat: 7.5 g fine; a tenth lost: 8.3333 g, 0.267923 ounces at 4,000."""
    assert cost(10, 0.75, 0.1, 4000) == pytest.approx(1071.69, abs=0.01)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("5.2g", 5.2),
        ("5.2 grams", 5.2),
        (".5 g", 0.5),
        ("1dwt", 1.55517384),
        ("20 pennyweights", GRAMS_IN_A_TROY_OUNCE),
        ("1 OZT", GRAMS_IN_A_TROY_OUNCE),
    ],
)
def test_weights_are_read(text: str, weight: float) -> None:
    assert parse_weight_grams(text) == pytest.approx(weight)


@pytest.mark.parametrize("text", ["", "5", "g", "-5g", "0g", "5oz", "5 stone", "1e3g", "nan g"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=f"'{re.escape(text)}' is not a weight; write grams"):
        parse_weight_grams(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("18k", 0.75),
        ("24 karat", 1.0),
        ("14kt", 14 / 24),
        ("925", 0.925),
        ("750", 0.75),
        ("0.95", 0.95),
        ("1000", 1.0),
        ("1", 1.0),
    ],
)
def test_finenesses_are_read(text: str, share: float) -> None:
    assert parse_fineness(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "25k", "0", "0k", "1001", "-750", "gold", "75%"])
def test_what_is_no_fineness_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=f"'{re.escape(text)}' is not a fineness; write karats"):
        parse_fineness(text)


@given(weight=WEIGHTS)
def test_pennyweights_and_grams_of_one_weight_cost_the_same(weight: float) -> None:
    text = f"{weight:.6f}"
    assume(float(text) > 0)
    in_dwt = parse_weight_grams(f"{text}dwt")
    in_grams = parse_weight_grams(f"{in_dwt:.12f}g")
    assert in_grams == pytest.approx(in_dwt)
    assert cost(in_grams, 0.75, 0, 100) == pytest.approx(cost(in_dwt, 0.75, 0, 100))


@given(a=WEIGHTS, b=WEIGHTS, share=SHARES, loss=LOSSES, price=PRICES)
def test_two_pieces_cost_what_each_of_them_costs(
    a: float, b: float, share: float, loss: float, price: float
) -> None:
    both = cost(a, share, loss, price) + cost(b, share, loss, price)
    assert cost(a + b, share, loss, price) == pytest.approx(both)


@given(weight=WEIGHTS, shares=st.tuples(SHARES, SHARES), losses=st.tuples(LOSSES, LOSSES))
def test_more_metal_finer_metal_and_more_loss_never_cost_less(
    weight: float, shares: tuple[float, float], losses: tuple[float, float]
) -> None:
    low, high = sorted(shares)
    little, much = sorted(losses)
    assert cost(weight, low, little, 100) <= cost(weight, high, little, 100)
    assert cost(weight, low, little, 100) <= cost(weight, low, much, 100)
    assert cost(weight, low, little, 100) <= cost(weight * 2, low, little, 100)


def priced(work: PieceInput, percentile: str = "50") -> PieceCost:
    paid = role_wage("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    which = {"10": "10", "25": "25", "50": "50", "75": "75", "90": "90"}[percentile]
    return estimate_piece_cost(work, "2026-05", (paid, which), CATALOG, REFERENCE)  # type: ignore[arg-type]


@given(
    weight=st.floats(0.1, 100),
    hours=st.floats(0.1, 100),
    other=MONEY,
    overhead=st.floats(0, 3),
    margin=st.floats(0, 0.9),
)
def test_the_lines_add_up_to_the_price(
    weight: float, hours: float, other: float, overhead: float, margin: float
) -> None:
    found = priced(
        PieceInput("gold", weight, 0.75, 0.05, hours, other, overhead, margin),
    )
    assert found.price == pytest.approx(sum(line.amount for line in found.lines), abs=0.005)
    for line in found.lines:
        assert line.amount == round(line.amount, 2)
        assert line.amount >= 0


def test_a_margin_is_a_share_of_the_price() -> None:
    found = priced(PieceInput("silver", 10, 0.925, hours=2, overhead=0.5, margin=0.4))
    amounts = {line.kind: line.amount for line in found.lines}
    assert amounts["margin"] / found.price == pytest.approx(0.4, abs=0.001)
    assert amounts["overhead"] == pytest.approx(amounts["labor"] * 0.5, abs=0.01)


def test_an_hour_costs_the_wage_of_the_area_by_the_hour() -> None:
    paid = role_wage("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    cell = REFERENCE.wage("51-9071", REFERENCE.area("Providence"))
    assert cell is not None
    for percentile in ("10", "25", "50", "75", "90"):
        published = cell.hourly[percentile]
        assert published is not None
        assert hourly_wage(paid, percentile) == pytest.approx(published, abs=0.011)


def test_each_line_names_its_source_or_what_was_given() -> None:
    found = priced(PieceInput("gold", 5, 0.75, 0.05, 2, 40, 0.5, 0.3))
    by_kind = {line.kind: line.statement for line in found.lines}
    assert by_kind["metal"].sources == ("world-bank-pink-sheet",)
    assert by_kind["metal"].values["price"].from_ == "figure:gold-price-2026-05"
    assert by_kind["labor"].sources == ("bls-oews-2025-05",)
    assert by_kind["labor"].values["yearly"].area == "Providence-Warwick, RI-MA"
    for kind in ("other", "overhead", "margin"):
        given_by_maker = [v.from_ for v in by_kind[kind].values.values()]
        assert any(origin.startswith("profile:piece.") for origin in given_by_maker)


def test_nothing_is_assumed_for_the_maker() -> None:
    found = estimate_piece_cost(PieceInput("gold", 5, 0.75), "2026-05", None, CATALOG, REFERENCE)
    assert [line.kind for line in found.lines] == ["metal"]
    kinds = {said.kind for said in found.assumed}
    assert {"piece-no-overhead", "piece-no-margin"} <= kinds


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"loss": 1.0}, "the loss must be from 0 to below 100 percent"),
        ({"margin": -0.1}, "the margin must be from 0 to below 100 percent"),
        ({"hours": -1.0}, "hours must be 0 or more"),
        ({"other_materials": float("nan")}, "other must be 0 or more"),
        ({"overhead": 0.5}, "overhead is a share of labor; give the hours"),
    ],
)
def test_impossible_work_is_refused(what: dict[str, float], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        PieceInput("gold", 5.0, 0.75, **what)


def test_a_metal_or_a_month_without_a_price_says_which_are_held() -> None:
    with pytest.raises(UnknownName, match="no prices of 'copper' are held; there are gold, silver"):
        metal_price_series("copper", CATALOG, REFERENCE)
    with pytest.raises(BadInput, match="held for 1990-01; there are months from 2015-01 to 2026-0"):
        price_at("gold", "1990-01", CATALOG, REFERENCE)
    with pytest.raises(BadInput, match="'May' is not a month; write it as 2026-05"):
        price_at("gold", "May", CATALOG, REFERENCE)


def test_a_withheld_wage_is_said_to_be() -> None:
    published = role_wage("bench-jeweler", REFERENCE.area("Providence"), CATALOG, REFERENCE)
    without = {**published.annual, "90": None}
    paid = published.model_copy(update={"annual": without})
    words = (
        "the 90th percentile of '.*' is withheld in Providence.*; published there: 10, 25, 50, 75"
    )
    with pytest.raises(BadInput, match=words):
        hourly_wage(paid, "90")
    with pytest.raises(BadInput, match=words):
        estimate_piece_cost(
            PieceInput("gold", 5.0, 0.75, hours=1), "2026-05", (paid, "90"), CATALOG, REFERENCE
        )
