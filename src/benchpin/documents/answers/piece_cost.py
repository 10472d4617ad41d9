"""The output of `benchpin piece`: the price that covers the cost of a piece, as text and JSON."""

import json

from benchpin.catalog import Catalog
from benchpin.documents.answers.text_layout import bibliography_lines, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.market import PieceCost
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text


def piece_as_text(cost: PieceCost, catalog: Catalog, reference: Reference) -> str:
    """The price of a piece line by line, then how each was calculated, and the assumptions."""
    notes = Footnotes(sources_of(cost.sources, catalog, reference))
    title = phrase("piece.title")
    rows = [(phrase(f"piece.{line.kind}"), money(line.amount)) for line in cost.lines]
    rows.append((phrase("piece.price"), money(cost.price)))
    name_width, amount_width = (max(len(row[i]) for row in rows) for i in (0, 1))
    lines = [title.upper(), "=" * len(title)]
    lines += [f"  {row[0]:<{name_width}}  {row[1]:>{amount_width}}" for row in rows]
    # A rule between the cost lines and the price.
    lines.insert(-1, f"  {'-' * (name_width + amount_width + 2)}")
    lines += ["", f"{phrase('piece.lines')}:"]
    for line in cost.lines:
        marks = "".join(f"[{number}]" for number in notes.of(line.statement.sources))
        lines += wrap_text(f"{statement_text(line.statement)} {marks}".strip(), 80, "  ", "- ")
    lines += ["", f"{phrase('piece.assumed')}:"]
    for statement in cost.assumed:
        lines += wrap_text(statement_text(statement), 80, "  ", "- ")
    return "\n".join((*lines, *bibliography_lines(notes)))


def money(amount: float) -> str:
    """An amount to the cent."""
    return f"${amount:,.2f}"


def piece_as_json(cost: PieceCost, catalog: Catalog, reference: Reference) -> str:
    """The price of a piece as JSON, with texts and the record of every source."""
    body = cost.model_dump(mode="json", by_alias=True)
    for data, line in zip(body["lines"], cost.lines, strict=True):
        data["statement"]["text"] = statement_text(line.statement)
    for data, statement in zip(body["assumed"], cost.assumed, strict=True):
        data["text"] = statement_text(statement)
    sources = sources_of(cost.sources, catalog, reference)
    body["sources"] = {
        identity: source.model_dump(mode="json") for identity, source in sources.items()
    }
    return json.dumps(body, ensure_ascii=False, indent=2)
