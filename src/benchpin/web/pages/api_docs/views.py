"""The page that explains the API, drawn from its schema, and the schema itself."""

import io
import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path, reverse
from django.views.decorators.http import require_safe

from benchpin.web.api.app import api
from benchpin.web.api.gateway import LIMITS, StrictRequest
from benchpin.web.api.keys import SCOPES
from benchpin.web.api.openapi import PLACE, openapi_as_json, openapi_document
from benchpin.web.api.problems import STATUS, no_such_route
from benchpin.web.app.messages import message
from benchpin.web.app.page_cache import cache_page
from benchpin.web.pages.layout import page

_PERSON: Final = {
    "experience": [{"title": "Sales associate, jewelry store", "years": 4}],
    "skills": [{"skill": "selling", "level": 3}],
    "circumstances": {"country": "US", "area": "Rhode Island"},
}
EXAMPLES: Final[dict[str, tuple[str, Any]]] = {
    "guidance": ("/guidance", {"profile": _PERSON, "as_of": "2026-01-15"}),
    "titles": ("/titles", {"titles": ["bench jeweler"], "count": 2}),
    "roles": ("/roles?family=bench&size=1", None),
    "role": ("/roles/bench-jeweler", None),
    "skills": ("/skills?size=2", None),
    "skill": ("/skills/cabochon-setting", None),
    "qualifications": ("/qualifications?country=US&status=open&size=1", None),
    "qualification": ("/qualifications/ags-cg", None),
    "organisations": ("/organisations?takes_newcomers=yes&size=1", None),
    "organisation": ("/organisations/agta", None),
    "sources": ("/sources?size=2", None),
    "source": ("/sources/onet-29-3", None),
    "market": ("/market?size=2", None),
    "topic": ("/market/remote-work", None),
    "wages": ("/wages?role=bench-jeweler&area=Rhode%20Island", None),
    "reach": ("/reach?role=bench-jeweler&area=Rhode%20Island", None),
}
"""A request for each route, by its name: the address, and what is sent."""
_MAX_ITEMS = 1
_MAX_KEYS = 8
_DEEPEST = 3
_LONGEST = 120
_CUT = "..."


@require_safe
@cache_page()
def docs(request: HttpRequest) -> HttpResponse:
    """How to use the API: keys, limits, errors, and each route with an example."""
    context = {
        "title": message("api.title"),
        "routes": routes(),
        "scopes": [(scope, message(f"api.scopes.{scope}"), LIMITS[scope].most) for scope in SCOPES],
        "errors": [
            (kind, status, message(f"api.errors.{kind}.title")) for kind, status in STATUS.items()
        ],
        "example_error": _answered("/roles/bench-jeweller", None),
        "schema": reverse("api-schema"),
    }
    return page(request, "api-docs.html", context)


@require_safe
@cache_page()
def schema(request: HttpRequest) -> HttpResponse:
    """The API as OpenAPI 3.1."""
    return HttpResponse(openapi_as_json(), content_type="application/json")


def routes() -> list[dict[str, Any]]:
    """Every route as the page shows it, in the order of the schema."""
    return [
        {
            "name": told["operationId"],
            "method": method.upper(),
            "path": f"{PLACE}{place}",
            "summary": message(f"api.routes.{told['operationId']}.summary"),
            "description": message(f"api.routes.{told['operationId']}.description"),
            "scope": told["tags"][0],
            "parameters": [_parameter(each) for each in told["parameters"]],
            "body": _body(told),
            "request": _curl(told["operationId"], method.upper()),
            "response": _answered(*EXAMPLES[told["operationId"]]),
        }
        for place, methods in openapi_document()["paths"].items()
        for method, told in methods.items()
    ]


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": given["name"],
        "meaning": message(f"api.parameters.{given['name']}"),
        "holds": _holds(given["schema"]),
        "needed": message("api.docs.needed" if given["required"] else "api.docs.optional"),
    }


def _holds(schema: dict[str, Any]) -> str:
    """What a parameter may be, in words."""
    if "enum" in schema:
        return message("api.docs.one_of", values=", ".join(schema["enum"]))
    if schema["type"] == "integer":
        return message("api.docs.number", low=schema["minimum"], high=f"{schema['maximum']:,}")
    return message("api.docs.any_text")


def _body(told: dict[str, Any]) -> list[str]:
    """The keys of the object that a route is sent."""
    if "requestBody" not in told:
        return []
    name = told["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return list(openapi_document()["components"]["schemas"][name]["properties"])


def _curl(name: str, method: str) -> str:
    """The request of a route as one types it."""
    address, sent = EXAMPLES[name]
    lines = ['curl -H "Authorization: Bearer $KEY"']
    if method == "POST":
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(sent, indent=2)}'"]
    lines.append(f'"$BENCHPIN{PLACE}{address}"')
    return " \\\n  ".join(lines)


def _answered(address: str, sent: Any) -> str:
    """What a request is answered, made short."""
    place, _, query = address.partition("?")
    body = b"" if sent is None else json.dumps(sent).encode()
    request = StrictRequest(
        {
            "REQUEST_METHOD": "GET" if sent is None else "POST",
            "PATH_INFO": f"{PLACE}{place}",
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
    )
    found = next(m for route in api.urls[0] if (m := route.resolve(place.removeprefix("/"))))
    response = found.func(request, *found.args, **found.kwargs)
    return json.dumps(_short(json.loads(response.content), 0), indent=2, ensure_ascii=False)


def _short(value: Any, depth: int) -> Any:
    """A value with its lists, tables and texts cut; what is left out shows as three points."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}{_CUT}"
    if not isinstance(value, (list, dict)) or not value:
        return value
    if depth >= _DEEPEST:
        return [_CUT] if isinstance(value, list) else {_CUT: _CUT}
    if isinstance(value, list):
        more = [_CUT] if len(value) > _MAX_ITEMS else []
        return [*(_short(each, depth + 1) for each in value[:_MAX_ITEMS]), *more]
    # The first table holds the whole answer, and shows each of its keys.
    most = len(value) if depth == 0 else _MAX_KEYS
    shown = {key: _short(each, depth + 1) for key, each in list(value.items())[:most]}
    return {**shown, _CUT: _CUT} if len(value) > most else shown


urlpatterns = [
    path("api/docs", docs, name="api-docs"),
    path("api/openapi.json", schema, name="api-schema"),
    path("api/", api.urls),
    re_path(r"^api(?:/.*)?$", no_such_route, name="api-none"),
]
