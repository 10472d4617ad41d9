"""Writes embedded extracts and their manifest.

    python scripts/extracts.py        writes the manifest of the embedded folder again

An extract is one SQLite file whose table `meta` (name, value) has at least `name`, `release` and
`source` (the id of its record in data/sources/). `manifest.json` beside them repeats these with
size and SHA-256, so that opening the reference data never has to read or hash a whole file.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

EMBEDDED = Path(__file__).parents[1] / "src" / "benchpin" / "reference" / "embedded"
MANIFEST = "manifest.json"
MAX_BYTES = 10_000_000


@contextmanager
def new_extract(path: Path, meta: Mapping[str, str]) -> Iterator[sqlite3.Connection]:
    """A connection to a new file that replaces `path` at the end, or is deleted after an error.

    Equal rows written in equal order give equal bytes with one release of SQLite (the file's
    header holds the version number of the library that wrote it).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size = 4096")
            # A file that is not finished is thrown away: no journal is needed.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN")
            connection.execute(
                "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
            )
            connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
            yield connection
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_meta(path: Path) -> dict[str, str]:
    """The table `meta` of an extract, as a dictionary."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return dict(connection.execute("SELECT name, value FROM meta").fetchall())


def write_manifest(folder: Path = EMBEDDED) -> dict[str, dict[str, str | int]]:
    """Write and return the manifest of all extracts in a folder.

    SystemExit where two have the same name or one is too large.
    """
    manifest: dict[str, dict[str, str | int]] = {}
    files_by_name: dict[str, str] = {}
    for path in sorted(folder.glob("*.sqlite")):
        meta = read_meta(path)
        if meta["name"] in files_by_name:
            raise SystemExit(
                f"{path.name} and {files_by_name[meta['name']]} are both '{meta['name']}'; "
                "delete one"
            )
        files_by_name[meta["name"]] = path.name
        content = path.read_bytes()
        if len(content) > MAX_BYTES:
            raise SystemExit(f"{path.name} has {len(content)} bytes; {MAX_BYTES} are allowed")
        manifest[path.name] = {
            "name": meta["name"],
            "release": meta["release"],
            "source": meta["source"],
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return manifest


if __name__ == "__main__":
    for name, entry in write_manifest().items():
        print(f"{name}: {entry['bytes']} bytes, sha256 {entry['sha256']}")
