"""Checks on a catalog: references resolve, sources may be cited, prose states no numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from benchpin.catalog.checks.work_away import work_away_problems
from benchpin.catalog.cross_references import PEOPLE, records_by_folder, references_in, sources_in
from benchpin.catalog.prose import PLACEHOLDER, NumberedNames, numbers_in, placeholder_ids, prose_of
from benchpin.facts import Figure, Qualification, Role, SkillPhrase
from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import quote_for_message, unknown_name_message

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog

_ALTERNATIVES = re.compile(r"(?:[^()|]|\([^()]+\))+")
_WARN_ONLY = ("weak", "unreliable")
_WARNING_FOLDERS = ("myths", "traps")


def cross_reference_problems(catalog: "Catalog", broken: AbstractSet[str]) -> Iterator[Problem]:
    """Every unresolved reference, every source that may not be cited, every number in prose.

    `broken` are the paths of records that exist but cannot be read: a reference to one of them is
    not reported, since the record's own problem already is.
    """
    checker = _ReferenceChecker(catalog, broken)
    for folder, records in records_by_folder(catalog):
        for identity, record in records:
            file = checker.display_path(f"{folder}/{identity}.toml")
            for location, kind, name in references_in(folder, record):
                yield from checker.reference_problems(file, location, kind, name)
            for location, source in sources_in(record):
                yield from checker.citation_problems(
                    file, location, source, may_warn=folder in _WARNING_FOLDERS
                )
            yield from checker.prose_problems(file, record)
            if folder == "roles":
                yield from _ladder_problems(file, identity, record)
                yield from work_away_problems(file, record, catalog)
            elif folder == "qualifications":
                yield from _role_skill_problems(file, identity, record, catalog)
                yield from _requirement_problems(file, identity, record, catalog)
    yield from _figure_problems(catalog, checker)
    yield from _topic_problems(catalog, checker)
    yield from _table_problems(catalog, checker)
    yield from _counsel_problems(catalog, checker)
    yield from _qualification_name_problems(catalog, checker)
    yield from _item_problems(catalog, checker)
    for related in catalog.kin:
        for key in ("skill", "helps"):
            location = f"{related.skill}, {related.helps}: {key}"
            yield from checker.reference_problems(
                "kin.csv", location, "skill", getattr(related, key)
            )
        yield from checker.prose_problems("kin.csv", related)
    subjects = {*catalog.skills, *(skill.category for skill in catalog.skills.values())}
    for evidence in catalog.shows.values():
        if evidence.of not in subjects:
            yield Problem(
                "shows.csv",
                f"{evidence.of}: of",
                unknown_name_message("skill or category", evidence.of, subjects),
            )
        yield from checker.prose_problems("shows.csv", evidence)
    for entry in catalog.entries.values():
        yield from checker.citation_problems("entry.csv", f"{entry.soc}: source", entry.source)


def skill_phrase_problems(
    phrases: Iterable[SkillPhrase], catalog: "Catalog", broken: AbstractSet[str]
) -> Iterator[Problem]:
    """Problems of skill phrases: unknown skills, and alternatives with unbalanced brackets."""
    for phrase in phrases:
        file, location = "skill-phrases.csv", phrase.phrase
        if phrase.skill not in catalog.skills and f"skills/{phrase.skill}" not in broken:
            words = unknown_name_message("skill", phrase.skill, catalog.skills)
            yield Problem(file, f"{location}: skill", words)
        if not _ALTERNATIVES.fullmatch(phrase.phrase):
            words = "alternatives stand as (one|other) and not inside each other; correct it"
            yield Problem(file, f"{location}: phrase", words)


def _ladder_problems(file: str, identity: str, role: Role) -> Iterator[Problem]:
    """A role that is said to build on itself."""
    for index, prior in enumerate(role.ladder.builds_on if role.ladder else ()):
        if prior.role == identity:
            message = "a role does not build on itself; name another one, or take it out"
            yield Problem(file, f"ladder.builds_on.{index}.role", message)


def _requirement_problems(
    file: str, identity: str, qualification: Qualification, catalog: "Catalog"
) -> Iterator[Problem]:
    """A qualification that cannot be begun: what it requires requires it in turn."""
    for index, group in enumerate(qualification.requires):
        if not group:
            message = "an empty group requires nothing; name a qualification, or take it out"
            yield Problem(file, f"requires.{index}", message)
        elif all(identity in _needed_before(q, catalog) for q in group):
            names = " or ".join(f"'{name}'" for name in group)
            message = f"goes in a circle: {names} needs '{identity}' first; take one of them out"
            yield Problem(file, f"requires.{index}", message)


def _needed_before(identity: str, catalog: "Catalog") -> frozenset[str]:
    """A qualification and all that has to be held before it, where there is no choice."""
    needed: dict[str, None] = {}
    waiting = [identity]
    while waiting:
        name = waiting.pop()
        if name in needed or name not in catalog.qualifications:
            continue
        needed[name] = None
        waiting += [group[0] for group in catalog.qualifications[name].requires if len(group) == 1]
    return frozenset(needed)


def _role_skill_problems(
    file: str, identity: str, qualification: Qualification, catalog: "Catalog"
) -> Iterator[Problem]:
    """The roles of a qualification that proves none of their essential skills.

    A role that an overlay rewrote is the overlay's: our qualifications are not blamed for it.
    """
    overlay = catalog.added_by.get(f"qualifications/{identity}.toml")
    proved = set(qualification.proves)
    if not proved <= set(catalog.skills):
        return
    for index, name in enumerate(qualification.roles):
        role = catalog.roles.get(name)
        if role is None or catalog.added_by.get(f"roles/{name}.toml") not in (None, overlay):
            continue
        essential = {need.skill for need in role.skills if need.need == "essential"}
        if essential and not essential & proved:
            words = (
                f"teaches and examines none of the essential skills of '{name}'; "
                "add one with its source, or take the role out"
            )
            yield Problem(file, f"roles.{index}", words)


def _counsel_problems(catalog: "Catalog", checker: "_ReferenceChecker") -> Iterator[Problem]:
    """Files of notes that are named after no role."""
    for identity in catalog.counsel:
        if identity != PEOPLE:
            file = checker.display_path(f"counsel/{identity}.toml")
            yield from checker.reference_problems(file, "", "role", identity)


def _table_problems(catalog: "Catalog", checker: "_ReferenceChecker") -> Iterator[Problem]:
    """References of the tables of occupations and job titles that lead nowhere."""
    for transfer in catalog.carries_over:
        yield from checker.reference_problems(
            "carries-over.csv", f"{transfer.soc}: skill", "skill", transfer.skill
        )
    for move in catalog.occupation_moves:
        location = f"{move.soc}, {move.role}: role"
        yield from checker.reference_problems("occupation-moves.csv", location, "role", move.role)
    for title in catalog.trade_titles:
        yield from checker.reference_problems(
            "trade-titles.csv", f"{title.title}: role", "role", title.role
        )
    for dispute in catalog.disputes:
        location = f"{dispute.role}, {dispute.claim}: role"
        yield from checker.reference_problems("disputes.csv", location, "role", dispute.role)


def _figure_problems(catalog: "Catalog", checker: "_ReferenceChecker") -> Iterator[Problem]:
    """Problems of figures: unknown sources, units and places, and sources that may not be cited."""
    checked_keys: set[tuple[str, str, str]] = set()
    for figure in catalog.figures.values():
        # Most figures share source, unit and place with another one: each set is checked once.
        key = (figure.source, figure.unit, figure.geography)
        if key not in checked_keys:
            problems = tuple(_problems_of_figure(figure, checker))
            yield from problems
            if not problems:
                checked_keys.add(key)


def _problems_of_figure(figure: Figure, checker: "_ReferenceChecker") -> Iterator[Problem]:
    file, location = checker.display_path(f"figures/{figure.source}.csv"), figure.id
    yield from checker.citation_problems(file, f"{location}: source", figure.source)
    yield from checker.reference_problems(file, f"{location}: unit", "unit", figure.unit)
    yield from checker.reference_problems(file, f"{location}: geography", "place", figure.geography)


def _topic_problems(catalog: "Catalog", checker: "_ReferenceChecker") -> Iterator[Problem]:
    """Problems of topics (parts without a figure) and audiences (unknown role or figure)."""
    for identity, topic in catalog.topics.items():
        file = checker.display_path(f"topics/{identity}.toml")
        for index, myth in enumerate(topic.myths):
            yield from checker.reference_problems(file, f"myths.{index}", "myth", myth)
        for index, part in enumerate(topic.parts):
            measures = {f.measure for f in catalog.figures_by_subject.get(part.subject, ())}
            if not measures:
                subjects = catalog.figures_by_subject
                words = unknown_name_message("subject of a figure", part.subject, subjects)
                yield Problem(file, f"parts.{index}.subject", words)
            for number, measure in enumerate(part.measures if measures else ()):
                if measure not in measures:
                    words = unknown_name_message(f"measure of '{part.subject}'", measure, measures)
                    yield Problem(file, f"parts.{index}.measures.{number}", words)
    for audience in catalog.audiences:
        location = f"{audience.role}, {audience.mode}"
        yield from checker.reference_problems(
            "audiences.csv", f"{location}: role", "role", audience.role
        )
        if audience.figure:
            yield from checker.reference_problems(
                "audiences.csv", f"{location}: figure", "figure", audience.figure
            )


def _qualification_name_problems(
    catalog: "Catalog", checker: "_ReferenceChecker"
) -> Iterator[Problem]:
    """Problems of names of qualifications and of diplomas from abroad: what they refer to."""
    for alias in catalog.qualification_names:
        yield from checker.reference_problems(
            "qualification-names.csv",
            f"{alias.name}: qualification",
            "qualification",
            alias.qualification,
        )
    for diploma in catalog.foreign_diplomas:
        yield from checker.reference_problems(
            "foreign-diplomas.csv", f"{diploma.diploma}: country", "place", diploma.country
        )
        for role in diploma.role_ids:
            yield from checker.reference_problems(
                "foreign-diplomas.csv", f"{diploma.diploma}: roles", "role", role
            )
        yield from checker.prose_problems("foreign-diplomas.csv", diploma)


def _item_problems(catalog: "Catalog", checker: "_ReferenceChecker") -> Iterator[Problem]:
    """Problems of interview items: repeated ids, numbers in prose, unknown occupations."""
    item_keys: set[tuple[str, str]] = set()
    for item in catalog.items:
        if (item.bank, item.id) in item_keys:
            words = f"item '{item.id}' stands twice in bank '{item.bank}'; give one another id"
            yield Problem("items.csv", f"{item.id}: id", words)
        item_keys.add((item.bank, item.id))
        occupations = catalog.occupation_interests
        if item.occupation is not None and item.occupation not in occupations:
            words = unknown_name_message(
                "occupation with six interests in figures/", item.occupation, occupations
            )
            yield Problem("items.csv", f"{item.id}: occupation", words)
        yield from checker.prose_problems("items.csv", item)


_PLURALS = {
    "skill": "skills",
    "role": "roles",
    "figure": "figures",
    "myth": "myths",
    "source": "sources",
    "provider": "providers",
    "qualification": "qualifications",
    "organisation": "organisations",
    "unit": "units",
    "place": "places",
}


class _ReferenceChecker:
    """Answers, reference by reference, whether a catalog's records may be referred to or cited."""

    def __init__(self, catalog: "Catalog", broken: AbstractSet[str]) -> None:
        self.catalog = catalog
        self.broken = broken
        self.records: dict[str, Mapping[str, Any]] = {
            kind: getattr(catalog, plural) for kind, plural in _PLURALS.items()
        }
        self.names = _names(catalog)

    def display_path(self, path: str) -> str:
        """The path of a file for messages, with its overlay."""
        overlay = self.catalog.added_by.get(path)
        return f"{overlay}/{path}" if overlay else path

    def reference_problems(
        self, file: str, location: str, kind: str, name: str
    ) -> Iterator[Problem]:
        """A problem where no record of a kind has this id."""
        if name not in self.records[kind] and not self._broken(kind, name):
            yield Problem(file, location, unknown_name_message(kind, name, self.records[kind]))

    def _broken(self, kind: str, name: str) -> bool:
        plural = _PLURALS[kind]
        return f"{plural}/{name}" in self.broken or f"{plural}.toml" in self.broken

    def citation_problems(
        self, file: str, location: str, source: str, *, may_warn: bool = False
    ) -> Iterator[Problem]:
        """A problem where a source is unknown or may not be cited; a warning may cite any."""
        record = self.catalog.sources.get(source)
        if record is None:
            yield from self.reference_problems(file, location, "source", source)
        elif record.reliability in _WARN_ONLY and not may_warn:
            words = (
                f"source '{source}' is {record.reliability} and may be cited only in a myth or a "
                "trap that warns of it; cite another one, or take the statement out"
            )
            yield Problem(file, location, words)
        elif record.reliability == "judgement":
            words = f"'{source}' is our own judgement; say basis = 'judgement' instead"
            yield Problem(file, location, words)

    def prose_problems(self, file: str, record: BaseModel) -> Iterator[Problem]:
        """Problems in a record's prose: bare numbers, and placeholders that may not be shown."""
        for location, text in prose_of(record):
            for figure_id in placeholder_ids(text):
                yield from self.reference_problems(file, location, "figure", figure_id)
                figure = self.catalog.figures.get(figure_id)
                if figure is not None and figure.period is None:
                    words = f"figure '{figure_id}' has no period and may not be shown"
                    yield Problem(file, location, f"{words}; reword without it")
            # Names such as "3D printing" may contain a number.
            if numbers_in(text) and (numbers := numbers_in(self.names.without(text))):
                words = (
                    f"the number '{numbers[0]}' stands in prose; put it into figures/ and name it "
                    "as {figure-id}, or reword"
                )
                yield Problem(file, location, words)
            if "{" in text and (remaining := PLACEHOLDER.sub("", text)) and "{" in remaining:
                braces = quote_for_message(remaining[remaining.index("{") :])
                words = f"{braces} names no figure; write {{figure-id}}"
                yield Problem(file, location, words)


def _names(catalog: "Catalog") -> NumberedNames:
    names: set[str] = set()
    for _, records in records_by_folder(catalog):
        for _, record in records:
            if label := getattr(record, "label", None):
                names.add(label)
                names.update(getattr(record, "also_called", ()))
    return NumberedNames(names)
