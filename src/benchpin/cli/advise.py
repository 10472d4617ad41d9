"""`benchpin advise`: guidance for one person, or a sheet for each of a folder."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import (
    area_option,
    as_of_option,
    force_option,
    format_option,
    full_option,
    open_catalog,
    open_profile,
    single_answer,
    today,
)
from benchpin.cli.output import write_lines, write_output
from benchpin.cli.sheet import sheet_maker, sheet_path, write_sheet, write_sheets

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.documents.answers.text_layout import StyledLine
    from benchpin.documents.sheet import Paper
    from benchpin.guidance import Guidance
    from benchpin.profile import Profile
    from benchpin.reference import Reference


@click.command("advise", short_help="What to do next, for the person in a profile or a resume.")
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@click.option(
    "--resume", type=click.Path(path_type=Path), help="A resume to read, in place of PROFILE."
)
@area_option("Where to look for work, in place of the profile's area.")
@as_of_option
@full_option
@format_option("text", "sheet", "html", "pdf", "markdown", "json")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A file to write it to; for a FOLDER of profiles, the folder of the sheets.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="Of a sheet or PDF; by country if left out.",
)
@click.option(
    "--with-limits", is_flag=True, help="On the sheet, also what the person ruled out at work."
)
@force_option
def advise_command(
    profile: Path | None,
    resume: Path | None,
    area: str | None,
    as_of: date | None,
    full: bool,
    output_format: str,
    output: Path | None,
    paper: "Paper | None",
    with_limits: bool,
    force: bool,
) -> None:
    """Guidance for the person in PROFILE, or in a resume.

    The answer comes first, on 80 lines at most; --full prints everything. --format sheet is one
    page to hand out, and makes one for each profile where PROFILE is a folder.

    PROFILE is NAME.toml, read together with NAME.case.json if that stands beside it, or a whole
    case as JSON. The skills of a resume are proposals: they count once you confirm them.
    """
    single_answer()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.guidance import advise  # noqa: PLC0415

    _check_options(profile, output_format, output, paper, with_limits=with_limits)
    catalog, day = open_catalog(), as_of or today()
    with reference.open() as data:

        def in_area(person: "Profile") -> "Profile":
            return person if area is None else _with_area(person, area, data)

        if output_format == "sheet":
            make = sheet_maker(catalog, data, as_of=day, paper=paper, with_limits=with_limits)
            if profile is not None and profile.is_dir():
                write_sheets(
                    profile, output, lambda p: make(in_area(p)), catalog, data, force=force
                )
            else:
                person, _ = open_profile(profile, resume, catalog, data)
                write_sheet(make(in_area(person)), sheet_path(output))
            return
        person, review = open_profile(profile, resume, catalog, data)
        person = in_area(person)
        guidance = advise(person, catalog, data, as_of=day)
        if review and not (output_format == "text" and full):
            note = f"{resume} was read as 'benchpin read' shows; see there what was understood"
            click.echo(f"benchpin: {note}", err=True)
        if output_format == "text" and not full:
            write_lines(_short_lines(person, guidance, catalog, data), output)
            return
        content = _render(person, guidance, catalog, data, output_format, paper)
    is_text_with_review = bool(review) and output_format == "text"
    write_output(f"{review}\n{content!s}" if is_text_with_review else content, output)


def _check_options(
    profile: Path | None,
    output_format: str,
    output: Path | None,
    paper: "Paper | None",
    *,
    with_limits: bool,
) -> None:
    """BadInput where options do not go together, before anything is worked out."""
    from benchpin.inputs.errors import BadFile, BadInput  # noqa: PLC0415

    if output_format == "sheet":
        if profile is None or not profile.is_dir():
            sheet_path(output)
        return
    if with_limits:
        raise BadInput("--with-limits goes with --format sheet; take it out")
    if paper and output_format != "pdf":
        raise BadInput("--paper goes with --format sheet or pdf; take it out")
    if output_format == "pdf" and output is None:
        raise BadInput("a PDF is a file; add --output NAME.pdf")
    if output and output.is_dir():
        raise BadFile(f"{output}: is a folder; name a file in it")


def _with_area(profile: "Profile", area: str, reference: "Reference") -> "Profile":
    """The profile with another area; BadInput where there is no such place."""
    reference.settled_place(area, profile.circumstances.country)
    circumstances = profile.circumstances.model_copy(update={"area": area})
    return profile.model_copy(update={"circumstances": circumstances})


def _short_lines(
    profile: "Profile", guidance: "Guidance", catalog: "Catalog", reference: "Reference"
) -> "tuple[StyledLine, ...]":
    from benchpin.documents.answers.short_guidance import short_guidance_lines  # noqa: PLC0415
    from benchpin.documents.short_answer import short_answer  # noqa: PLC0415

    answer = short_answer(profile, guidance, catalog, reference)
    return short_guidance_lines(answer, guidance, catalog, reference)


def _render(
    profile: "Profile",
    guidance: "Guidance",
    catalog: "Catalog",
    reference: "Reference",
    output_format: str,
    paper: "Paper | None",
) -> str | bytes:
    from benchpin import documents  # noqa: PLC0415

    renderers = {
        "text": documents.as_text,
        "json": documents.as_json,
        "markdown": documents.as_markdown,
    }
    if output_format in renderers:
        return renderers[output_format](guidance)
    from benchpin.documents.answers import guidance_file  # noqa: PLC0415
    from benchpin.documents.sheet import paper_size  # noqa: PLC0415
    from benchpin.documents.short_answer import short_answer  # noqa: PLC0415

    answer = short_answer(profile, guidance, catalog, reference)
    if output_format == "html":
        return guidance_file.guidance_as_html(guidance, answer, catalog, reference)
    paper = paper or paper_size(profile)
    return guidance_file.guidance_as_pdf(guidance, answer, catalog, reference, paper=paper)
