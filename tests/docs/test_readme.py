"""Whoever has typed `make advise` can type every command of the README as it is written."""

import re
import shlex
from pathlib import Path

import click

from benchpin.cli.main import commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_COMMAND = re.compile(r"(?:^|`|\$ )(benchpin [^`\n]*)", re.MULTILINE)


def _words() -> list[list[str]]:
    """The words of every command shown, in a block or in a line."""
    return [shlex.split(shown, comments=True) for shown in _COMMAND.findall(README)]


def test_where_the_command_lies_is_said_before_it_is_typed() -> None:
    assert ".venv/bin/" in README[: README.index("$ benchpin")]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^VENV := \.venv$", makefile, re.MULTILINE)


def test_every_command_and_option_shown_exists() -> None:
    shown = _words()
    assert len(shown) > 5
    for words in shown:
        command: click.Command = commands
        for word in words[1:]:
            if isinstance(command, click.Group) and not word.startswith("-"):
                assert word in command.commands, words
                command = command.commands[word]
            elif word.startswith("--"):
                options = {option for param in command.params for option in param.opts}
                assert word.partition("=")[0] in {*options, "--help", "--version"}, words


def test_every_make_target_shown_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)
    assert "advise" in targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
