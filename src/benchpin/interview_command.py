"""`benchpin interview`: the adaptive interview in the terminal, kept as a profile file."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.facts import Item
    from benchpin.profile import Profile
    from benchpin.profile.bank import Reading
    from benchpin.profile.interview import State
    from benchpin.profile.model import Interests
    from benchpin.reference import Reference

LIKE = "1 no, not at all   2 not really   3 not sure   4 yes   5 yes, very much"
MATTER = "1 not at all   2 a little   3 somewhat   4 much   5 more than most things"
KEYS = "s skip   u back   q stop and keep what you said"
RESULTS = "r  you have results of an interest test already"
MODES = ("onsite", "hybrid", "remote")
HINTS = {
    "work_modes": "Type all that fit: 1 at a workplace   2 part of the week at home   3 at home",
    "area": "A city, a metro area or a state of the US, such as Providence or RI",
    "minimum_pay": "A number, such as 42000",
}
BAR = 20


@dataclass(frozen=True, slots=True)
class Talk:
    """All that was said so far: about interests, as results of a test, and what was asked after.

    `further` holds, in the order of the questions, what fills a value or a circumstance; None where
    it was skipped.
    """

    state: "State"
    results: "Interests | None" = None
    further: tuple[Any, ...] = ()


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="A file to keep the profile in; printed if left out.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def interview(output: Path | None, force: bool) -> None:
    """Find out in two minutes what draws you, in 15 short questions at most.

    A conversation starter, not a validated assessment. A few questions on what matters to you may
    be skipped. What you said is shown before it is kept, as a profile to change by hand.
    """
    from benchpin import catalog, reference  # noqa: PLC0415
    from benchpin.facts import BadInput  # noqa: PLC0415
    from benchpin.facts.files import replace_files  # noqa: PLC0415
    from benchpin.tell.interview import NOT_A_TEST  # noqa: PLC0415

    if output is not None:
        _may_write(output, force=force)
    knowledge = catalog.load(catalog.overlays_named(os.environ.get("BENCHPIN_DATA")))
    with reference.open() as held:
        _say(f"{NOT_A_TEST}\n\nAnswer with a number and Enter. {KEYS}\n{RESULTS}\n")
        talk = _talked(knowledge, held)
    profile = _profile(talk, knowledge)
    if not (profile.answers or profile.interests.given() or profile.values or any(talk.further)):
        raise BadInput("nothing was answered, so nothing is kept; start again when you like")
    text = _as_file(profile, _reading(talk))
    if output is None:
        click.echo(text, nl=False)
        return
    replace_files({output: text})
    _say(f"Kept in {output}. Next: benchpin advise {output}")


def _may_write(output: Path, *, force: bool) -> None:
    """Refuse, before anything is asked, a place that cannot be written to."""
    from benchpin.facts import BadFile  # noqa: PLC0415

    if not output.parent.is_dir():
        raise BadFile(f"{output.parent}: no such folder to write to; make it first")
    if not output.exists() or force:
        return
    if sys.stdin.isatty():
        _say(f"{output} is there already. Replace it? y or n")
        if (_line() or "").lower() in ("y", "yes"):
            return
    raise BadFile(f"{output}: is there already; name another file, or replace it with --force")


def _talked(catalog: "Catalog", reference: "Reference") -> Talk:
    """What somebody says until all is asked, they stop, or the input ends; and they agree to it."""
    from benchpin.match.board import board  # noqa: PLC0415
    from benchpin.profile.bank import asked_bank, edition  # noqa: PLC0415
    from benchpin.profile.interview import begin  # noqa: PLC0415
    from benchpin.tell.interview import as_review  # noqa: PLC0415

    items = edition(catalog)
    further = tuple(item for item in items if item.kind != "interest")
    talk = Talk(begin(board(catalog).interests, asked_bank(catalog)))
    is_stopped = False
    while True:
        asked = None if is_stopped else _next(talk, further)
        if asked is None:
            _say(f"\n{as_review(_profile(talk, catalog), _reading(talk))}\n")
            _say("Enter to keep it   u back")
            said = _line()
            if said is None or said.lower() != "u":
                return talk
            talk, is_stopped = _back(talk), False
            continue
        _ask(talk, asked, further)
        said = _line()
        if said is None or said.lower() == "q":
            is_stopped = True
        elif said.lower() == "u":
            talk = _back(talk)
        else:
            talk = _heard(talk, asked, said, reference)


def _next(talk: Talk, further: "tuple[Item, ...]") -> "Item | None":
    from benchpin.profile.interview import next_item  # noqa: PLC0415

    item = next_item(talk.state) if talk.results is None else None
    if item is None and len(talk.further) < len(further):
        return further[len(talk.further)]
    return item


def _back(talk: Talk) -> Talk:
    """The talk before the last thing that was said."""
    from benchpin.profile.interview import undo  # noqa: PLC0415

    if talk.further:
        return replace(talk, further=talk.further[:-1])
    if talk.results is not None:
        return replace(talk, results=None)
    return replace(talk, state=undo(talk.state))


def _ask(talk: Talk, item: "Item", further: "tuple[Item, ...]") -> None:
    from benchpin.profile.interview import left  # noqa: PLC0415

    if item.kind == "interest":
        done, rest = len(talk.state.steps), left(talk.state)
        _say(f"{_bar(done, rest)}About {rest} left. Would you like to do this at work?")
        _say(f"  {item.text}\n  {LIKE}")
        return
    done, rest = len(talk.further), len(further) - len(talk.further)
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


def _heard(talk: Talk, item: "Item", said: str, reference: "Reference") -> Talk:
    """The talk after an answer; where it cannot be read, as it was, with a word on why."""
    from benchpin.facts import BadInput  # noqa: PLC0415
    from benchpin.profile.interview import answer, skip  # noqa: PLC0415

    is_skipped = said.lower() in ("s", "")
    try:
        if item.kind != "interest":
            value = None if is_skipped else _read(item, said, reference)
            return replace(talk, further=(*talk.further, value))
        if said.lower() == "r":
            return replace(talk, results=_results())
        if said.lower() == "s":
            return replace(talk, state=skip(talk.state, item.id))
        return replace(talk, state=answer(talk.state, item.id, _number(said, 5)))
    except BadInput as error:
        _say(f"  Not understood: {error}.")
        return talk


def _read(item: "Item", said: str, reference: "Reference") -> Any:
    """What an answer to a value or a circumstance fills in; BadInput where it cannot be read."""
    from benchpin.profile import EDUCATION  # noqa: PLC0415

    def modes() -> tuple[str, ...]:
        places = {_number(one, len(MODES)) for one in said.replace(",", " ").replace(" ", "")}
        return tuple(MODES[place - 1] for place in sorted(places))

    def area() -> str:
        reference.area(said)
        return said

    readers: dict[str, Callable[[], Any]] = {
        "work_modes": modes,
        "area": area,
        "minimum_pay": lambda: _number(said.replace(",", "").replace("$", ""), 100_000_000),
        "education": lambda: EDUCATION[_number(said, len(EDUCATION)) - 1],
    }
    reader = readers.get(item.asks or "")
    return reader() if reader else (_number(said, 5) - 1) / 4


def _number(said: str, highest: int) -> int:
    from benchpin.facts import BadInput, control_character  # noqa: PLC0415

    if said.isascii() and said.isdigit() and 1 <= int(said[:12]) <= highest:
        return int(said)
    shown = "it" if control_character(said) else f"'{said[:20]}'"
    raise BadInput(f"{shown} is no number from 1 to {highest:,}; s skips")


def _education_hint() -> str:
    from benchpin.profile import EDUCATION  # noqa: PLC0415

    return "   ".join(f"{i} {name.replace('-', ' ')}" for i, name in enumerate(EDUCATION, 1))


def _results() -> "Interests":
    """Results of a test that was taken elsewhere; BadInput where they cannot be read."""
    from benchpin.facts import BadInput  # noqa: PLC0415
    from benchpin.profile.results import from_results  # noqa: PLC0415

    _say("  Your code, strongest first, such as RAI; or six scores of 0 to 40, such as")
    _say("  R=28 I=12 A=20 S=9 E=4 C=11")
    said = _line() or ""
    _say("  Which test was it?")
    instrument = _line() or ""
    _say("  When did you take it? Such as 2026-05; Enter where you do not know")
    day = _line() or ""
    if "=" not in said:
        return from_results(said, instrument=instrument, day=day)
    try:
        pairs = [part.split("=") for part in said.replace(",", " ").split()]
        scores = {letter: float(score) for letter, score in pairs}
    except ValueError:
        raise BadInput(f"'{said[:60]}' is not six scores such as R=28 I=12") from None
    return from_results(scores, instrument=instrument, day=day)


def _reading(talk: Talk) -> "Reading | None":
    from benchpin.profile.interview import interests  # noqa: PLC0415

    return interests(talk.state) if talk.state.answers and talk.results is None else None


def _profile(talk: Talk, catalog: "Catalog") -> "Profile":
    """What was said, as a profile that was checked like any other."""
    from benchpin.profile import from_table  # noqa: PLC0415
    from benchpin.profile.bank import edition  # noqa: PLC0415

    items = edition(catalog)
    asked = [item for item in items if item.kind != "interest"]
    filled = [(item, v) for item, v in zip(asked, talk.further, strict=False) if v is not None]
    bank = items[0].bank
    table: dict[str, Any] = {
        "values": {item.asks: value for item, value in filled if item.kind == "value"},
        "circumstances": {item.asks: v for item, v in filled if item.kind == "circumstance"},
    }
    if talk.results is not None:
        table["interests"] = talk.results.model_dump(by_alias=True)
    else:
        table["answers"] = [
            {"item": item, "value": value, "bank": bank}
            for item, value in talk.state.answers.items()
        ]
    return from_table(table, catalog)


def _as_file(profile: "Profile", reading: "Reading | None") -> str:
    """The profile file, with what the answers say in comments."""
    from benchpin.profile.write import as_toml  # noqa: PLC0415
    from benchpin.tell.interview import NOT_A_TEST, interest_lines  # noqa: PLC0415

    lines = [f"Written by benchpin interview. {NOT_A_TEST}", "Change what you like by hand."]
    if reading is not None:
        lines += ["", "What your answers below say draws you, 0 to 1:"]
        lines += interest_lines(dict(reading.scores), dict(reading.sds))
    notes = "\n".join(f"# {line}".rstrip() for line in lines)
    return f"{notes}\n\n{as_toml(profile)}"


def _line() -> str | None:
    """The next line somebody typed, without the spaces around it; None where there is no more."""
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say(words: str) -> None:
    """Words of the talk; on standard error, so that standard output holds the profile alone."""
    click.echo(words, err=True)
