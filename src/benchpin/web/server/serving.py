"""Serving the web app: waitress, one process with a few threads, and a daily tidying beside it."""

import errno
import gc
import signal
import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.db import close_old_connections
from django.template import engines
from django.urls import get_resolver
from waitress import wasyncore
from waitress.server import create_server

from benchpin.guidance import advise
from benchpin.profile import from_table
from benchpin.web.app import logs
from benchpin.web.app.engine import now, shared_engine, today
from benchpin.web.cases import repository as cases
from benchpin.web.cases import resume_reader as resumes
from benchpin.web.database.startup import StartupError

THREADS = 16
"""More than there are processors: some wait for a database, or for a resume to be read."""
CONNECTIONS = 400
"""How many may be open at once; more wait to be let in."""
IDLE_SECONDS = 30
"""A connection on which nothing moves for so long is closed."""
CLEANUP_SECONDS = 10
"""How often it is looked for such."""
DAY = 24 * 60 * 60
_ANYBODY = {"experience": [{"title": "sales associate"}], "circumstances": {"country": "US"}}
"""Guidance for them reads the tables of titles and of pay."""


def serve(host: str, port: int, told: Callable[[str], None]) -> None:
    """Answer until told to stop (Ctrl+C, SIGTERM); `told` gets the address once it answers.

    Raises NotServed where the address cannot be taken. The database is open already.
    """
    logs.set_up()
    port, listening = _listen(host, port)
    _warm_up()
    connections: dict[int, Any] = {}
    server = _server(listening, connections)
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        told(f"http://{_in_address(host)}:{port}/")
        logs.serving.info("started")
        resumes.ahead.begin()
        threading.Thread(target=_tidy_daily, name="tidy", daemon=True).start()
        server.run()
    except SystemExit:  # told to stop while it began or ended
        pass
    finally:
        wasyncore.close_all(connections, ignore_all=True)
    logs.serving.info("stopped")


def is_this_machine(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _warm_up() -> None:
    """Read all that the first person would wait for, and never look through it for garbage."""
    held = shared_engine()
    assert get_resolver().url_patterns  # reads the views, and what they need
    templates: Any = engines["jinja2"]
    for name in templates.env.list_templates(extensions=["html"]):
        templates.env.get_template(name)
    advise(from_table(_ANYBODY, held.catalog), held.catalog, held.reference, as_of=today())
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _listen(host: str, port: int) -> tuple[int, socket.socket]:
    """The port that was taken (0 asks for any that is free), and what listens there."""
    name = host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    try:
        listening = socket.create_server((name, port), family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        raise StartupError(_why_not(host, port, error)) from None
    return int(listening.getsockname()[1]), listening


def _server(listening: socket.socket, connections: dict[int, Any]) -> Any:
    from django.conf import settings  # noqa: PLC0415 - read once the database is open

    from benchpin.web.wsgi import application  # noqa: PLC0415

    proxy: dict[str, Any] = {}
    if settings.PROXY:
        proxy = {
            "trusted_proxy": settings.PROXY,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto",
        }
    return create_server(
        application,
        map=connections,
        sockets=[listening],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=CLEANUP_SECONDS,
        asyncore_use_poll=True,
        max_request_body_size=settings.MAX_BODY,
        # What is larger than these would lie on the disk for a while: nothing of a person may.
        inbuf_overflow=2 * settings.MAX_BODY,
        outbuf_overflow=2 * settings.MAX_BODY,
        clear_untrusted_proxy_headers=True,
        ident=None,
        expose_tracebacks=False,
        **proxy,
    )


def _why_not(host: str, port: int, error: Exception) -> str:
    where = f"{_in_address(host)}:{port}"
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"{where} is in use by another program; name another port with --port"
    if number in (errno.EACCES, errno.EPERM):
        return f"{where} may not be used by you; name a port above 1023 with --port"
    return f"{where} is no address of this machine; name another with --host"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)


def _tidy_daily() -> None:
    """Delete what nobody used for a year, now and each day; what goes wrong is logged."""
    pause = threading.Event()
    while True:
        try:
            close_old_connections()
            many = cases.delete_unused(at=now())
            logs.serving.info("tidied", extra={"cases": many})
        except Exception:
            logs.serving.exception("tidying failed")
        finally:
            close_old_connections()
        pause.wait(DAY)
