"""The labels of the values of search filters."""

from collections.abc import Mapping

from benchpin.catalog import Catalog
from benchpin.wording.format import (
    capitalize_first,
    computed_amount,
    format_area,
    format_value,
    words,
)
from benchpin.wording.phrases import phrase

_PHRASE_KEYS: Mapping[str | tuple[str, str], str] = {
    "category": "skill.categories",
    "family": "guide.families",
    "mode": "reach",
    "reliability": "source.reliability",
    ("mentoring", "kind"): "organisation.route_kinds",
    ("qualifications", "kind"): "qualification.kinds",
    ("traps", "kind"): "market_page.trap_kinds",
}
"""The key of the phrases for the values of a filter, by the filter or by kind and filter."""
_LITERAL_FILTERS = (("organisations", "kind"), ("questions", "topic"))
"""Filters whose values are plain words already."""


def choice_label(kind: str, name: str, value: str, catalog: Catalog) -> str:
    """The label of a value (`value`) of a filter (`name`) of a kind of record."""
    if (kind, name) in _LITERAL_FILTERS:
        return capitalize_first(value)
    if name == "country":
        return capitalize_first(
            phrase("lists.international") if value == "international" else format_area(value)
        )
    if name == "place":
        return value
    if name == "price" and value.isdigit():
        return phrase("lists.price_up_to", price=format_value(computed_amount(int(value), "USD")))
    if name in ("skill", "topic"):
        return str(getattr(catalog, f"{name}s")[value].label)
    if name == "study":
        return capitalize_first(str(words()["terms"].get(value, value)))
    phrase_key = _PHRASE_KEYS.get((kind, name)) or _PHRASE_KEYS.get(name)
    return capitalize_first(
        phrase(f"{phrase_key}.{value}" if phrase_key else f"lists.values.{name}.{value}")
    )
