"""What is answered or uploaded is merged into what was told before, and nothing stands twice."""

from datetime import UTC, datetime

import pytest

from benchpin.catalog import load
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case
from benchpin.profile.case.merging import (
    StartAnswers,
    merge_resume,
    revised_position,
    skills_in_text,
    with_entry,
    with_positions,
    with_responses,
    with_start_answers,
)
from benchpin.profile.model import ItemResponse

CATALOG = load()
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def profile(**table: object) -> Profile:
    return from_table(table, CATALOG, name="test")


def answers(**changes: object) -> StartAnswers:
    defaults: dict[str, object] = {
        "role": "", "country": "US", "area": None, "minimum_pay": None, "education": None,
        "work_modes": [], "text": "",
    }  # fmt: skip
    return StartAnswers(**{**defaults, **changes})  # type: ignore[arg-type]


def start(before: Profile, **changes: object) -> Profile:
    return with_start_answers(before, answers(**changes), CATALOG, year=2026, source="your answers")


def test_a_role_that_is_asked_about_is_first_and_no_longer_put_aside() -> None:
    before = profile(aims={"roles": ["buyer", "caster"], "not": ["watchmaker"]})
    after = start(before, role="watchmaker")
    assert after.aims.roles == ("watchmaker", "caster")
    assert after.aims.not_ == ()


def test_a_currency_goes_with_its_country() -> None:
    before = profile(circumstances={"country": "GB", "minimum_pay": 30000, "currency": "GBP"})
    assert start(before, country="GB", minimum_pay=31000).circumstances.currency == "GBP"
    assert start(before, country="US", minimum_pay=31000).circumstances.currency == "USD"


def test_an_age_that_is_not_asked_stays() -> None:
    before = profile(circumstances={"under_18": True})
    assert start(before).circumstances.under_18 is True
    assert start(before, under_18=False).circumstances.under_18 is False


def test_the_last_job_of_the_start_ends_this_year() -> None:
    (job,) = start(profile(), title="Florist", years=3).experience
    assert (job.title, job.years, job.until) == ("Florist", 3, 2026)


def test_skills_in_text_are_proposals_with_their_sentence() -> None:
    (skill,) = skills_in_text("I sized rings for years.", CATALOG)
    assert (skill.skill, skill.status) == ("ring-sizing", "proposed")
    assert skill.evidence is not None
    assert "sized rings" in skill.evidence


def test_a_date_keeps_its_month_while_its_year_stays() -> None:
    (old,) = profile(experience=[{"title": "Setter", "started": "2015-06"}]).experience
    form = {"title": "Setter", "started": 2015, "ended": None, "did": "", "occupation": ""}
    assert revised_position(old, form)["started"] == "2015-06"
    assert revised_position(old, {**form, "started": 2016})["started"] == "2016"


def test_positions_that_cannot_be_are_refused_with_the_name_of_their_source() -> None:
    wrong = [{"title": "Setter", "started": "2020", "ended": "2019"}]
    with pytest.raises(BadInput, match=r"^your answers: "):
        with_positions(profile(), wrong, CATALOG, source="your answers")


def test_an_entry_is_added_behind_the_others_without_its_empty_fields() -> None:
    before = profile(education=[{"what": "Art"}])
    after = with_entry(
        before, "education", {"what": "Metals", "where": ""}, CATALOG, source="your answers"
    )
    assert [entry.what for entry in after.education] == ["Art", "Metals"]
    assert after.education[1].where is None


def test_responses_to_another_item_bank_stay_and_scores_go_only_when_it_begins_anew() -> None:
    old, new = (
        ItemResponse(item="a", value=1, bank="old"),
        ItemResponse(item="b", value=2, bank="x"),
    )
    before = profile(interests={"social": 0.5}).model_copy(update={"answers": (old, new)})
    after = with_responses(before, [new], [])
    assert after.answers == (old,)
    assert after.interests.social == 0.5
    assert with_responses(before, [new], [], clear_scores=True).interests.scores() == {}


def test_a_resume_read_twice_adds_nothing_the_second_time() -> None:
    resume = profile(
        experience=[{"title": "Polisher", "started": "2019"}],
        languages=[{"language": "fr", "level": "B2"}],
        skills=[{"skill": "polishing", "level": 2, "status": "proposed"}],
        circumstances={"country": "US", "area": "Providence"},
    )
    once = merge_resume(Case(), resume, CATALOG, source="your answers", at=NOW)
    twice = merge_resume(once, resume, CATALOG, source="your answers", at=NOW)
    assert twice == once
    assert [skill.skill for skill in once.undecided] == ["polishing"]


def test_what_was_told_before_a_resume_stays() -> None:
    case = Case(profile=profile(circumstances={"country": "US", "area": "Cincinnati"}))
    resume = profile(circumstances={"country": "US", "area": "Providence"})
    merged = merge_resume(case, resume, CATALOG, source="your answers", at=NOW)
    assert merged.profile.circumstances.area == "Cincinnati"


def test_words_without_a_job_are_kept_once() -> None:
    before = start(profile(), text="I mend clocks.")
    assert before.about == "I mend clocks."
    assert start(before, text="I mend clocks.").about == before.about
    assert start(before, text="I draw.").about == "I mend clocks.\n\nI draw."
    (job,) = start(profile(), title="Florist", text="I bound wreaths.").experience
    assert job.did == "I bound wreaths."
