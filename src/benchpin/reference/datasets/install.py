"""Add a release of a public data set: read it, hold it to its recipe, put it into use."""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchpin.inputs.errors import BadFile, BadInput
from benchpin.inputs.suggestions import quote_for_message
from benchpin.reference.datasets.import_rows import ImportResult, ReleaseMetadata, import_tables
from benchpin.reference.datasets.manifest import MANIFEST, SET, File, Manifest, write
from benchpin.reference.datasets.registry import EMBEDDED, DatasetRegistry
from benchpin.reference.datasets.specification import DatasetSpec, plain
from benchpin.reference.datasets.specifications import recipe_named
from benchpin.reference.datasets.table_files import TableFile, opened, pieces, reading

_RELEASE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,30}")
_MAX_TEXT = 100_000


def install_release(
    name: str,
    paths: Iterable[Path],
    *,
    home: Path | None = None,
    release: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Manifest:
    """Add what lies in folders, zips or files, and put it into use; answers what was read.

    Raises BadFile where it is broken, and then what was there before stays. `progress` is called
    with a few words as the work goes on.
    """
    recipe = recipe_named(name)
    if release is not None:
        _a_name(release)
    found = pieces(paths)
    place = DatasetRegistry(home)
    with place.staging_folder() as aside:
        folder = aside / "whole"
        folder.mkdir()
        try:
            with closing(sqlite3.connect(folder / SET)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                said = ReleaseMetadata(_said(recipe, found))
                filled = import_tables(connection, recipe, found, progress, said)
                known, how = _release(connection, recipe, said.releases, filled, release)
                _say_what_it_is(connection, recipe, known, said)
                connection.commit()
        except sqlite3.OperationalError as error:
            raise BadFile(f"{place.data}: cannot be written ({error}); make room there") from error
        progress("checksums")
        manifest = _manifest(recipe, known, how, found, filled, folder / SET)
        write(manifest, folder / MANIFEST)
        place.publish_release(manifest, folder)
    return manifest


def _a_name(release: str) -> None:
    if not _RELEASE.fullmatch(release) or release == EMBEDDED:
        raise BadInput(
            f"{quote_for_message(release)} cannot name a release; use letters, digits, dots and "
            "hyphens, as in 30.2"
        )


def _release(
    connection: sqlite3.Connection,
    recipe: DatasetSpec,
    said: set[str],
    filled: dict[str, ImportResult],
    given: str | None,
) -> tuple[str, str]:
    """The release and how it is known; BadFile where files of two releases are mixed."""
    used = {piece for held in filled.values() for piece in held.pieces}
    names = {n for piece in used for n in piece.names} if recipe.in_name else set()
    named = {recipe.named(m) for n in names if (m := _search(recipe.in_name, n))}
    if recipe.fixed:
        said = {recipe.fixed}
    told = said or named
    if len(used) == 1 and len(said) == 1 and len(named) == 1 and said != named:
        where = next(iter(used)).label
        raise BadFile(
            f"{where}: is named as {min(named)}, and what stands in it is of {min(said)}; give it "
            "back its name, or download it again"
        )
    if len(said | named) > 1 and not (given and len(named) <= 1):
        raise BadFile(
            f"files of two releases are given ({' and '.join(sorted(said | named))}); add one at "
            "a time"
        )
    if given and said and given not in said:
        raise BadFile(
            f"the release is given as {quote_for_message(given)}, and the files say {min(said)}; "
            "leave out --release, or give other files"
        )
    if given:
        return given, "given"
    if told:
        return told.pop(), "files"
    if newest := _newest_month(connection, filled):
        return newest, "dates"
    raise BadFile(
        f"nothing in the files of {recipe.name} says which release they are; name it with --release"
    )


def _search(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    return pattern.search(text) if pattern else None


def _said(recipe: DatasetSpec, found: list[TableFile]) -> set[str]:
    """Releases that the Read Me files name."""
    said = set()
    for piece in found:
        if plain(piece.name).startswith("readme") and piece.size < _MAX_TEXT:
            with reading(piece), opened(piece) as stream:
                text = stream.read().decode("utf-8", errors="replace")
            if match := _search(recipe.in_text, text):
                said.add(recipe.named(match))
    return said


def _newest_month(connection: sqlite3.Connection, filled: dict[str, ImportResult]) -> str | None:
    months = set()
    for held in filled.values():
        if any(column.name == "date" for column in held.table.columns):
            name = held.table.name  # one of the recipe's
            query = f"SELECT DISTINCT date FROM {name} WHERE date IS NOT NULL"  # noqa: S608  # nosec B608
            for (date,) in connection.execute(query):
                if match := re.match(r"(\d\d)/(\d{4})$", date):
                    months.add(f"{match[2]}-{match[1]}")
                elif re.match(r"\d{4}-\d\d", date):
                    months.add(date[:7])
    return max(months, default=None)


def _say_what_it_is(
    connection: sqlite3.Connection, recipe: DatasetSpec, release: str, told: ReleaseMetadata
) -> None:
    connection.execute(
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    )
    said = {
        **told.notes,
        "name": recipe.name,
        "release": release,
        "source": _source(recipe, release),
        "publisher": recipe.publisher,
        "licence": recipe.licence,
        "attribution": recipe.attribution.format(release=release),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(said.items()))


def _source(recipe: DatasetSpec, release: str) -> str:
    name = f"{recipe.prefix}{recipe.name}-{release}"
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _manifest(
    recipe: DatasetSpec,
    release: str,
    how: str,
    found: list[TableFile],
    filled: dict[str, ImportResult],
    tables: Path,
) -> Manifest:
    used = {piece.path for held in filled.values() for piece in held.pieces}
    files = sorted({piece.path for piece in found} & used)
    return Manifest(
        name=recipe.name,
        release=release,
        release_from=how,
        added=datetime.now(UTC),
        source=_source(recipe, release),
        title=recipe.title.format(release=release),
        publisher=recipe.publisher,
        url=recipe.url,
        licence=recipe.licence,
        attribution=recipe.attribution.format(release=release),
        file=_file(tables),
        files=tuple(map(_file, files)),
        rows={name: held.rows - held.left_out for name, held in sorted(filled.items())},
        rows_left_out={n: held.left_out for n, held in sorted(filled.items()) if held.left_out},
        rows_of_unknown_code={
            n: held.unknown for n, held in sorted(filled.items()) if held.unknown
        },
        tables_missing=tuple(t.label for t in recipe.tables if t.name not in filled),
    )


def _file(path: Path) -> File:
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(f"{path}: cannot be read ({error.strerror}); add it again") from None
    return File(name=path.name, bytes=path.stat().st_size, sha256=digest)
