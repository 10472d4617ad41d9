"""`benchpin role`: all that is known of a role, for anybody."""

import gc
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import click

from benchpin.cli.output import write_output

FORMATS = ("text", "markdown", "html")


@click.command("role")
@click.argument("name", metavar="ROLE")
@click.option("--area", help="A state, a city, an area's title or code; the nation if left out.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print it."
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to."
)
def role_command(name: str, area: str | None, form: str, output: Path | None) -> None:
    """A guide to ROLE: the work, ways in, pay and outlook in an area, with sources.

    'benchpin roles' lists the roles.
    """
    # One answer and out: there is nothing to gain from looking for garbage.
    gc.disable()
    from benchpin import catalog, reference  # noqa: PLC0415
    from benchpin.documents.guides.role import role_guide  # noqa: PLC0415
    from benchpin.documents.render.html import document_as_html  # noqa: PLC0415
    from benchpin.documents.render.markdown import document_as_markdown  # noqa: PLC0415
    from benchpin.documents.render.text import document_as_text  # noqa: PLC0415

    known = catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
    identity = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    today = datetime.now(UTC).astimezone().date()
    with reference.open() as held:
        guide = role_guide(identity or name, known, held, area=area, as_of=today)
    tellers = {
        "text": document_as_text,
        "markdown": document_as_markdown,
        "html": document_as_html,
    }
    write_output(tellers[form](guide), output)
