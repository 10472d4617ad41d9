"""Does the short interview find the same roles as all of its questions would?

People are drawn whose interests are those of an occupation. What they answer follows the model of
the interview (see `profile.bank`), with noise of standard deviation 1.0 on O*NET's scale; two
further ways to answer, which the model knows nothing of, show how much hangs on it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import difference_score, mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.inputs.errors import BadFile
from benchpin.match.role_matrix import Array, build_role_matrix
from benchpin.profile.interview import adaptive as interview
from benchpin.profile.interview.adaptive import MAX_ITEMS, InterviewForm, InterviewState
from benchpin.profile.interview.item_bank import (
    MIDDLE,
    NOISE_SD,
    READINGS,
    STEP,
    asked_bank,
    posterior,
)
from benchpin.profile.model import INTERESTS
from benchpin.reference.datasets.table_files import READ, pieces, sheets

SEED = 0
PEOPLE = 1000
TIMES = 10
"""How often each occupation's interests are drawn, so that the interval tells .94 from .95."""
FIVE = 5
AIM, AIM_FIRST = 0.9, 0.95
YES_SD = 0.7
"""How much more or less readily some people say yes, in one of the other ways to answer."""
NEAR = 2
HEADER = ("O*NET-SOC Code", "Element Name", "Scale ID", "Data Value")

Interests = Mapping[str, Sequence[float]]
Answering = Callable[[InterviewForm, Array, np.random.Generator], Array]
"""Where somebody's answers to all items lie on the scale of 1 to 7, before they are rounded."""


def as_the_model_says(form: InterviewForm, person: Array, rng: np.random.Generator) -> Array:
    """What the items read of the person's interests, with noise."""
    reads = MIDDLE + form.bank.loads[:, :6] @ person
    noisy: Array = reads + rng.normal(0, NOISE_SD, len(reads))
    return noisy


def readily_or_not(form: InterviewForm, person: Array, rng: np.random.Generator) -> Array:
    """The same, from somebody who says yes to everything more readily, or less."""
    return as_the_model_says(form, person, rng) + float(rng.normal(0, YES_SD))


def by_what_it_calls_for(form: InterviewForm, person: Array, rng: np.random.Generator) -> Array:
    """The mean of the person's interests, weighed by how much the activity calls for each.

    What it calls for less than for others then counts for nothing, rather than against it.
    """
    calls = np.maximum(form.bank.loads[:, :6], 0)
    noisy: Array = calls @ person + rng.normal(0, NOISE_SD, len(calls))
    return noisy


@dataclass(frozen=True, slots=True)
class InterviewOutcome:
    """What one person's interviews found: how many of the true five, and whether the first."""

    short: tuple[int, bool]
    fixed: tuple[int, bool]
    random: tuple[int, bool]
    full: tuple[int, bool]
    asked: int
    off: tuple[int, ...]


def measure_interview(
    catalog: Catalog, data: Path | None = None, people: int = PEOPLE, times: int = TIMES
) -> Measurement:
    """How many of the roles that truly come first the short interview finds, and in how many steps.

    People are drawn from O*NET's table "Interests" where `data` holds it, else from the occupations
    whose interests come with Benchpin; at most so many occupations, each so many times with other
    noise. Those who answer in other ways, and those who are told how many questions are left, are
    drawn once.
    """
    path = _table(data) if data else None
    known = read_interests(path) if path else catalog.occupation_interests
    rng = np.random.default_rng(SEED)
    everybody = [known[code] for code in sorted(known)]
    drawn = [np.array(everybody[i]) for i in rng.permutation(len(everybody))[:people]]
    state = interview.begin(build_role_matrix(catalog).interests, asked_bank(catalog))
    items, roles = len(state.form.bank.items), len(state.form.roles)
    once, again = len(drawn), drawn * times
    ways = {
        way: [
            _ask(state, who, answers, i, tells=not way and i < once) for i, who in enumerate(each)
        ]
        for way, answers, each in (
            ("", as_the_model_says, again),
            (", people who say yes more or less readily", readily_or_not, drawn),
            (
                ", people who answer by what an activity calls for alone",
                by_what_it_calls_for,
                drawn,
            ),
        )
    }
    return Measurement(
        name="interview",
        title="A short interview finds the roles that all of its questions find",
        truth=(
            f"the {FIVE} of {roles} roles (those with the same interests count once) that go best "
            "with the interests that a person was given"
        ),
        unit="people",
        cases=len(again),
        data=(f"interests of {len(known)} occupations ({path or 'embedded'})",)
        if path is None
        else (f"{path.parent.name}: interests of {len(known)} occupations",),
        seed=SEED,
        scores=tuple(score for way, found in ways.items() for score in _scores(way, found, items)),
        notes=(
            f"Answers are given in five steps, with noise of SD {NOISE_SD} before rounding.",
            f"Each of {once} occupations lends its interests to {times} people, whose noise "
            "differs; to one in the two other ways, and where it is asked how many are left.",
            f"About how many are left is asked before every question; near is {NEAR} off at most.",
            "Before the first question the interview supposes the mean and spread of the interests "
            "of all O*NET occupations, from which the people are drawn too.",
        ),
    )


