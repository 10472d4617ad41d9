"""The data that come with Benchpin: complete, resolved, and each source fit for what it backs."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from benchpin import catalog, reference
from benchpin.catalog import Catalog
from benchpin.catalog.cross_references import sources_cited
from benchpin.facts import OUR_JUDGEMENT
from benchpin.reference import Reference, unknown_codes
from benchpin.reference.extract import EMBEDDED_FOLDER, MANIFEST

NOT_FOUND = Path(__file__).parents[2] / "docs" / "research" / "not-found.csv"


@pytest.fixture(scope="module")
def held() -> Iterator[Reference]:
    with reference.open() as opened:
        yield opened


def test_the_catalog_we_ship_has_no_problems() -> None:
    assert catalog.check() == ()


def test_all_that_was_researched_is_there(real: Catalog) -> None:
    assert len(real.roles) == 50
    assert len(real.skills) == 199
    assert len(real.qualifications) == 116


def test_programmes_say_how_long_they_take_and_what_they_cost_where_it_is_known(
    real: Catalog,
) -> None:
    programmes = real.programmes.values()
    lengths = [p.duration for p in programmes if p.duration.weeks_high or p.duration.hours]
    recent = [p for p in programmes if any((x.year or 0) >= 2023 for x in p.prices)]
    assert len(programmes) == 136
    assert len(lengths) == 36
    assert len(recent) == 39


def test_a_programme_with_a_place_in_the_united_states_names_its_survey_area(
    real: Catalog,
) -> None:
    for name, programme in real.programmes.items():
        if programme.country == ("US",) and programme.place:
            assert programme.area, name


def test_what_was_not_found_is_still_missing(real: Catalog) -> None:
    with NOT_FOUND.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        subject, what = row["subject"], row["what"]
        assert subject == "all" or subject in {*real.roles, *real.programmes}, subject
        assert row["where_looked"], row
        assert date.fromisoformat(row["looked"]), row
        if subject in real.programmes:
            length = real.programmes[subject].duration
            years = [price.year or 0 for price in real.programmes[subject].prices]
            known = {
                "length in weeks, hours or days": any(
                    (length.weeks_high, length.hours, length.days_high)
                ),
                "price of 2023 or later": max(years, default=0) >= 2023,
            }
            assert not known[what], f"{subject}: {what}: take the row out of {NOT_FOUND.name}"


def test_what_working_in_a_role_is_like_is_told_for_the_roles_researched(real: Catalog) -> None:
    roles = real.roles.values()
    assert all(role.tasks for role in roles)
    assert all(role.rewards or role.drawbacks or role.working_life for role in roles)


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


TRAITS = {"attention-detail", "communication", "dexterity", "learning", "patience", "time-mgmt"}


def test_few_essential_skills_are_taught_by_nothing(real: Catalog) -> None:
    """No false gap: most essential needs of a role have a qualification that teaches the skill."""
    needs = [
        (name, need.skill)
        for name, role in real.roles.items()
        for need in role.skills
        if need.need == "essential" and need.skill not in TRAITS
    ]
    untaught = [pair for pair in needs if pair[1] not in real.qualifications_teaching]
    assert len(untaught) <= 60, untaught


def test_no_qualification_is_said_to_teach_a_trait(real: Catalog) -> None:
    for name, qualification in real.qualifications.items():
        assert TRAITS.isdisjoint(qualification.proves), name


def test_a_test_stands_under_no_skill_as_what_teaches_it(real: Catalog) -> None:
    tests = {i for i, q in real.qualifications.items() if q.kind == "certification"}
    assert tests
    assert tests.isdisjoint(i for ids in real.qualifications_teaching.values() for i in ids)


def test_every_qualification_proves_an_essential_skill_of_each_role_that_it_names(
    real: Catalog,
) -> None:
    for name, qualification in real.qualifications.items():
        for role in qualification.roles:
            essential = {n.skill for n in real.roles[role].skills if n.need == "essential"}
            assert essential & set(qualification.proves), f"{name}: {role}"


def test_every_skill_is_asked_for_by_a_role(real: Catalog) -> None:
    asked = {need.skill for role in real.roles.values() for need in role.skills}
    assert set(real.skills) - asked == set()


def test_a_source_that_cannot_be_trusted_is_cited_by_warnings_alone(real: Catalog) -> None:
    suspect = {i for i, s in real.sources.items() if s.reliability in ("weak", "unreliable")}
    outside = {s for path, s in sources_cited(real) if not path.startswith(("myths/", "traps/"))}
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
