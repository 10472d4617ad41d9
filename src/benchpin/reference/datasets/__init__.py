"""Public data sets that users install: O*NET, ESCO, SOC titles, wages, projections, metal prices.

install_release(name, paths, home=..., release=..., progress=...) -> Manifest
DatasetRegistry(folder).releases(name), .active(name), .path(manifest), .use(name, release),
.remove(name, release)
"""

from benchpin.reference.datasets.install import install_release
from benchpin.reference.datasets.manifest import File, Manifest
from benchpin.reference.datasets.registry import EMBEDDED, DatasetRegistry
from benchpin.reference.datasets.specifications import DATASET_SPECS, find_dataset_spec

__all__ = [
    "DATASET_SPECS",
    "EMBEDDED",
    "DatasetRegistry",
    "File",
    "Manifest",
    "find_dataset_spec",
    "install_release",
]
