"""Which jobs of a role are within reach of an area, onsite, hybrid and remote."""

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, sentence
from benchpin.documents.guides.figures import figure_line
from benchpin.documents.model import BulletList, DefinitionList, Document, Link, Section, TextLine
from benchpin.market import AudienceReach, OccupationReach, ReachableJobs
from benchpin.market import jobs_within_reach as reached
from benchpin.reference import Area, Reference
from benchpin.wording.figures import measure_name
from benchpin.wording.format import format_area, format_period, join_list, lower_first, with_article
from benchpin.wording.jobs import area_name, jobs_in_words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text


def reach_guide(role: str, area: Area, catalog: Catalog, reference: Reference) -> Document:
    """How far a role reaches from an area; a KeyError where there is no such role."""
    teller = GuideContext.of(catalog, reference)
    found = reached(role, area, catalog, reference)
    where = area_name(found.area)
    sections = (
        *(_occupation(each, teller) for each in found.occupations),
        *(
            _audience(name, [a for a in found.audiences if a.audience == name], teller)
            for name in dict.fromkeys(a.audience for a in found.audiences)
        ),
    )
    label = lower_first(found.label)
    lede = [
        TextLine(phrase("market_page.reach_is", role=label), links=(Link("roles", role, label),))
    ]
    if not found.occupations:
        lede.append(TextLine(phrase("market_page.reach_none"), tone="care"))
    title = phrase("market_page.reach", role=label, area=with_article(where))
    return teller.document(title, phrase("wages.trade"), lede, sections, data=True)


def _occupation(found: OccupationReach, teller: GuideContext) -> Section:
    modes = DefinitionList(tuple(_mode(each, teller) for each in found.reached))
    assumed = BulletList(
        tuple(
            TextLine(statement_text(said), teller.notes.of(said.sources)) for said in found.assumed
        )
    )
    inner = Section(f"assumed-{found.soc}", phrase("reach.assumed"), (assumed,))
    heading = phrase("wages.heading", occupation=found.label, code=found.soc)
    return Section(f"reach-{found.soc}", heading, (modes,), (inner,), kind="pay")


def _mode(found: ReachableJobs, teller: GuideContext) -> tuple[str, TextLine]:
    """A work mode with its jobs, and the areas and the month in which they are counted."""
    jobs = jobs_in_words(found)
    if found.jobs is None:
        said = sentence(jobs)
    else:
        areas = join_list([with_article(area_name(area)) for area in found.areas])
        when = format_period(found.period or "")
        said = phrase("market_page.reach_jobs", jobs=jobs, areas=areas, when=when)
    return _named(found.mode), TextLine(said, teller.notes.of(found.sources))


def _named(mode: str) -> str:
    name = phrase(f"reach.{mode}")
    return f"{name[:1].upper()}{name[1:]}"


def _audience(name: str, found: list[AudienceReach], teller: GuideContext) -> Section:
    """Whom else the role reaches, mode by mode; where nobody measured it, that is said."""
    lines = []
    for audience in found:
        lead = _named(audience.mode)
        if not audience.figures:
            lines.append(TextLine(phrase("market_page.reach_unmeasured"), lead=lead))
        for figure in audience.figures:
            line = figure_line(figure, teller)
            text = phrase(
                "market_page.reach_figure", measure=measure_name(figure.measure), figure=line.text
            )
            lines.append(TextLine(text, line.notes, lead=lead))
    return Section(name, phrase(f"reach.{name}"), (BulletList(tuple(lines)),))


def places(reference: Reference) -> tuple[tuple[str, str], ...]:
    """The areas that can be asked for, as code and name, the nation first, then by name."""
    held = sorted(reference.areas, key=lambda area: (area.kind != "nation", area.name))
    return tuple((area.code, format_area(area.name)) for area in held)
