"""What guidance must not say, and what it must, each once said wrongly."""

from datetime import date
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents import as_text
from benchpin.documents.answers.resume_review import resume_review_text
from benchpin.guidance import Guidance, advise
from benchpin.guidance.role_facts import role_statements
from benchpin.inputs.errors import BadProfile
from benchpin.profile import from_table
from benchpin.profile.document_reader import read_content
from benchpin.wording.statements import with_text

CATALOG = catalogs.load()
REFERENCE = references.open()
PROXIES = [i for i, r in CATALOG.roles.items() if r.occupations.applies == "proxy"]


def guided(**table: Any) -> Guidance:
    profile = from_table(table, CATALOG)
    found = advise(profile, CATALOG, REFERENCE, as_of=date(2026, 11, 22), draws=16)
    return with_text(found)


def test_a_proxys_figures_of_interests_are_not_told_as_the_roles_own() -> None:
    interests = {"realistic": 0.8, "artistic": 0.9, "social": 0.2, "conventional": 0.3}
    said = guided(interests=interests)
    told = 0
    for match in said.matches:
        if match.role in PROXIES:
            # What draws people to it is judged by hand, and said to be.
            assert CATALOG.roles[match.role].interests_judged
            for statement in (*match.for_, *match.against):
                if statement.kind.startswith("interests"):
                    assert statement.sources == ("benchpin",)
                    told += 1
    assert told


def test_an_emphasis_of_nothing_on_all_that_is_known_gives_no_ranking() -> None:
    skills = [{"skill": s, "level": 3} for s in ("soldering", "filing", "polishing")]
    said = guided(skills=skills, emphasis={"skills": 0.0})
    assert not said.enough
    assert said.matches == ()


def test_naming_the_occupation_keeps_the_role_that_the_title_names() -> None:
    position = {"title": "Bench jeweler", "years": 10, "occupation": "51-9071"}
    assert guided(experience=[position]).understood[0].role == "bench-jeweler"


def test_a_position_that_has_not_begun_is_refused() -> None:
    with pytest.raises(BadProfile, match=r"^experience\.0\.started: 2030 is after 2026-11-22"):
        guided(experience=[{"title": "Cashier", "started": "2030"}])


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\u009b", "\u202e"])
def test_a_character_that_a_screen_acts_on_is_refused(character: str) -> None:
    with pytest.raises(BadProfile, match=r"experience\.0\.title: holds a control character"):
        guided(experience=[{"title": f"Cashier{character}[31m"}])


def test_a_held_qualification_is_not_offered_again_and_what_it_teaches_is_assumed() -> None:
    award = next(i for i, q in CATALOG.qualifications.items() if "gemologist" in q.roles
                 and q.teaches and q.status == "open")  # fmt: skip
    certificate = {"what": "My diploma", "qualification": award}
    skills = [{"skill": s, "level": 2} for s in ("numeracy", "communication", "languages")]
    said = guided(aims={"roles": ["gemologist"]}, certificates=[certificate], skills=skills)
    offered = {option.qualification for option in said.plan["gemologist"].options}
    assert award not in offered
    gemologist = next(m for m in said.matches if m.role == "gemologist")
    assert set(CATALOG.qualifications[award].teaches) & set(gemologist.assumed)
    text = " ".join(s.text for m in said.matches for s in m.for_)
    assert "We assume these skills from your studies, “My diploma”" in text


def test_no_programme_of_another_country_is_offered_unless_it_is_online() -> None:
    said = guided(aims={"roles": ["bench-jeweler", "sales-associate"]},
                  circumstances={"country": "FR"})  # fmt: skip
    for plan in said.plan.values():
        for option in plan.options:
            record = CATALOG.programmes[option.programme]
            assert "FR" in record.country or {"online", "self-study"} & set(record.study_mode)
            assert "workplace" not in record.study_mode or "FR" in record.country


