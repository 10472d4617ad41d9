"""`benchpin wages`: what an occupation or a role pays in an area, and how many hold it."""

import click

from benchpin.cli.options import (
    area_option,
    format_option,
    full_option,
    open_catalog,
    single_answer,
)
from benchpin.cli.output import write_lines


@click.command("wages", short_help="Pay and jobs of a role or an occupation, by area.")
@click.argument("subject", metavar="ROLE-OR-SOC")
@area_option()
@format_option("text", "json", "csv")
@full_option
def wages_command(subject: str, area: str | None, output_format: str, full: bool) -> None:
    """Pay, jobs, each year and the outlook of a role or an occupation (51-9071), with sources."""
    single_answer()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import wages  # noqa: PLC0415
    from benchpin.market.pay_report import build_pay_report  # noqa: PLC0415

    catalog = open_catalog()
    with reference.open() as data:
        report = build_pay_report(subject, area, catalog, data)
    if output_format == "json":
        click.echo(wages.pay_as_json(report), nl=False)
    elif output_format == "csv":
        if not report.wages:
            click.echo(f"benchpin: {wages.pay_as_text(report, catalog).strip()}", err=True)
        click.echo(wages.pay_as_csv(report), nl=False)
    elif full:
        click.echo(wages.pay_as_text(report, catalog), nl=False)
    else:
        write_lines(wages.pay_lines(report, catalog), None)
