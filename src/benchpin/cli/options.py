"""Options."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchpin.catalog import Catalog


def catalog_in_use() -> "Catalog":
    """The knowledge, with the overlays that the environment names."""
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.overlays_named(os.environ.get("BENCHPIN_DATA")))


def role_named(name: str, catalog: "Catalog") -> str:
    """The role of a name; an UnknownName with the nearest where there is none."""
    from benchpin.inputs.errors import UnknownName  # noqa: PLC0415
    from benchpin.inputs.suggestions import nearest, no_such  # noqa: PLC0415

    if name not in catalog.roles:
        close = tuple(nearest(name, catalog.roles))
        raise UnknownName(f"{no_such('role', name, catalog.roles)}; see 'benchpin roles'", close)
    return name
