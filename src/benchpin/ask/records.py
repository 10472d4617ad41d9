"""The records of each kind as a search looks through them: names, text, values of filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.facts import Programme, Qualification, figure_value
from benchpin.market import topic_report
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.format import capitalize_first, format_area, format_period, words
from benchpin.wording.format import format_figure as with_place
from benchpin.wording.phrases import phrase


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A record: its folder and id, its label, a line that tells it, and what is looked through.

    `page` is the record whose page tells it: of a figure its topic, of all others itself. `called`
    are other names, `by` the names of those who stand behind it, `text` all else that is searched,
    `facets` the values of each filter.
    """

    kind: str
    id: str
    label: str
    told: str
    page: tuple[str, str]
    called: tuple[str, ...]
    by: tuple[str, ...]
    text: str
    facets: Mapping[str, tuple[str, ...]]


def _entry(
    kind: str,
    identity: str,
    label: str,
    text: str,
    catalog: Catalog,
    /,
    *,
    called: Iterable[str] = (),
    by: Iterable[str] = (),
    more: str = "",
    page: tuple[str, str] | None = None,
    **held: Iterable[str],
) -> SearchRecord:
    return SearchRecord(
        kind=kind,
        id=identity,
        label=label,
        told=fill_placeholders(text, catalog),
        page=page or (kind, identity),
        called=tuple(called),
        by=tuple(by),
        text=fill_placeholders(f"{text} {more}", catalog),
        facets={name: tuple(values) for name, values in held.items()},
    )


def _roles(catalog: Catalog) -> Iterator[SearchRecord]:
    titles: dict[str, list[str]] = {}
    for title in catalog.trade_titles:
        titles.setdefault(title.role, []).append(title.title)
    for i, role in catalog.roles.items():
        yield _entry(
            "roles", i, role.label, role.summary, catalog,
            called=(*role.also_called, *titles.get(i, ())),
            more=" ".join((*(task.what for task in role.tasks), role.entry_route or "")),
            family=(role.family,),
            mode=role.could_leave_the_workplace.modes,
            applies=(role.occupations.applies,),
        )  # fmt: skip


