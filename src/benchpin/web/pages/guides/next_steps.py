"""The links from a public page to related pages, so that no page is a dead end."""

from collections.abc import Iterable
from urllib.parse import urlencode

from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import reverse
from benchpin.web.app.messages import message

RELATED_PAGES: dict[str, tuple[str, ...]] = {
    "roles": ("skills", "compare-roles", "pay"),
    "qualifications": ("providers", "skills"),
    "organisations": ("mentoring", "providers"),
    "mentoring": ("organisations", "qualifications"),
    "providers": ("qualifications", "organisations"),
    "skills": ("roles", "qualifications"),
    "sources": ("market", "roles"),
}
"""The related pages of each list and of its records, by URL name."""
Step = dict[str, str]
"""A link to a related page: its address (`href`), `label` and `text`."""


def steps_for_records(names: Iterable[str]) -> list[Step]:
    """Links to pages by their URL names, each with its title and lede."""
    # The messages of a page stand under the first part of its name: `compare` of `compare-roles`.
    parts = [(name, name.partition("-")[0]) for name in names]
    return [
        {
            "href": reverse(name),
            "label": message(f"guides.{part}.title"),
            "text": message(f"guides.{part}.lede"),
        }
        for name, part in parts
    ]


def steps_for_role(role: str, area: str | None, *, current_page: str) -> list[Step]:
    """Links to the other pages of a role, for the same area; `current_page` is left out."""
    label = shared_engine().catalog.roles[role].label
    area_query = {"area": area} if area else {}
    pages = {
        "role": (reverse("role", args=[role]), area_query),
        "pay": (reverse("pay"), {"role": role, **area_query}),
        "reach": (reverse("reach"), {"role": role, **area_query}),
        "compare": (reverse("compare-roles"), {"role": role}),
    }
    return [
        {
            "href": address + (f"?{urlencode(query)}" if query else ""),
            "label": message(f"guides.onward.{name}", role=label),
            "text": "",
        }
        for name, (address, query) in pages.items()
        if name != current_page
    ]
