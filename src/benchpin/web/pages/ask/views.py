"""The page on which somebody pastes a text and sees which of its sentences the sources bear out."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchpin.ask.assay import assay_text
from benchpin.documents.answers.assay import notes_of, segments, summary_text
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.pages.layout import form_view, page
from benchpin.web.pages.throttling import rate_limited

MAX_TEXT_LENGTH = 10_000
"""Characters of a text that are checked at a time."""


@form_view
@rate_limited("check", max_requests=60, seconds=600)
def check_page(request: HttpRequest) -> HttpResponse:
    """A form for a text; after a POST the text with marks. Nothing of it is stored or logged."""
    text = request.POST.get("text", "").replace("\r\n", "\n") if request.method == "POST" else ""
    context = {
        "title": message("check.title"),
        "limit": MAX_TEXT_LENGTH,
        "text": text,
        "error": "",
        "summary": "",
    }
    if request.method != "POST":
        return page(request, "check.html", context)
    if len(text) > MAX_TEXT_LENGTH:
        context["error"] = message("check.too_long", length=len(text), count=MAX_TEXT_LENGTH)
    elif not any(character.isalpha() for character in text):
        context["error"] = message("check.empty")
    if context["error"]:
        return page(request, "check.html", context, status=400)
    engine = shared_engine()
    assay = assay_text(text, engine.catalog, engine.reference)
    pieces = segments(text, assay)
    return page(
        request,
        "check.html",
        {
            **context,
            "summary": summary_text(assay),
            "segments": pieces,
            "notes": {
                piece.number: notes_of(piece.claim, engine.catalog, engine.reference)
                for piece in pieces
                if piece.claim is not None
            },
        },
    )


urlpatterns = [path("check/", check_page, name="check-advice")]
