"""Does the short interview find the same roles as all of its questions would?

Simulated people have the interests of an O*NET occupation. They answer by the response model of the
interview (see `profile.interview.item_bank`), with noise of standard deviation 1.0 on O*NET's scale
of 1 to 7. Two further response models, which the interview does not assume, show how much the
result depends on that one.
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
from benchpin.profile.interview import adaptive
from benchpin.profile.interview.adaptive import MAX_ITEMS, InterviewForm, InterviewState
from benchpin.profile.interview.item_bank import (
    MIDDLE,
    NOISE_SD,
    READINGS,
    STEP,
    current_bank,
    posterior,
)
from benchpin.profile.model import INTERESTS
from benchpin.reference.datasets.table_files import TABLE_SUFFIXES, find_table_files, read_sheets

SEED = 0
MAX_OCCUPATIONS = 1000
PEOPLE_PER_OCCUPATION = 10
"""Enough people for an interval that tells .94 from .95."""
FIRST_ROLES = 5
"""The interview should find the roles that come first: so many of them."""
AIM, AIM_FIRST = 0.9, 0.95
ACQUIESCENCE_SD = 0.7
"""Spread over people of how readily they say yes, in the second response model."""
MAX_NEAR_ERROR = 2
"""An estimate of the questions left is near where it is at most this far off."""
HEADER = ("O*NET-SOC Code", "Element Name", "Scale ID", "Data Value")

Interests = Mapping[str, Sequence[float]]
AnswerModel = Callable[[InterviewForm, Array, np.random.Generator], Array]
"""A response model: the answers of a person to all items, on 1 to 7, before rounding."""


def answers_by_model(form: InterviewForm, person: Array, rng: np.random.Generator) -> Array:
    """The response model that the interview assumes: what each item reads, plus noise."""
    readings = MIDDLE + form.bank.loadings[:, :6] @ person
    noisy: Array = readings + rng.normal(0, NOISE_SD, len(readings))
    return noisy


def answers_with_acquiescence(
    form: InterviewForm, person: Array, rng: np.random.Generator
) -> Array:
    """The same plus a constant for the person, who says yes to everything more or less readily."""
    return answers_by_model(form, person, rng) + float(rng.normal(0, ACQUIESCENCE_SD))


def answers_by_demand_alone(form: InterviewForm, person: Array, rng: np.random.Generator) -> Array:
    """The mean of the person's interests, weighted by how much the activity calls for each.

    An interest that the activity calls for less than for most counts nothing, not against it.
    """
    demands = np.maximum(form.bank.loadings[:, :6], 0)
    noisy: Array = demands @ person + rng.normal(0, NOISE_SD, len(demands))
    return noisy


@dataclass(frozen=True, slots=True)
class InterviewOutcome:
    """What the interviews of one simulated person found.

    `short`, `fixed`, `random` and `full` are the four interviews: how many of the person's true
    first five roles were found, and whether the first of all was. `estimate_errors` has the error
    of "about N left" before each question; it is empty where the estimate was not requested.
    """

    short: tuple[int, bool]
    fixed: tuple[int, bool]
    random: tuple[int, bool]
    full: tuple[int, bool]
    question_count: int
    estimate_errors: tuple[int, ...]


def measure_interview(
    catalog: Catalog,
    data: Path | None = None,
    max_occupations: int = MAX_OCCUPATIONS,
    people_per_occupation: int = PEOPLE_PER_OCCUPATION,
) -> Measurement:
    """How many of a person's true first roles the short interview finds, and how many it asks.

    Interests come from O*NET's table "Interests" where the folder `data` holds it, else from the
    occupations whose interests come with Benchpin: at most `max_occupations`, each for
    `people_per_occupation` people with different noise. The two other response models, and the
    estimate of the questions left, are measured with one person per occupation.
    """
    path = _interest_table(data) if data else None
    interests_by_code = read_interests(path) if path else catalog.occupation_interests
    rng = np.random.default_rng(SEED)
    all_interests = [interests_by_code[code] for code in sorted(interests_by_code)]
    sample = [
        np.array(all_interests[i]) for i in rng.permutation(len(all_interests))[:max_occupations]
    ]
    state = adaptive.start_interview(build_role_matrix(catalog).interests, current_bank(catalog))
    item_count, role_count = len(state.form.bank.items), len(state.form.roles)
    sample_size, repeated_sample = len(sample), sample * people_per_occupation
    outcomes = {
        suffix: [
            _interview_person(
                state, interests, answer_model, i, with_estimates=not suffix and i < sample_size
            )
            for i, interests in enumerate(persons)
        ]
        for suffix, answer_model, persons in (
            ("", answers_by_model, repeated_sample),
            (", people who say yes more or less readily", answers_with_acquiescence, sample),
            (
                ", people who answer by what an activity calls for alone",
                answers_by_demand_alone,
                sample,
            ),
        )
    }
    return Measurement(
        name="interview",
        title="A short interview finds the roles that all of its questions find",
        truth=(
            f"the {FIRST_ROLES} of {role_count} roles (those with the same interests count once) "
            "that go best with the interests that a person was given"
        ),
        unit="people",
        cases=len(repeated_sample),
        data=(f"interests of {len(interests_by_code)} occupations ({path or 'embedded'})",)
        if path is None
        else (f"{path.parent.name}: interests of {len(interests_by_code)} occupations",),
        seed=SEED,
        scores=tuple(
            score
            for suffix, group in outcomes.items()
            for score in _scores(suffix, group, item_count)
        ),
        notes=(
            f"Answers are given in five steps, with noise of SD {NOISE_SD} before rounding.",
            f"Each of {sample_size} occupations lends its interests to {people_per_occupation} "
            "people, whose noise differs; to one in the two other ways, and where it is asked how "
            "many are left.",
            "About how many are left is asked before every question; near is "
            f"{MAX_NEAR_ERROR} off at most.",
            "Before the first question the interview supposes the mean and spread of the interests "
            "of all O*NET occupations, from which the people are drawn too.",
        ),
    )


def _interview_person(
    initial_state: InterviewState,
    person: Array,
    answer_model: AnswerModel,
    seed: int,
    *,
    with_estimates: bool,
) -> InterviewOutcome:
    """The four interviews of one person, who answers an item the same in each of them.

    With `with_estimates`, the number of questions left is estimated before each question.
    """
    form, rng = initial_state.form, np.random.default_rng([SEED, seed])
    readings = answer_model(form, person, rng)
    # Rounded to the nearest of the five answers.
    answers = 1 + np.searchsorted(READINGS[:-1] + STEP / 2, readings)
    answers_by_item = dict(zip(form.bank.row_by_item, answers.tolist(), strict=True))
    # The seventh value is the level: how readily a person says yes moves no role.
    true_roles = _first_roles(form, np.append(person, 0.0))
    state, estimates = initial_state, list[int]()
    question_count = 0
    while (item := adaptive.next_item(state)) is not None:
        estimates += [adaptive.items_left(state)] if with_estimates else []
        question_count += 1
        state = adaptive.answer(state, item.id, answers_by_item[item.id])
    fixed_answers = dict(state.answers)
    fixed_answers |= _further_answers(state, answers_by_item)
    random_indices = rng.permutation(len(answers_by_item))[:MAX_ITEMS]
    item_ids = tuple(answers_by_item)

    def agreement(item_answers: Mapping[str, int]) -> tuple[int, bool]:
        first_roles = _first_roles(form, posterior(form.bank, item_answers).mean)
        return len(set(first_roles) & set(true_roles)), true_roles[0] in first_roles

    return InterviewOutcome(
        short=agreement(state.answers),
        fixed=agreement(fixed_answers),
        random=agreement({item_ids[i]: answers_by_item[item_ids[i]] for i in random_indices}),
        full=agreement(answers_by_item),
        question_count=question_count,
        estimate_errors=tuple(
            estimate - (question_count - answered) for answered, estimate in enumerate(estimates)
        ),
    )


def _further_answers(state: InterviewState, answers_by_item: Mapping[str, int]) -> dict[str, int]:
    """The answers that follow where the interview always goes on to the maximum of questions."""
    further_answers: dict[str, int] = {}
    while len(state.steps) < min(MAX_ITEMS, len(answers_by_item)):
        item = adaptive.best_item(state)
        further_answers[item.id] = answers_by_item[item.id]
        state = adaptive.answer(state, item.id, answers_by_item[item.id])
    return further_answers


def _first_roles(form: InterviewForm, interests: Array) -> list[int]:
    """Positions in `form.roles` of the roles that go best with interests, best first."""
    return [int(i) for i in np.argsort(-(form.roles @ interests), kind="stable")[:FIRST_ROLES]]


def _scores(suffix: str, outcomes: list[InterviewOutcome], item_count: int) -> Iterator[Score]:
    """Scores of one response model; `suffix` names it in their subjects, empty for the first."""
    full_agreement = [float(outcome.full[0]) for outcome in outcomes]
    short_label = f"at most {MAX_ITEMS} questions{suffix}"
    yield ratio_score(
        short_label,
        f"agreement with the true five, as a share of all {item_count} questions'",
        [outcome.short[0] for outcome in outcomes],
        full_agreement,
        aim=None if suffix else AIM,
    )
    yield mean_score(
        short_label,
        "first role among five",
        [outcome.short[1] for outcome in outcomes],
        aim=None if suffix else AIM_FIRST,
    )
    if not suffix:
        yield from _details(outcomes, short_label, item_count)
    yield mean_score(
        f"baseline: all {item_count} questions{suffix}",
        "first role among five",
        [outcome.full[1] for outcome in outcomes],
        baseline=True,
    )


def _details(
    outcomes: list[InterviewOutcome], short_label: str, item_count: int
) -> Iterator[Score]:
    metric = "agreement with the true five"
    random_label = f"baseline: {MAX_ITEMS} questions in random order"
    results = (
        (short_label, [outcome.short for outcome in outcomes], False),
        (f"always {MAX_ITEMS} questions", [outcome.fixed for outcome in outcomes], False),
        (random_label, [outcome.random for outcome in outcomes], True),
        (f"baseline: all {item_count} questions", [outcome.full for outcome in outcomes], True),
    )
    for subject, agreements, is_baseline in results:
        yield mean_score(
            subject,
            metric,
            [shared_roles / FIRST_ROLES for shared_roles, _ in agreements],
            baseline=is_baseline,
        )
    for subject, agreements, is_baseline in results[1:3]:
        first_hits = [is_found for _, is_found in agreements]
        yield mean_score(subject, "first role among five", first_hits, baseline=is_baseline)
    yield difference_score(
        f"{short_label}, less {MAX_ITEMS} in random order",
        metric,
        [outcome.short[0] / FIRST_ROLES for outcome in outcomes],
        [outcome.random[0] / FIRST_ROLES for outcome in outcomes],
    )
    yield mean_score(
        short_label, "questions asked", [outcome.question_count for outcome in outcomes]
    )
    errors = [outcome.estimate_errors for outcome in outcomes if outcome.estimate_errors]
    estimate_counts = [len(person_errors) for person_errors in errors]
    yield ratio_score(
        "about how many are left",
        "mean error, questions",
        [sum(map(abs, person_errors)) for person_errors in errors],
        estimate_counts,
    )
    yield ratio_score(
        "about how many are left",
        "too many, on average",
        [sum(person_errors) for person_errors in errors],
        estimate_counts,
    )
    near_counts = [
        sum(abs(error) <= MAX_NEAR_ERROR for error in person_errors) for person_errors in errors
    ]
    yield ratio_score("about how many are left", "near", near_counts, estimate_counts)


def _interest_table(folder: Path) -> Path | None:
    """The path of O*NET's table "Interests" below a folder; None where there is none."""
    paths = (path for path in folder.rglob("Interests.*") if path.suffix.lower() in TABLE_SUFFIXES)
    return min(paths, default=None)


def read_interests(path: Path) -> dict[str, tuple[float, ...]]:
    """The six interests, 1 to 7, of every occupation in O*NET's table "Interests".

    Raises BadFile where the file is no such table.
    """
    columns = {name.title(): column for column, name in enumerate(INTERESTS)}
    values_by_code: dict[str, dict[int, float]] = {}
    for piece in find_table_files([path]):
        for sheet in read_sheets(piece):
            header = [str(cell) for cell in next(sheet, [])]
            if not set(HEADER) <= set(header):
                break
            indices = [header.index(name) for name in HEADER]
            for row in sheet:
                code, element, scale, value = (row[index] for index in indices)
                if scale == "OI" and element in columns:
                    values_by_code.setdefault(str(code), {})[columns[element]] = float(value)
    complete = {
        code: tuple(values[i] for i in range(6))
        for code, values in values_by_code.items()
        if len(values) == 6
    }
    if not complete:
        raise BadFile(
            f"{path}: is no table of O*NET's interests; its columns are {', '.join(HEADER)}"
        )
    return complete
