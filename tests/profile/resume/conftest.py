"""Nothing here may reach for another machine; where resumes stand."""

import socket
from pathlib import Path

import pytest

RESUMES = Path(__file__).parents[2] / "resumes"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
