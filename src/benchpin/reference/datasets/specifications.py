"""Specifications."""

from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest, no_such
from benchpin.reference.datasets.esco import ESCO
from benchpin.reference.datasets.metal_prices import METALS
from benchpin.reference.datasets.oews import OEWS
from benchpin.reference.datasets.onet import ONET
from benchpin.reference.datasets.projections import PROJECTIONS
from benchpin.reference.datasets.soc_titles import SOC_TITLES
from benchpin.reference.datasets.specification import Recipe

RECIPES = {recipe.name: recipe for recipe in (ONET, ESCO, SOC_TITLES, OEWS, PROJECTIONS, METALS)}


def recipe_named(name: str) -> Recipe:
    """The data set of a name; raises UnknownName."""
    if name not in RECIPES:
        raise UnknownName(
            f"{no_such('data set', name, RECIPES)}; there are {', '.join(sorted(RECIPES))}",
            nearest(name, RECIPES),
        )
    return RECIPES[name]
