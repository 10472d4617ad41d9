"""Whom to ask."""

from importlib import import_module

import pytest

from benchpin import catalog as catalogs
from benchpin.people import suggest_contacts

CATALOG = catalogs.load()


@pytest.mark.parametrize("country", ["US", "GB", "IN", None])
def test_only_bodies_of_the_country_or_international_ones_that_take_newcomers(
    country: str | None,
) -> None:
    found = suggest_contacts(["bench"], country, CATALOG)
    assert found
    for suggestion in found:
        record = (
            CATALOG.organisations[suggestion.organisation]
            if suggestion.organisation
            else CATALOG.mentoring[suggestion.mentoring or ""]
        )
        assert record.takes_newcomers != "no"
        assert (country or "US") in record.country or record.international
        assert not record.families or "bench" in record.families
        assert suggestion.statements


def test_what_plainly_takes_newcomers_comes_first() -> None:
    found = [s for s in suggest_contacts(["bench"], "US", CATALOG) if s.organisation]
    unsure = [CATALOG.organisations[s.organisation or ""].takes_newcomers != "yes" for s in found]
    assert unsure == sorted(unsure)


@pytest.mark.parametrize("country", ["US", "GB"])
def test_a_route_for_the_pupils_of_one_school_is_not_suggested(
    country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("benchpin.people.suggestions"), "MAX_MENTORING", 1000)
    limited = {i for i, route in CATALOG.mentoring.items() if route.limited_to}
    assert {"baldwin-high-school", "future-jewelers-academy"} <= limited
    families = sorted({role.family for role in CATALOG.roles.values()})
    found = {s.mentoring for s in suggest_contacts(families, country, CATALOG) if s.mentoring}
    assert found
    assert found & limited == set()
