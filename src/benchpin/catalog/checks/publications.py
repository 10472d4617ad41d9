"""Checks on sources and figures: who is cited for what, and which figure still stands.

A copy is never the one who produced a fact; law and trade bodies are cited to themselves; a figure
stands once, in one unit, and leaves when a newer one replaces it.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from benchpin.facts import Figure, Source
from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import quote_for_message

if TYPE_CHECKING:
    from benchpin.catalog.model import Catalog

MAX_REPLACED_YEARS = 15
"""A figure that is older than the newest one of its kind by more years than this is replaced."""
MAX_PAY_YEARS = 10
"""Pay of a role is shown for this many years after its period."""

_COPY = re.compile(r"\b(?:cop(?:y|ies)|mirror(?:s|ed)?|reprint(?:s|ed)?|repost(?:s|ed)?)\b", re.I)
_COPY_HOST = re.compile(
    r"(?:^|\.)(?:docslib|scribd|doczz|fdokumen|docecity|pdfslide|yumpu|vdocuments|fdocuments"
    r"|documents\.pub|documentine)\b|(?:^|\.)(?:dev\d*|staging|stg|webtest|test|mirror)\."
)
"""Hosts that hold documents of others, and hosts on which a site is only tried out."""
_RATE = re.compile(r"\b(?:minimum|living) wage\b")
"""A measure that the law sets: an older rate is no longer true once a newer one is held."""
_PAY_UNIT = re.compile(r"[A-Z]{3}/(?:year|month|week|hour)")

BODIES = MappingProxyType(
    {
        "Birmingham Assay Office": ("assayoffice.co.uk",),
        "British Horological Institute": ("bhi.co.uk",),
        "Bureau of Labor Statistics": ("bls.gov",),
        "CIBJO": ("cibjo.org",),
        "European": ("europa.eu",),
        "Federal Trade Commission": ("ftc.gov", "ecfr.gov", "federalregister.gov"),
        "FinCEN": ("fincen.gov",),
        "Gem-A": ("gem-a.com",),
        "Hallmarking Convention": ("hallmarkingconvention.org",),
        "Heritage Crafts": ("heritagecrafts.org.uk",),
        "Jewelers Vigilance Committee": ("jvclegal.org",),
        "Jewelers of America": ("jewelers.org", "jewelers.org."),
        "JVC": ("jvclegal.org",),
        "LBMA": ("lbma.org.uk",),
        "London Bullion Market Association": ("lbma.org.uk",),
        "MJSA": ("mjsa.org", "beajeweler.com"),
        "National Association of Jewellers": ("naj.co.uk",),
        "National Association of Jewelry Appraisers": ("najaappraisers.com",),
        "Silver Institute": ("silverinstitute.org",),
        "UK Parliament": ("legislation.gov.uk",),
        "US Treasury": ("ecfr.gov", "fincen.gov", "govinfo.gov", "treasury.gov"),
        "World Gold Council": ("gold.org",),
    }
)
"""Law-givers, offices and trade bodies, by how their name begins: the hosts that are their own."""


def publication_problems(catalog: "Catalog") -> Iterator[Problem]:
    """Every source that is called what it is not, and every figure that no longer stands."""
    for identity, source in catalog.sources.items():
        file = _path(catalog, f"sources/{identity}.toml")
        yield from _source_problems(file, source)
    shown_as_old = {figure for myth in catalog.myths.values() for figure in myth.figures}
    yield from _twice(catalog)
    yield from _several_units(catalog)
    yield from _replaced(catalog, shown_as_old)
    yield from _old_pay(catalog, shown_as_old)


def _path(catalog: "Catalog", path: str) -> str:
    overlay = catalog.added_by.get(path)
    return f"{overlay}/{path}" if overlay else path


def _source_problems(file: str, source: Source) -> Iterator[Problem]:
    host = urlsplit(source.url or "").hostname or ""
    copy = _COPY.search(f"{source.title} {source.publisher}")
    if source.reliability == "primary" and (copy or _COPY_HOST.search(host)):
        origin = copy[0] if copy else host
        message = (
            f"is called primary and is a copy ({quote_for_message(origin)}); cite its publisher, "
            "or say 'secondary'"
        )
        yield Problem(file, "reliability", message)
    for body, own_hosts in BODIES.items():
        is_own_host = any(host == name or host.endswith(f".{name}") for name in own_hosts)
        is_publisher = re.match(rf"(?:(?:US|U\.S\.|The) )?{re.escape(body)}\b", source.publisher)
        if host and not is_own_host and is_publisher:
            message = (
                f"{quote_for_message(host)} is not the address of {body} ({own_hosts[0]}); "
                "cite their own page, or leave the address out"
            )
            yield Problem(file, "url", message)
            return


def _figure_problem(catalog: "Catalog", figure: Figure, key: str, message: str) -> Problem:
    file = _path(catalog, f"figures/{figure.source}.csv")
    return Problem(file, f"{figure.id}: {key}", message)


def _twice(catalog: "Catalog") -> Iterator[Problem]:
    """The same value of the same thing for the same time, under two ids."""
    first: dict[tuple[object, ...], Figure] = {}
    for figure in catalog.figures.values():
        key = (*_kind(figure), figure.unit, figure.period, figure.status, figure.low, figure.high)
        first_figure = first.setdefault(key, figure)
        if first_figure is not figure:
            message = f"says what '{first_figure.id}' says; keep one of them"
            yield _figure_problem(catalog, figure, "id", message)


def _several_units(catalog: "Catalog") -> Iterator[Problem]:
    """One measure of one subject and area in two units, so that nobody can compare them."""
    first: dict[tuple[object, ...], Figure] = {}
    for figure in catalog.figures.values():
        first_figure = first.setdefault(_kind(figure), figure)
        if first_figure.unit != figure.unit:
            message = (
                f"'{figure.unit}', and '{first_figure.id}' has '{first_figure.unit}'; "
                "use one of them"
            )
            yield _figure_problem(catalog, figure, "unit", message)


def _replaced(catalog: "Catalog", shown_as_old: set[str]) -> Iterator[Problem]:
    """A figure far older than the newest of its kind, and a legal rate that a newer one ended."""
    newest: dict[tuple[object, ...], Figure] = {}
    for figure in catalog.figures.values():
        if figure.period and figure.status == "observed":
            newest_figure = newest.setdefault(_kind(figure), figure)
            if (newest_figure.period or "") < figure.period:
                newest[_kind(figure)] = figure
    for figure in catalog.figures.values():
        latest = newest.get(_kind(figure))
        if not figure.period or latest is None or latest is figure or figure.id in shown_as_old:
            continue
        latest_period = latest.period or ""
        years = int(latest_period[:4]) - int(figure.period[:4])
        is_ended = bool(_RATE.search(figure.measure)) and figure.period < latest_period
        if is_ended or years > MAX_REPLACED_YEARS:
            message = f"{figure.period} is replaced by '{latest.id}' ({latest_period}); take it out"
            yield _figure_problem(catalog, figure, "period", message)


def _old_pay(catalog: "Catalog", shown_as_old: set[str]) -> Iterator[Problem]:
    """Pay of a role of years ago: the wage survey has newer pay of every role's occupation."""
    this_year = catalog.checked_range[1].year if catalog.figures or catalog.sources else 0
    for figure in catalog.figures.values():
        is_pay = figure.subject.startswith("role/") and _PAY_UNIT.fullmatch(figure.unit)
        if not is_pay or not figure.period or figure.id in shown_as_old:
            continue
        if int(figure.period[:4]) + MAX_PAY_YEARS < this_year:
            message = f"pay of {figure.period} is too old to be shown; take it out"
            yield _figure_problem(catalog, figure, "period", message)


def _kind(figure: Figure) -> tuple[object, ...]:
    """What a figure is of: figures of one kind differ by their period alone."""
    return figure.subject, figure.measure, figure.percentile, figure.geography
