"""`benchpin read`: a resume or an interchange file as a profile to review."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchpin.cli.options import force_option, format_option, now, open_catalog, output_option

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.profile.resume import ReadResume


@click.command("read", short_help="Read a resume as a profile, before anything is scored.")
@click.argument("file", type=click.Path(path_type=Path))
@format_option(
    "text", "json", "toml", help_text="A review to read, JSON, or a profile file to mend and use."
)
@click.option(
    "--keep", "kept_kinds", multiple=True, metavar="KIND",
    help="A kind of private detail to keep in the text, such as 'web address'; may be repeated.",
)  # fmt: skip
@output_option(
    "A file to keep the profile in; what waits for a yes goes into NAME.case.json too.",
    metavar="NAME.toml",
)
@force_option
def read_command(
    file: Path, output_format: str, kept_kinds: tuple[str, ...], output: Path | None, force: bool
) -> None:
    """A resume, JSON Resume or Europass FILE as a profile, each skill with its sentence.

    FILE is a PDF, Word, text or Markdown file, or JSON or XML. Private details are left out.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.profile.case import Case, case_path, check_writable, replace_profile, write_case  # noqa: PLC0415
    from benchpin.profile.document_reader import read_resume  # noqa: PLC0415

    if output is not None:
        check_writable(output, force=force)
    catalog = open_catalog()
    with reference.open() as data:
        reading = read_resume(file, catalog, keep=kept_kinds, reference=data)
    if output is not None:
        case = replace_profile(Case(), reading.profile, at=now())
        write_case(case, output, notes=_file_comments(reading))
    click.echo(_render(reading, catalog, output_format), nl=False)
    if output is not None:
        note = f"Saved to {output} and {case_path(output)}. Next: benchpin advise {output}"
        click.echo(note, err=True)


def _render(reading: "ReadResume", catalog: "Catalog", output_format: str) -> str:
    from benchpin.documents.answers.resume_review import resume_review_text  # noqa: PLC0415
    from benchpin.profile.writer import as_toml  # noqa: PLC0415

    if output_format == "json":
        return json.dumps(_as_dict(reading), indent=2, ensure_ascii=False) + "\n"
    if output_format == "toml":
        return as_toml(reading.profile, _file_comments(reading))
    return resume_review_text(reading, catalog)


def _as_dict(reading: "ReadResume") -> dict[str, Any]:
    """What was read, as the command prints it; `start` and `end` count characters of `text`."""
    return {
        "profile": reading.profile.model_dump(mode="json", by_alias=True),
        "text": reading.text,
        "spans": [span._asdict() for span in reading.spans],
        "spotted": [
            {
                "skill": skill.skill,
                "level": skill.level,
                "text": skill.text,
                "start": skill.start,
                "end": skill.end,
                "status": skill.status,
            }
            for skill in reading.spotted
        ],
        "wished": [
            {"skill": wish.skill, "text": wish.text, "start": wish.start, "end": wish.end}
            for wish in reading.wished
        ],
        "left_out": list(reading.left_out),
        "notes": list(reading.notes),
    }


def _file_comments(reading: "ReadResume") -> list[str]:
    """The comments above a profile file that was made from a document."""
    comments = ["Mend what is wrong.", *(f"Note: {note}" for note in reading.notes)]
    if reading.left_out:
        comments.append(f"Left out, because private: {', '.join(reading.left_out)}.")
    return comments
