"""Which numbers a document may show: those of the guidance it is made from."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from benchpin.catalog import Catalog
from benchpin.catalog.prose import NUMBER
from benchpin.facts import Value
from benchpin.guidance import Guidance
from benchpin.market import Wage
from benchpin.wording.format import format_number, format_percent, format_period, format_value

_NOTE = re.compile(r"\[\^?\d+\]:?")


def allowed(guidance: Guidance) -> frozenset[str]:
    """Every number, as it may be written: values, formatted values, counts of lists, dates."""
    found: set[str] = set()
    for text in _texts(guidance):
        found.update(_in(text))
    return frozenset(found)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Value):
        yield format_value(part)
        yield from _texts(part.value)
        yield format_period(part.period or "")
        yield part.area or ""
    elif isinstance(part, BaseModel):
        if isinstance(part, Wage) and part.location_quotient is not None:
            # A location quotient is told as "about so many times", by the rule of its unit.
            yield format_value(part.figure("location-quotient", part.location_quotient, "times"))
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, dict):
        yield str(len(part))
        for key, held in part.items():
            yield str(key)
            yield from _texts(held)
    elif isinstance(part, (tuple, list)):
        yield from (str(count) for count in range(1, len(part) + 1))
        for held in part:
            yield from _texts(held)
    elif isinstance(part, bool) or part is None:
        return
    elif isinstance(part, (int, float)):
        yield format_number(part)
        if 0 <= part <= 1:
            yield format_percent(part)
    else:
        text = str(part)
        yield text
        yield format_period(text)


def _in(text: str) -> list[str]:
    return [found.lower() for found in NUMBER.findall(text)]


def names_of(catalog: Catalog) -> tuple[str, ...]:
    """Names of catalog entries that hold a number, the longest first."""
    labels = {
        *(role.label for role in catalog.roles.values()),
        *(skill.label for skill in catalog.skills.values()),
        *(programme.label for programme in catalog.programmes.values()),
        *(provider.label for provider in catalog.providers.values()),
    }
    held = {label for label in labels if NUMBER.search(label)}
    return tuple(sorted(held, key=lambda name: (-len(name), name)))


def strangers(document: str, guidance: Guidance, catalog: Catalog) -> list[str]:
    """The numbers in a document that stand nowhere in its guidance."""
    text = document.replace("\u00a0", " ")
    for name in names_of(catalog):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    known = allowed(guidance)
    return sorted({found for found in _in(_NOTE.sub(" ", text)) if found not in known})


AS_OF = date(2026, 11, 22)
