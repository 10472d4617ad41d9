"""Prometheus metrics for the operator: requests and cases, never by person."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

registry = CollectorRegistry()
REQUESTS = Counter(
    "benchpin_requests", "Requests by route, method and status.", ("route", "method", "status"),
    registry=registry,
)  # fmt: skip
SECONDS = Histogram(
    "benchpin_request_seconds", "How long answers took, by route.", ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4), registry=registry,
)  # fmt: skip
CASES_BEGUN = Counter("benchpin_cases_begun", "Cases that were stored anew.", registry=registry)
CASES_DELETED = Counter(
    "benchpin_cases_deleted", "Cases that were deleted: asked for, or unused for a year.",
    ("why",), registry=registry,
)  # fmt: skip
FAILURES = Counter(
    "benchpin_failures", "Requests that ended in an error of ours.", ("route",), registry=registry
)


def render_metrics() -> bytes:
    """All metrics in the text format of Prometheus."""
    return generate_latest(registry)
