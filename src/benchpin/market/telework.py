"""What the tasks of a role allow away from the workplace, and what is known to be offered."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import (
    OUR_JUDGEMENT,
    Basis,
    Statement,
    WorkMode,
    catalog_value,
    figure_value,
    make_statement,
)


class Teleworkability(BaseModel):
    """What could leave the workplace: modes and tasks, with what says so."""

    model_config = ConfigDict(frozen=True)

    modes: tuple[WorkMode, ...]
    tasks: tuple[str, ...]
    basis: Basis
    source: str


class RoleWorkMode(BaseModel):
    """A role's work modes: what could be, what is offered (None: not measured), in statements."""

    model_config = ConfigDict(frozen=True)

    could: Teleworkability
    offered: float | None
    statements: tuple[Statement, ...]


def role_work_mode(role: str, catalog: Catalog) -> RoleWorkMode:
    """How far a role can leave the workplace, and what of it is offered, as two things."""
    record = catalog.roles[role]
    leave = record.could_leave_the_workplace
    path = f"roles/{role}/could_leave_the_workplace"
    source = leave.source or OUR_JUDGEMENT
    label = catalog_value(record.label, f"roles/{role}/label")
    modes = catalog_value(leave.modes, f"{path}.modes")
    statements = [make_statement("could-leave-modes", role=label, modes=modes, sources=[source])]
    # A source says which modes are possible; which tasks they are, and why, is our judgement.
    if leave.tasks:
        tasks = catalog_value(leave.tasks, f"{path}.tasks")
        statements.append(make_statement("could-leave-tasks", tasks=tasks, sources=[OUR_JUDGEMENT]))
    if leave.reason:
        reason = catalog_value(leave.reason, f"{path}.reason")
        statements.append(
            make_statement("could-leave-because", reason=reason, sources=[OUR_JUDGEMENT])
        )
    offered = None
    if record.offered is None:
        statements.append(make_statement("offered-not-measured", role=label))
    else:
        figure = catalog.figures[record.offered.figure]
        offered = record.offered.share_pct
        share = figure_value(figure)
        statements.append(
            make_statement("offered", role=label, share=share, sources=[figure.source])
        )
    return RoleWorkMode(
        could=Teleworkability(
            modes=leave.modes, tasks=leave.tasks, basis=leave.basis, source=source
        ),
        offered=offered,
        statements=(*statements, *_shapes(role, catalog)),
    )


def _shapes(role: str, catalog: Catalog) -> Iterable[Statement]:
    """The ways in which a role of this family can change in part."""
    family = catalog.roles[role].family
    for identity, shape in catalog.shapes.items():
        if family not in shape.families:
            continue
        path = f"shapes/{identity}"
        yield make_statement(
            "shape",
            label=catalog_value(shape.label, f"{path}/label"),
            what=catalog_value(shape.what, f"{path}/what"),
            checks=catalog_value(shape.checks, f"{path}/checks"),
            sources=[OUR_JUDGEMENT],
        )
