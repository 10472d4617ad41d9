"""Serves the web app: waitress, one process with threads, and a daily clean-up of old cases."""

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
from benchpin.web.cases import repository, resume_reader
from benchpin.web.database.startup import StartupError

THREADS = 16
"""More than there are processors: some wait for a database, or for a resume to be read."""
MAX_CONNECTIONS = 400
"""How many connections may be open at once; further ones wait to be accepted."""
IDLE_SECONDS = 30
"""A connection without traffic for so long is closed."""
LOOP_SECONDS = 0.5
"""How long the server waits for traffic before it looks whether it is to stop."""
CLEANUP_SECONDS = 10
"""How often idle connections are looked for."""
DAY_SECONDS = 24 * 60 * 60
_WARM_UP_PROFILE = {
    "experience": [{"title": "sales associate"}],
    "circumstances": {"country": "US"},
}
"""Guidance for this profile loads the tables of job titles and of pay."""


def serve(host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until stopped (Ctrl+C, SIGTERM); `announce` gets the URL once the server listens.

    Raises StartupError where the address cannot be used. The database must be open already.
    """
    logs.set_up()
    port, listener = _listen(host, port)
    _warm_up()
    connections: dict[int, Any] = {}
    server = _server(listener, connections)
    try:
        stopping = _stop_signals()
        announce(f"http://{_bracketed(host)}:{port}/")
        logs.serving.info("started")
        resume_reader.process_pool.begin()
        threading.Thread(target=_clean_up_daily, name="tidy", daemon=True).start()
        # Not `server.run`: it is ended by an exception, which could come in the middle of closing a
        # connection and leave it open.
        while not stopping.is_set():
            wasyncore.loop(LOOP_SECONDS, use_poll=True, map=connections, count=1)
        server.task_dispatcher.shutdown()
    finally:
        wasyncore.close_all(connections, ignore_all=True)
    logs.serving.info("stopped")


def is_this_machine(host: str) -> bool:
    """Whether a host is a loopback address, which only this machine can reach."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _warm_up() -> None:
    """Load all that the first request would wait for, and exempt it from garbage collection."""
    engine = shared_engine()
    assert get_resolver().url_patterns  # imports the views
    templates: Any = engines["jinja2"]
    for name in templates.env.list_templates(extensions=["html"]):
        templates.env.get_template(name)
    advise(
        from_table(_WARM_UP_PROFILE, engine.catalog),
        engine.catalog,
        engine.reference,
        as_of=today(),
    )
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _listen(host: str, port: int) -> tuple[int, socket.socket]:
    """Bind the address; returns the port (any free one for 0) and the listening socket."""
    name = host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    try:
        listener = socket.create_server((name, port), family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        raise StartupError(_bind_problem(host, port, error)) from None
    return int(listener.getsockname()[1]), listener


def _server(listener: socket.socket, connections: dict[int, Any]) -> Any:
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
        sockets=[listener],
        threads=THREADS,
        connection_limit=MAX_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=CLEANUP_SECONDS,
        asyncore_use_poll=True,
        max_request_body_size=settings.MAX_BODY,
        # A larger body would be buffered in a file on disk, which personal data must never be.
        inbuf_overflow=2 * settings.MAX_BODY,
        outbuf_overflow=2 * settings.MAX_BODY,
        clear_untrusted_proxy_headers=True,
        ident=None,
        expose_tracebacks=False,
        **proxy,
    )


def _bind_problem(host: str, port: int, error: Exception) -> str:
    address = f"{_bracketed(host)}:{port}"
    error_number = getattr(error, "errno", None)
    if error_number == errno.EADDRINUSE:
        return f"{address} is in use by another program; name another port with --port"
    if error_number in (errno.EACCES, errno.EPERM):
        return f"{address} may not be used by you; name a port above 1023 with --port"
    return f"{address} is no address of this machine; name another with --host"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _stop_signals() -> threading.Event:
    """An event that is set by SIGINT or SIGTERM; a second signal ends the process at once."""
    stopping = threading.Event()

    def stop(signal_number: int, frame: object) -> None:
        signal.signal(signal_number, signal.SIG_DFL)
        stopping.set()

    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, stop)
    return stopping


def _clean_up_daily() -> None:
    """Delete cases unused for a year, now and each day; failures are logged."""
    pause = threading.Event()
    while True:
        try:
            close_old_connections()
            deleted_count = repository.delete_unused(at=now())
            logs.serving.info("tidied", extra={"cases": deleted_count})
        except Exception:
            logs.serving.exception("tidying failed")
        finally:
            close_old_connections()
        pause.wait(DAY_SECONDS)
