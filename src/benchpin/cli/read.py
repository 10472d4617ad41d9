"""`benchpin read`: a document as a profile; and the person whom `benchpin advise` is about."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.profile import Profile
    from benchpin.profile.resume import ReadResume
    from benchpin.reference import Reference


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "toml"]), default="text",
    help="A review to read, JSON, or a profile file to mend and use.",
)  # fmt: skip
@click.option(
    "--keep", multiple=True, metavar="KIND",
    help="A kind of private detail to keep in the text, such as 'web address'; may be repeated.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="NAME.toml",
    help="A file to keep the profile in; what waits for a yes goes into NAME.case.json too.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace these files if they are there already.")
def read_command(
    file: Path, form: str, keep: tuple[str, ...], output: Path | None, force: bool
) -> None:
    """A resume, JSON Resume or Europass FILE as a profile, each skill with its sentence.

    FILE is a PDF, Word, text or Markdown file, or JSON or XML. Private details are left out.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.profile.case import Case, case_path, may_write, replace_profile, write_case  # noqa: PLC0415
    from benchpin.profile.document_reader import read_resume  # noqa: PLC0415

    if output is not None:
        may_write(output, force=force)
    catalog = _catalog()
    with reference.open() as held:
        found = read_resume(file, catalog, keep=keep, reference=held)
    if output is not None:
        now = datetime.now(UTC).replace(microsecond=0)
        write_case(
            replace_profile(Case(), found.profile, at=now), output, notes=reading_notes(found)
        )
    click.echo(_told(found, catalog, form), nl=False)
    if output is not None:
        kept = f"Kept in {output} and {case_path(output)}. Next: benchpin advise {output}"
        click.echo(kept, err=True)


def _told(found: "ReadResume", catalog: "Catalog", form: str) -> str:
    from benchpin.documents.answers.resume_review import review  # noqa: PLC0415
    from benchpin.profile.writer import as_toml  # noqa: PLC0415

    if form == "json":
        return json.dumps(as_json(found), indent=2, ensure_ascii=False) + "\n"
    return (
        as_toml(found.profile, reading_notes(found)) if form == "toml" else review(found, catalog)
    )


def open_profile(
    profile: Path | None, resume: Path | None, catalog: "Catalog", reference: "Reference"
) -> "tuple[Profile, str]":
    """The person in a profile, in a case or in a resume, and the review to show before the ranking.

    With a resume too, the profile is used; a sentence on standard error says so.
    """
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415

    if profile is not None:
        from benchpin.profile.case import read_case  # noqa: PLC0415

        person = read_case(profile, catalog).to_advise()
        if resume is not None:
            words = f"both {profile} and {resume} are given: the profile is used, the resume is not"
            click.echo(f"benchpin: {words}", err=True)
        return person, ""
    if resume is None:
        raise BadInput("no person given; name a profile file, or a resume with --resume FILE")
    from benchpin.documents.answers.resume_review import review  # noqa: PLC0415
    from benchpin.profile.document_reader import read_resume  # noqa: PLC0415

    found = read_resume(resume, catalog, reference=reference)
    return found.profile, review(found, catalog)


def as_json(found: "ReadResume") -> dict[str, Any]:
    """What was read, as the command prints it; `start` and `end` count characters of `text`."""
    return {
        "profile": found.profile.model_dump(mode="json", by_alias=True),
        "text": found.text,
        "spans": [span._asdict() for span in found.spans],
        "spotted": [
            {
                "skill": skill.skill,
                "level": skill.level,
                "text": skill.text,
                "start": skill.start,
                "end": skill.end,
                "status": skill.status,
            }
            for skill in found.spotted
        ],
        "wished": [
            {"skill": wish.skill, "text": wish.text, "start": wish.start, "end": wish.end}
            for wish in found.wished
        ],
        "left_out": list(found.left_out),
        "notes": list(found.notes),
    }


def reading_notes(found: "ReadResume") -> list[str]:
    """What is to be known about a profile that was read, to stand above it as comments."""
    private = f"Left out, because private: {', '.join(found.left_out)}." if found.left_out else ""
    notes = [f"Note: {note}" for note in found.notes]
    return ["Mend what is wrong.", *notes, *([private] if private else [])]


def _catalog() -> "Catalog":
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
