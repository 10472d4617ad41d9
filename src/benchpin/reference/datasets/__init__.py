"""Public data sets that somebody adds: O*NET, ESCO, titles of the SOC, wages, projections.

add(name, paths, home=..., release=..., progress=...) -> Manifest
Home(folder).releases(name), .active(name), .path(manifest), .use(name, release), .remove(...)
"""

from benchpin.reference.datasets.install import install_release
from benchpin.reference.datasets.manifest import File, Manifest
from benchpin.reference.datasets.registry import EMBEDDED, DatasetRegistry
from benchpin.reference.datasets.specifications import RECIPES, recipe_named

__all__ = [
    "EMBEDDED",
    "RECIPES",
    "DatasetRegistry",
    "File",
    "Manifest",
    "install_release",
    "recipe_named",
]
