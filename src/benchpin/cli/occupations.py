"""`benchpin title` and `benchpin related`: occupations of job titles, and occupations nearby."""

from pathlib import Path

import click

from benchpin.cli.options import (
    arguments_or_lines,
    count_option,
    format_option,
    lines_option,
    open_catalog,
)


@click.command("title", short_help="Job titles as occupations and roles.")
@click.argument("titles", nargs=-1, metavar="TEXT...")
@lines_option("Titles, one a line.")
@click.option(
    "--scheme",
    type=click.Choice(["onet", "soc", "esco"]),
    default="onet",
    help="Which codes to answer; esco where ESCO is installed.",
)
@count_option()
@format_option("text", "json", help_text=None)
def title_command(
    titles: tuple[str, ...], source: Path | None, scheme: str, count: int, output_format: str
) -> None:
    """Job titles as occupations and roles, best first."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import occupations  # noqa: PLC0415

    titles = arguments_or_lines(titles, source, "job title")
    catalog = open_catalog()
    with reference.open() as data:
        coded = occupations.title_entries(titles, catalog, data, scheme=scheme, count=count)
    as_json = output_format == "json"
    click.echo(occupations.entries_as_json(coded) if as_json else occupations.titles_as_text(coded))


@click.command("related", short_help="The occupations nearest to an occupation.")
@click.argument("codes", nargs=-1, metavar="SOC...")
@lines_option("Codes, one a line.")
@count_option()
@format_option("text", "json", help_text=None)
def related_command(
    codes: tuple[str, ...], source: Path | None, count: int, output_format: str
) -> None:
    """The occupations nearest to an occupation, by its code (51-9071 or 51-9071.00)."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import occupations  # noqa: PLC0415

    codes = arguments_or_lines(codes, source, "occupation code")
    with reference.open() as data:
        nearest = occupations.related_entries(codes, data, count=count)
    as_json = output_format == "json"
    click.echo(
        occupations.entries_as_json(nearest) if as_json else occupations.related_as_text(nearest)
    )
