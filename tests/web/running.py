"""Benchpin as people run it: a process of its own, asked over the wire."""

import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

BENCHPIN = (sys.executable, "-W", "error", "-m", "benchpin")
PATIENCE = 60
"""Seconds in which a server must answer, on a machine that has other things to do."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def environment(home: Path, **changes: str) -> dict[str, str]:
    """The environment of a fresh installation whose folder is `home`."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("BENCHPIN_", "DJANGO_"))}
    return {**inherited, "BENCHPIN_HOME": str(home), "PYTHONUTF8": "1", **changes}


def run(
    *words: str, home: Path, standard_input: str | None = None, **changes: str
) -> subprocess.CompletedProcess[str]:
    """What a command says, and how it ends."""
    return subprocess.run(
        [*BENCHPIN, *words], env=environment(home, **changes), capture_output=True,
        encoding="utf-8", timeout=120, check=False, input=standard_input,
    )  # fmt: skip


class Server:
    """`benchpin serve` on a free port; leaves with the block."""

    def __init__(self, home: Path, *options: str, **changes: str) -> None:
        self._home, self._options, self._changes = home, options, changes

    def __enter__(self) -> Self:
        self.log = self._home / "serve.log"
        self._written = self.log.open("ab")
        self.process = subprocess.Popen(
            [*BENCHPIN, "serve", "--port", "0", *self._options],
            env=environment(self._home, PYTHONUNBUFFERED="1", **self._changes),
            stdout=subprocess.PIPE, stderr=self._written, encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdout is not None
        self.announcement = self.process.stdout.readline()
        address_match = re.search(r"http://(\S+):(\d+)/", self.announcement)
        assert address_match, self.log.read_text()
        self.host, self.port = "127.0.0.1", int(address_match[2])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._written.close()

    def kill(self) -> None:
        """End at once, with no time to finish anything: as when the power fails."""
        self.process.kill()
        self.process.wait(PATIENCE)


class Browser:
    """Somebody with cookies over one connection, without JavaScript."""

    def __init__(self, server: Server) -> None:
        self._wire = HTTPConnection(server.host, server.port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}
        self.key = ""
        self.page = ""
        self.status = 0
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Look at a page; where it leads elsewhere, follow."""
        return self._ask("GET", path, None)

    def post(self, path: str, *, follow: bool = True, **fields: str) -> str:
        """Send the form of the page that is looked at, with its hidden fields."""
        hidden = dict(HIDDEN.findall(self.page))
        return self._ask("POST", path, urlencode({**hidden, **fields}), follow=follow)

    def upload(self, path: str, field: str, name: str, content: bytes) -> str:
        """Send the form of the page that is looked at, with a file."""
        edge = secrets.token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in HIDDEN.findall(self.page)
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"'
        body = b"".join(
            (*parts, f"{head}\r\n\r\n".encode(), content, f"\r\n--{edge}--\r\n".encode())
        )
        return self._ask("POST", path, body, kind=f"multipart/form-data; boundary={edge}")

    def begin(self) -> None:
        """Begin a case that is stored."""
        self.get("/before/")
        self.post("/before/", age="adult", computer="own")
        assert self.status == 200, self.page

    def close(self) -> None:
        """Hang up."""
        self._wire.close()

    def _ask(
        self,
        method: str,
        path: str,
        body: str | bytes | None,
        *,
        follow: bool = True,
        kind: str = "",
    ) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        if body is not None:
            headers["Content-Type"] = kind or "application/x-www-form-urlencoded"
        self._wire.request(method, path, body, headers)
        answer = self._wire.getresponse()
        self.page = answer.read().decode()
        self.status, self.headers = answer.status, dict(answer.getheaders())
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if follow and self.status in (301, 302, 303):
            return self._ask("GET", self.headers["Location"], None)
        return self.page


@contextmanager
def browsing(server: Server) -> Iterator[Browser]:
    """A browser that hangs up at the end."""
    browser = Browser(server)
    try:
        yield browser
    finally:
        browser.close()


def wait_until_it_answers(server: Server) -> None:
    """Wait for the first answer of a server that was just started."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with browsing(server) as browser:
                browser.get("/health/")
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
