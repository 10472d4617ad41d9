"""Installed releases of data sets, which replace the embedded extracts in look-ups."""

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from benchpin.reference.areas import Area
from benchpin.reference.extract import Extract
from benchpin.reference.user_data import default_home
from benchpin.reference.wages import Survey, WageCell, read_cell

if TYPE_CHECKING:
    from benchpin.reference.datasets import Manifest


class InstalledWages:
    """One installed release of the wage survey; it replaces the embedded one in the areas it has.

    A release of only the nation leaves the states and metro areas to the embedded one.
    """

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    @cached_property
    def survey(self) -> Survey:
        """Its release, source and top-coded wages."""
        return Survey.of(dict(self.extract.rows("SELECT name, value FROM meta")))

    def cell(self, soc: str, area: Area) -> WageCell | None:
        """The release's cell of an occupation in an area; None if there is none."""
        release_area = replace(area, scheme=f"oews-{self.survey.release[:4]}")
        return read_cell(self.extract, self.survey, soc, release_area)

    def covers_area(self, area: Area) -> bool:
        """Whether the release has figures of an area.

        A redrawn metro area keeps its code, so its name must be the same too.
        """
        if area.code not in self._areas:
            return False
        return area.kind in ("nation", "state") or self._areas[area.code] == area.name

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        return dict(self.extract.rows("SELECT code, name FROM area"))


class InstalledProjections:
    """One installed release of the employment projections."""

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    def projection(self, soc: str) -> Mapping[str, str | float | None] | None:
        """The projection of an occupation, by column of the data set; None if there is none.

        With the id of its source record, `source`, and the day it was installed, `checked`.
        """
        rows = self.extract.rows(
            "SELECT title, base_year, target_year, employment, employment_target, change_pct, "
            "openings, education, experience, training FROM projection WHERE code = ?",
            (soc,),
        )
        if not rows:
            return None
        names = (
            "title", "base_year", "target_year", "employment", "employment_target", "change_pct",
            "openings", "education", "experience", "training",
        )  # fmt: skip
        installed_on = self.manifest.added.date().isoformat()
        provenance = {"source": self.manifest.source, "checked": installed_on}
        return MappingProxyType({**dict(zip(names, rows[0], strict=True)), **provenance})


class InstalledMetalPrices:
    """One installed release of monthly metal prices."""

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    def months(self, metal: Literal["gold", "silver", "platinum"]) -> Mapping[str, float]:
        """US dollars per troy ounce of a metal by month ("2026-05"), oldest first."""
        # The metal is one of three column names: no other text can get into the query.
        query = f"SELECT date, {metal} FROM price ORDER BY date"  # noqa: S608  # nosec B608
        return MappingProxyType(dict(self.extract.rows(query)))


_Release = InstalledWages | InstalledProjections | InstalledMetalPrices
_KINDS: Mapping[str, type[_Release]] = MappingProxyType(
    {"oews": InstalledWages, "projections": InstalledProjections, "metals": InstalledMetalPrices}
)


class InstalledReleases:
    """The installed releases in use; a running server notices a newly installed one.

    Installing, removing and activating a release all change the folder of its data set, so that its
    modification time tells whether anything changed. A release that is installed over itself is
    read at the next start.
    """

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._releases: dict[str, tuple[int, _Release | None]] = {}

    def wages(self) -> InstalledWages | None:
        """The installed release of the wage survey that is in use."""
        release = self._current_release("oews")
        return release if isinstance(release, InstalledWages) else None

    def projections(self) -> InstalledProjections | None:
        """The installed release of the employment projections that is in use."""
        release = self._current_release("projections")
        return release if isinstance(release, InstalledProjections) else None

    def prices(self) -> InstalledMetalPrices | None:
        """The installed release of metal prices that is in use."""
        release = self._current_release("metals")
        return release if isinstance(release, InstalledMetalPrices) else None

    def close(self) -> None:
        """Close the files; a later look-up opens them again."""
        for _, release in self._releases.values():
            if release is not None:
                release.extract.close()
        self._releases.clear()

    @cached_property
    def _data(self) -> Path:
        return (default_home() if self._home is None else self._home) / "data"

    @cached_property
    def _folders(self) -> Mapping[str, str]:
        return {name: str(self._data / name) for name in _KINDS}

    def _current_release(self, name: str) -> _Release | None:
        try:
            # Runs at every look-up: a Path object each time would be slower.
            changed_ns = os.stat(self._folders[name]).st_mtime_ns  # noqa: PTH116
        except OSError:
            # No folder: nothing of this data set was ever installed.
            changed_ns = 0
        if name in self._releases and self._releases[name][0] == changed_ns:
            return self._releases[name][1]
        release = self._open(name) if changed_ns else None
        self._releases[name] = (changed_ns, release)
        return release

    def _open(self, name: str) -> _Release | None:
        from benchpin.reference.datasets import DatasetRegistry  # noqa: PLC0415 - most runs have no added set

        registry = DatasetRegistry(self._data.parent)
        manifest = registry.active(name)
        if manifest is None:
            return None
        return _KINDS[name](registry.path(manifest), manifest)
