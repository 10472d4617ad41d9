"""The searchable records of each kind of the catalog: names, text and values of filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.facts import Programme, Qualification, figure_value
from benchpin.market import topic_report
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.format import (
    capitalize_first,
    format_area,
    format_figure,
    format_period,
    words,
)
from benchpin.wording.phrases import phrase


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A record: its folder (`kind`) and id, label, one-line summary, and the text to search in.

    `page` is the folder and id of the page that shows it: a figure is on the page of its topic.
    `provider_names` are the awarding body and the providers, `text` all else that is searched,
    `facets` the values of each filter.
    """

    kind: str
    id: str
    label: str
    summary: str
    page: tuple[str, str]
    other_names: tuple[str, ...]
    provider_names: tuple[str, ...]
    text: str
    facets: Mapping[str, tuple[str, ...]]


def _record(
    kind: str,
    identity: str,
    label: str,
    text: str,
    catalog: Catalog,
    /,
    *,
    other_names: Iterable[str] = (),
    provider_names: Iterable[str] = (),
    extra_text: str = "",
    page: tuple[str, str] | None = None,
    **facets: Iterable[str],
) -> SearchRecord:
    return SearchRecord(
        kind=kind,
        id=identity,
        label=label,
        summary=fill_placeholders(text, catalog),
        page=page or (kind, identity),
        other_names=tuple(other_names),
        provider_names=tuple(provider_names),
        text=fill_placeholders(f"{text} {extra_text}", catalog),
        facets={name: tuple(values) for name, values in facets.items()},
    )


def _roles(catalog: Catalog) -> Iterator[SearchRecord]:
    titles: dict[str, list[str]] = {}
    for title in catalog.trade_titles:
        titles.setdefault(title.role, []).append(title.title)
    for identity, role in catalog.roles.items():
        yield _record(
            "roles", identity, role.label, role.summary, catalog,
            other_names=(*role.also_called, *titles.get(identity, ())),
            extra_text=" ".join((*(task.what for task in role.tasks), role.entry_route or "")),
            family=(role.family,),
            mode=role.could_leave_the_workplace.modes,
            applies=(role.occupations.applies,),
        )  # fmt: skip


