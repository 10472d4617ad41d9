"""Where an entry of the catalog has its page."""

from django.urls import reverse

from .engine import engine

PAGES = {
    "roles": "role",
    "skills": "skill",
    "qualifications": "qualification",
    "organisations": "organisation",
    "providers": "provider",
    "mentoring": "mentor",
    "topics": "topic",
    "sources": "source",
    "pages": "topic",
}
"""The page of each kind of entry, by the name of its address."""


def href(kind: str, identity: str) -> str | None:
    """Where an entry has its page, or its place on one; None where its kind has none."""
    if kind in PAGES:
        return reverse(PAGES[kind], args=[identity])
    if kind == "programmes":
        whole = engine().catalog.programmes[identity].qualification
        return f"{reverse('qualification', args=[whole])}#programme-{identity}"
    if kind in ("myths", "traps", "questions"):
        return reverse("topic", args=[kind])
    return None
