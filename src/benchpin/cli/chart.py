"""`benchpin chart`: pictures for a report, with the table of each for whoever cannot see it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import (
    area_option,
    count_option,
    find_role,
    open_catalog,
    output_option,
)
from benchpin.cli.output import require_folder

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.documents.report_charts.data import ReportChart
    from benchpin.reference import Reference

NAMES = ("wages", "series", "quotients", "reach", "stores")


@click.command("chart", short_help="Pictures of pay and jobs, with their tables.")
@click.argument("name", type=click.Choice(NAMES))
@click.argument("roles", nargs=-1, metavar="[ROLE]...")
@area_option("A city, an area or a state; the nation for wages if left out.")
@count_option(15, 40, "How many bars at most.")
@output_option("An image to write, .svg or .png; without one the table alone is printed.")
def chart_command(
    name: str, roles: tuple[str, ...], area: str | None, count: int, output: Path | None
) -> None:
    """A picture NAME of some roles, and its table on standard output.

    wages: the pay of several roles. series: a role's yearly medians. quotients: where its jobs are
    most common. reach: jobs within reach from an area. stores: businesses of the trade.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.report_charts import data as charts  # noqa: PLC0415

    if output is not None:
        _require_image_path(output)
    catalog = open_catalog()
    with reference.open() as data:
        chart = _chart(name, roles, area, count, catalog, data)
    if output is not None:
        _write(chart, output)
    click.echo(charts.chart_as_text(chart))


def _chart(
    name: str,
    roles: tuple[str, ...],
    area: str | None,
    count: int,
    catalog: "Catalog",
    reference: "Reference",
) -> "ReportChart":
    from benchpin.documents.report_charts import data as charts  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415

    if name == "stores":
        if roles:
            raise BadInput(f"'{roles[0]}': stores is of the whole trade; leave the role out")
        return charts.store_count_chart(catalog, reference)
    if not roles:
        raise BadInput(f"{name} needs a role; name one, see 'benchpin roles'")
    role_ids = [find_role(role, catalog) for role in roles]
    if name == "wages":
        return charts.wage_chart(role_ids, reference.area(area), catalog, reference)
    if len(role_ids) > 1:
        raise BadInput(f"{name} is of one role; leave out {', '.join(map(repr, role_ids[1:]))}")
    if name == "reach":
        if area is None:
            raise BadInput("reach needs --area, where the person lives; add it")
        return charts.reach_chart(role_ids[0], reference.area(area), catalog, reference)
    codes = catalog.roles[role_ids[0]].occupations.oews
    if not codes:
        raise BadInput(f"no wages are published for '{role_ids[0]}'; name another role")
    if name == "series":
        return charts.wage_series_chart(codes[0], catalog, reference)
    return charts.location_quotient_chart(codes[0], catalog, reference, count)


def _require_image_path(output: Path) -> None:
    """Refuse a place that no image can be written to, before any work is done."""
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415

    if output.suffix.lower() not in (".svg", ".png"):
        raise BadFile(f"{output}: is neither .svg nor .png; name one of them")
    require_folder(output)


def _write(chart: "ReportChart", output: Path) -> None:
    """Write the image: it is there whole or not at all."""
    from benchpin.documents.report_charts import altair  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    if output.suffix.lower() == ".svg":
        image = altair.as_svg(chart).encode()
    else:
        image = altair.as_png(chart)
    replace_files({output: image})
