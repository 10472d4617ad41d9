"""`benchpin chart`: pictures for a report, with the table of each for whoever cannot see it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import find_role, open_catalog

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.documents.report_charts.data import ReportChart
    from benchpin.reference import Reference

NAMES = ("wages", "series", "quotients", "reach", "stores")


@click.command("chart")
@click.argument("name", type=click.Choice(NAMES))
@click.argument("roles", nargs=-1, metavar="[ROLE]...")
@click.option("--area", help="A city, an area or a state; the nation for wages if left out.")
@click.option("--count", type=click.IntRange(1, 40), default=15, help="How many bars at most.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An image to write, .svg or .png; without one the table alone is printed.",
)
def chart_command(
    name: str, roles: tuple[str, ...], area: str | None, count: int, output: Path | None
) -> None:
    """A picture NAME of some roles, and its table on standard output.

    wages: the pay of several roles. series: a role's yearly medians. quotients: where its jobs are
    most common. reach: jobs within reach from an area. stores: businesses of the trade.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.report_charts import data as pictures  # noqa: PLC0415

    if output is not None:
        _check(output)
    catalog = open_catalog()
    with reference.open() as held:
        picture = _picture(name, roles, area, count, catalog, held)
    if output is not None:
        _write(picture, output)
    click.echo(pictures.as_table(picture))


def _picture(
    name: str,
    roles: tuple[str, ...],
    area: str | None,
    count: int,
    catalog: "Catalog",
    reference: "Reference",
) -> "ReportChart":
    from benchpin.documents.report_charts import data as pictures  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415

    if name == "stores":
        if roles:
            raise BadInput(f"'{roles[0]}': stores is of the whole trade; leave the role out")
        return pictures.stores_counted(catalog, reference)
    if not roles:
        raise BadInput(f"{name} needs a role; name one, see 'benchpin roles'")
    known = [find_role(role, catalog) for role in roles]
    if name == "wages":
        return pictures.pay_of_roles(known, reference.area(area), catalog, reference)
    if len(known) > 1:
        raise BadInput(f"{name} is of one role; leave out {', '.join(map(repr, known[1:]))}")
    if name == "reach":
        if area is None:
            raise BadInput("reach needs --area, where the person lives; add it")
        return pictures.reach_from(known[0], reference.area(area), catalog, reference)
    codes = catalog.roles[known[0]].occupations.oews
    if not codes:
        raise BadInput(f"no wages are published for '{known[0]}'; name another role")
    if name == "series":
        return pictures.years_of(codes[0], catalog, reference)
    return pictures.quotients_of(codes[0], catalog, reference, count)


def _check(output: Path) -> None:
    """Refuse a place that no image can be written to, before any work is done."""
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415

    if output.suffix.lower() not in (".svg", ".png"):
        raise BadFile(f"{output}: is neither .svg nor .png; name one of them")
    if not output.parent.is_dir():
        raise BadFile(f"{output.parent}: no such folder to write to; make it first")


def _write(picture: "ReportChart", output: Path) -> None:
    """Write the image: it is there whole or not at all."""
    from benchpin.documents.report_charts import altair as draw  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    if output.suffix.lower() == ".svg":
        image = draw.as_svg(picture).encode()
    else:
        image = draw.as_png(picture)
    replace_files({output: image})
