"""The knowledge, read, checked and frozen, with the look-ups that the other rooms need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from benchpin.catalog.data_files import DataFile
from benchpin.catalog.records import rows
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
    Weights,
)
from benchpin.inputs.errors import BadData, Problem

INTEREST_MEASURES = tuple(
    f"interest-{name}"
    for name in (
        "realistic", "investigative", "artistic", "social", "enterprising", "conventional",
    )
)  # fmt: skip
"""What the figures of an occupation's six interests measure, in the order R I A S E C."""


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
    traps: Mapping[str, Pitfall]
    questions: Mapping[str, FrequentQuestion]
    shapes: Mapping[str, TeleworkPattern]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    audiences: tuple[Audience, ...]
    carries_over: tuple[SkillTransfer, ...]
    kin: tuple[RelatedSkill, ...]
    entries: Mapping[str, EntryRoute]
    shows: Mapping[str, PortfolioEvidence]
    trade_titles: tuple[TradeJobTitle, ...]
    items: tuple[InterviewItem, ...]
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
    def transfers_by_occupation(self) -> Mapping[str, tuple[SkillTransfer, ...]]:
        """The skills that somebody from an occupation brings, by its code or its SOC group's."""
        found: dict[str, list[SkillTransfer]] = {}
        for carry in self.carries_over:
            found.setdefault(carry.soc, []).append(carry)
        return {soc: tuple(carries) for soc, carries in found.items()}

    @cached_property
    def related_skills(self) -> Mapping[str, tuple[RelatedSkill, ...]]:
        """The kindred skills that are worth part of each skill, by that skill."""
        found: dict[str, list[RelatedSkill]] = {}
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
    def checked_range(self) -> tuple[date, date]:
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
