"""No word on a page bypasses translation, and every word that is written is used."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jinja2 import Environment

from benchpin.catalog import DATA
from benchpin.web.app import engine, messages, page_cache
from benchpin.web.settings import FOLDER
from benchpin.wording import format as wording_format
from tests.web.conftest import begin

pytestmark = pytest.mark.same_on_any_database

TEMPLATES = sorted(
    [*(FOLDER / "pages").rglob("*.html"), *(FOLDER.parent / "documents").rglob("*.html")]
)
VISIBLE_ATTRIBUTES = (
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
    "aria-valuetext",
)
"""Attributes that somebody sees or hears."""
NO_WORDS = ("after",)
"""Tables of the words that hold names of kinds."""
CODES = re.compile(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\b|sha256:[0-9a-f]+")
"""Reference codes and fingerprints."""
_WORD = re.compile(r"[A-Za-z]{2,}")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PSEUDO = "àƀçđéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÀƁÇĐÉƑĜĤÍĴĶĻḾÑÓÞɊŔŠŢÚṼŴẊÝŽ"
_SLOT = re.compile(r"(\{[^{}]*\}|%\([^)]*\)[sd])")


def pseudo(text: str) -> str:
    """A text in the pseudo-language: the same letters with marks, its slots as they were."""
    table = str.maketrans(_PLAIN, _PSEUDO)
    return "".join(
        part if _SLOT.fullmatch(part) else part.translate(table) for part in _SLOT.split(text)
    )


class Texts(HTMLParser):
    """The texts of a page that somebody sees or hears, one for each place."""

    SILENT = ("script", "style", "code", "pre")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br", "hr", "img"):
            self._open.append(tag)
        self.texts += [value for name, value in attrs if name in VISIBLE_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in self.SILENT for tag in self._open):
            self.texts.append(data)


def texts_of(html: str) -> list[str]:
    parser = Texts()
    parser.feed(html)
    return [" ".join(text.split()) for text in parser.texts if text.strip()]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_word_of_its_own(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    plain = "".join(
        text if kind == "data" else "0" if kind == "variable_begin" else " "
        for _, kind, text in Environment(trim_blocks=True).lex(source)
        if kind in ("data", "variable_begin", "block_begin")
    )
    # Attributes that nobody sees go first: what stands in a tag is cut up by the template's own.
    plain = re.sub(rf'(?<![\w-])(?!{"|".join(VISIBLE_ATTRIBUTES)})[\w-]+="[^"]*"', "", plain)
    literal = [text for text in texts_of(plain) if _WORD.search(text)]
    assert literal == []


@pytest.fixture
def in_pseudo() -> Iterator[None]:
    """All words in the pseudo-language; what comes from the data and from people stays."""
    tables: list[Any] = [
        wording_format.words(),
        wording_format.words("en"),
        messages.all_messages(),
    ]
    before = [_copied(table) for table in tables]
    for table in tables:
        _translate(table)
    _forget()
    yield
    for table, old in zip(tables, before, strict=True):
        _put_back(table, old)
    _forget()


def _forget() -> None:
    """Nothing that was made of other words is used again."""
    page_cache.pages.clear()
    excluded = (wording_format.words, messages.all_messages, engine._load_engine)
    for name, module in list(sys.modules.items()):
        rooms = ("benchpin.ask", "benchpin.documents", "benchpin.wording", "benchpin.web")
        if name.startswith(rooms):
            for attribute in list(vars(module).values()):
                if hasattr(attribute, "cache_clear") and attribute not in excluded:
                    attribute.cache_clear()


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _put_back(table: Any, old: Any) -> None:
    """Every text as it was, in the tables themselves: others may hold a part of them."""
    for key, value in old.items() if isinstance(old, dict) else enumerate(old):
        if isinstance(value, (dict, list)):
            _put_back(table[key], value)
        else:
            table[key] = value


def _translate(table: Any) -> None:
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if key in NO_WORDS:
            continue
        if isinstance(value, (dict, list)):
            _translate(value)
        elif isinstance(value, str):
            table[key] = pseudo(value)


@cache
def _data_words() -> str:
    """Every word of the data in its order: what may stand on a page as it is."""
    shared_engine = engine.shared_engine()
    texts = [file.read_text(encoding="utf-8") for file in sorted(DATA.rglob("*.*"))]
    texts += [data_set.name for data_set in shared_engine.reference.data]
    texts += [area.name for area in shared_engine.reference.areas]
    texts += shared_engine.reference.industry_names.values()
    texts += [
        shared_engine.reference.occupation_name(code) or ""
        for code in shared_engine.reference.oews_codes
    ]
    texts += [
        shared_engine.reference.occupation_name(code) or ""
        for code in shared_engine.reference.onet_codes
    ]
    return _runs_joined(" | ".join(texts))


def _runs_joined(text: str) -> str:
    return " " + " ".join(re.findall(r"[A-Za-z]+|\|", text)).lower() + " "


def _untranslated(html: str) -> list[str]:
    """What stands on a page in plain English and is not in the data."""
    runs = []
    for text in texts_of(CODES.sub("", html)):
        for run in re.split(r"[^A-Za-z\s'\-]+", text):
            plain = _runs_joined(run)
            if _WORD.search(run) and len(plain.strip()) > 2 and plain not in _data_words():
                runs.append(run.strip())
    return runs


PAGES = (
    "/", "/before/", "/back/", "/open/", "/about/", "/privacy/", "/terms/", "/accessibility/",
    "/help/", "/nothing-is-here/", "/api/docs",
    "/roles/", "/roles/?q=nothing+at+all", "/roles/bench-jeweler/", "/compare/",
    "/compare/?role=bench-jeweler&role=stone-setter", "/market/", "/market/myths/", "/pay/",
    "/pay/?role=bench-jeweler&area=RI", "/reach/?role=bench-jeweler&area=RI",
    "/qualifications/", "/qualifications/gia-gg/", "/organisations/", "/mentoring/",
    "/providers/", "/skills/", "/skills/ring-sizing/", "/sources/", "/search/?q=ring",
)  # fmt: skip
OWNED = (
    "/you/", "/you/code/", "/you/leave/", "/you/two-minutes/", "/you/job/", "/you/resume/",
    "/you/review/", "/you/interview/", "/you/interview/values/", "/you/interview/results/",
    "/you/results/", "/you/results/bench-jeweler/", "/you/data/", "/you/data/delete/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("in_pseudo")
def test_every_word_of_a_page_is_translated(path: str, client: Client) -> None:
    assert _untranslated(client.get(path).content.decode()) == []


@pytest.mark.parametrize("path", OWNED)
@pytest.mark.usefixtures("in_pseudo")
def test_every_word_of_a_page_of_somebody_is_translated(path: str, client: Client) -> None:
    begin(client)
    client.post(
        "/you/two-minutes/",
        {"role": "bench-jeweler", "title": "retail salesperson", "years": "4", "words": "",
         "country": "US", "place": "RI", "minimum_pay": "42000", "education": "bachelor",
         "work_modes": ["onsite"]},
    )  # fmt: skip
    assert _untranslated(client.get(path).content.decode()) == []


@pytest.mark.usefixtures("in_pseudo")
def test_every_mistake_is_told_in_words_that_are_translated(client: Client) -> None:
    assert _untranslated(client.post("/before/", {}).content.decode()) == []
    assert _untranslated(client.post("/back/", {"code": "x"}).content.decode()) == []
    begin(client)
    answer = client.post("/you/two-minutes/", {"minimum_pay": "-1", "country": "US"})
    assert answer.status_code == 400
    assert _untranslated(answer.content.decode()) == []


def test_the_test_finds_a_word_that_bypasses_translation() -> None:
    assert _untranslated("<p>Zebras like untranslated marmalade</p>") != []
    assert _untranslated(f"<p>{pseudo('Your page')}</p>") == []
