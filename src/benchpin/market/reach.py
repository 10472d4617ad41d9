"""How many jobs of a role can be reached from an area, by work mode.

Method: onsite counts the area itself; hybrid counts every state that the area touches, once each,
since a state's count includes its metropolitan areas; remote is the national count times the
occupation's own measured share of workers who may telework. A share that was not measured is
reported as such; no share of a wider group is used in its place.
"""

from collections.abc import Iterable, Iterator
from math import hypot
from typing import Literal

from benchpin.catalog import Catalog
from benchpin.facts import (
    Figure,
    Statement,
    WorkMode,
    figure_value,
    make_statement,
    source_value,
)
from benchpin.facts.base import FrozenModel
from benchpin.facts.role import Applies
from benchpin.market.topics import period_end
from benchpin.market.wages import Place, area_reference
from benchpin.reference import Area, Reference, WageCell

TELEWORK = "telework-available"
"""The measure of the figures of `soc/CODE` that state an occupation's share of teleworkers."""

MissingReason = Literal["not-measured", "not-published"]


class ReachableJobs(FrozenModel):
    """Jobs within reach in one work mode: `jobs` employees, or None and the reason in `why`.

    `give_or_take` is one standard error of the survey, in jobs; None for remote work, since the
    larger error, of the share, is not published. `bound` is "at-least" where a state publishes no
    count and "about" where a count was multiplied by a share. `areas` are counted, `lacking`
    publish no count. `period` is that of the counts, `share` the telework share in percent.
    """

    mode: WorkMode
    jobs: int | None
    why: MissingReason | None = None
    give_or_take: int | None = None
    bound: Literal["exact", "about", "at-least"] = "exact"
    areas: tuple[Place, ...] = ()
    lacking: tuple[Place, ...] = ()
    period: str | None = None
    share: Figure | None = None
    sources: tuple[str, ...] = ()


class OccupationReach(FrozenModel):
    """The reach of one occupation of the role, with the assumptions behind its counts."""

    soc: str
    label: str
    applies: Applies
    unit: str = "jobs"
    source: str
    reached: tuple[ReachableJobs, ...]
    assumed: tuple[Statement, ...]


class AudienceReach(FrozenModel):
    """Customers or students that the role reaches in one work mode; no figures if not measured."""

    audience: Literal["customers", "students"]
    mode: WorkMode
    figures: tuple[Figure, ...]


class Reach(FrozenModel):
    """The reach of a role from an area, by occupation, nearest occupation first."""

    role: str
    label: str
    area: Place
    occupations: tuple[OccupationReach, ...]
    audiences: tuple[AudienceReach, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of all figures, in their order."""
        cited = [s for o in self.occupations for r in o.reached for s in r.sources]
        cited += [s for o in self.occupations for statement in o.assumed for s in statement.sources]
        cited += [f.source for a in self.audiences for f in a.figures]
        return tuple(dict.fromkeys(cited))


def jobs_within_reach(role: str, area: Area, catalog: Catalog, reference: Reference) -> Reach:
    """The jobs of a role within reach from an area, and the other audiences that it reaches.

    Occupations without published wages are left out; counts leave out the self-employed.
    """
    record = catalog.roles[role]
    occupations = []
    for soc in record.occupations.oews:
        nation = reference.wage(soc, reference.area(None))
        if nation is not None:
            applies = record.occupations.applies
            occupations.append(_occupation_reach(nation, applies, area, catalog, reference))
    return Reach(
        role=role,
        label=record.label,
        area=area_reference(area),
        occupations=tuple(occupations),
        audiences=tuple(_audiences(role, catalog)),
    )


def _occupation_reach(
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
    """Jobs in the states that the area touches; never fewer than in the area itself."""
    area_cell = reference.wage(soc, area)
    states = [state for state in reference.wider_areas(area) if state.kind == "state"]
    # For a state or the nation there is no wider area: hybrid is the same as onsite.
    if not states:
        return _onsite(soc, area, reference).model_copy(update={"mode": "hybrid"})
    cells = {state: reference.wage(soc, state) for state in states}
    counted = [cell for cell in cells.values() if cell and cell.employment is not None]
    lacking = tuple(
        area_reference(p) for p, c in cells.items() if c is None or c.employment is None
    )
    total = sum(cell.employment or 0 for cell in counted)
    area_jobs = area_cell.employment if area_cell else None
    if area_jobs is not None and area_cell is not None and area_jobs > total:
        # Counts of an area and of its states are separate estimates: the greater one is used.
        total, counted = area_jobs, [area_cell]
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
    """The newest figure for the share of an occupation's workers who may telework, in percent.

    None where it was not measured for this very code.
    """
    figures = catalog.figures_by_subject.get(f"soc/{soc}", ())
    # Only an exact share can be multiplied: ranges are left out.
    shares = [f for f in figures if f.measure == TELEWORK and f.period and f.low == f.high]
    return max(shares, key=lambda f: (period_end(f.period or ""), f.id), default=None)


def _error(cells: Iterable[WageCell]) -> int | None:
    """One standard error, in jobs, of a sum of independently estimated counts; None if unknown."""
    errors = []
    for cell in cells:
        if cell.employment is None or cell.employment_rse_pct is None:
            return None
        errors.append(cell.employment * cell.employment_rse_pct / 100)
    return _tens(hypot(*errors))


def _tens(jobs: float) -> int:
    """Jobs to the nearest ten, as OEWS publishes them."""
    return round(jobs / 10) * 10


def _audiences(role: str, catalog: Catalog) -> Iterator[AudienceReach]:
    rows = [row for row in catalog.audiences if row.role == role]
    for audience, mode in dict.fromkeys((row.audience, row.mode) for row in rows):
        figure_ids = [
            r.figure for r in rows if (r.audience, r.mode) == (audience, mode) and r.figure
        ]
        figures = tuple(catalog.figures[figure] for figure in figure_ids)
        yield AudienceReach(audience=audience, mode=mode, figures=figures)


def _assumed(
    nation: WageCell,
    applies: Applies,
    area: Area,
    reached: tuple[ReachableJobs, ...],
) -> Iterator[Statement]:
    """The assumptions behind the counts, as statements."""
    source = nation.source
    area_value = source_value(area.name, source, area.code)
    occupation = source_value(nation.label, source, nation.soc)
    onsite, hybrid, remote = reached
    if onsite.jobs is None:
        yield make_statement("reach-onsite-not-published", area=area_value, occupation=occupation)
    else:
        yield make_statement("reach-onsite", area=area_value)
    if area.kind in ("metro", "nonmetro"):
        states = tuple(place.name for place in (*hybrid.areas, *hybrid.lacking))
        state_names = source_value(states, source, area.code)
        yield make_statement("reach-hybrid", area=area_value, states=state_names)
    else:
        yield make_statement("reach-hybrid-no-metro", area=area_value)
    if hybrid.lacking and hybrid.jobs is not None:
        lacking_states = tuple(place.name for place in hybrid.lacking)
        state_names = source_value(lacking_states, source, area.code)
        yield make_statement("reach-hybrid-at-least", states=state_names)
    if remote.share is None:
        yield make_statement("reach-remote-not-measured", occupation=occupation)
    else:
        share = figure_value(remote.share)
        yield make_statement("reach-remote", occupation=occupation, share=share)
    if applies != "same":
        kind = "reach-is-proxy" if applies == "proxy" else "reach-is-group"
        yield make_statement(kind, occupation=occupation)
    yield make_statement("reach-of-employees", cites=(source,))
