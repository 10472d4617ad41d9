"""The text of statements: one template for each kind and language."""

from typing import Any, TypeVar

from pydantic import BaseModel

from benchpin.facts import Statement
from benchpin.guidance import Guidance, NextQuestion
from benchpin.wording.format import fill_template, words

Model = TypeVar("Model", bound=BaseModel)


def with_text(model: Model, *, for_minor: bool = False) -> Model:
    """The same guidance, or another answer, with the text of all its statements filled in.

    Guidance for somebody under 18, and an answer to them (`for_minor`), adds that they contact
    strangers together with an adult.
    """
    is_minor = for_minor or (isinstance(model, Guidance) and is_under_18(model))
    return _worded_model(model, with_adult=is_minor)


def is_under_18(guidance: Guidance) -> bool:
    """Whether guidance is for somebody who said that they are under 18."""
    return bool(guidance.profile.get("circumstances", {}).get("under_18"))


def statement_text(statement: Statement, language: str = "en") -> str:
    """The text of a statement; every number in it is one of the statement's values, formatted."""
    return fill_template(words(language)["statements"][statement.kind], statement.values)


def short_text(statement: Statement, *, with_adult: bool = False, language: str = "en") -> str:
    """A statement in the fewest words: one sentence, where its kind has a short form.

    `with_adult`: for somebody under 18, as in `with_text`.
    """
    table = words(language)
    template = table["short"].get(statement.kind) or table["statements"][statement.kind]
    text = fill_template(template, statement.values)
    return " ".join((text, *_added_for_minor(statement, language))) if with_adult else text


def _text_with_adult(statement: Statement, language: str = "en") -> str:
    """The text of a statement for somebody under 18."""
    return " ".join((statement_text(statement, language), *_added_for_minor(statement, language)))


def _added_for_minor(statement: Statement, language: str) -> list[str]:
    """What is added to a statement for somebody under 18, so that nobody goes alone."""
    adult_words = words(language)["with_adult"]
    return [
        adult_words[key] for key, kinds in adult_words["after"].items() if statement.kind in kinds
    ]


def _worded_model(model: Model, *, with_adult: bool) -> Model:
    if isinstance(model, Statement):
        text = _text_with_adult(model) if with_adult else statement_text(model)
        return model.model_copy(update={"text": text})
    if isinstance(model, NextQuestion):
        template = words()["ask"][model.kind]
        return model.model_copy(
            update={
                "text": fill_template(template["text"], model.values),
                "why": fill_template(template["why"], model.values),
            }
        )
    updates = {}
    for name in type(model).model_fields:
        before = getattr(model, name)
        after = _worded(before, with_adult=with_adult)
        if after is not before:
            updates[name] = after
    return model.model_copy(update=updates) if updates else model


def _worded(value: Any, *, with_adult: bool) -> Any:
    if isinstance(value, BaseModel):
        return _worded_model(value, with_adult=with_adult)
    if isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
        return tuple(_worded(item, with_adult=with_adult) for item in value)
    if isinstance(value, dict) and any(
        isinstance(item, BaseModel | tuple) for item in value.values()
    ):
        return {key: _worded(item, with_adult=with_adult) for key, item in value.items()}
    return value
