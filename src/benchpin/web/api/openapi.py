"""The OpenAPI 3.1 document of the API: built from its routes, with the web app's texts."""

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

API_PATH: Final = "/api"
_SECURITY: Final = "key"
_GET_PROBLEMS = ("bad-input", "no-key", "unknown-key", "out-of-scope", "too-many", "broken", "away")
_POST_PROBLEMS = (*_GET_PROBLEMS, "bad-request", "too-large")


class _AnswerSchemas(GenerateJsonSchema):
    """Schemas of models as serialized, also of models that leave out keys without a value."""

    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        """The schema of a serializer; None, for the model's own, where it only leaves out keys."""
        if schema["type"] == "function-wrap":
            return None
        return super().ser_schema(schema)

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of a model, without `research`, which responses leave out."""
        json_schema = super().model_schema(schema)
        json_schema.get("properties", {}).pop("research", None)
        return json_schema


class _ApiSchema(OpenAPISchema):
    """The document of all routes, with one schema definition per response model."""

    def __init__(self) -> None:
        self._answers, definitions = _models(operations())
        super().__init__(api, "")
        self.add_schema_definitions(definitions)
        # Definitions of responses replace those of bodies with the same name.
        self["components"]["schemas"] = dict(sorted(self.schemas.items()))

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        """An operation with its texts, scope, responses and problems."""
        details: dict[str, Any] = super().operation_details(operation)
        name = details["operationId"]
        scope = scope_of(operation)
        details["summary"] = message(f"api.routes.{name}.summary")
        details["description"] = message(f"api.routes.{name}.description")
        details["tags"] = [scope]
        details["security"] = [{_SECURITY: [scope]}]
        for parameter in details["parameters"]:
            parameter["description"] = message(f"api.parameters.{parameter['name']}")
            parameter["schema"] = _without_null(parameter["schema"])
        return details

    def responses(self, operation: Operation) -> dict[int, dict[str, Any]]:
        """The response of a route, and each problem that it may answer."""
        name = operation.view_func.__name__
        content = {"application/json": {"schema": self._answers[name]}}
        responses: dict[int, dict[str, Any]] = {
            200: {"description": message("api.replies.ok"), "content": content}
        }
        kinds: tuple[str, ...] = _GET_PROBLEMS
        if "GET" in operation.methods:
            responses[304] = {"description": message("api.replies.fresh")}
            if "{" in operation.path:
                kinds = (*kinds, "not-found")
        else:
            kinds = _POST_PROBLEMS
        failure = {"$ref": REF_TEMPLATE.format(model=ProblemDetails.__name__)}
        for kind in sorted(kinds, key=STATUS.__getitem__):
            responses[STATUS[kind]] = {
                "description": message(f"api.errors.{kind}.title"),
                "content": {MEDIA_TYPE: {"schema": failure}},
            }
        return responses


def scope_of(operation: Operation) -> str:
    """The scope that a key needs for a route; LookupError where the route has none."""
    scopes = [auth.scope for auth in operation.auth_callbacks if isinstance(auth, ApiKeyAuth)]
    if len(scopes) != 1:
        raise LookupError(f"{operation.view_func.__name__} names no scope")
    return scopes[0]


def operations() -> list[Operation]:
    """Every route, in the order of the document."""
    return [
        operation
        for bound_router in api._get_bound_routers()
        for path_view in bound_router.path_operations.values()
        for operation in path_view.operations
    ]


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """The OpenAPI document of the API."""
    # Through JSON, so that status codes are texts and no object is shared with Ninja.
    document: dict[str, Any] = json.loads(json.dumps(_ApiSchema()))
    document["info"]["description"] = message("api.description")
    document["info"]["title"] = message("api.name")
    document["servers"] = [{"url": API_PATH}]
    document["components"]["securitySchemes"] = {_SECURITY: {"type": "http", "scheme": "bearer"}}
    document["tags"] = [
        {"name": scope, "description": message(f"api.scopes.{scope}")}
        for scope in dict.fromkeys(map(scope_of, operations()))
    ]
    return document


def openapi_as_json() -> bytes:
    """The OpenAPI document of the API as JSON."""
    return json.dumps(openapi_document(), ensure_ascii=False, indent=1).encode()


def _models(routes: list[Operation]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The response schema of each route, by operation id, and the definitions they use."""
    answer_models = {op.view_func.__name__: op.response_models[200] for op in routes}
    model_modes = [(model, "serialization") for model in dict.fromkeys(answer_models.values())]
    schemas, definitions_schema = models_json_schema(
        [*model_modes, (ProblemDetails, "serialization")],  # type: ignore[list-item]
        ref_template=REF_TEMPLATE,
        schema_generator=_AnswerSchemas,
    )
    definitions = dict(definitions_schema["$defs"])
    answers = {}
    for name, model in answer_models.items():
        # Ninja wraps a response into a model with the one key `response`.
        wrapper = schemas[(model, "serialization")]["$ref"].rpartition("/")[2]
        answers[name] = definitions[wrapper]["properties"]["response"]
    for model in answer_models.values():
        definitions.pop(schemas[(model, "serialization")]["$ref"].rpartition("/")[2], None)
    return answers, definitions


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a query parameter without null, which a query string cannot express."""
    parameter_schema = {
        key: value for key, value in schema.items() if key not in ("default", "title")
    }
    if schema.get("default") is not None:
        parameter_schema["default"] = schema["default"]
    types = [choice for choice in parameter_schema.pop("anyOf", []) if choice.get("type") != "null"]
    return {**(types[0] if types else {}), **parameter_schema}
