"""The references in a catalog's records: to other records, units, places and sources."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from benchpin.facts import Programme, Qualification, Role
from benchpin.facts.ladder import Ladder
from benchpin.inputs.validation import models_in

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


PEOPLE = "people"
"""The notes in `counsel` that are on people, whatever the role."""


def records_by_folder(catalog: "Catalog") -> Iterator[tuple[str, Iterable[tuple[str, Any]]]]:
    """The records of each folder that refer to others, with their ids."""
    for folder in (
        "counsel", "mentoring", "myths", "organisations", "programmes", "providers",
        "qualifications", "questions", "roles", "shapes", "skills", "topics", "traps",
    ):  # fmt: skip
        yield folder, getattr(catalog, folder).items()


def references_in(folder: str, record: Any) -> Iterator[tuple[str, str, str]]:
    """Every reference to another record: its path in this record, the other's kind, and its id."""
    if folder == "roles":
        yield from _role_references(record)
    elif folder == "counsel":
        for index, note in enumerate(record.notes):
            path = f"notes.{index}"
            yield from (
                (f"{path}.from_roles.{i}", "role", r) for i, r in enumerate(note.from_roles)
            )
            yield from ((f"{path}.countries.{i}", "place", c) for i, c in enumerate(note.countries))
    elif folder == "qualifications":
        yield from _qualification_references(record)
    elif folder == "programmes":
        yield "qualification", "qualification", record.qualification
        yield "provider", "provider", record.provider
        yield from ((path, "unit", unit) for path, unit in _units(record))
    elif folder == "mentoring" and record.organisation:
        yield "organisation", "organisation", record.organisation
    elif folder == "organisations" and record.provider:
        yield "provider", "provider", record.provider
    elif folder in ("myths", "questions", "traps"):
        yield from ((f"roles.{i}", "role", r) for i, r in enumerate(record.roles))
        if folder == "myths":
            yield from ((f"figures.{i}", "figure", f) for i, f in enumerate(record.figures))
    if folder in _FOLDERS_WITH_COUNTRIES:
        yield from ((f"country.{i}", "place", c) for i, c in enumerate(record.country))


def _qualification_references(qualification: Qualification) -> Iterator[tuple[str, str, str]]:
    if qualification.awarding_body:
        yield "awarding_body", "provider", qualification.awarding_body
    yield from ((f"roles.{i}", "role", r) for i, r in enumerate(qualification.roles))
    for name in ("teaches", "examines"):
        skills = getattr(qualification, name)
        yield from ((f"{name}.{i}", "skill", s) for i, s in enumerate(skills))
    yield from ((f"covers.{i}", "qualification", q) for i, q in enumerate(qualification.covers))
    for number, group in enumerate(qualification.requires):
        yield from ((f"requires.{number}.{i}", "qualification", q) for i, q in enumerate(group))
    if qualification.superseded_by:
        yield "superseded_by", "qualification", qualification.superseded_by


def _role_references(role: Role) -> Iterator[tuple[str, str, str]]:
    for index, need in enumerate(role.skills):
        yield f"skills.{index}.skill", "skill", need.skill
        for number, country in enumerate(need.countries):
            yield f"skills.{index}.countries.{number}", "place", country
    for index, offered in enumerate(role.offered):
        if offered.figure:
            yield f"offered.{index}.figure", "figure", offered.figure
    if role.ladder:
        yield from _ladder_references(role.ladder)
    for name in ("rewards", "drawbacks", "working_life"):
        for index, conditions in enumerate(getattr(role, name)):
            if conditions.area:
                yield f"{name}.{index}.area", "place", conditions.area


def _ladder_references(ladder: Ladder) -> Iterator[tuple[str, str, str]]:
    """Every role, country and organisation that a ladder names, with its path."""
    for index, prior in enumerate(ladder.builds_on):
        yield f"ladder.builds_on.{index}.role", "role", prior.role
    for name in ("bars", "doors"):
        for index, part in enumerate(getattr(ladder, name)):
            for number, country in enumerate(part.countries):
                yield f"ladder.{name}.{index}.countries.{number}", "place", country
    for index, door in enumerate(ladder.doors):
        for number, listing in enumerate(door.where):
            if listing.organisation:
                path = f"ladder.doors.{index}.where.{number}.organisation"
                yield path, "organisation", listing.organisation


_FOLDERS_WITH_COUNTRIES = (
    "mentoring", "organisations", "programmes", "providers", "qualifications", "questions",
)  # fmt: skip
"""Folders whose records name countries."""


def _units(programme: Programme) -> Iterator[tuple[str, str]]:
    """Every unit in which a programme's duration and prices are stated, with its path."""
    for unit in ("days", "weeks", "months", "years"):
        for key in (f"{unit}_low", f"{unit}_high"):
            if getattr(programme.duration, key) is not None:
                yield f"duration.{key}", unit
    for unit in ("semesters", "hours", "credits"):
        if getattr(programme.duration, unit) is not None:
            yield f"duration.{unit}", unit
    for index, price in enumerate(programme.prices):
        yield f"prices.{index}.currency", price.currency
        if price.per != "whole":
            yield f"prices.{index}.per", f"{price.currency}/{price.per}"


def sources_cited(catalog: "Catalog") -> Iterator[tuple[str, str]]:
    """Every source that the data cite, as pairs of the citing file and the source id."""
    for folder, records in records_by_folder(catalog):
        for identity, record in records:
            yield from ((f"{folder}/{identity}.toml", source) for _, source in sources_in(record))
    for figure in catalog.figures.values():
        yield f"figures/{figure.source}.csv", figure.source
    for entry in catalog.entries.values():
        yield "entry.csv", entry.source
    for zone in catalog.job_zones.values():
        yield "job-zones.csv", zone.source


def sources_in(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every source that a record cites, as pairs of the path in the record and the source id."""
    for name in _citing_fields(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        field_path = f"{prefix}{name}"
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            item_path = field_path if index is None else f"{field_path}.{index}"
            if isinstance(item, str):
                yield item_path, item
            else:
                yield from sources_in(item, f"{item_path}.")


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the fields that cite a source, or contain records that do."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name in {"source", "sources"}
        or any(_citing_fields(inner) for inner in models_in(field.annotation))
    )
