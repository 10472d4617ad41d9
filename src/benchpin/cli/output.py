"""Where the output of a command goes: standard output, a file, or a progress line."""

import sys
from pathlib import Path

import click


def write_output(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file that is there whole or not at all."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    require_folder(output)
    replace_files({output: text})


def require_folder(output: Path) -> None:
    """BadFile where the folder of a file to write does not exist."""
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415

    if not output.parent.is_dir():
        raise BadFile(f"{output.parent}: no such folder to write to; make it first")


def progress(text: str) -> None:
    """Show a line that the next writes over, where somebody watches; elsewhere it is noise."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def count_of(count: int, noun: str) -> str:
    """A count with its noun: "1 case", "2,000 cases"."""
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
