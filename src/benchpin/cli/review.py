"""`benchpin review`: a sheet of all that we claim on a role, and what a practitioner marked."""

from datetime import date
from pathlib import Path

import click

from benchpin.cli.options import (
    DateParam,
    find_role,
    format_option,
    open_catalog,
    output_option,
    single_answer,
    today,
)
from benchpin.cli.output import count_of, write_output


@click.group("review", short_help="Reviews by people who do the work.")
def review_commands() -> None:
    """Review of what we claim on a role, by people who do the work."""


@review_commands.command("sheet")
@click.argument("role")
@format_option("text", "markdown", "html", "csv")
@output_option()
def sheet_command(role: str, output_format: str, output: Path | None) -> None:
    """All that we claim on ROLE, with boxes: html to print, csv to fill in."""
    single_answer()
    from benchpin.documents.guides.review_sheet import (  # noqa: PLC0415
        review_sheet,
        review_sheet_csv,
    )
    from benchpin.documents.render.html import document_as_html  # noqa: PLC0415
    from benchpin.documents.render.markdown import document_as_markdown  # noqa: PLC0415
    from benchpin.documents.render.text import document_as_text  # noqa: PLC0415

    catalog = open_catalog()
    identity = find_role(role, catalog)
    if output_format == "csv":
        # Spreadsheets take a file for UTF-8 only where it begins with a byte order mark.
        mark = "\ufeff" if output else ""
        write_output(mark + review_sheet_csv(identity, catalog), output)
        return
    renderers = {
        "text": document_as_text,
        "markdown": document_as_markdown,
        "html": document_as_html,
    }
    write_output(renderers[output_format](review_sheet(identity, catalog)), output)


@review_commands.command("record")
@click.argument("role")
@click.argument("marked", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Who reviewed it.")
@click.option("--trade", required=True, help="What the reviewer does in the trade.")
@click.option("--day", type=DateParam(), help="The day of the review; today if left out.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    required=True,
    help="The data folder with the role's file: ours in a checkout, or an overlay.",
)
def record_command(
    role: str, marked: Path, name: str, trade: str, day: date | None, folder: Path
) -> None:
    """Record a filled sheet, the CSV file MARKED, of ROLE.

    The reviewer goes into the role's file, and each claim marked no into disputes.csv.
    """
    from benchpin import catalog as catalogs  # noqa: PLC0415
    from benchpin.catalog import DATA  # noqa: PLC0415
    from benchpin.documents.guides.review_record import read_marks, review_files  # noqa: PLC0415
    from benchpin.facts.role import Reviewer  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    for option, value in (("--name", name), ("--trade", trade)):
        if not value.strip():
            raise BadInput(f"{option}: is empty; write it")
    folders = {path.resolve(): path for path in (*catalogs.configured_overlays(), folder)}
    folders.pop(DATA.resolve(), None)
    catalog = catalogs.load(tuple(folders.values())) if folders else open_catalog()
    identity = find_role(role, catalog)
    marks = read_marks(marked, identity, catalog)
    reviewer = Reviewer(name=name.strip(), trade=trade.strip(), day=day or today())
    replace_files(review_files(folder, identity, marks, reviewer))
    wrong = sum(mark.right == "no" for mark in marks)
    click.echo(f"Recorded: {count_of(len(marks), 'claim')} marked, {wrong} of them disputed.")
