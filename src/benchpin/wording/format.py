"""Values as text: numbers with their unit, periods, areas and lists."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import rtoml

from benchpin.catalog import DATA, PLACEHOLDER
from benchpin.facts import Value

WORDS = Path(__file__).resolve().parent / "words"
_DATE = re.compile(r"^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-([0-3]\d))?$")


@cache
def words(language: str = "en") -> Mapping[str, Any]:
    """The word table of a language: templates, phrases and terms (`words/<language>.toml`)."""
    table: dict[str, Any] = rtoml.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return table


@cache
def _data(name: str) -> Mapping[str, Any]:
    table: dict[str, Any] = rtoml.loads((DATA / name).read_text(encoding="utf-8"))
    return table


def format_number(value: float) -> str:
    """A number with thousands separators and at most two decimals."""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}".replace("-", "−")
    # So near an integer, the difference is floating-point error.
    if abs(value - round(value)) < 1e-6:
        return format_number(round(value))
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def format_period(text: str) -> str:
    """An ISO date or interval in words: "May 2025", "2024 to 2034"; other text as it is."""
    if "/" in text:
        low, high = text.split("/", 1)
        return str(words()["list"]["range"]).format(
            low=format_period(low), high=format_period(high)
        )
    match = _DATE.match(text)
    if match is None:
        return text
    year, month, day = match.groups()
    name = words()["months"]["names"][int(month) - 1] if month else ""
    return " ".join(part for part in (name, f"{int(day)}," if day else "", year) if part)


def format_area(code: str) -> str:
    """The name of an area by its code; a name stays as it is."""
    return str(_data("places.toml").get(code) or _term(code))


def join_list(items: Sequence[str]) -> str:
    """Several items in one phrase: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    # Items that contain "and" are separated by commas only, items with commas by semicolons.
    if any(", " in item for item in items):
        return str(words()["list"]["and_long"]).format(list="; ".join(items[:-1]), last=items[-1])
    kind = "and_apart" if any(" and " in item for item in items) else "and"
    return str(words()["list"][kind]).format(list=", ".join(items[:-1]), last=items[-1])


def format_value(value: Value) -> str:
    """A value with its unit, as part of a sentence."""
    raw_value = value.value
    if isinstance(raw_value, str) and value.unit == "place":
        return format_area(raw_value)
    if isinstance(raw_value, str):
        return format_period(raw_value) if value.unit == "period" else _term(raw_value)
    if isinstance(raw_value, tuple):
        if raw_value and all(isinstance(item, str) for item in raw_value):
            return join_list([_term(str(item)).removesuffix(".") for item in raw_value])
        if not raw_value:
            return ""
        unit, factor = _plain_unit(value.unit)
        low, high = (float(raw_value[0]) * factor, float(raw_value[-1]) * factor)
        amount = str(words()["list"]["range"]).format(
            low=format_number(low), high=format_number(high)
        )
        return _with_bound(value, _with_unit(amount, unit, single=False))
    if value.unit == "period":
        return str(raw_value)
    if value.unit == "times":
        # A ratio is rounded, to a whole number from 2 on, and is therefore worded "about".
        rounded = format_number(round(raw_value) if raw_value >= 2 else round(raw_value, 1))
        return str(words()["bounds"]["about"]).format(
            value=_with_unit(rounded, "times", single=False)
        )
    unit, factor = _plain_unit(value.unit)
    return _with_bound(
        value, _with_unit(format_number(raw_value * factor), unit, single=raw_value * factor == 1)
    )


def _plain_unit(unit: str | None) -> tuple[str | None, int]:
    """A unit without "thousand-", and the factor for its numbers (1000 or 1)."""
    if unit and unit.startswith("thousand-"):
        return unit.removeprefix("thousand-"), 1000
    return unit, 1


def _term(text: str) -> str:
    return str(words()["terms"].get(text, text))


def format_percent(share: float) -> str:
    """A share, 0 to 1, as a whole percentage; halves are rounded up."""
    return f"{int(share * 100 + 0.5)}%"


