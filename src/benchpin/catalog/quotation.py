"""Quotation."""

from typing import TYPE_CHECKING

from benchpin.catalog.prose import figures_named
from benchpin.facts import Value, figured, listed

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


def quoted(
    key: str, text: str, path: str, catalog: "Catalog"
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """A piece of prose from a data file as values of a statement, with the sources of its figures.

    The prose stands under `key`, and each figure that it names under the figure's id.
    """
    named = [catalog.figures[i] for i in figures_named(text)]
    values = {key: listed(text, path), **{figure.id: figured(figure) for figure in named}}
    return values, tuple(figure.source for figure in named)