def _qualifications(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, qualification in catalog.qualifications.items():
        programmes = [catalog.programmes[p] for p in catalog.programmes_of.get(identity, ())]
        bodies = [catalog.providers[b] for b in dict.fromkeys(
            (*filter(None, [qualification.awarding_body]), *(p.provider for p in programmes))
        )]  # fmt: skip
        skill_labels = [catalog.skills[s].label for s in qualification.proves]
        study = tuple(dict.fromkeys(mode for p in programmes for mode in p.study_mode))
        places = (p for p in (*(p.place for p in programmes), *(b.place for b in bodies)) if p)
        yield _record(
            "qualifications", identity, qualification.label,
            _qualification_summary(qualification, study, catalog), catalog,
            other_names=qualification.also_called,
            provider_names=(
                *(b.label for b in bodies), *(name for b in bodies for name in b.also_called)
            ),
            extra_text=" ".join((
                *(p.label for p in programmes), *(p.place or "" for p in programmes), *skill_labels,
            )),
            status=(qualification.status,),
            study=study,
            country=dict.fromkeys(
                (*qualification.country, *(c for p in programmes for c in p.country))
            ),
            place=dict.fromkeys(s for p in places if (s := state_of(p, catalog))),
            price=dict.fromkeys(s for p in programmes for s in _price_bands(p)) or ("unknown",),
            skill=qualification.teaches,
            kind=(qualification.kind,),
        )  # fmt: skip


def _qualification_summary(
    qualification: Qualification, study: Iterable[str], catalog: Catalog
) -> str:
    """A qualification in one line: its awarding body, kind, modes of study and status."""
    sentences = [phrase(f"qualification.kinds.{qualification.kind}") + "."]
    if qualification.awarding_body:
        body = catalog.providers[qualification.awarding_body].label
        sentences.insert(0, phrase("qualification.by", body=body))
    modes = "; ".join(str(words()["terms"].get(mode, mode)) for mode in study)
    if modes:
        sentences.append(f"{capitalize_first(modes)}.")
    sentences.append(phrase(f"lists.status.{qualification.status}"))
    return " ".join(sentences)


PRICE_LIMITS = (500, 2_000, 10_000)
"""The upper limits of the price filter, in US dollars."""


def _price_bands(programme: Programme) -> Iterator[str]:
    """The values of the price filter: `known` if a price has a year, and the limits that hold it.

    Only tuition in US dollars is compared with the limits, for the whole programme or a course.
    """
    dated_prices = [price for price in programme.prices if price.year]
    if dated_prices:
        yield "known"
    tuitions = [
        price.amount_high
        for price in dated_prices
        if price.covers == "tuition"
        and price.currency == "USD"
        and price.per in ("whole", "course")
    ]
    yield from (str(limit) for limit in PRICE_LIMITS if tuitions and max(tuitions) <= limit)


@lru_cache(maxsize=4)
def _states(catalog: Catalog) -> frozenset[str]:
    return frozenset(name for code, name in catalog.places.items() if code.startswith("US-"))


def state_of(place: str, catalog: Catalog) -> str | None:
    """The US state at the end of a place's name ("Carlsbad, California"); None if there is none."""
    last = place.rpartition(", ")[2]
    return last if last in _states(catalog) else None


def _organisations(catalog: Catalog) -> Iterator[SearchRecord]:
    with_routes = {route.organisation for route in catalog.mentoring.values()}
    for identity, body in catalog.organisations.items():
        yield _record(
            "organisations", identity, body.label, body.offers, catalog,
            other_names=body.also_called,
            extra_text=body.kind,
            kind=(body.kind,),
            country=(*body.country, *(("international",) if body.international else ())),
            mentoring=("yes" if identity in with_routes else "no",),
            newcomers=(body.takes_newcomers,),
        )  # fmt: skip


def _providers(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, body in catalog.providers.items():
        programmes = [p for p in catalog.programmes.values() if p.provider == identity]
        places = (p for p in (body.place, *(programme.place for programme in programmes)) if p)
        study = tuple(dict.fromkeys(mode for p in programmes for mode in p.study_mode))
        location = ", ".join(
            (*([body.place] if body.place else []), *map(format_area, body.country))
        )
        # A provider often has several programmes for one qualification: name it once.
        qualification_labels = tuple(
            dict.fromkeys(catalog.qualifications[p.qualification].label for p in programmes)
        )
        sentences = [f"{location}."] if location else []
        if qualification_labels:
            remaining_count = len(qualification_labels) - MAX_QUALIFICATIONS_NAMED
            shown_labels = "; ".join(qualification_labels[:MAX_QUALIFICATIONS_NAMED])
            key = (
                "organisation.teaches_more" if remaining_count > 0 else "organisation.teaches_these"
            )
            sentences.append(
                phrase(
                    key,
                    what=shown_labels,
                    **({"count": remaining_count} if remaining_count > 0 else {}),
                )
            )
        yield _record(
            "providers", identity, body.label, " ".join(sentences), catalog,
            other_names=body.also_called,
            extra_text=" ".join(programme.label for programme in programmes),
            country=body.country,
            place=dict.fromkeys(s for p in places if (s := state_of(p, catalog))),
            study=study,
            price=dict.fromkeys(s for p in programmes for s in _price_bands(p)) or ("unknown",),
        )  # fmt: skip


MAX_QUALIFICATIONS_NAMED = 3
"""How many qualifications the summary of a provider names."""


def _mentoring(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, route in catalog.mentoring.items():
        yield _record(
            "mentoring", identity, route.label, route.gives, catalog,
            extra_text=f"{route.run_by} {route.who_may_apply or ''}",
            kind=(route.kind,),
            country=(*route.country, *(("international",) if route.international else ())),
            newcomers=(route.takes_newcomers,),
        )  # fmt: skip


def _skills(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, skill in catalog.skills.items():
        taught = "yes" if identity in catalog.qualifications_teaching else "no"
        yield _record(
            "skills", identity, skill.label,
            capitalize_first(phrase(f"skill.categories.{skill.category}")), catalog,
            other_names=skill.also_called,
            extra_text=skill.esco or "",
            kind=(skill.kind,),
            category=(skill.category,),
            taught=(taught,),
        )  # fmt: skip


def _topics(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, topic in catalog.topics.items():
        parts = "; ".join(dict.fromkeys(part.label for part in topic.parts))
        yield _record(
            "topics", identity, topic.label, parts, catalog, other_names=topic.also_called
        )


def _figures(catalog: Catalog) -> Iterator[SearchRecord]:
    """The figures that the topics show, each once."""
    figure_ids: set[str] = set()
    for topic_id in catalog.topics:
        for part in topic_report(topic_id, catalog).parts:
            for figure in (f for series in part.series for f in series.figures):
                if figure.id in figure_ids:
                    continue
                figure_ids.add(figure.id)
                yield _record(
                    "figures", figure.id, f"{part.label}: {measure_name(figure.measure)}",
                    f"{format_figure(figure_value(figure))}. "
                    f"{catalog.sources[figure.source].publisher}.",
                    catalog,
                    extra_text=figure.note or "",
                    page=("topics", topic_id),
                    topic=(topic_id,),
                    status=(figure.status,),
                    country=(figure.geography,),
                )  # fmt: skip


def _questions(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, question in catalog.questions.items():
        yield _record(
            "questions",
            identity,
            question.question,
            question.answer,
            catalog,
            topic=(question.topic,),
        )


def _traps(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, trap in catalog.traps.items():
        yield _record(
            "traps", identity, fill_placeholders(trap.what, catalog), trap.what_to_do, catalog,
            extra_text=trap.how_to_spot_it, kind=(trap.kind,), family=trap.families,
        )  # fmt: skip


def _myths(catalog: Catalog) -> Iterator[SearchRecord]:
    topics_by_myth: dict[str, list[str]] = {}
    for topic_id in catalog.topics:
        for refuted_claim in topic_report(topic_id, catalog).myths:
            topics_by_myth.setdefault(refuted_claim.id, []).append(topic_id)
    for identity, myth in catalog.myths.items():
        yield _record(
            "myths", identity, myth.claim, myth.what_sources_say, catalog,
            extra_text=f"{myth.advice} {myth.verdict}", topic=topics_by_myth.get(identity, ()),
        )  # fmt: skip


def _sources(catalog: Catalog) -> Iterator[SearchRecord]:
    for identity, source in catalog.sources.items():
        details = [source.publisher]
        if source.published:
            details.append(phrase("sources.published", when=format_period(source.published)))
        yield _record(
            "sources", identity, source.title, f"{', '.join(details)}.", catalog,
            extra_text=source.published or "", reliability=(source.reliability,),
        )  # fmt: skip


def _pages(_: Catalog) -> Iterator[SearchRecord]:
    """Pages that show no single record of the catalog, such as the list of myths."""
    for identity, (label, summary) in _PAGES.items():
        other_names = tuple(words()["search"][identity].split("; "))
        yield SearchRecord(
            "pages",
            identity,
            phrase(label),
            phrase(summary),
            ("pages", identity),
            other_names,
            (),
            "",
            {},
        )


_PAGES = {
    "pay": ("market_page.pay", "market_page.pay_is"),
    "reach": ("market_page.reach_page", "market_page.reach_page_is"),
    "metals": ("market_page.metals", "market_page.metals_lede"),
    "questions": ("market_page.questions", "market_page.questions_lede"),
    "traps": ("market_page.traps", "market_page.traps_lede"),
    "myths": ("market_page.myths", "market_page.myths_lede"),
}
"""The key of the label and of the summary of each page."""

RECORDS_BY_KIND: Mapping[str, Callable[[Catalog], Iterable[SearchRecord]]] = {
    "roles": _roles,
    "qualifications": _qualifications,
    "organisations": _organisations,
    "providers": _providers,
    "mentoring": _mentoring,
    "skills": _skills,
    "pages": _pages,
    "topics": _topics,
    "figures": _figures,
    "questions": _questions,
    "traps": _traps,
    "myths": _myths,
    "sources": _sources,
}
"""The kinds of record; in a search over all kinds, equal ranks keep this order."""
