"""What the values of the filters are called."""

from collections.abc import Mapping

from benchpin.catalog import Catalog
from benchpin.wording.format import capitalize_first, computed_amount, format_area, words
from benchpin.wording.format import format_value as told_value
from benchpin.wording.phrases import phrase

_WORDED: Mapping[str | tuple[str, str], str] = {
    "category": "skill.categories",
    "family": "guide.families",
    "mode": "reach",
    "reliability": "source.reliability",
    ("mentoring", "kind"): "organisation.route_kinds",
    ("qualifications", "kind"): "qualification.kinds",
    ("traps", "kind"): "market_page.trap_kinds",
}
"""Where the words for the values of a filter stand, by the filter, or by the kind and it."""
_AS_THEY_ARE = (("organisations", "kind"), ("questions", "topic"))
"""Filters whose values are words already."""


def choice_label(kind: str, name: str, value: str, catalog: Catalog) -> str:
    """What a value of a filter is called."""
    if (kind, name) in _AS_THEY_ARE:
        return capitalize_first(value)
    if name == "country":
        return capitalize_first(
            phrase("lists.international") if value == "international" else format_area(value)
        )
    if name == "place":
        return value
    if name == "price" and value.isdigit():
        return phrase("lists.price_up_to", price=told_value(computed_amount(int(value), "USD")))
    if name in ("skill", "topic"):
        return str(getattr(catalog, f"{name}s")[value].label)
    if name == "study":
        return capitalize_first(str(words()["terms"].get(value, value)))
    where = _WORDED.get((kind, name)) or _WORDED.get(name)
    return capitalize_first(phrase(f"{where}.{value}" if where else f"lists.values.{name}.{value}"))
