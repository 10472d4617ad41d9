"""Work modes of a role: what its tasks allow away from the workplace, and what employers offer."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import (
    Basis,
    Figure,
    GateHold,
    GateName,
    Statement,
    Value,
    WorkMode,
    WorkplaceGate,
    catalog_value,
    figure_value,
    make_statement,
)


class Teleworkability(BaseModel):
    """The work modes and tasks that a role allows away from the workplace, with their basis.

    `gates` are what ties it to the workplace, and how far each holds.
    """

    model_config = ConfigDict(frozen=True)

    modes: tuple[WorkMode, ...]
    tasks: tuple[str, ...]
    gates: dict[GateName, GateHold] = {}
    basis: Basis
    source: str


class RoleWorkMode(BaseModel):
    """A role's work modes: what its tasks allow (`could`), and what employers offer.

    `offered` is a percentage of the role's own jobs, None where it was not measured. `social` is
    how much of the work is with other people, measured for its occupation (`social_figure`).
    """

    model_config = ConfigDict(frozen=True)

    could: Teleworkability
    offered: float | None
    social: float | None = None
    social_figure: str | None = None
    statements: tuple[Statement, ...]


SOCIAL_MEASURES = (
    "face-to-face-discussions", "contact-with-others", "constant-verbal-interaction",
)  # fmt: skip
"""Measures of work with other people, best first: two of O*NET's work context, one of BLS."""


def role_work_mode(role: str, catalog: Catalog) -> RoleWorkMode:
    """The work modes of a role: what its tasks allow and what is offered, kept apart."""
    record = catalog.roles[role]
    telework = record.could_leave_the_workplace
    (source,) = telework.cited_sources
    social = social_interaction(role, catalog)
    shares = [catalog.figures[o.figure] for o in record.offered if o.of == "role" and o.figure]
    return RoleWorkMode(
        could=Teleworkability(
            modes=telework.modes,
            tasks=telework.tasks,
            gates={gate.gate: gate.holds for gate in telework.gates or ()},
            basis=telework.basis,
            source=source,
        ),
        offered=shares[0].low if shares else None,
        social=social.low if social else None,
        social_figure=social.id if social else None,
        statements=(
            *_possible(role, catalog),
            *_social(social),
            *_offered(role, catalog),
            *_telework_patterns(role, catalog),
        ),
    )


def social_interaction(role: str, catalog: Catalog) -> Figure | None:
    """How much of the work is with other people: the best figure of the role's nearest occupation.

    None where none is held, or where its occupations are only a proxy.
    """
    occupations = catalog.roles[role].occupations
    if occupations.applies == "proxy":
        return None
    subjects = [f"onet/{code}" for code in occupations.onet2019[:1]]
    subjects += [f"soc/{code}" for code in occupations.soc2018[:1]]
    figures = [f for subject in subjects for f in catalog.figures_by_subject.get(subject, ())]
    for measure in SOCIAL_MEASURES:
        dated_figures = [
            figure for figure in figures if figure.measure == measure and figure.period
        ]
        if dated_figures:
            return max(dated_figures, key=lambda figure: figure.period or "")
    return None


def _possible(role: str, catalog: Catalog) -> Iterable[Statement]:
    """What the tasks allow, what stands against more, and what a hybrid week looks like."""
    record = catalog.roles[role]
    telework, path = record.could_leave_the_workplace, f"roles/{role}/could_leave_the_workplace"
    label = catalog_value(record.label, f"roles/{role}/label")
    modes = catalog_value(telework.modes, f"{path}.modes", sources=telework.cited_sources)
    is_onsite = telework.modes == ("onsite",)
    kind = "could-leave-onsite" if is_onsite else "could-leave-modes"
    yield make_statement(kind, role=label, modes=modes)
    if telework.gates is not None:
        yield from _gates(telework.gates, path)
    # A source says which modes are possible; which tasks they are, and why, is our judgement.
    if telework.reason:
        reason = catalog_value(telework.reason, f"{path}.reason")
        yield make_statement("could-leave-because", reason=reason, judged=True)
    if telework.tasks:
        tasks = catalog_value(telework.tasks, f"{path}.tasks")
        kind = "could-leave-tasks-few" if is_onsite else "could-leave-tasks"
        yield make_statement(kind, tasks=tasks, judged=True)
    if telework.hybrid_week:
        week = catalog_value(telework.hybrid_week, f"{path}.hybrid_week")
        yield make_statement("hybrid-week", week=week, judged=True)
    if telework.entry_effect:
        effect = catalog_value(telework.entry_effect, f"{path}.entry_effect")
        yield make_statement("remote-entry", effect=effect, judged=True)


def _gates(gates: tuple[WorkplaceGate, ...], path: str) -> Iterable[Statement]:
    """One statement for each extent to which gates hold; how far they do is our judgement."""
    if not gates:
        yield make_statement("gates-none", judged=True)
    for holds, kind in (("most", "gates-most"), ("core", "gates-core"), ("part", "gates-part")):
        gates_by_index = {index: gate for index, gate in enumerate(gates) if gate.holds == holds}
        if gates_by_index:
            sources = (source for gate in gates_by_index.values() for source in gate.cited_sources)
            names = catalog_value(
                tuple(gate.gate for gate in gates_by_index.values()),
                f"{path}.gates.{','.join(map(str, gates_by_index))}.gate",
                sources=tuple(dict.fromkeys(sources)),
            )
            yield make_statement(kind, gates=names, judged=True)


def _social(figure: Figure | None) -> Iterable[Statement]:
    if figure is not None and figure.locator:
        occupation = _population_words(figure, "locator")
        kind = "social-talk" if figure.unit == "pct" else "social-score"
        yield make_statement(kind, occupation=occupation, share=figure_value(figure))


def _population_words(figure: Figure, key: Literal["locator", "measure"]) -> Value:
    """The words of a figure for whom it counts."""
    words = getattr(figure, key) or ""
    return catalog_value(words, f"figures/{figure.id}/{key}", sources=(figure.source,))


def _offered(role: str, catalog: Catalog) -> Iterable[Statement]:
    """What employers offer; where no share is the role's own, that it was not measured."""
    record = catalog.roles[role]
    label = catalog_value(record.label, f"roles/{role}/label")
    for index, offered in enumerate(record.offered):
        path = f"roles/{role}/offered.{index}"
        if offered.figure is None:
            offer = catalog_value(offered.what or "", f"{path}.what", sources=offered.cited_sources)
            if offered.period:
                period = catalog_value(offered.period, f"{path}.period", unit="period")
                yield make_statement("offered-seen-in", what=offer, period=period)
            else:
                yield make_statement("offered-seen", what=offer)
            continue
        figure = catalog.figures[offered.figure]
        share = figure_value(figure)
        if offered.of == "role":
            yield make_statement("offered", role=label, share=share)
        elif offered.of == "group":
            measure = _population_words(figure, "measure")
            yield make_statement("offered-group", measure=measure, share=share)
        else:
            occupation = _population_words(figure, "locator")
            is_confirmed = figure.confidence == "primary"
            kind = "offered-occupation" if is_confirmed else "offered-occupation-unconfirmed"
            yield make_statement(kind, occupation=occupation, share=share)
    if not any(offered.of == "role" for offered in record.offered):
        is_onsite = record.could_leave_the_workplace.modes == ("onsite",)
        kind = "offered-not-measured-onsite" if is_onsite else "offered-not-measured"
        yield make_statement(kind, role=label)


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
