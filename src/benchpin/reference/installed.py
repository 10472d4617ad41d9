"""An added release of a data set that answers the look-ups, in place of the embedded extract."""

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
    """One added release of the wage survey; it stands in for the embedded one where it has areas.

    A file of the nation alone leaves the states and metro areas to the embedded release.
    """

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    @cached_property
    def survey(self) -> Survey:
        """Which release it is, and from which wage it gives no exact figure."""
        return Survey.of(dict(self.extract.rows("SELECT name, value FROM meta")))

    def cell(self, soc: str, area: Area) -> WageCell | None:
        """What the release publishes of an occupation in an area; None if nothing."""
        own = replace(area, scheme=f"oews-{self.survey.release[:4]}")
        return read_cell(self.extract, self.survey, soc, own)

    def covers_area(self, area: Area) -> bool:
        """Whether the release has figures of an area.

        Metro areas are drawn anew now and then, and keep their code: the name must be the same.
        """
        if area.code not in self._areas:
            return False
        return area.kind in ("nation", "state") or self._areas[area.code] == area.name

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        return dict(self.extract.rows("SELECT code, name FROM area"))


class InstalledProjections:
    """One added release of the employment projections."""

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    def row(self, soc: str) -> Mapping[str, str | float | None] | None:
        """What is projected for an occupation, by the names of the recipe; None if nothing.

        With the id of its source record, `source`, and the day it was added, `checked`.
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
        said = {"source": self.manifest.source, "checked": self.manifest.added.date().isoformat()}
        return MappingProxyType({**dict(zip(names, rows[0], strict=True)), **said})


class InstalledMetalPrices:
    """One added release of monthly metal prices."""

    def __init__(self, path: Path, manifest: "Manifest") -> None:
        self.extract = Extract(path)
        self.manifest = manifest

    def months(self, metal: Literal["gold", "silver", "platinum"]) -> Mapping[str, float]:
        """US dollars a troy ounce of a metal by month ("2026-05"), oldest first."""
        # The metal is one of three names.
        query = f"SELECT date, {metal} FROM price ORDER BY date"  # noqa: S608  # nosec B608
        return MappingProxyType(dict(self.extract.rows(query)))


_Release = InstalledWages | InstalledProjections | InstalledMetalPrices
_KINDS: Mapping[str, type[_Release]] = MappingProxyType(
    {"oews": InstalledWages, "projections": InstalledProjections, "metals": InstalledMetalPrices}
)


class InstalledReleases:
    """The added releases that answer look-ups; a running server notices a newly added one.

    Whatever adds, removes or puts into use changes the folder of its data set, so that one look
    at the folder's time tells whether anything did. A release that is added once more in the place
    of itself is read at the next start.
    """

    def __init__(self, home: Path | None) -> None:
        self._given = home
        self._held: dict[str, tuple[int, _Release | None]] = {}

    def wages(self) -> InstalledWages | None:
        """The added release of the wage survey that is in use."""
        found = self._look("oews")
        return found if isinstance(found, InstalledWages) else None

    def projections(self) -> InstalledProjections | None:
        """The added release of the employment projections that is in use."""
        found = self._look("projections")
        return found if isinstance(found, InstalledProjections) else None

    def prices(self) -> InstalledMetalPrices | None:
        """The added release of metal prices that is in use."""
        found = self._look("metals")
        return found if isinstance(found, InstalledMetalPrices) else None

    def close(self) -> None:
        """Let the files go; a later question opens them again."""
        for _, held in self._held.values():
            if held is not None:
                held.extract.close()
        self._held.clear()

    @cached_property
    def _data(self) -> Path:
        return (default_home() if self._given is None else self._given) / "data"

    @cached_property
    def _folders(self) -> Mapping[str, str]:
        return {name: str(self._data / name) for name in _KINDS}

    def _look(self, name: str) -> _Release | None:
        try:
            # Asked at every look-up, so without making a Path each time.
            changed = os.stat(self._folders[name]).st_mtime_ns  # noqa: PTH116
        except OSError:
            changed = 0
        if name in self._held and self._held[name][0] == changed:
            return self._held[name][1]
        found = self._open(name) if changed else None
        self._held[name] = (changed, found)
        return found

    def _open(self, name: str) -> _Release | None:
        from benchpin.reference.datasets import DatasetRegistry  # noqa: PLC0415 - most runs have no added set

        home = DatasetRegistry(self._data.parent)
        manifest = home.active(name)
        if manifest is None:
            return None
        return _KINDS[name](home.path(manifest), manifest)
