"""What a role's work demands: what a row may say, and one sentence for each mistake in it."""

from pathlib import Path
from typing import get_args

import pytest

from benchpin.catalog import DATA, Catalog, check
from benchpin.facts import DemandName

CASTER = (DATA / "roles" / "caster.toml").read_text(encoding="utf-8")
HEAD, _, TAIL = CASTER.partition("[[demands]]")
TAIL = TAIL[TAIL.index("[could_leave_the_workplace]") :]
GOOD = """[[demands]]
demand = "heat"
extent = "most"
basis = "judgement"

"""


def problems(folder: Path, demands: str) -> str:
    """The problems of a folder that replaces the caster's demands by these."""
    (folder / "roles").mkdir(parents=True)
    (folder / "roles" / "caster.toml").write_text(HEAD + demands + TAIL, encoding="utf-8")
    return "\n".join(str(problem) for problem in check([folder]))


def test_good_demands_have_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("demands", "expected"),
    [
        (GOOD.replace("heat", "heet"), "'heet' is not one of"),
        (GOOD.replace("heat", "heet"), "nearest: 'heat'"),
        (GOOD.replace("most", "always"), "demands.0.extent: 'always' is not one of"),
        (GOOD.replace('"judgement"', '"source"'), "basis is 'source' but none is named"),
        (GOOD.replace('"judgement"', '"judgement"\nsources = ["onet-29-3"]'), "take one of them"),
        (
            GOOD.replace('"judgement"', '"source"\nsources = ["onet-29-4"]'),
            "demands.0.sources.0: no such source 'onet-29-4'",
        ),
        (GOOD + GOOD, "demand 'heat' stands twice; keep one"),
        ("", "demands: is missing; add it"),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, demands: str, expected: str) -> None:
    message = problems(tmp_path, demands)
    assert "roles/caster.toml" in message
    assert expected in message


def test_every_demand_stands_in_some_role_and_none_in_every_role(real: Catalog) -> None:
    names = [{demand.demand for demand in role.demands} for role in real.roles.values()]
    assert set.union(*names) == set(get_args(DemandName))
    assert not set.intersection(*names)
