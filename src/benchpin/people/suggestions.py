"""Whom to ask: organisations and mentoring routes that take newcomers."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import Mentoring, Organisation, Statement, catalog_value, make_statement

MAX_ORGANISATIONS = 6
MAX_ROUTES = 4


class Suggestion(BaseModel):
    """An organisation or a mentoring route (one of the two ids), with what it has to offer.

    For somebody under 18 the first one names no body and has no label: it says to ask an adult
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
    """Organisations, then mentoring routes, that are open to newcomers in some role families.

    Only those in the country (the United States where none is given) or international, and none
    that is limited to the pupils of one school or district. Those that
    plainly take newcomers before those that may, the country's own before international ones;
    then those for the first of the families, those for all, and those for the other families.

    Somebody under 18 is sent to no strangers: first comes an adult whom they trust, then only
    bodies whose pages are there to be read, and those that a source says take people under 18.
    """
    wanted, here = tuple(dict.fromkeys(families)), country or "US"
    organisations: Mapping[str, Organisation] = catalog.organisations
    mentoring: Mapping[str, Mentoring] = catalog.mentoring
    if under_18:
        to_read = catalog.weights.people.to_read
        organisations = {
            i: o for i, o in organisations.items() if o.takes_under_18 or o.kind in to_read
        }
        mentoring = {i: m for i, m in mentoring.items() if m.takes_under_18}
    bodies = _fitting(organisations, "organisations", wanted, here, catalog)
    routes = _fitting(mentoring, "mentoring", wanted, here, catalog)
    found = (*bodies[:MAX_ORGANISATIONS], *routes[:MAX_ROUTES])
    return (_TRUSTED_ADULT, *found) if under_18 else found


def _fitting(
    records: Mapping[str, Organisation] | Mapping[str, Mentoring],
    folder: str,
    wanted: tuple[str, ...],
    here: str,
    catalog: Catalog,
) -> list[Suggestion]:
    found = []
    for identity, record in records.items():
        local = here in record.country
        if record.takes_newcomers == "no" or not (local or record.international):
            continue
        if isinstance(record, Mentoring) and record.limited_to:
            continue
        served = [wanted.index(family) for family in record.families if family in wanted]
        if record.families and not served:
            continue
        order = (
            record.takes_newcomers != "yes",
            not local,
            min(served) if served else 0.5,
            f"{folder}/{identity}.toml" in catalog.added_by,
            identity,
        )
        found.append((order, _suggestion(folder, identity, record, catalog)))
    return [suggestion for _, suggestion in sorted(found, key=lambda pair: pair[0])]


def _suggestion(
    folder: str, identity: str, record: Organisation | Mentoring, catalog: Catalog
) -> Suggestion:
    path = f"{folder}/{identity}"
    cited = [c.source for c in record.sources]
    statements = []
    if isinstance(record, Organisation):
        values, sources = prose_values("what", record.offers, f"{path}/offers", catalog)
        statements.append(
            make_statement("organisation-offers", sources=[*cited, *sources], **values)
        )
    else:
        values, sources = prose_values("what", record.gives, f"{path}/gives", catalog)
        statements.append(make_statement("mentoring-gives", sources=[*cited, *sources], **values))
        if record.who_may_apply:
            values, sources = prose_values(
                "who", record.who_may_apply, f"{path}/who_may_apply", catalog
            )
            statements.append(make_statement("mentoring-who", sources=[*cited, *sources], **values))
        if record.last_seen:
            when = catalog_value(record.last_seen, f"{path}/last_seen", "period")
            statements.append(make_statement("mentoring-last-seen", when=when, sources=cited))
    if record.takes_newcomers == "unknown":
        statements.append(make_statement("newcomers-unknown", sources=cited))
    if record.note:
        values, sources = prose_values("what", record.note, f"{path}/note", catalog)
        statements.append(make_statement("note", sources=[*cited, *sources], **values))
    added_by = catalog.added_by.get(f"{path}.toml")
    if added_by:
        who = catalog_value(added_by, f"{path}/added_by")
        statements.append(make_statement("added-by", who=who, sources=cited))
    return Suggestion(
        organisation=identity if folder == "organisations" else None,
        mentoring=identity if folder == "mentoring" else None,
        label=record.label,
        url=record.url,
        added_by=added_by,
        statements=tuple(statements),
    )
