"""How much is on record for each role: what counts, and what does not."""

from dataclasses import replace

from click.testing import CliRunner

from benchpin.catalog import Catalog, load
from benchpin.catalog.coverage import RoleCoverage, catalog_coverage
from benchpin.cli.main import commands
from benchpin.facts import Role

CATALOG = load()


def coverage_of(role: str, catalog: Catalog = CATALOG) -> RoleCoverage:
    return next(each for each in catalog_coverage(catalog).roles if each.role == role)


def with_role(changes: dict[str, object], role: str = "bench-jeweler") -> Catalog:
    changed: Role = CATALOG.roles[role].model_copy(update=changes)
    return replace(CATALOG, roles={**CATALOG.roles, role: changed})


def test_a_trait_counts_as_no_gap() -> None:
    for each in catalog_coverage(CATALOG).roles:
        assert not set(each.untaught) & CATALOG.traits
        needs = [n.skill for n in CATALOG.roles[each.role].skills if n.need == "essential"]
        assert each.essential == len(set(needs) - CATALOG.traits)


def test_a_qualification_that_is_no_longer_awarded_teaches_nothing() -> None:
    qualifications = {
        i: q.model_copy(update={"status": "closed"}) for i, q in CATALOG.qualifications.items()
    }
    closed = replace(CATALOG, qualifications=qualifications)
    bench = coverage_of("bench-jeweler", closed)
    assert len(bench.untaught) == bench.essential > len(coverage_of("bench-jeweler").untaught)


def test_a_task_of_our_own_judgement_does_not_count_as_sourced() -> None:
    tasks = CATALOG.roles["bench-jeweler"].tasks
    judged = tuple(t.model_copy(update={"basis": "judgement", "sources": ()}) for t in tasks)
    assert coverage_of("bench-jeweler").sourced_tasks >= 6
    assert coverage_of("bench-jeweler", with_role({"tasks": judged})).sourced_tasks == 0


def test_a_role_is_complete_only_with_hours_and_pay_or_a_plain_not_known() -> None:
    goldsmith = coverage_of("goldsmith")
    assert goldsmith.is_complete
    assert goldsmith.hours == 0
    assert not coverage_of("goldsmith", with_role({"not_known": ()}, "goldsmith")).is_complete


def test_the_command_prints_sums_and_a_row_for_each_role() -> None:
    result = CliRunner().invoke(commands, ["check", "--coverage"])
    assert result.exit_code == 0
    rows = [line for line in result.output.splitlines() if line.startswith("| ")]
    assert len(rows) == len(CATALOG.roles) + 2
    coverage = catalog_coverage(CATALOG)
    untaught = sum(len(each.untaught) for each in coverage.roles)
    assert f"no qualification teaches: {untaught} of " in result.output
