"""Names of measures, and catalog prose with its figures filled in."""

from benchpin.catalog import PLACEHOLDER, Catalog
from benchpin.facts import figure_value
from benchpin.wording import format as formatting


def measure_name(measure: str) -> str:
    """The name of a measure as a heading, with a capital."""
    name = measure_words(measure)
    return f"{name[:1].upper()}{name[1:]}"


def measure_words(measure: str) -> str:
    """The name of a measure: the id itself, unless the word table has a name for it."""
    return str(formatting.words()["measures"].get(measure, measure))


def fill_placeholders(prose: str, catalog: Catalog) -> str:
    """Catalog prose with each `{figure-id}` replaced by its value, area and period."""
    return PLACEHOLDER.sub(
        lambda m: formatting.format_figure(figure_value(catalog.figures[m.group(1)])), prose
    )
