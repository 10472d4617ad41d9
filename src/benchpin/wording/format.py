"""How a value reads: numbers with their unit, periods, places and lists."""

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
    """The templates and terms of a language."""
    found: dict[str, Any] = rtoml.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return found


@cache
def _data(name: str) -> Mapping[str, Any]:
    found: dict[str, Any] = rtoml.loads((DATA / name).read_text(encoding="utf-8"))
    return found


def format_number(value: float) -> str:
    """A number with thousands separated, without needless decimals."""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}".replace("-", "−")
    if abs(value - round(value)) < 1e-6:
        return format_number(round(value))
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def format_period(text: str) -> str:
    """A period as people write it: "May 2025", "2024 to 2034"."""
    if "/" in text:
        low, high = text.split("/", 1)
        return str(words()["list"]["range"]).format(
            low=format_period(low), high=format_period(high)
        )
    found = _DATE.match(text)
    if found is None:
        return text
    year, month, day = found.groups()
    name = words()["months"]["names"][int(month) - 1] if month else ""
    return " ".join(part for part in (name, f"{int(day)}," if day else "", year) if part)


def format_area(code: str) -> str:
    """The name of a place by its code; a name stays as it is."""
    return str(_data("places.toml").get(code) or _term(code))


def join_list(items: Sequence[str]) -> str:
    """Several things in one phrase: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    # A comma keeps things apart that hold an "and" of their own, a semicolon those with commas.
    if any(", " in item for item in items):
        return str(words()["list"]["and_long"]).format(list="; ".join(items[:-1]), last=items[-1])
    kind = "and_apart" if any(" and " in item for item in items) else "and"
    return str(words()["list"][kind]).format(list=", ".join(items[:-1]), last=items[-1])


def format_value(found: Value) -> str:
    """A value with its unit, as it stands in a sentence."""
    held = found.value
    if isinstance(held, str) and found.unit == "place":
        return format_area(held)
    if isinstance(held, str):
        return format_period(held) if found.unit == "period" else _term(held)
    if isinstance(held, tuple):
        if held and all(isinstance(item, str) for item in held):
            return join_list([_term(str(item)).removesuffix(".") for item in held])
        if not held:
            return ""
        unit, times = _plain_unit(found.unit)
        low, high = (float(held[0]) * times, float(held[-1]) * times)
        amount = str(words()["list"]["range"]).format(
            low=format_number(low), high=format_number(high)
        )
        return _bounded(found, _with_unit(amount, unit, single=False))
    if found.unit == "period":
        return str(held)
    if found.unit == "times":
        # How many times as common: to the nearest whole from twice on, and said to be about that.
        about = format_number(round(held) if held >= 2 else round(held, 1))
        return str(words()["bounds"]["about"]).format(
            value=_with_unit(about, "times", single=False)
        )
    unit, times = _plain_unit(found.unit)
    return _bounded(found, _with_unit(format_number(held * times), unit, single=held * times == 1))


def _plain_unit(unit: str | None) -> tuple[str | None, int]:
    """A unit without its "thousand", and what its numbers are multiplied by: 4 thousand: 4,000."""
    if unit and unit.startswith("thousand-"):
        return unit.removeprefix("thousand-"), 1000
    return unit, 1


def _term(text: str) -> str:
    return str(words()["terms"].get(text, text))


def format_percent(part: float) -> str:
    """A part of a whole, 0 to 1, as it is shown: to the nearest whole percent, halves up."""
    return f"{int(part * 100 + 0.5)}%"


def _with_unit(amount: str, unit: str | None, *, single: bool) -> str:
    units = _data("units.toml")
    shown = units.get(unit or "")
    if shown is None:
        # A price may be for a year, a course or a credit, in any money.
        money, _, per = (unit or "").partition("/")
        whole = units.get(money, {"show": "{value}"})["show"].replace("{value}", amount)
        return str(words()["per"][per]).format(amount=whole) if per in words()["per"] else whole
    template = shown.get("one", shown["show"]) if single else shown["show"]
    return str(template).replace("{value}", amount)


def _bounded(found: Value, text: str) -> str:
    return str(words()["bounds"][found.bound]).format(value=text) if found.bound else text


def fill_template(template: str, values: Mapping[str, Value]) -> str:
    """A template with its values put in: {name}, or an aspect of it, {name.period}.

    Aspects: `place` and `period`, where and when a figure holds; `low`, a name inside a sentence;
    `a`, that with its article; `the`, a country with its article; `joined`, whole sentences in a
    row. Prose from the catalog may name figures of its own, which stand in the same values; what
    a person wrote is put in as it is.
    """

    def put(match: re.Match[str]) -> str:
        name, _, aspect = match.group(1).partition(".")
        found = values[name]
        if aspect == "place":
            return format_area(found.area or "")
        if aspect == "period":
            return format_period(found.period or "")
        text = _in_aspect(found, aspect)
        if found.from_.startswith("catalog:"):
            text = PLACEHOLDER.sub(
                lambda inner: format_figure(values[inner.group(1)], **said), text
            )
        # A sentence from the catalog brings its own full stop.
        return text[:-1] if text.endswith(".") and match.string[match.end() :][:1] == "." else text

    # A place and a period that the template itself says are not said again with each figure.
    said = {
        f"said_{name}": format_value(values[name])
        for name in ("area", "period")
        if name in values and f"{{{name}}}" in template
    }
    return _SLOT.sub(put, template).strip()


_SLOT = re.compile(r"\{([a-z_]+(?:\.(?:place|period|low|a|the|joined))?)\}")


def _in_aspect(found: Value, aspect: str) -> str:
    held = found.value
    if aspect == "joined" and isinstance(held, tuple):
        return " ".join(str(item) for item in held)
    if aspect in ("low", "a"):
        items = held if isinstance(held, tuple) else (held,)
        text = join_list([lower_first(_term(str(item)).removesuffix(".")) for item in items])
        if aspect == "a":
            article = "an" if text[:1].lower() in "aeiou" else "a"
            return str(words()["articles"][article]).format(name=text)
        return text
    if aspect == "the":
        return with_article(_term(str(held)))
    return format_value(found)


def with_article(name: str) -> str:
    """A country inside a sentence, with its article where it has one."""
    articles = words()["articles"]
    return str(articles["the"]).format(name=name) if name in articles["with_the"] else name


def lower_first(name: str) -> str:
    """A name as it stands inside a sentence: lower case unless it begins with a proper name."""
    first = name.split(" ", 1)[0]
    if any(letter.isupper() for letter in first[1:]) or first in words()["articles"]["proper"]:
        return name
    return name[:1].lower() + name[1:]


def capitalize_first(text: str) -> str:
    """A phrase as it begins a line: with a capital."""
    return text[:1].upper() + text[1:]


def format_figure(found: Value, *, said_area: str = "", said_period: str = "") -> str:
    """A figure inside prose: its value, and where and when it holds unless that is said anyway."""
    area, when = format_area(found.area) if found.area else "", format_period(found.period or "")
    told = ((area, said_area), (when, said_period))
    where = ", ".join(part for part, said in told if part and part != said)
    return f"{format_value(found)} ({where})" if where else format_value(found)


def computed_amount(value: float, unit: str | None) -> Value:
    """A number of the guidance as a value, to be formatted like any other."""
    return Value(value=value, unit=unit, from_="count:guidance")
