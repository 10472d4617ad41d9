"""`benchpin role` and `benchpin roles`: the guide to a role, and the roles there are."""

import re
from pathlib import Path
from typing import Final

import click

from benchpin.cli.options import (
    area_option,
    format_option,
    full_option,
    open_catalog,
    output_option,
    single_answer,
    today,
)
from benchpin.cli.output import write_lines, write_output

MAX_LINES: Final = 80
SECTIONS: Final = {
    "what": 2, "day": 7, "gives": 4, "takes": 3, "learn": 4, "pay": 2, "mode": 2, "path": 2,
    "next": 1,
}  # fmt: skip
"""The sections of a guide that its short form shows, in this order, each with its most points."""
WITHOUT: Final = (
    "also", "listed", "ways_in", "awards", "taught", "programs", "closed", "years-", "ahead-",
    "how_paid",
)  # fmt: skip
"""Their subsections that only `--full` shows."""
EXPENDABLE: Final = ("path", "mode", "gives", "takes")


@click.command("role", short_help="What a role is like: work, ways in, pay, outlook.")
@click.argument("name", metavar="ROLE")
@area_option()
@format_option("text", "markdown", "html")
@output_option()
@full_option
def role_command(
    name: str, area: str | None, output_format: str, output: Path | None, full: bool
) -> None:
    """A guide to ROLE: the work, ways in, pay and outlook in an area, with sources.

    On 80 lines at most; --full prints the whole guide.

    'benchpin roles' lists the roles.
    """
    single_answer()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers.short_document import (  # noqa: PLC0415
        Selection,
        short_document_lines,
    )
    from benchpin.documents.guides.role import role_guide  # noqa: PLC0415
    from benchpin.documents.render.html import document_as_html  # noqa: PLC0415
    from benchpin.documents.render.markdown import document_as_markdown  # noqa: PLC0415
    from benchpin.documents.render.text import document_as_text  # noqa: PLC0415

    catalog = open_catalog()
    # "Bench Jeweler" and "bench_jeweler" are meant for bench-jeweler.
    identity = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    with reference.open() as data:
        guide = role_guide(identity or name, catalog, data, area=area, as_of=today())
    if output_format == "text" and not full:
        selection = Selection(SECTIONS, WITHOUT, EXPENDABLE, sources_of_line=1)
        write_lines(short_document_lines(guide, selection, MAX_LINES), output)
        return
    renderers = {
        "text": document_as_text,
        "markdown": document_as_markdown,
        "html": document_as_html,
    }
    write_output(renderers[output_format](guide), output)


@click.command("roles", short_help="The roles of the trade, by the name to use.")
def roles_command() -> None:
    """List the roles of the trade: the name to use in a profile, and what it is."""
    catalog = open_catalog()
    width = max(map(len, catalog.roles))
    for identity, role in catalog.roles.items():
        click.echo(f"{identity:<{width}}  {role.label} ({role.family})")
