"""How much of what a role and a programme should say is on record, counted for each role."""

import re
from dataclasses import dataclass

from benchpin.catalog.model import Catalog
from benchpin.facts import Programme, Role

MIN_TASKS = 6
MIN_CONDITIONS = 2
"""How many rewards, drawbacks and benefits a role should have."""
PRICES_FROM = 2023
"""The year from which on a price counts as current."""
_UNAVAILABLE = ("closed", "superseded")
_PAY_UNIT = re.compile(r"[A-Z]{3}/(?:year|month|week|day|hour)")


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """What is on record for a role.

    `untaught` are the essential skills, of `essential` without traits, that no qualification on
    offer teaches. Tasks and benefits count where a source says so, rewards and drawbacks in all.
    `pay` are figures of the role itself, beyond the published pay of its occupations.
    """

    role: str
    essential: int
    untaught: tuple[str, ...]
    sourced_tasks: int
    rewards: int
    drawbacks: int
    sourced_benefits: int
    has_entry_route: bool
    hours: int
    pay: int
    not_known: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether tasks, rewards, drawbacks, entry route, hours and pay are told.

        For hours and pay it is enough to say that they were looked for and not found.
        """
        return (
            self.sourced_tasks >= MIN_TASKS
            and self.rewards >= MIN_CONDITIONS
            and self.drawbacks >= MIN_CONDITIONS
            and self.has_entry_route
            and bool(self.hours or "hours" in self.not_known)
            and bool(self.pay or "pay" in self.not_known)
        )


@dataclass(frozen=True, slots=True)
class CatalogCoverage:
    """What is on record for each role, and for programmes and figures in sum.

    `with_length` are programmes with days, weeks or hours, `with_price` those with a price of
    `PRICES_FROM` or later, `with_area` those whose place is in a survey area; `on_weak_sources` are
    the ids of figures of a weak or unreliable source.
    """

    roles: tuple[RoleCoverage, ...]
    programmes: int
    with_length: int
    with_price: int
    with_area: int
    on_weak_sources: tuple[str, ...]


def catalog_coverage(catalog: Catalog) -> CatalogCoverage:
    """What is on record for every role, programme and figure of a catalog."""
    programmes = catalog.programmes.values()
    weak = {i for i, s in catalog.sources.items() if s.reliability in ("weak", "unreliable")}
    return CatalogCoverage(
        roles=tuple(_role_coverage(i, role, catalog) for i, role in catalog.roles.items()),
        programmes=len(programmes),
        with_length=sum(_has_length(p) for p in programmes),
        with_price=sum(_has_current_price(p) for p in programmes),
        with_area=sum(p.area is not None for p in programmes),
        on_weak_sources=tuple(i for i, f in catalog.figures.items() if f.source in weak),
    )


def _role_coverage(role_id: str, role: Role, catalog: Catalog) -> RoleCoverage:
    essential = [
        n.skill for n in role.skills if n.need == "essential" and n.skill not in catalog.traits
    ]
    conditions = (*role.rewards, *role.drawbacks, *role.working_life)
    return RoleCoverage(
        role=role_id,
        essential=len(essential),
        untaught=tuple(skill for skill in essential if not _is_taught(skill, catalog)),
        sourced_tasks=sum(task.basis == "source" for task in role.tasks),
        rewards=len(role.rewards),
        drawbacks=len(role.drawbacks),
        sourced_benefits=sum(c.about == "benefits" and c.basis == "source" for c in conditions),
        has_entry_route=role.entry_route is not None,
        hours=sum(c.about == "hours" for c in conditions),
        pay=sum(
            _PAY_UNIT.fullmatch(figure.unit) is not None
            for figure in catalog.figures_by_subject.get(f"role/{role_id}", ())
        ),
        not_known=tuple(role.not_known),
    )


def _is_taught(skill: str, catalog: Catalog) -> bool:
    return any(
        catalog.qualifications[i].status not in _UNAVAILABLE
        for i in catalog.qualifications_teaching.get(skill, ())
    )


def _has_length(programme: Programme) -> bool:
    """Whether the length is told in days, weeks or hours."""
    names = (f for f in type(programme.duration).model_fields if f.startswith(("days", "weeks")))
    return any(getattr(programme.duration, name) is not None for name in (*names, "hours"))


def _has_current_price(programme: Programme) -> bool:
    return any(price.year is not None and price.year >= PRICES_FROM for price in programme.prices)
