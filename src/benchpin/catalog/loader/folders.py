"""The catalog of a data folder and its overlays, and every problem in them."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from benchpin.catalog.checks.cross_references import cross_reference_problems, skill_phrase_problems
from benchpin.catalog.checks.publications import publication_problems
from benchpin.catalog.data_files import DATA, DataFile, catalog_version, data_files_in
from benchpin.catalog.loader.assemble import LAZY_FILE, CatalogAssembler
from benchpin.catalog.loader.compiled import (
    cache_folder,
    compiled_path,
    is_compilable,
    read_compiled,
    write_compiled,
)
from benchpin.catalog.model import Catalog, parse_phrases
from benchpin.inputs.errors import BadData, BadFile, Problem


def parse_overlay_paths(value: str | None) -> tuple[Path, ...]:
    """The overlay folders that `BENCHPIN_DATA` names, in order."""
    return tuple(Path(part) for part in (value or "").split(os.pathsep) if part.strip())


def configured_overlays() -> tuple[Path, ...]:
    """The overlay folders that the environment variable BENCHPIN_DATA names, in order."""
    return parse_overlay_paths(os.environ.get("BENCHPIN_DATA"))


def load_configured() -> Catalog:
    """The catalog with the overlays that BENCHPIN_DATA names: what every shell opens."""
    return load(configured_overlays())


def load(overlays: Iterable[Path] = (), *, root: Path = DATA) -> Catalog:
    """The catalog with its overlays; raises BadData with every problem where one is broken."""
    overlays = tuple(overlays)
    with garbage_collection_paused():
        if is_compilable(root, overlays) and (folder := cache_folder()) is not None:
            return _load_compiled(folder)
        catalog, problems, _ = _read(root, overlays)
    if problems:
        raise BadData(problems)
    return catalog


def _load_compiled(folder: Path) -> Catalog:
    """Our own catalog, from its compiled file in a folder if that is sound; else it is written."""
    files = data_files_in(DATA)
    version = catalog_version((files,))
    path = compiled_path(folder, version)
    parts = read_compiled(path)
    if parts is not None:
        phrase_files = tuple(file for file in files if file.path == LAZY_FILE)
        return Catalog(**parts, phrase_files=phrase_files, version=version)
    catalog, problems, _ = _read(DATA, ())
    if problems:
        raise BadData(problems)
    write_compiled(catalog, path)
    return catalog


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """A context without garbage collection, for speed: all of thousands of new objects are kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check(overlays: Iterable[Path] = (), *, root: Path = DATA) -> tuple[Problem, ...]:
    """Every problem of the catalog and its overlays, sorted by file and path."""
    catalog, problems, broken = _read(root, tuple(overlays))
    phrase_problems: list[Problem] = []
    phrases = parse_phrases(catalog.phrase_files, phrase_problems)
    phrase_problems.extend(skill_phrase_problems(phrases, catalog, broken))
    return tuple(sorted({*problems, *phrase_problems, *publication_problems(catalog)}))


def _read(
    root: Path, overlays: tuple[Path, ...]
) -> tuple[Catalog, tuple[Problem, ...], frozenset[str]]:
    """The catalog as far as it can be read, its problems, and the paths of unreadable records."""
    for folder in (root, *overlays):
        if not folder.is_dir():
            raise BadFile(
                f"{folder}: no such folder of data; name folders that exist in BENCHPIN_DATA"
            )
    # Resolved, so that an overlay given as "." has a name; the empty one is our own data.
    names = ("", *(folder.resolve().name for folder in overlays))
    folders = tuple(map(data_files_in, (root, *overlays), names))
    # An overlay's record replaces ours of the same path; its CSV rows are added to ours.
    files: dict[str, DataFile] = {}
    added_by: dict[str, str] = {}
    appended: list[DataFile] = []
    for name, folder_files in zip(names, folders, strict=True):
        for file in folder_files:
            if name and file.path.endswith(".csv") and file.path in files:
                appended.append(file)
            else:
                files[file.path] = file
                if name:
                    added_by[file.path] = name
    problems: list[Problem] = []
    assembler = CatalogAssembler(
        tuple(files[path] for path in sorted(files)) + tuple(appended), problems
    )
    parts = assembler.catalog_fields()
    catalog = Catalog(
        **parts, version=catalog_version(folders), added_by=MappingProxyType(added_by)
    )
    problems.extend(cross_reference_problems(catalog, assembler.broken))
    return catalog, tuple(sorted(set(problems))), frozenset(assembler.broken)
