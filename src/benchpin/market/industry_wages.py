"""National wages of a role's occupations in the industries that the role works in."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from benchpin.catalog import Catalog
from benchpin.facts.role import Crosswalk
from benchpin.market.data_frames import to_frame
from benchpin.market.wages import (
    LEAVES_OUT_SELF_EMPLOYED,
    Wage,
    area_reference,
    rough_notes,
    withheld_percentiles,
)
from benchpin.reference import IndustryCell, Reference

JEWELRY_INDUSTRIES = ("458300", "339910")
"""Jewelry stores, counted with luggage and leather goods, and makers of jewelry and silverware."""


class Industry(BaseModel):
    """An industry by its NAICS code, as the survey publishes it, and its published name."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str


class IndustryWage(Wage):
    """Wages and employment of one occupation of a role in one industry of the whole nation."""

    industry: Industry

    @property
    def population(self) -> str:
        """The codes of the nation and of the industry, as they stand in the origin of a figure."""
        return f"{self.area.code}/{self.industry.code}"


class IndustryWages(tuple[IndustryWage, ...]):
    """Wages of occupations in industries, nearest first."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """The wages as a Polars or pandas data frame; see `data_frames.to_frame`."""
        return to_frame(self)


def role_industry_wages(role: str, catalog: Catalog, reference: Reference) -> IndustryWages:
    """The wages of each occupation of a role in each of its industries, nearest first.

    Narrower than the occupation's, but of the whole nation: the survey publishes industries for no
    area. Empty for a role whose file names no industry.
    """
    crosswalk = catalog.roles[role].occupations
    cells = (
        reference.industry_wage(soc, industry)
        for soc in crosswalk.oews
        for industry in crosswalk.industries
    )
    return IndustryWages(_wage(cell, crosswalk, reference) for cell in cells if cell is not None)


def jewelry_wages(role: str, catalog: Catalog, reference: Reference) -> IndustryWages:
    """The national wages of a role's occupations in jewelry stores and in jewelry manufacturing.

    For reading beside the wages of an area: no minimum is held against them. Empty for a role whose
    file names its industries, and for one whose occupations are only a proxy; a cell whose median
    is not released is left out.
    """
    crosswalk = catalog.roles[role].occupations
    if crosswalk.industries or crosswalk.applies == "proxy":
        return IndustryWages()
    cells = (
        reference.industry_wage(soc, industry)
        for soc in crosswalk.oews
        for industry in JEWELRY_INDUSTRIES
    )
    wages = (_wage(cell, crosswalk, reference) for cell in cells if cell is not None)
    return IndustryWages(wage for wage in wages if wage.median is not None)


def _wage(cell: IndustryCell, crosswalk: Crosswalk, reference: Reference) -> IndustryWage:
    nation = area_reference(reference.area(None))
    return IndustryWage(
        soc=cell.soc,
        label=cell.label,
        applies=crosswalk.applies,
        mixed_with=crosswalk.mixed_with.get(cell.soc),
        area=nation,
        asked_area=nation,
        fell_back=None,
        fell_back_because=None,
        period=cell.release,
        employment=cell.employment,
        employment_rse_pct=cell.employment_rse_pct,
        location_quotient=None,
        annual=dict(cell.annual),
        withheld=withheld_percentiles(cell),
        notes=(LEAVES_OUT_SELF_EMPLOYED, *rough_notes(cell)),
        source=cell.source,
        industry=Industry(code=cell.industry, name=cell.industry_name),
    )
