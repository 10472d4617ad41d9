"""Piece."""

from typing import TYPE_CHECKING

import click

from benchpin.cli.options import find_role, open_catalog

if TYPE_CHECKING:
    from benchpin.market.piece_cost import Percentile


@click.command("piece")
@click.argument("metal")
@click.option("--weight", required=True, help="Of the finished piece: 5.2g, or 3dwt.")
@click.option("--fineness", required=True, help="Karats or thousandths: 18k, or 750.")
@click.option("--loss", type=float, default=0.0, help="Percent of the metal put in that is lost.")
@click.option("--at", metavar="MONTH", help="Whose price to use, as 2026-05; the newest if none.")
@click.option("--hours", type=float, default=0.0, help="Hours at the bench.")
@click.option("--role", default="bench-jeweler", help="Whose wage an hour costs.")
@click.option("--area", help="Where; needed with --hours.")
@click.option(
    "--percentile",
    type=click.Choice(("10", "25", "50", "75", "90")),
    default="50",
    help="Which wage of that area: 50 is the median.",
)
@click.option("--other", type=float, default=0.0, help="US dollars for stones and findings.")
@click.option("--overhead", type=float, default=0.0, help="Percent of labor.")
@click.option("--margin", type=float, default=0.0, help="Percent of the price.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
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
    other: float,
    overhead: float,
    margin: float,
    form: str,
) -> None:
    """What a piece of METAL (gold, silver, platinum) must bring, line by line."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import piece_cost as told  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.market import piece_cost as metals  # noqa: PLC0415

    catalog = open_catalog()
    work = metals.LaborInput(
        metal=metal.lower(),
        weight=metals.grams(weight),
        share=metals.fineness(fineness),
        loss=loss / 100,
        hours=hours,
        other=other,
        overhead=overhead / 100,
        margin=margin / 100,
    )
    if hours and area is None:
        raise BadInput("--hours needs --area, whose wage an hour costs; add it")
    with reference.open() as held:
        wage = None
        if area is not None:
            paid = metals.role_wage(find_role(role, catalog), held.area(area), catalog, held)
            wage = (paid, percentile)
        found = metals.estimate_piece_cost(work, at, wage, catalog, held)
        teller = told.piece_as_text if form == "text" else told.piece_as_json
        click.echo(teller(found, catalog, held))
