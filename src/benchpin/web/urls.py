"""The addresses of the web app; each area lists its own."""

from django.urls import URLPattern, URLResolver, include, path

from benchpin.web.pages.errors import views as failures

VIEWS = (
    "server.health",
    "pages.start.views",
    "pages.about.views",
    "pages.profile.views",
    "pages.profile.work_history",
    "pages.interview.views",
    "pages.profile.review",
    "pages.personal_data.views",
    "pages.results.views",
    "pages.results.decisions",
    "pages.results.role_views",
    "pages.guides.search_views",
    "pages.guides.views",
    "pages.guides.lookup_views",
    "pages.api_docs.views",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"benchpin.web.{module}")) for module in VIEWS
]

handler400 = failures.bad_request
handler403 = failures.not_allowed
handler404 = failures.not_found
handler500 = failures.broken
