"""Are public pages drawn once, named exactly, and never mixed up with private ones?"""

import gzip
from itertools import count

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from benchpin.web.app import page_cache
from benchpin.web.app.page_cache import CachedPage, PageCache, cache_page

pytestmark = pytest.mark.same_on_any_database

LONG = "A page about rings. " * 100


def ask(path: str = "/roles/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, **headers)  # type: ignore[arg-type]
    request.session = SessionStore()
    return request


@pytest.fixture
def view() -> page_cache.View:
    """A view that says how often it was drawn, and for which area."""
    render_numbers = count(1)

    @cache_page("area", "page")
    def counted(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{next(render_numbers)} {sorted(request.GET.lists())} {LONG}")

    return counted


def test_a_page_is_drawn_once(view: page_cache.View) -> None:
    assert view(ask()).content == view(ask()).content
    assert view(ask()).headers["Cache-Control"] == "public, max-age=300"


def test_only_what_the_page_reads_of_the_query_makes_another_page(view: page_cache.View) -> None:
    first = view(ask("/roles/?area=10&page=2")).content
    assert view(ask("/roles/?page=2&utm=x&area=10")).content == first
    assert b"utm" not in view(ask("/roles/?utm=y")).content
    assert view(ask("/roles/?area=11&page=2")).content != first
    assert view(ask("/market/?area=10&page=2")).content != first
    assert view(ask("/roles/?area=10&area=11")).content != view(ask("/roles/?area=11")).content


def test_who_has_the_page_is_not_sent_it_again(view: page_cache.View) -> None:
    first = view(ask())
    again = view(ask(HTTP_IF_NONE_MATCH=first.headers["ETag"]))
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert view(ask(HTTP_IF_NONE_MATCH='"another"')).status_code == 200
    assert not first.headers["ETag"].startswith("W/")


def test_the_page_is_zipped_for_who_can_read_it(view: page_cache.View) -> None:
    plain, zipped = view(ask()), view(ask(HTTP_ACCEPT_ENCODING="br, gzip"))
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert {plain.headers["Vary"], zipped.headers["Vary"]} == {"Accept-Encoding"}
    assert "Content-Encoding" not in view(ask(HTTP_ACCEPT_ENCODING="gzip;q=0, br")).headers


def test_a_new_day_or_new_data_is_a_new_page(
    view: page_cache.View, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = view(ask()).content
    monkeypatch.setattr(page_cache, "_state", lambda: ("other",))
    assert view(ask()).content != first


def test_a_page_that_touched_a_person_is_never_kept() -> None:
    render_numbers = count(1)

    def with_session(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{next(render_numbers)} {request.session.get('case')}")

    def with_form(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{next(render_numbers)} {get_token(request)}")

    def with_cookie(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(str(next(render_numbers)))
        response.set_cookie("a", "b")
        return response

    def missing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(next(render_numbers)), status=404)

    for view in map(cache_page(), (with_session, with_form, with_cookie, missing)):
        first, second = view(ask()), view(ask())
        assert first.content != second.content
        assert "Cache-Control" not in first.headers
        assert "ETag" not in first.headers


def test_pages_take_no_more_than_their_room() -> None:
    pages = PageCache(max_bytes=10_000)
    for number in range(50):
        pages.keep(number, CachedPage(b"x" * 1500, b"", str(number), "text/html"))
        assert pages.used <= 10_000
    assert pages.find(0) is None
    assert pages.find(49) is not None
    pages.keep("large", CachedPage(b"x" * 20_000, b"", "", ""))
    assert pages.find("large") is None
    assert pages.find(49) is not None
    pages.keep(49, CachedPage(b"y", b"", "", ""))
    pages.clear()
    assert pages.used == 0
