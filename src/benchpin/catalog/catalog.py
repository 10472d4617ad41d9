"""The knowledge, read, checked and frozen, with the look-ups that the other rooms need."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from benchpin.facts import (
    BadData,
    BadFile,
    Carry,
    Entry,
    Figure,
    Kin,
    Mentoring,
    Myth,
    Organisation,
    Problem,
    Programme,
    Provider,
    Qualification,
    Question,
    Role,
    Shape,
    Show,
    Skill,
    Source,
    TradeTitle,
    Trap,
    Unit,
    Weights,
)

from .links import broken_links
from .read import DataFile, explained, files_in, record, rows, toml_table, version_of

DATA = Path(__file__).resolve().parents[1] / "data"

RECORDS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "mentoring": Mentoring,
        "myths": Myth,
        "organisations": Organisation,
        "programmes": Programme,
        "providers": Provider,
        "qualifications": Qualification,
        "questions": Question,
        "roles": Role,
        "shapes": Shape,
        "skills": Skill,
        "sources": Source,
        "traps": Trap,
    }
)
"""One TOML file a record: which folder holds which shape."""

TABLES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "carries-over.csv": Carry,
        "entry.csv": Entry,
        "kin.csv": Kin,
        "shows.csv": Show,
        "trade-titles.csv": TradeTitle,
    }
)
"""One CSV row a record."""

READ_ELSEWHERE = frozenset({"titles.csv", "title-words.toml"})
"""Files that another room reads: here they count towards the version only."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything that Benchpin knows, by id; `added_by` tells which overlay a path came from.

    Two catalogs are equal only where they are the same object; `version` tells contents apart.
    """

    roles: Mapping[str, Role]
    skills: Mapping[str, Skill]
    qualifications: Mapping[str, Qualification]
    programmes: Mapping[str, Programme]
    providers: Mapping[str, Provider]
    organisations: Mapping[str, Organisation]
    mentoring: Mapping[str, Mentoring]
    myths: Mapping[str, Myth]
    traps: Mapping[str, Trap]
    questions: Mapping[str, Question]
    shapes: Mapping[str, Shape]
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    carries_over: tuple[Carry, ...]
    kin: tuple[Kin, ...]
    entries: Mapping[str, Entry]
    shows: Mapping[str, Show]
    trade_titles: tuple[TradeTitle, ...]
    units: Mapping[str, str]
    places: Mapping[str, str]
    currencies: Mapping[str, str]
    weights: Weights
    version: str
    added_by: Mapping[str, str]

    @cached_property
    def figures_by_subject(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures of each subject, in the order of their ids."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            found.setdefault(figure.subject, []).append(figure)
        return {subject: tuple(figures) for subject, figures in found.items()}

    @cached_property
    def kin_of(self) -> Mapping[str, tuple[Kin, ...]]:
        """The kindred skills that are worth part of each skill, by that skill."""
        found: dict[str, list[Kin]] = {}
        for kin in self.kin:
            found.setdefault(kin.helps, []).append(kin)
        return {skill: tuple(kindred) for skill, kindred in found.items()}

    @cached_property
    def programmes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the programmes that lead to each qualification."""
        return _grouped((p.qualification, i) for i, p in self.programmes.items())

    @cached_property
    def qualifications_teaching(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the qualifications that teach each skill."""
        return _grouped((s, i) for i, q in self.qualifications.items() for s in q.teaches)

    @cached_property
    def checked(self) -> tuple[date, date]:
        """The first and the last day on which somebody checked a fact."""
        days = [f.checked for f in self.figures.values()]
        days += [s.accessed for s in self.sources.values()]
        return min(days), max(days)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def overlays_named(value: str | None) -> tuple[Path, ...]:
    """The overlay folders that `BENCHPIN_DATA` names, in order."""
    return tuple(Path(part) for part in (value or "").split(os.pathsep) if part.strip())


def load(overlays: Iterable[Path] = (), *, root: Path = DATA) -> Catalog:
    """The catalog with its overlays; raises BadData with every problem where one is broken."""
    catalog, problems = _read(root, tuple(overlays))
    if problems:
        raise BadData(problems)
    return catalog


def check(overlays: Iterable[Path] = (), *, root: Path = DATA) -> tuple[Problem, ...]:
    """Every problem of the catalog and its overlays, sorted by file and place."""
    return _read(root, tuple(overlays))[1]


def _read(root: Path, overlays: tuple[Path, ...]) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog as far as it can be read, and everything that is wrong with it."""
    for folder in (root, *overlays):
        if not folder.is_dir():
            raise BadFile(
                f"{folder}: no such folder of data; name folders that exist in BENCHPIN_DATA"
            )
    names = ("", *(folder.resolve().name for folder in overlays))
    folders = tuple(map(files_in, (root, *overlays), names))
    # An overlay's record with the same path stands in for ours: that is how it corrects one.
    files: dict[str, DataFile] = {}
    added_by: dict[str, str] = {}
    appended: list[DataFile] = []
    for name, held in zip(names, folders, strict=True):
        for file in held:
            if name and file.path.endswith(".csv") and file.path in files:
                appended.append(file)
            else:
                files[file.path] = file
                if name:
                    added_by[file.path] = name
    problems: list[Problem] = []
    read = _Reader(tuple(files[path] for path in sorted(files)) + tuple(appended), problems)
    parts = read.everything()
    catalog = Catalog(**parts, version=version_of(folders), added_by=MappingProxyType(added_by))
    problems.extend(broken_links(catalog, read.broken))
    return catalog, tuple(sorted(set(problems)))


class _Reader:
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
        for file in files:
            self._sort(file)

    def _sort(self, file: DataFile) -> None:
        folder, _, _ = file.path.rpartition("/")
        if folder in RECORDS and file.path.endswith(".toml"):
            self._add_record(file, folder)
        elif folder == "figures" and file.path.endswith(".csv"):
            self._add_figures(file)
        elif file.path in TABLES:
            found = rows(file, TABLES[file.path], self.problems)
            self.tables[file.path].extend(row.record for row in found if row.record is not None)
        elif file.path in _MAPS:
            self._add_map(file)
        elif file.path == "weights.toml":
            self.weights = record(file, Weights, self.problems)
        elif file.path not in READ_ELSEWHERE:
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
                for found in explained(error, Unit, file.name):
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
        parts["carries_over"] = tuple(self.tables["carries-over.csv"])
        parts["trade_titles"] = tuple(self.tables["trade-titles.csv"])
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
