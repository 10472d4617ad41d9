"""Static files, which never change while the server runs: stylesheet, scripts, icon."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

STYLE = "benchpin.css"


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """Serves `/static/...`: the files of the web app and the stylesheet of all pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_files(settings.STATIC_ROOT, prefix=settings.STATIC_URL)
        self.add_file_to_dictionary(settings.STATIC_URL + STYLE, str(settings.STYLE))

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Always: each URL has the hash of its file, so that browsers may cache it for good."""
        return True


@cache
def static(name: str) -> str:
    """The URL of a file, with the first 12 digits of its SHA-256: new content, new URL."""
    path = settings.STYLE if name == STYLE else Path(settings.STATIC_ROOT) / name
    return f"{settings.STATIC_URL}{name}?{sha256(path.read_bytes()).hexdigest()[:12]}"
