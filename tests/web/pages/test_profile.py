"""What somebody tells: mistakes are told beside what was entered, and nothing entered is lost."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.profile import from_table
from benchpin.profile.case import as_json, new_case
from benchpin.profile.model import Interests
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.pages.forms.fields import Amount
from tests.web.conftest import begin, put_case, stored_case


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
    assert message("person.review.pick_one") in text
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


def test_a_certificate_is_picked_from_the_list(person: Client) -> None:
    page = person.get("/you/review/").content.decode()
    assert '<option value="gia-gg">' in page
    send(person, "/you/review/", decide="add:certificate", pick="gia-gg", year="2019")
    (certificate,) = stored_case()[0].profile.certificates
    assert (certificate.qualification, certificate.year) == ("gia-gg", 2019)
    assert certificate.what == shared_engine().catalog.qualifications["gia-gg"].label


def test_a_certificate_is_picked_in_the_two_minute_start(person: Client) -> None:
    assert 'name="certificate"' in person.get("/you/two-minutes/").content.decode()
    send(person, "/you/two-minutes/", title="Bench jeweler", years="5", certificate="gia-gg")
    (certificate,) = stored_case()[0].profile.certificates
    assert certificate.qualification == "gia-gg"
    assert 'name="certificate"' not in person.get("/you/two-minutes/").content.decode()
    status, _ = send(person, "/you/two-minutes/", certificate="no-such-diploma")
    assert status == 200
    assert len(stored_case()[0].profile.certificates) == 1


def test_words_that_name_no_skill_are_told_kept_and_shown(person: Client) -> None:
    _, text = send(person, "/you/two-minutes/", words="This and that.")
    assert message("begin.unread") in text
    assert "This and that." in text
    assert "This and that." in person.get("/you/").content.decode()
    _, text = send(person, "/you/two-minutes/", likes=["realistic", "artistic"])
    assert message("begin.unread") in text
    assert message("begin.unread") not in person.get("/you/results/").content.decode()
    assert "This and that." in person.get("/you/two-minutes/").content.decode()


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"role": "goldsmith"},
        {"title": "Wizard of the third floor"},
        {"words": "This and that."},
    ],
)
def test_the_two_minute_start_always_ends_in_an_answer(
    person: Client, answers: dict[str, str]
) -> None:
    _, text = send(person, "/you/two-minutes/", **answers)
    # What is still needed is asked for first, and what was told is kept.
    assert message("begin.choose_likes") in text
    assert text.index('name="likes"') < text.index('name="role"')
    likes, role = ["realistic", "artistic"], answers.get("role", "")
    _, text = send(person, "/you/two-minutes/", role=role, likes=likes)
    assert 'class="card"' in text
    assert message("begin.choose_likes") not in text


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


def test_what_somebody_cannot_do_is_kept_shown_and_can_be_taken_back(person: Client) -> None:
    assert "<details open>" not in person.get("/you/two-minutes/").content.decode()
    fields = {"limit_standing": "never", "limit_fumes": "arrangement", "limit_heat": ""}
    send(person, "/you/two-minutes/", **fields)
    assert stored_case()[0].profile.circumstances.limits == {
        "standing": "never",
        "fumes": "arrangement",
    }
    page = person.get("/you/two-minutes/").content.decode()
    assert "<details open>" in page
    assert page.count('<option value="never" selected>') == 1
    assert page.count('<option value="arrangement" selected>') == 1
    label = message("begin.fields.limit_standing.label")
    shown = message("begin.you.limit", demand=label, extent=message("begin.choices.limit.never"))
    assert shown in person.get("/you/").content.decode()
    send(person, "/you/two-minutes/")
    assert stored_case()[0].profile.circumstances.limits == {}


def test_a_limit_that_no_form_offers_is_refused_beside_its_field(person: Client) -> None:
    status, text = send(person, "/you/two-minutes/", limit_standing="sometimes")
    assert status == 400
    assert 'href="#id_limit_standing"' in text
    assert "<details open>" in text
    assert not stored_case()[0].profile.circumstances.limits


def test_a_limit_from_an_older_window_is_shown_in_words(person: Client) -> None:
    send(person, "/you/two-minutes/", place="RI")
    fields = {"version": stored_case()[1] - 1, "limit_standing": "never"}
    text = person.post("/you/two-minutes/", fields).content.decode()
    label = message("begin.fields.limit_standing.label")
    assert f"{label}: {message('begin.choices.limit.never')}" in text


def test_a_health_word_in_free_text_becomes_no_limit(person: Client) -> None:
    words = "I have a bad back and asthma and can never stand, lift or breathe fumes."
    send(person, "/you/two-minutes/", words=words)
    assert stored_case()[0].profile.circumstances.limits == {}


def test_words_that_name_no_skill_stay_in_the_review(person: Client) -> None:
    send(person, "/you/two-minutes/", words="I made my grandmother smile.")
    _, text = send(person, "/you/job/", do="save", title="Helper", did="Humming at the door.")
    text = person.get("/you/review/").content.decode()
    assert "I made my grandmother smile." in text
    assert "Humming at the door." in text
    _, text = send(person, "/you/review/", decide="out:about.0")
    assert stored_case()[0].profile.about is None
    assert "I made my grandmother smile." not in text


def test_skills_in_the_words_of_an_opened_file_wait_for_a_yes(client: Client) -> None:
    table = {"experience": [{"title": "Helper", "did": "I sized rings."}]}
    case = new_case(from_table(table, shared_engine().catalog))
    file = SimpleUploadedFile("benchpin-case.json", as_json(case).encode())
    client.post("/open/", {"file": file, "computer": "own"})
    (skill,) = stored_case()[0].undecided
    assert (skill.skill, skill.file) == ("ring-sizing", "experience.0.did")


def test_a_qualification_is_picked_by_name_or_confirmed(person: Client) -> None:
    _, text = send(person, "/you/review/", decide="add:certificate", certificate="GIA GG")
    label = shared_engine().catalog.qualifications["gia-gg"].label
    assert message("person.review.read_as", what=label) in text
    assert f'<option value="{label}">' in text
    assert 'list="qualification-names"' in text
    _, text = send(person, "/you/review/", decide="add:school", what="FGA, Gem-A London")
    assert stored_case()[0].profile.education[0].qualification is None
    assert 'value="is:education.0.gema-dip"' in text
    _, text = send(person, "/you/review/", decide="is:education.0.gema-dip")
    assert stored_case()[0].profile.education[0].qualification == "gema-dip"
    assert "is:education.0" not in text
    assert focused(text) == ["schooling"]
    for wrong in ("education.7.gema-dip", "education.0.none", "skills.0.gema-dip", ""):
        status, _ = send(person, "/you/review/", decide=f"is:{wrong}")
        assert status == 400


@pytest.mark.parametrize(
    ("country", "place", "stored"),
    [
        ("US", "RI", "Rhode Island"), ("US", "Brooklyn", "New York-Newark-Jersey City, NY-NJ"),
        ("US", "state:New York", "state:New York"), ("US", "USA", None),
        ("US", "Attleboro, MA", "Attleboro, MA"), ("US", "Georgia", "Georgia"),
        ("GB", "Birmingham", "Birmingham"), ("CA", "Mississauga", "Mississauga"),
        ("FR", "Paris, Ontario, France", "Paris, Ontario, France"),
    ],
)  # fmt: skip
def test_a_place_is_stored_as_it_is_read_again(
    person: Client, country: str, place: str, stored: str | None
) -> None:
    status, _ = send(person, "/you/two-minutes/", country=country, place=place)
    case, _ = stored_case()
    circumstances = case.profile.circumstances
    assert (status, circumstances.country, circumstances.area) == (200, country, stored)
    assert shared_engine().reference.place(stored, country).is_usable


@pytest.mark.parametrize(
    ("country", "place", "words"),
    [
        ("US", "Portland", "There is more than one: Portland-South Portland, ME"),
        ("US", "Manhattan", "Manhattan, New York"),
        ("US", "Toronto", "Toronto, Ontario, which is not in the United States"),
        ("GB", "Chicago", "Chicago-Naperville-Elgin, IL-IN, which is not in the United Kingdom"),
        ("US", "02903", "a ZIP code"), ("US", "remote", "This is no place"),
        ("US", "Providnce", "Did you mean Providence-Warwick, RI-MA"),
        ("US", "Xanadu", "We do not know this place"),
    ],
)  # fmt: skip
def test_a_place_that_settles_nothing_is_asked_beside_its_field(
    person: Client, country: str, place: str, words: str
) -> None:
    status, text = send(person, "/you/two-minutes/", country=country, place=place)
    assert status == 400
    assert words in text
    assert stored_case()[0].profile.circumstances.area is None


def test_what_somebody_likes_is_enough_for_an_answer(person: Client) -> None:
    status, text = send(person, "/you/two-minutes/", country="US", likes=["realistic", "artistic"])
    assert status == 200
    scores = stored_case()[0].profile.interests.scores()
    assert scores["realistic"] == scores["artistic"] > scores["conventional"]
    assert 'class="card"' in text
    page = person.get("/you/two-minutes/").content.decode()
    assert page.count('name="likes"') == 6
    assert page.count("checked") >= 2
    send(person, "/you/two-minutes/", country="US")
    assert stored_case()[0].profile.interests.scores() == {}


def test_the_interview_stands_before_what_was_ticked(person: Client) -> None:
    case, _ = stored_case()
    assert 'name="likes"' in person.get("/you/two-minutes/").content.decode()
    stated = case.profile.model_copy(update={"interests": Interests(realistic=0.4)})
    put_case(case.model_copy(update={"profile": stated}))
    assert 'name="likes"' not in person.get("/you/two-minutes/").content.decode()
    send(person, "/you/two-minutes/", country="US", likes=["artistic"])
    assert stored_case()[0].profile.interests == Interests(realistic=0.4)
