"""The projections of an occupation among the figures of the catalog."""

from benchpin.catalog import Catalog
from benchpin.facts import Figure


def projected_figures(soc: str, measure: str, catalog: Catalog) -> tuple[Figure, ...]:
    """The forecasts of a measure of an occupation ("openings"), the newest edition first."""
    family = [
        figure
        for figure in catalog.figures_by_subject.get(f"soc/{soc}", ())
        if figure.measure == measure and figure.period and figure.status == "forecast"
    ]
    return tuple(sorted(family, key=lambda figure: figure.period or "", reverse=True))
