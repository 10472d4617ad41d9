"""The knowledge, read, checked and frozen, with the look-ups that the other rooms need."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from benchpin.catalog.files import DataFile, files_in, version_of
from benchpin.catalog.links import broken_links, broken_phrases
from benchpin.catalog.read import rows
from benchpin.catalog.sort import Sorter
from benchpin.facts import (
    Audience,
    Carry,
    Entry,
    Figure,
    Item,
    Kin,
    Mentoring,
    Myth,
    Organisation,
    Programme,
    Provider,
    Qualification,
    Question,
    Role,
    Shape,
    Show,
    Skill,
    SkillPhrase,
    Source,
    Topic,
    TradeTitle,
    Trap,
    Weights,
)
from benchpin.inputs.errors import BadData, BadFile, Problem

INTEREST_MEASURES = tuple(
    f"interest-{name}"
    for name in (
        "realistic", "investigative", "artistic", "social", "enterprising", "conventional",
    )
)  # fmt: skip
"""What the figures of an occupation's six interests measure, in the order R I A S E C."""
DATA = Path(__file__).resolve().parents[1] / "data"


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
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    audiences: tuple[Audience, ...]
    carries_over: tuple[Carry, ...]
    kin: tuple[Kin, ...]
    entries: Mapping[str, Entry]
    shows: Mapping[str, Show]
    trade_titles: tuple[TradeTitle, ...]
    items: tuple[Item, ...]
    phrase_files: tuple[DataFile, ...]
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
    def skill_phrases(self) -> tuple[SkillPhrase, ...]:
        """Phrases that name skills in texts; raises BadData where one cannot be read."""
        problems: list[Problem] = []
        found = _phrases(self.phrase_files, problems)
        if problems:
            raise BadData(tuple(problems))
        return found

    @cached_property
    def occupation_interests(self) -> Mapping[str, tuple[float, ...]]:
        """The six interests, R I A S E C, 1 to 7, of each O*NET-SOC code that has all of them."""
        found = {}
        for subject, figures in self.figures_by_subject.items():
            by = {figure.measure: figure.low for figure in figures}
            if subject.startswith("onet/") and all(name in by for name in INTEREST_MEASURES):
                code = subject.removeprefix("onet/")
                found[code] = tuple(by[name] for name in INTEREST_MEASURES)
        return found

    @cached_property
    def carries_of(self) -> Mapping[str, tuple[Carry, ...]]:
        """The skills that somebody from an occupation brings, by its code or its SOC group's."""
        found: dict[str, list[Carry]] = {}
        for carry in self.carries_over:
            found.setdefault(carry.soc, []).append(carry)
        return {soc: tuple(carries) for soc, carries in found.items()}

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


def _phrases(files: Iterable[DataFile], problems: list[Problem]) -> tuple[SkillPhrase, ...]:
    found = (row.record for file in files for row in rows(file, SkillPhrase, problems))
    return tuple(phrase for phrase in found if phrase is not None)


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
    with nothing_thrown_away():
        catalog, problems, _ = _read(root, tuple(overlays))
    if problems:
        raise BadData(problems)
    return catalog


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """A stretch without garbage collection: of thousands of new records every one is kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check(overlays: Iterable[Path] = (), *, root: Path = DATA) -> tuple[Problem, ...]:
    """Every problem of the catalog and its overlays, sorted by file and place."""
    catalog, problems, broken = _read(root, tuple(overlays))
    later: list[Problem] = []
    phrases = _phrases(catalog.phrase_files, later)
    later.extend(broken_phrases(phrases, catalog, broken))
    return tuple(sorted({*problems, *later}))


def _read(
    root: Path, overlays: tuple[Path, ...]
) -> tuple[Catalog, tuple[Problem, ...], frozenset[str]]:
    """The catalog as far as it can be read, what is wrong with it, and what cannot be read."""
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
    read = Sorter(tuple(files[path] for path in sorted(files)) + tuple(appended), problems)
    parts = read.everything()
    catalog = Catalog(**parts, version=version_of(folders), added_by=MappingProxyType(added_by))
    problems.extend(broken_links(catalog, read.broken))
    return catalog, tuple(sorted(set(problems))), frozenset(read.broken)
