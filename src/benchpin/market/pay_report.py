"""What an occupation or a role pays: the answer of `benchpin wages`, without words."""

import re

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts import Statement, catalog_value, make_statement
from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.market import role_wages
from benchpin.market.projections import OccupationProjection, occupation_projection
from benchpin.market.time_series import Series, occupation_series
from benchpin.market.wages import Wage, occupation_wages, published_code
from benchpin.reference import Area, Reference
from benchpin.reference.bibliography import BibliographyEntry, bibliography_entry

_CODE = re.compile(r"(\d\d)-?(\d{4})(?:\.\d\d)?")


class PayQuery(BaseModel):
    """What was asked for: a role or an occupation's code, and an area as somebody wrote it."""

    model_config = ConfigDict(frozen=True)

    role: str | None
    soc: str | None
    area: str | None


class PayReport(BaseModel):
    """Wages in an area, nearest occupation first; each year of the nation; the projections.

    For a country without figures `wages` is empty and `notes` say so. `roles` are the roles of the
    trade that each occupation stands for, by its code.
    """

    model_config = ConfigDict(frozen=True)

    asked: PayQuery
    wages: tuple[Wage, ...]
    series: tuple[Series, ...]
    projections: tuple[OccupationProjection, ...]
    roles: dict[str, tuple[str, ...]]
    notes: tuple[Statement, ...]
    sources: dict[str, BibliographyEntry]


def build_pay_report(
    what: str, area: str | None, catalog: Catalog, reference: Reference
) -> PayReport:
    """Wages, employment, yearly figures and projections of a role or an occupation's code.

    Raises UnknownName for a role, code or area that is not there, AmbiguousArea for words that
    name several areas.
    """
    role, soc = _meant(what, catalog, reference)
    asked = PayQuery(role=role, soc=soc, area=area)
    found = area_or_country(area, catalog, reference)
    if not isinstance(found, Area):
        note = make_statement(
            "lack-wages-abroad", country=catalog_value(catalog.places[found], f"places/{found}")
        )
        return PayReport(
            asked=asked, wages=(), series=(), projections=(), roles={}, notes=(note,), sources={}
        )
    paid: tuple[Wage, ...]
    if role is not None:
        paid = role_wages(role, found, catalog, reference)
    else:
        one = occupation_wages(soc or "", found, reference)
        paid = () if one is None else (one,)
    years = tuple(s for w in paid if (s := occupation_series(w.soc, catalog, reference)))
    ahead = tuple(p for w in paid if (p := occupation_projection(w.soc, catalog, reference)))
    cited = [w.source for w in paid]
    cited += [p.source for s in years for p in s.points]
    cited += [s.prices_source for s in years if s.prices_source]
    cited += [p.source for p in ahead]
    return PayReport(
        asked=asked,
        wages=paid,
        series=years,
        projections=ahead,
        roles={w.soc: _roles_of(w.soc, catalog) for w in paid},
        notes=(),
        sources={i: bibliography_entry(i, catalog, reference) for i in sorted(set(cited))},
    )


def _meant(what: str, catalog: Catalog, reference: Reference) -> tuple[str | None, str | None]:
    """The role or the occupation's code that somebody means, one of the two."""
    role = re.sub(r"[^a-z0-9]+", "-", what.casefold()).strip("-")
    if role in catalog.roles:
        return role, None
    code = _CODE.fullmatch(what.strip())
    if code is None:
        words = unknown_name_message("role or occupation code", what, catalog.roles)
        help_ = "'benchpin roles' lists the roles, and a code is written as 51-9071"
        raise UnknownName(f"{words}; {help_}", nearest_names(role, catalog.roles))
    soc = f"{code[1]}-{code[2]}"
    if published_code(soc, reference) is None:
        close = reference.nearest_codes(soc, "oews", 1)
        hint = f"nearest: '{close[0]}'" if close else "write it as 51-9071"
        raise UnknownName(f"no wages are published for an occupation '{what}'; {hint}", close)
    return None, soc


def area_or_country(text: str | None, catalog: Catalog, reference: Reference) -> Area | str:
    """The area that is meant, or the code of a country without figures."""
    try:
        return reference.area(text)
    except UnknownName:
        # States are looked for first: CA is California, and Georgia is the one that has figures.
        wanted = (text or "").strip().casefold()
        for code, name in catalog.places.items():
            # Places hold groups of countries, too, by longer names.
            country = len(code) == 2 and code != "EU"
            if country and wanted in (code.casefold(), name.casefold()):
                return code
        raise


def _roles_of(soc: str, catalog: Catalog) -> tuple[str, ...]:
    """The roles that an occupation stands for, those apart that it is only near to."""
    return tuple(
        role
        for role, record in catalog.roles.items()
        if soc in record.occupations.oews and record.occupations.applies != "proxy"
    )
