"""Pages that tell what somebody asks for: roles beside each other, pay and jobs somewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.facts import UnknownName
from benchpin.tell.guides.compare import MOST
from benchpin.tell.guides.compare import compare as compared
from benchpin.tell.guides.reach import reach as reached
from benchpin.tell.guides.wages import wages
from benchpin.web.asked_area import area_form, asked_area
from benchpin.web.cached import cached_page
from benchpin.web.engine import engine, today
from benchpin.web.forms.begin import labels
from benchpin.web.pages import guide_page, public_page
from benchpin.web.words import say


@require_safe
@cached_page("role", "area")
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three roles beside each other."""
    held, area = engine(), asked_area(request)
    chosen = [role for role in dict.fromkeys(request.GET.getlist("role")) if role]
    if any(role not in held.catalog.roles for role in chosen):
        raise Http404
    up = (say("guides.roles.title"), reverse("roles"))
    if 1 < len(chosen) <= MOST:
        document = compared(chosen, held.catalog, held.reference, area=area.name, as_of=today())
        return guide_page(
            request, document, up=up, wide=True, **area_form(request, area, roles=chosen)
        )
    context = {
        "title": say("guides.compare.title"),
        "roles": labels(held.catalog),
        "chosen": chosen,
        "most": MOST,
        "wrong": bool(chosen),
    }
    return public_page(request, "compare-choose.html", context)


@require_safe
@cached_page("role", "area")
def pay(request: HttpRequest) -> HttpResponse:
    """What a role, or an occupation by its code, earns somewhere."""
    return _looked_up(request, "pay")


@require_safe
@cached_page("role", "area")
def reach(request: HttpRequest) -> HttpResponse:
    """How many jobs are within reach of somewhere, by work mode."""
    return _looked_up(request, "reach")


def _looked_up(request: HttpRequest, kind: str) -> HttpResponse:
    """A form for a role and an area, and what is known of them."""
    held, area = engine(), asked_area(request)
    chosen = request.GET.get("role", "").strip()
    up = (say("guides.market.title"), reverse("market"))
    form = area_form(
        request, area, roles=[chosen], choose=labels(held.catalog), action=request.path
    )
    if not chosen or area.wrong:
        context = {
            "title": say(f"guides.{kind}.title"),
            "lede": say(f"guides.{kind}.lede"),
            "up": up,
            **form,
        }
        return public_page(request, "look-up.html", context)
    try:
        if kind == "pay":
            document = wages(chosen, area.name, held.catalog, held.reference)
        elif chosen in held.catalog.roles:
            where = held.reference.area(area.name)
            document = reached(chosen, where, held.catalog, held.reference)
        else:
            raise Http404
    except UnknownName:
        raise Http404 from None
    return guide_page(request, document, up=up, **form)


urlpatterns = [
    path("compare/", compare, name="compare-roles"),
    path("pay/", pay, name="pay"),
    path("reach/", reach, name="reach"),
]
