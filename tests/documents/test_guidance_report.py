import re
from collections.abc import Callable
from typing import Any

import pytest

from benchpin.catalog import Catalog
from benchpin.documents import as_html, as_json, as_markdown, as_text
from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.render.markdown import escape_markdown
from benchpin.guidance import Guidance
from benchpin.wording.format import format_percent, words
from benchpin.wording.statements import with_text
from tests.documents.numbers import strangers
from tests.documents.pages import Page

Guided = Callable[[str], Guidance]


def test_text_fits_80_columns_and_has_no_color(guided: Guided, example: str) -> None:
    text = as_text(guided(example))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text
    assert text.endswith("\n")


def test_text_fits_a_narrow_window(guided: Guided, example: str) -> None:
    assert max(len(line) for line in as_text(guided(example), width=50).splitlines()) <= 50


def test_every_number_of_a_document_stands_in_its_guidance(
    guided: Guided, example: str, catalog: Catalog
) -> None:
    guidance = with_text(guided(example))
    assert strangers(as_text(guidance), guidance, catalog) == []
    assert strangers(as_markdown(guidance), guidance, catalog) == []
    assert strangers(Page(as_html(guidance)).text, guidance, catalog) == []


def test_a_number_from_nowhere_is_found(guided: Guided, catalog: Catalog) -> None:
    guidance = with_text(guided("retail-to-bench"))
    said = "Pay is $48,801. Ninety thousand do it."
    assert strangers(said, guidance, catalog) == ["48,801", "ninety", "thousand"]


def test_footnotes_are_numbered_in_order_and_each_resolves(guided: Guided, example: str) -> None:
    text = as_markdown(guided(example))
    body = re.sub(r"(?m)^\[\^\d+\]:.*$", "", text)
    used = [int(found) for found in re.findall(r"\[\^(\d+)\]", body)]
    listed = [int(found) for found in re.findall(r"(?m)^\[\^(\d+)\]:", text)]
    assert listed == list(range(1, len(listed) + 1))
    assert set(used) == set(listed)
    first_uses = [n for i, n in enumerate(used) if n not in used[:i]]
    # Notes of one line stand in rising order, so a later line never brings a lower new number.
    assert first_uses == sorted(first_uses)


def test_text_cites_only_sources_that_it_lists(guided: Guided, example: str) -> None:
    text = as_text(guided(example))
    listed = set(re.findall(r"(?m)^\[(\d+)\]", text))
    assert set(re.findall(r"\[(\d+)\]", text)) == listed


def test_a_ranking_is_shown_only_where_enough_is_known(guided: Guided) -> None:
    keys = [section.key for section in guidance_report(guided("nearly-empty")).sections]
    assert "suits" not in keys
    assert "method" not in keys
    assert keys.index("first") < keys.index("asked")


def test_a_page_says_what_it_is_not_before_anything_else(guided: Guided, example: str) -> None:
    for document in (as_text, as_markdown, as_html):
        said = " ".join(document(guided(example)).split()).lower()
        assert "it is not a test and must not be used to select people." in said
        first = words()["page"]["headings"]["understood"].lower()
        assert said.index("it is not a test") < said.index(first)


def test_json_is_the_same_twice_and_ends_with_a_line(guided: Guided) -> None:
    guidance = guided("retail-to-bench")
    assert as_json(guidance) == as_json(with_text(guidance))
    assert as_json(guidance).endswith("}\n")


def test_json_reads_back_as_the_same_guidance(guided: Guided, example: str) -> None:
    guidance = with_text(guided(example))
    assert Guidance.model_validate_json(as_json(guidance)) == guidance


def test_what_people_wrote_stays_text_in_markdown(hostile: Guidance) -> None:
    text = as_markdown(hostile)
    assert "<script>" not in text
    assert r"\<script\>alert(1)\</script\> \| \*bold\* \[a\](http://evil) \`x\`" in text


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("a\n\n# b", r"a \# b"),
        ("a & b", r"a \& b"),
    ],
)
def test_markdown_signs_are_escaped(given: str, safe: str) -> None:
    assert escape_markdown(given) == safe


@pytest.mark.parametrize(
    ("part", "shown"), [(0.603721, "60%"), (0.005, "1%"), (1.0, "100%"), (0.0, "0%")]
)
def test_a_share_is_shown_to_the_nearest_percent(part: float, shown: str) -> None:
    assert format_percent(part) == shown


def test_a_proxy_is_never_drawn_as_a_role_s_own_pay(guided: Guided, example: str) -> None:
    proxies = {w.soc for w in guided(example).market.wages if w.applies == "proxy"}
    own = {w.soc for w in guided(example).market.wages if w.applies != "proxy"}
    drawn: set[str] = set()

    def look(section: Any) -> None:
        drawn.update(b.key for b in section.blocks if type(b).__name__ == "PayRange")
        for inner in section.sections:
            look(inner)

    for section in guidance_report(guided(example)).sections:
        look(section)
    assert not {f"range-{soc}" for soc in proxies - own} & drawn
