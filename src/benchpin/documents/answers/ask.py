"""The output of `benchpin ask`: an answer as text, as JSON, and as one line of JSON."""

import json

from benchpin.ask.model import Answer, AnswerPart
from benchpin.documents.answers.text_layout import bibliography_lines, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.model import BulletList, Document, Section, TextLine
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

WIDTH = 80


def answer_as_json(answer: Answer, *, one_line: bool = False) -> str:
    """An answer as JSON, the same bytes for the same answer; `one_line`: for files of questions."""
    data = with_text(answer, for_minor=answer.for_minor).model_dump(mode="json", by_alias=True)
    layout = {"separators": (",", ":")} if one_line else {"indent": 2}
    return json.dumps(data, ensure_ascii=False, allow_nan=False, **layout) + "\n"


def answer_as_text(answer: Answer) -> str:
    """An answer as text: what is known of each question, who answers the rest, and the sources."""
    answer = with_text(answer, for_minor=answer.for_minor)
    notes = Footnotes(answer.sources)
    lines: list[str] = []
    for part in answer.parts:
        lines += _part_lines(part, notes, several=len(answer.parts) > 1)
    refused = [part for part in answer.parts if part.answered == "no"]
    if refused and answer.near:
        lines += ["", phrase("answering.near")]
        lines += [line for near in answer.near for line in wrap_text(near.label, WIDTH, "  ", "- ")]
    if any(part.statements for part in answer.parts if part.answered != "no"):
        lines += bibliography_lines(notes)
    return "\n".join(lines).strip() + "\n"


def _part_lines(part: AnswerPart, notes: Footnotes, *, several: bool) -> list[str]:
    lines = ["", *wrap_text(part.question.upper(), WIDTH)] if several else []
    for statement in part.statements:
        marks = "".join(f"[{number}]" for number in notes.of(statement.sources))
        marked_text = f"{statement.text} {marks if part.answered != 'no' else ''}".rstrip()
        lines += wrap_text(marked_text, WIDTH, "  ", "- ")
    if part.refer_to is not None:
        lines += wrap_text(part.refer_to.text, WIDTH, "  ", "- ")
    return lines


def answer_document(answer: Answer) -> Document:
    """An answer as a document: a section for each question, with footnotes."""
    answer = with_text(answer, for_minor=answer.for_minor)
    notes = Footnotes(answer.sources)
    sections = tuple(
        Section(f"answer-{number}", part.question, (BulletList(_text_lines(part, notes)),))
        for number, part in enumerate(answer.parts, start=1)
    )
    return Document(answer.question, "", (), sections, notes.cited())


def _text_lines(part: AnswerPart, notes: Footnotes) -> tuple[TextLine, ...]:
    if part.answered == "no":
        lines = [TextLine(statement.text) for statement in part.statements]
    else:
        lines = [notes.line(statement) for statement in part.statements]
    if part.refer_to is not None:
        lines.append(TextLine(part.refer_to.text))
    return tuple(lines)
