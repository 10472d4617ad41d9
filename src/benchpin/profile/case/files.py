"""A case as files: NAME.toml with NAME.case.json beside it, or whole in one JSON file."""

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
from benchpin.profile.loader import from_table, problem_sentence, read
from benchpin.profile.model import Profile
from benchpin.profile.writer import as_toml

ENDING: Final = ".case.json"
MAX_BYTES: Final = 20_000_000


def from_json(text: str, catalog: Catalog, *, name: str = "case") -> Case:
    """The case in a JSON text, checked against the catalog; `name` is what messages call it."""
    return _checked(_table(text, name), catalog, name)


def as_json(case: Case) -> str:
    """A whole case as JSON: what is downloaded, and what `from_json` reads."""
    return _dumped(case.model_dump(mode="json", by_alias=True))


def read_case(path: Path, catalog: Catalog) -> Case:
    """The case of a profile: NAME.toml and, where it is there, NAME.case.json beside it.

    A JSON file with a profile inside is a whole case, as it is downloaded. Raises BadInput with
    one sentence where a file cannot be used.
    """
    if path.suffix == ".json":
        data = _table(_text(path), str(path))
        if "profile" in data or not path.name.endswith(ENDING):
            return _checked(data, catalog, str(path))
        path = path.with_name(path.name.removesuffix(ENDING) + ".toml")
    profile = read(path, catalog)
    rest = case_path(path)
    if not rest.exists():
        return new_case(profile)
    # The profile decides where the two differ, as when one of them was mended by hand.
    kept = _checked({**_table(_text(rest), str(rest)), "profile": {}}, catalog, str(rest))
    return _joined(kept, profile)


def may_write(path: Path, *, force: bool = False) -> None:
    """Whether a case can be begun as NAME.toml and NAME.case.json; raises BadFile where not.

    What is there already stays, unless `force` says that it may be replaced.
    """
    if path.suffix != ".toml":
        raise BadFile(f"{path}: a profile is kept as TOML; name a file that ends in .toml")
    if not path.parent.is_dir():
        raise BadFile(f"{path.parent}: no such folder to write to; make it first")
    there = None if force else is_occupied(path)
    if there:
        words = "is there already; name another file, or replace it with --force"
        raise BadFile(f"{there}: {words}")


def is_occupied(path: Path) -> Path | None:
    """The first of NAME.toml and NAME.case.json that is there already, if one is."""
    return next((each for each in (path, case_path(path)) if each.exists()), None)


def case_path(profile: Path) -> Path:
    """Where the rest of a case stands: NAME.case.json beside NAME.toml."""
    return profile.with_suffix(ENDING)


def write_case(case: Case, path: Path, *, notes: Iterable[str] = ()) -> None:
    """Write a case: into NAME.toml and NAME.case.json, or whole into another JSON file.

    In NAME.toml `notes` stand above the profile, and the skills that wait for a yes below it, as
    comments. A profile that has not changed is not written again, so that its comments stay.
    """
    if path.suffix == ".json" and not path.name.endswith(ENDING):
        replace_files({path: as_json(case)})
        return
    if path.name.endswith(ENDING):
        path = path.with_name(path.name.removesuffix(ENDING) + ".toml")
    rest = case.model_dump(mode="json", by_alias=True, exclude={"profile"})
    texts = {}
    if not _says_the_same(path, case):
        texts[path] = as_toml(case.profile, notes, case.undecided)
    # The profile first: a skill that it holds waits no more, whatever stands beside it.
    replace_files({**texts, case_path(path): _dumped(rest)})


def _says_the_same(path: Path, case: Case) -> bool:
    """Whether a file holds the profile of a case already, whatever its comments and its layout."""
    try:
        there = Profile.model_validate(
            lists_to_tuples(rtoml.loads(path.read_text(encoding="utf-8-sig"))), by_alias=True
        )
    except (OSError, ValueError):
        return False
    terms = there.circumstances
    if terms.currency is None:  # reading fills it in from the country
        terms = terms.model_copy(update={"currency": case.profile.circumstances.currency})
    own = new_case(there.model_copy(update={"circumstances": terms}))
    return own.profile == case.profile and set(own.undecided) <= set(case.undecided)


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
    try:
        table = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise BadFile(f"{name}: is empty; take the file away to begin anew") from None
        words = f"is not valid JSON (line {error.lineno}: {error.msg}); mend it"
        raise BadFile(f"{name}: {words}, or use a copy") from None
    except (ValueError, RecursionError):
        raise BadFile(f"{name}: is JSON that no case holds; use a copy of the file") from None
    if not isinstance(table, dict):
        raise BadFile(f"{name}: is JSON, but not a case; a case begins with {{")
    return table


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _checked(data: dict[str, Any], catalog: Catalog, name: str) -> Case:
    """The case in a table of plain values; raises BadInput with one sentence."""
    data = upgrade(data, name=name)
    profile = data.get("profile", {})
    if not isinstance(profile, dict):
        raise BadProfile(f"{name}: profile: must be a table; mend it")
    person = from_table(profile, catalog, name=f"{name}: profile")
    try:
        case = Case.model_validate_json(json.dumps({**data, "profile": {}}))
    except ValidationError as error:
        raise problem_sentence(validation_problems(error, Case, name)) from None
    named = [("undecided", n, "skill", s.skill) for n, s in enumerate(case.undecided)]
    named += [("chosen", n, "role", role) for n, role in enumerate(case.chosen)]
    known = {"skill": catalog.skills, "role": catalog.roles}
    problems = [
        Problem(
            name, f"{place}.{number}", f"{unknown_name_message(kind, value, known[kind])}; mend it"
        )
        for place, number, kind, value in named
        if value not in known[kind]
    ]
    if problems:
        raise problem_sentence(problems)
    return _joined(case, person)


def _joined(case: Case, profile: Profile) -> Case:
    """A case with a profile: what the profile holds waits no more."""
    own = new_case(profile)
    held = {each.skill for each in (*own.profile.skills, *own.undecided)}
    waiting = tuple(each for each in case.undecided if each.skill not in held)
    return case.model_copy(update={"profile": own.profile, "undecided": (*own.undecided, *waiting)})


def _dumped(table: dict[str, Any]) -> str:
    return json.dumps(table, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
