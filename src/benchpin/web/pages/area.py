"""The area that a page is asked for, and the form that asks for one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from benchpin.inputs.errors import AmbiguousArea, UnknownName
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.links import with_query
from benchpin.web.app.messages import message


@dataclass(frozen=True, slots=True)
class AreaQuery:
    """The words for an area; None, with what is wrong and what they may mean, if there is none."""

    name: str | None = None
    wrong: str = ""
    choices: tuple[str, ...] = ()


def asked_area(request: HttpRequest) -> AreaQuery:
    """The area that the query names."""
    text = request.GET.get("area", "").strip()
    if not text:
        return AreaQuery()
    try:
        shared_engine().reference.area(text)
    except AmbiguousArea as error:
        return AreaQuery(None, message("guides.area.several", text=text), error.choices)
    except UnknownName:
        return AreaQuery(None, message("guides.area.unknown", text=text))
    return AreaQuery(text)


def area_form(request: HttpRequest, area: AreaQuery, **fields: Any) -> dict[str, Any]:
    """What the form that asks for an area shows."""
    return {
        "area_form": {
            "text": request.GET.get("area", ""),
            "wrong": area.wrong,
            "choices": [(name, with_query(request.GET, area=name)) for name in area.choices],
            **fields,
        }
    }
