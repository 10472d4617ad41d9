"""People made from ESCO's lists of skills, and whether they get the role that is mapped to them."""

from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.evaluate import esco_people
from benchpin.inputs.errors import BadInput
from benchpin.reference import datasets as sets
from tests.reference.releases import ESCO, ESCO_CONCEPTS, ESCO_RELATIONS, Rows, zipped

CATALOG = catalogs.load()
JOBS = {
    "precious stone cutter": [
        "cut gem stones", "grind gemstones", "examine gems", "gemstones", "calculate value of gems",
        "attend to detail regarding jewellery creation", "a skill that nothing of ours names",
    ],
    "enameller": ["perform enamelling"],
    "an occupation that no role names": ["perform enamelling"],
}  # fmt: skip


def table(tables: dict[str, Rows], name: str, rows: Rows) -> dict[str, Rows]:
    """The same tables, one of them with other rows below its header."""
    return {**tables, name: [tables[name][0], *rows]}


@pytest.fixture
def reference(tmp_path: Path) -> references.Reference:
    """A home with an ESCO of three occupations, two of them named by roles."""
    labels = sorted({label for labels in JOBS.values() for label in labels})
    skills = {label: f"{ESCO}/skill/{place}" for place, label in enumerate(labels, start=1)}
    jobs = {label: f"{ESCO}/occupation/{place}" for place, label in enumerate(JOBS, start=1)}
    concepts = table(
        ESCO_CONCEPTS,
        "occupations_en",
        [[uri, "7313", label, "", "", ""] for label, uri in jobs.items()],
    )
    concepts = table(
        concepts,
        "skills_en",
        [[uri, "skill/competence", label, ""] for label, uri in skills.items()],
    )
    relations = table(
        ESCO_RELATIONS,
        "occupationSkillRelations",
        [
            [jobs[job], "essential", "skill/competence", skills[skill]]
            for job, asked in JOBS.items()
            for skill in asked
        ]
        + [[jobs["enameller"], "optional", "skill/competence", skills["gemstones"]]],
    )
    home = tmp_path / "home"
    paths = [
        zipped(tmp_path / "ESCO v1.1.1 classification.zip", concepts),
        zipped(tmp_path / "ESCO v1.1.1 relations.zip", relations),
    ]
    sets.install_release("esco", paths, home=home)
    return references.open(home)


def test_without_esco_one_sentence_says_what_is_lacking(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="needs ESCO, which is not installed"):
        esco_people.measure_esco_people(references.open(tmp_path), CATALOG)


def test_only_essential_skills_that_ours_name_are_mapped(reference: references.Reference) -> None:
    path = reference.installed("esco")
    assert path is not None
    found = {each.label: each for each in esco_people.mapped_occupations(path, CATALOG)}
    cutter = found["precious stone cutter"]
    assert (len(cutter.mapped), cutter.essential, cutter.roles) == (6, 7, ("gem-cutter",))
    assert ("faceting",) in cutter.mapped
    assert (len(found["enameller"].mapped), found["enameller"].essential) == (1, 1)
    assert "an occupation that no role names" not in found


def test_a_person_holds_some_of_the_mapped_skills_and_three_unrelated_ones(
    reference: references.Reference,
) -> None:
    path = reference.installed("esco")
    assert path is not None
    found = {each.label: each for each in esco_people.mapped_occupations(path, CATALOG)}
    cutter = found["precious stone cutter"]
    drawn = list(esco_people.draw_people(cutter, CATALOG))
    needed = {need.skill for need in CATALOG.roles["gem-cutter"].skills}
    related = {skill for ours in cutter.mapped for skill in ours}
    assert len(drawn) == esco_people.DRAWS
    assert len(set(drawn)) > 1
    assert drawn == list(esco_people.draw_people(cutter, CATALOG))
    for skills in drawn:
        assert sum(set(ours) <= skills for ours in cutter.mapped) == 4
        assert len(skills - related) == esco_people.UNRELATED
        assert not (skills - related) & needed


def test_the_measure_names_what_it_used_and_what_it_left_out(
    reference: references.Reference,
) -> None:
    found = esco_people.measure_esco_people(reference, CATALOG)
    assert found.cases == esco_people.DRAWS
    assert found.data == ("ESCO 1.1.1",)
    assert any("precious stone cutter (6 of 7)" in note for note in found.notes)
    assert any("enameller (1 of 1)" in n for n in found.notes if n.startswith("Left out"))
    ours = [s for s in found.scores if s.subject == "match"]
    assert [score.aim for score in ours] == [0.65, 0.9]
    assert ours[0].value <= ours[1].value
    assert [s.metric for s in found.scores if s.baseline] == [s.metric for s in ours]


def test_plain_coverage_puts_the_role_with_all_its_needs_held_first() -> None:
    needs = frozenset(need.skill for need in CATALOG.roles["enameller"].skills)
    assert esco_people.rank_by_coverage(needs, CATALOG)[0] == "enameller"
