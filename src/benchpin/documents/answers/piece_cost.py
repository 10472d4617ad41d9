"""What `benchpin piece` answers: what a piece must bring, as text and JSON."""

import json

from benchpin.catalog import Catalog
from benchpin.documents.answers.text_layout import bibliography_lines, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.market import PieceCost
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text


def piece_as_text(found: PieceCost, catalog: Catalog, reference: Reference) -> str:
    """The lines of a price, then how each was worked out and what is left out."""
    notes = Footnotes(sources_of(found.sources, catalog, reference))
    title = phrase("piece.title")
    rows = [(phrase(f"piece.{line.kind}"), money(line.amount)) for line in found.lines]
    rows.append((phrase("piece.price"), money(found.price)))
    name, amount = (max(len(row[i]) for row in rows) for i in (0, 1))
    lines = [title.upper(), "=" * len(title)]
    lines += [f"  {row[0]:<{name}}  {row[1]:>{amount}}" for row in rows]
    lines.insert(-1, f"  {'-' * (name + amount + 2)}")
    lines += ["", f"{phrase('piece.lines')}:"]
    for line in found.lines:
        marks = "".join(f"[{number}]" for number in notes.of(line.statement.sources))
        lines += wrap_text(f"{statement_text(line.statement)} {marks}".strip(), 80, "  ", "- ")
    lines += ["", f"{phrase('piece.assumed')}:"]
    for said in found.assumed:
        lines += wrap_text(statement_text(said), 80, "  ", "- ")
    return "\n".join((*lines, *bibliography_lines(notes)))


def money(amount: float) -> str:
    """An amount to the cent."""
    return f"${amount:,.2f}"


def piece_as_json(found: PieceCost, catalog: Catalog, reference: Reference) -> str:
    """A price as JSON, worded, with the record of every source that is named."""
    body = found.model_dump(mode="json", by_alias=True)
    for held, line in zip(body["lines"], found.lines, strict=True):
        held["statement"]["text"] = statement_text(line.statement)
    for held, said in zip(body["assumed"], found.assumed, strict=True):
        held["text"] = statement_text(said)
    used = sources_of(found.sources, catalog, reference)
    body["sources"] = {identity: each.model_dump(mode="json") for identity, each in used.items()}
    return json.dumps(body, ensure_ascii=False, indent=2)
