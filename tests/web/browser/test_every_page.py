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
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that a color scheme can break; the others are asked once, in the light one."""
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
    "/sources/", "/sources/bls-oews-2025-05/", "/search/?q=ring", "/check/",
    "/search/?q=am+i+too+old+to+become+a+jeweler",
)  # fmt: skip
OWNED = (
    "/you/", "/you/code/", "/you/leave/", "/you/two-minutes/", "/you/job/", "/you/job/0/",
    "/you/resume/", "/you/review/", "/you/interview/", "/you/interview/values/",
    "/you/interview/results/", "/you/results/", "/you/results/?sort=pay&mode=hybrid",
    "/you/results/bench-jeweler/", "/you/plan/bench-jeweler/",
    "/you/compare/?role=bench-jeweler&role=stone-setter", "/you/data/", "/you/data/delete/",
)  # fmt: skip
KINDS = (
    "/", "/before/", "/back/", "/open/", "/privacy/", MISSING, "/deleted/", "/api/docs",
    "/roles/?q=zzzz", "/roles/bench-jeweler/?area=RI", "/roles/bench-jeweler/?area=Portland",
    "/compare/", "/compare/?role=bench-jeweler&role=stone-setter&area=RI", "/market/",
    "/market/metals/", "/pay/?role=bench-jeweler&area=RI", "/reach/?role=bench-jeweler&area=RI",
    "/qualifications/?status=open", "/organisations/ja/", "/sources/bls-oews-2025-05/",
    "/search/?q=ring", "/search/?q=am+i+too+old+to+become+a+jeweler", "/check/",
)  # fmt: skip
"""One public page of each kind: a template, a form or a chart that no other of these has."""
SOAK = bool(os.environ.get("BENCHPIN_TEST_SOAK"))


def _more() -> list[str]:
    """Every page that tells an entry of the catalog; walked in the long run alone."""
    if not SOAK:
        return []
    catalog = shared_engine().catalog
    return [
        f"/{kind}/{identity}/"
        for kind in ("roles", "qualifications", "organisations", "mentoring", "providers",
                     "skills", "sources")
        for identity in getattr(catalog, kind)
    ] + [f"/market/{identity}/" for identity in catalog.topics]  # fmt: skip


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a phone, of somebody who told a little."""
    context = browser.new_context(viewport=PHONE, base_url=server)  # type: ignore[arg-type]
    page = context.new_page()
    begin(page)
    two_minutes(page)
    yield page
    context.close()


def _violations(page: Page, rules: dict[str, Any]) -> list[tuple[str, list[str]]]:
    results: dict[str, Any] = Axe().run(page, options=rules).response
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
        for violation in results["violations"]
    ]


@pytest.mark.parametrize("path", [*(PUBLIC if SOAK else KINDS), *OWNED, *_more()])
def test_axe_finds_nothing(path: str, visitor: Page) -> None:
    visitor.emulate_media(color_scheme="light")
    answer = visitor.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == MISSING else 200)
    fits(visitor)
    visitor.evaluate("document.querySelectorAll('main details').forEach(node => node.open = true)")
    fits(visitor)
    assert _violations(visitor, RULES) == []
    visitor.emulate_media(color_scheme="dark")
    assert _violations(visitor, RULES if SOAK else CONTRAST) == []


def test_axe_would_find_something(visitor: Page) -> None:
    visitor.emulate_media(color_scheme="light")
    visitor.goto("/")
    visitor.evaluate("document.querySelector('h1').innerHTML += '<img src=\"/static/icon.svg\">'")
    assert [name for name, _ in _violations(visitor, RULES)] == ["image-alt"]


def test_axe_would_find_what_only_the_dark_scheme_hides(visitor: Page) -> None:
    visitor.emulate_media(color_scheme="light")
    visitor.goto("/")
    visitor.evaluate("document.querySelector('h1').style.color = '#201d18'")
    assert _violations(visitor, CONTRAST) == []
    visitor.emulate_media(color_scheme="dark")
    assert [name for name, _ in _violations(visitor, CONTRAST)] == ["color-contrast"]


def test_text_at_200_percent_fits(visitor: Page) -> None:
    page = visitor
    page.set_viewport_size({"width": 640, "height": 900})
    for path in (
        "/", "/roles/bench-jeweler/?area=RI", "/you/", "/you/data/", "/you/results/",
        "/you/review/", "/you/interview/values/", "/you/interview/results/",
    ):  # fmt: skip
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        fits(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
