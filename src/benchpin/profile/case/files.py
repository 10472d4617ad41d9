"""Read and write a case: NAME.toml with NAME.case.json beside it, or one whole JSON file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

import rtoml
from pydantic import ValidationError

from benchpin.catalog import Catalog
from benchpin.catalog.records import lists_to_tuples
from benchpin.inputs.errors import BadFile, BadProfile, Problem
from benchpin.inputs.files import replace_files
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.inputs.validation import validation_problems
from benchpin.profile.case.decisions import new_case
from benchpin.profile.case.model import Case
from benchpin.profile.case.upgrades import upgrade
from benchpin.profile.loader import from_table, profile_error, read
from benchpin.profile.model import Profile
from benchpin.profile.writer import as_toml

SUFFIX: Final = ".case.json"
MAX_BYTES: Final = 20_000_000


def from_json(text: str, catalog: Catalog, *, name: str = "case") -> Case:
    """The case in a JSON text, checked against the catalog; messages call it `name`.

    Raises BadFile or BadProfile, in one sentence.
    """
    return _case_from_table(_table(text, name), catalog, name)


def as_json(case: Case) -> str:
    """A whole case as JSON: the file that a person downloads, and that `from_json` reads."""
    return _json_text(case.model_dump(mode="json", by_alias=True))


def read_case(path: Path, catalog: Catalog) -> Case:
    """The case in NAME.toml and, where it exists, NAME.case.json beside it.

    A JSON file with a profile inside is a whole case, as it is downloaded. Raises BadInput, in one
    sentence, where a file cannot be used.
    """
    if path.suffix == ".json":
        data = _table(_text(path), str(path))
        if "profile" in data or not path.name.endswith(SUFFIX):
            return _case_from_table(data, catalog, str(path))
        path = path.with_name(path.name.removesuffix(SUFFIX) + ".toml")
    profile = read(path, catalog)
    json_path = case_path(path)
    if not json_path.exists():
        return new_case(profile)
    # NAME.toml decides where the two differ, as when a person edited one of them by hand.
    stored_case = _case_from_table(
        {**_table(_text(json_path), str(json_path)), "profile": {}}, catalog, str(json_path)
    )
    return _with_profile(stored_case, profile)


def check_writable(path: Path, *, force: bool = False) -> None:
    """Raise BadFile unless a new case can be written as NAME.toml and NAME.case.json.

    Existing files are an error, unless `force` says that they may be replaced.
    """
    if path.suffix != ".toml":
        raise BadFile(f"{path}: a profile is kept as TOML; name a file that ends in .toml")
    if not path.parent.is_dir():
        raise BadFile(f"{path.parent}: no such folder to write to; make it first")
    existing_path = None if force else existing_case_file(path)
    if existing_path:
        message = "is there already; name another file, or replace it with --force"
        raise BadFile(f"{existing_path}: {message}")


def existing_case_file(path: Path) -> Path | None:
    """The first of NAME.toml and NAME.case.json that exists; None where neither does."""
    return next((file for file in (path, case_path(path)) if file.exists()), None)


def case_path(profile: Path) -> Path:
    """The path of NAME.case.json, which holds all but the profile, beside NAME.toml."""
    return profile.with_suffix(SUFFIX)


def write_case(case: Case, path: Path, *, notes: Iterable[str] = ()) -> None:
    """Write a case to NAME.toml and NAME.case.json, or whole to any other JSON file.

    In NAME.toml, `notes` stand above the profile and the undecided skills below it, as comments. A
    profile that has not changed is not written again, so that a person's own comments stay.
    """
    if path.suffix == ".json" and not path.name.endswith(SUFFIX):
        replace_files({path: as_json(case)})
        return
    if path.name.endswith(SUFFIX):
        path = path.with_name(path.name.removesuffix(SUFFIX) + ".toml")
    case_table = case.model_dump(mode="json", by_alias=True, exclude={"profile"})
    texts = {}
    if not _has_same_profile(path, case):
        texts[path] = as_toml(case.profile, notes, case.undecided)
    # The profile first: a stop between the two loses
    # no confirmed skill.
    replace_files({**texts, case_path(path): _json_text(case_table)})


def _has_same_profile(path: Path, case: Case) -> bool:
    """Whether a file has the profile of a case already, whatever its comments and layout."""
    try:
        stored_profile = Profile.model_validate(
            lists_to_tuples(rtoml.loads(path.read_text(encoding="utf-8-sig"))), by_alias=True
        )
    except (OSError, ValueError):
        return False
    circumstances = stored_profile.circumstances
    if circumstances.currency is None:  # the loader fills it in from the country
        circumstances = circumstances.model_copy(
            update={"currency": case.profile.circumstances.currency}
        )
    stored_profile = stored_profile.model_copy(update={"circumstances": circumstances})
    stored_case = new_case(_with_read_qualifications(stored_profile, case.profile))
    return stored_case.profile == case.profile and set(stored_case.undecided) <= set(case.undecided)


def _with_read_qualifications(profile: Profile, read_profile: Profile) -> Profile:
    """A profile with the qualifications that the loader read in the words of its entries."""
    parts: dict[str, tuple[Any, ...]] = {}
    for part in ("education", "certificates"):
        entries, read_entries = getattr(profile, part), getattr(read_profile, part)
        if len(entries) == len(read_entries):
            parts[part] = tuple(
                entry.model_copy(
                    update={"qualification": entry.qualification or read_entry.qualification}
                )
                for entry, read_entry in zip(entries, read_entries, strict=True)
            )
    return profile.model_copy(update=parts)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except OSError as error:
        raise BadFile(f"{path}: cannot be read ({error.strerror}); check the name") from None
    if len(content) > MAX_BYTES:
        raise BadFile(f"{path}: is larger than a case can be (20 MB); check the name")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(f"{path}: is not a text file; a case is JSON in UTF-8") from None


def _table(text: str, name: str) -> dict[str, Any]:
    """The object in a JSON text; raises BadFile for anything else, NaN and Infinity included."""
    try:
        table = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise BadFile(f"{name}: is empty; take the file away to begin anew") from None
        message = f"is not valid JSON (line {error.lineno}: {error.msg}); correct it"
        raise BadFile(f"{name}: {message}, or use a copy") from None
    except (ValueError, RecursionError):
        raise BadFile(f"{name}: is JSON that no case holds; use a copy of the file") from None
    if not isinstance(table, dict):
        raise BadFile(f"{name}: is JSON, but not a case; a case begins with {{")
    return table


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def _case_from_table(data: dict[str, Any], catalog: Catalog, name: str) -> Case:
    """The case in a table of plain values; raises BadInput, in one sentence."""
    data = upgrade(data, name=name)
    profile = data.get("profile", {})
    if not isinstance(profile, dict):
        raise BadProfile(f"{name}: profile: must be a table; correct it")
    checked_profile = from_table(profile, catalog, name=f"{name}: profile")
    # As JSON, because strict validation takes dates as text only from JSON. The profile was checked
    # above, for its messages name the place in the profile.
    try:
        case = Case.model_validate_json(json.dumps({**data, "profile": {}}))
    except ValidationError as error:
        raise profile_error(validation_problems(error, Case, name)) from None
    references = [("undecided", n, "skill", s.skill) for n, s in enumerate(case.undecided)]
    references += [("chosen", n, "role", role) for n, role in enumerate(case.chosen)]
    catalog_records = {"skill": catalog.skills, "role": catalog.roles}
    problems = [
        Problem(
            name,
            f"{place}.{number}",
            f"{unknown_name_message(kind, value, catalog_records[kind])}; correct it",
        )
        for place, number, kind, value in references
        if value not in catalog_records[kind]
    ]
    if problems:
        raise profile_error(problems)
    return _with_profile(case, checked_profile)


def _with_profile(case: Case, profile: Profile) -> Case:
    """A case with another profile; skills of the profile are no longer undecided."""
    profile_case = new_case(profile)
    skill_ids = {skill.skill for skill in (*profile_case.profile.skills, *profile_case.undecided)}
    undecided = tuple(proposal for proposal in case.undecided if proposal.skill not in skill_ids)
    return case.model_copy(
        update={"profile": profile_case.profile, "undecided": (*profile_case.undecided, *undecided)}
    )


def _json_text(table: dict[str, Any]) -> str:
    return json.dumps(table, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
