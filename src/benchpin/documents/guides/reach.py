"""The reach guide: jobs of a role within reach of an area, onsite, hybrid and remote."""

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, sentence
from benchpin.documents.guides.figures import figure_line
from benchpin.documents.model import BulletList, DefinitionList, Document, Link, Section, TextLine
from benchpin.market import AudienceReach, OccupationReach, ReachableJobs, jobs_within_reach
from benchpin.reference import Area, Reference
from benchpin.wording.figures import measure_name
from benchpin.wording.format import format_area, format_period, join_list, lower_first, with_article
from benchpin.wording.jobs import area_name, reachable_jobs_text
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text


def reach_guide(role: str, area: Area, catalog: Catalog, reference: Reference) -> Document:
    """The page on the reach of a role from an area, one section per occupation and audience.

    Raises KeyError if there is no such role.
    """
    context = GuideContext.of(catalog, reference)
    reach = jobs_within_reach(role, area, catalog, reference)
    area_label = area_name(reach.area)
    # Occupations are never added up: most are wider than the role.
    sections = (
        *(_occupation(occupation, context) for occupation in reach.occupations),
        *(
            _audience(audience, [a for a in reach.audiences if a.audience == audience], context)
            for audience in dict.fromkeys(a.audience for a in reach.audiences)
        ),
    )
    label = lower_first(reach.label)
    lede = [
        TextLine(phrase("market_page.reach_is", role=label), links=(Link("roles", role, label),))
    ]
    if not reach.occupations:
        lede.append(TextLine(phrase("market_page.reach_none"), tone="care"))
    title = phrase("market_page.reach", role=label, area=with_article(area_label))
    return context.document(title, phrase("wages.trade"), lede, sections, data=True)


def _occupation(occupation: OccupationReach, context: GuideContext) -> Section:
    modes = DefinitionList(tuple(_mode(reachable, context) for reachable in occupation.reached))
    assumed = BulletList(
        tuple(
            TextLine(statement_text(statement), context.notes.of(statement.sources))
            for statement in occupation.assumed
        )
    )
    inner = Section(f"assumed-{occupation.soc}", phrase("reach.assumed"), (assumed,))
    heading = phrase("wages.heading", occupation=occupation.label, code=occupation.soc)
    return Section(f"reach-{occupation.soc}", heading, (modes,), (inner,), kind="pay")


def _mode(reachable: ReachableJobs, context: GuideContext) -> tuple[str, TextLine]:
    """A work mode with its number of jobs, and the areas and the month of that count."""
    jobs_text = reachable_jobs_text(reachable)
    if reachable.jobs is None:
        text = sentence(jobs_text)
    else:
        areas = join_list([with_article(area_name(area)) for area in reachable.areas])
        when = format_period(reachable.period or "")
        text = phrase("market_page.reach_jobs", jobs=jobs_text, areas=areas, when=when)
    return _mode_name(reachable.mode), TextLine(text, context.notes.of(reachable.sources))


def _mode_name(mode: str) -> str:
    name = phrase(f"reach.{mode}")
    return f"{name[:1].upper()}{name[1:]}"


def _audience(name: str, audiences: list[AudienceReach], context: GuideContext) -> Section:
    """The figures on one audience (customers, students) by work mode, or "not measured"."""
    lines = []
    for audience in audiences:
        lead = _mode_name(audience.mode)
        if not audience.figures:
            lines.append(TextLine(phrase("market_page.reach_unmeasured"), lead=lead))
        for figure in audience.figures:
            line = figure_line(figure, context)
            text = phrase(
                "market_page.reach_figure", measure=measure_name(figure.measure), figure=line.text
            )
            lines.append(TextLine(text, line.notes, lead=lead))
    return Section(name, phrase(f"reach.{name}"), (BulletList(tuple(lines)),))


def area_choices(reference: Reference) -> tuple[tuple[str, str], ...]:
    """All areas with figures as (code, name): the nation first, then by name."""
    areas = sorted(reference.areas, key=lambda area: (area.kind != "nation", area.name))
    return tuple((area.code, format_area(area.name)) for area in areas)
