"""Prose of the data files as values of a statement."""

from typing import TYPE_CHECKING

from benchpin.catalog.prose import placeholder_ids
from benchpin.facts import Value, catalog_value, figure_value

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog


def prose_values(
    key: str, text: str, path: str, catalog: "Catalog", sources: tuple[str, ...]
) -> dict[str, Value]:
    """A piece of prose, which rests on `sources`, as values of a statement.

    The prose is the value of `key`; each figure that it names as a placeholder is the value of the
    figure's id.
    """
    figures = [catalog.figures[i] for i in placeholder_ids(text)]
    return {
        key: catalog_value(text, path, sources=sources),
        **{figure.id: figure_value(figure) for figure in figures},
    }
