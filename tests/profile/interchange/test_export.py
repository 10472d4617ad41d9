"""A profile as JSON Resume and as Europass: valid, told in full, and back again."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from benchpin.catalog import Catalog
from benchpin.profile import Profile, from_table
from benchpin.profile.document_reader import read_content
from benchpin.profile.interchange.export import EXPORT_FORMATS, ProfileExport, export_profile
from benchpin.profile.interchange.extension_reader import restore_extension
from benchpin.profile.interchange.loss_report import PRIVATE_PARTS
from benchpin.profile.resume import ReadResume
from benchpin.profile.resume.vocabulary import resume_vocabulary
from tests.profile.people import tables

HERE = Path(__file__).parents[1]
DATA = HERE.parents[1].parent / "shared" / "data" / "interchange" / "europass-3.4.1"
DAY = date(2026, 11, 22)
QUICK = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# The four schemas that Europass takes from elsewhere are not with it. Only their names are stood in
# for, so that what an export holds of them (nothing) is all that stays unchecked.
ELSEWHERE = {
    "EQF_08_V1.0.0.xsd": ("http://europass.cedefop.europa.eu/EQF/08", "level"),
    "ISCED97_V1.0.0.xsd": ("http://europass.cedefop.europa.eu/ISCED/97", "field-level2"),
    "NACE_COM_V1.0.0.xsd": ("http://europass.cedefop.europa.eu/NACE", "sector-level1"),
    "EUDrivingLicence_V1.1.0.xsd": (
        "http://europass.cedefop.europa.eu/EUDriving",
        "drivinglicence",
    ),
}


def back(made: ProfileExport, catalog: Catalog) -> ReadResume:
    """What is read from an export; what its sentences show besides is another matter."""
    found = read_content(
        made.text.encode(), catalog, name="mine", extract_skills=lambda *_, **__: ()
    )
    return restore_extension(found, made.text, catalog)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every place in a table and what stands there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{number}")
    else:
        yield path, value


def said(profile: Profile) -> dict[str, Any]:
    return profile.model_dump(mode="json", by_alias=True, exclude_none=True)


def under(path: str, places: set[str]) -> bool:
    return any(path == place or path.startswith(f"{place}.") for place in places)


def paired(profile: Profile, again: Profile) -> dict[str, Any]:
    """What came back, with skills and languages at the places where they stood before."""
    table = said(again)
    skills = {each["skill"]: each for each in table["skills"]}
    table["skills"] = [skills.get(each.skill, {}) for each in profile.skills]
    left = table["languages"]
    table["languages"] = []
    for spoken in profile.languages:
        base = spoken.language.lower().split("-")[0]
        found = [each for each in left if each["language"] == spoken.language]
        found += [each for each in left if each["language"].split("-")[0] == base]
        table["languages"].append(found[0] if found else {})
        left = [each for each in left if each not in found[:1]]
    return table


@pytest.mark.parametrize("form", EXPORT_FORMATS)
@QUICK
@given(data=st.data())
def test_a_round_trip_loses_what_the_report_says_and_nothing_else(
    form: str, real: Catalog, data: st.DataObject
) -> None:
    profile = from_table(data.draw(tables(real)), real)
    made = export_profile(profile, real, form, as_of=DAY)
    before = dict(leaves({k: v for k, v in said(profile).items() if k != "schema"}))
    after = dict(leaves(paired(profile, back(made, real).profile)))
    lost = {each.path for each in made.lost}
    kept = {path: value for path, value in before.items() if not under(path, lost)}
    assert {path: after.get(path) for path in kept} == kept
    for path, value in before.items():
        if under(path, lost) and not path.endswith((".level", ".status")):
            assert after.get(path) != value, path


@pytest.mark.parametrize("form", EXPORT_FORMATS)
@QUICK
@given(data=st.data())
def test_the_report_names_places_that_hold_something(
    form: str, real: Catalog, data: st.DataObject
) -> None:
    profile = from_table(data.draw(tables(real)), real)
    made = export_profile(profile, real, form, as_of=DAY)
    here = dict(leaves(said(profile)))
    for path, why in (*made.lost, *made.only_here):
        assert any(place == path or place.startswith(f"{path}.") for place in here), path
        assert why


@QUICK
@given(data=st.data())
def test_a_json_resume_is_valid_against_its_schema(real: Catalog, data: st.DataObject) -> None:
    schema = json.loads((HERE / "jsonresume-schema.json").read_text(encoding="utf-8"))
    profile = from_table(data.draw(tables(real)), real)
    made = export_profile(profile, real, "json-resume", as_of=DAY)
    jsonschema.Draft7Validator(schema).validate(json.loads(made.text))


@pytest.fixture(scope="session")
def europass(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The schema of Europass, with the parts that it names by web address beside it."""
    if not DATA.is_dir():
        pytest.skip("the schemas of Europass 3.4.1 are not on this machine")
    folder = tmp_path_factory.mktemp("europass")
    shutil.copytree(DATA / "included", folder / "included")
    (folder / "imported").mkdir()
    for name, (space, kind) in ELSEWHERE.items():
        (folder / "imported" / name).write_text(
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{space}">'
            f'<xs:simpleType name="{kind}"><xs:restriction base="xs:string"/></xs:simpleType>'
            "</xs:schema>",
            encoding="utf-8",
        )
    for path in DATA.glob("*.xsd"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("https://europass.cedefop.europa.eu/xml/", "")
        (folder / path.name).write_text(text, encoding="utf-8")
    return etree.XMLSchema(etree.parse(folder / "EuropassSchema.xsd"))


@QUICK
@given(data=st.data())
def test_a_europass_document_is_valid_against_its_schema(
    real: Catalog, europass: etree.XMLSchema, data: st.DataObject
) -> None:
    profile = from_table(data.draw(tables(real)), real)
    made = export_profile(profile, real, "europass", as_of=DAY)
    europass.assertValid(etree.fromstring(made.text.encode()))


@pytest.mark.parametrize("level", ["B1", "native"])
def test_every_language_that_has_a_name_is_valid_in_europass(
    level: str, real: Catalog, europass: etree.XMLSchema
) -> None:
    tongues = [
        {"language": tag, "level": level} for tag in set(resume_vocabulary().languages.values())
    ]
    made = export_profile(from_table({"languages": tongues}, real), real, "europass", as_of=DAY)
    europass.assertValid(etree.fromstring(made.text.encode()))
    assert not made.lost


def test_the_schema_of_europass_refuses_what_is_no_export(europass: etree.XMLSchema) -> None:
    assert not europass.validate(etree.fromstring("<SkillsPassport/>"))


WHOLE = {
    "aims": {"roles": ["bench-jeweler"]},
    "experience": [
        {"title": "Goldsmith", "years": 4, "until": 2019, "hours": "part", "did": "Rings & chains"},
        {"title": "Goldsmith", "started": "2020-03-31", "occupation": "51-9071"},
    ],
    "certificates": [{"what": "Bench work", "issuer": "A guild", "year": 2018}],
    "languages": [{"language": "fr-CA", "level": "B2"}],
    "skills": [
        {"skill": "soldering", "level": 3, "evidence": "Chains."},
        {"skill": "prong-setting", "status": "proposed"},
    ],
    "circumstances": {"minimum_pay": 51234, "limits": ["standing"]},
}  # fmt: skip


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_what_is_for_the_person_alone_is_not_in_the_text(form: str, real: Catalog) -> None:
    made = export_profile(from_table(WHOLE, real), real, form, as_of=DAY)
    for private in ("51234", "standing", "bench-jeweler", "Chains.", "prong-setting"):
        assert private not in made.text
    assert {"aims", "circumstances", "skills.0.evidence", "skills.1"} <= {
        lost.path for lost in made.lost
    }


def test_every_part_of_a_profile_is_written_or_stays() -> None:
    written = {"experience", "education", "certificates", "languages", "skills", "schema_"}
    assert set(Profile.model_fields) == written | set(PRIVATE_PARTS)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_two_positions_of_one_name_get_what_is_theirs(form: str, real: Catalog) -> None:
    profile = from_table(WHOLE, real)
    again = back(export_profile(profile, real, form, as_of=DAY), real).profile
    assert again.experience == profile.experience


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_what_another_program_took_out_does_not_come_back(form: str, real: Catalog) -> None:
    made = export_profile(from_table(WHOLE, real), real, form, as_of=DAY)
    label = real.skills["soldering"].label
    shown, kept = (
        (f'"name": "{label}"', '"name": "Singing"')
        if form == "json-resume"
        else (f"{label} (", "Singing (")
    )
    assert shown in made.text
    again = back(ProfileExport(made.text.replace(shown, kept, 1)), real).profile
    assert not [each for each in again.skills if each.status == "confirmed"]


@pytest.mark.parametrize("form", EXPORT_FORMATS)
@pytest.mark.parametrize(
    "instead", ['"level": 9', '"level": 3, "more": 1', '"level": null', '"level": [']
)
def test_what_is_carried_and_cannot_be_read_changes_nothing(
    form: str, instead: str, real: Catalog
) -> None:
    made = export_profile(from_table(WHOLE, real), real, form, as_of=DAY)
    text = made.text.replace('"level": 3', instead)
    assert text != made.text
    if form == "json-resume" and instead.endswith("["):
        return  # then it is no JSON at all, which the reader says
    found = read_content(text.encode(), real)
    assert restore_extension(found, text, real) == found


def test_what_is_carried_and_agrees_with_nothing_is_left_out_with_a_note(real: Catalog) -> None:
    made = export_profile(from_table(WHOLE, real), real, "json-resume", as_of=DAY)
    text = made.text.replace("51-9071", "of gold")
    found = read_content(text.encode(), real)
    again = restore_extension(found, text, real)
    assert again.profile == found.profile
    assert any(note.startswith("Not put back: ") for note in again.notes)


def test_an_export_is_made_of_the_profile_alone(real: Catalog) -> None:
    profile = from_table(WHOLE, real)
    for form in EXPORT_FORMATS:
        assert export_profile(profile, real, form, as_of=DAY) == export_profile(
            profile, real, form, as_of=DAY
        )
    with pytest.raises(ValueError, match="json-resume, europass"):
        export_profile(profile, real, "hr-xml", as_of=DAY)
