"""A small, invented, frozen catalog, and ways to spoil a copy of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchpin import catalog

SMALL = Path(__file__).with_name("small")

Spoil = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def real() -> catalog.Catalog:
    """The catalog that we ship."""
    return catalog.load()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small catalog's folder."""
    return shutil.copytree(SMALL, tmp_path / "data")


@pytest.fixture
def spoil(small: Path) -> Spoil:
    """Puts one text in another's place in a file of the copy; answers the copy's folder.

    `old` empty: the new text is written at the end (the file may be a new one).
    """

    def change(path: str, old: str, new: str) -> Path:
        file = small / path
        if not old:
            file.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            file.write_text(text + new, encoding="utf-8", newline="\n")
            return small
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}: the case would change nothing"
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        return small

    return change
