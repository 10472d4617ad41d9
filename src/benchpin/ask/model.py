"""An answer to a question: its parts, each with statements and the entries that it rests on."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from benchpin.ask.refusals import Reason
from benchpin.facts import Statement
from benchpin.reference.bibliography import BibliographyEntry

ANSWER_SCHEMA = "benchpin.answer/1"


class EntryScore(BaseModel):
    """An entry that answers, by its folder and id, with its score (higher fits better)."""

    model_config = ConfigDict(frozen=True)

    id: str
    score: float


class NearEntry(BaseModel):
    """An entry near to a question: what else could have been meant."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str


class AnswerPart(BaseModel):
    """The answer to one question of a text.

    `understood` is what was read: intents, roles, qualifications, bodies, areas, countries.
    `answered` is "part" where something asked for is not held. `why_not` says why it is not
    answered, `refer_to` who answers it instead.
    """

    model_config = ConfigDict(frozen=True)

    question: str
    understood: dict[str, Any]
    answered: Literal["yes", "part", "no"]
    why_not: Reason | None
    statements: tuple[Statement, ...]
    entries: tuple[EntryScore, ...]
    refer_to: Statement | None


class Answer(BaseModel):
    """The answer to a text of one or more questions (`benchpin.answer/1`).

    `for_minor`: it is for somebody under 18; the words then suggest a trusted adult.
    """

    model_config = ConfigDict(frozen=True, validate_by_name=True, serialize_by_alias=True)

    schema_: str = Field(default=ANSWER_SCHEMA, alias="schema")
    id: str | None = None
    question: str
    parts: tuple[AnswerPart, ...]
    near: tuple[NearEntry, ...]
    for_minor: bool = Field(default=False, exclude=True)
    sources: dict[str, BibliographyEntry]
