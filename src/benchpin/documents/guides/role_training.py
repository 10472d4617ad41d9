"""The training section of a role guide: entry routes, qualifications and programmes."""

from urllib.parse import urlsplit

from benchpin.documents.guidance.training import programmes_disclosure, skill_training_blocks
from benchpin.documents.guides.context import field_sources, sentence
from benchpin.documents.guides.qualification import UNAVAILABLE_STATUSES
from benchpin.documents.guides.role_context import (
    RoleGuideContext,
    bullet_list_block,
    disclosure_block,
    optional_section,
    paragraphs_block,
)
from benchpin.documents.model import DefinitionList, Link, Section, TextLine
from benchpin.facts import OUR_JUDGEMENT
from benchpin.facts.ladder import Listing
from benchpin.plan import (
    ProgrammeOption,
    RolePlan,
    discontinued_programmes,
    is_within_reach,
    plan_training,
    programme_option,
)
from benchpin.wording.format import format_area, join_list
from benchpin.wording.phrases import phrase


def role_training_section(guide: RoleGuideContext) -> Section | None:
    """The section "how to get in": entry routes, qualifications, programmes, discontinued ones."""
    # Discontinued programmes are named because old guides still list them.
    discontinued = discontinued_programmes(guide.identity, guide.country, guide.catalog)
    plan = _plan(guide)
    # A programme may both lead to a qualification for the role and teach its skills: show it once.
    option_by_programme = {
        option.programme: option for option in (*domestic_programme_options(guide), *plan.options)
    }
    return optional_section(
        "learn",
        paragraphs_block(
            *(guide.statement_line(s) for s in guide.statements_of_kind("role-entry"))
        ),
        _paid_ways_in(guide),
        optional_section(
            "ways_in", bullet_list_block(guide.working_life_lines(("ways-in",), "life", lead=False))
        ),
        _qualifications(guide),
        optional_section("taught", *skill_training_blocks(guide.builder, plan)),
        optional_section(
            "programs",
            programmes_disclosure(guide.builder, tuple(option_by_programme.values()))
            if option_by_programme
            else None,
        ),
        optional_section(
            "closed", bullet_list_block(guide.statement_line(s, tone="care") for s in discontinued)
        ),
    )


def _paid_ways_in(guide: RoleGuideContext) -> Section | None:
    """The paid posts that train newcomers in the guide's country, and where they are listed."""
    ladder = guide.role.ladder
    doors = [d for d in ladder.doors if guide.country in d.countries] if ladder else []
    listings = {
        (listing.organisation or listing.url): listing
        for door in doors
        for listing in door.where
        if guide.country in (listing.countries or door.countries)
    }
    return optional_section(
        "paid",
        bullet_list_block(
            guide.context.prose(door.what, door.sources or (OUR_JUDGEMENT,)) for door in doors
        ),
        optional_section(
            "listed", bullet_list_block(_listing_line(x, guide) for x in listings.values())
        ),
    )


def _listing_line(listing: Listing, guide: RoleGuideContext) -> TextLine:
    """A place that lists openings: the linked organisation, or the page with its address."""
    if listing.organisation is not None:
        return guide.context.record_line(
            "organisations", listing.organisation, notes=(listing.source,)
        )
    url = listing.url or ""
    notes = guide.context.notes.of([listing.source])
    return TextLine(urlsplit(url).netloc, notes, lead=listing.label or "", url=url)


def _qualifications(guide: RoleGuideContext) -> Section | None:
    """The qualifications for the role; those earned only in other countries are collapsed."""
    domestic_programmes = {
        i: _domestic_programmes(i, guide) for i in _obtainable_qualifications(guide)
    }
    qualifications = guide.catalog.qualifications
    domestic_ids = [
        i
        for i, programme_ids in domestic_programmes.items()
        if programme_ids or guide.country in qualifications[i].country
    ]
    rows = tuple(_qualification_row(i, domestic_programmes[i], guide) for i in domestic_ids)
    return optional_section(
        "awards",
        DefinitionList(rows) if rows else None,
        disclosure_block(
            "elsewhere",
            [
                _foreign_qualification(i, guide)
                for i in domestic_programmes
                if i not in domestic_ids
            ],
        ),
    )


def _qualification_row(
    identity: str, programme_ids: list[str], guide: RoleGuideContext
) -> tuple[str, TextLine]:
    """The row of a qualification with the programmes that lead to it."""
    context = guide.context
    name = context.label("qualifications", identity)
    links = tuple(Link("programmes", i, context.label("programmes", i)) for i in programme_ids)
    programme_names = sentence("; ".join(link.label for link in links), keep_case=True)
    return name, TextLine(
        programme_names if programme_ids else phrase("guide.no_programme"),
        context.notes.of(field_sources(guide.catalog.qualifications[identity])),
        links=(Link("qualifications", identity, name), *links),
    )


def _foreign_qualification(identity: str, guide: RoleGuideContext) -> TextLine:
    qualification = guide.catalog.qualifications[identity]
    return TextLine(
        sentence(join_list([format_area(code) for code in qualification.country])),
        guide.context.notes.of(field_sources(qualification)),
        lead=qualification.label,
        links=(Link("qualifications", identity, qualification.label),),
    )


def domestic_programme_options(guide: RoleGuideContext) -> list[ProgrammeOption]:
    """The programmes for the role that can be taken from the guide's country."""
    return [
        programme_option(i, guide.profile, guide.catalog)
        for identity in _obtainable_qualifications(guide)
        for i in _domestic_programmes(identity, guide)
    ]


def _obtainable_qualifications(guide: RoleGuideContext) -> list[str]:
    """The ids of the qualifications for the role that are neither closed nor superseded."""
    qualifications = guide.catalog.qualifications
    return [
        i
        for i, a in qualifications.items()
        if guide.identity in a.roles and a.status not in UNAVAILABLE_STATUSES
    ]


def _domestic_programmes(qualification: str, guide: RoleGuideContext) -> list[str]:
    """The ids of a qualification's programmes that are open to people in the country."""
    catalog, profile = guide.catalog, guide.profile
    return [
        i
        for i in catalog.programmes_of.get(qualification, ())
        if catalog.programmes[i].status not in UNAVAILABLE_STATUSES
        and is_within_reach(catalog.programmes[i], profile)
    ]


def _plan(guide: RoleGuideContext) -> RolePlan:
    """The training plan for the essential skills of the role, or for all if none is essential."""
    catalog = guide.catalog.in_country(guide.profile.circumstances.country)
    learnable = [n for n in catalog.roles[guide.identity].skills if n.skill not in catalog.traits]
    required_skills = [n for n in learnable if n.need == "essential"] or learnable
    return plan_training(
        guide.identity, tuple(n.skill for n in required_skills), guide.profile, catalog
    )
