"""The ESCO that a measure is measured with."""

from pathlib import Path

from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.reference.datasets import RECIPES


def esco_archive_path(reference: Reference) -> Path:
    """Where its tables lie; a BadInput where it is not installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput("this measure needs ESCO, which is not installed: run 'benchpin data add'")
    return path


def esco_release(reference: Reference) -> tuple[str, ...]:
    """Its release, by its title."""
    return tuple(
        RECIPES[each.name].title.format(release=each.release)
        for each in reference.installed_sets
        if each.name == "esco"
    )
