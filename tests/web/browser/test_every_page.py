"""Pages of every kind: axe finds nothing in either color scheme, and no page is too wide."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchpin.web.app.engine import shared_engine
from tests.web.browser.conftest import PHONE
from tests.web.browser.test_journeys import begin, fits, two_minutes

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
MISSING = "/nothing-is-here/"
PUBLIC = (
    "/", "/before/", "/back/", "/open/", "/about/", "/privacy/", "/terms/", "/accessibility/",
    "/help/", MISSING, "/deleted/", "/api/docs", "/roles/", "/roles/?q=zzzz",
    "/roles/bench-jeweler/?area=RI", "/roles/bench-jeweler/?area=Portland", "/compare/",
    "/compare/?role=bench-jeweler&role=stone-setter&area=RI", "/market/", "/market/myths/",
    "/market/traps/", "/market/questions/", "/market/metals/", "/pay/",
    "/pay/?role=bench-jeweler&area=RI", "/reach/?role=bench-jeweler&area=RI",
    "/qualifications/?status=open", "/qualifications/gia-gg/", "/organisations/",
    "/organisations/ja/", "/mentoring/", "/providers/", "/skills/", "/skills/ring-sizing/",
    "/sources/", "/sources/bls-oews-2025-05/", "/search/?q=ring",
)  # fmt: skip
OWNED = (
    "/you/", "/you/code/", "/you/leave/", "/you/two-minutes/", "/you/job/", "/you/job/0/",
    "/you/resume/", "/you/review/", "/you/interview/", "/you/interview/values/",
    "/you/interview/results/", "/you/results/", "/you/results/bench-jeweler/",
    "/you/compare/?role=bench-jeweler&role=stone-setter", "/you/data/", "/you/data/delete/",
)  # fmt: skip
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def _more() -> list[str]:
    """Every page that tells an entry of the catalog; walked in the long run alone."""
    if not os.environ.get("BENCHPIN_TEST_SOAK"):
        return []
    catalog = shared_engine().catalog
    return [
        f"/{kind}/{identity}/"
        for kind in ("roles", "qualifications", "organisations", "mentoring", "providers",
                     "skills", "sources")
        for identity in getattr(catalog, kind)
    ] + [f"/market/{identity}/" for identity in catalog.topics]  # fmt: skip


@pytest.fixture(scope="module")
def pages(browser: Browser, server: str) -> Iterator[dict[str, Page]]:
    """A page a color scheme, of somebody who told a little."""
    opened = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=PHONE, base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
        opened[scheme] = context.new_page()
        begin(opened[scheme])
        two_minutes(opened[scheme])
    yield opened
    for page in opened.values():
        page.context.close()


def _violations(page: Page) -> list[tuple[str, list[str]]]:
    results: dict[str, Any] = Axe().run(page, options=RULES).response
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
        for violation in results["violations"]
    ]


@SCHEMES
@pytest.mark.parametrize("path", [*PUBLIC, *OWNED, *_more()])
def test_axe_finds_nothing(path: str, scheme: str, pages: dict[str, Page]) -> None:
    page = pages[scheme]
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == MISSING else 200)
    fits(page)
    page.evaluate("document.querySelectorAll('main details').forEach(node => node.open = true)")
    fits(page)
    assert _violations(page) == []


def test_axe_would_find_something(pages: dict[str, Page]) -> None:
    page = pages["light"]
    page.goto("/")
    page.evaluate("document.querySelector('h1').innerHTML += '<img src=\"/static/icon.svg\">'")
    assert [name for name, _ in _violations(page)] == ["image-alt"]


def test_text_at_200_percent_fits(pages: dict[str, Page]) -> None:
    page = pages["light"]
    page.set_viewport_size({"width": 640, "height": 900})
    for path in (
        "/", "/roles/bench-jeweler/?area=RI", "/you/", "/you/data/", "/you/results/",
        "/you/review/", "/you/interview/values/", "/you/interview/results/",
    ):  # fmt: skip
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        fits(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
