"""The compiled catalog: all records in one file, so that a start need not parse a thousand.

It is a copy, named after the hash of the data it was made from and of the code that reads it, and
it is read only if its own hash is right. It holds JSON and no code. Where it is missing, damaged or
out of date the data files are parsed, and it is written anew.
"""

import hashlib
import os
import typing
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchpin.catalog.data_files import DATA
from benchpin.catalog.model import Catalog

CACHE_VARIABLE = "BENCHPIN_CACHE"
"""The folder of compiled catalogs; empty means that none is written or read."""
MAX_COMPILED = 3
"""How many compiled catalogs are kept: one for each version that is in use on a machine."""
MAX_BYTES = 64_000_000
_NOT_COMPILED = ("phrase_files", "version")
"""Fields that the data files give at once: the phrases are parsed on first use only."""
_DIGEST_LENGTH = 64
_CODE = Path(__file__).resolve().parents[2]
_CODE_FOLDERS = ("facts", "catalog", "catalog/loader")


def cache_folder() -> Path | None:
    """The folder of compiled catalogs; None where BENCHPIN_CACHE is set and empty."""
    folder = os.environ.get(CACHE_VARIABLE)
    if folder is not None:
        return Path(folder) if folder.strip() else None
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where nothing is named

    return user_cache_path("benchpin", appauthor=False)


def compiled_path(folder: Path, version: str) -> Path:
    """The file of a catalog's version, as the code of today reads it."""
    digest = hashlib.sha256(f"{version} {_code_version()}".encode()).hexdigest()
    return folder / f"catalog-{digest[:32]}.json"


def read_compiled(path: Path) -> dict[str, Any] | None:
    """The fields of a catalog from its compiled file; None where it is missing or damaged."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    digest, _, records = content.partition(b"\n")
    if len(content) > MAX_BYTES or digest.decode("ascii", "replace") != _digest(records):
        return None
    lines = records.split(b"\n")
    if len(lines) != len(_adapters()):
        return None
    parts: dict[str, Any] = {}
    for (name, adapter), line in zip(_adapters().items(), lines, strict=True):
        value = adapter.validate_json(line)
        parts[name] = MappingProxyType(value) if isinstance(value, dict) else value
    return parts


def write_compiled(catalog: Catalog, path: Path) -> None:
    """Write a catalog's compiled file whole or not at all; older ones are deleted.

    A folder that cannot be written to is no error: the next start parses the data files again.
    """
    records = b"\n".join(
        adapter.dump_json(_plain(getattr(catalog, name)), by_alias=True, exclude_unset=True)
        for name, adapter in _adapters().items()
    )
    temporary_path = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary_path.write_bytes(_digest(records).encode("ascii") + b"\n" + records)
        temporary_path.replace(path)
        by_age = sorted(path.parent.glob("catalog-*.json"), key=lambda file: file.stat().st_mtime)
        for old in by_age[:-MAX_COMPILED]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            temporary_path.unlink(missing_ok=True)


def is_compilable(root: Path, overlays: tuple[Path, ...]) -> bool:
    """Whether a catalog may be compiled: our own data alone, as overlays are edited while read."""
    return root == DATA and not overlays


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _adapters() -> "dict[str, Any]":
    """The adapter of each compiled field, in the order of the fields."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    hints = typing.get_type_hints(Catalog)
    adapters: dict[str, Any] = {}
    for field in fields(Catalog):
        if field.name in _NOT_COMPILED:
            continue
        hint = hints[field.name]
        if typing.get_origin(hint) is Mapping:
            key, value = typing.get_args(hint)
            hint = dict[key, value]  # type: ignore[valid-type]
        adapters[field.name] = TypeAdapter(hint)
    return adapters


@cache
def _code_version() -> str:
    """A hash of the code that reads records: a changed model has another compiled file."""
    digest = hashlib.sha256()
    for folder in _CODE_FOLDERS:
        for path in sorted((_CODE / folder).glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
