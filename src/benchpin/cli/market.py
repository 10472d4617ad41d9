"""`benchpin market`: what is known of the trade, topic by topic."""

from typing import TYPE_CHECKING

import click

from benchpin.cli.options import open_catalog

if TYPE_CHECKING:
    pass

FORMATS = click.Choice(("text", "json", "csv"))


@click.command("market")
@click.argument("topic", required=False)
@click.option("--format", "form", type=FORMATS, default="text", help="How to print it.")
def market_command(topic: str | None, form: str) -> None:
    """The trade's figures about TOPIC, with their sources; without one, the topics.

    As JSON or CSV all topics are answered where none is named.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import topics as told  # noqa: PLC0415
    from benchpin.market import find_topic, topic_report  # noqa: PLC0415

    catalog = open_catalog()
    if topic is None and form == "text":
        click.echo(told.topics_as_text(catalog))
        return
    names = tuple(catalog.topics) if topic is None else (find_topic(topic, catalog),)
    found = [topic_report(name, catalog) for name in names]
    with reference.open() as held:
        if form == "text":
            click.echo(told.trade_as_text(found[0], catalog, held))
        elif form == "json":
            click.echo(told.trade_as_json(found, catalog, held))
        else:
            click.echo(told.trade_as_csv(found, catalog))
