"""Every changed model is a catalog of its own, and what it moves is counted."""

from importlib import resources

import pytest

from benchpin.catalog import load
from benchpin.evaluate import people_sensitivity as sensitivity
from benchpin.evaluate.people import AS_OF
from benchpin.evaluate.scored_profile import score_profile
from benchpin.profile import from_table
from benchpin.reference import open as open_reference

CATALOG = load()
VARIANTS = {variant.name: variant for variant in sensitivity.model_variants(CATALOG)}
CASES = resources.files("benchpin.evaluate") / "cases"


def test_each_number_is_halved_and_doubled_within_its_bounds() -> None:
    rules = CATALOG.weights
    count = sum(
        isinstance(value, int | float)
        for table in sensitivity.THRESHOLDS
        for value in getattr(rules, table).model_dump().values()
    )
    assert len([name for name in VARIANTS if "." in name.split()[0]]) == 2 * count
    doubled = VARIANTS["entry.min_essential_share doubled: 1 for 0.6"].catalog.weights
    assert doubled.entry.min_essential_share == 1.0
    halved = VARIANTS["entry.max_core_roles halved: 1 for 2"].catalog.weights.entry.max_core_roles
    assert (halved, type(halved)) == (1, int)
    for variant in VARIANTS.values():
        if variant.name.startswith("entry.") or variant.name.startswith("years"):
            table = variant.catalog.weights.entry
            assert type(table).model_validate(table.model_dump()) == table


def test_ladders_are_scaled_and_the_catalog_stays_as_it_was() -> None:
    ladders = [CATALOG.roles["goldsmith"].ladder]
    for change in ("halved", "doubled"):
        catalog = VARIANTS[f"years and months of all ladders {change}"].catalog
        ladders.append(catalog.roles["goldsmith"].ladder)
    months = [
        ladder and (ladder.training_months_low, ladder.training_months_high) for ladder in ladders
    ]
    assert months == [(24, 60), (12, 30), (48, 120)]
    years = [ladder and ladder.builds_on[0].years for ladder in ladders]
    assert years == [2, 1, 4]


@pytest.mark.parametrize(
    ("name", "role", "before", "after"),
    [
        ("without prior roles", "stone-setter", "prior-role", None),
        ("without the table of moves", "metals-risk-analyst", "occupation", None),
        ("without the skills door", "watchmaker", "skills", None),
    ],
)
def test_a_part_that_is_left_out_opens_nothing(
    name: str, role: str, before: str | None, after: str | None
) -> None:
    profile = from_table(
        {
            "experience": [
                {"title": "Bench jeweler", "years": 4},
                {"title": "Widget worker", "occupation": "41-3031.00", "years": 4},
            ],
            "skills": [
                {"skill": skill, "level": 4}
                for skill in ("movement-service", "micromechanics", "timing-regulation")
            ],
        },
        CATALOG,
    )
    with open_reference() as reference:
        doors = [
            score_profile(profile, catalog, reference, AS_OF).entries[role].door
            for catalog in (CATALOG, VARIANTS[name].catalog)
        ]
    assert doors == [before, after]


def test_two_people_are_measured_with_every_change() -> None:
    with open_reference() as reference:
        measurement = sensitivity.measure_people_sensitivity(
            CASES / "people", CATALOG, reference, names=("01-marisol", "25-meister-milwaukee")
        )
    assert measurement.cases == 2
    subjects = {score.subject for score in measurement.scores}
    without_effect = measurement.notes[1]
    for name in VARIANTS:
        assert (name in subjects) != (name in without_effect)
    values = {
        score.metric: score.value
        for score in measurement.scores
        if score.subject == "without terms"
    }
    assert values[sensitivity.GROUPS_MOVED] > 0
