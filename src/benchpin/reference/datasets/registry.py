"""Where added data sets lie, and which release of each is in use.

    HOME/data/NAME/RELEASE/manifest.json and set.sqlite
    HOME/data/NAME/active        the release that `use` named, or `embedded`; absent, the one
                                 added last is in use

Whatever is written is written aside and put into its place when it is whole.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchpin.inputs.errors import BadFile, UnknownName
from benchpin.reference.datasets.manifest import MANIFEST, SET, Manifest, read
from benchpin.reference.user_data import VARIABLE, default_home

EMBEDDED = "embedded"
_ACTIVE = "active"
_ASIDE = ".adding-"
_LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which what an interrupted run wrote aside is taken away."""


class DatasetRegistry:
    """The added data sets in one folder; it need not exist."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = default_home() if folder is None else folder
        self.data = self.folder / "data"

    def releases(self, name: str) -> tuple[Manifest, ...]:
        """The releases of a set, the one added last at the end."""
        found = (
            read(folder / MANIFEST)
            for folder in _folders(self.data / name)
            if (folder / MANIFEST).is_file()
        )
        return tuple(sorted(found, key=lambda manifest: (manifest.added, manifest.release)))

    def active(self, name: str) -> Manifest | None:
        """The release that is in use; None where it is the embedded extract, or there is none."""
        named = self._named(name)
        if named == EMBEDDED:
            return None
        releases = self.releases(name)
        chosen = (manifest for manifest in releases if manifest.release == named)
        return next(chosen, releases[-1] if releases else None)

    def path(self, manifest: Manifest) -> Path:
        """Where the tables of a release lie."""
        return self.data / manifest.name / manifest.release / SET

    def use(self, name: str, release: str) -> None:
        """Put a release into use, or `embedded`; it stays so until another is added."""
        if release != EMBEDDED:
            self._held(name, release)
        with _writing(self.data):
            folder = self.data / name
            folder.mkdir(parents=True, exist_ok=True)
            beside = folder / f".{_ACTIVE}.{os.getpid()}"
            beside.write_text(f"{release}\n", encoding="utf-8")
            beside.replace(folder / _ACTIVE)

    def remove(self, name: str, release: str) -> None:
        """Take a release away; where it was in use, the one added last is, or the embedded one."""
        self._held(name, release)
        with _writing(self.data), self.staging_folder() as beside:
            (self.data / name / release).replace(beside / release)
            if self._named(name) == release:
                (self.data / name / _ACTIVE).unlink(missing_ok=True)

    @contextmanager
    def staging_folder(self) -> Iterator[Path]:
        """A folder on the same disk that is gone at the end, with what is left in it."""
        with _writing(self.data):
            self.data.mkdir(parents=True, exist_ok=True)
            for old in self.data.glob(f"{_ASIDE}*"):
                # Another run may take its own away between the look and the question.
                with suppress(FileNotFoundError):
                    if time.time() - old.stat().st_mtime > _LEFT_BEHIND:
                        shutil.rmtree(old, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=self.data))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish_release(self, manifest: Manifest, folder: Path) -> None:
        """Move a whole release into its place, and into use."""
        place = self.data / manifest.name / manifest.release
        with _writing(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                folder.rename(place)
            except OSError:
                if not (place / MANIFEST).is_file():
                    raise
                # The release is there already. File by file it is never absent to a reader, and
                # the tables go first: a manifest never promises what is not there.
                for name in (SET, MANIFEST):
                    (folder / name).replace(place / name)
            (place.parent / _ACTIVE).unlink(missing_ok=True)

    def _named(self, name: str) -> str | None:
        try:
            return (self.data / name / _ACTIVE).read_text(encoding="utf-8").strip()
        except OSError:
            return None

    def _held(self, name: str, release: str) -> None:
        held = tuple(manifest.release for manifest in self.releases(name))
        if release not in held:
            choices = f"added are {', '.join(map(repr, held))}" if held else "none is added"
            raise UnknownName(f"no release '{release}' of '{name}'; {choices}", held)


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """What can go wrong with a folder, as one sentence."""
    try:
        yield
    except OSError as error:
        raise BadFile(
            f"{place}: cannot be written ({error.strerror}); close what uses it, or name another "
            f"folder in {VARIABLE}"
        ) from error
