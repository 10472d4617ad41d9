"""Downloads of the figures of a page, as CSV or JSON, at the address of the page itself."""

from typing import Literal, cast, get_args

from django.http import HttpRequest, HttpResponse

from benchpin.web.app.links import with_query
from benchpin.web.app.messages import message

Format = Literal["csv", "json"]
TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def requested_format(request: HttpRequest) -> Format | None:
    """The download format that the query asks for; None for the page itself."""
    format_name = request.GET.get("format", "")
    return cast(Format, format_name) if format_name in get_args(Format) else None


def download(file_format: Format, text: str) -> HttpResponse:
    """The figures as a file of that format."""
    return HttpResponse(text, content_type=TYPES[file_format])


def download_links(request: HttpRequest, name: str) -> list[dict[str, str]]:
    """The download links of a page, one for each format; `name` is the file name without suffix."""
    return [
        {
            "href": with_query(request.GET, format=file_format),
            "label": message(f"guides.{file_format}"),
            "file": f"{name}.{file_format}",
        }
        for file_format in get_args(Format)
    ]
