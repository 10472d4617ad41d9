"""Routes of pay, and of jobs within reach of an area."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from benchpin import market
from benchpin.documents.answers.reach import reach_as_json
from benchpin.documents.answers.wages import pay_as_json
from benchpin.market.pay_report import PayReport, build_pay_report
from benchpin.reference import Reference
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import ProblemError, bad_input_at
from benchpin.web.api.responses import Name, check_record_id, json_response
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
    engine = shared_engine()
    if (role is None) == (soc is None):
        raise ProblemError("bad-input", message("api.role_or_soc"), field="role")
    check_record_id("role", role, engine.catalog.roles)
    with bad_input_at("area" if soc is None or _is_published(soc, engine.reference) else "soc"):
        report = build_pay_report(role or soc or "", area, engine.catalog, engine.reference)
    return json_response(pay_as_json(report))


@router.get("/reach", response=ReachModel)
def reach(
    request: HttpRequest,
    role: Annotated[str, Query(max_length=200)],
    area: Annotated[str, Query(max_length=200)],
) -> HttpResponse:
    """How many jobs of a role are within reach from an area, as `benchpin reach`."""
    engine = shared_engine()
    check_record_id("role", role, engine.catalog.roles)
    with bad_input_at("area"):
        home_area = engine.reference.area(area)
    reach_report = market.jobs_within_reach(role, home_area, engine.catalog, engine.reference)
    return json_response(reach_as_json(reach_report, engine.catalog, engine.reference))


def _is_published(soc: str, reference: Reference) -> bool:
    digits = soc.replace("-", "")
    return market.published_code(f"{digits[:2]}-{digits[2:6]}", reference) is not None