def _qualifications(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, award in catalog.qualifications.items():
        ways = [catalog.programmes[p] for p in catalog.programmes_of.get(i, ())]
        bodies = [catalog.providers[b] for b in dict.fromkeys(
            (*([award.awarding_body] if award.awarding_body else []), *(w.provider for w in ways))
        )]  # fmt: skip
        taught = [catalog.skills[s].label for s in award.teaches]
        study = tuple(dict.fromkeys(mode for way in ways for mode in way.study_mode))
        places = (p for p in (*(w.place for w in ways), *(b.place for b in bodies)) if p)
        yield _entry(
            "qualifications", i, award.label, _award(award, study, catalog), catalog,
            called=award.also_called,
            by=(*(b.label for b in bodies), *(c for b in bodies for c in b.also_called)),
            more=" ".join((
                *(w.label for w in ways), *(w.place or "" for w in ways), *taught,
            )),
            status=(award.status,),
            study=study,
            country=dict.fromkeys((*award.country, *(c for way in ways for c in way.country))),
            place=dict.fromkeys(s for p in places if (s := state_of(p, catalog))),
            price=dict.fromkeys(s for way in ways for s in _seen_at(way)) or ("unknown",),
            skill=award.teaches,
            kind=(award.kind,),
        )  # fmt: skip


def _award(award: Qualification, study: Iterable[str], catalog: Catalog) -> str:
    """A qualification in short: who awards it, what it is, how it is studied, its standing."""
    said = [phrase(f"qualification.kinds.{award.kind}") + "."]
    if award.awarding_body:
        body = catalog.providers[award.awarding_body].label
        said.insert(0, phrase("qualification.by", body=body))
    modes = "; ".join(str(words()["terms"].get(mode, mode)) for mode in study)
    if modes:
        said.append(f"{capitalize_first(modes)}.")
    said.append(phrase(f"lists.status.{award.status}"))
    return " ".join(said)


PRICES = (500, 2_000, 10_000)
"""Up to which prices in US dollars a filter narrows."""


def _seen_at(way: Programme) -> Iterator[str]:
    """Under which prices the tuition was seen, for the whole or for a course, in a known year."""
    dated = [price for price in way.prices if price.year]
    if dated:
        yield "known"
    seen = [p.amount_high for p in dated if p.covers == "tuition" and p.currency == "USD"
            and p.per in ("whole", "course")]  # fmt: skip
    yield from (str(most) for most in PRICES if seen and max(seen) <= most)


@lru_cache(maxsize=4)
def _states(catalog: Catalog) -> frozenset[str]:
    return frozenset(name for code, name in catalog.places.items() if code.startswith("US-"))


def state_of(where: str, catalog: Catalog) -> str | None:
    """The state of the United States that a place lies in, as far as its name tells."""
    last = where.rpartition(", ")[2]
    return last if last in _states(catalog) else None


def _organisations(catalog: Catalog) -> Iterator[SearchRecord]:
    with_routes = {route.organisation for route in catalog.mentoring.values()}
    for i, body in catalog.organisations.items():
        yield _entry(
            "organisations", i, body.label, body.offers, catalog,
            called=body.also_called,
            more=body.kind,
            kind=(body.kind,),
            country=(*body.country, *(("international",) if body.international else ())),
            mentoring=("yes" if i in with_routes else "no",),
            newcomers=(body.takes_newcomers,),
        )  # fmt: skip


def _providers(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, body in catalog.providers.items():
        ways = [p for p in catalog.programmes.values() if p.provider == i]
        places = (p for p in (body.place, *(way.place for way in ways)) if p)
        study = tuple(dict.fromkeys(mode for way in ways for mode in way.study_mode))
        where = ", ".join((*([body.place] if body.place else []), *map(format_area, body.country)))
        # What stands on many programmes here is told once.
        taught = tuple(dict.fromkeys(catalog.qualifications[w.qualification].label for w in ways))
        said = [f"{where}."] if where else []
        if taught:
            more = len(taught) - MAX_TAUGHT
            named = "; ".join(taught[:MAX_TAUGHT])
            key = "organisation.teaches_more" if more > 0 else "organisation.teaches_these"
            said.append(phrase(key, what=named, **({"count": more} if more > 0 else {})))
        yield _entry(
            "providers", i, body.label, " ".join(said), catalog,
            called=body.also_called,
            more=" ".join(way.label for way in ways),
            country=body.country,
            place=dict.fromkeys(s for p in places if (s := state_of(p, catalog))),
            study=study,
            price=dict.fromkeys(s for way in ways for s in _seen_at(way)) or ("unknown",),
        )  # fmt: skip


MAX_TAUGHT = 3
"""How many qualifications of a provider its row names."""


def _mentoring(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, route in catalog.mentoring.items():
        yield _entry(
            "mentoring", i, route.label, route.gives, catalog,
            more=f"{route.run_by} {route.who_may_apply or ''}",
            kind=(route.kind,),
            country=(*route.country, *(("international",) if route.international else ())),
            newcomers=(route.takes_newcomers,),
        )  # fmt: skip


def _skills(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, skill in catalog.skills.items():
        taught = "yes" if i in catalog.qualifications_teaching else "no"
        yield _entry(
            "skills", i, skill.label,
            capitalize_first(phrase(f"skill.categories.{skill.category}")), catalog,
            called=skill.also_called,
            more=skill.esco or "",
            kind=(skill.kind,),
            category=(skill.category,),
            taught=(taught,),
        )  # fmt: skip


def _topics(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, topic in catalog.topics.items():
        parts = "; ".join(dict.fromkeys(part.label for part in topic.parts))
        yield _entry("topics", i, topic.label, parts, catalog, called=topic.also_called)


def _figures(catalog: Catalog) -> Iterator[SearchRecord]:
    """The figures that the topics show, each once."""
    seen: set[str] = set()
    for i in catalog.topics:
        for part in topic_report(i, catalog).parts:
            for figure in (f for series in part.series for f in series.figures):
                if figure.id in seen:
                    continue
                seen.add(figure.id)
                yield _entry(
                    "figures", figure.id, f"{part.label}: {measure_name(figure.measure)}",
                    f"{with_place(figure_value(figure))}. "
                    f"{catalog.sources[figure.source].publisher}.",
                    catalog,
                    more=figure.note or "",
                    page=("topics", i),
                    topic=(i,),
                    status=(figure.status,),
                    country=(figure.geography,),
                )  # fmt: skip


def _questions(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, asked in catalog.questions.items():
        yield _entry("questions", i, asked.question, asked.answer, catalog, topic=(asked.topic,))


def _traps(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, trap in catalog.traps.items():
        yield _entry(
            "traps", i, fill_placeholders(trap.what, catalog), trap.what_to_do, catalog,
            more=trap.how_to_spot_it, kind=(trap.kind,), family=trap.families,
        )  # fmt: skip


def _myths(catalog: Catalog) -> Iterator[SearchRecord]:
    topics: dict[str, list[str]] = {}
    for i in catalog.topics:
        for refuted in topic_report(i, catalog).myths:
            topics.setdefault(refuted.id, []).append(i)
    for i, myth in catalog.myths.items():
        yield _entry(
            "myths", i, myth.claim, myth.what_sources_say, catalog,
            more=f"{myth.advice} {myth.verdict}", topic=topics.get(i, ()),
        )  # fmt: skip


def _sources(catalog: Catalog) -> Iterator[SearchRecord]:
    for i, source in catalog.sources.items():
        said = [source.publisher]
        if source.published:
            said.append(phrase("sources.published", when=format_period(source.published)))
        yield _entry(
            "sources", i, source.title, f"{', '.join(said)}.", catalog,
            more=source.published or "", reliability=(source.reliability,),
        )  # fmt: skip


def _pages(_: Catalog) -> Iterator[SearchRecord]:
    """Pages that are no record: what can be looked up, and what people say, fear and ask."""
    for i, (label, said) in _PAGES.items():
        called = tuple(words()["search"][i].split("; "))
        yield SearchRecord(
            "pages", i, phrase(label), phrase(said), ("pages", i), called, (), "", {}
        )


_PAGES = {
    "pay": ("market_page.pay", "market_page.pay_is"),
    "reach": ("market_page.reach_page", "market_page.reach_page_is"),
    "metals": ("market_page.metals", "market_page.metals_lede"),
    "questions": ("market_page.questions", "market_page.questions_lede"),
    "traps": ("market_page.traps", "market_page.traps_lede"),
    "myths": ("market_page.myths", "market_page.myths_lede"),
}
"""What they are called, and a line on each."""

ENTRIES: Mapping[str, Callable[[Catalog], Iterable[SearchRecord]]] = {
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
"""What can be looked for, in the order in which equals stand in a search over everything."""
