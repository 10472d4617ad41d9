"""Results: what is ranked, what a decision does, and that files are the engine's own."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from benchpin.documents import as_json as render_json
from benchpin.documents import as_markdown as render_markdown
from benchpin.documents.answers.guidance_file import guidance_as_html
from benchpin.documents.short_answer import ShortAnswer, short_answer
from benchpin.guidance import advise
from benchpin.profile import from_table, read
from benchpin.profile.case import Case, as_json, from_json
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.cases import guidance_cache
from benchpin.web.models import StoredCase
from benchpin.wording.format import words
from benchpin.wording.statements import short_text, with_text
from tests.web.conftest import put_case, stored_case

GROUPS = ("now", "train", "later", "outside")
EXAMPLES = Path(__file__).parents[3] / "examples"


def holds(person: Client, profile: Any) -> None:
    """The stored case becomes one that tells this of the person."""
    put_case(Case(profile=profile))


@pytest.fixture
def somebody(person: Client) -> Client:
    """Somebody who told enough, with a role in mind."""
    holds(person, read(EXAMPLES / "retail-to-bench.toml", shared_engine().catalog))
    return person


def look(client: Client, address: str = "/you/results/", **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def decide(client: Client, address: str, **fields: Any) -> str:
    """Send a form of the version that is kept, and the page that follows."""
    answer = client.post(address, {"version": stored_case()[1], **fields}, follow=True)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def carded(text: str) -> list[str]:
    """The roles that have a card on the page, in their order."""
    return re.findall(r'<article class="card" id="role-([a-z-]+)"', text)


def answer_of(case: Case) -> ShortAnswer:
    profile, engine = case.guidance_profile(), shared_engine()
    guidance = guidance_cache.guidance_for(profile)
    return short_answer(profile, guidance, engine.catalog, engine.reference, chosen=case.chosen)


def first_cards(answer: ShortAnswer) -> list[str]:
    """The roles whose cards are shown at once; those outside the terms have a row instead."""
    return [card.role for group in answer.groups[:3] for card in group.first]


def matches(client: Client) -> list[str]:
    case, _ = stored_case()
    return [m.role for m in guidance_cache.guidance_for(case.guidance_profile()).matches]


def test_a_stranger_is_shown_the_ways_to_begin(client: Client) -> None:
    for address in ("/you/results/", "/you/results/caster/", "/you/compare/", "/you/emphasis/"):
        assert client.get(address).headers["Location"] == "/before/"


def test_the_first_of_each_group_have_cards_and_every_other_role_a_row(somebody: Client) -> None:
    text, order = look(somebody), matches(somebody)
    answer = answer_of(stored_case()[0])
    assert carded(text) == first_cards(answer)
    for role in order:
        assert f'href="/you/results/{role}/"' in text
    # Each role stands once: as a card, or in a row with its facts.
    assert sorted(card.role for card in answer.cards()) == sorted(order)
    rows = re.findall(r'<li><h3><a href="/you/results/([a-z-]+)/">', text)
    assert sorted([*rows, *carded(text)]) == sorted(order)
    # Every mark has its footnote.
    marks = set(re.findall(r'popovertarget="note-(\d+)"', text))
    assert marks
    assert marks <= set(re.findall(r'id="note-(\d+)"', text))
    links = set(re.findall(r'href="#source-(\d+)"', text))
    assert links <= set(re.findall(r'id="source-(\d+)"', text))
    assert len(set(re.findall(r' id="([^"]+)"', text))) == len(re.findall(r' id="([^"]+)"', text))


def test_the_answer_and_the_step_come_before_everything_else(somebody: Client) -> None:
    text, answer = look(somebody), answer_of(stored_case()[0])
    body = plain(text[text.index('<main id="main"') :])
    assert body.index(answer.headline) < body.index(plain(answer.step.text))
    assert body.index(plain(answer.step.text)) < body.index(answer.groups[0].heading)
    assert len(answer.headline.split()) <= 7
    assert re.search(r"<h1[^>]*>([^<]+)</h1>", text)[1] == answer.headline  # type: ignore[index]


def test_groups_stand_in_their_order_and_ranks_are_folded(somebody: Client) -> None:
    text = look(somebody)
    places = [text.index(f'<section class="group" id="{key}"') for key in GROUPS]
    assert places == sorted(places)
    fold = text[text.index('<details class="fold" id="method"') :]
    for match in guidance_cache.guidance_for(stored_case()[0].guidance_profile()).matches:
        if match.role in carded(text):
            assert f"Rank {match.rank} of" in fold
    assert "Rank " not in text[: text.index('<details class="fold" id="method"')]


def test_what_breaks_a_term_says_what_it_would_need(person: Client) -> None:
    profile = read(EXAMPLES / "machinist.toml", shared_engine().catalog)
    terms = profile.circumstances.model_copy(update={"limits": {"noise": "never"}})
    holds(person, profile.model_copy(update={"circumstances": terms}))
    guidance = guidance_cache.guidance_for(stored_case()[0].guidance_profile())
    outside = [match for match in guidance.matches if match.breaks]
    text = plain(look(person))
    assert outside
    cards = {card.role: card for card in answer_of(stored_case()[0]).cards()}
    for match in outside:
        card = cards[match.role]
        assert card.needs
        assert plain(f"{card.breaks}") in text
        assert f"{words()['page']['short']['card']['needs']} {card.needs}." in text
    assert words()["page"]["short"]["groups"]["outside"] in text


def test_the_page_of_a_role_ranks_it_as_the_results_do(somebody: Client) -> None:
    profile = stored_case()[0].guidance_profile()
    whole = guidance_cache.guidance_for(profile)
    for match in (whole.matches[0], whole.matches[20], whole.matches[-1]):
        own = guidance_cache.guidance_for(profile, (match.role,))
        assert next(m for m in own.matches if m.role == match.role) == match
        assert own.role_verdicts[-1].role == match.role


def test_what_the_results_rest_on_can_be_seen_and_mended(somebody: Client, client: Client) -> None:
    assert message("results.rests_on") in look(somebody)
    assert f'href="/you/review/">{message("results.rests_on")}</a>' in look(somebody)


def test_figures_of_an_area_are_promised_only_where_they_are_held(person: Client) -> None:
    for name, holds_figures in (("machinist", True), ("india-cad", False)):
        holds(person, read(EXAMPLES / f"{name}.toml", shared_engine().catalog))
        text = look(person, "/you/results/mold-maker/")
        assert (message("results.role.area_note") in text) == holds_figures


def test_compared_roles_say_first_how_near_each_is(somebody: Client) -> None:
    guidance = guidance_cache.guidance_for(stored_case()[0].guidance_profile())
    first = guidance.matches[0]
    second = next(match for match in guidance.matches if match.group == "train" and match.signs)
    text = plain(look(somebody, "/you/compare/", role=[first.role, second.role]))
    fit = text[: text.index(words()["page"]["compare"]["headings"]["work"])]
    assert words()["page"]["groups"]["now"] in fit
    assert words()["page"]["groups"]["train"] in fit
    assert f"Rank {second.rank}." in fit


def test_without_enough_there_is_no_ranking_but_what_to_tell(person: Client) -> None:
    text = look(person)
    assert carded(text) == []
    assert 'id="emphasis"' not in text
    assert words()["page"]["short"]["headline"]["tell_more"] in text
    for address in ("/you/job/", "/you/review/", "/you/interview/"):
        assert f'<li><a href="{address}">' in text


def test_a_role_put_aside_leaves_and_comes_back(somebody: Client) -> None:
    # The first one is asked about, and would come back as one that is not.
    second = first_cards(answer_of(stored_case()[0]))[1]
    label = shared_engine().catalog.roles[second].label
    text = decide(somebody, "/you/aside/", role=second)
    assert message("results.done.aside", role=label) in text
    assert second not in carded(text)
    assert second in stored_case()[0].profile.aims.not_
    assert f'name="back" value="{second}"' in text
    text = decide(somebody, "/you/aside/", back=second)
    assert message("results.done.back", role=label) in text
    assert carded(text)[1] == second
    assert stored_case()[0].profile.aims.not_ == ()
    assert message("results.done.back", role=label) not in look(somebody)


def test_a_role_in_mind_that_is_put_aside_is_in_mind_no_more(somebody: Client) -> None:
    decide(somebody, "/you/aside/", role="bench-jeweler")
    aims = stored_case()[0].profile.aims
    assert "bench-jeweler" in aims.not_
    assert "bench-jeweler" not in aims.roles


def test_a_role_that_is_wanted_leads_to_its_page_and_its_step(somebody: Client) -> None:
    for role in (matches(somebody)[0], "hand-engraver"):
        text = decide(somebody, "/you/choose/", role=role)
        label = shared_engine().catalog.roles[role].label
        assert f"<h1>{label}</h1>" in text
        assert message("results.done.chosen", role=label) in plain(text)
        step = plain(text[text.index('id="next"') :])
        assert label.lower() in step[:400].lower()
        assert answer_of(stored_case()[0]).step.role == role
        assert f'href="/you/results/{role}/">{message("results.see_next")}</a>' in look(somebody)
    role = matches(somebody)[0]
    assert message("results.chosen") in look(somebody)
    for chosen in (role, "hand-engraver"):
        decide(somebody, "/you/choose/", drop=chosen)
    assert stored_case()[0].chosen == ()


def test_another_emphasis_moves_the_ranking_and_says_what_moved(somebody: Client) -> None:
    before = {role: rank for rank, role in enumerate(matches(somebody), 1)}
    text = decide(
        somebody, "/you/emphasis/",
        skills=0, interests=4, experience=0, conditions=2, opportunity=0,
    )  # fmt: skip
    after = {role: rank for rank, role in enumerate(matches(somebody), 1)}
    assert carded(text) == first_cards(answer_of(stored_case()[0]))
    assert stored_case()[0].emphasis["interests"] == 4.0
    first = next(role for role in after if before[role] != after[role])
    sentence = message(
        f"results.moves.{'up' if after[first] < before[first] else 'down'}",
        role=shared_engine().catalog.roles[first].label, before=before[first], after=after[first],
    )  # fmt: skip
    assert message("results.done.weighed") in text
    assert sentence in text
    decide(somebody, "/you/emphasis/", do="reset")
    assert list(before) == matches(somebody)


def test_an_emphasis_of_nothing_is_refused_in_words(somebody: Client) -> None:
    nothing = dict.fromkeys(("skills", "interests", "experience", "conditions", "opportunity"), 0)
    version = stored_case()[1]
    answer = somebody.post("/you/emphasis/", {"version": version, **nothing})
    assert answer.status_code == 400
    assert message("results.emphasis.nothing") in answer.content.decode()
    assert stored_case()[1] == version


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/you/aside/", {"role": "caster"}),
        ("/you/choose/", {"role": "caster"}),
        ("/you/emphasis/", {"skills": "0"}),
        ("/you/results-kept/", {}),
    ],
)
def test_a_form_of_an_older_version_is_not_carried_out(
    somebody: Client, address: str, fields: dict[str, str]
) -> None:
    before = stored_case()
    answer = somebody.post(address, {"version": before[1] - 1, **fields})
    assert answer.status_code == 409
    assert stored_case() == before
    # What leads away from the page that says so is a page, not an error.
    assert somebody.get(address).headers["Location"] == "/you/results/"


@pytest.mark.parametrize("address", ["/you/aside/", "/you/choose/"])
@pytest.mark.parametrize("fields", [{}, {"role": "no-such-role"}, {"role": "../caster"}])
def test_a_role_that_is_not_there_is_not_found(
    somebody: Client, address: str, fields: dict[str, str]
) -> None:
    assert somebody.post(address, fields).status_code == 404


def test_one_role_tells_everything_for_the_person(somebody: Client) -> None:
    for role in (matches(somebody)[0], matches(somebody)[-1], "bench-jeweler"):
        text = look(somebody, f"/you/results/{role}/")
        sections = re.findall(r'<(?:section|div) id="([a-z-]+)"', text)
        for key in ("answer", "fit", "learn", "pay", "mode", "people", "next", "links"):
            assert key in sections, (role, key)
        assert words()["page"]["verdicts"]["none"] not in text
    assert somebody.get("/you/results/no-such-role/").status_code == 404


def test_a_role_put_aside_can_still_be_looked_at(somebody: Client) -> None:
    decide(somebody, "/you/aside/", role="caster")
    text = look(somebody, "/you/results/caster/")
    assert message("results.role.aside") in text
    assert 'name="back" value="caster"' in text


def test_where_too_little_is_known_a_role_is_answered_with_a_question(person: Client) -> None:
    text = plain(look(person, "/you/results/goldsmith/"))
    # How people enter it holds for anybody, and the question that decides is asked.
    assert words()["page"]["verdicts"]["not-yet"] in text
    assert "One question decides this for you" in text
    assert 'id="fit"' not in look(person, "/you/results/goldsmith/")


def test_roles_stand_side_by_side(somebody: Client) -> None:
    first, second, third = matches(somebody)[:3]
    roles = shared_engine().catalog.roles
    text = look(somebody, "/you/compare/", role=[first, second, third])
    for role in (first, second, third):
        assert roles[role].label in text
    assert look(somebody, "/you/compare/").count("<select") == 3
    answer = somebody.get("/you/compare/", {"role": [first]})
    assert answer.status_code == 400
    assert message("results.compare.how_many") in answer.content.decode()
    assert somebody.get("/you/compare/", {"role": [first, "no-such"]}).status_code == 400


def test_a_result_kept_before_roles_had_groups_is_not_compared(somebody: Client) -> None:
    decide(somebody, "/you/results-kept/")
    case = stored_case()[0]
    older = {**case.snapshots[-1], "schema": "benchpin.guidance/1"}
    put_case(case.model_copy(update={"snapshots": (*case.snapshots[:-1], older)}))
    text = look(somebody)
    assert '<details class="fold" id="keep"' in text
    assert '<details class="fold" id="since"' not in text


def test_a_kept_result_says_what_changed_since(somebody: Client) -> None:
    text = decide(somebody, "/you/results-kept/")
    assert message("results.done.kept") in text
    day = today().isoformat()
    assert message("results.since.same", day=day) in look(somebody)
    decide(somebody, "/you/emphasis/", skills=0, interests=4, experience=0)
    assert message("results.since.text", day=day) in look(somebody)
    for _ in range(6):
        decide(somebody, "/you/results-kept/")
    case, _ = stored_case()
    assert len(case.snapshots) == 5
    # What is kept is a case that can be taken away and opened again.
    assert from_json(as_json(case), shared_engine().catalog) == case


@pytest.mark.parametrize(
    ("kind", "media", "render"),
    [
        ("html", "text/html", None),
        ("json", "application/json", render_json),
        ("md", "text/markdown", render_markdown),
    ],
)
def test_files_are_what_the_engine_says(
    somebody: Client, kind: str, media: str, render: Any
) -> None:
    case, _ = stored_case()
    engine = shared_engine()
    guidance = advise(case.guidance_profile(), engine.catalog, engine.reference, as_of=today())
    answer = somebody.get(f"/you/results/guidance.{kind}")
    if render is None:  # the page answers first, so it is made of the short answer too
        catalog, data = engine.catalog, engine.reference
        shown = short_answer(case.guidance_profile(), guidance, catalog, data)
        assert answer.content.decode() == guidance_as_html(guidance, shown, catalog, data)
    else:
        assert answer.content.decode() == render(guidance)
    assert answer.headers["Content-Type"].startswith(media)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert somebody.get("/you/results/guidance.exe").status_code == 404


def test_pages_say_nothing_that_guidance_does_not(somebody: Client) -> None:
    case, _ = stored_case()
    guidance = with_text(guidance_cache.guidance_for(case.guidance_profile()))
    text = look(somebody)
    for role_verdict in guidance.role_verdicts:
        for statement in role_verdict.statements:
            assert plain(statement.text) in plain(text)
    # A card says one reason for and one against, in short words; the role's page says them all.
    for card in answer_of(case).groups[0].first:
        statements = (*card.match.entry, *card.match.for_, *card.match.against)
        short_texts = {short_text(statement) for statement in statements}
        assert {card.why, card.mind} <= short_texts
        page = plain(look(somebody, f"/you/results/{card.role}/"))
        match = next(match for match in guidance.matches if match.role == card.role)
        for statement in (*match.for_, *match.against):
            assert plain(statement.text) in page


def plain(text: str) -> str:
    bare = re.sub(r"<[^>]+>", "", text)
    for entity, character in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
        bare = bare.replace(entity, character)
    return " ".join(bare.split())


def test_somebody_under_18_is_sent_to_no_strangers(somebody: Client) -> None:
    case, _ = stored_case()
    terms = case.profile.circumstances.model_copy(update={"under_18": True})
    holds(somebody, case.profile.model_copy(update={"circumstances": terms}))
    closed = {
        match.role
        for match in guidance_cache.guidance_for(stored_case()[0].guidance_profile()).matches
        if "circumstances.under_18" in match.breaks
    }
    assert closed
    assert not closed & set(carded(look(somebody)))
    adult = words()["with_adult"]
    assert adult["try"] in look(somebody)
    page = look(somebody, f"/you/results/{matches(somebody)[0]}/")
    people = plain(page[page.index('<section id="people"') : page.index('<div id="fit"')])
    assert words()["statements"]["trusted-adult"] in people
    for organisation in ("Manufacturing Jewelers", "Jewelers of America", "GIA scholarships"):
        assert organisation not in people


# What is kept of guidance -------------------------------------------------------------------------


def test_guidance_is_worked_out_once_for_the_same_person_and_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profiles: list[Any] = []

    def counted(*args: Any, **keywords: Any) -> Any:
        profiles.append(args[0])
        return advise(*args, draws=16, **keywords)

    monkeypatch.setattr(guidance_cache, "advise", counted)
    clock = [0.0]
    cache = guidance_cache.GuidanceCache(lambda: clock[0], max_entries=2)
    catalog, day = shared_engine().catalog, date(2026, 11, 22)
    baker = from_table({"experience": [{"title": "Baker"}]}, catalog)
    again = from_table({"experience": [{"title": "Baker"}]}, catalog)
    nurse = from_table({"experience": [{"title": "Nurse"}]}, catalog)
    first = cache.get(baker, shared_engine(), day)
    assert cache.get(again, shared_engine(), day) is first
    assert cache.get(baker, shared_engine(), date(2026, 11, 23)) is not first
    assert cache.get(nurse, shared_engine(), day).profile != first.profile
    assert len(profiles) == 3
    assert len(cache) == 2
    clock[0] = guidance_cache.MAX_AGE_SECONDS + 1
    cache.get(nurse, shared_engine(), day)
    assert len(profiles) == 4
    assert len(cache) == 1
    cache.clear()
    assert len(cache) == 0


def test_what_was_worked_out_is_forgotten_with_the_case(somebody: Client) -> None:
    guidance_cache.shared_cache.clear()
    look(somebody)
    assert len(guidance_cache.shared_cache) == 1
    decide_to_delete(somebody)
    assert len(guidance_cache.shared_cache) == 0


def decide_to_delete(client: Client) -> None:
    answer = client.post("/you/data/delete/", {"version": stored_case()[1], "sure": "on"})
    assert answer.status_code < 400
    assert not StoredCase.objects.exists()
