"""Jobs within reach by work mode: nested, counted once, and never with a borrowed share."""

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.facts import Figure
from benchpin.market import Reach, ReachableJobs, jobs_within_reach
from benchpin.market.reach import TELEWORK, occupation_telework_share

CATALOG = catalogs.load()
REFERENCE = references.open()
METROS = [area for area in REFERENCE.areas if area.kind == "metro"]


def reach_of(role: str, area: str | None) -> Reach:
    return jobs_within_reach(role, REFERENCE.area(area), CATALOG, REFERENCE)


def modes(found: Reach, which: int = 0) -> dict[str, ReachableJobs]:
    return {each.mode: each for each in found.occupations[which].reached}


def jobs(soc: str, area: str | None) -> int | None:
    cell = REFERENCE.wage(soc, REFERENCE.area(area))
    return cell.employment if cell else None


def test_hybrid_is_every_state_that_the_area_touches_counted_once() -> None:
    found = modes(reach_of("bench-jeweler", "Providence-Warwick, RI-MA"))
    assert found["onsite"].jobs == jobs("51-9071", "0039300") == 710
    states = [jobs("51-9071", state) for state in ("RI", "MA")]
    assert found["hybrid"].jobs == sum(count or 0 for count in states)
    assert [place.name for place in found["hybrid"].areas] == ["Rhode Island", "Massachusetts"]
    assert found["hybrid"].bound == "exact"


def test_remote_is_the_nation_times_the_occupations_own_share() -> None:
    found = modes(reach_of("customer-care", "Boston"))["remote"]
    share = occupation_telework_share("43-4051", CATALOG)
    assert share is not None
    assert (share.low, share.period) == (24.4, "2023"), "the newest share is used"
    nation = jobs("43-4051", None)
    assert nation
    assert found.jobs == round(nation * 0.244 / 10) * 10
    assert (found.share, found.bound, found.give_or_take) == (share, "about", None)
    assert found.sources == ("bls-oews-2025-05", share.source)


def test_no_share_is_borrowed() -> None:
    """An occupation has a remote count only where a figure of that very occupation is held."""
    seen = set()
    for role in CATALOG.roles:
        for occupation in reach_of(role, None).occupations:
            remote = occupation.reached[-1]
            own = [
                f
                for f in CATALOG.figures_by_subject.get(f"soc/{occupation.soc}", ())
                if f.measure == TELEWORK
            ]
            assert (remote.jobs is not None) == bool(own), (role, occupation.soc)
            assert remote.why == (None if own else "not-measured")
            assert remote.share is None or remote.share in own
            seen.add(bool(own))
    assert seen == {True, False}


@pytest.mark.parametrize(
    "role", ["bench-jeweler", "sales-associate", "watchmaker", "metals-trader"]
)
def test_in_every_metro_area_onsite_is_within_hybrid_and_hybrid_within_the_nation(
    role: str,
) -> None:
    counted = 0
    for area in METROS:
        for occupation in jobs_within_reach(role, area, CATALOG, REFERENCE).occupations:
            onsite, hybrid, _ = occupation.reached
            nation = jobs(occupation.soc, None)
            if onsite.jobs is not None:
                assert hybrid.jobs is not None
                assert onsite.jobs <= hybrid.jobs
                counted += 1
            if hybrid.jobs is not None and nation is not None:
                assert hybrid.jobs <= nation
            assert (onsite.jobs is None) == (onsite.why == "not-published")
            assert bool(hybrid.lacking) == (hybrid.bound == "at-least" or hybrid.jobs is None)
    assert counted, "no metro area has a count: this test shows nothing"


def test_a_state_and_the_nation_reach_the_same_onsite_and_hybrid() -> None:
    for area in ("state:New York", None):
        found = modes(reach_of("bench-jeweler", area))
        assert found["onsite"].jobs == found["hybrid"].jobs
        kinds = {said.kind for said in reach_of("bench-jeweler", area).occupations[0].assumed}
        assert "reach-hybrid-no-metro" in kinds
        assert "reach-hybrid" not in kinds


def test_what_is_assumed_is_said() -> None:
    said = [each.kind for each in reach_of("bench-jeweler", "Providence").occupations[0].assumed]
    assert said == [
        "reach-onsite", "reach-hybrid", "reach-remote-not-measured", "reach-is-group",
        "reach-of-employees",
    ]  # fmt: skip
    proxy = [each.kind for each in reach_of("appraiser", "Providence").occupations[0].assumed]
    assert "reach-is-proxy" in proxy


def test_a_sellers_customers_and_a_schools_students_are_measured_or_said_not_to_be() -> None:
    sold = {(a.audience, a.mode): a.figures for a in reach_of("virtual-sales", None).audiences}
    assert sold[("customers", "onsite")] == ()
    assert {figure.id for figure in sold[("customers", "remote")]} == {
        "jewelry-online-share-2023",
        "jewelry-bought-online-2025",
    }
    taught = reach_of("online-tutor", None).audiences
    assert {(a.audience, a.mode) for a in taught} == {
        ("students", mode) for mode in ("onsite", "hybrid", "remote")
    }
    assert all(audience.figures == () for audience in taught)
    assert reach_of("bench-jeweler", None).audiences == ()


def test_every_count_carries_its_source_period_and_areas() -> None:
    for role in CATALOG.roles:
        for occupation in reach_of(role, "Providence").occupations:
            for each in occupation.reached:
                assert (each.jobs is None) == (each.why is not None)
                if each.jobs is not None:
                    assert each.sources
                    assert each.period
                    assert each.areas
                if isinstance(each.share, Figure):
                    assert each.share.unit == "pct"
