"""Quantities in a sentence: numbers with unit, direction and year."""

import re
from dataclasses import dataclass
from functools import lru_cache

from benchpin.ask.understanding import rule_table
from benchpin.facts import Figure

MAX_QUANTITIES = 24
"""How many quantities of a sentence are read."""
_WORDS = rule_table("quantities")
_NUMBER_WORDS: dict[str, float] = _WORDS["numbers"]
_SCALE: dict[str, float] = _WORDS["scales"]
_CURRENCY: dict[str, str] = _WORDS["currencies"]
_PERIODS: dict[str, str] = _WORDS["periods"]
_QUANTITY = re.compile(
    r"(?P<before>(?:[AaCc]|[Uu][Ss])?\$|€|£)?\s?"
    r"(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|\b(?:"
    + "|".join(_NUMBER_WORDS)
    + r")(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b)"
    r"\s?-?(?P<scale>thousand|million|billion|trillion|bn|k\b)?"
    r"\s?(?P<after>%|percent|per cent|dollars?|euros?|pounds?|usd|eur|gbp)?"
    r"\s?(?P<per>(?:an?|per|each|/)\s?(?:hour|hr|year|yr|month|week|day)|annually|hourly)?",
    re.IGNORECASE,
)
_SMALL = "|".join(w for w, value in _NUMBER_WORDS.items() if 1 <= value <= 10 and w != "half")
_FRACTION = re.compile(
    rf"\b({_SMALL})\s+(?:in|of|out of)\s+(?:every\s+)?({_SMALL})\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """A number in a text: `unit` is a currency code, "pct", or None for a plain count.

    `per` is the period of a rate ("year"); `rounding` is half of the place of the last digit that
    is not 0; `start` and `end` are its place in the text.
    """

    value: float
    unit: str | None
    per: str | None
    start: int
    end: int
    rounding: float = 0.0


def quantities_in(text: str) -> tuple[StatedQuantity, ...]:
    """The quantities of a text that are no years, in order; at most MAX_QUANTITIES."""
    quantities: list[StatedQuantity] = []
    for match in _QUANTITY.finditer(_fractions(text)):
        raw = match["number"].lower()
        unit_text = (match["before"] or match["after"] or "").lower()
        if _YEAR.fullmatch(raw) and not unit_text:
            continue
        value = _value(raw) * _SCALE.get((match["scale"] or "").lower(), 1.0)
        if raw in ("one", "half", "a") and not unit_text and not match["scale"]:
            continue
        unit = "pct" if unit_text.startswith(("%", "per")) else _CURRENCY.get(unit_text)
        per_words = re.findall(r"[a-z]+", (match["per"] or "").lower())
        per = next((_PERIODS[w] for w in per_words if w in _PERIODS), None)
        rounding = _rounding(raw) * _SCALE.get((match["scale"] or "").lower(), 1.0)
        quantities.append(StatedQuantity(value, unit, per, match.start(), match.end(), rounding))
        if len(quantities) >= MAX_QUANTITIES:
            break
    return tuple(quantities)


def _rounding(raw: str) -> float:
    """Half of the place of the last digit that is not 0: .5 for "61", 50 for "52,500"."""
    digits = raw.replace(",", "").lstrip("-")
    if not digits[0].isdigit():
        return 0.5
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0 ** min(zeros, max(0, len(whole) - 1))


def _fractions(text: str) -> str:
    """A text with "two in five" and "nine of ten" as percentages of the same length or less."""

    def percent(match: re.Match[str]) -> str:
        part, whole = (_NUMBER_WORDS[w.lower()] for w in (match[1], match[2]))
        share = f"{100 * part / whole:.0f}%" if whole else match[0]
        return share.ljust(len(match[0])) if len(share) <= len(match[0]) else match[0]

    return _FRACTION.sub(percent, text)


def _value(raw: str) -> float:
    if raw[0].isdigit() or raw[0] == "-":
        return float(raw.replace(",", ""))
    tens, _, ones = raw.partition("-")
    return float(_NUMBER_WORDS[tens] + (_NUMBER_WORDS.get(ones, 0) if ones else 0))


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names."""
    return tuple(int(year) for year in _YEAR.findall(text))


@lru_cache(maxsize=4096)
def figure_unit(figure_unit_text: str) -> tuple[str | None, str | None, float]:
    """The currency or "pct" of a figure's unit, its period, and the factor to plain numbers."""
    head, _, per = figure_unit_text.partition("/")
    base, _, scale = head.partition("-")
    factor = _SCALE.get(scale, 1.0)
    if base == "thousand":
        return None, per or None, 1e3
    if base in ("pct", "percent"):
        return "pct", per or None, 1.0
    if len(base) == 3 and base.isupper():
        return base, per or None, factor
    return None, per or None, factor if scale in _SCALE else 1.0


def agrees(quantity: StatedQuantity, figure: Figure) -> bool:
    """Whether a quantity is the value of a figure, within the rounding of what is written."""
    factor = figure_unit(figure.unit)[2]
    if not same_unit(quantity, figure):
        return False
    low, high = sorted((abs(figure.low) * factor, abs(figure.high) * factor))
    value = abs(quantity.value)
    # A number is rounded to its last digit that is not 0: "52,500" stands for 52,450 to 52,550.
    return low - quantity.rounding <= value <= high + quantity.rounding


def same_unit(quantity: StatedQuantity, figure: Figure) -> bool:
    """Whether a quantity is in the unit of a figure: currency, percent or count, and period."""
    unit, per, _ = figure_unit(figure.unit)
    if unit != quantity.unit:
        return False
    return per is None or quantity.per is None or per == quantity.per
