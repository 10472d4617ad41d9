"""People that somebody from the trade can read: which roles must be near the top, and which not."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.guidance import title_reader
from benchpin.match import match_roles, resolve_candidate
from benchpin.profile import from_table

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
NEAR = 5
CATALOG = catalogs.load()
REFERENCE = references.open()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_roles_that_belong_near_the_top_stand_there(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    profile = from_table(case["profile"], CATALOG)
    reader = title_reader(CATALOG, REFERENCE)
    person = resolve_candidate(profile, CATALOG, REFERENCE, reader, date(2026, 11, 22))
    matches = match_roles(person, CATALOG, REFERENCE, area=REFERENCE.area(None), draws=64)
    first = [match.role for match in matches[:NEAR]]
    assert set(case["near_the_top"]) <= set(first), (first, case["why"])
    assert not set(case["not_near_the_top"]) & set(first), (first, case["why"])
