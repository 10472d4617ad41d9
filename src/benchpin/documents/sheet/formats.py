"""The sheet as one HTML page and as a PDF of one page."""

from dataclasses import asdict
from typing import Any

from benchpin.documents.render.html import environment, stylesheet
from benchpin.documents.render.pdf import as_pdf
from benchpin.documents.sheet.model import Sheet
from benchpin.wording.format import words
from benchpin.wording.phrases import phrase

COLUMNS = ("role", "pay", "mode", "qualify", "weigh")


def sheet_as_html(sheet: Sheet) -> str:
    """The sheet as a page with its stylesheet inside; printed it fills one page of its paper."""
    css = stylesheet("sheet.css")
    return str(
        environment()
        .get_template("sheet.html")
        .render(sheet=sheet, columns=[phrase(f"sheet.columns.{key}") for key in COLUMNS], css=css)
    )


def sheet_as_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF; MissingExtra where Typst is not installed."""
    return as_pdf("sheet.typ", {"sheet": asdict(sheet), "say": _sheet_words()})


def _sheet_words() -> dict[str, Any]:
    return dict(words()["page"]["sheet"])
