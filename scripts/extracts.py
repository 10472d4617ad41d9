"""How every embedded extract is written: a new file, sealed, and put on record in the manifest.

    python scripts/extracts.py        puts every file of the embedded folder on record again

An extract is one SQLite file whose table `meta` (name, value) says at least `name`, `release` and
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
MOST_BYTES = 10_000_000


@contextmanager
def new_extract(path: Path, meta: Mapping[str, str]) -> Iterator[sqlite3.Connection]:
    """Give a connection to a new file; at the end the file is sealed and takes the place of `path`.

    Equal rows written in equal order give equal bytes with one release of SQLite (the file's
    header holds the version number of the library that wrote it).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size = 4096")
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
    """What an extract says about itself."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return dict(connection.execute("SELECT name, value FROM meta").fetchall())


def record(folder: Path = EMBEDDED) -> dict[str, dict[str, str | int]]:
    """Write the manifest of all extracts in a folder; refuse two of one name and one too large."""
    manifest: dict[str, dict[str, str | int]] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.sqlite")):
        meta = read_meta(path)
        if meta["name"] in seen:
            raise SystemExit(
                f"{path.name} and {seen[meta['name']]} are both '{meta['name']}'; delete one"
            )
        seen[meta["name"]] = path.name
        content = path.read_bytes()
        if len(content) > MOST_BYTES:
            raise SystemExit(f"{path.name} has {len(content)} bytes; {MOST_BYTES} are allowed")
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
    for name, entry in record().items():
        print(f"{name}: {entry['bytes']} bytes, sha256 {entry['sha256']}")
