"""Work modes of a role: what its tasks allow away from the workplace, and what employers offer."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import (
    Basis,
    Statement,
    WorkMode,
    catalog_value,
    figure_value,
    make_statement,
)


class Teleworkability(BaseModel):
    """The work modes and tasks that a role allows away from the workplace, with their basis."""

    model_config = ConfigDict(frozen=True)

    modes: tuple[WorkMode, ...]
    tasks: tuple[str, ...]
    basis: Basis
    source: str


class RoleWorkMode(BaseModel):
    """A role's work modes: what its tasks allow (`could`), and what employers offer.

    `offered` is a percentage of jobs, None where it was not measured.
    """

    model_config = ConfigDict(frozen=True)

    could: Teleworkability
    offered: float | None
    statements: tuple[Statement, ...]


def role_work_mode(role: str, catalog: Catalog) -> RoleWorkMode:
    """The work modes of a role: what its tasks allow and what is offered, kept apart."""
    record = catalog.roles[role]
    telework = record.could_leave_the_workplace
    path = f"roles/{role}/could_leave_the_workplace"
    (source,) = telework.cited_sources
    label = catalog_value(record.label, f"roles/{role}/label")
    modes = catalog_value(telework.modes, f"{path}.modes", sources=telework.cited_sources)
    is_onsite = telework.modes == ("onsite",)
    kind = "could-leave-onsite" if is_onsite else "could-leave-modes"
    statements = [make_statement(kind, role=label, modes=modes)]
    # A source says which modes are possible; which tasks they are, and why, is our judgement.
    if telework.tasks:
        tasks = catalog_value(telework.tasks, f"{path}.tasks")
        kind = "could-leave-tasks-few" if is_onsite else "could-leave-tasks"
        statements.append(make_statement(kind, tasks=tasks, judged=True))
    if telework.reason:
        reason = catalog_value(telework.reason, f"{path}.reason")
        statements.append(make_statement("could-leave-because", reason=reason, judged=True))
    offered = None
    if record.offered is None:
        kind = "offered-not-measured-onsite" if is_onsite else "offered-not-measured"
        statements.append(make_statement(kind, role=label))
    else:
        figure = catalog.figures[record.offered.figure]
        offered = record.offered.share_pct
        share = figure_value(figure)
        statements.append(make_statement("offered", role=label, share=share))
    return RoleWorkMode(
        could=Teleworkability(
            modes=telework.modes, tasks=telework.tasks, basis=telework.basis, source=source
        ),
        offered=offered,
        statements=(*statements, *_telework_patterns(role, catalog)),
    )


def _telework_patterns(role: str, catalog: Catalog) -> Iterable[Statement]:
    """Patterns of partial telework that apply to the role's family (our judgement)."""
    family = catalog.roles[role].family
    for pattern_id, pattern in catalog.shapes.items():
        if family not in pattern.families:
            continue
        path = f"shapes/{pattern_id}"
        yield make_statement(
            "shape",
            label=catalog_value(pattern.label, f"{path}/label"),
            what=catalog_value(pattern.what, f"{path}/what"),
            checks=catalog_value(pattern.checks, f"{path}/checks"),
            judged=True,
        )
