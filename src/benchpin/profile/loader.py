"""Read and check a profile file: TOML text to a frozen `Profile`."""

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
from benchpin.inputs.files import read_limited
from benchpin.inputs.suggestions import nearest_names, quote_for_message, unknown_name_message
from benchpin.inputs.validation import validation_problems
from benchpin.profile.model import SCHEMA, Profile
from benchpin.profile.qualification_names import with_qualifications

MAX_BYTES = 2_000_000
_NOT_COUNTRIES = ("EU",)
"""Two-letter places of figures that are no country of residence."""


def read(path: Path, catalog: Catalog) -> Profile:
    """The profile in a TOML file; raises BadInput, in one sentence, where it cannot be used."""
    return parse(_text(path), catalog, name=str(path))


def parse(text: str, catalog: Catalog, *, name: str = "profile") -> Profile:
    """The profile in a TOML text; error messages call it `name`."""
    try:
        table: dict[str, Any] = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise BadFile(f"{name}: {toml_error_message(error)}") from None
    return from_table(table, catalog, name=name)


def from_table(table: dict[str, Any], catalog: Catalog, *, name: str = "profile") -> Profile:
    """The profile in a table of plain values, checked against the catalog.

    Schooling and certificates whose words are the name of a qualification get its id. Raises
    BadProfile with every problem: shape, control characters, unknown ids, impossible days.
    """
    schema = table.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise BadProfile(
            f"{name}: schema: {quote_for_message(str(schema))} is not a form of profile that "
            f"this version reads; use '{SCHEMA}'"
        )
    try:
        profile = Profile.model_validate(lists_to_tuples(table))
    except ValidationError as error:
        raise profile_error(validation_problems(error, Profile, name)) from None
    except RecursionError:
        message = "holds tables inside tables without end; see examples/ for the form of a profile"
        raise BadProfile(f"{name}: {message}") from None
    problems = [
        *_control_characters(profile, name),
        *_unknown_names(profile, catalog, name),
        *_unreal_days(profile, name),
    ]
    if problems:
        raise profile_error(problems)
    return with_qualifications(_with_currency(profile, catalog, name), catalog)


def _text(path: Path) -> str:
    content = read_limited(path, MAX_BYTES, kind="profile file")
    if len(content) > MAX_BYTES:
        raise BadFile(f"{path}: is larger than a profile can be (2 MB); check the name")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"  # refused below with the same message as a binary file
    if "\0" in text:
        raise BadFile(f"{path}: is not a text file; a profile is TOML in UTF-8")
    if not text.strip():
        raise BadFile(f"{path}: is empty; write a profile into it, see examples/")
    return text


def profile_error(problems: list[Problem]) -> BadProfile:
    """All problems as one error: the first in full, then the places of up to three others."""
    first, *other_problems = sorted(problems)
    places = ", ".join(problem.place or "the whole" for problem in other_problems[:3])
    suffix = (
        f" (and {len(other_problems)} more: {places}{', ...' if len(other_problems) > 3 else ''})"
    )
    return BadProfile(f"{first}{suffix if other_problems else ''}", (first, *other_problems))


