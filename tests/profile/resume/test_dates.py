"""Dates of a resume in the many forms in which people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchpin.profile.resume.dates import day_order, find_date_ranges, parse_date

NOW = "now"


@pytest.mark.parametrize(
    ("line", "started", "ended"),
    [
        ("Mar 2019 – present", "2019-03", NOW),
        ("03/2019-2021", "2019-03", "2021"),
        ("2016 to 2018", "2016", "2018"),
        ("Summer 2020", "2020", "2020"),
        ("Fall 2012 - Spring 2014", "2012", "2014"),
        ("March – June 2020", "2020-03", "2020-06"),
        ("Sept. 2014 — Dec. 2015", "2014-09", "2015-12"),
        ("since 2015", "2015", NOW),
        ("Since March 2015", "2015-03", NOW),
        ("until 2011", None, "2011"),
        ("2019-03 - 2020-11", "2019-03", "2020-11"),
        ("2019-03-04 to 2020-11-30", "2019-03-04", "2020-11-30"),
        ("1998-99", "1998", "1999"),
        ("Jan '09 to Feb '11", "2009-01", "2011-02"),
        ("12 May 2012 – 3 August 2018", "2012-05-12", "2018-08-03"),
        ("May 12, 2012 - August 3, 2018", "2012-05-12", "2018-08-03"),
        ("2015 –", "2015", NOW),
        ("06.2014 - 02.2019", "2014-06", "2019-02"),
        ("August 2015 to date", "2015-08", NOW),
        ("31/01/2012 - 28/02/2014", "2012-01-31", "2014-02-28"),
        ("01/31/2012 - 02/28/2014", "2012-01-31", "2014-02-28"),
        ("03/04/2012 - 05/06/2014", "2012", "2014"),
        ("2019", "2019", "2019"),
    ],
)
def test_a_period_is_read(line: str, started: str | None, ended: str | None) -> None:
    for text in (line, f"Jeweler, A Shop ({line})", f"{line}\tJeweler"):
        (found,) = find_date_ranges(text)
        assert (found.started, NOW if found.now else found.ended) == (started, ended), text
        assert text[found.start : found.end].strip() in line


@pytest.mark.parametrize(
    "line",
    ["7750 movements", "ETA 2824-2", "1200 pieces", "13/2019", "call 555-0123", "$2,000 a month",
     "2019/2020/2021/1", "Maybe we may", "12345", "20190"],
)  # fmt: skip
def test_what_is_no_date_is_none(line: str) -> None:
    assert find_date_ranges(line) == []


def test_days_before_months_where_the_text_shows_it() -> None:
    assert day_order("from 15/06/2012 to 03/04/2013") is True
    assert day_order("from 06/15/2012 to 03/04/2013") is False
    assert day_order("from 05/06/2012") is None
    (found,) = find_date_ranges("03/04/2012 - 05/06/2014", day_first=True)
    assert (found.started, found.ended) == ("2012-04-03", "2014-06-05")


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert parse_date("31/02/2019") == (None, False)


@settings(max_examples=300, deadline=1000)
@given(st.text(alphabet=" 0123456789-–/.'JanMarpresentosummer", max_size=60))
def test_whatever_stands_there_dates_are_in_order_and_in_the_calendar(line: str) -> None:
    for found in find_date_ranges(line):
        for day in (found.started, found.ended):
            assert day is None or len(day) in (4, 7, 10)
