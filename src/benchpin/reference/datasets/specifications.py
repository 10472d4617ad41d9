"""The data sets that can be installed, by name."""

from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.reference.datasets.esco import ESCO
from benchpin.reference.datasets.metal_prices import METALS
from benchpin.reference.datasets.oews import OEWS
from benchpin.reference.datasets.onet import ONET
from benchpin.reference.datasets.projections import PROJECTIONS
from benchpin.reference.datasets.soc_titles import SOC_TITLES
from benchpin.reference.datasets.specification import DatasetSpec

DATASET_SPECS = {spec.name: spec for spec in (ONET, ESCO, SOC_TITLES, OEWS, PROJECTIONS, METALS)}


def find_dataset_spec(name: str) -> DatasetSpec:
    """The specification of the data set with a name; raises UnknownName."""
    if name not in DATASET_SPECS:
        raise UnknownName(
            f"{unknown_name_message('data set', name, DATASET_SPECS)}; "
            f"there are {', '.join(sorted(DATASET_SPECS))}",
            nearest_names(name, DATASET_SPECS),
        )
    return DATASET_SPECS[name]
