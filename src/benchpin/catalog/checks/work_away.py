"""Checks on work away from the workplace: modes follow from gates, a share is whose it says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.facts import Role, modes_that_gates_allow
from benchpin.inputs.errors import Problem

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


def work_away_problems(file: str, role: Role, catalog: "Catalog") -> Iterator[Problem]:
    """Modes that the gates do not allow, a hybrid week without hybrid work, a share of others."""
    yield from _gate_problems(file, role)
    yield from _offered_problems(file, role, catalog)


def _gate_problems(file: str, role: Role) -> Iterator[Problem]:
    potential, path = role.could_leave_the_workplace, "could_leave_the_workplace"
    if potential.gates is not None:
        names = [gate.gate for gate in potential.gates]
        for index, name in enumerate(names):
            if name in names[:index]:
                yield Problem(
                    file, f"{path}.gates.{index}", f"gate '{name}' stands twice; keep one"
                )
        allowed = modes_that_gates_allow(potential.gates)
        if potential.modes != allowed:
            words = (
                f"the gates allow {', '.join(allowed)}, in this order, and not "
                f"{', '.join(potential.modes)}; correct the modes, or how far a gate holds"
            )
            yield Problem(file, f"{path}.modes", words)
    for key in ("hybrid_week", "entry_effect"):
        has_words = getattr(potential, key) is not None
        is_hybrid = "hybrid" in potential.modes
        if has_words and not is_hybrid:
            yield Problem(file, f"{path}.{key}", "no hybrid work is possible here; take it out")
        elif is_hybrid and not has_words and potential.gates is not None:
            yield Problem(file, f"{path}.{key}", "is missing where hybrid work is possible; add it")


def _offered_problems(file: str, role: Role, catalog: "Catalog") -> Iterator[Problem]:
    occupations = role.occupations
    for index, offered in enumerate(role.offered):
        figure = catalog.figures.get(offered.figure or "")
        if figure is None or offered.of != "occupation":
            continue
        subjects = [f"soc/{soc}" for soc in occupations.soc2018]
        if occupations.applies == "proxy" or figure.subject not in subjects:
            words = (
                f"figure '{figure.id}' is not of an occupation of this role; name another, "
                "or take it out"
            )
            yield Problem(file, f"offered.{index}.figure", words)
