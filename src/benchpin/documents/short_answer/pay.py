"""The pay of a role in an area, worded, and its place on the scale of a page."""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil, floor

from benchpin.catalog import Catalog
from benchpin.documents.short_answer.model import PayBar, PayFigures, PayKind, PayScale
from benchpin.market import (
    FEW_EMPLOYEES,
    PERCENTILES,
    WIDE_ERROR,
    Outlook,
    Wage,
    role_outlook,
)
from benchpin.reference import Area, Reference
from benchpin.wording.format import (
    computed_amount,
    format_area,
    format_period,
    format_value,
    with_article,
)
from benchpin.wording.phrases import phrase

WIDTH = 320
"""The width of a pay bar, in the units of its drawing."""
MARGIN = 2
TICK_USD = 20_000
LABEL_EACH = 2
"""A tick each so many dollars, and a label at every second one."""
MAX_USD = 240_000
"""A scale ends here at the latest: nobody reads bars that one rare wage has squeezed."""
NORMAL_95 = 1.96
"""The bounds of a 95% interval, in standard errors."""
_KINDS: dict[str, PayKind] = {"same": "own", "broad": "group", "proxy": "stand-in"}


@lru_cache(maxsize=4096)
def pay_figures(role: str, area: Area, catalog: Catalog, reference: Reference) -> PayFigures | None:
    """The pay and jobs of the nearest occupation of a role in an area; None without any.

    Cached: they do not depend on the person.
    """
    outlook = role_outlook(role, area, catalog, reference)
    if not outlook.wages:
        return None
    wage = outlook.wages[0]
    kind = _KINDS[wage.applies]
    amounts = {p: float(pay) for p in PERCENTILES if (pay := wage.annual[p]) is not None}
    is_standin = kind == "stand-in"
    places = (area, *reference.wider_areas(area))
    used = next((place for place in places if place.code == wage.area.code), area)
    cell = reference.wage(wage.soc, used)
    return PayFigures(
        kind=kind,
        group=phrase(f"short.pay.group_{kind}", group=wage.label),
        where=phrase(
            "short.pay.where", area=format_area(wage.area.name), period=format_period(wage.period)
        ),
        amounts=amounts,
        typical=_typical(wage),
        half=_half(amounts),
        spoken=_spoken(wage),
        alone="" if kind == "own" else phrase("short.pay.not_alone"),
        jobs="" if is_standin else _jobs(wage),
        outlook="" if is_standin else _forecast(outlook),
        is_local=wage.fell_back is None,
        is_rough=FEW_EMPLOYEES in wage.notes or WIDE_ERROR in wage.notes,
        wage_error_pct=cell.wage_rse_pct if cell else None,
        sources=(wage.source,),
        job_sources=() if is_standin else (wage.source, *_forecast_sources(outlook)),
    )


def _dollars(amount: float) -> str:
    return format_value(computed_amount(amount, "USD"))


def _typical(wage: Wage) -> str:
    if wage.median is not None:
        return phrase("short.pay.typical", amount=_dollars(wage.median))
    top = wage.top_code("50")
    if top is not None:
        return phrase("short.pay.typical_top", amount=_dollars(top))
    return phrase("short.pay.typical_none")


def _half(amounts: dict[str, float]) -> str:
    if "25" in amounts and "75" in amounts:
        low, high = _dollars(amounts["25"]), _dollars(amounts["75"])
        return phrase("short.pay.half", low=low, high=high)
    return ""


def _spoken(wage: Wage) -> str:
    """All five figures, for those who hear the bar instead of seeing it."""
    points = [
        phrase(f"short.pay.spoken_{percentile}", amount=_dollars(pay))
        for percentile in PERCENTILES
        if (pay := wage.annual[percentile]) is not None
    ]
    return phrase("short.pay.spoken", points="; ".join(points))


