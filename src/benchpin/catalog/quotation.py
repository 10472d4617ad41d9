"""Quotation."""

from typing import TYPE_CHECKING

from benchpin.catalog.prose import placeholder_ids
from benchpin.facts import Value, catalog_value, figure_value

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


def prose_values(
    key: str, text: str, path: str, catalog: "Catalog"
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """A piece of prose from a data file as values of a statement, with the sources of its figures.

    The prose stands under `key`, and each figure that it names under the figure's id.
    """
    named = [catalog.figures[i] for i in placeholder_ids(text)]
    values = {
        key: catalog_value(text, path),
        **{figure.id: figure_value(figure) for figure in named},
    }
    return values, tuple(figure.source for figure in named)
