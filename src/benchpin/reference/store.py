"""The reference data that is in use, as one thing to ask."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from heapq import nsmallest
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self

from benchpin.facts import Source
from benchpin.inputs.errors import UnknownName
from benchpin.reference.areas import Area, Areas
from benchpin.reference.extract import EMBEDDED, MANIFEST, Extract
from benchpin.reference.installed import InstalledMetalPrices, InstalledReleases
from benchpin.reference.related_occupations import OccupationSimilarity
from benchpin.reference.wages import IndustryRow, Survey, WageCell, read_cell, read_industries


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set in use: its release, the SHA-256 of its file, and the id of its source record."""

    name: str
    release: str
    sha256: str
    source: str
    from_: Literal["embedded", "installed"] = "embedded"


class Reference:
    """Wages, areas, industries and likenesses of occupations; safe to share between threads."""

    def __init__(self, folder: Path = EMBEDDED, home: Path | None = None) -> None:
        # The manifest is written by the builders and held to the files by a test: hashing ten
        # megabytes at each start would cost more than all look-ups of a run.
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        self.home = home
        self._added = InstalledReleases(home)
        self._embedded = tuple(
            DataSet(entry["name"], entry["release"], entry["sha256"], entry["source"])
            for entry in sorted(manifest.values(), key=lambda entry: str(entry["name"]))
        )
        self._extracts = {entry["name"]: Extract(folder / file) for file, entry in manifest.items()}
        self._nearest: dict[str, float] = {}
        self._oews = self._extracts["oews"]
        self._proximity = OccupationSimilarity(self._extracts["proximity"])

    @property
    def data(self) -> tuple[DataSet, ...]:
        """The data sets that answer look-ups: the embedded ones, and added wages or projections."""
        added = (self._added.wages(), self._added.projections())
        return self._embedded + tuple(
            DataSet(m.name, m.release, m.file.sha256, m.source, "installed")
            for m in (each.manifest for each in added if each)
        )

    def extract(self, name: str) -> Extract | None:
        """The file of a data set, for rooms that ask it their own questions; None if not held."""
        return self._extracts.get(name)

    def path(self, name: str) -> Path:
        """Where the file of a data set lies, for rooms that read all of it at once."""
        return self._extracts[name].path

    def installed(self, name: str) -> Path | None:
        """The tables of an added data set ("onet", "esco", "soc-titles"), in SQLite.

        None where none is added, or the embedded extract was put into use.
        """
        from benchpin.reference.datasets import DatasetRegistry  # noqa: PLC0415 - most runs ask for no added set

        home = DatasetRegistry(self.home)
        active = home.active(name)
        return home.path(active) if active else None

    @property
    def installed_sets(self) -> tuple[DataSet, ...]:
        """The added data sets that are in use, by name; looked up anew each time it is asked."""
        from benchpin.reference.datasets import RECIPES, DatasetRegistry  # noqa: PLC0415 - most runs ask for no added set

        in_use = (DatasetRegistry(self.home).active(name) for name in sorted(RECIPES))
        return tuple(
            DataSet(each.name, each.release, each.file.sha256, each.source, "installed")
            for each in in_use
            if each
        )

    def wage(self, soc: str, area: Area) -> WageCell | None:
        """What BLS publishes of an occupation ("51-9071") in an area; None if nothing.

        An added release answers for the areas that it holds, the embedded one for the others.
        """
        added = self._added.wages()
        if added is not None and added.covers_area(area):
            return added.cell(soc, area)
        return read_cell(self._oews, self._survey, soc, area)

    def wage_by_release(self, soc: str, area: Area) -> tuple[WageCell, ...]:
        """What each release at hand publishes of an occupation in an area, oldest first."""
        added = self._added.wages()
        cells = [read_cell(self._oews, self._survey, soc, area)]
        if added is not None and added.survey.release != self._survey.release:
            cells.append(added.cell(soc, area))
        return tuple(sorted((c for c in cells if c is not None), key=lambda cell: cell.release))

    def projection(self, soc: str) -> Mapping[str, str | float | None] | None:
        """What an added release of the projections says of an occupation; see its recipe.

        None where none is added, or it does not have the occupation.
        """
        added = self._added.projections()
        return added.row(soc) if added else None

    def metal_prices(self) -> InstalledMetalPrices | None:
        """The added release of monthly metal prices that is in use; None where none is added."""
        return self._added.prices()

    def source(self, identity: str) -> Source | None:
        """The source record of an added release, by its id; None where no such release is used."""
        for added in (self._added.wages(), self._added.projections(), self._added.prices()):
            if added is not None and added.manifest.source == identity:
                said = added.manifest
                return Source(
                    title=said.title,
                    publisher=said.publisher,
                    url=said.url,
                    accessed=said.added.date(),
                    release=said.release,
                    reliability="primary",
                    licence=said.licence,
                    attribution=said.attribution,
                )
        return None

    def has_wages(self, soc: str) -> bool:
        """Whether wages of an occupation are published at all."""
        return soc in self._oews_names

    def industries(self, soc: str) -> tuple[IndustryRow, ...]:
        """The industries that an occupation of the trade works in; empty for other occupations."""
        return read_industries(self._oews, self._survey.top, soc)

    def area(self, text: str | None) -> Area:
        """The area that somebody means; the nation for None. See `Areas.find` for the rule."""
        return self._areas.find(text)

    def wider(self, area: Area) -> tuple[Area, ...]:
        """Where figures fall back outward: the states that an area lies in, then the nation."""
        return self._areas.wider(area)

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas, in the order of their codes."""
        return self._areas.all

    @cached_property
    def oews_codes(self) -> frozenset[str]:
        """Codes of the occupations and groups that wages are published for ("51-9071")."""
        return frozenset(self._oews_names)

    @cached_property
    def onet_codes(self) -> frozenset[str]:
        """Codes of the O*NET occupations that have data ("51-9071.00")."""
        return frozenset(self._proximity.names)

    def onet_codes_of(self, code: str) -> tuple[str, ...]:
        """The O*NET codes with data that a code stands for: itself, or all of a SOC code's own."""
        return self._proximity.codes(code)

    def occupation_name(self, code: str) -> str | None:
        """The published name of a SOC, OEWS or O*NET-SOC code; None for an unknown one."""
        onet = self._proximity.names
        return onet.get(code) or self._oews_names.get(code[:7]) or onet.get(f"{code}.00")

    def nearest_codes(
        self, code: str, scheme: Literal["oews", "onet"], count: int = 3
    ) -> tuple[str, ...]:
        """The codes that a mistyped or unpublished one may stand for, nearest first."""
        known = sorted(self.oews_codes if scheme == "oews" else self.onet_codes)
        return tuple(get_close_matches(code, known, n=count, cutoff=0.5))

    def similarity(self, from_onet: str, to_onet: str) -> float:
        """How alike two occupations are, 0 to 1; a SOC code stands for the nearest of its own."""
        return self._proximity.pair(self._with_data(from_onet), self._with_data(to_onet))

    def similarities(self, onet: str) -> Mapping[str, float]:
        """How alike an occupation is to each that has data, itself included, by O*NET-SOC code."""
        row = self._proximity.row(self._with_data(onet))
        return MappingProxyType(dict(zip(self._proximity.names, row, strict=True)))

    def related(self, onet: str, count: int = 10) -> tuple[tuple[str, float], ...]:
        """The nearest other occupations with their likeness, nearest first, ties by code."""
        own = set(self._with_data(onet))
        others = (
            (code, value) for code, value in self.similarities(onet).items() if code not in own
        )
        return tuple(nsmallest(count, others, key=lambda pair: (-pair[1], pair[0])))

    def top_similarity(self, onet: str) -> float:
        """How alike an occupation is to the one nearest to it, 0 to 1."""
        if onet not in self._nearest:
            self._nearest[onet] = self.related(onet, 1)[0][1]
        return self._nearest[onet]

    def close(self) -> None:
        """Let all files go; a later question opens them again."""
        self._added.close()
        for extract in self._extracts.values():
            extract.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _areas(self) -> Areas:
        scheme = self._oews_meta["scheme"]
        rows = self._oews.rows("SELECT code, name, kind, states FROM area ORDER BY code")
        return Areas(
            Area(code, name, kind, tuple(states.split()), scheme=scheme)
            for code, name, kind, states in rows
        )

    @cached_property
    def _oews_meta(self) -> Mapping[str, str]:
        return dict(self._oews.rows("SELECT name, value FROM meta"))

    @cached_property
    def _survey(self) -> Survey:
        return Survey.of(self._oews_meta)

    @cached_property
    def _oews_names(self) -> Mapping[str, str]:
        return dict(self._oews.rows("SELECT code, name FROM occupation"))

    def _with_data(self, code: str) -> tuple[str, ...]:
        """The O*NET-SOC codes that a code stands for; an error names the nearest if none.

        O*NET has no data of residual occupations ("All Other"): the others of their group stand in.
        """
        codes = self._proximity.codes(code) or self._kin(code)
        if not codes:
            nearest = self.nearest_codes(code, "onet")
            hint = f"nearest: {', '.join(map(repr, nearest))}" if nearest else "give '51-9071.00'"
            raise UnknownName(f"no such occupation code '{code}' with O*NET data; {hint}", nearest)
        return codes

    def _kin(self, code: str) -> tuple[str, ...]:
        """The occupations with data in the narrowest group of one that only has wages."""
        if code[:7] not in self.oews_codes:
            return ()
        if within := self._proximity.codes(code[:7]):
            return within if code.endswith(".00") else ()
        for end in (6, 5, 4):
            if kin := tuple(c for c in self._proximity.names if c.startswith(code[:end])):
                return kin
        return ()


def open(home: Path | None = None) -> Reference:  # noqa: A001 - read as reference.open
    """The reference data in use: the extracts that come with Benchpin, and the sets in `home`.

    Without a home, the one that the environment names: see `sets.default_home`.
    """
    return Reference(home=home)
