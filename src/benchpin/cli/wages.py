"""`benchpin wages`: what an occupation or a role pays in an area, and how many hold it."""

import gc
import os

import click


@click.command("wages")
@click.argument("what", metavar="ROLE-OR-SOC")
@click.option("--area", help="A state, a city, an area's title or code; the nation if left out.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")), default="text",
    help="How to print it.",
)  # fmt: skip
def wages_command(what: str, area: str | None, form: str) -> None:
    """Pay, jobs, each year and the outlook of a role or an occupation (51-9071), with sources."""
    # One answer and out: there is nothing to gain from looking for garbage.
    gc.disable()
    from benchpin import catalog, reference  # noqa: PLC0415
    from benchpin.documents.answers import wages as telling  # noqa: PLC0415
    from benchpin.market.pay_report import build_pay_report  # noqa: PLC0415

    known = catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
    with reference.open() as held:
        found = build_pay_report(what, area, known, held)
    if form == "json":
        click.echo(telling.pay_as_json(found), nl=False)
    elif form == "csv":
        if not found.wages:
            click.echo(f"benchpin: {telling.pay_as_text(found, known).strip()}", err=True)
        click.echo(telling.pay_as_csv(found), nl=False)
    else:
        click.echo(telling.pay_as_text(found, known), nl=False)
