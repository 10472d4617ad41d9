"""Are job titles coded as the occupations and roles that people say they name?

The labeled titles were collected apart from the lists that titles are read with. The baseline is
the O*NET occupation whose name is most similar by letters.
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
MIN_NAME_LIKENESS = 75.0
"""Similarity, 0 to 100, from which the baseline calls an O*NET name a good match."""
AIM_FIRST = 0.80
AIM_WRONG = 0.10

Kind = Literal["newcomer", "trade", "none"]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_LABELS: Mapping[Kind, str] = {
    "newcomer": "titles of newcomers",
    "trade": "titles of the trade",
    "none": "strings that name nothing",
}


@dataclass(frozen=True, slots=True)
class TitleCase:
    """A labeled job title: the right O*NET codes and roles, any of them; empty where none is."""

    title: str
    kind: Kind
    codes: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodingResult:
    """The first occupation code and role that a reader gives a title; empty where it gives none."""

    code: str = ""
    role: str = ""


def read_cases(path: Traversable) -> tuple[TitleCase, ...]:
    """The cases of a CSV file with the columns title, kind, onet and role.

    Several right answers are separated by ";"; an empty cell says that none is right. Raises
    BadInput.
    """
    rows = csv.DictReader(StringIO(path.read_text(encoding="utf-8")))
    lacking = {"title", "kind", "onet", "role"} - set(rows.fieldnames or ())
    if lacking:
        raise BadInput(f"{path.name}: it has no column {', '.join(sorted(lacking))}")
    return tuple(_case(path.name, number, row) for number, row in enumerate(rows, start=2))


def _case(name: str, line: int, row: Mapping[str, str]) -> TitleCase:
    for kind in KINDS:
        if row["kind"] == kind:
            return TitleCase(
                row["title"], kind, _split_answers(row["onet"]), _split_answers(row["role"])
            )
    raise BadInput(f"{name}:{line}: no kind '{row['kind']}'; one of {', '.join(KINDS)}")


def _split_answers(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(";") if part.strip())


def measure_titles(cases: Traversable, catalog: Catalog, reference: Reference) -> Measurement:
    """How often the first answer is right, and how often an answer that is given is wrong.

    "right first" is over the titles with a right answer; "wrong among good matches" is over all
    titles that a reader answers, also those that name nothing.
    """
    title_cases = read_cases(cases)
    titles = [case.title for case in title_cases]
    reader = title_reader(catalog, reference)
    results_by_reader = {
        "titles": [
            CodingResult(
                reading.occupations[0].code if reading.occupations else "",
                reading.roles[0].role if reading.roles else "",
            )
            for reading in reader.read_titles(titles, count=1)
        ],
        "baseline: O*NET names, letters": most_similar_names(titles, reference, fuzz.WRatio),
        "baseline: O*NET names, words sorted": most_similar_names(
            titles, reference, fuzz.token_sort_ratio
        ),
    }
    return Measurement(
        name="titles",
        title="Job titles are read as the occupation and the role that they name",
        truth=(
            "US titles of newcomers and of the trade, labelled by hand in two separate passes; "
            "several answers may be right"
        ),
        unit="titles",
        cases=len(title_cases),
        data=tuple(
            f"{dataset.name} {dataset.release}"
            for dataset in reference.data
            if _is_used(dataset.name)
        ),
        seed=SEED,
        scores=tuple(_scores(title_cases, results_by_reader)),
        notes=(
            "; ".join(
                f"{sum(case.kind == kind for case in title_cases)} {KIND_LABELS[kind]}"
                for kind in KINDS
            ),
            "The baselines call a name a good match from a likeness of "
            f"{MIN_NAME_LIKENESS:.0f} of 100.",
        ),
    )


def most_similar_names(
    titles: Sequence[str], reference: Reference, likeness: Callable[..., float]
) -> list[CodingResult]:
    """A baseline: for each title the occupation whose name is most similar, if similar enough."""
    names = {code: reference.occupation_name(code) or "" for code in sorted(reference.onet_codes)}
    normalized_names = {code: utils.default_process(name) for code, name in names.items()}
    results = []
    for title in titles:
        match = process.extractOne(
            utils.default_process(title),
            normalized_names,
            scorer=likeness,
            score_cutoff=MIN_NAME_LIKENESS,
        )
        results.append(CodingResult(match[2] if match else ""))
    return results


def _is_used(name: str) -> bool:
    return name in ("titles", "onet")


def _scores(
    cases: Sequence[TitleCase], results_by_reader: Mapping[str, Sequence[CodingResult]]
) -> Iterator[Score]:
    """Shares by reader, then our reader less each baseline, and our reader by kind and by role."""
    right_first: dict[str, list[float]] = {}
    for reader, results in results_by_reader.items():
        is_ours = reader == "titles"
        pairs = list(zip(cases, results, strict=True))
        right_first[reader] = [
            float(answer.code in case.codes) for case, answer in pairs if case.codes
        ]
        yield mean_score(
            reader,
            "right first",
            right_first[reader],
            aim=AIM_FIRST if is_ours else None,
            baseline=not is_ours,
        )
        # A title that names nothing has no right code: any answer to it is wrong.
        if any(answer.code for answer in results):
            yield ratio_score(
                reader,
                "wrong among good matches",
                [
                    float(bool(answer.code) and answer.code not in case.codes)
                    for case, answer in pairs
                ],
                [float(bool(answer.code)) for answer in results],
                aim=AIM_WRONG if is_ours else None,
                baseline=not is_ours,
            )
    own_reader, *baselines = right_first
    for baseline in baselines:
        yield difference_score(
            f"{own_reader} less {baseline}",
            "right first",
            right_first[own_reader],
            right_first[baseline],
        )
    yield from _kind_scores(cases, results_by_reader[own_reader])
    yield from _role_scores(cases, results_by_reader[own_reader])


def _kind_scores(cases: Sequence[TitleCase], results: Sequence[CodingResult]) -> Iterator[Score]:
    for kind in KINDS:
        pairs = [pair for pair in zip(cases, results, strict=True) if pair[0].kind == kind]
        right = [float(answer.code in case.codes) for case, answer in pairs if case.codes]
        if right:
            yield mean_score(KIND_LABELS[kind], "right first", right)
        if any(answer.code for _, answer in pairs):
            yield ratio_score(
                KIND_LABELS[kind],
                "wrong among good matches",
                [
                    float(bool(answer.code) and answer.code not in case.codes)
                    for case, answer in pairs
                ],
                [float(bool(answer.code)) for _, answer in pairs],
            )
        rejections = [float(not answer.code) for case, answer in pairs if not case.codes]
        if rejections:
            yield mean_score(KIND_LABELS[kind], "no good match where none is right", rejections)


def _role_scores(cases: Sequence[TitleCase], results: Sequence[CodingResult]) -> Iterator[Score]:
    pairs = list(zip(cases, results, strict=True))
    right = [float(answer.role in case.roles) for case, answer in pairs if case.roles]
    false_roles = [float(bool(answer.role)) for case, answer in pairs if not case.roles]
    if right:
        yield mean_score("roles", "right first", right)
    if false_roles:
        yield mean_score("roles", "a role where none is right", false_roles)
