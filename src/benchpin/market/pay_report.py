"""The pay report of a role or occupation: wages, yearly figures and projections, as data."""

import re

from pydantic import BaseModel, ConfigDict, Field

from benchpin.catalog import Catalog
from benchpin.facts import Statement, catalog_value, make_statement
from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.market import IndustryWage, jewelry_wages, role_industry_wages, role_wages
from benchpin.market.projections import OccupationProjection, occupation_projection
from benchpin.market.time_series import Series, occupation_series
from benchpin.market.wages import Wage, occupation_wages, published_code
from benchpin.reference import Area, Reference
from benchpin.reference.bibliography import BibliographyEntry, bibliography_entry

_CODE = re.compile(r"(\d\d)-?(\d{4})(?:\.\d\d)?")


class PayQuery(BaseModel):
    """The subject of a pay report: a role or a SOC code, and the area as it was written."""

    model_config = ConfigDict(frozen=True)

    role: str | None
    soc: str | None
    area: str | None


class PayReport(BaseModel):
    """Wages in an area, nearest occupation first; national wages by year; employment projections.

    `industry_wages` are national wages in the industries that the role works in; `jewelry_wages`
    are those in jewelry stores and manufacturing, for a role that names no industry. For a country
    without figures `wages` is empty and `notes` say so. `roles` are the roles of the trade that
    belong to each occupation, by its code.
    """

    model_config = ConfigDict(frozen=True, validate_by_name=True, serialize_by_alias=True)

    query: PayQuery = Field(alias="asked")
    wages: tuple[Wage, ...]
    industry_wages: tuple[IndustryWage, ...] = ()
    jewelry_wages: tuple[IndustryWage, ...] = ()
    series: tuple[Series, ...]
    projections: tuple[OccupationProjection, ...]
    roles: dict[str, tuple[str, ...]]
    notes: tuple[Statement, ...]
    sources: dict[str, BibliographyEntry]


def build_pay_report(
    subject: str, area: str | None, catalog: Catalog, reference: Reference
) -> PayReport:
    """Wages, employment, yearly figures and projections of a role or an occupation's code.

    Raises UnknownName for an unknown role, code or area, AmbiguousArea where several areas match.
    """
    role, soc = _parse_subject(subject, catalog, reference)
    query = PayQuery(role=role, soc=soc, area=area)
    resolved_area = area_or_country(area, catalog, reference)
    if not isinstance(resolved_area, Area):
        note = make_statement(
            "lack-wages-abroad",
            country=catalog_value(catalog.places[resolved_area], f"places/{resolved_area}"),
        )
        return PayReport(
            query=query, wages=(), series=(), projections=(), roles={}, notes=(note,), sources={}
        )
    wages: tuple[Wage, ...]
    industry_wages: tuple[IndustryWage, ...] = ()
    in_jewelry: tuple[IndustryWage, ...] = ()
    if role is not None:
        wages = role_wages(role, resolved_area, catalog, reference)
        industry_wages = role_industry_wages(role, catalog, reference)
        in_jewelry = jewelry_wages(role, catalog, reference)
    else:
        wage = occupation_wages(soc or "", resolved_area, reference)
        wages = () if wage is None else (wage,)
    series = tuple(s for w in wages if (s := occupation_series(w.soc, catalog, reference)))
    projections = tuple(p for w in wages if (p := occupation_projection(w.soc, catalog, reference)))
    cited = [w.source for w in (*wages, *industry_wages, *in_jewelry)]
    cited += [p.source for s in series for p in s.points]
    cited += [s.prices_source for s in series if s.prices_source]
    cited += [p.source for p in projections]
    return PayReport(
        query=query,
        wages=wages,
        industry_wages=industry_wages,
        jewelry_wages=in_jewelry,
        series=series,
        projections=projections,
        roles={w.soc: _roles_of(w.soc, catalog) for w in wages},
        notes=(),
        sources={i: bibliography_entry(i, catalog, reference) for i in sorted(set(cited))},
    )


def _parse_subject(
    subject: str, catalog: Catalog, reference: Reference
) -> tuple[str | None, str | None]:
    """The role id or the SOC code that a subject means: exactly one of them is not None."""
    role = re.sub(r"[^a-z0-9]+", "-", subject.casefold()).strip("-")
    if role in catalog.roles:
        return role, None
    code = _CODE.fullmatch(subject.strip())
    if code is None:
        words = unknown_name_message("role or occupation code", subject, catalog.roles)
        help_ = "'benchpin roles' lists the roles, and a code is written as 51-9071"
        raise UnknownName(f"{words}; {help_}", nearest_names(role, catalog.roles))
    soc = f"{code[1]}-{code[2]}"
    if published_code(soc, reference) is None:
        nearest = reference.nearest_codes(soc, "oews", 1)
        hint = f"nearest: '{nearest[0]}'" if nearest else "write it as 51-9071"
        raise UnknownName(f"no wages are published for an occupation '{subject}'; {hint}", nearest)
    return None, soc


def area_or_country(text: str | None, catalog: Catalog, reference: Reference) -> Area | str:
    """The US area that a text means, or the code of a country without figures."""
    reading = reference.place(text)
    if reading.kind == "abroad" and reading.country is not None:
        return reading.country
    return reference.area(text)


def _roles_of(soc: str, catalog: Catalog) -> tuple[str, ...]:
    """The roles that belong to an occupation; roles with it as a mere proxy are left out."""
    return tuple(
        role
        for role, record in catalog.roles.items()
        if soc in record.occupations.oews and record.occupations.applies != "proxy"
    )
