"""The documentation page of the API, generated from its OpenAPI schema, and the schema itself."""

import io
import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path, reverse
from django.views.decorators.http import require_safe

from benchpin.web.api.app import api
from benchpin.web.api.gateway import LIMITS, InternalRequest
from benchpin.web.api.keys import SCOPES
from benchpin.web.api.openapi import API_PATH, openapi_as_json, openapi_document
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
    "answers": ("/answers?question=Am%20I%20too%20old%20to%20become%20a%20jeweler%3F", None),
    "assay": ("/assay", {"text": "The GG is a university degree."}),
}
"""An example request for each route, by its operation id: the address and the JSON body."""
_MAX_ITEMS_SHOWN = 1
_MAX_KEYS = 8
_MAX_DEPTH = 3
_MAX_CHARACTERS = 120
_ELLIPSIS = "..."


@require_safe
@cache_page()
def docs_page(request: HttpRequest) -> HttpResponse:
    """How to use the API: keys, limits, errors, and each route with an example."""
    context = {
        "title": message("api.title"),
        "routes": routes(),
        "scopes": [
            (scope, message(f"api.scopes.{scope}"), LIMITS[scope].max_count) for scope in SCOPES
        ],
        "errors": [
            (kind, status, message(f"api.errors.{kind}.title")) for kind, status in STATUS.items()
        ],
        "example_error": _example_response("/roles/bench-jeweller", None),
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
            "name": operation["operationId"],
            "method": method.upper(),
            "path": f"{API_PATH}{route_path}",
            "summary": message(f"api.routes.{operation['operationId']}.summary"),
            "description": message(f"api.routes.{operation['operationId']}.description"),
            "scope": operation["tags"][0],
            "parameters": [_parameter(parameter) for parameter in operation["parameters"]],
            "body": _body(operation),
            "request": _curl(operation["operationId"], method.upper()),
            "response": _example_response(*EXAMPLES[operation["operationId"]]),
        }
        for route_path, methods in openapi_document()["paths"].items()
        for method, operation in methods.items()
    ]


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": parameter["name"],
        "meaning": message(f"api.parameters.{parameter['name']}"),
        "allowed": _allowed_values(parameter["schema"]),
        "needed": message("api.docs.needed" if parameter["required"] else "api.docs.optional"),
    }


def _allowed_values(schema: dict[str, Any]) -> str:
    """The values that a parameter may have, in words."""
    if "enum" in schema:
        return message("api.docs.one_of", values=", ".join(schema["enum"]))
    if schema["type"] == "integer":
        return message("api.docs.number", low=schema["minimum"], high=f"{schema['maximum']:,}")
    return message("api.docs.any_text")


def _body(operation: dict[str, Any]) -> list[str]:
    """The keys of the JSON body of a route; empty for a route without one."""
    if "requestBody" not in operation:
        return []
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition(
        "/"
    )[2]
    return list(openapi_document()["components"]["schemas"][name]["properties"])


def _curl(name: str, method: str) -> str:
    """The example request of a route as a curl command."""
    address, payload = EXAMPLES[name]
    lines = ['curl -H "Authorization: Bearer $KEY"']
    if method == "POST":
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(payload, indent=2)}'"]
    lines.append(f'"$BENCHPIN{API_PATH}{address}"')
    return " \\\n  ".join(lines)


def _example_response(address: str, payload: Any) -> str:
    """The JSON answer of the API itself to an example request, shortened."""
    route_path, _, query = address.partition("?")
    body = b"" if payload is None else json.dumps(payload).encode()
    request = InternalRequest(
        {
            "REQUEST_METHOD": "GET" if payload is None else "POST",
            "PATH_INFO": f"{API_PATH}{route_path}",
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
    )
    route_match = next(
        match for route in api.urls[0] if (match := route.resolve(route_path.removeprefix("/")))
    )
    response = route_match.func(request, *route_match.args, **route_match.kwargs)
    return json.dumps(_shorten(json.loads(response.content), 0), indent=2, ensure_ascii=False)


def _shorten(value: Any, depth: int) -> Any:
    """A JSON value with its lists, objects and texts cut; an ellipsis marks what is left out."""
    if isinstance(value, str):
        return value if len(value) <= _MAX_CHARACTERS else f"{value[:_MAX_CHARACTERS]}{_ELLIPSIS}"
    if not isinstance(value, (list, dict)) or not value:
        return value
    if depth >= _MAX_DEPTH:
        return [_ELLIPSIS] if isinstance(value, list) else {_ELLIPSIS: _ELLIPSIS}
    if isinstance(value, list):
        more = [_ELLIPSIS] if len(value) > _MAX_ITEMS_SHOWN else []
        return [*(_shorten(item, depth + 1) for item in value[:_MAX_ITEMS_SHOWN]), *more]
    # The outermost object is the answer itself: it shows all of its keys.
    max_keys = len(value) if depth == 0 else _MAX_KEYS
    shortened = {key: _shorten(item, depth + 1) for key, item in list(value.items())[:max_keys]}
    return {**shortened, _ELLIPSIS: _ELLIPSIS} if len(value) > max_keys else shortened


urlpatterns = [
    path("api/docs", docs_page, name="api-docs"),
    path("api/openapi.json", schema, name="api-schema"),
    path("api/", api.urls),
    re_path(r"^api(?:/.*)?$", no_such_route, name="api-none"),
]
