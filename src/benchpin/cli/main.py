"""The command line: reads what somebody gives, calls the engine, prints what it answers."""

import gc
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.chart import chart_command
from benchpin.cli.data import data_commands, progress
from benchpin.cli.export import export_command
from benchpin.cli.interview import interview_command
from benchpin.cli.key import key_commands
from benchpin.cli.market import market_command
from benchpin.cli.output import write_output
from benchpin.cli.piece import piece_command
from benchpin.cli.reach import reach_command
from benchpin.cli.read import open_profile, read_command
from benchpin.cli.role import role_command as role_guide
from benchpin.cli.serve import backup_command, restore_command, serve_command, tidy_command
from benchpin.cli.wages import wages_command

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.guidance import Guidance
    from benchpin.profile import Profile

# Rooms are imported inside the commands that use them: `benchpin --help` needs none.

FORMATS = ("text", "json", "html", "markdown")


class DateParam(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that is written, or what is wrong with it."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-22", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90})
@click.version_option(package_name="benchpin", message="%(version)s")
def commands() -> None:
    """Career guidance for the jewelry and luxury-goods trade, with a source for every figure."""


commands.add_command(chart_command)
commands.add_command(data_commands)
commands.add_command(export_command)
commands.add_command(market_command)
commands.add_command(piece_command)
commands.add_command(reach_command)
commands.add_command(interview_command)
commands.add_command(read_command)
commands.add_command(role_guide)
commands.add_command(wages_command)
commands.add_command(key_commands)
commands.add_command(serve_command)
commands.add_command(tidy_command)
commands.add_command(backup_command)
commands.add_command(restore_command)


