import re
from collections.abc import Callable
from itertools import pairwise

from benchpin.documents import as_html
from benchpin.documents.model import BulletList, Document, Footnote, Section, TextLine
from benchpin.documents.render.html import CSS, document_as_html
from benchpin.guidance import Guidance
from tests.documents.pages import Page

Guided = Callable[[str], Guidance]


def test_a_page_is_well_formed(guided: Guided, example: str) -> None:
    page = Page(as_html(guided(example)))
    assert page.wrong == []
    assert page.open == []


def test_a_page_has_one_first_heading_and_skips_no_level(guided: Guided, example: str) -> None:
    page = Page(as_html(guided(example)))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_page_fetches_nothing(guided: Guided, example: str) -> None:
    page = Page(as_html(guided(example)))
    for tag, held in page.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert "src" not in held
        assert not any(name.startswith("on") for name in held)
        if "href" in held:
            assert tag == "a"
            assert held["href"].startswith(("#", "https://", "http://"))
    css = CSS.read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_a_page_forbids_all_but_its_own_style(guided: Guided) -> None:
    policy = [m for m in Page(as_html(guided("retail-to-bench"))).all("meta") if "http-equiv" in m]
    assert [m["http-equiv"] for m in policy] == ["Content-Security-Policy"]
    assert policy[0]["content"].startswith("default-src 'none'")


def test_no_element_carries_its_own_style(guided: Guided, example: str) -> None:
    page = Page(as_html(guided(example)))
    assert not [tag for tag, held in page.elements if "style" in held]


def test_every_drawing_has_a_title_a_description_and_a_table(guided: Guided, example: str) -> None:
    text = as_html(guided(example))
    for drawing in re.findall(r"<svg.*?</svg>\s*<details>.*?</details>|<svg.*?</svg>", text, re.S):
        assert "<title id=" in drawing
        assert "<desc id=" in drawing
        assert 'role="img"' in drawing
        assert "<table>" in drawing


def test_every_id_stands_once_and_every_inner_link_leads_somewhere(
    guided: Guided, example: str
) -> None:
    page = Page(as_html(guided(example)))
    ids = [held["id"] for _, held in page.elements if "id" in held]
    assert len(ids) == len(set(ids))
    for held in page.all("a"):
        if held["href"].startswith("#"):
            assert held["href"][1:] in ids
    for _, held in page.elements:
        for name in (held.get("aria-labelledby") or "").split():
            assert name in ids
        assert held.get("popovertarget", ids[0]) in ids


def test_many_footnotes_at_one_place_open_by_one_mark() -> None:
    cited = tuple(Footnote(number, f"Source {number}", (), None) for number in range(1, 6))
    lines = (
        TextLine("Many.", (1, 2, 4, 5)),
        TextLine("A few.", (1, 3)),
        TextLine("The same.", (1, 2, 4, 5)),
    )
    part = Section("part", "Part", (BulletList(lines),))
    document = Document("Title", "Trade", (), (part,), cited, part)
    assert document.grouped_footnotes() == ((1, 2, 4, 5),)
    text = document_as_html(document)
    assert text.count('popovertarget="notes-1-2-4-5">4 sources<') == 4
    note = re.search(r'<div class="footnote" id="notes-1-2-4-5".*?</div>', text, re.S)
    assert note
    assert re.findall("<cite>(.*?)</cite>", note[0]) == [f"Source {n}" for n in (1, 2, 4, 5)]


def test_a_page_has_landmarks_a_language_and_a_way_past_the_head(guided: Guided) -> None:
    page = Page(as_html(guided("retail-to-bench")))
    assert page.all("html") == [{"lang": "en"}]
    for tag in ("header", "nav", "main", "footer"):
        assert len(page.all(tag)) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}


def test_what_people_wrote_stays_text(hostile: Guidance) -> None:
    text = as_html(hostile)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
