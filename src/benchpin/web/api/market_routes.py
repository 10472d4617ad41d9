"""Routes for pay and reach."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from benchpin import market
from benchpin.documents.answers.reach import reach_as_json
from benchpin.documents.answers.wages import pay_as_json
from benchpin.market.pay_report import PayReport
from benchpin.market.pay_report import build_pay_report as ask
from benchpin.reference import Reference
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import ProblemError, given
from benchpin.web.api.responses import Name, json_response, named
from benchpin.web.api.schemas import ReachModel
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message

router = Router(auth=ApiKeyAuth("pay"))
Code = Annotated[str | None, Query(pattern=r"^\d\d-?\d{4}(\.\d\d)?$")]


@router.get("/wages", response=PayReport)
def wages(
    request: HttpRequest, role: Name = None, soc: Code = None, area: Name = None
) -> HttpResponse:
    """Pay, jobs, each year and the outlook of a role or an occupation, as `benchpin wages`."""
    held = shared_engine()
    if (role is None) == (soc is None):
        raise ProblemError("bad-input", message("api.role_or_soc"), where="role")
    named("role", role, held.catalog.roles)
    with given("area" if soc is None or _is_published(soc, held.reference) else "soc"):
        found = ask(role or soc or "", area, held.catalog, held.reference)
    return json_response(pay_as_json(found))


@router.get("/reach", response=ReachModel)
def reach(
    request: HttpRequest,
    role: Annotated[str, Query(max_length=200)],
    area: Annotated[str, Query(max_length=200)],
) -> HttpResponse:
    """How many jobs of a role are within reach from an area, as `benchpin reach`."""
    held = shared_engine()
    named("role", role, held.catalog.roles)
    with given("area"):
        place = held.reference.area(area)
    found = market.jobs_within_reach(role, place, held.catalog, held.reference)
    return json_response(reach_as_json(found, held.catalog, held.reference))


def _is_published(soc: str, reference: Reference) -> bool:
    digits = soc.replace("-", "")
    return market.published_code(f"{digits[:2]}-{digits[2:6]}", reference) is not None
