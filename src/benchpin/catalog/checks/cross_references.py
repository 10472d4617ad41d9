"""Does everything that a record names exist, and may it be named there?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from benchpin.catalog.cross_references import records_by_folder, references_in, sources_in
from benchpin.catalog.prose import PLACEHOLDER, NumberedNames, numbers_in, placeholder_ids, prose_of
from benchpin.facts import Figure, SkillPhrase
from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import quote_for_message, unknown_name_message

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog

_ALTERNATIVES = re.compile(r"(?:[^()|]|\([^()]+\))+")
_WARN_ONLY = ("weak", "unreliable")


def broken_links(catalog: "Catalog", broken: AbstractSet[str]) -> Iterator[Problem]:
    """Every name that does not resolve, and every number that stands in prose, by file.

    `broken` holds the paths of what is there but cannot be read: naming it is no second mistake.
    """
    check = _Check(catalog, broken)
    for folder, records in records_by_folder(catalog):
        for identity, record in records:
            file = check.called(f"{folder}/{identity}.toml")
            for place, kind, name in references_in(folder, record):
                yield from check.known(file, place, kind, name)
            for place, source in sources_in(record):
                yield from check.fit(file, place, source, may_warn=folder == "myths")
            yield from check.prose(file, record)
    yield from _of_figures(catalog, check)
    yield from _of_topics(catalog, check)
    for carry in catalog.carries_over:
        yield from check.known("carries-over.csv", f"{carry.soc}: skill", "skill", carry.skill)
    for title in catalog.trade_titles:
        yield from check.known("trade-titles.csv", f"{title.title}: role", "role", title.role)
    yield from _of_items(catalog, check)
    for kin in catalog.kin:
        for key in ("skill", "helps"):
            place = f"{kin.skill}, {kin.helps}: {key}"
            yield from check.known("kin.csv", place, "skill", getattr(kin, key))
        yield from check.prose("kin.csv", kin)
    shown = {*catalog.skills, *(skill.category for skill in catalog.skills.values())}
    for show in catalog.shows.values():
        if show.of not in shown:
            yield Problem(
                "shows.csv",
                f"{show.of}: of",
                unknown_name_message("skill or category", show.of, shown),
            )
        yield from check.prose("shows.csv", show)
    for entry in catalog.entries.values():
        yield from check.fit("entry.csv", f"{entry.soc}: source", entry.source)


def broken_phrases(
    phrases: Iterable[SkillPhrase], catalog: "Catalog", broken: AbstractSet[str]
) -> Iterator[Problem]:
    """Phrases of an unknown skill, and those whose brackets do not close."""
    for phrase in phrases:
        file, place = "skill-phrases.csv", phrase.phrase
        if phrase.skill not in catalog.skills and f"skills/{phrase.skill}" not in broken:
            words = unknown_name_message("skill", phrase.skill, catalog.skills)
            yield Problem(file, f"{place}: skill", words)
        if not _ALTERNATIVES.fullmatch(phrase.phrase):
            words = "alternatives stand as (one|other) and not inside each other; mend it"
            yield Problem(file, f"{place}: phrase", words)


def _of_figures(catalog: "Catalog", check: "_Check") -> Iterator[Problem]:
    """Unknown sources, units and places of figures, and sources that may not be cited."""
    sound: set[tuple[str, str, str]] = set()
    for figure in catalog.figures.values():
        # Most figures name the same source, unit and place as another one.
        named = (figure.source, figure.unit, figure.geography)
        if named not in sound:
            problems = tuple(_of_figure(figure, check))
            yield from problems
            if not problems:
                sound.add(named)


def _of_figure(figure: Figure, check: "_Check") -> Iterator[Problem]:
    file, place = check.called(f"figures/{figure.source}.csv"), figure.id
    yield from check.fit(file, f"{place}: source", figure.source)
    yield from check.known(file, f"{place}: unit", "unit", figure.unit)
    yield from check.known(file, f"{place}: geography", "place", figure.geography)


def _of_topics(catalog: "Catalog", check: "_Check") -> Iterator[Problem]:
    """Parts of a topic that no figure fills, and audiences of an unknown role or figure."""
    for identity, topic in catalog.topics.items():
        file = check.called(f"topics/{identity}.toml")
        for index, myth in enumerate(topic.myths):
            yield from check.known(file, f"myths.{index}", "myth", myth)
        for index, part in enumerate(topic.parts):
            held = {f.measure for f in catalog.figures_by_subject.get(part.subject, ())}
            if not held:
                subjects = catalog.figures_by_subject
                words = unknown_name_message("subject of a figure", part.subject, subjects)
                yield Problem(file, f"parts.{index}.subject", words)
            for number, measure in enumerate(part.measures if held else ()):
                if measure not in held:
                    words = unknown_name_message(f"measure of '{part.subject}'", measure, held)
                    yield Problem(file, f"parts.{index}.measures.{number}", words)
    for audience in catalog.audiences:
        place = f"{audience.role}, {audience.mode}"
        yield from check.known("audiences.csv", f"{place}: role", "role", audience.role)
        if audience.figure:
            yield from check.known("audiences.csv", f"{place}: figure", "figure", audience.figure)


def _of_items(catalog: "Catalog", check: "_Check") -> Iterator[Problem]:
    """Items that stand twice in a bank, hold a number, or name an occupation without interests."""
    seen: set[tuple[str, str]] = set()
    for item in catalog.items:
        if (item.bank, item.id) in seen:
            words = f"item '{item.id}' stands twice in bank '{item.bank}'; give one another id"
            yield Problem("items.csv", f"{item.id}: id", words)
        seen.add((item.bank, item.id))
        known = catalog.occupation_interests
        if item.occupation is not None and item.occupation not in known:
            words = unknown_name_message(
                "occupation with six interests in figures/", item.occupation, known
            )
            yield Problem("items.csv", f"{item.id}: occupation", words)
        yield from check.prose("items.csv", item)


_PLURAL = {
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


class _Check:
    """What may be named, asked name by name."""

    def __init__(self, catalog: "Catalog", broken: AbstractSet[str]) -> None:
        self.catalog = catalog
        self.broken = broken
        self.valid: dict[str, Mapping[str, Any]] = {
            kind: getattr(catalog, plural) for kind, plural in _PLURAL.items()
        }
        self.names = _names(catalog)

    def called(self, path: str) -> str:
        """What messages call a file."""
        overlay = self.catalog.added_by.get(path)
        return f"{overlay}/{path}" if overlay else path

    def known(self, file: str, place: str, kind: str, name: str) -> Iterator[Problem]:
        """A problem where no record of a kind has this name."""
        if name not in self.valid[kind] and not self._broken(kind, name):
            yield Problem(file, place, unknown_name_message(kind, name, self.valid[kind]))

    def _broken(self, kind: str, name: str) -> bool:
        plural = _PLURAL[kind]
        return f"{plural}/{name}" in self.broken or f"{plural}.toml" in self.broken

    def fit(
        self, file: str, place: str, source: str, *, may_warn: bool = False
    ) -> Iterator[Problem]:
        """A problem where a source is unknown or may not be cited here."""
        found = self.catalog.sources.get(source)
        if found is None:
            yield from self.known(file, place, "source", source)
        elif found.reliability in _WARN_ONLY and not may_warn:
            words = (
                f"source '{source}' is {found.reliability} and may be cited only in a myth that "
                "warns of it; cite another one, or take the statement out"
            )
            yield Problem(file, place, words)
        elif found.reliability == "judgement":
            words = f"'{source}' is our own judgement; say basis = 'judgement' instead"
            yield Problem(file, place, words)

    def prose(self, file: str, record: BaseModel) -> Iterator[Problem]:
        """Numbers in prose, and placeholders that may not stand there."""
        for place, text in prose_of(record):
            for figure_id in placeholder_ids(text):
                yield from self.known(file, place, "figure", figure_id)
                figure = self.catalog.figures.get(figure_id)
                if figure is not None and figure.period is None:
                    words = f"figure '{figure_id}' has no period and may not be shown"
                    yield Problem(file, place, f"{words}; reword without it")
            if numbers_in(text) and (bare := numbers_in(self.names.without(text))):
                words = (
                    f"the number '{bare[0]}' stands in prose; put it into figures/ and name it as "
                    "{figure-id}, or reword"
                )
                yield Problem(file, place, words)
            if "{" in text and (rest := PLACEHOLDER.sub("", text)) and "{" in rest:
                braces = quote_for_message(rest[rest.index("{") :])
                words = f"{braces} names no figure; write {{figure-id}}"
                yield Problem(file, place, words)


def _names(catalog: "Catalog") -> NumberedNames:
    found: set[str] = set()
    for _, records in records_by_folder(catalog):
        for _, record in records:
            if label := getattr(record, "label", None):
                found.add(label)
                found.update(getattr(record, "also_called", ()))
    return NumberedNames(found)
