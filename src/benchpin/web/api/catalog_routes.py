"""Routes of the catalog: roles, skills, qualifications, organisations, sources, the market."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from benchpin.catalog import Catalog
from benchpin.documents.answers.topics import topic_reports_as_json
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
    check_record_id,
    json_response,
    paginate,
    record_response,
    require_record_id,
    row_serializer,
    serialized_response,
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
    role_ids = [role_id for role_id, role in catalog.roles.items() if family in (None, role.family)]
    row = row_serializer(catalog.roles, catalog, "label", "also_called", "family", "summary")
    return paginate(request, role_ids, row, page, size)


@router.get("/roles/{role}", response=RoleModel)
def role(request: HttpRequest, role: str) -> HttpResponse:
    """All that is known of a role."""
    engine = shared_engine()
    role_id = require_record_id("role", role, engine.catalog.roles)
    return record_response(role_id, engine, role=engine.catalog.roles[role_id])


@router.get("/skills", response=ResultPage[SkillListed])
def skills(
    request: HttpRequest, kind: SkillKind | None = None, page: PageNumber = 1, size: PageSize = 50
) -> HttpResponse:
    """The skills and fields of knowledge of the trade."""
    catalog = shared_engine().catalog
    skill_ids = [
        skill_id for skill_id, skill in catalog.skills.items() if kind in (None, skill.kind)
    ]
    row = row_serializer(catalog.skills, catalog, "label", "also_called", "kind", "category")
    return paginate(request, skill_ids, row, page, size)


@router.get("/skills/{skill}", response=SkillModel)
def skill(request: HttpRequest, skill: str) -> HttpResponse:
    """A skill, who needs it, and what teaches it."""
    engine = shared_engine()
    skill_id = require_record_id("skill", skill, engine.catalog.skills)
    roles_needing_it = [
        role_id
        for role_id, role in engine.catalog.roles.items()
        if any(need.skill == skill_id for need in role.skills)
    ]
    qualifications_teaching_it = list(engine.catalog.qualifications_teaching.get(skill_id, ()))
    skill_record = engine.catalog.skills[skill_id]
    return record_response(
        skill_id,
        engine,
        skill=skill_record,
        roles=roles_needing_it,
        qualifications=qualifications_teaching_it,
    )


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
    check_record_id("skill", skill, catalog.skills)
    qualification_ids = [
        qualification_id
        for qualification_id, qualification in catalog.qualifications.items()
        if status in (None, qualification.status)
        and (skill is None or skill in qualification.teaches)
        and (study_mode is None or study_mode in _study_modes(qualification_id, catalog))
        and (country is None or country in _countries(qualification_id, catalog))
    ]
    keys = ("label", "also_called", "kind", "awarding_body", "country", "status", "teaches")
    base_row = row_serializer(catalog.qualifications, catalog, *keys)

    def row(qualification_id: str) -> dict[str, Any]:
        return {**base_row(qualification_id), "study_mode": _study_modes(qualification_id, catalog)}

    return paginate(request, qualification_ids, row, page, size)


@router.get("/qualifications/{qualification}", response=QualificationModel)
def qualification(request: HttpRequest, qualification: str) -> HttpResponse:
    """A qualification with the programmes that lead to it."""
    engine = shared_engine()
    catalog = engine.catalog
    qualification_id = require_record_id("qualification", qualification, catalog.qualifications)
    qualification_record = catalog.qualifications[qualification_id]
    programmes = {
        programme_id: catalog.programmes[programme_id]
        for programme_id in catalog.programmes_of.get(qualification_id, ())
    }
    bodies = {
        qualification_record.awarding_body,
        *(programme.provider for programme in programmes.values()),
    }
    providers = {
        provider_id: provider
        for provider_id, provider in catalog.providers.items()
        if provider_id in bodies
    }
    return record_response(
        qualification_id,
        engine,
        qualification=qualification_record,
        programmes=programmes,
        providers=providers,
    )


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
    organisation_ids = [
        organisation_id
        for organisation_id, body in catalog.organisations.items()
        if (country is None or country in body.country or body.international)
        and takes_newcomers in (None, body.takes_newcomers)
    ]
    keys = (
        "label", "also_called", "kind", "country", "international", "takes_newcomers", "offers",
    )  # fmt: skip
    return paginate(
        request, organisation_ids, row_serializer(catalog.organisations, catalog, *keys), page, size
    )


@router.get("/organisations/{organisation}", response=OrganisationModel)
def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """A body of the trade with the mentoring that it runs."""
    engine = shared_engine()
    organisation_id = require_record_id("organisation", organisation, engine.catalog.organisations)
    mentoring = {
        mentoring_id: route
        for mentoring_id, route in engine.catalog.mentoring.items()
        if route.organisation == organisation_id
    }
    return record_response(
        organisation_id,
        engine,
        organisation=engine.catalog.organisations[organisation_id],
        mentoring=mentoring,
    )


@router.get("/sources", response=ResultPage[SourceListed])
def sources(request: HttpRequest, page: PageNumber = 1, size: PageSize = 50) -> HttpResponse:
    """Where the facts come from."""
    catalog = shared_engine().catalog
    row = row_serializer(
        catalog.sources, catalog, "title", "publisher", "url", "published", "accessed"
    )
    return paginate(request, tuple(catalog.sources), row, page, size)


@router.get("/sources/{source}", response=SourceModel)
def source(request: HttpRequest, source: str) -> HttpResponse:
    """A source, and how many figures are taken from it."""
    engine = shared_engine()
    source_id = require_record_id("source", source, engine.catalog.sources)
    entry = bibliography_entry(source_id, engine.catalog, engine.reference)
    count = sum(figure.source == source_id for figure in engine.catalog.figures.values())
    return serialized_response(
        {"id": source_id, "source": entry.model_dump(mode="json"), "figures": count}
    )


@router.get("/market", response=ResultPage[TopicListed])
def market(request: HttpRequest, page: PageNumber = 1, size: PageSize = 50) -> HttpResponse:
    """The topics of the trade that there are figures about."""
    catalog = shared_engine().catalog
    row = row_serializer(catalog.topics, catalog, "label", "also_called")
    return paginate(request, tuple(catalog.topics), row, page, size)


@router.get("/market/{topic}", response=TopicListModel)
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The trade's figures about a topic, with their sources."""
    engine = shared_engine()
    topic_id = require_record_id("topic", topic, engine.catalog.topics)
    return json_response(
        topic_reports_as_json(
            [topic_report(topic_id, engine.catalog)], engine.catalog, engine.reference
        )
    )


def _study_modes(qualification: str, catalog: Catalog) -> list[StudyMode]:
    """The study modes of the programmes that lead to a qualification, without duplicates."""
    modes = (
        mode
        for programme_id in catalog.programmes_of.get(qualification, ())
        for mode in catalog.programmes[programme_id].study_mode
    )
    return list(dict.fromkeys(modes))


def _countries(qualification: str, catalog: Catalog) -> set[str]:
    """The countries of a qualification and of the programmes that lead to it."""
    programmes = (
        catalog.programmes[programme_id]
        for programme_id in catalog.programmes_of.get(qualification, ())
    )
    own_countries = catalog.qualifications[qualification].country
    return {*own_countries, *(country for programme in programmes for country in programme.country)}
