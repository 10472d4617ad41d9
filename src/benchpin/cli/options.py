"""Options that several commands share, and one way to open what a command needs.

Rooms are imported inside functions, here and in every command: `benchpin --help` needs none.
"""

import gc
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.profile import Profile
    from benchpin.profile.case import Case
    from benchpin.reference import Reference

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

AREA: Final = "A state, a city, an area's title or code; the nation if left out."
"""What --area takes where a command works without one."""
OUTPUT: Final = "A file to write it to."


class DateParam(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that is written; click's own error, with an example, where it is none."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-22", param, ctx)


def area_option(help_text: str = AREA, *, required: bool = False) -> Decorator:
    """--area, which `Reference.area` resolves."""
    return click.option("--area", required=required, help=help_text)


def format_option(*formats: str, help_text: str | None = "How to print it.") -> Decorator:
    """--format as `output_format`; the first format is the one used where none is given."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        help=help_text,
    )


def output_option(help_text: str = OUTPUT, *, metavar: str | None = None) -> Decorator:
    """--output: a file in place of standard output."""
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option("--output", type=path, metavar=metavar, help=help_text)


def count_option(
    default: int = 10, maximum: int | None = None, help_text: str = "How many at most."
) -> Decorator:
    """--count: an upper bound on the rows of an answer."""
    return click.option("--count", type=click.IntRange(1, maximum), default=default, help=help_text)


def lines_option(help_text: str) -> Decorator:
    """--file as `source`: arguments from a text file, one a line; see `arguments_or_lines`."""
    return click.option("--file", "source", type=click.Path(path_type=Path), help=help_text)


force_option = click.option(
    "--force", is_flag=True, help="Replace these files if they are there already."
)
full_option = click.option("--full", is_flag=True, help="All of it, not only the short answer.")
as_of_option = click.option(
    "--as-of", type=DateParam(), help="The day the guidance is for; today if left out."
)


def today() -> date:
    """The day on this machine; only shells read the clock, the engine is given the day."""
    return datetime.now(UTC).astimezone().date()


def now() -> datetime:
    """The moment at which a case is written, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def single_answer() -> None:
    """Switch off garbage collection for a process that answers once and ends.

    Looking for garbage took a fifth of the time of `advise` and found none to speak of.
    """
    gc.disable()


def open_catalog() -> "Catalog":
    """The catalog with the overlays that BENCHPIN_DATA names."""
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load_configured()


def open_profile(
    profile: Path | None, resume: Path | None, catalog: "Catalog", reference: "Reference"
) -> "tuple[Profile, str]":
    """The profile of a profile file, a case or a resume, and the review of a resume as text.

    With both, the profile is used, and a sentence on standard error says so. BadInput with neither.
    """
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415

    if profile is not None:
        from benchpin.profile.case import read_case  # noqa: PLC0415

        if resume is not None:
            words = f"both {profile} and {resume} are given: the profile is used, the resume is not"
            click.echo(f"benchpin: {words}", err=True)
        return _profile_with_proposals(read_case(profile, catalog), profile, catalog), ""
    if resume is None:
        raise BadInput("no person given; name a profile file, or a resume with --resume FILE")
    from benchpin.documents.answers.resume_review import resume_review_text  # noqa: PLC0415
    from benchpin.profile.document_reader import read_resume  # noqa: PLC0415

    reading = read_resume(resume, catalog, reference=reference)
    return reading.profile, resume_review_text(reading, catalog)


def _profile_with_proposals(case: "Case", path: Path, catalog: "Catalog") -> "Profile":
    """The profile of a case with the skills that its own words name, proposed.

    A sentence on standard error says how to confirm them; the file itself stays as it is.
    """
    from benchpin.profile.case.merging import propose_from_text  # noqa: PLC0415

    with_proposals = propose_from_text(case, catalog, at=now())
    count = len(with_proposals.undecided) - len(case.undecided)
    if count:
        skills = "a skill waits" if count == 1 else f"{count} skills wait"
        click.echo(
            f"benchpin: {path}: in your own words {skills} for your yes; 'benchpin read {path} "
            '--format toml\' gives the lines to copy into the file, with the status "confirmed" '
            "for those that are yours",
            err=True,
        )
    return with_proposals.guidance_profile()


def find_role(name: str, catalog: "Catalog") -> str:
    """The id of a role; UnknownName with the nearest ids where there is none."""
    from benchpin.inputs.errors import UnknownName  # noqa: PLC0415
    from benchpin.inputs.suggestions import nearest_names, unknown_name_message  # noqa: PLC0415

    if name not in catalog.roles:
        close = tuple(nearest_names(name, catalog.roles))
        raise UnknownName(
            f"{unknown_name_message('role', name, catalog.roles)}; see 'benchpin roles'", close
        )
    return name


def arguments_or_lines(
    arguments: tuple[str, ...], source: Path | None, noun: str
) -> tuple[str, ...]:
    """The arguments themselves, or the lines of a file that are not blank; never both.

    BadInput where both or neither are given, BadFile where the file cannot be read.
    """
    from benchpin.inputs.errors import BadFile, BadInput  # noqa: PLC0415

    if arguments and source:
        raise BadInput(f"{source}: give {noun}s or --file, not both; leave one of them out")
    if source is not None:
        try:
            lines = source.read_text(encoding="utf-8-sig").splitlines()
        except FileNotFoundError:
            raise BadFile(f"{source}: no such file; check the name") from None
        except (OSError, UnicodeDecodeError):
            raise BadFile(f"{source}: is not a text file in UTF-8; save it as one") from None
        arguments = tuple(line.strip() for line in lines if line.strip())
        if not arguments:
            raise BadFile(f"{source}: is empty; write one {noun} a line")
    if not arguments:
        raise BadInput(f"no {noun} given; name one, or a file with --file")
    return arguments
