"""The pages of plain text: about, privacy, terms, accessibility and help."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from benchpin.web.app.messages import all_messages
from benchpin.web.pages.layout import page

TEXTS = ("about", "privacy", "terms", "accessibility", "help")


@require_safe
def text_page(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one of the texts, with its sections."""
    content = all_messages()["texts"][name]
    context = {"title": content["title"], "content": content, "help": settings.HELP}
    return page(request, "text.html", context)


urlpatterns = [path(f"{name}/", partial(text_page, name=name), name=name) for name in TEXTS]
