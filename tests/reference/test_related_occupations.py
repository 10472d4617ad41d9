"""How alike occupations are."""

from collections.abc import Iterator

import pytest

from benchpin import reference
from benchpin.inputs.errors import UnknownName
from benchpin.reference import Reference

JEWELERS = "51-9071.00"
GEM_WORKERS = "51-9071.06"
SALES = "41-2031.00"
CURATORS = "25-4012.00"
GEOLOGISTS = "19-2042.00"


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with reference.open() as opened:
        yield opened


def test_an_occupation_is_wholly_like_itself(held: Reference) -> None:
    assert len(held.onet_codes) == 923
    assert all(held.similarity(code, code) == 1 for code in held.onet_codes)


def test_likeness_is_the_same_both_ways_and_between_nothing_and_one(held: Reference) -> None:
    rows = {code: held.similarities(code) for code in sorted(held.onet_codes)[::40]}
    for code, row in rows.items():
        assert all(0 <= value <= 1 for value in row.values())
        assert all(row[other] == rows[other][code] for other in rows)


def test_a_row_says_what_a_pair_says(held: Reference) -> None:
    assert held.similarities(JEWELERS)[SALES] == held.similarity(SALES, JEWELERS)


def test_a_craft_is_nearer_to_a_craft_than_to_an_office(held: Reference) -> None:
    assert held.similarity(JEWELERS, GEM_WORKERS) > 2 * held.similarity(JEWELERS, "11-1011.00")


@pytest.mark.parametrize("code", [CURATORS, GEOLOGISTS, JEWELERS])
def test_distant_kin_is_told_apart_and_nothing_is_at_nothing(held: Reference, code: str) -> None:
    far = sorted(held.similarities(code).values())[:700]
    assert far[0] > 0
    assert far[-1] < 0.2
    assert len(set(far)) > 250


def test_kin_that_people_of_the_trade_would_name_is_near(held: Reference) -> None:
    first = {code: dict(held.related(code, 8)) for code in (JEWELERS, SALES, CURATORS, GEOLOGISTS)}
    assert GEM_WORKERS in first[JEWELERS]
    assert "51-9194.00" in first[JEWELERS]  # etchers and engravers
    assert "41-2011.00" in first[SALES]  # cashiers
    assert "25-4013.00" in first[CURATORS]  # museum technicians and conservators
    assert "19-2043.00" in first[GEOLOGISTS]  # hydrologists


def test_related_occupations_come_nearest_first_without_the_one_asked_about(
    held: Reference,
) -> None:
    related = held.related(JEWELERS, 20)
    assert len(related) == 20
    assert JEWELERS not in dict(related)
    assert [value for _, value in related] == sorted((v for _, v in related), reverse=True)
    assert related[:5] == held.related(JEWELERS, 5)


def test_a_code_without_suffix_stands_for_its_nearest_occupation(held: Reference) -> None:
    one, two = held.similarities(JEWELERS), held.similarities(GEM_WORKERS)
    both = held.similarities("51-9071")
    assert all(both[code] == max(one[code], two[code]) for code in held.onet_codes)
    assert held.similarity("51-9071", GEM_WORKERS) == 1
    assert not {JEWELERS, GEM_WORKERS} & dict(held.related("51-9071", 900)).keys()


def test_a_code_without_data_is_an_error_with_the_nearest(held: Reference) -> None:
    with pytest.raises(UnknownName, match=r"no such occupation code '51-9071\.09'") as caught:
        held.related("51-9071.09", 5)
    assert JEWELERS in caught.value.nearest or GEM_WORKERS in caught.value.nearest


def test_a_soc_code_stands_for_all_its_occupations_that_have_data(held: Reference) -> None:
    assert held.onet_codes_of("51-9071") == (JEWELERS, GEM_WORKERS)
    assert held.onet_codes_of(GEM_WORKERS) == (GEM_WORKERS,)
    assert held.onet_codes_of("99-9999") == ()


def test_a_residual_occupation_is_as_like_as_the_nearest_of_its_group(held: Reference) -> None:
    residual = held.similarity("51-9199.00", "51-4041.00")
    kin = [held.similarity(code, "51-4041.00") for code in held.onet_codes if code[:6] == "51-919"]
    assert residual == max(kin)
    assert held.occupation_name("51-9199.00") == "Production Workers, All Other"
