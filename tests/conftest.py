"""One catalog a worker: it is frozen, so that all tests can share what takes longest to make.

Loading it takes a third of a second, and what is built on it (phrases, titles, the role matrix)
longer; forty modules did so each. With overlays, or from another folder, it is loaded as ever.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchpin import catalog
from benchpin.catalog import DATA, Catalog

_load = catalog.load


@cache
def _shipped() -> Catalog:
    return _load()


def _load_once(overlays: Iterable[Path] = (), *, root: Path = DATA) -> Catalog:
    folders = tuple(overlays)
    return _shipped() if not folders and root == DATA else _load(folders, root=root)


catalog.load = _load_once
