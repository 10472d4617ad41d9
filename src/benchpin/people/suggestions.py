"""Contacts for a candidate: organisations and mentoring programmes that take newcomers."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import Mentoring, Organisation, Statement, catalog_value, make_statement

MAX_ORGANISATIONS = 6
MAX_MENTORING = 4


class Suggestion(BaseModel):
    """An organisation or a mentoring programme (one of the two ids), with what it offers.

    For somebody under 18 the first suggestion has neither id nor label: it says to ask an adult
    whom they trust.
    """

    model_config = ConfigDict(frozen=True)

    organisation: str | None = None
    mentoring: str | None = None
    label: str
    url: str | None
    added_by: str | None
    statements: tuple[Statement, ...]


_TRUSTED_ADULT = Suggestion(
    label="", url=None, added_by=None, statements=(make_statement("trusted-adult"),)
)


def suggest_contacts(
    families: Iterable[str], country: str | None, catalog: Catalog, *, under_18: bool = False
) -> tuple[Suggestion, ...]:
    """Organisations, then mentoring programmes, that are open to newcomers in some role families.

    Only those in the country (the United States if None) or international, and none that is limited
    to the pupils of one school or district. Sorted: those known to take newcomers before those that
    may, the country's own before international ones; then those for the first of the families,
    those for all families, and those for the other families.

    Somebody under 18 is not sent to strangers: the first suggestion is an adult whom they trust,
    then only organisations whose pages can just be read, and those known to take people under 18.
    """
    role_families, country_code = tuple(dict.fromkeys(families)), country or "US"
    organisations: Mapping[str, Organisation] = catalog.organisations
    mentoring: Mapping[str, Mentoring] = catalog.mentoring
    if under_18:
        to_read = catalog.weights.people.to_read
        organisations = {
            i: o for i, o in organisations.items() if o.takes_under_18 or o.kind in to_read
        }
        mentoring = {i: m for i, m in mentoring.items() if m.takes_under_18}
    suggested_organisations = _ranked_suggestions(
        organisations, "organisations", role_families, country_code, catalog
    )
    suggested_mentoring = _ranked_suggestions(
        mentoring, "mentoring", role_families, country_code, catalog
    )
    suggestions = (
        *suggested_organisations[:MAX_ORGANISATIONS],
        *suggested_mentoring[:MAX_MENTORING],
    )
    return (_TRUSTED_ADULT, *suggestions) if under_18 else suggestions


def _ranked_suggestions(
    records: Mapping[str, Organisation] | Mapping[str, Mentoring],
    folder: str,
    role_families: tuple[str, ...],
    country_code: str,
    catalog: Catalog,
) -> list[Suggestion]:
    ranked_suggestions = []
    for identity, record in records.items():
        is_local = country_code in record.country
        if record.takes_newcomers == "no" or not (is_local or record.international):
            continue
        if isinstance(record, Mentoring) and record.limited_to:
            continue
        family_ranks = [
            role_families.index(family) for family in record.families if family in role_families
        ]
        if record.families and not family_ranks:
            continue
        order = (
            record.takes_newcomers != "yes",
            not is_local,
            # 0.5: an organisation for all families comes after the first family, before the second.
            min(family_ranks) if family_ranks else 0.5,
            f"{folder}/{identity}.toml" in catalog.added_by,
            identity,
        )
        ranked_suggestions.append((order, _suggestion(folder, identity, record, catalog)))
    return [suggestion for _, suggestion in sorted(ranked_suggestions, key=lambda pair: pair[0])]


def _suggestion(
    folder: str, identity: str, record: Organisation | Mentoring, catalog: Catalog
) -> Suggestion:
    return Suggestion(
        organisation=identity if folder == "organisations" else None,
        mentoring=identity if folder == "mentoring" else None,
        label=record.label,
        url=record.url,
        added_by=catalog.added_by.get(f"{folder}/{identity}.toml"),
        statements=contact_statements(folder, identity, catalog),
    )


def contact_statements(folder: str, identity: str, catalog: Catalog) -> tuple[Statement, ...]:
    """What an organisation or a mentoring route (`folder`) offers, to whom, and what is unknown."""
    record: Organisation | Mentoring = getattr(catalog, folder)[identity]
    path = f"{folder}/{identity}"
    cited = tuple(c.source for c in record.sources)
    statements = []
    if isinstance(record, Organisation):
        values = prose_values("what", record.offers, f"{path}/offers", catalog, cited)
        statements.append(make_statement("organisation-offers", values))
    else:
        values = prose_values("what", record.gives, f"{path}/gives", catalog, cited)
        statements.append(make_statement("mentoring-gives", values))
        if record.who_may_apply:
            values = prose_values(
                "who", record.who_may_apply, f"{path}/who_may_apply", catalog, cited
            )
            statements.append(make_statement("mentoring-who", values))
        if record.last_seen:
            last_seen = catalog_value(record.last_seen, f"{path}/last_seen", "period", cited)
            statements.append(make_statement("mentoring-last-seen", when=last_seen))
    if record.takes_newcomers == "unknown":
        statements.append(make_statement("newcomers-unknown", cites=cited))
    if record.note:
        values = prose_values("what", record.note, f"{path}/note", catalog, cited)
        statements.append(make_statement("note", values))
    added_by = catalog.added_by.get(f"{path}.toml")
    if added_by:
        adder = catalog_value(added_by, f"{path}/added_by", sources=cited)
        statements.append(make_statement("added-by", who=adder))
    return tuple(statements)
