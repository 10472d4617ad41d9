"""The installed ESCO release that some measures need."""

from pathlib import Path

from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.reference.datasets import DATASET_SPECS


def esco_archive_path(reference: Reference) -> Path:
    """The path of its SQLite tables. Raises BadInput where ESCO is not installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput("this measure needs ESCO, which is not installed: run 'benchpin data add'")
    return path


def esco_release(reference: Reference) -> tuple[str, ...]:
    """Title and release of the installed ESCO, such as "ESCO 1.1.1"; empty without one."""
    return tuple(
        DATASET_SPECS[dataset.name].title.format(release=dataset.release)
        for dataset in reference.installed_sets
        if dataset.name == "esco"
    )
