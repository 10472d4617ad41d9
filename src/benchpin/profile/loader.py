"""A profile file as a Profile: checked, frozen, in the field's terms."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import rtoml
from pydantic import BaseModel, ValidationError

from benchpin.catalog import Catalog
from benchpin.catalog.records import lists_to_tuples, toml_error_message
from benchpin.inputs.characters import control_character
from benchpin.inputs.errors import BadFile, BadProfile, Problem
from benchpin.inputs.files import read_at_most
from benchpin.inputs.suggestions import nearest_names, quote_for_message, unknown_name_message
from benchpin.inputs.validation import validation_problems
from benchpin.profile.model import SCHEMA, Profile

MAX_BYTES = 2_000_000
_NOT_COUNTRIES = ("EU",)
"""Places with two letters that figures name and nobody is a resident of."""


def read(path: Path, catalog: Catalog) -> Profile:
    """The profile in a TOML file; raises BadInput with one sentence where it cannot be used."""
    return parse(_text(path), catalog, name=str(path))


def parse(text: str, catalog: Catalog, *, name: str = "profile") -> Profile:
    """The profile in a TOML text; `name` is what messages call it."""
    try:
        table: dict[str, Any] = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise BadFile(f"{name}: {toml_error_message(error)}") from None
    return from_table(table, catalog, name=name)


def from_table(table: dict[str, Any], catalog: Catalog, *, name: str = "profile") -> Profile:
    """The profile in a table of plain values, checked against the catalog."""
    schema = table.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise BadProfile(
            f"{name}: schema: {quote_for_message(str(schema))} is not a form of profile that "
            f"this version reads; use '{SCHEMA}'"
        )
    try:
        profile = Profile.model_validate(lists_to_tuples(table))
    except ValidationError as error:
        raise problem_sentence(validation_problems(error, Profile, name)) from None
    except RecursionError:
        words = "holds tables inside tables without end; see examples/ for the form of a profile"
        raise BadProfile(f"{name}: {words}") from None
    problems = [
        *_control_characters(profile, name),
        *_unknown_names(profile, catalog, name),
        *_unreal_days(profile, name),
    ]
    if problems:
        raise problem_sentence(problems)
    return _with_currency(profile, catalog, name)


def _text(path: Path) -> str:
    content = read_at_most(path, MAX_BYTES, kind="profile file")
    if len(content) > MAX_BYTES:
        raise BadFile(f"{path}: is larger than a profile can be (2 MB); check the name")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadFile(f"{path}: is not a text file; a profile is TOML in UTF-8")
    if not text.strip():
        raise BadFile(f"{path}: is empty; write a profile into it, see examples/")
    return text


def problem_sentence(problems: list[Problem]) -> BadProfile:
    """One sentence about all that is wrong: the first problem, and the places of the others."""
    first, *others = sorted(problems)
    places = ", ".join(problem.place or "the whole" for problem in others[:3])
    also = f" (and {len(others)} more: {places}{', ...' if len(others) > 3 else ''})"
    return BadProfile(f"{first}{also if others else ''}", (first, *others))


def _unknown_names(profile: Profile, catalog: Catalog, name: str) -> list[Problem]:
    problems: list[Problem] = []

    def need(place: str, kind: str, value: str | None, known: Any) -> None:
        if value is not None and value not in known:
            problems.append(Problem(name, place, *_asked_for(kind, value, known)))

    for key, roles in (("roles", profile.aims.roles), ("not", profile.aims.not_)):
        for index, role in enumerate(roles):
            need(f"aims.{key}.{index}", "role", role, catalog.roles)
    for index, skill in enumerate(profile.aims.learn):
        need(f"aims.learn.{index}", "skill", skill, catalog.skills)
    seen: set[str] = set()
    for index, held in enumerate(profile.skills):
        need(f"skills.{index}.skill", "skill", held.skill, catalog.skills)
        if held.skill in seen:
            words = f"skill '{held.skill}' stands twice; keep one"
            problems.append(Problem(name, f"skills.{index}.skill", words))
        seen.add(held.skill)
    studied = [(f"education.{i}", s.qualification) for i, s in enumerate(profile.education)]
    studied += [(f"certificates.{i}", c.qualification) for i, c in enumerate(profile.certificates)]
    for place, qualification in studied:
        known = catalog.qualifications
        need(f"{place}.qualification", "qualification", qualification, known)
    country = profile.circumstances.country
    if country and (country not in catalog.places or country in _NOT_COUNTRIES):
        words = f"no such country '{country}'; use a two-letter code such as US or GB"
        problems.append(Problem(name, "circumstances.country", words))
    currency, known_money = profile.circumstances.currency, set(catalog.currencies.values())
    if currency and currency not in known_money:
        unknown = unknown_name_message("currency", currency, known_money)
        words = f"{unknown}; use a code such as USD or EUR"
        problems.append(Problem(name, "circumstances.currency", words))
    for role in profile.aims.roles:
        if role in profile.aims.not_:
            words = f"'{role}' stands in aims.roles too; keep it in one of them"
            problems.append(Problem(name, "aims.not", words))
    return problems


def _control_characters(part: Any, name: str, place: str = "") -> Iterator[Problem]:
    """A problem for each text with a character that a screen would act on."""
    if isinstance(part, str):
        if found := control_character(part):
            words = f"holds a control character ({found}); take it out"
            yield Problem(name, place, words)
    elif isinstance(part, BaseModel):
        for key, field in type(part).model_fields.items():
            here = f"{place}.{field.alias or key}".lstrip(".")
            yield from _control_characters(getattr(part, key), name, here)
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _control_characters(item, name, f"{place}.{index}")


def _unreal_days(profile: Profile, name: str) -> Iterator[Problem]:
    """A problem for each day that no calendar has, such as 2019-02-31."""
    given = [(f"experience.{i}.started", p.started) for i, p in enumerate(profile.experience)]
    given += [(f"experience.{i}.ended", p.ended) for i, p in enumerate(profile.experience)]
    given += [(f"education.{i}.ended", s.ended) for i, s in enumerate(profile.education)]
    for place, day in given:
        if day is not None and len(day) == len("2019-03-31"):
            try:
                date.fromisoformat(day)
            except ValueError:
                words = f"there is no day {day}; mend it, or give the month alone"
                yield Problem(name, place, words)


def _asked_for(kind: str, value: str, known: Any) -> tuple[str, tuple[str, ...]]:
    """The words for an unknown name, and the nearest records by id or by what they are called."""
    called = {
        title: identity
        for identity, record in known.items()
        for title in (*record.also_called, record.label, identity)
    }
    close = tuple(dict.fromkeys(called[title] for title in nearest_names(value, called)))
    hint = f"nearest: '{close[0]}'; mend it" if close else "take it out"
    return f"{unknown_name_message(kind, value, ())}; {hint}", close


def _with_currency(profile: Profile, catalog: Catalog, name: str) -> Profile:
    """Amounts are in the country's currency unless one is given; USD without a country."""
    terms = profile.circumstances
    if terms.currency or (terms.budget is None and terms.minimum_pay is None):
        return profile
    country = terms.country or "US"
    currency = catalog.currencies.get(country)
    if currency is None:
        raise BadProfile(
            f"{name}: circumstances.currency: the currency of {country} is not known here; "
            'add currency, such as "EUR"'
        )
    return profile.model_copy(
        update={"circumstances": terms.model_copy(update={"currency": currency})}
    )
