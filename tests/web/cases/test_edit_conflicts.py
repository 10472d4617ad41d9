"""Nothing that somebody entered is lost: by another button, a mistake, a second click or window."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.pages.personal_data.views import LATEST_EVENTS
from benchpin.web.pages.profile.forms import MAX_TEXT_LENGTH
from tests.web.conftest import begin, stored_case
from tests.web.pages.test_profile import focused, send

WORDS = "Sold watches at the counter, sized rings on Saturdays and engraved lockets by hand."
RESUME = b"Ana Example\nReno, NV 89501\n\nExperience\nJeweler, 2019 - 2020\n- Sized rings\n"


def waiting(client: Client) -> list[str]:
    """The skills that wait for a yes, after some words."""
    send(client, "/you/two-minutes/", words=WORDS)
    return [skill.skill for skill in stored_case()[0].undecided]


def levels() -> dict[str, int]:
    case = stored_case()[0]
    return {skill.skill: skill.level for skill in (*case.profile.skills, *case.undecided)}


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_levels_chosen_in_other_rows_stay_when_one_skill_is_decided(person: Client) -> None:
    first, *others = waiting(person)
    assert others
    chosen = {skill: 1 if levels()[skill] != 1 else 4 for skill in (first, *others)}
    fields = {f"level-{skill}": level for skill, level in chosen.items()}
    send(person, "/you/review/", decide=f"remove:{first}", **fields)
    assert levels() == {skill: chosen[skill] for skill in others}
    page = person.get("/you/review/").content.decode()
    for skill in others:
        row = page.split(f'name="level-{skill}"', 1)[1].split("</select>", 1)[0]
        assert f'value="{chosen[skill]}" selected' in row


def test_yes_to_all_takes_the_levels_that_were_chosen(person: Client) -> None:
    chosen = {skill: 1 if levels()[skill] != 1 else 4 for skill in waiting(person)}
    fields = {f"level-{skill}": level for skill, level in chosen.items()}
    send(person, "/you/review/", decide="all:", **fields)
    case = stored_case()[0]
    assert not case.undecided
    assert {skill.skill: skill.level for skill in case.profile.skills} == chosen


def test_a_level_changed_above_stays_when_a_skill_below_is_decided(person: Client) -> None:
    first, second, *_ = waiting(person)
    send(person, "/you/review/", decide=f"yes:{first}", **{f"level-{first}": 2})
    fields = {f"level-{first}": 4, f"level-{second}": 3}
    send(person, "/you/review/", decide=f"yes:{second}", **fields)
    assert (levels()[first], levels()[second]) == (4, 3)
    send(person, "/you/review/", decide=f"change:{first}", **{f"level-{first}": 3})
    changes = [event.data for event in stored_case()[0].log if event.kind == "mended"]
    assert [(change["skill"], change["level"]) for change in changes] == [(first, 4), (first, 3)]


def test_a_level_that_is_none_changes_nothing(person: Client) -> None:
    first, second, *_ = waiting(person)
    before = levels()[second]
    send(person, "/you/review/", decide=f"remove:{first}", **{f"level-{second}": "9"})
    assert levels()[second] == before


@pytest.mark.parametrize("computer", ["own", "shared"])
def test_whoever_begins_again_is_told_of_the_answers_that_are_open(
    client: Client, computer: str
) -> None:
    key = "already" if computer == "own" else "already_passing"
    notice = message(f"start.before.{key}")
    pages = ("/before/", "/back/", "/open/")
    assert all(notice not in client.get(path).content.decode() for path in pages)
    assert 'href="/before/"' in client.get("/").content.decode()
    begin(client, computer=computer)
    assert all(notice in client.get(path).content.decode() for path in pages)
    home = client.get("/").content.decode()
    assert message("start.home.go_on") in home
    assert 'href="/you/leave/"' in home
    assert 'href="/before/"' not in home


def test_a_file_that_has_to_be_chosen_again_is_told(client: Client) -> None:
    answer = client.post("/open/", {"file": file(b"{}", "benchpin-case.json")})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert message("start.open.again") in text
    assert message("forms.required") in text


def test_a_resume_that_cannot_be_read_is_told_in_a_sentence(person: Client) -> None:
    answer = person.post("/you/resume/", {"resume": file(b"", "ana.pdf")})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "This file is empty" in text
    assert "ana.pdf" not in text
    assert message("forms.missing") in person.post("/you/resume/", {}).content.decode()


def test_a_resume_is_joined_to_what_is_told_in_another_window(person: Client) -> None:
    person.get("/you/resume/")
    send(person, "/you/two-minutes/", place="RI")
    answer = person.post("/you/resume/", {"resume": file(RESUME, "ana.txt")})
    assert answer.status_code == 302
    profile = stored_case()[0].profile
    assert profile.circumstances.area == "Rhode Island"
    assert [job.title for job in profile.experience] == ["Jeweler"]


def test_what_is_told_while_a_resume_is_read_stays(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchpin.web.cases import resume_reader  # noqa: PLC0415

    read = resume_reader.read_resume

    def slow(*arguments: Any) -> resume_reader.ReadResumeResult:
        send(person, "/you/two-minutes/", place="RI")
        return read(*arguments)

    monkeypatch.setattr(resume_reader, "read_resume", slow)
    assert person.post("/you/resume/", {"resume": file(RESUME, "ana.txt")}).status_code == 302
    profile = stored_case()[0].profile
    assert profile.circumstances.area == "Rhode Island"
    assert profile.experience


def test_a_form_that_came_twice_is_carried_out_once(person: Client) -> None:
    fields = {"version": stored_case()[1], "do": "save", "title": "Jeweler", "did": ""}
    first, second = (person.post("/you/job/", fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert second.headers["Location"] == first.headers["Location"]
    assert [job.title for job in stored_case()[0].profile.experience] == ["Jeweler"]
    other_response = person.post("/you/job/", {**fields, "title": "Engraver"})
    assert other_response.status_code == 409
    assert len(stored_case()[0].profile.experience) == 1


def test_a_form_of_somebody_else_is_not_taken_for_the_same(person: Client) -> None:
    fields = {"version": stored_case()[1], "do": "save", "title": "Jeweler", "did": ""}
    other_client = Client()
    begin(other_client)
    assert other_client.post("/you/job/", {**fields, "title": "Engraver"}).status_code == 302
    assert person.post("/you/job/", fields).status_code == 302
    assert other_client.post("/you/job/", fields).status_code == 409


def test_a_job_cannot_be_in_the_future(person: Client) -> None:
    late = today().year + 1
    status, text = send(person, "/you/job/", do="save", title="Jeweler", started=late, did="")
    assert status == 400
    assert message("forms.year_between", first=1940, last=today().year) in text
    assert send(person, "/you/job/", do="save", title="Jeweler", started=late - 1)[0] == 200
    school = {"decide": "add:school", "what": "Goldsmithing", "ended": late}
    assert send(person, "/you/review/", **school)[0] == 200


def test_what_was_entered_stays_while_a_title_is_looked_up_again(person: Client) -> None:
    fields = {"title": "Jeweler", "started": "99999", "did": "Sized rings."}
    status, text = send(person, "/you/job/", do="find", **fields)
    assert status == 400
    assert 'value="99999"' in text
    assert fields["did"] in text
    status, text = send(person, "/you/job/", do="find", **{**fields, "title": ""})
    assert fields["did"] in text


def test_a_job_is_shown_whole_to_be_changed_and_taken_out_with_a_word(person: Client) -> None:
    send(person, "/you/job/", do="save", title="Zzyzx operator", started="2015", did="Sized rings.")
    text = person.get("/you/job/0/").content.decode()
    assert 'value="2015"' in text
    assert "Sized rings." in text
    assert message("begin.job.leave") in text
    _, text = send(person, "/you/job/0/", do="remove")
    assert message("begin.job.taken_out", what="Zzyzx operator") in text
    assert not stored_case()[0].profile.experience


def test_what_a_title_may_mean_has_the_focus(person: Client) -> None:
    _, text = send(person, "/you/job/", do="find", title="goldsmith")
    assert focused(text) == ["found"]


def test_what_is_too_long_comes_back_whole(person: Client) -> None:
    page = person.get("/you/two-minutes/").content.decode()
    assert "maxlength" not in page.split("<textarea", 1)[1].split(">", 1)[0]
    pasted = "Sized rings. " * 1_600
    status, text = send(person, "/you/two-minutes/", words=pasted)
    assert status == 400
    assert str(MAX_TEXT_LENGTH) in text
    assert pasted.strip() in text


def test_all_mistakes_in_results_of_a_test_are_told_at_once(person: Client) -> None:
    status, text = send(person, "/you/interview/results/", code="ZZZ", day="2026-05")
    assert status == 400
    assert message("forms.required") in text
    assert "ZZZ" in text
    assert text.count('class="error"') == 2


@pytest.mark.parametrize("written", ["RAI", "r-a-i", "R, A, I"])
def test_a_code_is_read_as_people_write_it(person: Client, written: str) -> None:
    status, _ = send(person, "/you/interview/results/", code=written, instrument="A test")
    assert status == 200
    interest_scores = stored_case()[0].profile.interests.scores()
    assert max(interest_scores, key=lambda name: interest_scores[name]) == "realistic"


def test_what_was_entered_in_an_older_window_stands_with_its_field(person: Client) -> None:
    send(person, "/you/two-minutes/", place="RI")
    fields = {
        "version": stored_case()[1] - 1, "role": "bench-jeweler", "minimum_pay": "7",
        "country": "US", "work_modes": ["onsite"],
    }  # fmt: skip
    text = person.post("/you/two-minutes/", fields).content.decode()
    list_items = re.findall(r"<li>([^<]*: [^<]*)</li>", text.split("<main", 1)[1])
    assert list_items == [
        "Do you have a role in mind: Bench jeweler",
        f"{message('begin.fields.minimum_pay.label')}: 7",
        f"{message('begin.fields.country.label')}: United States",
        f"{message('begin.fields.work_modes.label')}: {message('begin.choices.work_modes.onsite')}",
    ]


def test_each_link_to_a_field_leads_to_one(person: Client) -> None:
    send(person, "/you/two-minutes/", place="RI")
    links = re.findall(r'href="(/you/[^"#]*)#([^"]+)"', person.get("/you/").content.decode())
    assert len(links) >= 5
    for path, name in links:
        assert f'id="{name}"' in person.get(path).content.decode(), (path, name)


def test_what_matters_is_told_on_the_page_of_the_person(person: Client) -> None:
    name = person.get("/you/interview/values/").content.decode()
    name = name.split('type="radio" name="', 1)[1].split('"', 1)[0]
    _, text = send(person, "/you/interview/values/", **{name: "4"})
    assert message("begin.you.kept_now") in text
    assert message("begin.you.answers_of", count=1) in text
    assert message("begin.you.kept_now") not in person.get("/you/").content.decode()


def test_a_role_that_was_chosen_stands_on_the_page_of_the_person(person: Client) -> None:
    send(person, "/you/two-minutes/", place="RI")
    assert person.post(
        "/you/choose/", {"role": "stone-setter", "version": stored_case()[1]}
    ).status_code
    assert stored_case()[0].chosen == ("stone-setter",)
    label = shared_engine().catalog.roles["stone-setter"].label
    assert f"{message('begin.you.chosen')}: {label}." in person.get("/you/").content.decode()


def test_a_long_history_is_folded(person: Client) -> None:
    for place in range(LATEST_EVENTS + 2):
        send(person, "/you/two-minutes/", minimum_pay=str(40_000 + place))
    text = person.get("/you/data/").content.decode()
    log = text.split('id="happened"', 1)[1].split("</section>", 1)[0]
    assert len(re.findall(r"<li>", log.split("<details>", 1)[0])) == LATEST_EVENTS
    assert len(re.findall(r"<li>", log)) == len(stored_case()[0].log)