def _ask(
    start: InterviewState, person: Array, answering: Answering, seed: int, *, tells: bool
) -> InterviewOutcome:
    """All interviews of one person, who answers each item the same in every one of them.

    With `tells`, how many questions are left is asked for before each.
    """
    form, rng = start.form, np.random.default_rng([SEED, seed])
    said = answering(form, person, rng)
    answers = 1 + np.searchsorted(READINGS[:-1] + STEP / 2, said)
    by = dict(zip(form.bank.place, answers.tolist(), strict=True))
    truth = _first(form, np.append(person, 0.0))
    state, told = start, list[int]()
    asked = 0
    while (item := interview.next_item(state)) is not None:
        told += [interview.items_left(state)] if tells else []
        asked += 1
        state = interview.answer(state, item.id, by[item.id])
    fixed = dict(state.answers)
    fixed |= _going_on(state, by)
    some = rng.permutation(len(by))[:MAX_ITEMS]
    names = tuple(by)

    def found(given: Mapping[str, int]) -> tuple[int, bool]:
        five = _first(form, posterior(form.bank, given).mean)
        return len(set(five) & set(truth)), truth[0] in five

    return InterviewOutcome(
        short=found(state.answers),
        fixed=found(fixed),
        random=found({names[i]: by[names[i]] for i in some}),
        full=found(by),
        asked=asked,
        off=tuple(left - (asked - place) for place, left in enumerate(told)),
    )


def _going_on(state: InterviewState, by: Mapping[str, int]) -> dict[str, int]:
    """The further answers of an interview that goes on to the most questions, whatever is known."""
    found: dict[str, int] = {}
    while len(state.steps) < min(MAX_ITEMS, len(by)):
        item = interview.best_item(state)
        found[item.id] = by[item.id]
        state = interview.answer(state, item.id, by[item.id])
    return found


def _first(form: InterviewForm, interests: Array) -> list[int]:
    return [int(i) for i in np.argsort(-(form.roles @ interests), kind="stable")[:FIVE]]


def _scores(way: str, found: list[InterviewOutcome], items: int) -> Iterator[Score]:
    full = [float(each.full[0]) for each in found]
    at_most = f"at most {MAX_ITEMS} questions{way}"
    yield ratio_score(
        at_most,
        f"agreement with the true five, as a share of all {items} questions'",
        [each.short[0] for each in found],
        full,
        aim=None if way else AIM,
    )
    yield mean_score(
        at_most,
        "first role among five",
        [each.short[1] for each in found],
        aim=None if way else AIM_FIRST,
    )
    if not way:
        yield from _details(found, at_most, items)
    yield mean_score(
        f"baseline: all {items} questions{way}",
        "first role among five",
        [each.full[1] for each in found],
        baseline=True,
    )


def _details(found: list[InterviewOutcome], at_most: str, items: int) -> Iterator[Score]:
    five = "agreement with the true five"
    random = f"baseline: {MAX_ITEMS} questions in random order"
    ways = (
        (at_most, [each.short for each in found], False),
        (f"always {MAX_ITEMS} questions", [each.fixed for each in found], False),
        (random, [each.random for each in found], True),
        (f"baseline: all {items} questions", [each.full for each in found], True),
    )
    for who, each, is_baseline in ways:
        yield mean_score(who, five, [many / FIVE for many, _ in each], baseline=is_baseline)
    for who, each, is_baseline in ways[1:3]:
        firsts = [first for _, first in each]
        yield mean_score(who, "first role among five", firsts, baseline=is_baseline)
    yield difference_score(
        f"{at_most}, less {MAX_ITEMS} in random order",
        five,
        [each.short[0] / FIVE for each in found],
        [each.random[0] / FIVE for each in found],
    )
    yield mean_score(at_most, "questions asked", [each.asked for each in found])
    offs = [each.off for each in found if each.off]
    many = [len(off) for off in offs]
    yield ratio_score(
        "about how many are left", "mean error, questions", [sum(map(abs, o)) for o in offs], many
    )
    yield ratio_score(
        "about how many are left", "too many, on average", [sum(o) for o in offs], many
    )
    near = [sum(abs(each) <= NEAR for each in off) for off in offs]
    yield ratio_score("about how many are left", "near", near, many)


def _table(folder: Path) -> Path | None:
    """O*NET's table "Interests" somewhere in a folder; None where there is none."""
    found = (path for path in folder.rglob("Interests.*") if path.suffix.lower() in READ)
    return min(found, default=None)


def read_interests(path: Path) -> dict[str, tuple[float, ...]]:
    """The six interests, 1 to 7, of every occupation in O*NET's table "Interests".

    Raises BadFile where the file is no such table.
    """
    names = {name.title(): place for place, name in enumerate(INTERESTS)}
    found: dict[str, dict[int, float]] = {}
    for piece in pieces([path]):
        for sheet in sheets(piece):
            header = [str(cell) for cell in next(sheet, [])]
            if not set(HEADER) <= set(header):
                break
            at = [header.index(name) for name in HEADER]
            for row in sheet:
                code, element, scale, value = (row[place] for place in at)
                if scale == "OI" and element in names:
                    found.setdefault(str(code), {})[names[element]] = float(value)
    whole = {code: tuple(by[i] for i in range(6)) for code, by in found.items() if len(by) == 6}
    if not whole:
        raise BadFile(
            f"{path}: is no table of O*NET's interests; its columns are {', '.join(HEADER)}"
        )
    return whole
