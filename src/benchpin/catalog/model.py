"""The catalog: all records of the data files, checked and frozen, with the indexes over them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from benchpin.catalog.data_files import DataFile
from benchpin.catalog.records import parse_rows
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
    SkillNeed,
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
"""The measures of an occupation's six interests among the figures, in the order R I A S E C."""


@dataclass(frozen=True, eq=False)
class Catalog:
    """All records that Benchpin knows, by id; `added_by` names the overlay that a path came from.

    Two catalogs are equal only if they are the same object, so that they can be cache keys;
    `version` is a hash of the contents.
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
    counsel: Mapping[str, CounselorNotes]
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    audiences: tuple[Audience, ...]
    carries_over: tuple[SkillTransfer, ...]
    kin: tuple[RelatedSkill, ...]
    occupation_moves: tuple[OccupationMove, ...]
    entries: Mapping[str, EntryRoute]
    job_zones: Mapping[str, JobZone]
    shows: Mapping[str, PortfolioEvidence]
    trade_titles: tuple[TradeJobTitle, ...]
    qualification_names: tuple[QualificationName, ...]
    foreign_diplomas: tuple[ForeignDiploma, ...]
    items: tuple[InterviewItem, ...]
    disputes: tuple[Dispute, ...]
    phrase_files: tuple[DataFile, ...]
    units: Mapping[str, str]
    places: Mapping[str, str]
    currencies: Mapping[str, str]
    weights: Weights
    version: str
    added_by: Mapping[str, str]

    def in_country(self, country: str | None) -> "Catalog":
        """The catalog for a country (the United States if none), without the needs of others.

        It is this catalog itself where every skill need of a role holds there.
        """
        country = country or "US"
        countries = {c for need in self._local_needs for c in need.countries}
        key = country if country in countries else ""
        if key not in self._by_country:
            holds = all(need.holds_in(country) for need in self._local_needs)
            self._by_country[key] = self if holds else self._without_needs_abroad(country)
        return self._by_country[key]

    def _without_needs_abroad(self, country: str) -> "Catalog":
        roles = {
            i: role.model_copy(
                update={"skills": tuple(n for n in role.skills if n.holds_in(country))}
            )
            for i, role in self.roles.items()
        }
        return replace(self, roles=roles)

    @cached_property
    def _by_country(self) -> dict[str, "Catalog"]:
        return {}

    @cached_property
    def _local_needs(self) -> tuple[SkillNeed, ...]:
        """The skill needs that hold in some countries only."""
        return tuple(n for role in self.roles.values() for n in role.skills if n.countries)

    @cached_property
    def figures_by_subject(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures of each subject ("onet/51-9071.00"), in the order of their ids."""
        grouped: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            grouped.setdefault(figure.subject, []).append(figure)
        return {subject: tuple(figures) for subject, figures in grouped.items()}

    @cached_property
    def skill_phrases(self) -> tuple[SkillPhrase, ...]:
        """Phrases that name skills in texts, parsed on first use; BadData if one is broken."""
        problems: list[Problem] = []
        phrases = parse_phrases(self.phrase_files, problems)
        if problems:
            raise BadData(tuple(problems))
        return phrases

    @cached_property
    def occupation_interests(self) -> Mapping[str, tuple[float, ...]]:
        """The six interests (RIASEC, 1 to 7) of each O*NET-SOC code that has all of them."""
        interests = {}
        for subject, figures in self.figures_by_subject.items():
            scores = {figure.measure: figure.low for figure in figures}
            if subject.startswith("onet/") and all(name in scores for name in INTEREST_MEASURES):
                code = subject.removeprefix("onet/")
                interests[code] = tuple(scores[name] for name in INTEREST_MEASURES)
        return interests

    @cached_property
    def transfers_by_occupation(self) -> Mapping[str, tuple[SkillTransfer, ...]]:
        """The skills that each occupation transfers to the trade, by SOC code or SOC group."""
        grouped: dict[str, list[SkillTransfer]] = {}
        for transfer in self.carries_over:
            grouped.setdefault(transfer.soc, []).append(transfer)
        return {soc: tuple(transfers) for soc, transfers in grouped.items()}

    @cached_property
    def moves_by_occupation(self) -> Mapping[str, Mapping[str, str]]:
        """The roles that each occupation, or SOC group, leads to: direct or near, by role."""
        grouped: dict[str, dict[str, str]] = {}
        for move in self.occupation_moves:
            grouped.setdefault(move.soc, {})[move.role] = move.kind
        return grouped

    @cached_property
    def traits(self) -> frozenset[str]:
        """The skills that are traits: practiced, and taught by no program."""
        return frozenset(i for i, skill in self.skills.items() if skill.kind == "trait")

    @cached_property
    def core_skills(self) -> frozenset[str]:
        """Skills that tell a role apart: essential in at most `entry.max_core_roles` roles."""
        counts = Counter(
            need.skill
            for role in self.roles.values()
            for need in role.skills
            if need.need == "essential"
        )
        general = self.weights.signs.general_categories
        return frozenset(
            skill
            for skill, count in counts.items()
            if count <= self.weights.entry.max_core_roles
            and self.skills[skill].category not in general
        )

    @cached_property
    def related_skills(self) -> Mapping[str, tuple[RelatedSkill, ...]]:
        """The related skills that earn part of the credit of each skill, by that skill."""
        grouped: dict[str, list[RelatedSkill]] = {}
        for related in self.kin:
            grouped.setdefault(related.helps, []).append(related)
        return {skill: tuple(related_skills) for skill, related_skills in grouped.items()}

    @cached_property
    def programmes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the programmes that lead to each qualification."""
        return _grouped((p.qualification, i) for i, p in self.programmes.items())

    @cached_property
    def qualifications_teaching(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the qualifications that teach each skill."""
        return _grouped((s, i) for i, q in self.qualifications.items() for s in q.teaches)

    def qualifications_covered(self, held_ids: Iterable[str]) -> frozenset[str]:
        """These qualifications with all that they cover, and that those cover in turn."""
        covered: set[str] = set()
        pending = list(held_ids)
        while pending:  # each is added once, so it ends
            qualification = pending.pop()
            if qualification not in covered:
                covered.add(qualification)
                pending.extend(self.qualifications[qualification].covers)
        return frozenset(covered)

    @cached_property
    def checked_range(self) -> tuple[date, date]:
        """The first and the last day on which a figure or a source was checked."""
        days = [f.checked for f in self.figures.values()]
        days += [s.accessed for s in self.sources.values()]
        return min(days), max(days)


def parse_phrases(files: Iterable[DataFile], problems: list[Problem]) -> tuple[SkillPhrase, ...]:
    """The skill phrases of CSV files; what cannot be read is added to `problems`."""
    parsed_rows = (row.record for file in files for row in parse_rows(file, SkillPhrase, problems))
    return tuple(phrase for phrase in parsed_rows if phrase is not None)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in grouped.items()}
