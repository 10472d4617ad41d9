"""How a role is learned: its ways in, qualifications, programs, and what teaches its skills."""

from benchpin.documents.guidance.training import closing_blocks, programmes
from benchpin.documents.guides.context import cited, sentence
from benchpin.documents.guides.qualification import GONE
from benchpin.documents.guides.role_context import (
    RoleGuideContext,
    folded_block,
    points_block,
    section,
    statement_block,
)
from benchpin.documents.model import DefinitionList, Link, Section, TextLine
from benchpin.plan import (
    ProgrammeOption,
    RolePlan,
    discontinued_programmes,
    in_reach,
    option_of,
    plan_training,
)
from benchpin.wording.format import format_area, join_list
from benchpin.wording.phrases import phrase


def learn(guide: RoleGuideContext) -> Section | None:
    """The ways in, the qualifications and programs for the role, and what teaches its skills."""
    closed = discontinued_programmes(guide.identity, guide.country, guide.catalog)
    plan = _plan(guide)
    # A programme may lead to an award for the role and teach its skills: it has one card.
    cards = {option.programme: option for option in (*domestic_routes(guide), *plan.options)}
    return section(
        "learn",
        statement_block(*(guide.said(s) for s in guide.known("role-entry"))),
        section("ways_in", points_block(guide.life(("ways-in",), "life", lead=False))),
        _awards(guide),
        section("taught", *closing_blocks(guide.telling, plan)),
        section("programs", programmes(guide.telling, tuple(cards.values())) if cards else None),
        section("closed", points_block(guide.said(s, tone="care") for s in closed)),
    )


def _awards(guide: RoleGuideContext) -> Section | None:
    """The qualifications for the role; folded, those that are earned in other countries alone."""
    here = {i: _programmes_here(i, guide) for i in _awards_of(guide)}
    awards = guide.catalog.qualifications
    own = [i for i, found in here.items() if found or guide.country in awards[i].country]
    rows = tuple(_award(i, here[i], guide) for i in own)
    return section(
        "awards",
        DefinitionList(rows) if rows else None,
        folded_block("elsewhere", [_award_elsewhere(i, guide) for i in here if i not in own]),
    )


def _award(identity: str, here: list[str], guide: RoleGuideContext) -> tuple[str, TextLine]:
    """A qualification and the programmes that lead to it."""
    teller = guide.teller
    name = teller.label("qualifications", identity)
    links = tuple(Link("programmes", i, teller.label("programmes", i)) for i in here)
    told = sentence("; ".join(link.label for link in links), keep=True)
    return name, TextLine(
        told if here else phrase("guide.no_programme"),
        teller.notes.of(cited(guide.catalog.qualifications[identity])),
        links=(Link("qualifications", identity, name), *links),
    )


def _award_elsewhere(identity: str, guide: RoleGuideContext) -> TextLine:
    award = guide.catalog.qualifications[identity]
    return TextLine(
        sentence(join_list([format_area(code) for code in award.country])),
        guide.teller.notes.of(cited(award)),
        lead=award.label,
        links=(Link("qualifications", identity, award.label),),
    )


def domestic_routes(guide: RoleGuideContext) -> list[ProgrammeOption]:
    """The programmes for the role that can be taken from its country, as cards."""
    return [
        option_of(i, guide.person, guide.catalog)
        for identity in _awards_of(guide)
        for i in _programmes_here(identity, guide)
    ]


def _awards_of(guide: RoleGuideContext) -> list[str]:
    """The qualifications for the role that can still be had somewhere."""
    held = guide.catalog.qualifications
    return [i for i, a in held.items() if guide.identity in a.roles and a.status not in GONE]


def _programmes_here(qualification: str, guide: RoleGuideContext) -> list[str]:
    """The programmes of a qualification that can be taken from the country, and are not closed."""
    catalog, person = guide.catalog, guide.person
    return [
        i
        for i in catalog.programmes_of.get(qualification, ())
        if catalog.programmes[i].status not in GONE and in_reach(catalog.programmes[i], person)
    ]


def _plan(guide: RoleGuideContext) -> RolePlan:
    """What teaches the skills that the role cannot do without; all, where it names none such."""
    needs = [s for s in guide.role.skills if s.need == "essential"] or guide.role.skills
    return plan_training(guide.identity, tuple(s.skill for s in needs), guide.person, guide.catalog)
