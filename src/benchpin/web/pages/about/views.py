"""The pages that say what Benchpin is, what it keeps, and on what terms it may be used."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.web.app.messages import all_messages
from benchpin.web.pages.layout import page

TEXTS = ("about", "privacy", "terms", "accessibility", "help")


@require_safe
def text(request: HttpRequest, name: str) -> HttpResponse:
    """One of the texts, with its sections."""
    told = all_messages()["texts"][name]
    return page(request, "text.html", {"title": told["title"], "told": told, "help": settings.HELP})


urlpatterns = [path(f"{name}/", partial(text, name=name), name=name) for name in TEXTS]
