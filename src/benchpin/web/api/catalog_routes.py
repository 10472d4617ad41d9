"""Routes for what is known: roles, skills, qualifications, organisations, sources, the market."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from benchpin.catalog import Catalog
from benchpin.documents.answers.topics import trade_as_json
from benchpin.facts.organisation import TakesNewcomers
from benchpin.facts.qualification import Standing, StudyMode
from benchpin.facts.role import Family
from benchpin.facts.skill import SkillKind
from benchpin.market import topic_report
from benchpin.reference.bibliography import bibliography_entry
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.record_schemas import (
    OrganisationListed,
    OrganisationModel,
    QualificationListed,
    QualificationModel,
    RoleListed,
    RoleModel,
    SkillListed,
    SkillModel,
    SourceListed,
    SourceModel,
)
from benchpin.web.api.responses import (
    Country,
    Name,
    PageNumber,
    PageSize,
    dumped,
    json_response,
    known,
    named,
    paginate,
    record,
    rows,
)
from benchpin.web.api.schemas import ResultPage, TopicListed, TopicListModel
from benchpin.web.app.engine import shared_engine

router = Router(auth=ApiKeyAuth("knowledge"))


@router.get("/roles", response=ResultPage[RoleListed])
def roles(
    request: HttpRequest, family: Family | None = None, page: PageNumber = 1, size: PageSize = 50
) -> HttpResponse:
    """The roles of the trade, of one family where it is named."""
    catalog = shared_engine().catalog
    found = [i for i, each in catalog.roles.items() if family in (None, each.family)]
    row = rows(catalog.roles, catalog, "label", "also_called", "family", "summary")
    return paginate(request, found, row, page, size)


@router.get("/roles/{role}", response=RoleModel)
def role(request: HttpRequest, role: str) -> HttpResponse:
    """All that is known of a role."""
    held = shared_engine()
    name = known("role", role, held.catalog.roles)
    return record(name, held, role=held.catalog.roles[name])


@router.get("/skills", response=ResultPage[SkillListed])
def skills(
    request: HttpRequest, kind: SkillKind | None = None, page: PageNumber = 1, size: PageSize = 50
) -> HttpResponse:
    """The skills and fields of knowledge of the trade."""
    catalog = shared_engine().catalog
    found = [i for i, each in catalog.skills.items() if kind in (None, each.kind)]
    row = rows(catalog.skills, catalog, "label", "also_called", "kind", "category")
    return paginate(request, found, row, page, size)


@router.get("/skills/{skill}", response=SkillModel)
def skill(request: HttpRequest, skill: str) -> HttpResponse:
    """A skill, who needs it, and what teaches it."""
    held = shared_engine()
    name = known("skill", skill, held.catalog.skills)
    needing = [
        role
        for role, each in held.catalog.roles.items()
        if any(need.skill == name for need in each.skills)
    ]
    teaching = list(held.catalog.qualifications_teaching.get(name, ()))
    own = held.catalog.skills[name]
    return record(name, held, skill=own, roles=needing, qualifications=teaching)


@router.get("/qualifications", response=ResultPage[QualificationListed])
def qualifications(
    request: HttpRequest,
    status: Standing | None = None,
    study_mode: StudyMode | None = None,
    skill: Name = None,
    country: Country = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> HttpResponse:
    """What can be earned: filtered by standing, way to study, skill taught and country."""
    catalog = shared_engine().catalog
    named("skill", skill, catalog.skills)
    found = [
        name
        for name, each in catalog.qualifications.items()
        if status in (None, each.status)
        and (skill is None or skill in each.teaches)
        and (study_mode is None or study_mode in _modes(name, catalog))
        and (country is None or country in _countries(name, catalog))
    ]
    keys = ("label", "also_called", "kind", "awarding_body", "country", "status", "teaches")
    own = rows(catalog.qualifications, catalog, *keys)

    def row(name: str) -> dict[str, Any]:
        return {**own(name), "study_mode": _modes(name, catalog)}

    return paginate(request, found, row, page, size)


@router.get("/qualifications/{qualification}", response=QualificationModel)
def qualification(request: HttpRequest, qualification: str) -> HttpResponse:
    """A qualification with the programmes that lead to it."""
    held = shared_engine()
    catalog = held.catalog
    name = known("qualification", qualification, catalog.qualifications)
    own = catalog.qualifications[name]
    programmes = {i: catalog.programmes[i] for i in catalog.programmes_of.get(name, ())}
    bodies = {own.awarding_body, *(each.provider for each in programmes.values())}
    providers = {i: each for i, each in catalog.providers.items() if i in bodies}
    return record(name, held, qualification=own, programmes=programmes, providers=providers)


@router.get("/organisations", response=ResultPage[OrganisationListed])
def organisations(
    request: HttpRequest,
    country: Country = None,
    takes_newcomers: TakesNewcomers | None = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> HttpResponse:
    """The bodies of the trade."""
    catalog = shared_engine().catalog
    found = [
        name
        for name, each in catalog.organisations.items()
        if (country is None or country in each.country or each.international)
        and takes_newcomers in (None, each.takes_newcomers)
    ]
    keys = (
        "label", "also_called", "kind", "country", "international", "takes_newcomers", "offers",
    )  # fmt: skip
    return paginate(request, found, rows(catalog.organisations, catalog, *keys), page, size)


@router.get("/organisations/{organisation}", response=OrganisationModel)
def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """A body of the trade with the mentoring that it runs."""
    held = shared_engine()
    name = known("organisation", organisation, held.catalog.organisations)
    run = {i: each for i, each in held.catalog.mentoring.items() if each.organisation == name}
    return record(name, held, organisation=held.catalog.organisations[name], mentoring=run)


@router.get("/sources", response=ResultPage[SourceListed])
def sources(request: HttpRequest, page: PageNumber = 1, size: PageSize = 50) -> HttpResponse:
    """Where the facts come from."""
    catalog = shared_engine().catalog
    row = rows(catalog.sources, catalog, "title", "publisher", "url", "published", "accessed")
    return paginate(request, tuple(catalog.sources), row, page, size)


@router.get("/sources/{source}", response=SourceModel)
def source(request: HttpRequest, source: str) -> HttpResponse:
    """A source, and how many figures are taken from it."""
    held = shared_engine()
    name = known("source", source, held.catalog.sources)
    own = bibliography_entry(name, held.catalog, held.reference)
    count = sum(figure.source == name for figure in held.catalog.figures.values())
    return dumped({"id": name, "source": own.model_dump(mode="json"), "figures": count})


@router.get("/market", response=ResultPage[TopicListed])
def market(request: HttpRequest, page: PageNumber = 1, size: PageSize = 50) -> HttpResponse:
    """The topics of the trade that there are figures about."""
    catalog = shared_engine().catalog
    row = rows(catalog.topics, catalog, "label", "also_called")
    return paginate(request, tuple(catalog.topics), row, page, size)


@router.get("/market/{topic}", response=TopicListModel)
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The trade's figures about a topic, with their sources."""
    held = shared_engine()
    name = known("topic", topic, held.catalog.topics)
    return json_response(
        trade_as_json([topic_report(name, held.catalog)], held.catalog, held.reference)
    )


def _modes(qualification: str, catalog: Catalog) -> list[StudyMode]:
    """The ways in which the programmes of a qualification are studied."""
    found = (
        mode
        for i in catalog.programmes_of.get(qualification, ())
        for mode in catalog.programmes[i].study_mode
    )
    return list(dict.fromkeys(found))


def _countries(qualification: str, catalog: Catalog) -> set[str]:
    """Where a qualification, or a programme that leads to it, is said to be."""
    programmes = (catalog.programmes[i] for i in catalog.programmes_of.get(qualification, ()))
    own = catalog.qualifications[qualification].country
    return {*own, *(country for each in programmes for country in each.country)}
