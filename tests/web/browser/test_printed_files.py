"""Files that the command line writes, printed by a browser: how many pages, and how wide."""

import io
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from benchpin.documents.answers.guidance_file import guidance_as_html
from benchpin.documents.sheet import guidance_sheet, sheet_as_html
from benchpin.documents.short_answer import short_answer
from benchpin.guidance import advise
from benchpin.profile import read
from benchpin.web.app.engine import shared_engine

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("retail-to-bench", "museum-registrar", "bench-to-hybrid", "uk-career-changer")
PAPERS = ("Letter", "A4")


def files_of(name: str) -> dict[str, str]:
    engine = shared_engine()
    catalog, data = engine.catalog, engine.reference
    profile = read(EXAMPLES / f"{name}.toml", catalog)
    guidance = advise(profile, catalog, data, as_of=date(2026, 11, 22), draws=4)
    answer = short_answer(profile, guidance, catalog, data)
    return {
        "whole": guidance_as_html(guidance, answer, catalog, data),
        "sheet": sheet_as_html(guidance_sheet(profile, guidance, answer, catalog, data)),
    }


@pytest.mark.same_on_any_database
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_prints_on_one_page_and_the_guidance_on_two(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    for kind, html in files_of(name).items():
        file = tmp_path / f"{kind}.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(file.as_uri(), wait_until="domcontentloaded")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for paper in PAPERS:
            printed = page.pdf(format=paper, prefer_css_page_size=True)
            pages = len(PdfReader(io.BytesIO(printed)).pages)
            assert pages <= (1 if kind == "sheet" else 2), (kind, paper)
        page.close()
