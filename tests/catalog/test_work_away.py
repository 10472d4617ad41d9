"""Work away from the workplace: modes follow from gates, and one sentence for each mistake."""

from pathlib import Path

import pytest

from benchpin.catalog import DATA, Catalog, check
from benchpin.facts import WorkplaceGate, modes_that_gates_allow

CAD = (DATA / "roles" / "cad-cam-designer.toml").read_text(encoding="utf-8")
CARE = (DATA / "roles" / "customer-care.toml").read_text(encoding="utf-8")
CASTER = (DATA / "roles" / "caster.toml").read_text(encoding="utf-8")
EMPLOYER = """[[offered]]
of = "employer"
what = "One employer lets it be done at home."
source = "bls-ors-2023"
checked = 2026-11-30

"""


def problems(folder: Path, role: str, text: str) -> str:
    """The problems of a folder that holds one role with this text."""
    (folder / "roles").mkdir(parents=True)
    (folder / "roles" / f"{role}.toml").write_text(text, encoding="utf-8")
    return "\n".join(str(problem) for problem in check([folder]))


def gates(*holds: str) -> tuple[WorkplaceGate, ...]:
    names = ("touches-the-piece", "secured-stock", "instruments", "meets-clients")
    return tuple(
        WorkplaceGate.model_validate({"gate": name, "holds": how})
        for name, how in zip(names, holds, strict=False)
    )


def test_the_gate_that_holds_furthest_decides_the_modes() -> None:
    assert modes_that_gates_allow(()) == ("onsite", "hybrid", "remote")
    assert modes_that_gates_allow(gates("part", "part")) == ("onsite", "hybrid", "remote")
    assert modes_that_gates_allow(gates("part", "core")) == ("onsite", "hybrid")
    assert modes_that_gates_allow(gates("core", "part", "most")) == ("onsite",)


def test_each_role_was_looked_at_and_says_why(real: Catalog) -> None:
    for identity, role in real.roles.items():
        potential = role.could_leave_the_workplace
        assert potential.gates is not None, identity
        assert potential.reason, identity
        assert potential.modes == modes_that_gates_allow(potential.gates), identity
        hybrid = "hybrid" in potential.modes
        assert bool(potential.hybrid_week) == bool(potential.entry_effect) == hybrid, identity


def test_no_share_of_a_proxy_is_called_that_of_an_occupation(real: Catalog) -> None:
    for identity, role in real.roles.items():
        for offered in role.offered:
            if offered.figure:
                assert real.figures[offered.figure].period, identity
            if offered.of == "occupation":
                assert role.occupations.applies != "proxy", identity


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        (
            "cad-cam-designer",
            CAD.replace(
                '"touches-the-piece", holds = "part"', '"touches-the-piece", holds = "core"'
            ),
            "could_leave_the_workplace.modes: the gates allow onsite, hybrid, in this order, and "
            "not onsite, hybrid, remote; correct the modes, or how far a gate holds",
        ),
        (
            "cad-cam-designer",
            CAD.replace('gate = "instruments"', 'gate = "touches-the-piece"'),
            "gates.1: gate 'touches-the-piece' stands twice; keep one",
        ),
        (
            "cad-cam-designer",
            CAD.replace('gate = "instruments"', 'gate = "instrument"'),
            "'instrument' is not one of",
        ),
        (
            "cad-cam-designer",
            CAD.replace("hybrid_week = ", "# hybrid_week = "),
            "could_leave_the_workplace.hybrid_week: is missing where hybrid work is possible",
        ),
        (
            "caster",
            CASTER.replace(
                'modes = ["onsite"]\n', 'modes = ["onsite"]\nentry_effect = "Nothing."\n'
            ),
            "could_leave_the_workplace.entry_effect: no hybrid work is possible here; take it out",
        ),
        (
            "cad-cam-designer",
            CAD.replace(
                "[[tasks]]",
                '[[offered]]\nof = "occupation"\nfigure = "telework-available-43-4051-2023"\n\n'
                "[[tasks]]",
                1,
            ),
            "offered.0.figure: figure 'telework-available-43-4051-2023' is not of an occupation of "
            "this role; name another, or take it out",
        ),
        (
            "cad-cam-designer",
            CAD.replace(
                "[[tasks]]", EMPLOYER.replace("checked = 2026-11-30\n", "") + "[[tasks]]", 1
            ),
            "offered.0: of is 'employer': give what, source and checked",
        ),
        (
            "cad-cam-designer",
            CAD.replace("[[tasks]]", EMPLOYER.replace('"employer"', '"role"') + "[[tasks]]", 1),
            "offered.0: of is 'role': name the figure that states the share",
        ),
    ],
)
def test_each_mistake_is_told_with_its_place(
    tmp_path: Path, role: str, text: str, expected: str
) -> None:
    message = problems(tmp_path, role, text)
    assert f"roles/{role}.toml" in message
    assert expected in message


def test_what_one_employer_does_is_no_problem(tmp_path: Path) -> None:
    assert (
        problems(tmp_path, "caster", CASTER.replace("[[tasks]]", EMPLOYER + "[[tasks]]", 1)) == ""
    )
