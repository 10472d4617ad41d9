"""Words for statements: one template a kind and language."""

from typing import Any, TypeVar

from pydantic import BaseModel

from benchpin.facts import Statement
from benchpin.guidance import Guidance, NextQuestion
from benchpin.wording.format import fill_template, words

Model = TypeVar("Model", bound=BaseModel)


def with_text(said: Model) -> Model:
    """The same guidance, or other answer, with the text of all its statements filled in.

    Guidance for somebody under 18 sends them to strangers with an adult whom they trust.
    """
    return _worded_model(said, with_adult=isinstance(said, Guidance) and is_under_18(said))


def is_under_18(guidance: Guidance) -> bool:
    """Whether guidance is for somebody who said that they are under 18."""
    return bool(guidance.profile.get("circumstances", {}).get("under_18"))


def statement_text(statement: Statement, language: str = "en") -> str:
    """What a statement says; every number in it is one of its values, formatted."""
    return fill_template(words(language)["statements"][statement.kind], statement.values)


def _with_adult(statement: Statement, language: str = "en") -> str:
    """What a statement says to somebody under 18."""
    held, text = words(language)["with_adult"], statement_text(statement, language)
    added = (held[how] for how, kinds in held["after"].items() if statement.kind in kinds)
    return " ".join((text, *added))


def _worded_model(model: Model, *, with_adult: bool) -> Model:
    if isinstance(model, Statement):
        said = _with_adult(model) if with_adult else statement_text(model)
        return model.model_copy(update={"text": said})
    if isinstance(model, NextQuestion):
        template = words()["ask"][model.kind]
        return model.model_copy(
            update={
                "text": fill_template(template["text"], model.values),
                "why": fill_template(template["why"], model.values),
            }
        )
    changed = {}
    for name in type(model).model_fields:
        before = getattr(model, name)
        after = _worded(before, with_adult=with_adult)
        if after is not before:
            changed[name] = after
    return model.model_copy(update=changed) if changed else model


def _worded(value: Any, *, with_adult: bool) -> Any:
    if isinstance(value, BaseModel):
        return _worded_model(value, with_adult=with_adult)
    if isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
        return tuple(_worded(item, with_adult=with_adult) for item in value)
    if isinstance(value, dict) and any(isinstance(item, BaseModel) for item in value.values()):
        return {key: _worded(item, with_adult=with_adult) for key, item in value.items()}
    return value
