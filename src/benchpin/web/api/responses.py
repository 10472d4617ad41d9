"""How answers are made: JSON as the command line prints it, pages of lists, whole records."""

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
"""Where our notes on a record lie: of use to whoever mends it alone."""


def json_response(text: str) -> HttpResponse:
    """JSON as an answer."""
    return HttpResponse(text.encode(), content_type="application/json")


def dumped(body: Any) -> HttpResponse:
    """Plain values as an answer."""
    return json_response(json.dumps(body, ensure_ascii=False, allow_nan=False))


def paginate(
    request: HttpRequest,
    names: Sequence[str],
    row: Callable[[str], dict[str, Any]],
    page: int,
    size: int,
) -> HttpResponse:
    """A page of a list, with links to the others in its header; one beyond the last is empty."""
    first, total = (page - 1) * size, len(names)
    last_page = max(1, -(-total // size))
    items = [row(name) for name in names[first : first + size]]
    response = dumped({"items": items, "page": page, "size": size, "total": total})
    others = {"first": 1, "prev": min(page - 1, last_page), "next": page + 1, "last": last_page}
    response["Link"] = ", ".join(
        f'<{_address(request, number)}>; rel="{name}"'
        for name, number in others.items()
        if 1 <= number <= last_page
    )
    return response


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}"


def rows(
    records: Mapping[str, BaseModel], catalog: Catalog, *keys: str
) -> Callable[[str], dict[str, Any]]:
    """How a record is told in a list: its id and some of its keys."""

    def row(identity: str) -> dict[str, Any]:
        held = records[identity].model_dump(mode="json", include=set(keys))
        return {"id": identity, **_filled(held, catalog)[0]}

    return row


def record(identity: str, held: Engine, **parts: Any) -> HttpResponse:
    """A record and what belongs to it, with the figures and the sources that stand in them."""
    plain = {name: _plain(part) for name, part in parts.items()}
    filled, named = _filled(plain, held.catalog)
    figures = {name: figure_data(held.catalog.figures[name]) for name in named}
    sources = {*_sources(plain), *(figure["source"] for figure in figures.values())}
    used = sources_of(sorted(sources), held.catalog, held.reference)
    told = {name: each.model_dump(mode="json") for name, each in used.items()}
    return dumped({"id": identity, **filled, "figures": figures, "sources": told})


def known(kind: str, name: str, records: Any) -> str:
    """The name of a record that a path asks for; Refused with the nearest where there is none."""
    if name not in records:
        close = tuple(nearest_names(name[:100], records))
        raise ProblemError(
            "not-found", unknown_name_message(kind, name, records), where=kind, nearest=close
        )
    return name


def named(kind: str, name: str | None, records: Any) -> str | None:
    """The name of a record that a parameter asks for; Refused where there is none."""
    if name is not None and name not in records:
        close = tuple(nearest_names(name, records))
        raise ProblemError(
            "bad-input", unknown_name_message(kind, name, records), where=kind, nearest=close
        )
    return name


def _plain(part: Any) -> Any:
    if isinstance(part, BaseModel):
        kept = set(type(part).model_fields) - set(_EXCLUDED)
        return part.model_dump(mode="json", by_alias=True, include=kept)
    if isinstance(part, dict):
        return {name: _plain(each) for name, each in part.items()}
    return part


def _filled(part: dict[str, Any], catalog: Catalog) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The same with the figures that its texts name put in, and which those are.

    They are looked for in the JSON of it, where nothing but a text can hold a placeholder.
    """
    text = json.dumps(part, ensure_ascii=False)
    found = tuple(dict.fromkeys(placeholder_ids(text)))
    if not found:
        return part, found

    def put_in(match: re.Match[str]) -> str:
        return json.dumps(fill_placeholders(match[0], catalog), ensure_ascii=False)[1:-1]

    filled: dict[str, Any] = json.loads(PLACEHOLDER.sub(put_in, text))
    return filled, found


def _sources(part: Any) -> Iterator[str]:
    """The ids that stand under `source` and `sources`, wherever they are."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "source" and isinstance(value, str):
                yield value
            elif key == "sources":
                yield from (each for each in value if isinstance(each, str))
            yield from _sources(value)
    elif isinstance(part, list):
        for value in part:
            yield from _sources(value)
