"""The API as OpenAPI 3.1: drawn from its routes, in words of the web app."""

import json
from functools import lru_cache
from typing import Any, Final

from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from benchpin.web.api.app import api
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import MEDIA_TYPE, STATUS, ProblemDetails
from benchpin.web.app.messages import message

PLACE: Final = "/api"
_SECURITY: Final = "key"
_READING = ("bad-input", "no-key", "unknown-key", "out-of-scope", "too-many", "broken", "away")
_SENDING = (*_READING, "bad-request", "too-large")


class _AsTold(GenerateJsonSchema):
    """Models as they are told; where one leaves out keys without a value, its keys still count."""

    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        """The schema of a serializer: the model's own where it only leaves out keys."""
        if schema["type"] == "function-wrap":
            return None
        return super().ser_schema(schema)

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of a model, without what is not told of a record."""
        found = super().model_schema(schema)
        found.get("properties", {}).pop("research", None)
        return found


class _Schema(OpenAPISchema):
    """The schema of all routes, each answer with one definition a model."""

    def __init__(self) -> None:
        self._answers, definitions = _models(operations())
        super().__init__(api, "")
        self.add_schema_definitions(definitions)
        # What an answer is made of decides where a body has a model of the same name.
        self["components"]["schemas"] = dict(sorted(self.schemas.items()))

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        """A route with its words, scope, answer and failures."""
        found: dict[str, Any] = super().operation_details(operation)
        name = found["operationId"]
        scope = scope_of(operation)
        found["summary"] = message(f"api.routes.{name}.summary")
        found["description"] = message(f"api.routes.{name}.description")
        found["tags"] = [scope]
        found["security"] = [{_SECURITY: [scope]}]
        for parameter in found["parameters"]:
            parameter["description"] = message(f"api.parameters.{parameter['name']}")
            parameter["schema"] = _without_null(parameter["schema"])
        return found

    def responses(self, operation: Operation) -> dict[int, dict[str, Any]]:
        """The answer of a route, and each way in which it may fail."""
        name = operation.view_func.__name__
        content = {"application/json": {"schema": self._answers[name]}}
        found: dict[int, dict[str, Any]] = {
            200: {"description": message("api.replies.ok"), "content": content}
        }
        kinds: tuple[str, ...] = _READING
        if "GET" in operation.methods:
            found[304] = {"description": message("api.replies.fresh")}
            if "{" in operation.path:
                kinds = (*kinds, "not-found")
        else:
            kinds = _SENDING
        failure = {"$ref": REF_TEMPLATE.format(model=ProblemDetails.__name__)}
        for kind in sorted(kinds, key=STATUS.__getitem__):
            found[STATUS[kind]] = {
                "description": message(f"api.errors.{kind}.title"),
                "content": {MEDIA_TYPE: {"schema": failure}},
            }
        return found


def scope_of(operation: Operation) -> str:
    """The scope that a key needs for a route; a LookupError where the route names none."""
    scopes = [each.scope for each in operation.auth_callbacks if isinstance(each, ApiKeyAuth)]
    if len(scopes) != 1:
        raise LookupError(f"{operation.view_func.__name__} names no scope")
    return scopes[0]


def operations() -> list[Operation]:
    """Every route, in the order in which they are told."""
    return [
        operation
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    ]


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """The schema of the API."""
    # Through JSON, so that statuses are texts and nothing of it is shared.
    made: dict[str, Any] = json.loads(json.dumps(_Schema()))
    made["info"]["description"] = message("api.description")
    made["info"]["title"] = message("api.name")
    made["servers"] = [{"url": PLACE}]
    made["components"]["securitySchemes"] = {_SECURITY: {"type": "http", "scheme": "bearer"}}
    made["tags"] = [
        {"name": scope, "description": message(f"api.scopes.{scope}")}
        for scope in dict.fromkeys(map(scope_of, operations()))
    ]
    return made


def openapi_as_json() -> bytes:
    """The schema of the API as JSON."""
    return json.dumps(openapi_document(), ensure_ascii=False, indent=1).encode()


def _models(routes: list[Operation]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of each route's answer, by the route's name, and the definitions they use."""
    held = {op.view_func.__name__: op.response_models[200] for op in routes}
    asked = [(model, "serialization") for model in dict.fromkeys(held.values())]
    schemas, whole = models_json_schema(
        [*asked, (ProblemDetails, "serialization")],  # type: ignore[list-item]
        ref_template=REF_TEMPLATE,
        schema_generator=_AsTold,
    )
    definitions = dict(whole["$defs"])
    answers = {}
    for name, model in held.items():
        # Ninja wraps an answer into a model with the one key `response`.
        wrapper = schemas[(model, "serialization")]["$ref"].rpartition("/")[2]
        answers[name] = definitions[wrapper]["properties"]["response"]
    for model in held.values():
        definitions.pop(schemas[(model, "serialization")]["$ref"].rpartition("/")[2], None)
    return answers, definitions


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter that may be left out: a query cannot say null."""
    kept = {key: value for key, value in schema.items() if key not in ("default", "title")}
    if schema.get("default") is not None:
        kept["default"] = schema["default"]
    held = [each for each in kept.pop("anyOf", []) if each.get("type") != "null"]
    return {**(held[0] if held else {}), **kept}
