"""Published national wages and employment by occupation and industry."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchpin.reference.extract import Extract
from benchpin.reference.wages import (
    CellReader,
    SuppressionReason,
    Survey,
    by_percentile,
    frozen_values,
)

_CELL = """
SELECT wage.label, industry.name, employment, employment_rse, a10, a25, a50, a75, a90
FROM wage JOIN industry ON industry.code = wage.industry
WHERE wage.soc = ? AND wage.industry = ?
"""


@dataclass(frozen=True, slots=True)
class IndustryCell:
    """One published cell: an occupation in an industry of the whole nation.

    A missing value is None, its reason `withheld`. `annual` (whole USD) has the keys "10" to "90",
    `withheld` keys such as "annual.10" and "employment". `industry` is its NAICS code as the survey
    publishes it, `industry_name` the published name. `release` and `source` as in a WageCell.
    """

    soc: str
    label: str
    industry: str
    industry_name: str
    employment: int | None
    employment_rse_pct: float | None
    annual: Mapping[str, int | None]
    withheld: Mapping[str, SuppressionReason]
    release: str
    source: str


def read_industry_cell(
    extract: Extract, survey: Survey, soc: str, industry: str
) -> IndustryCell | None:
    """The published cell of an occupation in an industry of the nation; None if there is none."""
    rows = extract.rows(_CELL, (soc, industry))
    if not rows:
        return None
    label, name, jobs, jobs_rse, *annual = rows[0]
    cell_reader = CellReader(survey.top)
    return IndustryCell(
        soc=soc,
        label=label,
        industry=industry,
        industry_name=name,
        employment=cell_reader.tens("employment", jobs),
        employment_rse_pct=cell_reader.number("employment_rse_pct", jobs_rse, 10),
        annual=frozen_values(
            {p: cell_reader.tens(f"annual.{p}", tens) for p, tens in by_percentile(annual)}
        ),
        withheld=frozen_values(cell_reader.withheld),
        release=survey.release,
        source=survey.source,
    )
