"""Output."""

from pathlib import Path

import click


def write_output(text: str, output: Path | None) -> None:
    """Print a text, or put it into a file that is there whole or not at all."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    if not output.parent.is_dir():
        raise BadFile(f"{output.parent}: no such folder to write to; make it first")
    replace_files({output: text})
