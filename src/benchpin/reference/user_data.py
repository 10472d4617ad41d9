"""Where somebody's own data lie."""

import os
from pathlib import Path

VARIABLE = "BENCHPIN_HOME"


def default_home() -> Path:
    """The folder named in BENCHPIN_HOME, else the one for user data on this system."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is named

    return user_data_path("benchpin", appauthor=False)
