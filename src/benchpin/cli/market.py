"""`benchpin market`: what is known of the trade, topic by topic."""

import click

from benchpin.cli.options import format_option, full_option, open_catalog
from benchpin.cli.output import write_lines


@click.command("market", short_help="Figures of the trade by topic.")
@click.argument("topic", required=False)
@format_option("text", "json", "csv")
@full_option
def market_command(topic: str | None, output_format: str, full: bool) -> None:
    """The trade's figures about TOPIC, with their sources; without one, the topics.

    As JSON or CSV all topics are answered where none is named.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import topics  # noqa: PLC0415
    from benchpin.market import find_topic, topic_report  # noqa: PLC0415

    catalog = open_catalog()
    if topic is None and output_format == "text":
        click.echo(topics.topics_as_text(catalog))
        return
    names = tuple(catalog.topics) if topic is None else (find_topic(topic, catalog),)
    reports = [topic_report(name, catalog) for name in names]
    with reference.open() as data:
        if output_format == "text" and not full:
            write_lines(topics.topic_lines(reports[0], catalog, data), None)
        elif output_format == "text":
            click.echo(topics.topic_report_as_text(reports[0], catalog, data))
        elif output_format == "json":
            click.echo(topics.topic_reports_as_json(reports, catalog, data))
        else:
            click.echo(topics.topic_reports_as_csv(reports, catalog))
