"""`benchpin advise`: guidance for one person."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import (
    area_option,
    as_of_option,
    format_option,
    open_catalog,
    open_profile,
    output_option,
    single_answer,
    today,
)
from benchpin.cli.output import write_output

if TYPE_CHECKING:
    from benchpin.guidance import Guidance
    from benchpin.profile import Profile


@click.command("advise")
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@click.option(
    "--resume", type=click.Path(path_type=Path), help="A resume to read, in place of PROFILE."
)
@area_option("Where to look for work, in place of the profile's area.")
@as_of_option
@format_option("text", "json", "html", "markdown")
@output_option()
def advise_command(
    profile: Path | None,
    resume: Path | None,
    area: str | None,
    as_of: date | None,
    output_format: str,
    output: Path | None,
) -> None:
    """Guidance for the person in PROFILE, or in a resume.

    PROFILE is NAME.toml, read together with NAME.case.json if that stands beside it, or a whole
    case as JSON. The skills of a resume are proposals: they count once you confirm them.
    """
    single_answer()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.guidance import advise  # noqa: PLC0415

    catalog = open_catalog()
    with reference.open() as data:
        person, review = open_profile(profile, resume, catalog, data)
        if area is not None:
            data.settled_place(area, person.circumstances.country)
            person = _with_area(person, area)
        guidance = advise(person, catalog, data, as_of=as_of or today())
    text = _render(guidance, output_format)
    if review and output_format == "text":
        text = f"{review}\n{text}"
    elif review:
        note = f"{resume} was read as 'benchpin read' shows; see there what was understood"
        click.echo(f"benchpin: {note}", err=True)
    write_output(text, output)


def _with_area(profile: "Profile", area: str) -> "Profile":
    circumstances = profile.circumstances.model_copy(update={"area": area})
    return profile.model_copy(update={"circumstances": circumstances})


def _render(guidance: "Guidance", output_format: str) -> str:
    from benchpin import documents  # noqa: PLC0415

    renderers = {
        "text": documents.as_text,
        "json": documents.as_json,
        "html": documents.as_html,
        "markdown": documents.as_markdown,
    }
    return renderers[output_format](guidance)
