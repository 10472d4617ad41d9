"""URL configuration of the web app; each module of VIEWS lists its own URLs."""

from django.urls import URLPattern, URLResolver, include, path

from benchpin.web.pages.errors import views as error_views

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
    "pages.plan.views",
    "pages.guides.search_views",
    "pages.guides.views",
    "pages.guides.lookup_views",
    "pages.ask.views",
    "pages.api_docs.views",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"benchpin.web.{module}")) for module in VIEWS
]

handler400 = error_views.bad_request
handler403 = error_views.permission_denied
handler404 = error_views.not_found
handler500 = error_views.server_error
