"""Pages keep to their budgets: words, screens of a phone and bytes, with folds closed.

The budgets are data (`web/pages/budgets.toml`). The first screen of a result holds the answer and
the step of the week.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rtoml
from playwright.sync_api import Browser, Page

from benchpin.profile import read
from benchpin.profile.case import as_json, new_case
from benchpin.web.app.engine import shared_engine
from benchpin.web.settings import FOLDER

ROOT = Path(__file__).parents[3]
BUDGETS: dict[str, dict[str, Any]] = rtoml.loads(
    (FOLDER / "pages" / "budgets.toml").read_text(encoding="utf-8")
)
PHONE = BUDGETS.pop("phone")
LABELED = sorted((ROOT / "src" / "benchpin" / "evaluate" / "cases" / "people").glob("*.toml"))
SOAK = bool(os.environ.get("BENCHPIN_TEST_SOAK"))
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
PEOPLE = [*EXAMPLES, *(LABELED if SOAK else LABELED[:: max(1, len(LABELED) // 3)])]
"""The examples and some of the labeled people; all of them in the long run."""
MEASURE = """() => {
  for (const node of document.querySelectorAll(".hidden")) node.remove();
  const bottom = (name) => document.querySelector(name)?.getBoundingClientRect().bottom ?? 0;
  const words = document.querySelector("main").innerText.split(/\\s+/).filter(Boolean).length;
  return {
    words, height: document.documentElement.scrollHeight,
    width: document.documentElement.scrollWidth,
    answer: bottom("#short"), step: bottom(".step"),
  };
}"""
"""Words that are seen: what is said to screen readers alone is not among them."""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=server)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def printed_pages(page: Page, paper: str) -> int:
    """How many pages the page on the screen takes on paper."""
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper)))
    assert pages, "no page was found in the file"
    return pages


def within(page: Page, path: str, budget: str) -> dict[str, Any]:
    answer = page.goto(path)
    assert answer is not None
    limits, size = BUDGETS[budget], len(answer.body())
    measure: dict[str, Any] = page.evaluate(MEASURE)
    told = {
        **measure,
        "screens": measure["height"] / PHONE["height"],
        "bytes": size,
        "pages": max(printed_pages(page, paper) for paper in ("A4", "Letter")),
    }
    for name, limit in limits.items():
        assert told[name] <= limit, f"{path}: {told[name]} {name}, and the budget is {limit}"
    assert measure["width"] <= PHONE["width"]
    return told


def test_there_are_twelve_people_at_least() -> None:
    assert len(PEOPLE) >= 12


@pytest.mark.parametrize("person", PEOPLE, ids=lambda path: path.stem)
def test_a_result_keeps_to_its_budget_and_begins_with_the_answer(
    person: Path, phone: Page, tmp_path: Path
) -> None:
    profile = read(person, shared_engine().catalog)
    file = tmp_path / "case.json"
    file.write_text(json.dumps(json.loads(as_json(new_case(profile)))), encoding="utf-8")
    phone.goto("/open/")
    phone.get_by_label("Your file").set_input_files(file)
    phone.get_by_label("Only me").check()
    phone.get_by_role("button", name="Open it").click()
    budget = "results" if profile.experience else "newcomer"
    told = within(phone, "/you/results/", budget)
    assert 0 < told["answer"] < told["step"] <= PHONE["height"]


def test_the_home_page_keeps_to_its_budget(phone: Page) -> None:
    told = within(phone, "/", "home")
    assert told["words"] > 100
    button = phone.get_by_role("link", name="Begin", exact=True).bounding_box()
    assert button is not None
    assert button["y"] + button["height"] <= PHONE["height"]


def test_a_page_beyond_its_budget_would_be_found(phone: Page) -> None:
    with pytest.raises(AssertionError, match="and the budget is"):
        within(phone, "/roles/bench-jeweler/?area=RI", "home")
