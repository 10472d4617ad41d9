"""Public data sets that somebody adds: O*NET, ESCO, titles of the SOC, wages, projections.

add(name, paths, home=..., release=..., progress=...) -> Manifest
Home(folder).releases(name), .active(name), .path(manifest), .use(name, release), .remove(...)
"""

from benchpin.reference.datasets.install import add
from benchpin.reference.datasets.manifest import File, Manifest
from benchpin.reference.datasets.registry import EMBEDDED, Home
from benchpin.reference.datasets.specifications import RECIPES, recipe_named

__all__ = ["EMBEDDED", "RECIPES", "File", "Home", "Manifest", "add", "recipe_named"]
