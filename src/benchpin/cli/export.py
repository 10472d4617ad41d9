"""`benchpin export`: a profile for other programs, and what they will not find in it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchpin.profile.interchange.loss_report import ExportLoss


@click.command("export")
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(("json-resume", "europass")),
    required=True,
    help="JSON Resume (jsonresume.org), or Europass XML 3.4.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to."
)
def export_command(profile: Path, form: str, output: Path | None) -> None:
    """The profile in PROFILE for other programs; what is left out is told on standard error.

    PROFILE is NAME.toml or a whole case as JSON.
    """
    from benchpin import catalog  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415
    from benchpin.profile.case import read_case  # noqa: PLC0415
    from benchpin.profile.interchange.export import export_profile as exported  # noqa: PLC0415

    knowledge = catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
    today = datetime.now(UTC).astimezone().date()
    person = read_case(profile, knowledge).to_advise()
    found = exported(person, knowledge, form, as_of=today)
    if output is None:
        click.echo(found.text, nl=False)
    else:
        replace_files({output: found.text})
    for line in (*_told("Left out", found.lost), *_told("Only for Benchpin", found.only_here)):
        click.echo(line, err=True)


def _told(what: str, places: "tuple[ExportLoss, ...]") -> list[str]:
    """One line for each reason, with the places that it holds for."""
    by_reason: dict[str, list[str]] = {}
    for path, why in places:
        by_reason.setdefault(why, []).append(path)
    return [f"{what}: {', '.join(paths)}: {why}." for why, paths in by_reason.items()]
