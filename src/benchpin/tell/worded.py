"""Words for statements: one template a kind and language."""

from typing import Any, TypeVar

from pydantic import BaseModel

from benchpin.facts import Statement
from benchpin.guidance import AskNext

from .format import filled, words

Model = TypeVar("Model", bound=BaseModel)


def worded(said: Model) -> Model:
    """The same guidance, or other answer, with the text of all its statements filled in."""
    return _worded_model(said)


def text_of(statement: Statement, language: str = "en") -> str:
    """What a statement says; every number in it is one of its values, formatted."""
    return filled(words(language)["statements"][statement.kind], statement.values)


def _worded_model(model: Model) -> Model:
    if isinstance(model, Statement):
        return model.model_copy(update={"text": text_of(model)})
    if isinstance(model, AskNext):
        template = words()["ask"][model.kind]
        return model.model_copy(
            update={
                "text": filled(template["text"], model.values),
                "why": filled(template["why"], model.values),
            }
        )
    changed = {}
    for name in type(model).model_fields:
        before = getattr(model, name)
        after = _worded(before)
        if after is not before:
            changed[name] = after
    return model.model_copy(update=changed) if changed else model


def _worded(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _worded_model(value)
    if isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
        return tuple(_worded(item) for item in value)
    if isinstance(value, dict) and any(isinstance(item, BaseModel) for item in value.values()):
        return {key: _worded(item) for key, item in value.items()}
    return value