def test_a_mode_that_no_task_allows_rules_a_role_out_and_says_what_it_would_need() -> None:
    said = guided(
        aims={"roles": ["bench-jeweler"]},
        experience=[{"title": "Bench jeweler", "years": 12}],
        circumstances={"country": "US", "work_modes": ["hybrid"]},
    )
    kinds = [statement.kind for statement in said.role_verdicts[0].statements]
    assert said.role_verdicts[0].verdict == "probably not"
    assert said.role_verdicts[0].breaks == ("circumstances.work_modes",)
    assert kinds[0] == "breaks-work-mode"
    (instead,) = (s for s in said.role_verdicts[0].statements if s.kind == "instead-role")
    nearest = next(m for m in said.matches if m.label == instead.values["alternative"].value)
    assert not nearest.breaks
    assert nearest.signs


def test_what_is_known_of_a_role_is_told_and_what_is_not_is_said_so() -> None:
    for role, record in CATALOG.roles.items():
        kinds = [statement.kind for statement in role_statements(role, CATALOG)]
        assert kinds[0] == "role-summary"
        assert ("role-tasks" in kinds) == bool(record.tasks)
        assert ("role-tasks-not-known" in kinds) == (not record.tasks)
        lives = (*record.rewards, *record.drawbacks, *record.working_life)
        assert ("role-life-not-known" in kinds) == (not lives)


def test_what_a_profile_holds_and_nothing_reads_is_said() -> None:
    said = guided(
        skills=[{"skill": s, "level": 3} for s in ("soldering", "filing", "polishing")],
        languages=[{"language": "fr", "level": "C1"}],
        circumstances={"country": "US", "hours_per_week": 5},
        aims={"horizon_months": 12},
    )
    kept = [n.text for n in said.notes if n.kind == "kept-not-counted"]
    assert kept == ["Saved, but not used in your results yet: languages."]


def test_nobody_abroad_is_sent_to_a_body_of_another_country() -> None:
    for country in ("IN", "FR", "GB", "US"):
        said = guided(aims={"roles": ["goldsmith"]}, circumstances={"country": country}, skills=[
            {"skill": s, "level": 3} for s in ("soldering", "filing", "polishing")])  # fmt: skip
        if "organisation" in said.next_step.values:
            body = said.next_step.values["organisation"].from_.split("/")[1]
            assert country in CATALOG.organisations[body].country


def test_who_takes_beginners_is_asked_of_a_body_that_knows_employers_everywhere() -> None:
    for country, body in (("US", "mjsa"), ("GB", "naj")):
        said = guided(aims={"roles": ["stone-setter"]}, circumstances={"country": country}, skills=[
            {"skill": s, "level": 3, "evidence": "At a bench at home."}
            for s in ("soldering", "filing", "polishing")])  # fmt: skip
        assert said.next_step.values["organisation"].from_ == f"catalog:organisations/{body}/label"
        schools = [s for s in said.people if s.organisation in ("baj", "nasj")]
        assert schools, "a school that could have been named as well"


def test_where_no_program_teaches_what_is_missing_that_is_said() -> None:
    said = guided(aims={"roles": ["cad-cam-designer"]}, circumstances={"country": "IN"},
        experience=[{"title": "Mechanical drafter", "started": "2019"}], skills=[
        {"skill": "cad-rhino", "level": 2}, {"skill": "printing-3d", "level": 2}])  # fmt: skip
    kinds = {s.kind: s for s in said.role_verdicts[0].statements}
    assert kinds["condition-learned-alone"].values["covered"].value == 0
    assert "condition-learned" not in kinds
    skills = [{"skill": s, "level": 3} for s in ("selling", "clienteling", "dexterity")]
    at_home = guided(
        aims={"roles": ["bench-jeweler"]}, circumstances={"country": "US"}, skills=skills,
        experience=[{"title": "Cashier", "years": 3}],
    )  # fmt: skip
    kinds = {s.kind: s for s in at_home.role_verdicts[0].statements}
    assert kinds["condition-learned"].values["covered"].value != 0


