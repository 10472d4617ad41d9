"""Where the output of a command goes: standard output, a file, or a progress line."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from benchpin.documents.answers.text_layout import StyledLine

STYLES: Final[dict[str, dict[str, Any]]] = {
    "": {},
    "title": {"bold": True, "fg": "yellow"},
    "heading": {"bold": True, "fg": "yellow"},
    "name": {},
    "soft": {"dim": True},
}
"""How a terminal shows the lines of each tone; the lead of a line is bold."""


def write_output(text: str | bytes, output: Path | None) -> None:
    """Print a text, or write it to a file that is there whole or not at all; bytes need a file."""
    if output is None:
        click.echo(text, nl=isinstance(text, str) and not text.endswith("\n"))
        return
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    require_folder(output)
    replace_files({output: text})


def write_lines(lines: Iterable["StyledLine"], output: Path | None) -> None:
    """Print lines, with emphasis where the terminal has it; into a file they go plain.

    Plain too with NO_COLOR, and where nobody sees it (click takes the codes out of pipes).
    """
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        write_output("".join(f"{line.text}\n" for line in lines), output)
        return
    for line in lines:
        click.echo(_emphasized(line))


def _emphasized(line: "StyledLine") -> str:
    lead, following = line.text[: line.lead], line.text[line.lead :]
    style = STYLES[line.tone]
    first = click.style(lead, bold=True) if lead else ""
    return first + (click.style(following, **style) if style else following)


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
