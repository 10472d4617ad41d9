"""The measures by name, and where each finds what it compares with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchpin.catalog import Catalog
from benchpin.evaluate import (
    bias,
    circumstances,
    esco_people,
    esco_titles,
    interview,
    skills,
    titles,
)
from benchpin.evaluate import rank_stability as stability
from benchpin.evaluate import related_occupations as proximity
from benchpin.evaluate.model import Measurement
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.reference import Reference

CASES = resources.files("benchpin.evaluate").joinpath("cases")


@dataclass(frozen=True, slots=True)
class MeasureInputs:
    """What a measure may use; `data` is a folder with public ground truths, None where none is."""

    catalog: Catalog
    reference: Reference
    data: Path | None = None

    def truth(self, name: str) -> Path:
        """The ground truth whose file name begins with a name, anywhere in the folder."""
        if self.data is None:
            raise BadInput(f"{name}*.csv is not part of Benchpin; name the folder with --data")
        found = sorted(self.data.rglob(f"{name}*.csv"))
        if not found:
            raise BadInput(f"{self.data}: no {name}*.csv in it; name another folder with --data")
        return found[0]


@dataclass(frozen=True, slots=True)
class SkippedMeasure:
    """A measure that could not be taken, and why."""

    name: str
    because: str


MEASURES: Mapping[str, Callable[[MeasureInputs], Measurement]] = {
    "proximity": lambda given: proximity.measure_related_occupations(
        given.truth("related-occupations"), given.reference
    ),
    "titles": lambda given: titles.measure_titles(
        CASES.joinpath("titles.csv"), given.catalog, given.reference
    ),
    "titles-esco": lambda given: esco_titles.measure_esco_titles(
        given.truth("titles-to-esco"), given.reference, sample=3000
    ),
    "skill-passages": lambda given: skills.measure_passages(
        CASES.joinpath("passages.toml"), given.catalog
    ),
    "skill-sentences-house": lambda given: skills.measure_sentences(
        given.truth("skill-sentences-house"), given.reference
    ),
    "skill-sentences-tech": lambda given: skills.measure_sentences(
        given.truth("skill-sentences-tech"), given.reference
    ),
    "esco-people": lambda given: esco_people.measure_esco_people(given.reference, given.catalog),
    "interview": lambda given: interview.measure_interview(given.catalog, given.data),
    "stability": lambda given: stability.measure_rank_stability(given.reference, given.catalog),
    "bias": lambda given: bias.measure_bias(given.reference, given.catalog),
    "circumstances": lambda given: circumstances.measure_circumstances(
        given.reference, given.catalog
    ),
}


def evaluate(
    names: Iterable[str], given: MeasureInputs
) -> tuple[Measurement | SkippedMeasure, ...]:
    """What each measure finds; without names all are taken, and what lacks its data is skipped.

    A measure that was named and lacks its data is a BadInput; so is one that nobody knows.
    """
    asked = tuple(names)
    if not asked:
        return tuple(_taken_or_skipped(name, given) for name in MEASURES)
    for name in asked:
        if name not in MEASURES:
            known = ", ".join(MEASURES)
            raise UnknownName(f"no such measure '{name}'; one of {known}", tuple(MEASURES))
    return tuple(MEASURES[name](given) for name in asked)


def _taken_or_skipped(name: str, given: MeasureInputs) -> Measurement | SkippedMeasure:
    try:
        return MEASURES[name](given)
    except BadInput as lacking:
        return SkippedMeasure(name, str(lacking))
