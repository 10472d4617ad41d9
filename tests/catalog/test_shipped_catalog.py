"""The data that come with Benchpin: complete, resolved, and each source fit for what it backs."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from benchpin import catalog, reference
from benchpin.catalog import Catalog
from benchpin.catalog.cross_references import sources_cited
from benchpin.facts import OUR_JUDGEMENT
from benchpin.reference import Reference, unknown_codes
from benchpin.reference.extract import EMBEDDED_FOLDER, MANIFEST


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with reference.open() as opened:
        yield opened


def test_the_catalog_we_ship_has_no_problems() -> None:
    assert catalog.check() == ()


def test_all_that_was_researched_is_there(real: Catalog) -> None:
    assert len(real.roles) == 50
    assert len(real.skills) == 199
    assert len(real.qualifications) == 92


def test_what_working_in_a_role_is_like_is_told_for_the_roles_researched(real: Catalog) -> None:
    roles = real.roles.values()
    assert sum(bool(role.tasks) for role in roles) == 22
    assert sum(bool(role.rewards or role.drawbacks or role.working_life) for role in roles) == 24


def test_nobody_of_the_trade_has_reviewed_a_role_yet(real: Catalog) -> None:
    assert [name for name, role in real.roles.items() if role.reviewed_by] == []


def test_every_role_says_how_it_falls_into_public_occupations(real: Catalog) -> None:
    for name, role in real.roles.items():
        joined = role.occupations
        assert joined.soc2018, name
        assert joined.oews, name
        assert joined.onet2019, name
        assert joined.applies in ("same", "broad", "proxy"), name
        assert joined.reason.endswith("."), f"{name}: {joined.reason}"


def test_every_role_asks_for_something_essential(real: Catalog) -> None:
    for name, role in real.roles.items():
        assert any(need.need == "essential" for need in role.skills), name


def test_every_skill_is_asked_for_by_a_role(real: Catalog) -> None:
    asked = {need.skill for role in real.roles.values() for need in role.skills}
    assert set(real.skills) - asked == set()


def test_a_source_that_cannot_be_trusted_is_cited_by_myths_alone(real: Catalog) -> None:
    suspect = {i for i, s in real.sources.items() if s.reliability in ("weak", "unreliable")}
    outside = {source for path, source in sources_cited(real) if not path.startswith("myths/")}
    assert suspect, "no suspect source is held: this test shows nothing"
    assert suspect & outside == set()


def extracts_names_from() -> Iterator[str]:
    """The sources whose names of occupations an extract holds beside its own matter."""
    with reference.open() as held:
        for each in held.data:
            extract = held.extract(each.name)
            assert extract is not None
            for (source,) in extract.rows("SELECT value FROM meta WHERE name = 'names_from'"):
                yield str(source)


def test_every_source_is_cited(real: Catalog) -> None:
    manifest = json.loads((EMBEDDED_FOLDER / MANIFEST).read_text(encoding="utf-8"))
    cited = {source for _, source in sources_cited(real)}
    cited |= {entry["source"] for entry in manifest.values()} | {OUR_JUDGEMENT}
    cited |= set(extracts_names_from())
    idle = set(real.sources) - cited
    assert idle == set(), "take the file of a source that nothing cites out of data/sources"
    assert cited <= set(real.sources)


def test_our_judgement_is_the_only_source_of_its_kind(real: Catalog) -> None:
    ours = [i for i, source in real.sources.items() if source.reliability == "judgement"]
    assert ours == [OUR_JUDGEMENT]


def test_every_country_with_a_currency_is_a_place(real: Catalog) -> None:
    assert set(real.currencies) <= set(real.places)


def test_every_unit_shows_its_value(real: Catalog) -> None:
    assert [unit for unit, show in real.units.items() if "{value}" not in show] == []


def test_every_code_stands_in_the_extract_that_it_points_into(
    real: Catalog, held: Reference
) -> None:
    assert unknown_codes(real, held) == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (
            "roles/stone-setter.toml",
            'oews = ["51-9071"]',
            'oews = ["51-9072"]',
            "roles/stone-setter.toml: occupations.oews.0: "
            "no such OEWS code '51-9072'; nearest: '51-9071'",
        ),
        (
            "roles/stone-setter.toml",
            'onet2019 = ["51-9071.00"]',
            'onet2019 = ["51-9071.00", "51-9071.60"]',
            "roles/stone-setter.toml: occupations.onet2019.1: "
            "no such O*NET-SOC code '51-9071.60'; nearest: '51-9071.00'",
        ),
        (
            "roles/stone-setter.toml",
            'soc2018 = ["51-9071"]',
            'soc2018 = ["jeweler"]',
            "roles/stone-setter.toml: occupations.soc2018.0: no such SOC code 'jeweler'",
        ),
        (
            "carries-over.csv",
            "51-4000,",
            "51-3333,",
            "carries-over.csv: 51-3333: soc: no such SOC code '51-3333'; nearest: '51-3023'",
        ),
        (
            "entry.csv",
            "51-9071,",
            "59-9071,",
            "entry.csv: 59-9071: soc: no such SOC code '59-9071'; nearest: '51-9071'",
        ),
        (
            "titles.csv",
            "51-9071.00",
            "51-9071.000",
            "titles.csv: line 2: onet: no such O*NET-SOC code '51-9071.000'; nearest: '51-9071.00'",
        ),
    ],
)
def test_a_code_that_no_extract_holds_is_named_with_the_nearest(
    path: str, old: str, new: str, words: str, small: Path, held: Reference
) -> None:
    (small / "titles.csv").write_text("title,onet\ngoldsmith,51-9071.00\n", encoding="utf-8")
    assert unknown_codes(catalog.load(root=small), held, root=small) == ()
    text = (small / path).read_text(encoding="utf-8")
    assert old in text
    (small / path).write_text(text.replace(old, new), encoding="utf-8")
    found = unknown_codes(catalog.load(root=small), held, root=small)
    assert [str(problem) for problem in found] == [words]


def test_a_code_in_an_overlay_is_told_with_the_overlays_name(
    small: Path, tmp_path: Path, held: Reference
) -> None:
    college = copytree(small / "roles", tmp_path / "college" / "roles").parent
    for role in (college / "roles").iterdir():
        if role.stem == "stone-setter":
            text = role.read_text(encoding="utf-8")
            role.write_text(text.replace('oews = ["51-9071"]', 'oews = ["51-9072"]'), "utf-8")
        else:
            role.unlink()
    found = unknown_codes(catalog.load([college], root=small), held)
    assert [problem.file for problem in found] == ["college/roles/stone-setter.toml"]


def test_a_group_of_occupations_may_carry_skills_over(small: Path, held: Reference) -> None:
    rows = "".join(f"{soc},dexterity,2,x\n" for soc in ("41-2031", "41-2000", "41-0000", "15-1200"))
    (small / "carries-over.csv").write_text(f"soc,skill,level,reason\n{rows}", encoding="utf-8")
    assert unknown_codes(catalog.load(root=small), held) == ()
