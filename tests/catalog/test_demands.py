"""What a role's work demands: what a row may say, and one sentence for each mistake in it."""

from pathlib import Path
from typing import get_args

import pytest

from benchpin.catalog import DATA, Catalog, check
from benchpin.facts import DemandName

CASTER = (DATA / "roles" / "caster.toml").read_text(encoding="utf-8")
HEAD, _, TAIL = CASTER.partition("[[demands]]")
SELDOM = next(line for line in HEAD.splitlines(keepends=True) if line.startswith("seldom_"))
CONSIDERED = CASTER[len(HEAD) : CASTER.index("[could_leave_the_workplace]")]
WITHOUT_SELDOM = HEAD.replace(SELDOM, "")
TAIL = TAIL[TAIL.index("[could_leave_the_workplace]") :]
GOOD = """[[demands]]
demand = "heat"
extent = "most"
basis = "judgement"

"""


def problems(folder: Path, demands: str, head: str = WITHOUT_SELDOM) -> str:
    """The problems of a folder that replaces the caster's demands by these."""
    (folder / "roles").mkdir(parents=True)
    (folder / "roles" / "caster.toml").write_text(head + demands + TAIL, encoding="utf-8")
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


def test_each_role_has_all_demands_considered_once(real: Catalog) -> None:
    for role in real.roles.values():
        named = [demand.demand for demand in role.demands]
        assert sorted([*named, *role.seldom_demanded]) == sorted(get_args(DemandName))


def test_a_demand_that_was_not_considered_is_told(tmp_path: Path) -> None:
    head = HEAD.replace('"driving", ', "")
    message = problems(tmp_path, CONSIDERED, head)
    assert "roles/caster.toml" in message
    assert "demand 'driving' is missing from demands and seldom_demanded" in message


def test_a_demand_is_not_seldom_and_named(tmp_path: Path) -> None:
    head = HEAD.replace("seldom_demanded = [", 'seldom_demanded = ["heat", ')
    message = problems(tmp_path, CONSIDERED, head)
    assert "demand 'heat' stands twice in demands and seldom_demanded; name it once" in message
