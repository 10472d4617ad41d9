"""The reference data in use: embedded extracts and installed releases behind one interface."""

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
from benchpin.reference.extract import EMBEDDED_FOLDER, MANIFEST, Extract
from benchpin.reference.industry_wages import IndustryCell, read_industry_cell
from benchpin.reference.installed import InstalledMetalPrices, InstalledReleases
from benchpin.reference.place_errors import require_area, require_settled
from benchpin.reference.place_index import PlaceIndex
from benchpin.reference.place_names import read_country_names, read_place_names
from benchpin.reference.places import PlaceReader, PlaceReading
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
    """Wages, areas, industries and similarities of occupations; safe to share between threads."""

    def __init__(self, folder: Path = EMBEDDED_FOLDER, home: Path | None = None) -> None:
        # The manifest is written by the build scripts and a test checks it against the files:
        # hashing ten megabytes at each start would cost more than all look-ups of a run.
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        self.home = home
        self._installed = InstalledReleases(home)
        self._embedded = tuple(
            DataSet(entry["name"], entry["release"], entry["sha256"], entry["source"])
            for entry in sorted(manifest.values(), key=lambda entry: str(entry["name"]))
        )
        self._extracts = {entry["name"]: Extract(folder / file) for file, entry in manifest.items()}
        self._nearest: dict[str, float] = {}
        self._oews = self._extracts["oews"]
        self._oews_industries = self._extracts["oews-industries"]
        self._proximity = OccupationSimilarity(self._extracts["proximity"])

    @property
    def data(self) -> tuple[DataSet, ...]:
        """The data sets in use for guidance: embedded ones, and installed wages or projections."""
        # Only these two replace embedded data in guidance.
        added = (self._installed.wages(), self._installed.projections())
        return self._embedded + tuple(
            DataSet(m.name, m.release, m.file.sha256, m.source, "installed")
            for m in (release.manifest for release in added if release)
        )

    def extract(self, name: str) -> Extract | None:
        """The embedded extract of a data set, for queries of other packages; None if unknown."""
        return self._extracts.get(name)

    def path(self, name: str) -> Path:
        """The path of an embedded data set, for packages that read all of it at once."""
        return self._extracts[name].path

    def installed(self, name: str) -> Path | None:
        """The SQLite file of an installed data set ("onet", "esco", "soc-titles").

        None where none is installed, or the embedded extract was activated.
        """
        from benchpin.reference.datasets import DatasetRegistry  # noqa: PLC0415 - most runs ask for no added set

        registry = DatasetRegistry(self.home)
        active = registry.active(name)
        return registry.path(active) if active else None

    @property
    def installed_sets(self) -> tuple[DataSet, ...]:
        """The installed data sets in use, by name; read from disk at each access."""
        from benchpin.reference.datasets import DATASET_SPECS, DatasetRegistry  # noqa: PLC0415 - most runs ask for no added set

        manifests = (DatasetRegistry(self.home).active(name) for name in sorted(DATASET_SPECS))
        return tuple(
            DataSet(m.name, m.release, m.file.sha256, m.source, "installed") for m in manifests if m
        )

    def wage(self, soc: str, area: Area) -> WageCell | None:
        """The published wages of an occupation ("51-9071") in an area; None if there are none.

        An installed release is used for the areas that it has, the embedded one for the others.
        """
        added = self._installed.wages()
        if added is not None and added.covers_area(area):
            return added.cell(soc, area)
        return read_cell(self._oews, self._survey, soc, area)

    def wage_by_release(self, soc: str, area: Area) -> tuple[WageCell, ...]:
        """The published wages of an occupation in an area in each release at hand, oldest first."""
        added = self._installed.wages()
        cells = [read_cell(self._oews, self._survey, soc, area)]
        if added is not None and added.survey.release != self._survey.release:
            cells.append(added.cell(soc, area))
        return tuple(sorted((c for c in cells if c is not None), key=lambda cell: cell.release))

    def projection(self, soc: str) -> Mapping[str, str | float | None] | None:
        """The projection of an occupation in an installed release, by column.

        None where none is installed, or it does not have the occupation.
        """
        added = self._installed.projections()
        return added.projection(soc) if added else None

    def metal_prices(self) -> InstalledMetalPrices | None:
        """The installed release of monthly metal prices in use; None where there is none."""
        return self._installed.prices()

    def source(self, identity: str) -> Source | None:
        """The source record of an installed release in use, by its id; None if there is none."""
        for added in (
            self._installed.wages(),
            self._installed.projections(),
            self._installed.prices(),
        ):
            if added is not None and added.manifest.source == identity:
                manifest = added.manifest
                return Source(
                    title=manifest.title,
                    publisher=manifest.publisher,
                    url=manifest.url,
                    accessed=manifest.added.date(),
                    release=manifest.release,
                    reliability="primary",
                    licence=manifest.licence,
                    attribution=manifest.attribution,
                )
        return None

    def has_wages(self, soc: str) -> bool:
        """Whether wages of an occupation are published at all."""
        return soc in self._oews_names

    def industries(self, soc: str) -> tuple[IndustryRow, ...]:
        """The industries that employ an occupation of the trade; empty for other occupations."""
        return read_industries(self._oews, self._survey.top, soc)

    def industry_wage(self, soc: str, industry: str) -> IndustryCell | None:
        """The national wages of an occupation of the trade in one industry ("339910").

        From the embedded release alone: an installed one has no industries. None where the survey
        publishes no such cell, or the trade does not work in the industry.
        """
        return read_industry_cell(self._oews_industries, self._survey, soc, industry)

    @cached_property
    def industry_names(self) -> Mapping[str, str]:
        """The published names of the industries that the trade works in, by NAICS code."""
        return dict(self._oews_industries.rows("SELECT code, name FROM industry ORDER BY code"))

    def place(
        self, text: str | None, country: str | None = None, *, suggest: bool = True
    ) -> PlaceReading:
        """How a text about a place is read; `country` is the code of the country stated with it.

        Never raises: what is ambiguous or unknown is said in the reading, with near spellings where
        `suggest` is set.
        """
        return self._places.read(text, country, suggest=suggest)

    def settled_place(self, text: str | None, country: str | None = None) -> PlaceReading:
        """The reading of a text that settles where it is, here or abroad; else raises BadInput."""
        return require_settled(self.place(text, country), text)

    def area(self, text: str | None) -> Area:
        """The area with a name or code; the nation for None.

        Raises UnknownName with the nearest names, AmbiguousArea where several places have the name.
        """
        return self._areas.nation if text is None else require_area(self.place(text), text)

    def wider_areas(self, area: Area) -> tuple[Area, ...]:
        """The wider areas whose figures can stand in: the area's states, then the nation."""
        return self._areas.wider_areas(area)

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
        """The O*NET-SOC codes with data that a code stands for: itself, or all of a SOC code."""
        return self._proximity.codes(code)

    def occupation_name(self, code: str) -> str | None:
        """The published name of a SOC, OEWS or O*NET-SOC code; None for an unknown one."""
        onet = self._proximity.names
        return onet.get(code) or self._oews_names.get(code[:7]) or onet.get(f"{code}.00")

    def nearest_codes(
        self, code: str, scheme: Literal["oews", "onet"], count: int = 3
    ) -> tuple[str, ...]:
        """The valid codes most like a mistyped or unpublished one, nearest first."""
        valid_codes = sorted(self.oews_codes if scheme == "oews" else self.onet_codes)
        return tuple(get_close_matches(code, valid_codes, n=count, cutoff=0.5))

    def similarity(self, from_onet: str, to_onet: str) -> float:
        """The similarity of two occupations, 0 to 1; a SOC code stands for its most similar one."""
        return self._proximity.highest_similarity(
            self._with_data(from_onet), self._with_data(to_onet)
        )

    def similarities(self, onet: str) -> Mapping[str, float]:
        """The similarity of an occupation to each one with data, itself included, by O*NET code."""
        row = self._proximity.similarities(self._with_data(onet))
        return MappingProxyType(dict(zip(self._proximity.names, row, strict=True)))

    def related(self, onet: str, count: int = 10) -> tuple[tuple[str, float], ...]:
        """The most similar other occupations with their similarity, highest first, ties by code."""
        own_codes = set(self._with_data(onet))
        other_similarities = (
            (code, value)
            for code, value in self.similarities(onet).items()
            if code not in own_codes
        )
        return tuple(nsmallest(count, other_similarities, key=lambda pair: (-pair[1], pair[0])))

    def top_similarity(self, onet: str) -> float:
        """The similarity of an occupation to the one most similar to it, 0 to 1."""
        if onet not in self._nearest:
            self._nearest[onet] = self.related(onet, 1)[0][1]
        return self._nearest[onet]

    def close(self) -> None:
        """Close all files; a later look-up opens them again."""
        self._installed.close()
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
    def _places(self) -> PlaceReader:
        return PlaceReader(PlaceIndex(self._areas, read_place_names(), read_country_names()))

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
        """The O*NET-SOC codes that a code stands for; raises UnknownName with the nearest if none.

        O*NET has no data on residual occupations ("All Other"): the others of their group are used.
        """
        codes = self._proximity.codes(code) or self._group_occupations(code)
        if not codes:
            nearest = self.nearest_codes(code, "onet")
            hint = f"nearest: {', '.join(map(repr, nearest))}" if nearest else "give '51-9071.00'"
            raise UnknownName(f"no such occupation code '{code}' with O*NET data; {hint}", nearest)
        return codes

    def _group_occupations(self, code: str) -> tuple[str, ...]:
        """The O*NET-SOC codes with data in the narrowest SOC group of a code with only wages."""
        if code[:7] not in self.oews_codes:
            return ()
        if detailed_codes := self._proximity.codes(code[:7]):
            return detailed_codes if code.endswith(".00") else ()
        for end in (6, 5, 4):
            if occupations := tuple(c for c in self._proximity.names if c.startswith(code[:end])):
                return occupations
        return ()


def open(home: Path | None = None) -> Reference:  # noqa: A001 - read as reference.open
    """The reference data in use: the embedded extracts, and the data sets installed in `home`.

    Without a home, the default one: see `user_data.default_home`.
    """
    return Reference(home=home)
