"""The measures by name, with the ground truth that each compares with."""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from benchpin.catalog import Catalog
from benchpin.evaluate import (
    bias,
    circumstances,
    claims,
    entry_swaps,
    esco_people,
    esco_titles,
    interview,
    people,
    people_sensitivity,
    questions,
    rank_stability,
    related_occupations,
    skills,
    titles,
)
from benchpin.evaluate.model import Measurement
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.reference import Reference

CASES = resources.files("benchpin.evaluate").joinpath("cases")


@dataclass(frozen=True, slots=True)
class MeasureInputs:
    """What measures read; `data` is a folder with public ground truth, None where there is none."""

    catalog: Catalog
    reference: Reference
    data: Path | None = None

    def truth(self, name: str) -> Path:
        """The ground truth file NAME*.csv anywhere below the data folder. Raises BadInput."""
        if self.data is None:
            raise BadInput(f"{name}*.csv is not part of Benchpin; name the folder with --data")
        paths = sorted(self.data.rglob(f"{name}*.csv"))
        if not paths:
            raise BadInput(f"{self.data}: no {name}*.csv in it; name another folder with --data")
        return paths[0]


@dataclass(frozen=True, slots=True)
class SkippedMeasure:
    """A measure that was not run, with the reason as a sentence without its period."""

    name: str
    reason: str


def _sealed(folder: str, name: str) -> Traversable:
    """A file of a sealed set, wherever it stands in the archive."""
    archive = zipfile.Path(CASES.joinpath(folder, "sealed.zip").open("rb"))
    places = [archive, *(entry for entry in archive.iterdir() if entry.is_dir())]
    path: Traversable = next(p.joinpath(name) for p in places if p.joinpath(name).is_file())
    return path


MEASURES: Mapping[str, Callable[[MeasureInputs], Measurement]] = {
    "proximity": lambda inputs: related_occupations.measure_related_occupations(
        inputs.truth("related-occupations"), inputs.reference
    ),
    "titles": lambda inputs: titles.measure_titles(
        CASES.joinpath("titles.csv"), inputs.catalog, inputs.reference
    ),
    "titles-esco": lambda inputs: esco_titles.measure_esco_titles(
        inputs.truth("titles-to-esco"), inputs.reference, sample=3000
    ),
    "skill-passages": lambda inputs: skills.measure_passages(
        CASES.joinpath("passages.toml"), inputs.catalog
    ),
    "skill-sentences-house": lambda inputs: skills.measure_sentences(
        inputs.truth("skill-sentences-house"), inputs.reference
    ),
    "skill-sentences-tech": lambda inputs: skills.measure_sentences(
        inputs.truth("skill-sentences-tech"), inputs.reference
    ),
    "esco-people": lambda inputs: esco_people.measure_esco_people(inputs.reference, inputs.catalog),
    "people": lambda inputs: people.measure_people(
        CASES.joinpath("people"),
        inputs.catalog,
        inputs.reference,
        json.loads(CASES.joinpath("people-circumstances.json").read_text(encoding="utf-8")),
        notes=("A further third is kept apart: `people-closing`.",),
    ),
    "people-closing": lambda inputs: people.measure_people(
        zipfile.Path(CASES.joinpath("people-sealed.zip").open("rb")),
        inputs.catalog,
        inputs.reference,
        name="people-closing",
        title="What a counselor would say to people whom nobody looked at before",
        notes=("They were opened once the rules were done. Nothing was changed for their sake.",),
    ),
    "people-sensitivity": lambda inputs: people_sensitivity.measure_people_sensitivity(
        CASES.joinpath("people"), inputs.catalog, inputs.reference
    ),
    "interview": lambda inputs: interview.measure_interview(inputs.catalog, inputs.data),
    "stability": lambda inputs: rank_stability.measure_rank_stability(
        inputs.reference, inputs.catalog
    ),
    "bias": lambda inputs: bias.measure_bias(inputs.reference, inputs.catalog),
    "circumstances": lambda inputs: circumstances.measure_circumstances(
        inputs.reference, inputs.catalog
    ),
    "questions": lambda inputs: questions.measure_questions(
        CASES.joinpath("questions", "open", "questions.csv"), inputs.catalog, inputs.reference
    ),
    "questions-closing": lambda inputs: questions.measure_questions(
        _sealed("questions", "questions.csv"),
        inputs.catalog,
        inputs.reference,
        name="questions-closing",
        title="Questions that nobody looked at before",
    ),
    "claims": lambda inputs: claims.measure_claims(
        CASES.joinpath("questions", "open", "claims.csv"), inputs.catalog, inputs.reference
    ),
    "claims-closing": lambda inputs: claims.measure_claims(
        _sealed("questions", "claims.csv"),
        inputs.catalog,
        inputs.reference,
        name="claims-closing",
        title="Sentences that nobody looked at before",
    ),
    "entry-swaps": lambda inputs: entry_swaps.measure_entry_swaps(
        CASES.joinpath("entry-swaps.toml"), inputs.catalog, inputs.reference
    ),
}


def run_measures(
    names: Iterable[str], inputs: MeasureInputs
) -> tuple[Measurement | SkippedMeasure, ...]:
    """The results of the named measures, or of all where none is named.

    Of all measures, those whose data is missing are skipped; a measure that was named then raises
    BadInput. An unknown name raises UnknownName.
    """
    requested = tuple(names)
    if not requested:
        return tuple(_run_or_skip(name, inputs) for name in MEASURES)
    for name in requested:
        if name not in MEASURES:
            measure_names = ", ".join(MEASURES)
            raise UnknownName(f"no such measure '{name}'; one of {measure_names}", tuple(MEASURES))
    return tuple(MEASURES[name](inputs) for name in requested)


def _run_or_skip(name: str, inputs: MeasureInputs) -> Measurement | SkippedMeasure:
    try:
        return MEASURES[name](inputs)
    except BadInput as error:
        return SkippedMeasure(name, str(error))