def _jobs(wage: Wage) -> str:
    """The jobs in the area, with the range that its survey's error leaves (95%)."""
    if wage.employment is None:
        return phrase("short.jobs.withheld")
    jobs = format_value(computed_amount(wage.employment, None))
    key = "here" if wage.fell_back is None and wage.area.kind != "nation" else "wider"
    area = with_article(format_area(wage.area.name))
    if wage.employment_rse_pct is None:
        return phrase(f"short.jobs.{key}_plain", jobs=jobs, area=area)
    margin = NORMAL_95 * wage.employment_rse_pct / 100
    low = max(0, _rounded(wage.employment * (1 - margin)))
    high = _rounded(wage.employment * (1 + margin))
    return phrase(
        f"short.jobs.{key}",
        jobs=jobs,
        area=area,
        low=format_value(computed_amount(low, None)),
        high=format_value(computed_amount(high, None)),
    )


def _rounded(jobs: float) -> int:
    """Jobs to the nearest ten, as the survey publishes them."""
    return int(round(jobs, -1))


def _forecast_sources(outlook: Outlook) -> tuple[str, ...]:
    """The sources of the forecast, if there is one."""
    figures = (outlook.projection.change, outlook.projection.openings)
    return tuple(dict.fromkeys(figure.source for figure in figures if figure))


def _forecast(outlook: Outlook) -> str:
    change, openings = outlook.projection.change, outlook.projection.openings
    if change is None or openings is None or change.low is None or openings.low is None:
        return ""
    return phrase(
        "short.jobs.forecast",
        period=format_period(change.period or ""),
        change=format_value(computed_amount(change.low, change.unit)),
        openings=format_value(computed_amount(openings.low, openings.unit)),
    )


def pay_scale(figures: Iterable[PayFigures | None], minimum: float | None) -> PayScale | None:
    """The scale for the bars of one page, wide enough for all of them; None without any figure."""
    amounts = [amount for entry in figures if entry for amount in entry.amounts.values()]
    if not amounts:
        return None
    if minimum is not None:
        amounts.append(minimum)
    low = max(0, floor(min(amounts) / TICK_USD) * TICK_USD)
    high = min(MAX_USD, ceil(max(amounts) / TICK_USD) * TICK_USD)
    high = max(high, low + 2 * TICK_USD)
    values = range(low, high + 1, TICK_USD)
    scale = PayScale(float(low), float(high), ())
    ticks = tuple(
        (
            position := _position(value, scale),
            phrase("short.pay.tick", thousands=value // 1000) if index % LABEL_EACH else "",
            _anchor(position, 20),
        )
        for index, value in enumerate(values)
    )
    return PayScale(float(low), float(high), ticks)


def pay_bar(figures: PayFigures, scale: PayScale, minimum: float | None) -> PayBar | None:
    """The bar of a role on a scale; None where no percentile is published."""
    if not figures.amounts:
        return None
    positions = {p: _position(amount, scale) for p, amount in figures.amounts.items()}
    text = "" if minimum is None else phrase("short.pay.minimum", amount=_dollars(minimum))
    spoken = figures.spoken
    if minimum is not None:
        spoken = f"{spoken} {phrase('short.pay.spoken_minimum', amount=_dollars(minimum))}"
    return PayBar(
        positions.get("10"),
        positions.get("25"),
        positions.get("50"),
        positions.get("75"),
        positions.get("90"),
        None if minimum is None else _position(minimum, scale),
        text,
        "" if minimum is None else _anchor(_position(minimum, scale), 50),
        spoken,
    )


def _anchor(position: float, edge: float) -> str:
    """How a label is aligned at a position, so that it does not run over an edge."""
    if position < edge:
        return "start"
    return "end" if position > WIDTH - edge else "middle"


def _position(amount: float, scale: PayScale) -> float:
    """Where an amount stands; what lies beyond an end of the scale stands at its end."""
    share = (amount - scale.low) / (scale.high - scale.low)
    return round(MARGIN + (WIDTH - 2 * MARGIN) * min(1.0, max(0.0, share)), 1)
