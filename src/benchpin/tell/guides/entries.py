"""The records of each kind as a search looks through them: names, text, values of filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.facts import figured
from benchpin.market import trade

from ..format import begun
from ..format import figure as with_place
from ..phrases import phrase
from ..trade import filled_in, measure_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: its folder and id, its label, a line that tells it, and what is looked through.

    `page` is the record whose page tells it: of a figure its topic, of all others itself. `called`
    are other names, `text` all else that is searched, `facets` the values of each filter.
    """

    kind: str
    id: str
    label: str
    told: str
    page: tuple[str, str]
    called: tuple[str, ...]
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
    more: str = "",
    page: tuple[str, str] | None = None,
    **held: Iterable[str],
) -> Entry:
    return Entry(
        kind=kind,
        id=identity,
        label=label,
        told=filled_in(text, catalog),
        page=page or (kind, identity),
        called=tuple(called),
        text=filled_in(f"{text} {more}", catalog),
        facets={name: tuple(values) for name, values in held.items()},
    )


def _roles(catalog: Catalog) -> Iterator[Entry]:
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


def _qualifications(catalog: Catalog) -> Iterator[Entry]:
    for i, award in catalog.qualifications.items():
        ways = [catalog.programmes[p] for p in catalog.programmes_of.get(i, ())]
        bodies = [catalog.providers[b] for b in dict.fromkeys(
            (*([award.awarding_body] if award.awarding_body else []), *(w.provider for w in ways))
        )]  # fmt: skip
        taught = [catalog.skills[s].label for s in award.teaches]
        yield _entry(
            "qualifications", i, award.label,
            phrase("qualification.by", body=bodies[0].label) if award.awarding_body else "",
            catalog,
            called=award.also_called,
            more=" ".join((
                *(b.label for b in bodies), *(c for b in bodies for c in b.also_called),
                *(w.label for w in ways), *(w.place or "" for w in ways), *taught,
            )),
            status=(award.status,),
            study=dict.fromkeys(mode for way in ways for mode in way.study_mode),
            country=dict.fromkeys((*award.country, *(c for way in ways for c in way.country))),
            price=("known" if any(p.year for way in ways for p in way.prices) else "unknown",),
            skill=award.teaches,
            kind=(award.kind,),
        )  # fmt: skip


def _organisations(catalog: Catalog) -> Iterator[Entry]:
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


def _providers(catalog: Catalog) -> Iterator[Entry]:
    for i, body in catalog.providers.items():
        taught = [p.label for p in catalog.programmes.values() if p.provider == i]
        yield _entry(
            "providers", i, body.label, body.place or "", catalog,
            called=body.also_called, more=" ".join(taught), country=body.country,
        )  # fmt: skip


def _mentoring(catalog: Catalog) -> Iterator[Entry]:
    for i, route in catalog.mentoring.items():
        yield _entry(
            "mentoring", i, route.label, route.gives, catalog,
            more=f"{route.run_by} {route.who_may_apply or ''}",
            kind=(route.kind,),
            country=(*route.country, *(("international",) if route.international else ())),
            newcomers=(route.takes_newcomers,),
        )  # fmt: skip


def _skills(catalog: Catalog) -> Iterator[Entry]:
    for i, skill in catalog.skills.items():
        taught = "yes" if i in catalog.qualifications_teaching else "no"
        yield _entry(
            "skills", i, skill.label, begun(phrase(f"skill.categories.{skill.category}")),
            catalog,
            called=skill.also_called,
            more=skill.esco or "",
            kind=(skill.kind,),
            category=(skill.category,),
            taught=(taught,),
        )  # fmt: skip


def _topics(catalog: Catalog) -> Iterator[Entry]:
    for i, topic in catalog.topics.items():
        parts = "; ".join(dict.fromkeys(part.label for part in topic.parts))
        yield _entry("topics", i, topic.label, parts, catalog, called=topic.also_called)


def _figures(catalog: Catalog) -> Iterator[Entry]:
    """The figures that the topics show, each once."""
    seen: set[str] = set()
    for i in catalog.topics:
        for part in trade(i, catalog).parts:
            for figure in (f for series in part.series for f in series.figures):
                if figure.id in seen:
                    continue
                seen.add(figure.id)
                yield _entry(
                    "figures", figure.id, f"{part.label}: {measure_name(figure.measure)}",
                    with_place(figured(figure)), catalog,
                    more=f"{figure.note or ''} {catalog.sources[figure.source].publisher}",
                    page=("topics", i),
                    topic=(i,),
                    status=(figure.status,),
                    country=(figure.geography,),
                )  # fmt: skip


def _questions(catalog: Catalog) -> Iterator[Entry]:
    for i, asked in catalog.questions.items():
        yield _entry("questions", i, asked.question, asked.answer, catalog, topic=(asked.topic,))


def _traps(catalog: Catalog) -> Iterator[Entry]:
    for i, trap in catalog.traps.items():
        yield _entry(
            "traps", i, filled_in(trap.what, catalog), trap.what_to_do, catalog,
            more=trap.how_to_spot_it, kind=(trap.kind,), family=trap.families,
        )  # fmt: skip


def _myths(catalog: Catalog) -> Iterator[Entry]:
    topics: dict[str, list[str]] = {}
    for i in catalog.topics:
        for refuted in trade(i, catalog).myths:
            topics.setdefault(refuted.id, []).append(i)
    for i, myth in catalog.myths.items():
        yield _entry(
            "myths", i, myth.claim, myth.what_sources_say, catalog,
            more=f"{myth.advice} {myth.verdict}", topic=topics.get(i, ()),
        )  # fmt: skip


def _sources(catalog: Catalog) -> Iterator[Entry]:
    for i, source in catalog.sources.items():
        yield _entry(
            "sources", i, source.title, source.publisher, catalog,
            more=source.published or "", reliability=(source.reliability,),
        )  # fmt: skip


ENTRIES: Mapping[str, Callable[[Catalog], Iterable[Entry]]] = {
    "roles": _roles,
    "qualifications": _qualifications,
    "organisations": _organisations,
    "providers": _providers,
    "mentoring": _mentoring,
    "skills": _skills,
    "topics": _topics,
    "figures": _figures,
    "questions": _questions,
    "traps": _traps,
    "myths": _myths,
    "sources": _sources,
}
"""What can be looked for, in the order in which equals stand in a search over everything."""
