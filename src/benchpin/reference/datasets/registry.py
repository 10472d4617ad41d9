"""Installed data sets on disk, and which release of each is in use.

    HOME/data/NAME/RELEASE/manifest.json and set.sqlite
    HOME/data/NAME/active        the release that `use` activated, or `embedded`; without it the
                                 release installed last is in use

Everything is written to a temporary file or folder first and moved into place when it is complete.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchpin.inputs.errors import BadFile, UnknownName
from benchpin.reference.datasets.manifest import DATABASE_FILE, MANIFEST, Manifest, read_manifest
from benchpin.reference.user_data import HOME_VARIABLE, default_home

EMBEDDED = "embedded"
_ACTIVE = "active"
_STAGING_PREFIX = ".adding-"
_STALE_SECONDS = 24 * 60 * 60
"""Seconds after which the staging folder of an interrupted run is deleted."""


class DatasetRegistry:
    """The installed data sets in one folder, which need not exist."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = default_home() if folder is None else folder
        self.data = self.folder / "data"

    def releases(self, name: str) -> tuple[Manifest, ...]:
        """The installed releases of a data set, the one installed last at the end."""
        manifests = (
            read_manifest(folder / MANIFEST)
            for folder in _folders(self.data / name)
            if (folder / MANIFEST).is_file()
        )
        return tuple(sorted(manifests, key=lambda manifest: (manifest.added, manifest.release)))

    def active(self, name: str) -> Manifest | None:
        """The release in use; None where it is the embedded extract, or none is installed."""
        release = self._active_name(name)
        if release == EMBEDDED:
            return None
        releases = self.releases(name)
        matching = (manifest for manifest in releases if manifest.release == release)
        return next(matching, releases[-1] if releases else None)

    def path(self, manifest: Manifest) -> Path:
        """The SQLite file of a release."""
        return self.data / manifest.name / manifest.release / DATABASE_FILE

    def use(self, name: str, release: str) -> None:
        """Activate a release, or `embedded`, until another is installed; raises UnknownName."""
        if release != EMBEDDED:
            self._require_release(name, release)
        with _write_errors(self.data):
            folder = self.data / name
            folder.mkdir(parents=True, exist_ok=True)
            temporary = folder / f".{_ACTIVE}.{os.getpid()}"
            temporary.write_text(f"{release}\n", encoding="utf-8")
            temporary.replace(folder / _ACTIVE)

    def remove(self, name: str, release: str) -> None:
        """Delete a release; if active, the one installed last or the embedded one is used."""
        self._require_release(name, release)
        with _write_errors(self.data), self.staging_folder() as staging:
            (self.data / name / release).replace(staging / release)
            if self._active_name(name) == release:
                (self.data / name / _ACTIVE).unlink(missing_ok=True)

    @contextmanager
    def staging_folder(self) -> Iterator[Path]:
        """A temporary folder on the same disk, deleted at the end with what is left in it."""
        with _write_errors(self.data):
            self.data.mkdir(parents=True, exist_ok=True)
            for stale in self.data.glob(f"{_STAGING_PREFIX}*"):
                # Another run may delete its own folder between glob and stat.
                with suppress(FileNotFoundError):
                    if time.time() - stale.stat().st_mtime > _STALE_SECONDS:
                        shutil.rmtree(stale, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=_STAGING_PREFIX, dir=self.data))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish_release(self, manifest: Manifest, folder: Path) -> None:
        """Move a complete release into place and activate it."""
        target = self.data / manifest.name / manifest.release
        with _write_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                folder.rename(target)
            except OSError:
                if not (target / MANIFEST).is_file():
                    raise
                # The release exists already. Replacing file by file keeps it readable throughout;
                # tables first, so that a manifest never describes tables that are not there.
                for name in (DATABASE_FILE, MANIFEST):
                    (folder / name).replace(target / name)
            (target.parent / _ACTIVE).unlink(missing_ok=True)

    def _active_name(self, name: str) -> str | None:
        try:
            return (self.data / name / _ACTIVE).read_text(encoding="utf-8").strip()
        except OSError:
            return None

    def _require_release(self, name: str, release: str) -> None:
        releases = tuple(manifest.release for manifest in self.releases(name))
        if release not in releases:
            choices = f"added are {', '.join(map(repr, releases))}" if releases else "none is added"
            raise UnknownName(f"no release '{release}' of '{name}'; {choices}", releases)


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


@contextmanager
def _write_errors(folder: Path) -> Iterator[None]:
    """Raises BadFile, with one sentence for the user, where writing to a folder fails."""
    try:
        yield
    except OSError as error:
        raise BadFile(
            f"{folder}: cannot be written ({error.strerror}); close what uses it, or name another "
            f"folder in {HOME_VARIABLE}"
        ) from error
