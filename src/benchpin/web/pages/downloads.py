"""Figures of a page to take away: as a table (CSV) or as data (JSON), at the page's own address."""

from typing import Literal, cast, get_args

from django.http import HttpRequest, HttpResponse

from benchpin.web.app.links import with_query
from benchpin.web.app.messages import message

Format = Literal["csv", "json"]
TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def requested_format(request: HttpRequest) -> Format | None:
    """The format in which the query asks for the figures; None for the page itself."""
    asked = request.GET.get("format", "")
    return cast(Format, asked) if asked in get_args(Format) else None


def download(form: Format, text: str) -> HttpResponse:
    """The figures as a file."""
    return HttpResponse(text, content_type=TYPES[form])


def download_links(request: HttpRequest, name: str) -> list[dict[str, str]]:
    """Links that take the figures of a page away, each with the name of its file."""
    return [
        {
            "href": with_query(request.GET, format=form),
            "label": message(f"guides.{form}"),
            "file": f"{name}.{form}",
        }
        for form in get_args(Format)
    ]
