"""The source line of a chart."""

import re
from collections.abc import Sequence

from benchpin.catalog import Catalog
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as formatting
from benchpin.wording.phrases import phrase

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def credit_line(ids: Sequence[str], catalog: Catalog, reference: Reference) -> str:
    """The source line for source ids: publishers with their titles, each publisher once."""
    by_publisher: dict[str, list[str]] = {}
    for source in sources_of(dict.fromkeys(ids), catalog, reference).values():
        by_publisher.setdefault(source.publisher, []).append(source.title)
    entries = [f"{publisher}, {_join_titles(titles)}" for publisher, titles in by_publisher.items()]
    return phrase("chart.source", sources="; ".join(entries))


def _join_titles(titles: Sequence[str]) -> str:
    """Titles separated by commas; those that differ only by a year are one, with a year range."""
    years_by_title: dict[str, list[str]] = {}
    for title in titles:
        years = _YEAR.findall(title)
        years_by_title.setdefault(_YEAR.sub("{}", title, count=1) if years else title, []).extend(
            years[:1]
        )
    texts = []
    for title, years in years_by_title.items():
        year_range = (
            formatting.words()["list"]["range"].format(low=min(years), high=max(years))
            if years
            else ""
        )
        texts.append(
            title.replace("{}", min(years) if len(years) == 1 else year_range, 1)
            if years
            else title
        )
    return ", ".join(texts)
