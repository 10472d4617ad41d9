"""How many jobs of a role are within reach from a place, by where the work is done.

Method: onsite is the area itself; hybrid is the area and every state that it touches, counted once,
since a state's count holds its metropolitan areas; remote is the nation times the occupation's own
measured share of workers who may telework. What was not measured is said to be, never borrowed.
"""

from collections.abc import Iterable, Iterator
from math import hypot
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts import Figure, Statement, Value, WorkMode, figure_value, make_statement
from benchpin.facts.base import FrozenModel
from benchpin.facts.role import Applies
from benchpin.market.topics import period_bounds
from benchpin.market.wages import Place, area_reference
from benchpin.reference import Area, Reference, WageCell

TELEWORK = "telework-available"
"""What a figure of `soc/CODE` measures that gives an occupation's own remote share."""

Why = Literal["not-measured", "not-published"]


class ReachableJobs(FrozenModel):
    """Jobs within reach in one work mode: `jobs` employees, None where `why` says so.

    `give_or_take` is one standard error of the survey, in jobs; none for remote, as the error of
    the share, the greater one, is not published. `bound` is at-least where a state publishes no
    count, about where jobs were multiplied with a share. `areas` are counted, `lacking` publish no
    count. `period` is that of the counts, `share` the occupation's own share in percent.
    """

    mode: WorkMode
    jobs: int | None
    why: Why | None = None
    give_or_take: int | None = None
    bound: Literal["exact", "about", "at-least"] = "exact"
    areas: tuple[Place, ...] = ()
    lacking: tuple[Place, ...] = ()
    period: str | None = None
    share: Figure | None = None
    sources: tuple[str, ...] = ()


class OccupationReach(FrozenModel):
    """The reach of one occupation of the role, with what its counts rest on."""

    soc: str
    label: str
    applies: Applies
    unit: str = "jobs"
    source: str
    reached: tuple[ReachableJobs, ...]
    assumed: tuple[Statement, ...]


class AudienceReach(FrozenModel):
    """Whom else the role reaches in one work mode; no figures: nobody measured it."""

    audience: Literal["customers", "students"]
    mode: WorkMode
    figures: tuple[Figure, ...]


