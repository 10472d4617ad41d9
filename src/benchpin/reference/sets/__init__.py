"""Public data sets that somebody adds: O*NET, ESCO, titles of the SOC, wages, projections.

add(name, paths, home=..., release=..., progress=...) -> Manifest
Home(folder).releases(name), .active(name), .path(manifest), .use(name, release), .remove(...)
"""

from benchpin.reference.sets.add import RECIPES, add, recipe_named
from benchpin.reference.sets.home import EMBEDDED, Home
from benchpin.reference.sets.manifest import File, Manifest

__all__ = ["EMBEDDED", "RECIPES", "File", "Home", "Manifest", "add", "recipe_named"]
