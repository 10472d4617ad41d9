"""`benchpin check`: is the knowledge sound, and how much of it is on record?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog


@click.command("check", short_help="List every mistake in the knowledge.")
@click.option("--coverage", is_flag=True, help="Print what is on record for each role instead.")
def check_command(*, coverage: bool) -> None:
    """Look for mistakes in the knowledge, and list all of them."""
    from benchpin import catalog, reference  # noqa: PLC0415

    overlays = catalog.configured_overlays()
    problems = catalog.check(overlays)
    if not problems:
        loaded_catalog = catalog.load(overlays)
        with reference.open() as data:
            problems = reference.unknown_codes(loaded_catalog, data)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise SystemExit(1)
    if coverage:
        for line in coverage_lines(loaded_catalog):
            click.echo(line)
        return
    click.echo("No problems found.")


def coverage_lines(catalog: "Catalog") -> Iterator[str]:
    """The coverage of a catalog as lines of Markdown: sums first, then a row for each role."""
    from benchpin.catalog.coverage import (  # noqa: PLC0415
        MIN_CONDITIONS,
        MIN_TASKS,
        PRICES_FROM,
        catalog_coverage,
    )

    coverage = catalog_coverage(catalog)
    roles = coverage.roles
    essential = sum(role.essential for role in roles)
    untaught = sum(len(role.untaught) for role in roles)
    yield from (
        f"- Essential skills of roles that no qualification teaches: {untaught} of {essential}, "
        "traits left out.",
        f"- Roles with {MIN_TASKS} sourced tasks, two rewards, two drawbacks, an entry route, and "
        "hours and pay of their own, or a plain word that these two were not found: "
        f"{sum(role.is_complete for role in roles)} of {len(roles)}.",
        f"- Roles with two sourced benefits: "
        f"{sum(role.sourced_benefits >= MIN_CONDITIONS for role in roles)} of {len(roles)}.",
        f"- Programs with days, weeks or hours: {coverage.with_length} of {coverage.programmes}; "
        f"with a price of {PRICES_FROM} or later: {coverage.with_price}; "
        f"in a survey area: {coverage.with_area}.",
        f"- Figures on a weak source: {len(coverage.on_weak_sources)}.",
        "",
        "| role | essential | untaught | tasks | rewards | drawbacks | benefits | hours | pay "
        "| complete |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    )
    for role in roles:
        hours, pay = (
            str(count) if count else "not found" if name in role.not_known else "missing"
            for name, count in (("hours", role.hours), ("pay", role.pay))
        )
        cells = (
            catalog.roles[role.role].label, role.essential, len(role.untaught),
            role.sourced_tasks, role.rewards, role.drawbacks, role.sourced_benefits, hours, pay,
            "yes" if role.is_complete else "no",
        )  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"
