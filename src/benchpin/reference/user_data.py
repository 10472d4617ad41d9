"""The folder of a user's own data."""

import os
from pathlib import Path

HOME_VARIABLE = "BENCHPIN_HOME"


def default_home() -> Path:
    """The folder that BENCHPIN_HOME names, else this system's folder for user data."""
    if folder := os.environ.get(HOME_VARIABLE):
        return Path(folder).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is named

    return user_data_path("benchpin", appauthor=False)