@commands.command("advise")
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@click.option(
    "--resume", type=click.Path(path_type=Path), help="A resume to read, in place of PROFILE."
)
@click.option("--area", help="Where to look for work, in place of the profile's area.")
@click.option("--as-of", type=DateParam(), help="The day the guidance is for; today if left out.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print it."
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to."
)
def advise(
    profile: Path | None,
    resume: Path | None,
    area: str | None,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Guidance for the person in PROFILE, or in a resume.

    PROFILE is NAME.toml, read together with NAME.case.json if that stands beside it, or a whole
    case as JSON. The skills of a resume are proposals: they count once you confirm them.
    """
    # One answer and out: looking for garbage took a fifth of the time and found none to speak of.
    gc.disable()
    from benchpin import reference  # noqa: PLC0415
    from benchpin.guidance import advise as ask  # noqa: PLC0415

    catalog = _catalog()
    day = as_of or datetime.now(UTC).astimezone().date()
    with reference.open() as held:
        person, understood = open_profile(profile, resume, catalog, held)
        if area is not None:
            person = _elsewhere(person, area)
        guidance = ask(person, catalog, held, as_of=day)
    told = _told(guidance, form)
    if understood and form == "text":
        told = f"{understood}\n{told}"
    elif understood:
        words = f"{resume} was read as 'benchpin read' shows; see there what was understood"
        click.echo(f"benchpin: {words}", err=True)
    write_output(told, output)


@commands.command("check")
def check() -> None:
    """Look for mistakes in the knowledge, and list all of them."""
    from benchpin import catalog, reference  # noqa: PLC0415

    overlays = catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA"))
    problems = catalog.check(overlays)
    if not problems:
        with reference.open() as held:
            problems = reference.unknown_codes(catalog.load(overlays), held)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise SystemExit(1)
    click.echo("No problems found.")


@commands.command("roles")
def roles() -> None:
    """List the roles of the trade: the name to use in a profile, and what it is."""
    catalog = _catalog()
    width = max(map(len, catalog.roles))
    for identity, role in catalog.roles.items():
        click.echo(f"{identity:<{width}}  {role.label} ({role.family})")


@commands.command("title")
@click.argument("titles", nargs=-1, metavar="TEXT...")
@click.option("--file", "source", type=click.Path(path_type=Path), help="Titles, one a line.")
@click.option(
    "--scheme",
    type=click.Choice(["onet", "soc", "esco"]),
    default="onet",
    help="Which codes to answer; esco where ESCO is installed.",
)
@click.option("--count", type=click.IntRange(1), default=10, help="How many at most.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def title(titles: tuple[str, ...], source: Path | None, scheme: str, count: int, form: str) -> None:
    """Job titles as occupations and roles, best first."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import occupations as lists  # noqa: PLC0415

    given = _given(titles, source, "job title")
    catalog = _catalog()
    with reference.open() as held:
        found = lists.titles(given, catalog, held, scheme=scheme, count=count)
    click.echo(lists.as_json(found) if form == "json" else lists.titles_as_text(found))


@commands.command("related")
@click.argument("codes", nargs=-1, metavar="SOC...")
@click.option("--file", "source", type=click.Path(path_type=Path), help="Codes, one a line.")
@click.option("--count", type=click.IntRange(1), default=10, help="How many at most.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def related(codes: tuple[str, ...], source: Path | None, count: int, form: str) -> None:
    """The occupations nearest to an occupation, by its code (51-9071 or 51-9071.00)."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers import occupations as lists  # noqa: PLC0415

    given = _given(codes, source, "occupation code")
    with reference.open() as held:
        found = lists.related(given, held, count=count)
    click.echo(lists.as_json(found) if form == "json" else lists.related_as_text(found))


@commands.command("evaluate")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with public ground truths.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to."
)
def evaluate(names: tuple[str, ...], folder: Path | None, output: Path | None) -> None:
    """How well Benchpin does, measured against ground truth, as Markdown.

    Without a NAME everything is measured that there is data for.
    """
    from importlib.metadata import version  # noqa: PLC0415

    from benchpin import evaluate as measuring  # noqa: PLC0415
    from benchpin import reference  # noqa: PLC0415

    with reference.open() as held:
        found = measuring.evaluate(names, measuring.MeasureInputs(_catalog(), held, folder))
    write_output(measuring.as_markdown(found, version("benchpin")), output)


def _given(words: tuple[str, ...], source: Path | None, what: str) -> tuple[str, ...]:
    """What was asked for: the words themselves, or the lines of a file; never both."""
    from benchpin.inputs.errors import BadFile, BadInput  # noqa: PLC0415

    if words and source:
        raise BadInput(f"{source}: give {what}s or --file, not both; leave one of them out")
    if source is not None:
        try:
            lines = source.read_text(encoding="utf-8-sig").splitlines()
        except FileNotFoundError:
            raise BadFile(f"{source}: no such file; check the name") from None
        except (OSError, UnicodeDecodeError):
            raise BadFile(f"{source}: is not a text file in UTF-8; save it as one") from None
        words = tuple(line.strip() for line in lines if line.strip())
        if not words:
            raise BadFile(f"{source}: is empty; write one {what} a line")
    if not words:
        raise BadInput(f"no {what} given; name one, or a file with --file")
    return words


def _catalog() -> "Catalog":
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))


def _elsewhere(person: "Profile", area: str) -> "Profile":
    terms = person.circumstances.model_copy(update={"area": area})
    return person.model_copy(update={"circumstances": terms})


def _told(guidance: "Guidance", form: str) -> str:
    from benchpin import documents as tell  # noqa: PLC0415

    tellers: dict[str, Callable[[Guidance], str]] = {
        "text": tell.as_text,
        "json": tell.as_json,
        "html": tell.as_html,
        "markdown": tell.as_markdown,
    }
    return tellers[form](guidance)


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
        _fail(_usage(error))
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


def _usage(error: click.ClickException) -> str:
    words = error.format_message().rstrip(".").replace("\n", " ")
    where = getattr(error, "ctx", None)
    return f"{words}; see '{where.command_path if where else 'benchpin'} --help'"


def _fail(message: str) -> None:
    progress("")
    click.echo(f"benchpin: {' '.join(message.split())}", err=True)
    raise SystemExit(2)