class Reach(FrozenModel):
    """How far a role reaches from an area, occupation by occupation, nearest first."""

    role: str
    label: str
    area: Place
    occupations: tuple[OccupationReach, ...]
    audiences: tuple[AudienceReach, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The id of every source behind the figures, in their order."""
        cited = [s for o in self.occupations for r in o.reached for s in r.sources]
        cited += [s for o in self.occupations for said in o.assumed for s in said.sources]
        cited += [f.source for a in self.audiences for f in a.figures]
        return tuple(dict.fromkeys(cited))


def jobs_within_reach(role: str, area: Area, catalog: Catalog, reference: Reference) -> Reach:
    """How many jobs of a role are within reach from an area, and whom else it reaches.

    Occupations that no wages are published for are left out; counts leave out the self-employed.
    """
    record = catalog.roles[role]
    found = []
    for soc in record.occupations.oews:
        nation = reference.wage(soc, reference.area(None))
        if nation is not None:
            applies = record.occupations.applies
            found.append(_of_occupation(nation, applies, area, catalog, reference))
    return Reach(
        role=role,
        label=record.label,
        area=area_reference(area),
        occupations=tuple(found),
        audiences=tuple(_audiences(role, catalog)),
    )


def _of_occupation(
    nation: WageCell, applies: Applies, area: Area, catalog: Catalog, reference: Reference
) -> OccupationReach:
    reached = (
        _onsite(nation.soc, area, reference),
        _hybrid(nation.soc, area, reference),
        _remote(nation, catalog),
    )
    return OccupationReach(
        soc=nation.soc,
        label=nation.label,
        applies=applies,
        source=nation.source,
        reached=reached,
        assumed=tuple(_assumed(nation, applies, area, reached)),
    )


def _onsite(soc: str, area: Area, reference: Reference) -> ReachableJobs:
    cell = reference.wage(soc, area)
    if cell is None or cell.employment is None:
        return ReachableJobs(
            mode="onsite", jobs=None, why="not-published", lacking=(area_reference(area),)
        )
    return ReachableJobs(
        mode="onsite",
        jobs=cell.employment,
        give_or_take=_error([cell]),
        areas=(area_reference(area),),
        period=cell.release,
        sources=(cell.source,),
    )


def _hybrid(soc: str, area: Area, reference: Reference) -> ReachableJobs:
    """The area and the states that it touches; never fewer jobs than the area itself has."""
    own = reference.wage(soc, area)
    wider = [place for place in reference.wider(area) if place.kind == "state"]
    if not wider:
        return _onsite(soc, area, reference).model_copy(update={"mode": "hybrid"})
    cells = {place: reference.wage(soc, place) for place in wider}
    counted = [cell for cell in cells.values() if cell and cell.employment is not None]
    lacking = tuple(
        area_reference(p) for p, c in cells.items() if c is None or c.employment is None
    )
    total = sum(cell.employment or 0 for cell in counted)
    here = own.employment if own else None
    if here is not None and own is not None and here > total:
        # A survey's counts of a part and of its whole are estimates each: the greater one holds.
        total, counted = here, [own]
    if not counted:
        return ReachableJobs(mode="hybrid", jobs=None, why="not-published", lacking=lacking)
    return ReachableJobs(
        mode="hybrid",
        jobs=total,
        give_or_take=_error(counted),
        bound="at-least" if lacking else "exact",
        areas=tuple(area_reference(cell.area) for cell in counted),
        lacking=lacking,
        period=max(cell.release for cell in counted),
        sources=tuple(dict.fromkeys(cell.source for cell in counted)),
    )


def _remote(nation: WageCell, catalog: Catalog) -> ReachableJobs:
    share = occupation_telework_share(nation.soc, catalog)
    if share is None:
        return ReachableJobs(mode="remote", jobs=None, why="not-measured")
    if nation.employment is None:
        return ReachableJobs(mode="remote", jobs=None, why="not-published", share=share)
    return ReachableJobs(
        mode="remote",
        jobs=_tens(nation.employment * share.low / 100),
        bound="about",
        areas=(area_reference(nation.area),),
        period=nation.release,
        share=share,
        sources=(nation.source, share.source),
    )


def occupation_telework_share(soc: str, catalog: Catalog) -> Figure | None:
    """The newest share of an occupation's own workers who may telework; None: not measured."""
    figures = catalog.figures_by_subject.get(f"soc/{soc}", ())
    shares = [f for f in figures if f.measure == TELEWORK and f.period and f.low == f.high]
    return max(shares, key=lambda f: (period_bounds(f.period or ""), f.id), default=None)


def _error(cells: Iterable[WageCell]) -> int | None:
    """One standard error of a sum of counts that are estimated apart, in jobs."""
    errors = []
    for cell in cells:
        if cell.employment is None or cell.employment_rse_pct is None:
            return None
        errors.append(cell.employment * cell.employment_rse_pct / 100)
    return _tens(hypot(*errors))


def _tens(jobs: float) -> int:
    """Jobs to the nearest ten, as they are published."""
    return round(jobs / 10) * 10


def _audiences(role: str, catalog: Catalog) -> Iterator[AudienceReach]:
    rows = [row for row in catalog.audiences if row.role == role]
    for audience, mode in dict.fromkeys((row.audience, row.mode) for row in rows):
        named = [r.figure for r in rows if (r.audience, r.mode) == (audience, mode) and r.figure]
        figures = tuple(catalog.figures[figure] for figure in named)
        yield AudienceReach(audience=audience, mode=mode, figures=figures)


def _assumed(
    nation: WageCell,
    applies: Applies,
    area: Area,
    reached: tuple[ReachableJobs, ...],
) -> Iterator[Statement]:
    """What the counts take for granted, as statements."""
    source = nation.source
    here = _named(area.name, source, area.code)
    occupation = _named(nation.label, source, nation.soc)
    onsite, hybrid, remote = reached
    if onsite.jobs is None:
        yield make_statement(
            "reach-onsite-not-published", area=here, occupation=occupation, sources=[source]
        )
    else:
        yield make_statement("reach-onsite", area=here, sources=[source])
    if area.kind in ("metro", "nonmetro"):
        states = tuple(place.name for place in (*hybrid.areas, *hybrid.lacking))
        codes = Value(value=states, from_=f"source:{source}/{area.code}")
        yield make_statement("reach-hybrid", area=here, states=codes, sources=[source])
    else:
        yield make_statement("reach-hybrid-no-metro", area=here, sources=[source])
    if hybrid.lacking and hybrid.jobs is not None:
        without = tuple(place.name for place in hybrid.lacking)
        value = Value(value=without, from_=f"source:{source}/{area.code}")
        yield make_statement("reach-hybrid-at-least", states=value, sources=[source])
    if remote.share is None:
        yield make_statement("reach-remote-not-measured", occupation=occupation, sources=[source])
    else:
        cited = [source, remote.share.source]
        share = figure_value(remote.share)
        yield make_statement("reach-remote", occupation=occupation, share=share, sources=cited)
    if applies != "same":
        kind = "reach-is-proxy" if applies == "proxy" else "reach-is-group"
        yield make_statement(kind, occupation=occupation, sources=[source])
    yield make_statement("reach-of-employees", sources=[source])


def _named(name: str, source: str, code: str) -> Value:
    return Value(value=name, from_=f"source:{source}/{code}")
