"""Load."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from benchpin.catalog.checks.cross_references import broken_links, broken_phrases
from benchpin.catalog.data_files import DATA, DataFile, files_in, version_of
from benchpin.catalog.loader.assemble import CatalogAssembler
from benchpin.catalog.model import Catalog, _phrases
from benchpin.inputs.errors import BadData, BadFile, Problem


def parse_overlay_paths(value: str | None) -> tuple[Path, ...]:
    """The overlay folders that `BENCHPIN_DATA` names, in order."""
    return tuple(Path(part) for part in (value or "").split(os.pathsep) if part.strip())


def load(overlays: Iterable[Path] = (), *, root: Path = DATA) -> Catalog:
    """The catalog with its overlays; raises BadData with every problem where one is broken."""
    with garbage_collection_paused():
        catalog, problems, _ = _read(root, tuple(overlays))
    if problems:
        raise BadData(problems)
    return catalog


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """A stretch without garbage collection: of thousands of new records every one is kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check(overlays: Iterable[Path] = (), *, root: Path = DATA) -> tuple[Problem, ...]:
    """Every problem of the catalog and its overlays, sorted by file and place."""
    catalog, problems, broken = _read(root, tuple(overlays))
    later: list[Problem] = []
    phrases = _phrases(catalog.phrase_files, later)
    later.extend(broken_phrases(phrases, catalog, broken))
    return tuple(sorted({*problems, *later}))


def _read(
    root: Path, overlays: tuple[Path, ...]
) -> tuple[Catalog, tuple[Problem, ...], frozenset[str]]:
    """The catalog as far as it can be read, what is wrong with it, and what cannot be read."""
    for folder in (root, *overlays):
        if not folder.is_dir():
            raise BadFile(
                f"{folder}: no such folder of data; name folders that exist in BENCHPIN_DATA"
            )
    names = ("", *(folder.resolve().name for folder in overlays))
    folders = tuple(map(files_in, (root, *overlays), names))
    # An overlay's record with the same path stands in for ours: that is how it corrects one.
    files: dict[str, DataFile] = {}
    added_by: dict[str, str] = {}
    appended: list[DataFile] = []
    for name, held in zip(names, folders, strict=True):
        for file in held:
            if name and file.path.endswith(".csv") and file.path in files:
                appended.append(file)
            else:
                files[file.path] = file
                if name:
                    added_by[file.path] = name
    problems: list[Problem] = []
    read = CatalogAssembler(
        tuple(files[path] for path in sorted(files)) + tuple(appended), problems
    )
    parts = read.everything()
    catalog = Catalog(**parts, version=version_of(folders), added_by=MappingProxyType(added_by))
    problems.extend(broken_links(catalog, read.broken))
    return catalog, tuple(sorted(set(problems))), frozenset(read.broken)
