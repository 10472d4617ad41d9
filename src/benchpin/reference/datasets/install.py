"""Installation of a release of a public data set: found, imported with its checks, activated."""

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
from benchpin.reference.datasets.manifest import (
    DATABASE_FILE,
    MANIFEST,
    File,
    Manifest,
    write_manifest,
)
from benchpin.reference.datasets.registry import EMBEDDED, DatasetRegistry
from benchpin.reference.datasets.specification import DatasetSpec, normalize_header
from benchpin.reference.datasets.specifications import find_dataset_spec
from benchpin.reference.datasets.table_files import (
    TableFile,
    find_table_files,
    open_table_file,
    read_errors,
)

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
    """Install a release from folders, zips or files, activate it, and return its manifest.

    Raises BadFile where it is broken, and leaves everything as it was. `progress` is called with a
    few words at each step.
    """
    spec = find_dataset_spec(name)
    if release is not None:
        _require_release_name(release)
    files = find_table_files(paths)
    registry = DatasetRegistry(home)
    with registry.staging_folder() as staging:
        folder = staging / "whole"
        folder.mkdir()
        try:
            with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection:
                # A failed import is discarded with its folder, so neither journal nor sync is
                # needed.
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                metadata = ReleaseMetadata(_readme_releases(spec, files))
                results = import_tables(connection, spec, files, progress, metadata)
                resolved_release, release_source = _determine_release(
                    connection, spec, metadata.releases, results, release
                )
                _write_metadata(connection, spec, resolved_release, metadata)
                connection.commit()
        except sqlite3.OperationalError as error:
            raise BadFile(
                f"{registry.data}: cannot be written ({error}); make room there"
            ) from error
        progress("checksums")
        manifest = _manifest(
            spec, resolved_release, release_source, files, results, folder / DATABASE_FILE
        )
        write_manifest(manifest, folder / MANIFEST)
        registry.publish_release(manifest, folder)
    return manifest


def _require_release_name(release: str) -> None:
    if not _RELEASE.fullmatch(release) or release == EMBEDDED:
        raise BadInput(
            f"{quote_for_message(release)} cannot name a release; use letters, digits, dots and "
            "hyphens, as in 30.2"
        )


def _determine_release(
    connection: sqlite3.Connection,
    spec: DatasetSpec,
    stated_releases: set[str],
    results: dict[str, ImportResult],
    requested_release: str | None,
) -> tuple[str, str]:
    """The release and how it was determined ("given", "files" or "dates").

    Raises BadFile where the files are of two releases, or contradict the requested one.
    """
    used_files = {file for result in results.values() for file in result.files}
    names = {n for file in used_files for n in file.names} if spec.in_name else set()
    named_releases = {spec.release_of(m) for n in names if (m := _search(spec.in_name, n))}
    if spec.fixed:
        stated_releases = {spec.fixed}
    known_releases = stated_releases or named_releases
    is_one_of_each = len(used_files) == len(stated_releases) == len(named_releases) == 1
    if is_one_of_each and stated_releases != named_releases:
        label = next(iter(used_files)).label
        raise BadFile(
            f"{label}: is named as {min(named_releases)}, and what stands in it is of "
            f"{min(stated_releases)}; give it back its name, or download it again"
        )
    all_releases = stated_releases | named_releases
    # A requested release may contradict the one file name that there is, never two of them.
    if len(all_releases) > 1 and not (requested_release and len(named_releases) <= 1):
        raise BadFile(
            f"files of two releases are given ({' and '.join(sorted(all_releases))}); add one at "
            "a time"
        )
    if requested_release and stated_releases and requested_release not in stated_releases:
        raise BadFile(
            f"the release is given as {quote_for_message(requested_release)}, and the files say "
            f"{min(stated_releases)}; leave out --release, or give other files"
        )
    if requested_release:
        return requested_release, "given"
    if known_releases:
        return known_releases.pop(), "files"
    if newest := _newest_month(connection, results):
        return newest, "dates"
    raise BadFile(
        f"nothing in the files of {spec.name} says which release they are; name it with --release"
    )


def _search(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    return pattern.search(text) if pattern else None


def _readme_releases(spec: DatasetSpec, files: list[TableFile]) -> set[str]:
    """The releases that the Read Me files name."""
    releases = set()
    for file in files:
        if normalize_header(file.name).startswith("readme") and file.size < _MAX_TEXT:
            with read_errors(file), open_table_file(file) as stream:
                text = stream.read().decode("utf-8", errors="replace")
            if match := _search(spec.in_text, text):
                releases.add(spec.release_of(match))
    return releases


def _newest_month(connection: sqlite3.Connection, results: dict[str, ImportResult]) -> str | None:
    months = set()
    for result in results.values():
        if any(column.name == "date" for column in result.table.columns):
            name = result.table.name  # a constant of the specification
            query = f"SELECT DISTINCT date FROM {name} WHERE date IS NOT NULL"  # noqa: S608  # nosec B608
            for (date,) in connection.execute(query):
                # O*NET writes 08/2024, other publishers ISO dates.
                if match := re.match(r"(\d\d)/(\d{4})$", date):
                    months.add(f"{match[2]}-{match[1]}")
                elif re.match(r"\d{4}-\d\d", date):
                    months.add(date[:7])
    return max(months, default=None)


def _write_metadata(
    connection: sqlite3.Connection, spec: DatasetSpec, release: str, metadata: ReleaseMetadata
) -> None:
    connection.execute(
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    )
    values = {
        **metadata.notes,
        "name": spec.name,
        "release": release,
        "source": _source_id(spec, release),
        "publisher": spec.publisher,
        "licence": spec.licence,
        "attribution": spec.attribution.format(release=release),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(values.items()))


def _source_id(spec: DatasetSpec, release: str) -> str:
    name = f"{spec.prefix}{spec.name}-{release}"
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _manifest(
    spec: DatasetSpec,
    release: str,
    release_source: str,
    input_files: list[TableFile],
    results: dict[str, ImportResult],
    database: Path,
) -> Manifest:
    used_files = {file.path for result in results.values() for file in result.files}
    files = sorted({file.path for file in input_files} & used_files)
    return Manifest(
        name=spec.name,
        release=release,
        release_from=release_source,
        added=datetime.now(UTC),
        source=_source_id(spec, release),
        title=spec.title.format(release=release),
        publisher=spec.publisher,
        url=spec.url,
        licence=spec.licence,
        attribution=spec.attribution.format(release=release),
        file=_file(database),
        files=tuple(map(_file, files)),
        rows={name: result.rows - result.left_out for name, result in sorted(results.items())},
        rows_left_out={
            n: result.left_out for n, result in sorted(results.items()) if result.left_out
        },
        rows_of_unknown_code={
            n: result.unknown_codes for n, result in sorted(results.items()) if result.unknown_codes
        },
        tables_missing=tuple(t.label for t in spec.tables if t.name not in results),
    )


def _file(path: Path) -> File:
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(f"{path}: cannot be read ({error.strerror}); add it again") from None
    return File(name=path.name, bytes=path.stat().st_size, sha256=digest)
