"""Routes of questions and of advice to be checked. Nothing of a request is stored."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from benchpin.ask.answer import answer_question
from benchpin.ask.assay import Assay, assay_text
from benchpin.ask.model import Answer
from benchpin.documents.answers.ask import answer_as_json
from benchpin.documents.answers.assay import assay_as_json
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import bad_input_at
from benchpin.web.api.responses import json_response
from benchpin.web.app.engine import shared_engine

router = Router(auth=ApiKeyAuth("knowledge"))
MAX_TEXT_LENGTH = 10_000


class AdviceText(BaseModel):
    """A text to be checked: plain, Markdown or HTML."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT_LENGTH)]


@router.get("/answers", response=Answer)
def answers(
    request: HttpRequest,
    question: Annotated[str, Query(min_length=1, max_length=1_000)],
    context: Annotated[str | None, Query(max_length=1_000)] = None,
) -> HttpResponse:
    """The answer to a question, as `benchpin ask`; `context` is the question before it."""
    engine = shared_engine()
    with bad_input_at("question"):
        answer = answer_question(question, engine.catalog, engine.reference, context=context)
    return json_response(answer_as_json(answer))


@router.post("/assay", response=Assay)
def assay(request: HttpRequest, advice: AdviceText) -> HttpResponse:
    """The sentences of a text with their labels, as `benchpin assay`."""
    engine = shared_engine()
    return json_response(assay_as_json(assay_text(advice.text, engine.catalog, engine.reference)))
