"""Files that never change while the server runs: the stylesheet, scripts, the icon."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

STYLE = "benchpin.css"


class Static(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """Answers `/static/...`: the files of the web app, and the one stylesheet of all pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_files(settings.STATIC_ROOT, prefix=settings.STATIC_URL)
        self.add_file_to_dictionary(settings.STATIC_URL + STYLE, str(settings.STYLE))

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Every address names the state of its file, so that a browser may keep it."""
        return True


@cache
def static(name: str) -> str:
    """The address of a file, with the first signs of its SHA-256: a new state, a new address."""
    path = settings.STYLE if name == STYLE else Path(settings.STATIC_ROOT) / name
    return f"{settings.STATIC_URL}{name}?{sha256(path.read_bytes()).hexdigest()[:12]}"
