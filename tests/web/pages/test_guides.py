"""The public pages: what a search shows, what can be taken away, and where each page leads on."""

import csv
import html
import io
import json
import re

import pytest
from django.test import Client

from benchpin.documents.answers.wages import pay_as_csv, pay_as_json
from benchpin.market.pay_report import build_pay_report
from benchpin.web.app.engine import shared_engine
from benchpin.web.pages.guides.next_steps import RELATED_PAGES
from benchpin.web.pages.guides.search_views import LIST_FILTERS, MAX_HITS_PER_KIND

pytestmark = pytest.mark.same_on_any_database

PAGES = (
    "/roles/", "/roles/bench-jeweler/", "/roles/watchmaker/", "/market/", "/market/closures/",
    "/market/questions/", "/market/metals/", "/pay/", "/pay/?role=caster&area=RI", "/reach/",
    "/reach/?role=caster&area=RI", "/compare/", "/compare/?role=caster&role=appraiser",
    "/qualifications/", "/qualifications/gia-gg/", "/organisations/", "/organisations/gia/",
    "/mentoring/", "/providers/", "/providers/gia/", "/skills/", "/skills/soldering/", "/sources/",
    "/sources/onet-29-3/", "/search/?q=gia",
)  # fmt: skip
"""One page or two of every kind that the public sees."""


