"""What machines ask for: is the server alive, may it be asked, how is it doing."""

import secrets
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port
from django.urls import path

from benchpin.web.app import metrics
from benchpin.web.app.engine import shared_engine

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def health_page(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """It may be asked: the database answers, its tables are up to date, the engine is read."""
    parts: dict[str, Callable[[], bool]] = {
        "database": _tables_are_there,
        "engine": _engine_is_read,
    }
    found = {name: part() for name, part in parts.items()}
    is_ready = all(found.values())
    return JsonResponse({"ready": is_ready, **found}, status=200 if is_ready else 503)


def counts(request: HttpRequest) -> HttpResponse:
    """The metrics, for Prometheus on this machine or whoever holds the token."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(
        metrics.render_metrics(), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: the pages of a person, and the machines' own."""
    lines = ("User-agent: *", "Disallow: /you/", "Disallow: /api/", "Disallow: /metrics", "")
    return HttpResponse("\n".join(lines), content_type="text/plain")


def _tables_are_there() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _engine_is_read() -> bool:
    return bool(shared_engine().catalog.roles)


def _may_read(request: HttpRequest) -> bool:
    """Metrics are off, for this machine (BENCHPIN_METRICS=1), or for those with the token."""
    if not settings.METRICS:
        return False
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    # A proxy on this machine that is not named in BENCHPIN_PROXY sends everybody's requests from
    # here, but with the public name of the host.
    host, _ = split_domain_port(request.get_host())
    try:
        is_here = ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
    return is_here and host in THIS_MACHINE


urlpatterns = [
    path("health/", health_page, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics", counts, name="metrics"),
    path("robots.txt", robots, name="robots"),
]
