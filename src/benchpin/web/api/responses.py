"""Builds responses: JSON as the command line prints it, pages of lists, full records."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel

from benchpin.catalog import PLACEHOLDER, Catalog, placeholder_ids
from benchpin.documents.answers.tables import figure_data
from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.reference.bibliography import sources_of
from benchpin.web.api.problems import ProblemError
from benchpin.web.app.engine import Engine
from benchpin.wording.figures import fill_placeholders

MAX_PAGE_SIZE = 100
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Name = Annotated[str | None, Query(max_length=200)]
Country = Annotated[str | None, Query(pattern="^[A-Z]{2}$")]
_EXCLUDED = ("research",)
"""Fields with research notes, of use only to those who maintain the data."""


def json_response(text: str) -> HttpResponse:
    """A response of JSON text."""
    return HttpResponse(text.encode(), content_type="application/json")


def serialized_response(body: Any) -> HttpResponse:
    """A response of plain values, serialized as JSON."""
    return json_response(json.dumps(body, ensure_ascii=False, allow_nan=False))


def paginate(
    request: HttpRequest,
    names: Sequence[str],
    row: Callable[[str], dict[str, Any]],
    page: int,
    size: int,
) -> HttpResponse:
    """One page of a list, with a Link header (RFC 8288); a page beyond the last is empty."""
    first, total = (page - 1) * size, len(names)
    last_page = max(1, -(-total // size))
    items = [row(name) for name in names[first : first + size]]
    response = serialized_response({"items": items, "page": page, "size": size, "total": total})
    page_numbers = {
        "first": 1,
        "prev": min(page - 1, last_page),
        "next": page + 1,
        "last": last_page,
    }
    response["Link"] = ", ".join(
        f'<{_page_url(request, number)}>; rel="{name}"'
        for name, number in page_numbers.items()
        if 1 <= number <= last_page
    )
    return response


def _page_url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}"


def row_serializer(
    records: Mapping[str, BaseModel], catalog: Catalog, *keys: str
) -> Callable[[str], dict[str, Any]]:
    """A function from the id of a record to its entry in a list: the id and the named fields."""

    def row(record_id: str) -> dict[str, Any]:
        fields = records[record_id].model_dump(mode="json", include=set(keys))
        return {"id": record_id, **_with_figures(fields, catalog)[0]}

    return row


def record_response(record_id: str, engine: Engine, **parts: Any) -> HttpResponse:
    """A record and its related records, with the figures and sources that they refer to."""
    plain = {name: _as_plain(part) for name, part in parts.items()}
    filled, figure_ids = _with_figures(plain, engine.catalog)
    figures = {name: figure_data(engine.catalog.figures[name]) for name in figure_ids}
    sources = {*_sources(plain), *(figure["source"] for figure in figures.values())}
    entries = sources_of(sorted(sources), engine.catalog, engine.reference)
    sources_by_id = {name: entry.model_dump(mode="json") for name, entry in entries.items()}
    return serialized_response(
        {"id": record_id, **filled, "figures": figures, "sources": sources_by_id}
    )


def require_record_id(kind: str, name: str, records: Any) -> str:
    """The id of a record in a path; ProblemError (404) with similar ids where there is none."""
    if name not in records:
        nearest = tuple(nearest_names(name[:100], records))
        raise ProblemError(
            "not-found", unknown_name_message(kind, name, records), field=kind, nearest=nearest
        )
    return name


def check_record_id(kind: str, name: str | None, records: Any) -> str | None:
    """The id of a record in a parameter; ProblemError (422) where there is none."""
    if name is not None and name not in records:
        nearest = tuple(nearest_names(name, records))
        raise ProblemError(
            "bad-input", unknown_name_message(kind, name, records), field=kind, nearest=nearest
        )
    return name


def _as_plain(part: Any) -> Any:
    if isinstance(part, BaseModel):
        field_names = set(type(part).model_fields) - set(_EXCLUDED)
        return part.model_dump(mode="json", by_alias=True, include=field_names)
    if isinstance(part, dict):
        return {name: _as_plain(value) for name, value in part.items()}
    return part


def _with_figures(part: dict[str, Any], catalog: Catalog) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The same values with figure placeholders in texts filled, and the ids of those figures.

    Placeholders are replaced in the JSON, where only texts can hold one.
    """
    text = json.dumps(part, ensure_ascii=False)
    figure_ids = tuple(dict.fromkeys(placeholder_ids(text)))
    if not figure_ids:
        return part, figure_ids

    def fill(match: re.Match[str]) -> str:
        return json.dumps(fill_placeholders(match[0], catalog), ensure_ascii=False)[1:-1]

    filled: dict[str, Any] = json.loads(PLACEHOLDER.sub(fill, text))
    return filled, figure_ids


def _sources(part: Any) -> Iterator[str]:
    """The source ids under the keys `source` and `sources`, at any depth."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "source" and isinstance(value, str):
                yield value
            elif key == "sources":
                yield from (source_id for source_id in value if isinstance(source_id, str))
            yield from _sources(value)
    elif isinstance(part, list):
        for value in part:
            yield from _sources(value)
