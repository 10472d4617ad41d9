"""Figures."""

from benchpin.catalog import PLACEHOLDER, Catalog
from benchpin.facts import figure_value
from benchpin.wording import format as shown


def measure_name(measure: str) -> str:
    """The name of a measure as a heading."""
    named = measure_words(measure)
    return f"{named[:1].upper()}{named[1:]}"


def measure_words(measure: str) -> str:
    """What a measure is called: most are words already, some are the words of a data set."""
    return str(shown.words()["measures"].get(measure, measure))


def fill_placeholders(prose: str, catalog: Catalog) -> str:
    """Prose of the catalog with its figures put in."""
    return PLACEHOLDER.sub(
        lambda m: shown.format_figure(figure_value(catalog.figures[m.group(1)])), prose
    )
