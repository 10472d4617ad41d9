"""Are job titles read as the occupations and roles that people say they name?

The titles and their answers were written down apart from the lists that titles are read with.
Beside Benchpin stands the plainest reader there is: the O*NET name with the most alike letters.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Literal, get_args

from rapidfuzz import fuzz, process, utils

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import difference_score, mean_score, ratio_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.guidance import title_reader
from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference

SEED = 0
GOOD_NAME = 75.0
"""The likeness from which the baseline calls an O*NET name a good match."""
AIM_FIRST = 0.80
AIM_WRONG = 0.10

Kind = Literal["newcomer", "trade", "none"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WORDS: Mapping[Kind, str] = {
    "newcomer": "titles of newcomers",
    "trade": "titles of the trade",
    "none": "strings that name nothing",
}


@dataclass(frozen=True, slots=True)
class TitleCase:
    """A title and what it names: any of these codes, or none; any of these roles, or none."""

    title: str
    kind: Kind
    codes: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodingResult:
    """The occupation and the role that a reader names first; empty where it names none."""

    code: str = ""
    role: str = ""


def read_cases(path: Traversable) -> tuple[TitleCase, ...]:
    """The cases of a CSV file with the columns title, kind, onet and role.

    Several right answers are parted by ";", no right answer is empty. BadInput says what is amiss.
    """
    rows = csv.DictReader(StringIO(path.read_text(encoding="utf-8")))
    lacking = {"title", "kind", "onet", "role"} - set(rows.fieldnames or ())
    if lacking:
        raise BadInput(f"{path.name}: it has no column {', '.join(sorted(lacking))}")
    return tuple(_case(path.name, number, row) for number, row in enumerate(rows, start=2))


def _case(name: str, line: int, row: Mapping[str, str]) -> TitleCase:
    for kind in KINDS:
        if row["kind"] == kind:
            return TitleCase(row["title"], kind, _several(row["onet"]), _several(row["role"]))
    raise BadInput(f"{name}:{line}: no kind '{row['kind']}'; one of {', '.join(KINDS)}")


def _several(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(";") if part.strip())


def measure_titles(cases: Traversable, catalog: Catalog, reference: Reference) -> Measurement:
    """How often the first answer is right, and how often one that is given is wrong.

    Right first is over the titles with a right answer; wrong is over all titles that a reader
    calls a good match, those that name nothing included.
    """
    asked = read_cases(cases)
    titles = [case.title for case in asked]
    reader = title_reader(catalog, reference)
    answers = {
        "titles": [
            CodingResult(
                read.occupations[0].code if read.occupations else "",
                read.roles[0].role if read.roles else "",
            )
            for read in reader.read_titles(titles, count=1)
        ],
        "baseline: O*NET names, letters": named(titles, reference, fuzz.WRatio),
        "baseline: O*NET names, words sorted": named(titles, reference, fuzz.token_sort_ratio),
    }
    return Measurement(
        name="titles",
        title="Job titles are read as the occupation and the role that they name",
        truth=(
            "US titles of newcomers and of the trade, labelled by hand in two separate passes; "
            "several answers may be right"
        ),
        unit="titles",
        cases=len(asked),
        data=tuple(f"{each.name} {each.release}" for each in reference.data if _is_used(each.name)),
        seed=SEED,
        scores=tuple(_scores(asked, answers)),
        notes=(
            "; ".join(
                f"{sum(case.kind == kind for case in asked)} {WORDS[kind]}" for kind in KINDS
            ),
            f"The baselines call a name a good match from a likeness of {GOOD_NAME:.0f} of 100.",
        ),
    )


def named(
    titles: Sequence[str], reference: Reference, likeness: Callable[..., float]
) -> list[CodingResult]:
    """For each title the O*NET occupation whose name is most alike, if it is alike enough."""
    names = {code: reference.occupation_name(code) or "" for code in sorted(reference.onet_codes)}
    plain = {code: utils.default_process(name) for code, name in names.items()}
    answers = []
    for title in titles:
        best = process.extractOne(
            utils.default_process(title), plain, scorer=likeness, score_cutoff=GOOD_NAME
        )
        answers.append(CodingResult(best[2] if best else ""))
    return answers


def _is_used(name: str) -> bool:
    return name in ("titles", "onet")


def _scores(
    asked: Sequence[TitleCase], answers: Mapping[str, Sequence[CodingResult]]
) -> Iterator[Score]:
    """Each reader's shares, ours by kind too, then how much more ours is right than the others."""
    first: dict[str, list[float]] = {}
    for who, given in answers.items():
        is_ours = who == "titles"
        pairs = list(zip(asked, given, strict=True))
        first[who] = [float(answer.code in case.codes) for case, answer in pairs if case.codes]
        yield mean_score(
            who,
            "right first",
            first[who],
            aim=AIM_FIRST if is_ours else None,
            baseline=not is_ours,
        )
        if any(answer.code for answer in given):
            yield ratio_score(
                who,
                "wrong among good matches",
                [
                    float(bool(answer.code) and answer.code not in case.codes)
                    for case, answer in pairs
                ],
                [float(bool(answer.code)) for answer in given],
                aim=AIM_WRONG if is_ours else None,
                baseline=not is_ours,
            )
    ours, *others = first
    for other in others:
        yield difference_score(f"{ours} less {other}", "right first", first[ours], first[other])
    yield from _by_kind(asked, answers[ours])
    yield from _of_roles(asked, answers[ours])


def _by_kind(asked: Sequence[TitleCase], given: Sequence[CodingResult]) -> Iterator[Score]:
    for kind in KINDS:
        pairs = [pair for pair in zip(asked, given, strict=True) if pair[0].kind == kind]
        right = [float(answer.code in case.codes) for case, answer in pairs if case.codes]
        if right:
            yield mean_score(WORDS[kind], "right first", right)
        if any(answer.code for _, answer in pairs):
            yield ratio_score(
                WORDS[kind],
                "wrong among good matches",
                [
                    float(bool(answer.code) and answer.code not in case.codes)
                    for case, answer in pairs
                ],
                [float(bool(answer.code)) for _, answer in pairs],
            )
        nothing = [float(not answer.code) for case, answer in pairs if not case.codes]
        if nothing:
            yield mean_score(WORDS[kind], "no good match where none is right", nothing)


def _of_roles(asked: Sequence[TitleCase], given: Sequence[CodingResult]) -> Iterator[Score]:
    pairs = list(zip(asked, given, strict=True))
    right = [float(answer.role in case.roles) for case, answer in pairs if case.roles]
    false = [float(bool(answer.role)) for case, answer in pairs if not case.roles]
    if right:
        yield mean_score("roles", "right first", right)
    if false:
        yield mean_score("roles", "a role where none is right", false)
