"""`benchpin reach`: how many jobs of a role are within reach of where somebody lives."""

import click

from benchpin.cli.options import area_option, find_role, format_option, full_option, open_catalog
from benchpin.cli.output import write_lines


@click.command("reach", short_help="Jobs within reach: onsite, hybrid and remote.")
@click.argument("role")
@area_option("Where the person lives: a city, an area or a state.", required=True)
@format_option("text", "json", "csv")
@full_option
def reach_command(role: str, area: str, output_format: str, full: bool) -> None:
    """How many jobs of ROLE are within reach from AREA: onsite, hybrid and remote.

    It says what is assumed, and what nobody measured.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import reach  # noqa: PLC0415
    from benchpin.market import jobs_within_reach  # noqa: PLC0415

    catalog = open_catalog()
    role = find_role(role, catalog)
    renderers = {
        "text": reach.reach_as_text,
        "json": reach.reach_as_json,
        "csv": reach.reach_as_csv,
    }
    with reference.open() as data:
        jobs = jobs_within_reach(role, data.area(area), catalog, data)
        if output_format == "text" and not full:
            write_lines(reach.reach_lines(jobs, catalog, data), None)
            return
        click.echo(renderers[output_format](jobs, catalog, data))