def _with_unit(amount: str, unit: str | None, *, single: bool) -> str:
    units = _data("units.toml")
    unit_forms = units.get(unit or "")
    if unit_forms is None:
        # A price ("USD/course") may be for a year, a course or a credit, in any currency.
        money, _, per = (unit or "").partition("/")
        price = units.get(money, {"show": "{value}"})["show"].replace("{value}", amount)
        return str(words()["per"][per]).format(amount=price) if per in words()["per"] else price
    template = unit_forms.get("one", unit_forms["show"]) if single else unit_forms["show"]
    return str(template).replace("{value}", amount)


def _with_bound(value: Value, text: str) -> str:
    return str(words()["bounds"][value.bound]).format(value=text) if value.bound else text


def fill_template(template: str, values: Mapping[str, Value]) -> str:
    """A template with its values filled in: `{name}`, or an aspect of a value, `{name.period}`.

    Aspects: `place` and `period`, the area and period of a figure; `low`, a name inside a sentence;
    `a`, the same with its indefinite article; `the`, a country with its article; `joined`, whole
    sentences in a row. Catalog prose may contain placeholders of figures, which are among `values`
    too; what a person wrote is inserted as it is.
    """

    def filled(match: re.Match[str]) -> str:
        name, _, aspect = match.group(1).partition(".")
        value = values[name]
        if aspect == "place":
            return format_area(value.area or "")
        if aspect == "period":
            return format_period(value.period or "")
        text = _format_aspect(value, aspect)
        if value.from_.startswith("catalog:"):
            text = PLACEHOLDER.sub(
                lambda inner: format_figure(values[inner.group(1)], **stated), text
            )
        # A sentence from the catalog brings its own full stop.
        return text[:-1] if text.endswith(".") and match.string[match.end() :][:1] == "." else text

    # An area and a period that the template states are not repeated with each figure.
    stated = {
        f"stated_{name}": format_value(values[name])
        for name in ("area", "period")
        if name in values and f"{{{name}}}" in template
    }
    return _TEMPLATE_FIELD.sub(filled, template).strip()


_TEMPLATE_FIELD = re.compile(r"\{([a-z_]+(?:\.(?:place|period|low|a|the|joined))?)\}")


def _format_aspect(value: Value, aspect: str) -> str:
    raw_value = value.value
    if aspect == "joined" and isinstance(raw_value, tuple):
        return " ".join(str(item) for item in raw_value)
    if aspect in ("low", "a"):
        items = raw_value if isinstance(raw_value, tuple) else (raw_value,)
        text = join_list([lower_first(_term(str(item)).removesuffix(".")) for item in items])
        if aspect == "a":
            article = "an" if text[:1].lower() in "aeiou" else "a"
            return str(words()["articles"][article]).format(name=text)
        return text
    if aspect == "the":
        return with_article(_term(str(raw_value)))
    return format_value(value)


def with_article(name: str) -> str:
    """A country inside a sentence, with its article if it takes one ("the United States")."""
    articles = words()["articles"]
    return str(articles["the"]).format(name=name) if name in articles["with_the"] else name


def lower_first(name: str) -> str:
    """A name inside a sentence: lower case unless it begins with a proper name."""
    first = name.split(" ", 1)[0]
    if any(letter.isupper() for letter in first[1:]) or first in words()["articles"]["proper"]:
        return name
    return name[:1].lower() + name[1:]


def capitalize_first(text: str) -> str:
    """A phrase with a capital, to begin a line."""
    return text[:1].upper() + text[1:]


def format_figure(value: Value, *, stated_area: str = "", stated_period: str = "") -> str:
    """A figure inside prose: its value, with area and period unless the text states them anyway."""
    area, period = format_area(value.area) if value.area else "", format_period(value.period or "")
    pairs = ((area, stated_area), (period, stated_period))
    area_and_period = ", ".join(part for part, stated in pairs if part and part != stated)
    return f"{format_value(value)} ({area_and_period})" if area_and_period else format_value(value)


def computed_amount(value: float, unit: str | None) -> Value:
    """A computed number as a Value, so that it is formatted like any other."""
    return Value(value=value, unit=unit, from_="count:guidance")
