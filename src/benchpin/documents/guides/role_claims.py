"""All that we claim on a role, claim by claim, in words that a practitioner can judge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import country_names
from benchpin.facts import OUR_JUDGEMENT, Role, figure_value
from benchpin.facts.ladder import Ladder
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.format import (
    capitalize_first,
    format_area,
    format_figure,
    format_number,
    join_list,
    lower_first,
    words,
)
from benchpin.wording.phrases import phrase


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """One claim: its place in the role's file (`tasks.3`), its text, and the ids of its sources."""

    id: str
    group: str
    text: str
    sources: tuple[str, ...]


def role_claims(role_id: str, catalog: Catalog) -> tuple[RoleClaim, ...]:
    """Every claim on a role, in the order of the review sheet."""
    role = catalog.roles[role_id]
    parts = (_role, _skills, _demands, _workplace, _tasks, _conditions)
    claims = [claim for part in parts for claim in part(role, catalog)]
    claims += _figures(role_id, catalog)
    claims += _qualifications(role_id, catalog)
    return tuple(claims)


def _claim(identity: str, group: str, text: str, sources: Iterable[str] = ()) -> RoleClaim:
    source_ids = tuple(dict.fromkeys(sources)) or (OUR_JUDGEMENT,)
    return RoleClaim(identity, group, " ".join(text.split()), source_ids)


def _term(name: str) -> str:
    return str(words()["terms"].get(name, name))


def _role(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    for field in ("summary", "entry_route", "try_it"):
        if prose := getattr(role, field):
            sources = [c.source for c in role.sources if not c.for_ or field in c.for_]
            yield _claim(field, "role", fill_placeholders(prose, catalog), sources)
    if role.ladder:
        yield from _ladder(role.ladder, catalog)


def _ladder(ladder: Ladder, catalog: Catalog) -> Iterator[RoleClaim]:
    text = phrase(
        "review.entry",
        entry=phrase(f"review.entries.{ladder.entry}"),
        low=format_number(ladder.training_months_low),
        high=format_number(ladder.training_months_high),
        reason=fill_placeholders(ladder.reason, catalog),
    )
    yield _claim("ladder.entry", "role", text, ladder.sources)
    for index, prior in enumerate(ladder.builds_on):
        label = lower_first(catalog.roles[prior.role].label)
        text = phrase("review.builds_on", role=label, years=format_number(prior.years))
        yield _claim(f"ladder.builds_on.{index}", "role", text, ladder.sources)
    for name, key in (("bars", "bar"), ("doors", "door")):
        for index, part in enumerate(getattr(ladder, name)):
            countries = country_names(part.countries)
            prose = fill_placeholders(part.what, catalog)
            text = phrase(f"review.{key}", countries=countries, what=prose)
            yield _claim(f"ladder.{name}.{index}", "role", text, part.sources)


def _skills(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    for need in role.skills:
        text = phrase(
            "review.skill_in" if need.countries else "review.skill",
            skill=catalog.skills[need.skill].label,
            need=lower_first(phrase(f"guide.needs.{need.need}")),
            level=phrase(f"levels.{need.level}"),
            countries=country_names(need.countries),
        )
        yield _claim(f"skills.{need.skill}", "skills", text, need.sources)


def _demands(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    for demand in role.demands:
        name = capitalize_first(_term(demand.demand))
        text = phrase(f"review.extents.{demand.extent}", demand=name)
        yield _claim(f"demands.{demand.demand}", "demands", text, demand.sources)


def _workplace(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    work = role.could_leave_the_workplace
    modes = phrase("review.modes", modes=join_list([_term(mode) for mode in work.modes]))
    sentences = (modes, work.reason, work.hybrid_week, work.entry_effect)
    text = fill_placeholders(" ".join(s for s in sentences if s), catalog)
    yield _claim("could_leave_the_workplace", "workplace", text, work.cited_sources)


def _tasks(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    for index, task in enumerate(role.tasks):
        text = fill_placeholders(task.what, catalog)
        yield _claim(f"tasks.{index}", "tasks", text, task.sources)


def _conditions(role: Role, catalog: Catalog) -> Iterator[RoleClaim]:
    for group in ("rewards", "drawbacks", "working_life"):
        for index, conditions in enumerate(getattr(role, group)):
            text = phrase(
                "review.conditions_in" if conditions.area else "review.conditions",
                about=phrase(f"guide.life.{conditions.about}"),
                area=format_area(conditions.area or ""),
                what=fill_placeholders(conditions.what, catalog),
            )
            yield _claim(f"{group}.{index}", group, text, conditions.cited_sources)


def _figures(role_id: str, catalog: Catalog) -> Iterator[RoleClaim]:
    for figure in catalog.figures_by_subject.get(role_id, ()):
        if figure.period is not None:
            text = phrase(
                "review.figure",
                measure=measure_name(figure.measure),
                figure=format_figure(figure_value(figure)),
            )
            yield _claim(f"figures.{figure.id}", "figures", text, [figure.source])


def _qualifications(role_id: str, catalog: Catalog) -> Iterator[RoleClaim]:
    for identity, qualification in catalog.qualifications.items():
        if role_id in qualification.roles:
            # Which roles a qualification is for is our judgement.
            text = phrase("review.qualification", qualification=qualification.label)
            yield _claim(f"qualifications.{identity}", "qualifications", text)
