"""Pages that answer a query: a comparison of roles, pay, and the jobs within reach of an area."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.answers.reach import reach_as_csv, reach_as_json
from benchpin.documents.answers.wages import pay_as_csv, pay_as_json
from benchpin.documents.guides.comparison import MAX_ROLES, compare_roles
from benchpin.documents.guides.reach import reach_guide
from benchpin.documents.guides.wages import wages_guide
from benchpin.inputs.errors import UnknownName
from benchpin.market import jobs_within_reach
from benchpin.market.pay_report import build_pay_report
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.area import AreaQuery, area_form_context, requested_area
from benchpin.web.pages.downloads import Format, download, download_links, requested_format
from benchpin.web.pages.guides.next_steps import steps_for_role
from benchpin.web.pages.layout import guide_page, public_page
from benchpin.web.pages.profile.forms import role_choices


@require_safe
@cache_page("role", "area")
def compare_page(request: HttpRequest) -> HttpResponse:
    """Compare two or three roles; for fewer or more, the form to choose them."""
    engine, area_query = shared_engine(), requested_area(request)
    role_ids = [role for role in dict.fromkeys(request.GET.getlist("role")) if role]
    if any(role not in engine.catalog.roles for role in role_ids):
        raise Http404
    up = (message("guides.roles.title"), reverse("roles"))
    if 1 < len(role_ids) <= MAX_ROLES:
        document = compare_roles(
            role_ids, engine.catalog, engine.reference, area=area_query.name, as_of=today()
        )
        return guide_page(
            request,
            document,
            up=up,
            wide=True,
            **area_form_context(request, area_query, roles=role_ids),
        )
    context = {
        "title": message("guides.compare.title"),
        "description": message("guides.compare.lede"),
        "roles": role_choices(engine.catalog),
        "chosen": role_ids,
        "max_roles": MAX_ROLES,
        # One role alone is no mistake: the guide to a role links here with it.
        "wrong_count": len(request.GET.getlist("role")) > 1,
    }
    return public_page(request, "compare-choose.html", context)


@require_safe
@cache_page("role", "area", "format")
def pay_page(request: HttpRequest) -> HttpResponse:
    """What a role, or an occupation by its SOC code, earns in an area."""
    return _lookup_page(request, "pay")


@require_safe
@cache_page("role", "area", "format")
def reach_page(request: HttpRequest) -> HttpResponse:
    """How many jobs of a role are within reach of an area, by work mode."""
    return _lookup_page(request, "reach")


def _lookup_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The page of pay or of reach: the form for a role and an area, then the answer for them."""
    engine, area_query = shared_engine(), requested_area(request)
    role_or_code = request.GET.get("role", "").strip()
    up = (message("guides.market.title"), reverse("market"))
    form_context = area_form_context(
        request,
        area_query,
        roles=[role_or_code],
        choose=role_choices(engine.catalog),
        action=request.path,
    )
    if not role_or_code or area_query.error:
        context = {
            "title": message(f"guides.{kind}.title"),
            "lede": message(f"guides.{kind}.lede"),
            "description": message(f"guides.{kind}.lede"),
            "up": up,
            **form_context,
        }
        return public_page(request, "look-up.html", context)
    try:
        if file_format := requested_format(request):
            return download(
                file_format,
                (_pay_export if kind == "pay" else _reach_export)(
                    file_format, role_or_code, area_query
                ),
            )
        if kind == "pay":
            document = wages_guide(role_or_code, area_query.name, engine.catalog, engine.reference)
        else:
            area = engine.reference.area(area_query.name)
            document = reach_guide(
                _require_role(role_or_code), area, engine.catalog, engine.reference
            )
    except UnknownName:
        raise Http404 from None
    next_steps = (
        steps_for_role(role_or_code, area_query.name, current_page=kind)
        if role_or_code in engine.catalog.roles
        else ()
    )
    name = "-".join(("benchpin", kind, role_or_code, *(area_query.name or "us").lower().split()))
    downloads = download_links(request, name)
    return guide_page(
        request, document, up=up, next_steps=next_steps, downloads=downloads, **form_context
    )


def _require_role(identity: str) -> str:
    """Return the id of a role; UnknownName where there is no such role."""
    if identity not in shared_engine().catalog.roles:
        raise UnknownName(identity)
    return identity


def _pay_export(file_format: Format, role_or_code: str, area_query: AreaQuery) -> str:
    """The figures of the page of pay, as CSV or JSON."""
    engine = shared_engine()
    report = build_pay_report(role_or_code, area_query.name, engine.catalog, engine.reference)
    return pay_as_csv(report) if file_format == "csv" else pay_as_json(report)


def _reach_export(file_format: Format, role: str, area_query: AreaQuery) -> str:
    """The figures of the page of jobs within reach, as CSV or JSON."""
    engine = shared_engine()
    area = engine.reference.area(area_query.name)
    report = jobs_within_reach(_require_role(role), area, engine.catalog, engine.reference)
    return (reach_as_csv if file_format == "csv" else reach_as_json)(
        report, engine.catalog, engine.reference
    )


urlpatterns = [
    path("compare/", compare_page, name="compare-roles"),
    path("pay/", pay_page, name="pay"),
    path("reach/", reach_page, name="reach"),
]
