"""Where a public page leads on to, so that none is an end."""

from collections.abc import Iterable
from urllib.parse import urlencode

from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import reverse
from benchpin.web.app.messages import message

NEAR: dict[str, tuple[str, ...]] = {
    "roles": ("skills", "compare-roles", "pay"),
    "qualifications": ("providers", "skills"),
    "organisations": ("mentoring", "providers"),
    "mentoring": ("organisations", "qualifications"),
    "providers": ("qualifications", "organisations"),
    "skills": ("roles", "qualifications"),
    "sources": ("market", "roles"),
}
"""Which pages a list, and an entry in it, leads on to."""
Way = dict[str, str]


def steps_for_records(names: Iterable[str]) -> list[Way]:
    """Pages by the names of their addresses, each with what it is."""
    # The words of a page stand under the first part of its name.
    parts = [(name, name.partition("-")[0]) for name in names]
    return [
        {
            "href": reverse(name),
            "label": message(f"guides.{part}.title"),
            "text": message(f"guides.{part}.lede"),
        }
        for name, part in parts
    ]


def steps_for_role(role: str, area: str | None, *, here: str) -> list[Way]:
    """The other pages of a role, for the same area."""
    label = shared_engine().catalog.roles[role].label
    place = {"area": area} if area else {}
    found = {
        "role": (reverse("role", args=[role]), place),
        "pay": (reverse("pay"), {"role": role, **place}),
        "reach": (reverse("reach"), {"role": role, **place}),
        "compare": (reverse("compare-roles"), {"role": role}),
    }
    return [
        {
            "href": address + (f"?{urlencode(query)}" if query else ""),
            "label": message(f"guides.onward.{name}", role=label),
            "text": "",
        }
        for name, (address, query) in found.items()
        if name != here
    ]