def test_a_skill_of_the_bench_that_is_missing_is_said_to_be_learned_at_work() -> None:
    role, missing = "polisher-finisher", "jewelry-cleaning"
    essential = [n for n in CATALOG.roles[role].skills if n.need == "essential"]
    skills = [
        {"skill": n.skill, "level": n.level, "evidence": "At a bench at home."}
        for n in essential
        if n.skill != missing
    ]
    said = guided(aims={"roles": [role]}, circumstances={"country": "US"}, skills=skills)
    kinds = {s.kind: s for s in said.role_verdicts[0].statements}
    assert "usually learn at work" in kinds["condition-learned-at-work"].text
    assert missing in said.plan[role].at_work


def test_the_text_of_any_role_can_be_told() -> None:
    for roles in (sorted(CATALOG.roles)[i : i + 5] for i in range(0, 50, 5)):
        assert "{" not in as_text(guided(aims={"roles": roles}))


def test_eight_answers_to_the_interview_are_enough_and_seven_are_not() -> None:
    items = [item for item in CATALOG.items if item.occupation is not None]
    answers = [{"item": i.id, "value": 1 + n % 5, "bank": i.bank} for n, i in enumerate(items[:8])]
    few, enough = guided(answers=answers[:7]), guided(answers=answers)
    assert not few.enough
    assert "interests" in {question.path for question in few.ask_next}
    assert enough.enough
    assert enough.interests is not None
    assert len(enough.interests.scores) == 6
    assert {match.parts["interests"].is_known for match in enough.matches} == {True}


def test_interests_that_are_given_stand_before_answers() -> None:
    items = [item for item in CATALOG.items if item.occupation is not None][:8]
    answers = [{"item": i.id, "value": 5, "bank": i.bank} for i in items]
    given = {"realistic": 0.9, "artistic": 0.8, "social": 0.2, "conventional": 0.3}
    both = guided(interests=given, answers=answers)
    alone = guided(interests=given)
    assert both.interests is None
    assert [(m.role, m.score) for m in both.matches] == [(m.role, m.score) for m in alone.matches]


def test_few_answers_leave_ranks_less_sure_than_stated_interests() -> None:
    items = [item for item in CATALOG.items if item.occupation is not None][:8]
    answers = [{"item": i.id, "value": 1 + n % 5, "bank": i.bank} for n, i in enumerate(items)]
    read = guided(answers=answers)
    assert read.interests is not None
    stated = guided(interests=dict(read.interests.scores))

    def width(said: Guidance) -> int:
        return sum(match.rank_high - match.rank_low for match in said.matches)

    assert width(read) > width(stated)


def test_the_review_of_a_resume_tells_wishes_and_the_town_with_their_words() -> None:
    text = b"""Jo Doe
Providence, RI 02903 \xc2\xb7 401-555-0134

EXPERIENCE
Polisher, Alder Castings Inc., 2016 - 2018
- Polished castings. I want to learn hand engraving.
"""
    found = read_content(text, CATALOG, reference=REFERENCE)
    said = resume_review_text(found, CATALOG)
    lives = 'Where you live: Providence, RI, United States: "Providence, RI [street address]'
    assert lives in said
    engraving = CATALOG.skills["hand-engraving"].label
    wishes = said.partition("What you want to learn (this never counts as a skill you have)\n")[
        2
    ].partition("\n\n")[0]
    assert wishes.strip() == f'{engraving}: "I want to learn hand engraving."'
    proposed = said.partition("Skills we found in your words, for you to confirm\n")[2].partition(
        "\n\n"
    )[0]
    assert "Polishing" in proposed
    assert engraving not in proposed
    for private in ("02903", "555", "Doe"):
        assert private not in said


def test_what_stands_in_place_of_a_private_detail_names_no_skill() -> None:
    text = b"Jo Doe\n@jodoerings\n\nEXPERIENCE\nPolisher, Alder Castings Inc., 2016 - 2018\n"
    found = read_content(text, CATALOG)
    assert "[social media name]" in found.text
    assert all("social media name" not in skill.text for skill in found.spotted)
