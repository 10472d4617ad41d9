"""`benchpin market`: what is known of the trade, topic by topic."""

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.market.piece_cost import Percentile

FORMATS = click.Choice(("text", "json", "csv"))


@click.command()
@click.argument("topic", required=False)
@click.option("--format", "form", type=FORMATS, default="text", help="How to print it.")
def market(topic: str | None, form: str) -> None:
    """The trade's figures about TOPIC, with their sources; without one, the topics.

    As JSON or CSV all topics are answered where none is named.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import topics as told  # noqa: PLC0415
    from benchpin.market import topic_named, trade  # noqa: PLC0415

    catalog = catalog_in_use()
    if topic is None and form == "text":
        click.echo(told.topics_as_text(catalog))
        return
    names = tuple(catalog.topics) if topic is None else (topic_named(topic, catalog),)
    found = [trade(name, catalog) for name in names]
    with reference.open() as held:
        if form == "text":
            click.echo(told.trade_as_text(found[0], catalog, held))
        elif form == "json":
            click.echo(told.trade_as_json(found, catalog, held))
        else:
            click.echo(told.trade_as_csv(found, catalog))


def catalog_in_use() -> "Catalog":
    """The knowledge, with the overlays that the environment names."""
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.overlays_named(os.environ.get("BENCHPIN_DATA")))


@click.command()
@click.argument("role")
@click.option("--area", required=True, help="Where the person lives: a city, an area or a state.")
@click.option("--format", "form", type=FORMATS, default="text", help="How to print it.")
def reach(role: str, area: str, form: str) -> None:
    """How many jobs of ROLE are within reach from AREA: onsite, hybrid and remote.

    It says what is assumed, and what nobody measured.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import reach as told  # noqa: PLC0415
    from benchpin.market import reach as reached  # noqa: PLC0415

    catalog = catalog_in_use()
    name = role_named(role, catalog)
    with reference.open() as held:
        found = reached(name, held.area(area), catalog, held)
        tellers = {
            "text": told.reach_as_text,
            "json": told.reach_as_json,
            "csv": told.reach_as_csv,
        }
        click.echo(tellers[form](found, catalog, held))


def role_named(name: str, catalog: "Catalog") -> str:
    """The role of a name; an UnknownName with the nearest where there is none."""
    from benchpin.inputs.errors import UnknownName  # noqa: PLC0415
    from benchpin.inputs.suggestions import nearest, no_such  # noqa: PLC0415

    if name not in catalog.roles:
        close = tuple(nearest(name, catalog.roles))
        raise UnknownName(f"{no_such('role', name, catalog.roles)}; see 'benchpin roles'", close)
    return name


@click.command()
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
def piece(
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

    catalog = catalog_in_use()
    work = metals.Work(
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
            paid = metals.wage_of(role_named(role, catalog), held.area(area), catalog, held)
            wage = (paid, percentile)
        found = metals.piece(work, at, wage, catalog, held)
        teller = told.piece_as_text if form == "text" else told.piece_as_json
        click.echo(teller(found, catalog, held))
