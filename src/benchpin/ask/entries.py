"""The entries that a question can be answered with: one for each record of the catalog."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from benchpin.ask.records import RECORDS_BY_KIND
from benchpin.catalog import Catalog
from benchpin.facts import figure_value
from benchpin.reference import Reference
from benchpin.wording.figures import fill_placeholders, measure_name
from benchpin.wording.format import format_figure

_KINDS = ("questions", "myths", "traps", "roles", "qualifications", "mentoring", "organisations",
          "topics")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that can answer: `id` is its folder and id ("questions/too-old-to-start").

    `label` is its name or the question that it answers, `names` other names and ways to ask for it,
    `text` what it says. `roles` and `countries` are those that it is about; empty: any.
    `belongs_to` are the ids of its qualification, awarding body and provider.
    """

    id: str
    label: str
    names: tuple[str, ...]
    text: str
    roles: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    belongs_to: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The folder of the record."""
        return self.id.partition("/")[0]


@lru_cache(maxsize=2)
def catalog_entries(catalog: Catalog) -> tuple[Entry, ...]:
    """All entries of a catalog, in a fixed order."""
    return tuple(_entries(catalog))


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for kind in _KINDS:
        for record in RECORDS_BY_KIND[kind](catalog):
            fact = getattr(catalog, kind)[record.id]
            country = getattr(fact, "country", ()) or ()
            body = getattr(fact, "awarding_body", None) or getattr(fact, "organisation", None)
            roles = (record.id,) if kind == "roles" else getattr(fact, "roles", ()) or ()
            yield Entry(
                f"{kind}/{record.id}",
                record.label,
                (*record.other_names, *record.provider_names),
                record.text,
                frozenset(roles),
                frozenset(country),
                frozenset((fact.topic,)) if kind == "questions" else frozenset(),
                frozenset((record.id, *((body,) if body else ()))),
            )
    for identity, programme in catalog.programmes.items():
        qualification = catalog.qualifications[programme.qualification]
        provider = catalog.providers[programme.provider]
        yield Entry(
            f"programmes/{identity}",
            programme.label,
            (
                qualification.label, *qualification.also_called, provider.label,
                *provider.also_called, programme.place or provider.place or "",
            ),
            " ".join(
                (*programme.study_mode, *(catalog.skills[s].label for s in qualification.teaches))
            ),
            countries=frozenset(programme.country),
            belongs_to=frozenset((programme.qualification, programme.provider)),
        )  # fmt: skip
    for identity, figure in catalog.figures.items():
        # Scores of occupations and wages by year are looked up, not searched for.
        if figure.subject.startswith("onet/") or figure.source.startswith("bls-oews"):
            continue
        source = catalog.sources.get(figure.source)
        yield Entry(
            f"figures/{identity}",
            f"{identity.replace('-', ' ')} {measure_name(figure.measure)}",
            (figure.subject.replace("/", " ").replace("-", " "), figure.locator or ""),
            " ".join(
                (
                    format_figure(figure_value(figure)),
                    fill_placeholders(figure.note or "", catalog),
                    source.publisher if source else "",
                )
            ),
            countries=frozenset((figure.geography[:2],)),
        )
    for folder in ("shows", "shapes"):
        for identity, record in getattr(catalog, folder).items():
            texts = (value for value in record.model_dump().values() if isinstance(value, str))
            yield Entry(f"{folder}/{identity}", identity.replace("-", " "), (), " ".join(texts))


def entry_label(identity: str, catalog: Catalog, reference: Reference) -> str:
    """The label of an entry "folder/id", as people read it; the id itself where there is none."""
    folder, _, name = identity.partition("/")
    if folder in ("wages", "entry"):
        return reference.occupation_name(name.partition("@")[0]) or identity
    if folder == "figures" and name in catalog.figures:
        figure = catalog.figures[name]
        source = catalog.sources.get(figure.source)
        label = measure_name(figure.measure)
        return f"{label} ({source.publisher})" if source else label
    record = getattr(catalog, folder, {}).get(name)
    for key in ("question", "claim", "label", "what"):
        text = getattr(record, key, None)
        if text:
            return fill_placeholders(str(text), catalog)
    return identity
