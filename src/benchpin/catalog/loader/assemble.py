"""Sorts data files into the parts of a catalog, collecting what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from benchpin.catalog.data_files import DataFile
from benchpin.catalog.records import control_in_lines, record, rows, toml_table
from benchpin.facts import (
    Audience,
    EntryRoute,
    Figure,
    FrequentQuestion,
    InterviewItem,
    Mentoring,
    Myth,
    Organisation,
    Pitfall,
    PortfolioEvidence,
    Programme,
    Provider,
    Qualification,
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
"""One TOML file a record: which folder holds which shape."""

TABLES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "audiences.csv": Audience,
        "carries-over.csv": SkillTransfer,
        "entry.csv": EntryRoute,
        "items.csv": InterviewItem,
        "kin.csv": RelatedSkill,
        "shows.csv": PortfolioEvidence,
        "skill-phrases.csv": SkillPhrase,
        "trade-titles.csv": TradeJobTitle,
    }
)
"""One CSV row a record."""

READ_ELSEWHERE = frozenset(
    {"titles.csv", "title-words.toml", "title-words-ms.toml", "skill-words.toml"}
)
"""Files that another room reads: here they count towards the version, and are plain text."""

READ_LATER = "skill-phrases.csv"
"""Thousands of rows that only the reading of texts needs: made into records when asked for."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CatalogAssembler:
    """Sorts data files into the parts of a catalog, collecting what is wrong."""

    def __init__(self, files: tuple[DataFile, ...], problems: list[Problem]) -> None:
        self.problems = problems
        self.folders: dict[str, dict[str, Any]] = {name: {} for name in RECORDS}
        self.tables: dict[str, list[Any]] = {name: [] for name in TABLES}
        self.figures: dict[str, Figure] = {}
        self.figure_files: dict[str, DataFile] = {}
        self.maps: dict[str, dict[str, str]] = {name: {} for name in _MAPS}
        # What is there but cannot be read: a name of it is no second mistake.
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
        elif file.path == READ_LATER:
            self.phrase_files.append(file)
        elif file.path in TABLES:
            found = rows(file, TABLES[file.path], self.problems)
            self.tables[file.path].extend(row.record for row in found if row.record is not None)
        elif file.path in _MAPS:
            self._add_map(file)
        elif file.path == "weights.toml":
            self.weights = record(file, Weights, self.problems)
        elif file.path in READ_ELSEWHERE:
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
            better = "-".join(re.findall("[a-z0-9]+", file.identity.lower()))
            words = "the name of a file is lower case with hyphens; rename it"
            hint = f" to '{better}.toml'" if better else ""
            self.problems.append(Problem(file.name, "", f"{words}{hint}"))
        found = record(file, RECORDS[folder], self.problems)
        if found is None:
            self.broken.add(f"{folder}/{file.identity}")
        else:
            self.folders[folder][file.identity] = found

    def _add_figures(self, file: DataFile) -> None:
        for row in rows(file, Figure, self.problems):
            figure = row.record
            if figure is None:
                self.broken.add(f"figures/{row.cells.get('id')}")
                continue
            other = self.figure_files.get(figure.id)
            self.figure_files[figure.id] = file
            # A row of an overlay stands in for ours of the same publication: that corrects it.
            if other and (other.path != file.path or other.overlay == file.overlay):
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
                for found in validation_problems(error, Unit, file.name):
                    place = f"{key}.{found.place}" if found.place else key
                    self.problems.append(Problem(found.file, place, found.what))
            except TypeError as error:
                self.maps[file.path][key] = ""
                self.problems.append(Problem(file.name, key, str(error)))

    def everything(self) -> dict[str, Any]:
        """The parts by name, with None for the weights where they cannot be read."""
        if self.weights is None and not any(p.file.endswith("weights.toml") for p in self.problems):
            self.problems.append(Problem("weights.toml", "", "is missing; put it back"))
        parts: dict[str, Any] = {
            name: MappingProxyType(dict(sorted(found.items())))
            for name, found in self.folders.items()
        }
        parts["figures"] = MappingProxyType(dict(sorted(self.figures.items())))
        parts["kin"] = tuple(self.tables["kin.csv"])
        parts["audiences"] = tuple(self.tables["audiences.csv"])
        parts["carries_over"] = tuple(self.tables["carries-over.csv"])
        parts["items"] = tuple(self.tables["items.csv"])
        parts["trade_titles"] = tuple(self.tables["trade-titles.csv"])
        parts["phrase_files"] = tuple(self.phrase_files)
        parts["shows"] = MappingProxyType({s.of: s for s in self.tables["shows.csv"]})
        parts["entries"] = MappingProxyType({e.soc: e for e in self.tables["entry.csv"]})
        parts["units"] = MappingProxyType(self.maps["units.toml"])
        parts["places"] = MappingProxyType(self.maps["places.toml"])
        parts["currencies"] = MappingProxyType(self.maps["currencies.toml"])
        parts["weights"] = self.weights
        return parts


def _unit(value: Any) -> str:
    return Unit.model_validate(value).show


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("must be a name in quotes; mend it")
    return value


_MAPS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {"units.toml": _unit, "places.toml": _name, "currencies.toml": _name}
)
