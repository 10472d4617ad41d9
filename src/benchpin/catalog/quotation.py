"""Prose of the data files as values of a statement."""

from typing import TYPE_CHECKING

from benchpin.catalog.prose import placeholder_ids
from benchpin.facts import Value, catalog_value, figure_value

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


def prose_values(
    key: str, text: str, path: str, catalog: "Catalog"
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """A piece of prose as values of a statement, and the ids of the sources of its figures.

    The prose is the value of `key`; each figure that it names as a placeholder is the value of the
    figure's id.
    """
    figures = [catalog.figures[i] for i in placeholder_ids(text)]
    values = {
        key: catalog_value(text, path),
        **{figure.id: figure_value(figure) for figure in figures},
    }
    return values, tuple(figure.source for figure in figures)
