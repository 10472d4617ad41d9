"""`benchpin interview`: the adaptive interview in the terminal, kept as a profile file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import force_option, now, open_catalog, output_option

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.facts import InterviewItem
    from benchpin.profile.interview.item_bank import InterestEstimate
    from benchpin.profile.interview.session import InterviewSession
    from benchpin.reference import Reference

LIKE = "1 not at all   2 not really   3 not sure   4 yes   5 very much"
MATTER = "1 not at all   2 a little   3 somewhat   4 much   5 a great deal"
KEYS = "s skip   u go back   q stop and save"
RESULTS = "r  I already have interest test results"
HINTS = {
    "work_modes": (
        "Type all that fit: 1 at a workplace   2 part of the week from home   3 from home"
    ),
    "area": "A city, a metro area or a state of the US, such as Providence or RI",
    "minimum_pay": "A number, such as 42000",
}
BAR = 20


@click.command("interview", short_help="Find out what draws you, in 15 short questions.")
@output_option(
    "A file to keep the profile in, with NAME.case.json beside it; printed if left out.",
    metavar="NAME.toml",
)
@force_option
def interview_command(output: Path | None, force: bool) -> None:
    """Find out in two minutes what draws you, in 15 short questions at most.

    A conversation starter, not a validated assessment. A few questions on what matters to you may
    be skipped. What you said is shown before it is kept, as a profile to change by hand.
    """
    from benchpin import reference  # noqa: PLC0415
    from benchpin.documents.answers.interview import NOT_A_TEST  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.case import Case, case_path, replace_profile, write_case  # noqa: PLC0415
    from benchpin.profile.interview.session import interest_estimate, is_empty, profile_of  # noqa: PLC0415
    from benchpin.profile.writer import as_toml  # noqa: PLC0415

    if output is not None:
        _may_write(output, force=force)
    catalog = open_catalog()
    with reference.open() as data:
        _print(f"{NOT_A_TEST}\n\nAnswer with a number and Enter. {KEYS}\n{RESULTS}\n")
        session = _run_interview(catalog, data)
    if is_empty(session):
        raise BadInput("you answered nothing, so nothing was saved; start again any time")
    profile, notes = profile_of(session, catalog), _file_comments(interest_estimate(session))
    if output is None:
        click.echo(as_toml(profile, notes), nl=False)
        return
    write_case(replace_profile(Case(), profile, at=now()), output, notes=notes)
    _print(f"Saved to {output} and {case_path(output)}. Next: benchpin advise {output}")


def _may_write(output: Path, *, force: bool) -> None:
    """Refuse, before anything is asked, a place that cannot be written to."""
    from benchpin.profile.case import check_writable, existing_case_file  # noqa: PLC0415

    check_writable(output, force=True)
    occupied = existing_case_file(output)
    if occupied and not force and sys.stdin.isatty():
        _print(f"{occupied} already exists. Replace it? y or n")
        force = (_line() or "").lower() in ("y", "yes")
    check_writable(output, force=force)


def _run_interview(catalog: "Catalog", reference: "Reference") -> "InterviewSession":
    """What somebody says until all is asked, they stop, or the input ends; and they agree to it."""
    from benchpin.documents.answers.interview import interview_review  # noqa: PLC0415
    from benchpin.match.role_matrix import build_role_matrix  # noqa: PLC0415
    from benchpin.profile.interview.session import (  # noqa: PLC0415
        current_item,
        interest_estimate,
        profile_of,
        start_session,
        undo_response,
    )

    session = start_session(build_role_matrix(catalog).interests, catalog)
    is_stopped = False
    while True:
        item = None if is_stopped else current_item(session)
        if item is None:
            _print(
                f"\n{interview_review(profile_of(session, catalog), interest_estimate(session))}\n"
            )
            _print("Press Enter to save   u go back")
            response = _line()
            if response is None or response.lower() != "u":
                return session
            session, is_stopped = undo_response(session), False
            continue
        _ask(session, item)
        response = _line()
        if response is None or response.lower() == "q":
            is_stopped = True
        elif response.lower() == "u":
            session = undo_response(session)
        else:
            session = _record(session, item, response, reference)


def _record(
    session: "InterviewSession", item: "InterviewItem", response: str, reference: "Reference"
) -> "InterviewSession":
    """The session after an answer; where it cannot be read, as it was, with a word on why."""
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.interview.session import record_response, with_results  # noqa: PLC0415

    try:
        if response.lower() == "r" and item.kind == "interest":
            return with_results(session, *_results())
        return record_response(session, response, reference)
    except BadInput as error:
        _print(f"  Not understood: {error}.")
        return session


def _ask(session: "InterviewSession", item: "InterviewItem") -> None:
    from benchpin.profile.interview.session import progress  # noqa: PLC0415

    answered, remaining = progress(session)
    if item.kind == "interest":
        _print(
            f"{_bar(answered, remaining)}About {remaining} left. Would you like to do this at work?"
        )
        _print(f"  {item.text}\n  {LIKE}")
        return
    start = f"{_bar(answered, remaining)}{remaining} left, all to answer or skip. "
    if item.kind == "value":
        _print(f"{start}How much does this matter to you?\n  {item.text}\n  {MATTER}")
    else:
        _print(f"{start}{item.text}\n  {HINTS.get(item.asks or '', _education_hint())}")


def _bar(answered: int, remaining: int) -> str:
    """A bar of what is done, where somebody watches; nothing elsewhere."""
    if not sys.stderr.isatty():
        return ""
    full = round(BAR * answered / max(1, answered + remaining))
    return f"[{'#' * full}{'.' * (BAR - full)}] "


def _education_hint() -> str:
    from benchpin.profile import EDUCATION  # noqa: PLC0415

    return "   ".join(f"{i} {name.replace('-', ' ')}" for i, name in enumerate(EDUCATION, 1))


def _results() -> tuple[str, str, str]:
    """Results of a test that was taken elsewhere, which test it was, and the day."""
    _print("  Your code, strongest first, such as RAI; or six scores of 0 to 40, such as")
    _print("  R=28 I=12 A=20 S=9 E=4 C=11")
    response = _line() or ""
    _print("  Which test was it?")
    instrument = _line() or ""
    _print("  When did you take it? For example 2026-05. Press Enter if you do not know")
    return response, instrument, _line() or ""


def _file_comments(estimate: "InterestEstimate | None") -> list[str]:
    """What stands above the profile as comments: what this is, and what the answers say."""
    from benchpin.documents.answers.interview import NOT_A_TEST, interest_lines  # noqa: PLC0415

    lines = [f"Written by benchpin interview. {NOT_A_TEST}", "Edit anything by hand."]
    if estimate is not None:
        lines += ["", "Your interests, from the answers below, 0 to 1:"]
        lines += interest_lines(dict(estimate.scores), dict(estimate.sds))
    return lines


def _line() -> str | None:
    """The next line somebody typed, without the spaces around it; None where there is no more."""
    line = sys.stdin.readline()
    return line.strip() if line else None


def _print(text: str) -> None:
    """Print a line on standard error, so that standard output holds the profile alone."""
    click.echo(text, err=True)
