"""`benchpin piece`: the least price of a piece from its metal, labor and costs."""

from typing import TYPE_CHECKING

import click

from benchpin.cli.options import area_option, find_role, format_option, open_catalog

if TYPE_CHECKING:
    from benchpin.market.piece_cost import Percentile


@click.command("piece", short_help="What a piece of metal must bring, by weight and price.")
@click.argument("metal")
@click.option("--weight", required=True, help="Of the finished piece: 5.2g, or 3dwt.")
@click.option("--fineness", required=True, help="Karats or thousandths: 18k, or 750.")
@click.option("--loss", type=float, default=0.0, help="Percent of the metal put in that is lost.")
@click.option("--at", metavar="MONTH", help="Whose price to use, as 2026-05; the newest if none.")
@click.option("--hours", type=float, default=0.0, help="Hours at the bench.")
@click.option("--role", default="bench-jeweler", help="Whose wage an hour costs.")
@area_option("Where; needed with --hours.")
@click.option(
    "--percentile",
    type=click.Choice(("10", "25", "50", "75", "90")),
    default="50",
    help="Which wage of that area: 50 is the median.",
)
@click.option(
    "--other", "materials", type=float, default=0.0, help="US dollars for stones and findings."
)
@click.option("--overhead", type=float, default=0.0, help="Percent of labor.")
@click.option("--margin", type=float, default=0.0, help="Percent of the price.")
@format_option("text", "json", help_text=None)
def piece_command(
    metal: str,
    weight: str,
    fineness: str,
    loss: float,
    at: str | None,
    hours: float,
    role: str,
    area: str | None,
    percentile: "Percentile",
    materials: float,
    overhead: float,
    margin: float,
    output_format: str,
) -> None:
    """What a piece of METAL (gold, silver, platinum) must bring, line by line."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import piece_cost as answers  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.market import piece_cost  # noqa: PLC0415

    catalog = open_catalog()
    labor = piece_cost.PieceInput(
        metal=metal.lower(),
        weight=piece_cost.parse_weight_grams(weight),
        share=piece_cost.parse_fineness(fineness),
        loss=loss / 100,
        hours=hours,
        other_materials=materials,
        overhead=overhead / 100,
        margin=margin / 100,
    )
    if hours and area is None:
        raise BadInput("--hours needs --area, whose wage an hour costs; add it")
    render = answers.piece_as_text if output_format == "text" else answers.piece_as_json
    with reference.open() as data:
        wage = None
        if area is not None:
            role = find_role(role, catalog)
            wage = (piece_cost.role_wage(role, data.area(area), catalog, data), percentile)
        click.echo(
            render(piece_cost.estimate_piece_cost(labor, at, wage, catalog, data), catalog, data)
        )
