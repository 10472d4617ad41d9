"""The source line of a picture."""

import re
from collections.abc import Sequence

from benchpin.catalog import Catalog
from benchpin.reference import Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording import format as shown
from benchpin.wording.phrases import phrase

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def credit_line(ids: Sequence[str], catalog: Catalog, reference: Reference) -> str:
    """The source line: publisher and title, each publisher once."""
    by_publisher: dict[str, list[str]] = {}
    for source in sources_of(dict.fromkeys(ids), catalog, reference).values():
        by_publisher.setdefault(source.publisher, []).append(source.title)
    told = [f"{publisher}, {_joined(titles)}" for publisher, titles in by_publisher.items()]
    return phrase("chart.source", sources="; ".join(told))


def _joined(titles: Sequence[str]) -> str:
    """Titles in a row; those that differ by a year alone as one, from the first to the last."""
    alike: dict[str, list[str]] = {}
    for title in titles:
        years = _YEAR.findall(title)
        alike.setdefault(_YEAR.sub("{}", title, count=1) if years else title, []).extend(years[:1])
    told = []
    for title, years in alike.items():
        span = (
            shown.words()["list"]["range"].format(low=min(years), high=max(years)) if years else ""
        )
        told.append(
            title.replace("{}", min(years) if len(years) == 1 else span, 1) if years else title
        )
    return ", ".join(told)
