"""`benchpin export`: a profile for other programs, and what they will not find in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import open_catalog, output_option, today

if TYPE_CHECKING:
    from benchpin.profile.interchange.loss_report import ExportLoss


@click.command("export", short_help="A profile for other programs, and what is left out.")
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "interchange_format",
    type=click.Choice(("json-resume", "europass")),
    required=True,
    help="JSON Resume (jsonresume.org), or Europass XML 3.4.",
)
@output_option()
def export_command(profile: Path, interchange_format: str, output: Path | None) -> None:
    """The profile in PROFILE for other programs; what is left out is told on standard error.

    PROFILE is NAME.toml or a whole case as JSON.
    """
    from benchpin.inputs.files import replace_files  # noqa: PLC0415
    from benchpin.profile.case import read_case  # noqa: PLC0415
    from benchpin.profile.interchange.export import export_profile  # noqa: PLC0415

    catalog = open_catalog()
    person = read_case(profile, catalog).guidance_profile()
    exported = export_profile(person, catalog, interchange_format, as_of=today())
    if output is None:
        click.echo(exported.text, nl=False)
    else:
        replace_files({output: exported.text})
    losses = _by_reason("Left out", exported.lost)
    for line in (*losses, *_by_reason("Only for Benchpin", exported.only_here)):
        click.echo(line, err=True)


def _by_reason(label: str, losses: "tuple[ExportLoss, ...]") -> list[str]:
    """One line for each reason, with the field paths that it holds for."""
    paths_by_reason: dict[str, list[str]] = {}
    for path, reason in losses:
        paths_by_reason.setdefault(reason, []).append(path)
    return [f"{label}: {', '.join(paths)}: {reason}." for reason, paths in paths_by_reason.items()]
