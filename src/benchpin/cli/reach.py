"""Reach."""

from typing import TYPE_CHECKING

import click

from benchpin.cli.market import FORMATS
from benchpin.cli.options import find_role, open_catalog

if TYPE_CHECKING:
    pass


@click.command("reach")
@click.argument("role")
@click.option("--area", required=True, help="Where the person lives: a city, an area or a state.")
@click.option("--format", "form", type=FORMATS, default="text", help="How to print it.")
def reach_command(role: str, area: str, form: str) -> None:
    """How many jobs of ROLE are within reach from AREA: onsite, hybrid and remote.

    It says what is assumed, and what nobody measured.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import reach as told  # noqa: PLC0415
    from benchpin.market import jobs_within_reach as reached  # noqa: PLC0415

    catalog = open_catalog()
    name = find_role(role, catalog)
    with reference.open() as held:
        found = reached(name, held.area(area), catalog, held)
        tellers = {
            "text": told.reach_as_text,
            "json": told.reach_as_json,
            "csv": told.reach_as_csv,
        }
        click.echo(tellers[form](found, catalog, held))
