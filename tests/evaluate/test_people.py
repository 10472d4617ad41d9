"""The labeled people are those that were frozen; agreement with their labels is counted right."""

import hashlib
from importlib import resources
from pathlib import Path

import pytest

from benchpin.catalog import load
from benchpin.evaluate import people
from benchpin.profile import Profile

CASES = Path(str(resources.files("benchpin.evaluate"))) / "cases"
FROZEN = "64fcf39cb36137a001e380268c28877ef1426ced6af1beb7c80a4fc375f377e3"
"""Of the names and SHA-256 of the open people and labels, before any engine saw them."""
SEALED = "3bb1f29da2353115d18b1cf5809b31f30eb9722090052865c70ad06b2c9c81cc"


def labels(**changes: object) -> people.PersonLabels:
    defaults: dict[str, object] = {
        "is_ranked": True,
        "start_now": frozenset({"caster"}),
        "grow_into": frozenset({"goldsmith"}),
        "absurd": frozenset({"buyer"}),
        "verdicts": {},
    }
    return people.PersonLabels(**{**defaults, **changes})  # type: ignore[arg-type]


def person(**changes: object) -> people.LabeledPerson:
    return people.LabeledPerson("x", Profile(), labels(**changes), labels())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_people_and_labels_are_those_that_were_frozen() -> None:
    files = sorted((CASES / "people").iterdir())
    listed = "".join(f"{file.name} {digest(file.read_bytes())}\n" for file in files)
    assert digest(listed.encode()) == FROZEN
    assert digest((CASES / "people-sealed.zip").read_bytes()) == SEALED


def test_every_person_can_be_read_and_names_only_roles_that_there_are() -> None:
    catalog = load()
    everybody = people.read_people(
        resources.files("benchpin.evaluate") / "cases" / "people", catalog
    )
    assert len(everybody) == 32
    for labeled_person in everybody:
        for labeled in (labeled_person.labels, labeled_person.second):
            roles = labeled.start_now | labeled.grow_into | labeled.absurd
            assert roles | labeled.verdicts.keys() <= catalog.roles.keys()
            assert not labeled.start_now & labeled.absurd
        assert labeled_person.labels.verdicts.keys() == set(labeled_person.profile.aims.roles)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["caster", "goldsmith", "x", "y", "z"], [1.0, 2 / 3, 0.0, 0.0]),
        (["x", "y", "z", "caster", "buyer"], [0.0, 0.0, 1.0, 0.0]),
        (["buyer", "y", "caster", "x", "z"], [1.0, 1 / 3, 1.0, 1.0]),
        (["x", "y", "z", "w", "v", "buyer"], [0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_an_order_is_judged_by_its_first_three_and_five(
    order: list[str], expected: list[float]
) -> None:
    scores = people._order_scores("x", [(person(), order)], with_aims=True)
    assert [score.value for score in scores] == pytest.approx(expected)


def test_the_fixed_list_serves_as_many_people_as_three_roles_can() -> None:
    wanted = [{"a", "b"}, {"b"}, {"c"}, {"d"}, {"d"}]
    served = [person(start_now=frozenset(roles)) for roles in wanted]
    assert set(people._best_fixed_list(served)) == {"b", "c", "d"}


def test_agreement_counts_what_both_passes_say() -> None:
    first = labels(start_now=frozenset({"a", "b"}), verdicts={"a": "yes now", "b": "not yet"})
    second = labels(start_now=frozenset({"b"}), verdicts={"a": "yes now", "b": "probably not"})
    note = people._agreement_note([people.LabeledPerson("x", Profile(), first, second)])
    assert "to 0.50 (Jaccard) and on 1 of 2 verdicts" in note
