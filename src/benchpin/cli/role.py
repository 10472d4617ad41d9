"""`benchpin role` and `benchpin roles`: the guide to a role, and the roles there are."""

import re
from pathlib import Path

import click

from benchpin.cli.options import (
    area_option,
    format_option,
    open_catalog,
    output_option,
    single_answer,
    today,
)
from benchpin.cli.output import write_output


@click.command("role")
@click.argument("name", metavar="ROLE")
@area_option()
@format_option("text", "markdown", "html")
@output_option()
def role_command(name: str, area: str | None, output_format: str, output: Path | None) -> None:
    """A guide to ROLE: the work, ways in, pay and outlook in an area, with sources.

    'benchpin roles' lists the roles.
    """
    single_answer()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.guides.role import role_guide  # noqa: PLC0415
    from benchpin.documents.render.html import document_as_html  # noqa: PLC0415
    from benchpin.documents.render.markdown import document_as_markdown  # noqa: PLC0415
    from benchpin.documents.render.text import document_as_text  # noqa: PLC0415

    catalog = open_catalog()
    # "Bench Jeweler" and "bench_jeweler" are meant for bench-jeweler.
    identity = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    with reference.open() as data:
        guide = role_guide(identity or name, catalog, data, area=area, as_of=today())
    renderers = {
        "text": document_as_text,
        "markdown": document_as_markdown,
        "html": document_as_html,
    }
    write_output(renderers[output_format](guide), output)


@click.command("roles")
def roles_command() -> None:
    """List the roles of the trade: the name to use in a profile, and what it is."""
    catalog = open_catalog()
    width = max(map(len, catalog.roles))
    for identity, role in catalog.roles.items():
        click.echo(f"{identity:<{width}}  {role.label} ({role.family})")
