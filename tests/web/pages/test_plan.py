"""The plan of a case to a role: a page, a calendar and a checklist."""

import icalendar
from django.test import Client

from tests.web.conftest import begin


def test_a_plan_has_its_options_and_files(client: Client) -> None:
    begin(client)
    page = client.get("/you/plan/bench-jeweler/").content.decode()
    assert 'id="about-plan"' in page
    for kind in ("ics", "md", "json"):
        assert f'href="/you/plan/bench-jeweler/plan.{kind}"' in page
    answer = client.get("/you/plan/bench-jeweler/plan.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert icalendar.Calendar.from_ical(answer.content.decode()).walk("VEVENT")


def test_what_is_not_there_is_not_found(client: Client) -> None:
    begin(client)
    assert client.get("/you/plan/no-such-role/").status_code == 404
    assert client.get("/you/plan/bench-jeweler/plan.exe").status_code == 404
