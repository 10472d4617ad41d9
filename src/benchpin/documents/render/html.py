"""Guidance as one HTML file that needs nothing else: no scripts, no requests."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchpin.documents.charts.svg_layout import (
    WIDTH,
    layout_pay_range,
    layout_score_chart,
    layout_series,
)
from benchpin.documents.model import MAX_MARKS, Document, pieces
from benchpin.wording.phrases import phrase

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent / "templates"
CSS = TEMPLATES / "benchpin.css"


def document_as_html(document: Document) -> str:
    """A document as one page with its style inside; opens from a disk, prints, reads aloud."""
    css = CSS.read_text(encoding="utf-8")
    return str(environment().get_template("guidance.html").render(page=document, css=css))


@cache
def environment() -> "Environment":
    """The templates with what they may call."""
    # Imported here: text and JSON need no templates, and start faster without them.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(template_globals())
    return made


def template_globals() -> dict[str, Any]:
    """What the templates call, for this environment and for any other that draws them."""
    return {
        "phrase": phrase,
        "bars_drawn": layout_score_chart,
        "range_drawn": layout_pay_range,
        "series_drawn": layout_series,
        "drawing_width": WIDTH,
        "most_marks": MAX_MARKS,
        "kind_of": lambda block: type(block).__name__,
        "pieces": pieces,
        "href": no_page,
    }


def no_page(kind: str, identity: str) -> str | None:
    """The address of a record's own page: a page that stands alone has none to lead to."""
    return None
