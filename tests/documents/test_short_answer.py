"""The short answer: what may stand in a headline, on a card, and in which group."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.short_answer import RoleCard, ShortAnswer, card_alone, short_answer
from benchpin.documents.short_answer.pay import NORMAL_95, pay_figures
from benchpin.documents.short_answer.qualify import OWN_DOORS
from benchpin.guidance import Guidance, advise
from benchpin.match import Match
from benchpin.profile import Profile, read
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import short_text
from tests.documents.conftest import EXAMPLES
from tests.documents.numbers import AS_OF

ROOT = Path(__file__).parents[2]
LABELED = ROOT / "src" / "benchpin" / "evaluate" / "cases" / "people"
PEOPLE = sorted([*EXAMPLES.glob("*.toml"), *LABELED.glob("*.toml")])
CATALOG, REFERENCE = catalogs.load(), references.open()
Changed = Callable[[Profile], Profile]


@cache
def answered(path: Path) -> tuple[Profile, Guidance, ShortAnswer]:
    profile = read(path, CATALOG)
    guidance = advise(profile, CATALOG, REFERENCE, as_of=AS_OF, draws=4)
    return profile, guidance, short_answer(profile, guidance, CATALOG, REFERENCE)


def by_name(name: str) -> tuple[Profile, Guidance, ShortAnswer]:
    return answered(EXAMPLES / f"{name}.toml")


def essential(role: str) -> set[str]:
    return {need.skill for need in CATALOG.roles[role].skills if need.need == "essential"}


def named_in(text: str, guidance: Guidance) -> list[Match]:
    return [match for match in guidance.matches if match.label.lower() in text.lower()]


def test_there_are_people_enough() -> None:
    assert len(PEOPLE) >= 12


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_a_headline_names_a_role_only_if_it_is_now_and_what_decides_it_is_answered(
    path: Path,
) -> None:
    _, guidance, answer = answered(path)
    assert 0 < len(answer.headline.split()) <= 7
    for match in named_in(answer.headline, guidance):
        assert match.group == "now"
        assert match.door in OWN_DOORS
        assert [gate.status for gate in match.gates if gate.status not in (None, "met")] == []
        assert not set(match.assumed) & essential(match.role)


def test_some_headline_names_a_role_and_most_name_none() -> None:
    named = [bool(named_in(a.headline, g)) for _, g, a in map(answered, PEOPLE)]
    assert any(named)
    assert not all(named)


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_each_role_stands_once_and_in_the_group_in_which_it_is_entered(path: Path) -> None:
    _, guidance, answer = answered(path)
    cards = answer.cards()
    assert sorted(card.role for card in cards) == sorted(m.role for m in guidance.matches)
    for group in answer.groups:
        for card in (*group.first, *group.more):
            assert card.match.group == group.key
            assert bool(card.needs) == bool(card.match.breaks)
        assert str(len(group.first) + len(group.more)) in group.count or not group.first
    for card in answer.further:
        assert not card.match.signs


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_what_is_shown_first_is_asked_about_or_pointed_to(path: Path) -> None:
    profile, _, answer = answered(path)
    for group in answer.groups:
        for card in group.first:
            assert card.match.signs or card.role in profile.aims.roles
        shown = [card.role in profile.aims.roles for card in (*group.first, *group.more)]
        assert shown == sorted(shown, reverse=True), "what was asked about comes first"


def all_cards() -> Iterator[tuple[Profile, RoleCard]]:
    for path in PEOPLE:
        profile, _, answer = answered(path)
        for card in answer.cards():
            yield profile, card


def test_a_card_says_whose_the_figures_are_and_what_is_not_published() -> None:
    kinds = set()
    for _, card in all_cards():
        figures = card.figures
        if figures is None:
            assert card.no_pay
            assert card.ask
            assert card.pay_sure.level == "none"
            continue
        kinds.add(figures.kind)
        applies = CATALOG.roles[card.role].occupations.applies
        assert figures.kind == {"same": "own", "broad": "group", "proxy": "stand-in"}[applies]
        assert (figures.alone == "") == (figures.kind == "own")
        if figures.kind == "stand-in":
            # The jobs of other work are not the role's.
            assert (figures.jobs, figures.outlook) == ("", "")
            assert card.pay_sure.level == "less"
        if figures.kind == "group":
            assert card.pay_sure.level in ("fairly", "less", "none")
    assert kinds == {"own", "group", "stand-in"}


def test_a_minimum_stands_at_the_same_place_in_every_bar_of_a_page() -> None:
    for path in PEOPLE:
        profile, _, answer = answered(path)
        bars = [card.bar for card in answer.cards() if card.bar]
        assert len({bar.minimum for bar in bars}) <= 1
        if bars and profile.circumstances.minimum_pay and profile.circumstances.currency == "USD":
            assert bars[0].minimum is not None
            assert f"{profile.circumstances.minimum_pay:,.0f}" in bars[0].minimum_text
        for bar in bars:
            places = [x for x in (bar.low, bar.lower, bar.middle, bar.upper, bar.high) if x]
            assert places == sorted(places)
            assert all(0 <= place <= 320 for place in places)


def test_jobs_are_told_with_the_range_that_the_survey_s_error_leaves() -> None:
    area = REFERENCE.area("RI")
    figures = pay_figures("bench-jeweler", area, CATALOG, REFERENCE)
    wage = REFERENCE.wage("51-9071", area)
    assert figures is not None
    assert wage is not None
    assert wage.employment is not None
    assert wage.employment_rse_pct is not None
    margin = NORMAL_95 * wage.employment_rse_pct / 100
    for bound in (wage.employment * (1 - margin), wage.employment * (1 + margin)):
        assert f"{round(bound, -1):,.0f}" in figures.jobs
    assert f"{wage.employment:,}" in figures.jobs


def test_no_limit_of_a_person_stands_in_the_line_about_them() -> None:
    profile, _, _ = by_name("bench-to-hybrid")
    terms = profile.circumstances.model_copy(update={"limits": {"noise": "never", "fumes": "some"}})
    limited = profile.model_copy(update={"circumstances": terms})
    guidance = advise(limited, CATALOG, REFERENCE, as_of=AS_OF, draws=4)
    answer = short_answer(limited, guidance, CATALOG, REFERENCE)
    assert "noise" in answer.limits
    told = " ".join((answer.about, answer.headline, *answer.lede, answer.step.text,
                     *(text for _, text in answer.terms)))  # fmt: skip
    assert "noise" not in told
    assert "fumes" not in told


def test_long_words_of_a_person_are_cut() -> None:
    profile, guidance, _ = by_name("retail-to-bench")
    position = profile.experience[0].model_copy(update={"title": "Chief " * 50})
    long = profile.model_copy(update={"experience": (position,)})
    answer = short_answer(long, guidance, CATALOG, REFERENCE)
    assert len(answer.about) < 160


def test_where_terms_leave_nothing_it_is_said_what_each_role_would_need() -> None:
    profile, guidance, _ = by_name("retail-to-bench")
    excluded = tuple(
        match.model_copy(update={"breaks": ("aims.not",), "group": "outside"})
        for match in guidance.matches[:3]
    )
    nothing = guidance.model_copy(update={"enough": False, "matches": excluded})
    answer = short_answer(profile, nothing, CATALOG, REFERENCE)
    assert answer.headline == phrase("short.headline.no_role")
    outside = answer.groups[3]
    assert {card.role for card in (*outside.first, *outside.more)} == {m.role for m in excluded}
    assert all(card.needs for card in answer.cards())


def test_the_step_leads_to_the_role_that_was_chosen_last() -> None:
    profile, guidance, answer = by_name("retail-to-bench")
    for chosen in ("hand-engraver", "visual-merchandiser"):
        assert chosen != answer.step.role
        step = short_answer(
            profile, guidance, CATALOG, REFERENCE, chosen=("caster", chosen)
        ).step  # fmt: skip
        assert step.role == chosen


def test_somebody_under_18_is_sent_nowhere_alone() -> None:
    profile, _, _ = by_name("school-leaver")
    terms = profile.circumstances.model_copy(update={"under_18": True})
    young = profile.model_copy(update={"circumstances": terms})
    guidance = advise(young, CATALOG, REFERENCE, as_of=AS_OF, draws=4)
    step = short_answer(young, guidance, CATALOG, REFERENCE, chosen=("goldsmith",)).step
    assert "an adult you trust" in step.text


def test_a_course_in_the_person_s_own_city_is_called_so_and_comes_first() -> None:
    profile, guidance, _ = by_name("school-leaver")
    for town, near in (("Boston", "in your city"), ("Paris, Texas", "in your city")):
        terms = profile.circumstances.model_copy(update={"area": town, "budget": None})
        moved = profile.model_copy(update={"circumstances": terms})
        texts = [
            card_alone(role, moved, guidance, CATALOG, REFERENCE)[0].nearest.text  # type: ignore[union-attr]
            for role in ("goldsmith", "cad-cam-designer", "bench-jeweler")
        ]
        assert any(near in text for text in texts), (town, texts)


def test_a_card_names_one_reason_in_short_words_of_the_guidance() -> None:
    for _, card in all_cards():
        match = card.match
        statements = (*match.entry, *match.for_, *match.against)
        assert {card.why, card.mind} - {""} <= {short_text(statement) for statement in statements}


def test_a_drawback_of_another_country_is_not_told() -> None:
    seen = 0
    for profile, card in all_cards():
        country = profile.circumstances.country or "US"
        for statement in card.match.against:
            area = statement.values.get("area")
            if area and str(area.value) not in (country, "world") and len(str(area.value)) == 2:
                seen += 1
                assert card.mind != short_text(statement)
    assert seen
