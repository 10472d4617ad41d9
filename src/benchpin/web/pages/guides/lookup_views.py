"""Pages that tell what somebody asks for: roles beside each other, pay and jobs somewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.documents.answers.reach import reach_as_csv, reach_as_json
from benchpin.documents.answers.wages import pay_as_csv, pay_as_json
from benchpin.documents.guides.comparison import MAX_ROLES
from benchpin.documents.guides.comparison import compare_roles as compared
from benchpin.documents.guides.reach import reach_guide as reached
from benchpin.documents.guides.wages import wages_guide
from benchpin.inputs.errors import UnknownName
from benchpin.market import jobs_within_reach as jobs_reached
from benchpin.market.pay_report import build_pay_report as paid
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.area import AreaQuery, area_form, asked_area
from benchpin.web.pages.downloads import Format, download, download_links, requested_format
from benchpin.web.pages.guides.next_steps import steps_for_role
from benchpin.web.pages.layout import guide_page, public_page
from benchpin.web.pages.profile.forms import labels


@require_safe
@cache_page("role", "area")
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three roles beside each other."""
    held, area = shared_engine(), asked_area(request)
    chosen = [role for role in dict.fromkeys(request.GET.getlist("role")) if role]
    if any(role not in held.catalog.roles for role in chosen):
        raise Http404
    up = (message("guides.roles.title"), reverse("roles"))
    if 1 < len(chosen) <= MAX_ROLES:
        document = compared(chosen, held.catalog, held.reference, area=area.name, as_of=today())
        return guide_page(
            request, document, up=up, wide=True, **area_form(request, area, roles=chosen)
        )
    context = {
        "title": message("guides.compare.title"),
        "description": message("guides.compare.lede"),
        "roles": labels(held.catalog),
        "chosen": chosen,
        "most": MAX_ROLES,
        # One role alone is how the guide to it leads here.
        "wrong": len(request.GET.getlist("role")) > 1,
    }
    return public_page(request, "compare-choose.html", context)


@require_safe
@cache_page("role", "area", "format")
def pay(request: HttpRequest) -> HttpResponse:
    """What a role, or an occupation by its code, earns somewhere."""
    return _looked_up(request, "pay")


@require_safe
@cache_page("role", "area", "format")
def reach(request: HttpRequest) -> HttpResponse:
    """How many jobs are within reach of somewhere, by work mode."""
    return _looked_up(request, "reach")


def _looked_up(request: HttpRequest, kind: str) -> HttpResponse:
    """A form for a role and an area, and what is known of them."""
    held, area = shared_engine(), asked_area(request)
    chosen = request.GET.get("role", "").strip()
    up = (message("guides.market.title"), reverse("market"))
    form = area_form(
        request, area, roles=[chosen], choose=labels(held.catalog), action=request.path
    )
    if not chosen or area.wrong:
        context = {
            "title": message(f"guides.{kind}.title"),
            "lede": message(f"guides.{kind}.lede"),
            "description": message(f"guides.{kind}.lede"),
            "up": up,
            **form,
        }
        return public_page(request, "look-up.html", context)
    try:
        if taken := requested_format(request):
            return download(taken, (_pay_as if kind == "pay" else _reach_as)(taken, chosen, area))
        if kind == "pay":
            document = wages_guide(chosen, area.name, held.catalog, held.reference)
        else:
            where = held.reference.area(area.name)
            document = reached(_role(chosen), where, held.catalog, held.reference)
    except UnknownName:
        raise Http404 from None
    onward = steps_for_role(chosen, area.name, here=kind) if chosen in held.catalog.roles else ()
    name = "-".join(("benchpin", kind, chosen, *(area.name or "us").lower().split()))
    takes = download_links(request, name)
    return guide_page(request, document, up=up, onward=onward, takes=takes, **form)


def _role(chosen: str) -> str:
    """A role by its id; an UnknownName where there is none."""
    if chosen not in shared_engine().catalog.roles:
        raise UnknownName(chosen)
    return chosen


def _pay_as(form: Format, chosen: str, area: AreaQuery) -> str:
    """What the page of pay tells, as a table or as data."""
    held = shared_engine()
    found = paid(chosen, area.name, held.catalog, held.reference)
    return pay_as_csv(found) if form == "csv" else pay_as_json(found)


def _reach_as(form: Format, chosen: str, area: AreaQuery) -> str:
    """What the page of jobs within reach tells, as a table or as data."""
    held = shared_engine()
    where = held.reference.area(area.name)
    found = jobs_reached(_role(chosen), where, held.catalog, held.reference)
    return (reach_as_csv if form == "csv" else reach_as_json)(found, held.catalog, held.reference)


urlpatterns = [
    path("compare/", compare, name="compare-roles"),
    path("pay/", pay, name="pay"),
    path("reach/", reach, name="reach"),
]
