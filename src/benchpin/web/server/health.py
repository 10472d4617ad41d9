"""Pages for machines: liveness, readiness, metrics and robots.txt."""

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

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


def health_page(request: HttpRequest) -> HttpResponse:
    """Liveness: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readiness_page(request: HttpRequest) -> HttpResponse:
    """Readiness: the database answers, its tables are migrated, the engine is loaded; else 503."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _tables_are_current,
        "engine": _engine_is_loaded,
    }
    results = {name: check() for name, check in checks.items()}
    is_ready = all(results.values())
    return JsonResponse({"ready": is_ready, **results}, status=200 if is_ready else 503)


def metrics_page(request: HttpRequest) -> HttpResponse:
    """The metrics for Prometheus, on this machine or with the token; 404 for others."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(
        metrics.render_metrics(), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def robots_page(request: HttpRequest) -> HttpResponse:
    """Keeps search engines out of personal pages, the API and the metrics."""
    lines = ("User-agent: *", "Disallow: /you/", "Disallow: /api/", "Disallow: /metrics", "")
    return HttpResponse("\n".join(lines), content_type="text/plain")


def _tables_are_current() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _engine_is_loaded() -> bool:
    return bool(shared_engine().catalog.roles)


def _may_read(request: HttpRequest) -> bool:
    """Whether a request may read the metrics: off, this machine only (=1), or with the token."""
    if not settings.METRICS:
        return False
    if settings.METRICS_TOKEN:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(token.encode(), settings.METRICS_TOKEN.encode())
    # A proxy on this machine that is not named in BENCHPIN_PROXY sends everybody's requests from
    # here, but with the public name of the host.
    host, _ = split_domain_port(request.get_host())
    try:
        is_local = ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
    return is_local and host in LOCAL_HOSTS


urlpatterns = [
    path("health/", health_page, name="health"),
    path("ready/", readiness_page, name="ready"),
    path("metrics", metrics_page, name="metrics"),
    path("robots.txt", robots_page, name="robots"),
]