def main_of(client: Client, address: str) -> str:
    """The main part of a page."""
    response = client.get(address)
    assert response.status_code == 200, address
    main_match = re.search("<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main_match, address
    return html.unescape(main_match[0])


def headings(text: str) -> list[str]:
    return re.findall("<h2[^>]*>(.*?)</h2>", text)


# What search engines and tabs are told


def test_every_page_has_a_title_and_a_description_of_its_own(client: Client) -> None:
    heads = {}
    for address in PAGES:
        text = client.get(address).content.decode()
        title = re.search("<title>(.*?)</title>", text)
        about = re.search('name="description" content="(.*?)"', text)
        assert title
        assert about
        assert len(html.unescape(about[1])) <= 160 or address.endswith("s/"), address
        heads[address] = (title[1], about[1])
    assert len({title for title, _ in heads.values()}) == len(PAGES)
    descriptions = {address: about for address, (_, about) in heads.items() if "q=" not in address}
    assert len(set(descriptions.values())) == len(descriptions)


def test_a_school_and_a_body_of_one_name_have_tabs_of_their_own(client: Client) -> None:
    tabs = [
        re.findall("<title>(.*?)</title>", client.get(address).content.decode())
        for address in ("/organisations/cpaa/", "/providers/cpaa/")
    ]
    assert tabs[0] != tabs[1]


# Search


def test_a_search_without_words_shows_where_to_begin(client: Client) -> None:
    for address in ("/search/", "/search/?q=", "/search/?q=%20%20"):
        text = main_of(client, address)
        for kind in LIST_FILTERS:
            assert f'href="/{kind}/"' in text, (address, kind)
        assert "found" not in text


@pytest.mark.parametrize("words", ["qqqzzzx", "x" * 300, "<zqqz>", "?!"])
def test_a_search_that_finds_nothing_says_so_and_leads_on(client: Client, words: str) -> None:
    response = client.get("/search/", {"q": words})
    text = html.unescape(response.content.decode())
    assert "0 found" in text
    assert 'href="/roles/"' in text
    title = re.search("<title>(.*?)</title>", response.content.decode())
    assert title
    assert len(title[1]) < 100


def test_a_misspelled_word_is_answered_as_what_is_meant_and_says_so(client: Client) -> None:
    text = main_of(client, "/search/?q=gemolgist")
    assert "Here are results for “gemologist”" in text
    assert 'href="/roles/gemologist/"' in text
    assert "Here are results for" not in main_of(client, "/search/?q=gemologist")
    assert 'href="/roles/gemologist/"' in main_of(client, "/roles/?q=gemolgist")


def test_pay_of_a_role_leads_to_its_pay(client: Client) -> None:
    text = main_of(client, "/search/?q=bench%20jeweler%20pay")
    assert headings(text)[0] == "Pay and jobs"
    # What is counted is what stands there.
    assert f"{text.count('<li>')} found" in text
    assert 'href="/pay/?role=bench-jeweler"' in text
    assert 'href="/roles/bench-jeweler/"' in text


def test_a_search_shows_the_best_of_each_kind_and_where_the_others_are(client: Client) -> None:
    text = main_of(client, "/search/?q=diamond")
    link_count = text.count('<a href="/qualifications/')
    assert (
        MAX_HITS_PER_KIND < link_count <= MAX_HITS_PER_KIND + 1
    )  # the last one leads to all of them
    all_link = re.search('href="(/qualifications/[?]q=diamond)">All ([0-9]+) in', text)
    assert all_link
    assert f"{all_link[2]} found" in main_of(client, all_link[1])


def test_what_is_called_so_stands_before_what_only_speaks_of_it(client: Client) -> None:
    order = headings(main_of(client, "/search/?q=gia"))
    assert order[:2] == ["Organizations", "Schools and teachers"]
    assert order.index("Qualifications") < order.index("Myths")
    assert order[-1] == "Sources"


# Lists


@pytest.mark.parametrize("kind", LIST_FILTERS)
def test_every_list_leads_on(client: Client, kind: str) -> None:
    text = main_of(client, f"/{kind}/")
    assert headings(text)[-1] == "Where to go next"
    assert len(RELATED_PAGES[kind]) >= 2


def test_a_filter_without_choices_is_not_shown(client: Client) -> None:
    text = main_of(client, "/providers/?place=Rhode+Island&price=500")
    assert "Nothing matches all of your choices. Remove one." in text
    groups = re.findall('role="group".*?</ul>', text, re.DOTALL)
    assert groups
    assert all("<li>" in group for group in groups)
    assert len(re.findall('id="filter-', text)) == len(groups)


def test_a_school_is_told_with_its_place_and_what_it_teaches(client: Client) -> None:
    text = main_of(client, "/providers/?place=Rhode+Island")
    assert "1 found" in text
    assert "Rhode Island, United States. Teaches: Jewelry + Metalsmithing BFA and MFA." in text


# Taking figures away


@pytest.mark.parametrize("area", ["", "RI", "Providence"])
def test_pay_taken_away_is_the_engines(client: Client, area: str) -> None:
    engine = shared_engine()
    report = build_pay_report("bench-jeweler", area or None, engine.catalog, engine.reference)
    query = {"role": "bench-jeweler", "area": area}
    as_csv = client.get("/pay/", {**query, "format": "csv"})
    as_json = client.get("/pay/", {**query, "format": "json"})
    assert as_csv.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert as_json.headers["Content-Type"] == "application/json"
    assert as_csv.content.decode() == pay_as_csv(report)
    assert as_json.content.decode() == pay_as_json(report)


@pytest.mark.parametrize(
    "address",
    [
        "/pay/?role=caster&area=Providence",
        "/reach/?role=caster&area=RI",
        "/market/",
        "/market/closures/",
        "/market/remote-work/",
    ],
)
def test_figures_of_a_page_can_be_taken_away_with_their_sources(
    client: Client, address: str
) -> None:
    text = main_of(client, address)
    links = re.findall('<a href="([^"]+)" download="benchpin-([^"]+)[.](csv|json)"', text)
    assert [form for _, _, form in links] == ["csv", "json"]
    table, data = (
        client.get(link if link.startswith("/") else f"{address.partition('?')[0]}{link}")
        for link, _, _ in links
    )
    rows = list(csv.DictReader(io.StringIO(table.content.decode())))
    assert rows
    assert all(row["source"] for row in rows)
    assert json.loads(data.content)


def test_a_format_that_is_none_is_the_page(client: Client) -> None:
    for address in ("/pay/?role=caster&format=xls", "/market/?format=xls"):
        assert "<main" in client.get(address).content.decode()
    assert client.get("/reach/?role=nobody&format=csv").status_code == 404
    assert client.get("/pay/?role=nobody&format=json").status_code == 404


# Leading on


def test_the_pages_of_a_role_lead_to_each_other_for_the_same_area(client: Client) -> None:
    text = main_of(client, "/pay/?role=caster&area=New+Mexico")
    assert 'href="/roles/caster/?area=New+Mexico"' in text
    assert 'href="/reach/?role=caster&area=New+Mexico"' in text
    assert 'href="/compare/?role=caster"' in text
    # One role chosen is no mistake; one sent by the form is.
    assert (
        "two or three different" not in main_of(client, "/compare/?role=caster").split("<form")[0]
    )
    form = main_of(client, "/compare/?role=caster&role=&role=").split("<form")[0]
    assert "two or three different" in form


def test_a_family_leads_to_its_roles(client: Client) -> None:
    assert 'href="/roles/?family=metals"' in main_of(client, "/organisations/lao/")
    assert "Refiner and assayer" in main_of(client, "/roles/?family=metals")
