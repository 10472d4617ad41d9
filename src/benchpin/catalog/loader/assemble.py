"""Data files sorted into the parts of a catalog, with the problems found in them."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from benchpin.catalog.data_files import DataFile
from benchpin.catalog.records import control_in_lines, parse_record, parse_rows, toml_table
from benchpin.facts import (
    Audience,
    CounselorNotes,
    Dispute,
    EntryRoute,
    Figure,
    ForeignDiploma,
    FrequentQuestion,
    InterviewItem,
    JobZone,
    Mentoring,
    Myth,
    OccupationMove,
    Organisation,
    Pitfall,
    PortfolioEvidence,
    Programme,
    Provider,
    Qualification,
    QualificationName,
    RelatedSkill,
    Role,
    Skill,
    SkillPhrase,
    SkillTransfer,
    Source,
    TeleworkPattern,
    Topic,
    TradeJobTitle,
    Unit,
    Weights,
)
from benchpin.inputs.errors import Problem
from benchpin.inputs.validation import validation_problems

RECORDS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "counsel": CounselorNotes,
        "mentoring": Mentoring,
        "myths": Myth,
        "organisations": Organisation,
        "programmes": Programme,
        "providers": Provider,
        "qualifications": Qualification,
        "questions": FrequentQuestion,
        "roles": Role,
        "shapes": TeleworkPattern,
        "skills": Skill,
        "sources": Source,
        "topics": Topic,
        "traps": Pitfall,
    }
)
"""The model of the records in each folder, one TOML file per record."""

TABLES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "audiences.csv": Audience,
        "carries-over.csv": SkillTransfer,
        "disputes.csv": Dispute,
        "entry.csv": EntryRoute,
        "foreign-diplomas.csv": ForeignDiploma,
        "items.csv": InterviewItem,
        "job-zones.csv": JobZone,
        "kin.csv": RelatedSkill,
        "occupation-moves.csv": OccupationMove,
        "qualification-names.csv": QualificationName,
        "shows.csv": PortfolioEvidence,
        "skill-phrases.csv": SkillPhrase,
        "trade-titles.csv": TradeJobTitle,
    }
)
"""The model of the records in each CSV file, one row per record."""

FILES_READ_ELSEWHERE = frozenset(
    {
        "place-names.csv",
        "skill-words.toml",
        "title-heads.toml",
        "title-industries.toml",
        "title-words-ms.toml",
        "title-words.toml",
        "titles.csv",
    }
)
"""Files that another package reads: the catalog only hashes them and checks that they are text."""

LAZY_FILE = "skill-phrases.csv"
"""Thousands of rows that only text analysis needs: parsed on first use."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CatalogAssembler:
    """Sorts data files into the parts of a catalog; problems are appended to `problems`."""

    def __init__(self, files: tuple[DataFile, ...], problems: list[Problem]) -> None:
        self.problems = problems
        self.folders: dict[str, dict[str, Any]] = {name: {} for name in RECORDS}
        self.tables: dict[str, list[Any]] = {name: [] for name in TABLES}
        self.figures: dict[str, Figure] = {}
        self.figure_files: dict[str, DataFile] = {}
        self.maps: dict[str, dict[str, str]] = {name: {} for name in _MAPS}
        # Records that exist but cannot be read: a reference to one is not reported as unresolved.
        self.broken: set[str] = set()
        self.weights: Weights | None = None
        self.phrase_files: list[DataFile] = []
        for file in files:
            self._sort(file)

    def _sort(self, file: DataFile) -> None:
        folder, _, _ = file.path.rpartition("/")
        if folder in RECORDS and file.path.endswith(".toml"):
            self._add_record(file, folder)
        elif folder == "figures" and file.path.endswith(".csv"):
            self._add_figures(file)
        elif file.path == LAZY_FILE:
            self.phrase_files.append(file)
        elif file.path in TABLES:
            parsed_rows = parse_rows(file, TABLES[file.path], self.problems)
            self.tables[file.path].extend(
                row.record for row in parsed_rows if row.record is not None
            )
        elif file.path in _MAPS:
            self._add_map(file)
        elif file.path == "weights.toml":
            self.weights = parse_record(file, Weights, self.problems)
        elif file.path in FILES_READ_ELSEWHERE:
            text = file.content.decode("utf-8", "replace")
            if problem := control_in_lines(file, text):
                self.problems.append(problem)
        else:
            self.problems.append(
                Problem(
                    file.name,
                    "",
                    "is not a data file that the catalog knows; move it to one of "
                    f"{', '.join(sorted(RECORDS))} or figures, or take it out",
                )
            )

    def _add_record(self, file: DataFile, folder: str) -> None:
        if not _ID.fullmatch(file.identity):
            suggested_name = "-".join(re.findall("[a-z0-9]+", file.identity.lower()))
            words = "the name of a file is lower case with hyphens; rename it"
            hint = f" to '{suggested_name}.toml'" if suggested_name else ""
            self.problems.append(Problem(file.name, "", f"{words}{hint}"))
        parsed = parse_record(file, RECORDS[folder], self.problems)
        if parsed is None:
            self.broken.add(f"{folder}/{file.identity}")
        else:
            self.folders[folder][file.identity] = parsed

    def _add_figures(self, file: DataFile) -> None:
        for row in parse_rows(file, Figure, self.problems):
            figure = row.record
            if figure is None:
                self.broken.add(f"figures/{row.cells.get('id')}")
                continue
            other_file = self.figure_files.get(figure.id)
            self.figure_files[figure.id] = file
            # An overlay's row replaces ours of the same publication: that is how it corrects one.
            if other_file and (other_file.path != file.path or other_file.overlay == file.overlay):
                self.problems.append(
                    Problem(
                        file.name,
                        f"line {row.line}: id",
                        f"figure '{figure.id}' stands twice; give one of them another id",
                    )
                )
            elif figure.source != file.identity:
                self.problems.append(
                    Problem(
                        file.name,
                        f"line {row.line}: source",
                        f"'{figure.source}' is not the publication of this file; "
                        f"move the row to figures/{figure.source}.csv",
                    )
                )
            self.figures[figure.id] = figure

    def _add_map(self, file: DataFile) -> None:
        table = toml_table(file)
        if isinstance(table, Problem):
            self.problems.append(table)
            self.broken.add(file.path)
            return
        for key, value in table.items():
            try:
                self.maps[file.path][key] = _MAPS[file.path](value)
            except ValidationError as error:
                self.maps[file.path][key] = ""
                for problem in validation_problems(error, Unit, file.name):
                    location = f"{key}.{problem.place}" if problem.place else key
                    self.problems.append(Problem(problem.file, location, problem.message))
            except TypeError as error:
                self.maps[file.path][key] = ""
                self.problems.append(Problem(file.name, key, str(error)))

    def catalog_fields(self) -> dict[str, Any]:
        """The catalog's fields by name, sorted by id; the weights are None if they are broken."""
        if self.weights is None and not any(p.file.endswith("weights.toml") for p in self.problems):
            self.problems.append(Problem("weights.toml", "", "is missing; put it back"))
        parts: dict[str, Any] = {
            name: MappingProxyType(dict(sorted(records.items())))
            for name, records in self.folders.items()
        }
        parts["figures"] = MappingProxyType(dict(sorted(self.figures.items())))
        parts["kin"] = tuple(self.tables["kin.csv"])
        parts["audiences"] = tuple(self.tables["audiences.csv"])
        parts["carries_over"] = tuple(self.tables["carries-over.csv"])
        parts["disputes"] = tuple(self.tables["disputes.csv"])
        parts["items"] = tuple(self.tables["items.csv"])
        parts["occupation_moves"] = tuple(self.tables["occupation-moves.csv"])
        parts["qualification_names"] = tuple(self.tables["qualification-names.csv"])
        parts["foreign_diplomas"] = tuple(self.tables["foreign-diplomas.csv"])
        parts["trade_titles"] = tuple(self.tables["trade-titles.csv"])
        parts["phrase_files"] = tuple(self.phrase_files)
        parts["shows"] = MappingProxyType({s.of: s for s in self.tables["shows.csv"]})
        parts["entries"] = MappingProxyType({e.soc: e for e in self.tables["entry.csv"]})
        parts["job_zones"] = MappingProxyType({z.soc: z for z in self.tables["job-zones.csv"]})
        parts["units"] = MappingProxyType(self.maps["units.toml"])
        parts["places"] = MappingProxyType(self.maps["places.toml"])
        parts["currencies"] = MappingProxyType(self.maps["currencies.toml"])
        parts["weights"] = self.weights
        return parts


def _unit(value: Any) -> str:
    return Unit.model_validate(value).show


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("must be a name in quotes; correct it")
    return value


_MAPS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {"units.toml": _unit, "places.toml": _name, "currencies.toml": _name}
)
