"""`benchpin read`: a document as a profile; and the person whom `benchpin advise` is about."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.profile import Profile
    from benchpin.profile.readers import ReadResume


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
def read(file: Path, form: str, keep: tuple[str, ...]) -> None:
    """A resume, JSON Resume or Europass FILE as a profile, each skill with its sentence.

    FILE is a PDF, Word, text or Markdown file, or JSON or XML. Private details are left out.
    """
    from benchpin.profile.readers import read_resume  # noqa: PLC0415

    catalog = _catalog()
    found = read_resume(file, catalog, keep=keep)
    if form == "json":
        click.echo(json.dumps(as_json(found), indent=2, ensure_ascii=False))
    elif form == "toml":
        click.echo(as_toml(found), nl=False)
    else:
        from benchpin.tell.review import review  # noqa: PLC0415

        click.echo(review(found, catalog), nl=False)


def person_of(
    profile: Path | None, resume: Path | None, catalog: "Catalog"
) -> "tuple[Profile, str]":
    """The person in a profile or in a resume, and the review to show before the ranking.

    With both, the profile is used; a sentence on standard error says so.
    """
    from benchpin.facts import BadInput  # noqa: PLC0415
    from benchpin.profile import read as read_profile  # noqa: PLC0415

    if profile is not None:
        person = read_profile(profile, catalog)
        if resume is not None:
            words = f"both {profile} and {resume} are given: the profile is used, the resume is not"
            click.echo(f"benchpin: {words}", err=True)
        return person, ""
    if resume is None:
        raise BadInput("no person given; name a profile file, or a resume with --resume FILE")
    from benchpin.profile.readers import read_resume  # noqa: PLC0415
    from benchpin.tell.review import review  # noqa: PLC0415

    found = read_resume(resume, catalog)
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
        "left_out": list(found.left_out),
        "notes": list(found.notes),
    }


def as_toml(found: "ReadResume") -> str:
    """The profile as a file to mend and use; what is to be known about it stands in comments."""
    import rtoml  # noqa: PLC0415

    held = found.profile.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    notes = [
        "Mend what is wrong. A skill that is 'proposed' counts for nothing: write 'confirmed', or",
        "take it out.",
        *(f"Note: {note}" for note in found.notes),
        *([f"Left out, because private: {', '.join(found.left_out)}."] if found.left_out else []),
    ]
    comments = "".join(f"# {' '.join(note.split())}\n" for note in notes)
    schema = {"schema": found.profile.schema_}
    return comments + rtoml.dumps({**schema, **_without_nothing(held)}, pretty=True)


def _without_nothing(value: Any) -> Any:
    """The value without the keys that hold nothing, which TOML cannot write."""
    if isinstance(value, dict):
        return {k: _without_nothing(v) for k, v in value.items() if v is not None}
    return [_without_nothing(v) for v in value] if isinstance(value, list) else value


def _catalog() -> "Catalog":
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.overlays_named(os.environ.get("BENCHPIN_DATA")))
