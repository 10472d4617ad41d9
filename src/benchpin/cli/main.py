"""The command group, the entry point, errors and exit codes."""

import os
import sys
from typing import Final

import click

from benchpin.cli.advise import advise_command
from benchpin.cli.ask import ask_command
from benchpin.cli.assay import assay_command
from benchpin.cli.chart import chart_command
from benchpin.cli.check import check_command
from benchpin.cli.data import data_commands
from benchpin.cli.evaluate import evaluate_command
from benchpin.cli.export import export_command
from benchpin.cli.interview import interview_command
from benchpin.cli.key import key_commands
from benchpin.cli.market import market_command
from benchpin.cli.occupations import related_command, title_command
from benchpin.cli.output import progress
from benchpin.cli.piece import piece_command
from benchpin.cli.plan import plan_command
from benchpin.cli.reach import reach_command
from benchpin.cli.read import read_command
from benchpin.cli.review import review_commands
from benchpin.cli.role import role_command, roles_command
from benchpin.cli.serve import (
    backup_command,
    restore_command,
    rotate_secret_command,
    serve_command,
    tidy_command,
)
from benchpin.cli.wages import wages_command

GROUPS: Final = {
    "Guidance for a person": ("advise", "plan", "interview", "read", "export"),
    "The trade": (
        "ask",
        "role",
        "roles",
        "wages",
        "reach",
        "market",
        "chart",
        "piece",
        "title",
        "related",
    ),
    "The web app": ("serve", "key", "backup", "restore", "rotate-secret", "tidy"),
    "Knowledge and data": ("check", "assay", "data", "review", "evaluate"),
}
"""Commands by what somebody wants to do; one that stands in none comes last."""
OTHER_COMMANDS: Final = "Other"


class _GroupedCommands(click.Group):
    """A group whose help lists the commands by what they are for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a list of commands for each of `GROUPS`, each command in one line."""
        placed = {name for names in GROUPS.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in placed)
        width = max(len(name) for name in self.commands)
        limit = formatter.width - width - 4
        for heading, names in {**GROUPS, OTHER_COMMANDS: others}.items():
            rows = [
                (name.ljust(width), self.commands[name].get_short_help_str(limit))
                for name in names
                if name in self.commands
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


@click.group(
    cls=_GroupedCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(package_name="benchpin", message="%(version)s")
def commands() -> None:
    """Career guidance for the jewelry and luxury-goods trade, with a source for every figure."""


for _command in (
    advise_command, ask_command, assay_command, backup_command, chart_command, check_command,
    data_commands, evaluate_command,
    export_command, interview_command, key_commands, market_command, piece_command,
    plan_command, reach_command,
    read_command, related_command, restore_command, review_commands, role_command, roles_command,
    rotate_secret_command, serve_command, tidy_command, title_command, wages_command,
):  # fmt: skip
    commands.add_command(_command)


def run() -> None:
    """Run the command line; every error is one sentence on standard error and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        commands(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.ClickException as error:
        _fail(_usage_error(error))
    except click.Abort:
        _fail("stopped; nothing was written")
    except BrokenPipeError:
        # Whoever read the output has left; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        from benchpin.inputs.errors import BadInput  # noqa: PLC0415 - not needed where nothing fails

        if not isinstance(error, BadInput):
            raise
        _fail(str(error))


def _usage_error(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".").replace("\n", " ")
    context = getattr(error, "ctx", None)
    return f"{message}; see '{context.command_path if context else 'benchpin'} --help'"


def _fail(message: str) -> None:
    progress("")  # an error stands on a line of its own, not behind a half-written one
    click.echo(f"benchpin: {' '.join(message.split())}", err=True)
    raise SystemExit(2)
