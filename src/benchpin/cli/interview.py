"""`benchpin interview`: the adaptive interview in the terminal, kept as a profile file."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.facts import InterviewItem
    from benchpin.profile.interview.item_bank import InterestEstimate
    from benchpin.profile.interview.session import InterviewSession
    from benchpin.reference import Reference

LIKE = "1 no, not at all   2 not really   3 not sure   4 yes   5 yes, very much"
MATTER = "1 not at all   2 a little   3 somewhat   4 much   5 more than most things"
KEYS = "s skip   u back   q stop and keep what you said"
RESULTS = "r  you have results of an interest test already"
HINTS = {
    "work_modes": "Type all that fit: 1 at a workplace   2 part of the week at home   3 at home",
    "area": "A city, a metro area or a state of the US, such as Providence or RI",
    "minimum_pay": "A number, such as 42000",
}
BAR = 20


@click.command("interview")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="NAME.toml",
    help="A file to keep the profile in, with NAME.case.json beside it; printed if left out.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace these files if they are there already.")
def interview_command(output: Path | None, force: bool) -> None:
    """Find out in two minutes what draws you, in 15 short questions at most.

    A conversation starter, not a validated assessment. A few questions on what matters to you may
    be skipped. What you said is shown before it is kept, as a profile to change by hand.
    """
    from benchpin import catalog, reference  # noqa: PLC0415
    from benchpin.documents.answers.interview import NOT_A_TEST  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.case import Case, case_path, replace_profile, write_case  # noqa: PLC0415
    from benchpin.profile.interview.session import interest_estimate, is_empty, profile_of  # noqa: PLC0415
    from benchpin.profile.writer import as_toml  # noqa: PLC0415

    if output is not None:
        _may_write(output, force=force)
    knowledge = catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
    with reference.open() as held:
        _say(f"{NOT_A_TEST}\n\nAnswer with a number and Enter. {KEYS}\n{RESULTS}\n")
        talk = _talked(knowledge, held)
    if is_empty(talk):
        raise BadInput("nothing was answered, so nothing is kept; start again when you like")
    profile, notes = profile_of(talk, knowledge), _notes(interest_estimate(talk))
    if output is None:
        click.echo(as_toml(profile, notes), nl=False)
        return
    now = datetime.now(UTC).replace(microsecond=0)
    write_case(replace_profile(Case(), profile, at=now), output, notes=notes)
    _say(f"Kept in {output} and {case_path(output)}. Next: benchpin advise {output}")


def _may_write(output: Path, *, force: bool) -> None:
    """Refuse, before anything is asked, a place that cannot be written to."""
    from benchpin.profile.case import is_occupied, may_write  # noqa: PLC0415

    may_write(output, force=True)
    there = is_occupied(output)
    if there and not force and sys.stdin.isatty():
        _say(f"{there} is there already. Replace it? y or n")
        force = (_line() or "").lower() in ("y", "yes")
    may_write(output, force=force)


def _talked(catalog: "Catalog", reference: "Reference") -> "InterviewSession":
    """What somebody says until all is asked, they stop, or the input ends; and they agree to it."""
    from benchpin.documents.answers.interview import as_review  # noqa: PLC0415
    from benchpin.match.role_matrix import build_role_matrix  # noqa: PLC0415
    from benchpin.profile.interview.session import (  # noqa: PLC0415
        begin,
        current_item,
        interest_estimate,
        profile_of,
        undo_response,
    )

    talk = begin(build_role_matrix(catalog).interests, catalog)
    is_stopped = False
    while True:
        item = None if is_stopped else current_item(talk)
        if item is None:
            _say(f"\n{as_review(profile_of(talk, catalog), interest_estimate(talk))}\n")
            _say("Enter to keep it   u back")
            said = _line()
            if said is None or said.lower() != "u":
                return talk
            talk, is_stopped = undo_response(talk), False
            continue
        _ask(talk, item)
        said = _line()
        if said is None or said.lower() == "q":
            is_stopped = True
        elif said.lower() == "u":
            talk = undo_response(talk)
        else:
            talk = _heard(talk, item, said, reference)


def _heard(
    talk: "InterviewSession", item: "InterviewItem", said: str, reference: "Reference"
) -> "InterviewSession":
    """The talk after an answer; where it cannot be read, as it was, with a word on why."""
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.interview.session import record_response, with_results  # noqa: PLC0415

    try:
        if said.lower() == "r" and item.kind == "interest":
            return with_results(talk, *_results())
        return record_response(talk, said, reference)
    except BadInput as error:
        _say(f"  Not understood: {error}.")
        return talk


def _ask(talk: "InterviewSession", item: "InterviewItem") -> None:
    from benchpin.profile.interview.session import progress  # noqa: PLC0415

    done, rest = progress(talk)
    if item.kind == "interest":
        _say(f"{_bar(done, rest)}About {rest} left. Would you like to do this at work?")
        _say(f"  {item.text}\n  {LIKE}")
        return
    start = f"{_bar(done, rest)}{rest} left, all to answer or skip. "
    if item.kind == "value":
        _say(f"{start}How much does this matter to you?\n  {item.text}\n  {MATTER}")
    else:
        _say(f"{start}{item.text}\n  {HINTS.get(item.asks or '', _education_hint())}")


def _bar(done: int, rest: int) -> str:
    """A bar of what is done, where somebody watches; nothing elsewhere."""
    if not sys.stderr.isatty():
        return ""
    full = round(BAR * done / max(1, done + rest))
    return f"[{'#' * full}{'.' * (BAR - full)}] "


def _education_hint() -> str:
    from benchpin.profile import EDUCATION  # noqa: PLC0415

    return "   ".join(f"{i} {name.replace('-', ' ')}" for i, name in enumerate(EDUCATION, 1))


def _results() -> tuple[str, str, str]:
    """Results of a test that was taken elsewhere, which test it was, and the day."""
    _say("  Your code, strongest first, such as RAI; or six scores of 0 to 40, such as")
    _say("  R=28 I=12 A=20 S=9 E=4 C=11")
    said = _line() or ""
    _say("  Which test was it?")
    instrument = _line() or ""
    _say("  When did you take it? Such as 2026-05; Enter where you do not know")
    return said, instrument, _line() or ""


def _notes(reading: "InterestEstimate | None") -> list[str]:
    """What stands above the profile as comments: what this is, and what the answers say."""
    from benchpin.documents.answers.interview import NOT_A_TEST, interest_lines  # noqa: PLC0415

    lines = [f"Written by benchpin interview. {NOT_A_TEST}", "Change what you like by hand."]
    if reading is not None:
        lines += ["", "What your answers below say draws you, 0 to 1:"]
        lines += interest_lines(dict(reading.scores), dict(reading.sds))
    return lines


def _line() -> str | None:
    """The next line somebody typed, without the spaces around it; None where there is no more."""
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say(words: str) -> None:
    """Words of the talk; on standard error, so that standard output holds the profile alone."""
    click.echo(words, err=True)
