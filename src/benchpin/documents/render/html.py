"""Documents as self-contained HTML files: no scripts, no requests."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchpin.documents.charts.svg_layout import (
    WIDTH,
    layout_pay_range,
    layout_score_chart,
    layout_series,
)
from benchpin.documents.model import MAX_MARKS, Document, split_at_links
from benchpin.wording.phrases import phrase

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent / "templates"
CSS = TEMPLATES / "benchpin.css"


def document_as_html(document: Document) -> str:
    """A document as one HTML page with its stylesheet inside."""
    template = environment().get_template("guidance.html")
    return str(template.render(page=document, css=stylesheet()))


def stylesheet(*further: str) -> str:
    """The stylesheet of every page and further ones after it, for inside a stand-alone page."""
    files = (CSS, *(TEMPLATES / name for name in further))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def environment() -> "Environment":
    """The Jinja environment of the stand-alone pages, built once."""
    # Imported here: text and JSON need no templates, and start faster without them.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.globals.update(template_globals())
    return templates


def template_globals() -> dict[str, Any]:
    """The functions and constants that the templates use, for any Jinja environment."""
    return {
        "phrase": phrase,
        "score_chart_layout": layout_score_chart,
        "pay_range_layout": layout_pay_range,
        "series_layout": layout_series,
        "chart_width": WIDTH,
        "max_marks": MAX_MARKS,
        "kind_of": lambda block: type(block).__name__,
        "pieces": split_at_links,
        "href": no_record_page,
    }


def no_record_page(kind: str, identity: str) -> str | None:
    """The address of a record's page: always None, as a stand-alone file has no other pages."""
    return None
