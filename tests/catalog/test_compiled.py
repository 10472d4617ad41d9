"""The compiled catalog is the catalog, and is read only while it is sound."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from benchpin.catalog import DATA, Catalog
from benchpin.catalog.loader import compiled, folders
from benchpin.catalog.loader.compiled import CACHE_VARIABLE, MAX_COMPILED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def plain(value: Any) -> Any:
    return list(value.items()) if isinstance(value, Mapping) else value


def assert_same(first: Catalog, second: Catalog) -> None:
    for field in fields(Catalog):
        assert plain(getattr(first, field.name)) == plain(getattr(second, field.name)), field.name


def count_parses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    parses: list[int] = []
    read = folders._read

    def counted(root: Path, overlays: tuple[Path, ...]) -> Any:
        parses.append(len(overlays))
        return read(root, overlays)

    monkeypatch.setattr(folders, "_read", counted)
    return parses


def test_the_compiled_catalog_is_the_parsed_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parses = count_parses(monkeypatch)
    parsed, compiled_catalog = folders.load(), folders.load()
    assert len(parses) == 1
    assert len(list(folder.iterdir())) == 1
    assert_same(parsed, compiled_catalog)
    assert parsed.skill_phrases == compiled_catalog.skill_phrases


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-10],
        lambda content: content.replace(b"bench-jeweler", b"bench-jewelry", 1),
        lambda content: b"",
        lambda content: content + b"\n{}",
    ],
    ids=["cut short", "changed", "empty", "longer"],
)
def test_a_damaged_file_is_not_trusted_and_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, damage: Any
) -> None:
    first = folders.load()
    [file] = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    parses = count_parses(monkeypatch)
    assert_same(first, folders.load())
    assert len(parses) == 1
    assert file.read_bytes() == sound


def test_changed_data_or_code_have_a_file_of_their_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = compiled.compiled_path(folder, "sha256:1")
    assert compiled.compiled_path(folder, "sha256:2") != path
    monkeypatch.setattr(compiled, "_code_version", lambda: "another")
    assert compiled.compiled_path(folder, "sha256:1") != path


def test_an_overlay_is_parsed_and_never_compiled(folder: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "house"
    overlay.mkdir()
    header = (DATA / "trade-titles.csv").read_text(encoding="utf-8").split("\n")[0]
    (overlay / "trade-titles.csv").write_text(f"{header}\n")
    assert folders.load([overlay]).version != folders.load().version
    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_cannot_be_written_to_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    assert folders.load().roles


def test_without_a_folder_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, "")
    parses = count_parses(monkeypatch)
    folders.load()
    folders.load()
    assert len(parses) == 2


def test_only_the_newest_files_are_kept(folder: Path) -> None:
    catalog = folders.load()
    for number in range(MAX_COMPILED + 2):
        compiled.write_compiled(catalog, folder / f"catalog-{number}.json")
    names = {file.name for file in folder.iterdir()}
    assert len(names) == MAX_COMPILED
    assert f"catalog-{MAX_COMPILED + 1}.json" in names
