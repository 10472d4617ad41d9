"""What somebody tells: mistakes are told beside what was entered, and nothing entered is lost."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from benchpin.profile.case import Case, from_json
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.models import StoredCase
from benchpin.web.pages.forms.fields import Amount
from tests.web.conftest import begin


def stored_case() -> tuple[Case, int]:
    """The case as it is stored, with its version."""
    row = StoredCase.objects.get()
    return from_json(json.dumps(row.content), shared_engine().catalog), row.version


def send(client: Client, address: str, **fields: Any) -> tuple[int, str]:
    """Send a form of the version that is kept: the status, and the page that follows."""
    answer = client.post(address, {"version": stored_case()[1], **fields}, follow=True)
    return answer.status_code, answer.content.decode()


class Focused(HTMLParser):
    """The ids of what has the focus when a page is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(name == "autofocus" for name, _ in attrs):
            self.ids.append(dict(attrs).get("id"))


def focused(text: str) -> list[str | None]:
    parser = Focused()
    parser.feed(text)
    return parser.ids


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("42000", 42_000), ("$42,000", 42_000), ("42 000", 42_000), ("42k", 42_000),
        ("42.000", 42_000), ("42.000,50", 42_000.5), ("3,00,000", 300_000), ("12.5", 12.5),
        ("2 years", 2),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(written: str, meant: float) -> None:
    assert Amount().clean(written) == meant


def test_a_job_with_a_mistake_in_its_years_keeps_what_was_entered(person: Client) -> None:
    fields = {"title": "Jeweler", "started": "2015", "ended": "2010", "did": "Sized rings."}
    status, text = send(person, "/you/job/", do="save", **fields)
    assert status == 400
    assert message("begin.ended_before") in text
    assert all(f'value="{fields[name]}"' in text for name in ("title", "started", "ended"))
    assert fields["did"] in text
    assert focused(text) == ["errors"]
    assert not stored_case()[0].profile.experience


def test_what_is_added_with_a_mistake_is_told_on_the_review(person: Client) -> None:
    status, text = send(person, "/you/review/", decide="add:certificate", issuer="A school")
    assert status == 400
    assert message("forms.required") in text
    assert 'value="A school"' in text
    status, text = send(person, "/you/review/", decide="add:certificate", certificate="Ring sizing")
    assert status == 200
    assert message("person.review.done.add", what="Ring sizing") in text
    assert [certificate.what for certificate in stored_case()[0].profile.certificates] == [
        "Ring sizing"
    ]
    assert focused(text) == ["certificates"]


def test_after_a_decision_the_next_skill_that_waits_has_the_focus(person: Client) -> None:
    words = "Sold watches at the counter and sized rings on Saturdays."
    send(person, "/you/two-minutes/", words=words)
    first, second = (skill.skill for skill in stored_case()[0].undecided)
    level = {f"level-{first}": 3}
    _, text = send(person, "/you/review/", decide=f"yes:{first}", **level)
    assert focused(text) == [f"skill-{second}"]
    assert message("person.review.left_one") in text
    _, text = send(person, "/you/review/", decide=f"remove:{second}")
    assert focused(text) == ["held"]


def test_an_entry_that_is_not_there_is_not_taken_out(person: Client) -> None:
    status, text = send(person, "/you/review/", decide="out:education.7")
    assert status == 400
    assert message("person.review.nothing_chosen") in text


def test_words_that_name_no_skill_are_told(person: Client) -> None:
    _, text = send(person, "/you/two-minutes/", words="This and that.")
    assert message("begin.none_found") in text


@pytest.mark.parametrize(("age", "young"), [("adult", False), ("young", True)])
def test_who_is_of_age_is_known_and_can_change(client: Client, age: str, *, young: bool) -> None:
    begin(client, age=age)
    assert stored_case()[0].profile.circumstances.under_18 is young
    asks_age = 'name="age"' in client.get("/you/two-minutes/").content.decode()
    assert asks_age is young
    if young:
        send(client, "/you/two-minutes/", age="adult")
        assert stored_case()[0].profile.circumstances.under_18 is False


def test_what_matters_can_be_taken_back(person: Client) -> None:
    label = message("interview.matters.out")
    page = person.get("/you/interview/values/").content.decode()
    assert label not in page
    name = page.split('type="radio" name="', 1)[1].split('"', 1)[0]
    send(person, "/you/interview/values/", **{name: "4"})
    assert stored_case()[0].profile.values
    assert label in person.get("/you/interview/values/").content.decode()
    send(person, "/you/interview/values/", **{name: ""})
    assert not stored_case()[0].profile.values


def test_a_form_from_an_older_window_is_shown_in_words(person: Client) -> None:
    send(person, "/you/two-minutes/", words="Sized rings on Saturdays.")
    (skill,) = (undecided.skill for undecided in stored_case()[0].undecided)
    fields = {"version": stored_case()[1] - 1, "decide": f"remove:{skill}"}
    answer = person.post("/you/review/", fields)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f"{message('frame.remove')}: {shared_engine().catalog.skills[skill].label}" in text
    assert f"<li>remove:{skill}" not in text
