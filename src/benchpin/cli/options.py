"""Options."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchpin.catalog import Catalog


def open_catalog() -> "Catalog":
    """The knowledge, with the overlays that the environment names."""
    from benchpin import catalog  # noqa: PLC0415

    return catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))


def find_role(name: str, catalog: "Catalog") -> str:
    """The role of a name; an UnknownName with the nearest where there is none."""
    from benchpin.inputs.errors import UnknownName  # noqa: PLC0415
    from benchpin.inputs.suggestions import nearest_names, unknown_name_message  # noqa: PLC0415

    if name not in catalog.roles:
        close = tuple(nearest_names(name, catalog.roles))
        raise UnknownName(
            f"{unknown_name_message('role', name, catalog.roles)}; see 'benchpin roles'", close
        )
    return name