def _unknown_names(profile: Profile, catalog: Catalog, name: str) -> list[Problem]:
    """A problem for each id that the catalog does not have, and for each id given twice."""
    problems: list[Problem] = []

    def check_known(place: str, kind: str, value: str | None, records: Any) -> None:
        if value is not None and value not in records:
            problems.append(Problem(name, place, *_unknown_id_message(kind, value, records)))

    for index, role in enumerate(profile.aims.roles):
        check_known(f"aims.roles.{index}", "role", role, catalog.roles)
    families = {role.family for role in catalog.roles.values()}
    for index, role in enumerate(profile.aims.not_):
        # A whole family of roles can be put aside too.
        if role not in families:
            check_known(f"aims.not.{index}", "role", role, catalog.roles)
    for index, skill in enumerate(profile.aims.learn):
        check_known(f"aims.learn.{index}", "skill", skill, catalog.skills)
    skill_ids: set[str] = set()
    for index, profile_skill in enumerate(profile.skills):
        check_known(f"skills.{index}.skill", "skill", profile_skill.skill, catalog.skills)
        if profile_skill.skill in skill_ids:
            message = f"skill '{profile_skill.skill}' stands twice; keep one"
            problems.append(Problem(name, f"skills.{index}.skill", message))
        skill_ids.add(profile_skill.skill)
    qualification_paths = [
        (f"education.{i}", s.qualification) for i, s in enumerate(profile.education)
    ]
    qualification_paths += [
        (f"certificates.{i}", c.qualification) for i, c in enumerate(profile.certificates)
    ]
    for place, qualification in qualification_paths:
        qualifications = catalog.qualifications
        check_known(f"{place}.qualification", "qualification", qualification, qualifications)
    country = profile.circumstances.country
    if country and (country not in catalog.places or country in _NOT_COUNTRIES):
        message = f"no such country '{country}'; use a two-letter code such as US or GB"
        problems.append(Problem(name, "circumstances.country", message))
    currency, currencies = profile.circumstances.currency, set(catalog.currencies.values())
    if currency and currency not in currencies:
        reason = unknown_name_message("currency", currency, currencies)
        message = f"{reason}; use a code such as USD or EUR"
        problems.append(Problem(name, "circumstances.currency", message))
    for role in profile.aims.roles:
        if role in profile.aims.not_:
            message = f"'{role}' stands in aims.roles too; keep it in one of them"
            problems.append(Problem(name, "aims.not", message))
    return problems


def _control_characters(part: Any, name: str, place: str = "") -> Iterator[Problem]:
    """A problem for each text with a control character, which a terminal could act on."""
    if isinstance(part, str):
        if character := control_character(part):
            message = f"holds a control character ({character}); take it out"
            yield Problem(name, place, message)
    elif isinstance(part, BaseModel):
        for key, field in type(part).model_fields.items():
            field_place = f"{place}.{field.alias or key}".lstrip(".")
            yield from _control_characters(getattr(part, key), name, field_place)
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _control_characters(item, name, f"{place}.{index}")


def _unreal_days(profile: Profile, name: str) -> Iterator[Problem]:
    """A problem for each day that does not exist, such as 2019-02-31."""
    days = [(f"experience.{i}.started", p.started) for i, p in enumerate(profile.experience)]
    days += [(f"experience.{i}.ended", p.ended) for i, p in enumerate(profile.experience)]
    days += [(f"education.{i}.ended", s.ended) for i, s in enumerate(profile.education)]
    for place, day in days:
        if day is not None and len(day) == len("2019-03-31"):
            try:
                date.fromisoformat(day)
            except ValueError:
                message = f"there is no day {day}; correct it, or give the month alone"
                yield Problem(name, place, message)


def _unknown_id_message(kind: str, value: str, records: Any) -> tuple[str, tuple[str, ...]]:
    """The message for an unknown id, and the nearest ids, compared by id and by every title."""
    ids_by_title = {
        title: identity
        for identity, record in records.items()
        for title in (*record.also_called, record.label, identity)
    }
    nearest_ids = tuple(
        dict.fromkeys(ids_by_title[title] for title in nearest_names(value, ids_by_title))
    )
    hint = f"nearest: '{nearest_ids[0]}'; correct it" if nearest_ids else "take it out"
    return f"{unknown_name_message(kind, value, ())}; {hint}", nearest_ids


def _with_currency(profile: Profile, catalog: Catalog, name: str) -> Profile:
    """The profile with the currency of its amounts: the country's, or USD without a country.

    Raises BadProfile where the country's currency is not in the catalog.
    """
    circumstances = profile.circumstances
    if circumstances.currency or (
        circumstances.budget is None and circumstances.minimum_pay is None
    ):
        return profile
    country = circumstances.country or "US"
    currency = catalog.currencies.get(country)
    if currency is None:
        raise BadProfile(
            f"{name}: circumstances.currency: the currency of {country} is not known here; "
            'add currency, such as "EUR"'
        )
    return profile.model_copy(
        update={"circumstances": circumstances.model_copy(update={"currency": currency})}
    )
