"""The area in the query of a page, and what the form for an area shows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from benchpin.inputs.errors import AmbiguousArea, UnknownName
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import with_query
from benchpin.web.app.messages import message
from benchpin.wording.format import with_article


@dataclass(frozen=True, slots=True)
class AreaQuery:
    """The area that a query names.

    Where the text names none or several, `name` is None, `error` is the message for the form, and
    `choices` are the names of the areas that it may mean.
    """

    name: str | None = None
    error: str = ""
    choices: tuple[str, ...] = ()


def requested_area(request: HttpRequest) -> AreaQuery:
    """Parse the parameter `area`; an empty one is no error."""
    text = request.GET.get("area", "").strip()
    if not text:
        return AreaQuery()
    engine = shared_engine()
    try:
        engine.reference.area(text)
    except AmbiguousArea as error:
        return AreaQuery(None, message("guides.area.several", text=text), error.choices)
    except UnknownName as error:
        reading = engine.reference.place(text)
        if reading.kind == "abroad" and reading.country:
            country = with_article(engine.catalog.places[reading.country])
            return AreaQuery(None, message("guides.area.abroad", text=text, country=country))
        kind = reading.kind if reading.kind in ("zip", "remote") else "unknown"
        return AreaQuery(None, message(f"guides.area.{kind}", text=text), error.nearest)
    return AreaQuery(text)


def area_form_context(request: HttpRequest, area: AreaQuery, **fields: Any) -> dict[str, Any]:
    """The template context of the form for an area; `fields` are added to it."""
    return {
        "area_form": {
            "text": request.GET.get("area", ""),
            "error": area.error,
            "choices": [(name, with_query(request.GET, area=name)) for name in area.choices],
            **fields,
        }
    }
