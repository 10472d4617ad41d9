"""The addresses of the web app; each area lists its own."""

from django.urls import URLPattern, URLResolver, include, path

from benchpin.web.views import failures

AREAS = (
    "health", "start", "texts", "begin", "jobs", "interview", "person", "data", "results",
    "decisions", "one_role", "lists", "guides", "look_ups", "api_docs",
)  # fmt: skip
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"benchpin.web.views.{area}")) for area in AREAS
]

handler400 = failures.bad_request
handler403 = failures.not_allowed
handler404 = failures.not_found
handler500 = failures.broken
