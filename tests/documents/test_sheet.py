"""The sheet: one page of A4 and of Letter, without what a person ruled out, and text as text."""

import io
import os
import re
import sys
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.sheet import (
    Paper,
    Sheet,
    guidance_sheet,
    paper_size,
    sheet_as_html,
    sheet_as_pdf,
)
from benchpin.documents.short_answer import short_answer
from benchpin.guidance import Guidance, advise
from benchpin.inputs.errors import MissingExtra
from benchpin.profile import Profile
from benchpin.wording.format import words
from tests.documents.numbers import AS_OF

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "examples", ROOT / "tests" / "cases", ROOT.parent / "shared" / "cases" / "people")
ALL = sorted(path for folder in FOLDERS for path in folder.glob("*.toml"))
VARIED = (
    "bench-to-hybrid", "uk-career-changer", "nearly-empty", "machinist", "immigrant-goldsmith",
    "lapidary-retiree", "interests-only", "india-cad",
)  # fmt: skip
SOAK = bool(os.environ.get("BENCHPIN_TEST_SOAK"))
PEOPLE = [path for path in ALL if SOAK or path.stem in VARIED]
SIZES: dict[Paper, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}
CATALOG, REFERENCE = catalogs.load(), references.open()
LIMITS = tuple(words()["page"]["sheet"]["limit_words"])


def person(path: Path) -> Profile:
    """The profile of a file; a labeled case has it under `profile`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Profile.model_validate(table.get("profile", table), strict=False)


@cache
def guidance_of(path: Path) -> Guidance:
    return advise(person(path), CATALOG, REFERENCE, as_of=AS_OF, draws=4)


def sheet_of(profile: Profile, guidance: Guidance, *, with_limits: bool = False) -> Sheet:
    answer = short_answer(profile, guidance, CATALOG, REFERENCE)
    return guidance_sheet(profile, guidance, answer, CATALOG, REFERENCE, with_limits=with_limits)


def pdf_of(sheet: Sheet, paper: Paper | None = None) -> PdfReader:
    return PdfReader(io.BytesIO(sheet_as_pdf(replace(sheet, paper=paper) if paper else sheet)))


def test_the_people_are_there() -> None:
    assert len(PEOPLE) >= len(VARIED)


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_a_sheet_is_one_page_on_either_paper_and_says_the_answer(path: Path) -> None:
    sheet = sheet_of(person(path), guidance_of(path))
    for paper, size in SIZES.items():
        pdf = pdf_of(sheet, paper)
        assert len(pdf.pages) == 1
        box = pdf.pages[0].mediabox
        assert (round(box.width), round(box.height)) == size
        text = " ".join(pdf.pages[0].extract_text().split())
        for shown in (sheet.headline, sheet.week.split(".")[0], "Notes from our talk"):
            assert shown in text
        for role in sheet.roles:
            assert re.split("[ -]", role.label)[0] in text


def test_the_longest_texts_still_fit_on_one_page() -> None:
    path = next(path for path in ALL if path.stem == "bench-to-hybrid")
    sheet = sheet_of(person(path), guidance_of(path))
    roles = tuple(
        replace(role, weigh=f"{role.weigh} {role.weigh}", qualify=f"{role.qualify} {role.qualify}")
        for role in sheet.roles
    )
    assert len(pdf_of(replace(sheet, roles=roles), "letter").pages) == 1


@pytest.mark.parametrize("limit", LIMITS)
def test_what_somebody_ruled_out_stands_on_a_sheet_only_where_they_ask(limit: str) -> None:
    path = next(path for path in ALL if path.stem == "bench-to-hybrid")
    profile = person(path)
    circumstances = profile.circumstances.model_copy(update={"limits": {limit: "never"}})
    profile = profile.model_copy(update={"circumstances": circumstances})
    guidance = advise(profile, CATALOG, REFERENCE, as_of=AS_OF, draws=4)
    label = words()["terms"].get(limit, limit)
    stems = [
        stem.strip().lower() for stem in words()["page"]["sheet"]["limit_words"][limit].split(";")
    ]
    plain = sheet_of(profile, guidance)
    body = sheet_as_html(plain).split("<main", 1)[1].lower()
    assert label.lower() not in body
    sentences = [t for r in plain.roles for t in (r.weigh, r.qualify)] + [plain.lede, plain.week]
    assert not [
        (s, stem)
        for s in (*sentences, *plain.then)
        for stem in stems
        if f" {stem}" in f" {s.lower()}"
    ]
    assert plain.limits == ""
    told = sheet_of(profile, guidance, with_limits=True)
    assert label in told.limits
    assert label in sheet_as_html(told)


def test_a_role_that_a_limit_rules_out_is_not_named() -> None:
    profile = Profile.model_validate(
        {
            "aims": {"roles": ["bench-jeweler"]},
            "experience": [{"title": "Bench jeweler", "years": 9}],
            "circumstances": {"country": "US", "limits": ["fine-hand-work"]},
        },
        strict=False,
    )
    guidance = advise(profile, CATALOG, REFERENCE, as_of=AS_OF, draws=4)
    sheet = sheet_of(profile, guidance)
    assert "ruled out" not in sheet_as_html(sheet).lower()
    assert "bench-jeweler" not in [role.label.lower().replace(" ", "-") for role in sheet.roles]


HOSTILE = '#panic("x") *b* _i_ $x$ `c` @l <tag> \\ " {{7*7}} <script>alert(1)</script> //'


def test_what_people_wrote_is_set_as_text_and_never_run() -> None:
    profile = Profile.model_validate(
        {
            "experience": [{"title": HOSTILE[:60], "years": 3}],
            "certificates": [{"what": '#eval("1+1")'}, {"what": "#import sys.inputs"}],
            "skills": [{"skill": s} for s in ("soldering", "filing", "polishing")],
            "circumstances": {"country": "US", "area": "Dallas"},
        },
        strict=False,
    )
    sheet = sheet_of(profile, advise(profile, CATALOG, REFERENCE, as_of=AS_OF, draws=4))
    text = " ".join(pdf_of(sheet).pages[0].extract_text().split())
    assert '#panic("x")' in text
    assert '#eval("1+1")' in text
    html = sheet_as_html(sheet)
    assert "<script>" not in html
    assert "<tag>" not in html


def test_the_paper_is_that_of_the_country() -> None:
    for country, paper in (
        ("US", "letter"),
        ("CA", "letter"),
        ("GB", "a4"),
        ("IN", "a4"),
        (None, "letter"),
    ):
        profile = Profile.model_validate({"circumstances": {"country": country}}, strict=False)
        assert paper_size(profile) == paper


def test_a_role_that_was_asked_about_is_on_the_sheet() -> None:
    for path in PEOPLE:
        profile, guidance = person(path), guidance_of(path)
        answer = short_answer(profile, guidance, CATALOG, REFERENCE)
        asked = {
            card.label for group in answer.groups if group.key != "outside"
            for card in group.first if card.is_asked
        }  # fmt: skip
        shown = {role.label for role in sheet_of(profile, guidance).roles}
        assert asked <= shown or len(asked) > 3
        assert guidance.enough == bool(shown) or not shown


def test_without_typst_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    path = PEOPLE[0]
    with pytest.raises(MissingExtra, match=r"benchpin\[pdf\]"):
        sheet_as_pdf(sheet_of(person(path), guidance_of(path)))


def test_the_page_of_a_sheet_needs_nothing_from_elsewhere() -> None:
    html = sheet_as_html(sheet_of(person(PEOPLE[0]), guidance_of(PEOPLE[0])))
    for needed in ("<script", "style=", "<link", "<img", "url(http"):
        assert needed not in html
