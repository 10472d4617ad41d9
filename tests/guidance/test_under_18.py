"""Somebody under 18 gets the same scores, and is sent to nobody whom they do not know."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents import as_html, as_json, as_markdown, as_text
from benchpin.guidance import Guidance, advise
from benchpin.people import suggest_contacts
from benchpin.profile import Profile, read
from benchpin.wording.format import words
from benchpin.wording.statements import with_text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
CATALOG = catalogs.load()
REFERENCE = references.open()
WITH_ADULT = words()["with_adult"]


def told(profile: Profile, *, under_18: bool | None) -> Guidance:
    terms = profile.circumstances.model_copy(update={"under_18": under_18})
    asked = profile.model_copy(update={"circumstances": terms})
    return with_text(advise(asked, CATALOG, REFERENCE, as_of=date(2026, 11, 22), draws=64))


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def profile(request: pytest.FixtureRequest) -> Profile:
    return read(request.param, CATALOG)


def test_no_score_changes_and_what_the_law_closes_is_said(profile: Profile) -> None:
    def scored(guidance: Guidance) -> list[Any]:
        return sorted((m.role, m.score, m.parts["skills"].score) for m in guidance.matches)

    grown, young = told(profile, under_18=False), told(profile, under_18=True)
    assert scored(young) == scored(grown)
    closed = CATALOG.weights.terms.under_18
    for match in young.matches:
        demands = {d.demand for d in CATALOG.roles[match.role].demands if d.extent == "most"}
        is_closed = bool(demands & set(closed))
        assert ("circumstances.under_18" in match.breaks) == is_closed
        assert any(s.kind == "breaks-under-18" for s in match.entry) == is_closed
    assert young.coverage.counts == grown.coverage.counts
    assert [n.kind for n in young.notes] == [n.kind for n in grown.notes]
    assert young.fingerprint != grown.fingerprint


def test_saying_that_one_is_grown_says_nothing_new(profile: Profile) -> None:
    said, silent = told(profile, under_18=False), told(profile, under_18=None)
    assert said.people == silent.people
    assert said.next_step == silent.next_step


def test_an_adult_comes_first_and_no_body_to_write_to(profile: Profile) -> None:
    guidance = told(profile, under_18=True)
    first, *others = guidance.people
    assert [s.kind for s in first.statements] == ["trusted-adult"]
    assert (first.organisation, first.mentoring, first.url) == (None, None, None)
    for suggestion in others:
        if suggestion.mentoring:
            assert CATALOG.mentoring[suggestion.mentoring].takes_under_18
        else:
            record = CATALOG.organisations[suggestion.organisation or ""]
            assert record.takes_under_18 or record.kind in CATALOG.weights.people.to_read
    assert guidance.next_step.kind in (
        "next-answer", "next-try", "next-trusted-adult", "next-apply", "next-apprenticeship",
    )  # fmt: skip
    assert "organisation" not in guidance.next_step.values


def test_nothing_says_to_try_or_to_ask_without_the_adult(profile: Profile) -> None:
    guidance = told(profile, under_18=True)
    assert all(
        a.try_it is None or a.try_it.text.endswith(WITH_ADULT["try"])
        for a in guidance.role_verdicts
    )
    for mode in guidance.work_mode.values():
        for statement in mode.statements:
            if statement.kind == "offered-not-measured":
                assert statement.text.endswith(WITH_ADULT["ask"])
    grown = as_json(told(profile, under_18=False))
    assert WITH_ADULT["ask"] not in grown
    assert WITH_ADULT["try"] not in grown


@pytest.mark.parametrize("drawn", [as_text, as_html, as_markdown])
def test_every_format_suggests_the_adult(drawn: Any) -> None:
    profile = read(EXAMPLES[0].with_name("school-leaver.toml"), CATALOG)
    young = " ".join(drawn(told(profile, under_18=True)).split())
    adult = words()["statements"]["trusted-adult"]
    assert adult[:60] in young
    assert adult[:60] not in " ".join(drawn(told(profile, under_18=False)).split())


def test_every_statement_that_sends_to_somebody_is_told_with_the_adult() -> None:
    """A new template that says to ask is in the list, or is told by an intro that has the adult."""
    after = {kind for kinds in WITH_ADULT["after"].values() for kind in kinds}
    templates = words()["statements"]
    assert after <= set(templates)
    # Never told to somebody under 18, or told under the intro of the programs, which says it.
    elsewhere = {
        "trusted-adult", "next-trusted-adult", "next-try-and-ask", "next-ask-at", "next-ask",
        "next-apply-and-ask", "next-apprenticeship-and-ask",
    } | {kind for kind in templates if kind.startswith("programme-")}  # fmt: skip
    asks = {
        kind
        for kind, template in templates.items()
        if re.search(r"(^|[.,;:] )(so )?[Aa]sk\b|\b[Ww]rite to\b", template)
    }
    assert asks - after - elsewhere == set()


@pytest.mark.parametrize("country", ["US", "GB", "IN"])
def test_what_a_source_says_of_age_decides(country: str) -> None:
    families = sorted({role.family for role in CATALOG.roles.values()})
    young = suggest_contacts(families, country, CATALOG, under_18=True)
    assert "saul-bell-emerging-artist" in {s.mentoring for s in young}
    assert len(young) < len(suggest_contacts(families, country, CATALOG))


def test_what_is_said_of_the_body_comes_with_what_can_be_arranged() -> None:
    profile = read(EXAMPLES[0].with_name("retail-to-bench.toml"), CATALOG)
    guidance = told(profile, under_18=None)
    (asked,) = (a for a in guidance.role_verdicts if a.role == "bench-jeweler")
    assert [s.kind for s in asked.about][-1] == "accommodation"
    # What is known of a watchmaker's body is from Britain, so it is told first there.
    abroad = {"country": "GB", "area": None, "currency": "GBP", "minimum_pay": None}
    terms = profile.circumstances.model_copy(update=abroad)
    british = told(profile.model_copy(update={"circumstances": terms}), under_18=None)
    against = [s for m in british.matches for s in m.against if s.kind.startswith("body")]
    assert against
    assert all(s.text.endswith("Employers can often accommodate this. Ask.") for s in against)
