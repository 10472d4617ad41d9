"""Small releases of public data sets, as their publishers would lay them out."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

Rows = list[list[Any]]

CODE = "O*NET-SOC Code"
ESCO = "http://data.europa.eu/esco"
RATING = [CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source"]

OCCUPATIONS: Rows = [
    [CODE, "Title", "Description"],
    ["51-9071.00", "Jewelers", "Make jewelry."],
    ["49-9064.00", "Watch Repairers", "Repair watches."],
]
TASKS: Rows = [
    [CODE, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
    ["51-9071.00", 1, "Solder rings.", "Core", 90, "08/2024", "Incumbent"],
    ["49-9064.00", 2, "Oil movements.", "Core", "n/a", "12/2025", "Incumbent"],
]
SKILLS: Rows = [
    RATING,
    ["51-9071.00", "2.A.1.a", "Reading", "IM", 3.12, "08/2024", "Analyst"],
    ["51-9071.00", "2.B.1.a", "Perceptiveness", "IM", 2.75, "08/2024", "Analyst"],
]
DWAS: Rows = [
    ["Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title"],
    ["4.A.1", "Getting", "4.A.1.I1", "Study", "4.A.1.I1.D1", "Read plans"],
]
IWAS: Rows = [row[:4] for row in DWAS]

ONET = {
    "Occupation Data": OCCUPATIONS,
    "Task Statements": TASKS,
    "Skills": SKILLS,
    "DWA Reference": DWAS,
    "IWA Reference": IWAS,
}
# A later release: the skills in two files, activities and software with other names.
RENAMED = {
    "Occupation Data": OCCUPATIONS,
    "Task Statements": TASKS,
    "Essential Skills": SKILLS[:2],
    "Transferable Skills": [SKILLS[0], SKILLS[2]],
    "GWAs to IWAs to DWAs": [
        [
            "GWA Element ID", "GWA Element Name", "IWA Element ID", "IWA Element Name",
            "DWA Element ID", "DWA Element Name",
        ],
        DWAS[1],
    ],
    "Software Skills": [
        [CODE, "Workplace Example", "Hot Technology", "In Demand"],
        ["51-9071.00", "Rhino", "Y", "N"],
    ],
}  # fmt: skip

ISCO, JOB, SKILL, GROUP = (
    f"{ESCO}/isco/C7313", f"{ESCO}/occupation/1", f"{ESCO}/skill/1", f"{ESCO}/skill/S1",
)  # fmt: skip
ESCO_CONCEPTS = {
    "occupations_en": [
        ["conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "modifiedDate"],
        [JOB, "7313", "goldsmith", "gold smith\nring maker", "", "2022-07-27T07:21:24.23Z"],
    ],
    "skills_en": [
        ["conceptUri", "skillType", "preferredLabel", "altLabels"],
        [SKILL, "skill/competence", "solder", "join metal"],
    ],
    "ISCOGroups_en": [
        ["conceptUri", "code", "preferredLabel"],
        [ISCO, "7313", "Jewellery workers"],
    ],
    "skillGroups_en": [
        ["conceptType", "conceptUri", "preferredLabel", "code"],
        ["SkillGroup", GROUP, "working with metal", "S1"],
    ],
    "greenSkillsCollection_en": [
        ["conceptUri", "skillType", "preferredLabel", "altLabels", "broaderConceptUri"],
        [SKILL, "skill/competence", "solder", "", GROUP],
    ],
}
BROADER = ["conceptType", "conceptUri", "broaderType", "broaderUri"]
ESCO_RELATIONS = {
    "occupationSkillRelations": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [JOB, "essential", "skill/competence", SKILL],
    ],
    "broaderRelationsOccPillar": [BROADER, ["Occupation", JOB, "ISCOGroup", ISCO]],
    "broaderRelationsSkillPillar": [
        BROADER,
        ["KnowledgeSkillCompetence", SKILL, "SkillGroup", GROUP],
    ],
}

SOC_TITLES: Rows = [
    ["2018 SOC Code", "2018 SOC Direct Match Title"],
    ["51-9071", "Goldsmith"],
    ["55-1011", "Bomber Pilot"],
]


WAGES_HEAD = [
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE",
    "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT",
    "PCT_TOTAL", "PCT_RPT", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25", "H_MEDIAN",
    "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL",
    "HOURLY",
]  # fmt: skip
NATION = ["99", "U.S.", "1", "US"]
PROVIDENCE = ["39300", "Providence-Warwick, RI-MA", "4", "RI"]


def wage_row(
    area: list[Any],
    code: str,
    jobs: Any,
    annual: list[Any],
    *,
    group: str = "detailed",
    industry: str = "cross-industry",
    ownership: str = "1235",
    hourly_only: bool = False,
) -> list[Any]:
    """One row of a table of OEWS, as it has been laid out since 2021."""
    hourly = [pay if isinstance(pay, str) else round(pay / 2080, 2) for pay in annual]
    if hourly_only:
        annual, hourly = ["*"] * 5, [11.5, 15.25, 20.5, 30.75, 50.0]
    error = jobs if isinstance(jobs, str) else 4.5
    return [
        *area, "000000", "Cross-industry", industry, ownership, code, f"Title of {code}", group,
        jobs, error, "" if area[2] == "1" else 0.994, "" if area[2] == "1" else 6.5, "", "", 25.5,
        53000, 1.2, *hourly, *annual, "", True if hourly_only else "",
    ]  # fmt: skip


WAGES: Rows = [
    WAGES_HEAD,
    wage_row(NATION, "00-0000", 1000, [30000, 35000, 50000, 70000, 99000], group="total"),
    wage_row(NATION, "13-1020", 300, [40000, 45000, 60000, 80000, "#"], group="broad"),
    wage_row(NATION, "13-1020", 300, [40000, 45000, 60000, 80000, "#"]),
    wage_row(NATION, "27-2042", 50, [], hourly_only=True),
    wage_row(NATION, "49-9064", "**", ["*"] * 5),
    wage_row(NATION, "51-9000", 640, [30000, 35000, 50000, 70000, 90000], group="minor"),
    wage_row(NATION, "51-9071", 7, [36000, 40000, 53000, 70000, 88000], industry="sector"),
    wage_row(NATION, "51-9071", 8, [36000, 40000, 53000, 70000, 88000], ownership="5"),
    wage_row(NATION, "51-9071", 640, [36000, 40000, 53000, 70000, 88000]),
]
LOCAL_WAGES: Rows = [
    WAGES_HEAD,
    wage_row(PROVIDENCE, "00-0000", 900, [30000, 35000, 50000, 70000, 99000], group="total"),
    wage_row(PROVIDENCE, "51-9071", 700, [37000, 42000, 49000, 61000, 78000]),
]
WAGES_NOTES: Rows = [
    ["May 2026 OEWS Estimates"],
    ["Field", "Field Description"],
    ["tot_emp", "Estimated total employment (excludes self-employed)."],
    ["#  = indicates a wage equal to or greater than $120.00 per hour or $249,600 per year "],
]
PROJECTIONS: Rows = [
    [
        "Occupation Title", "Occupation Code", "Employment 2025", "Employment 2035",
        "Employment Change, 2025-2035", "Employment Percent Change, 2025-2035",
        "Occupational Openings, 2025-2035 Annual Average", "Median Annual Wage 2025",
        "Typical Entry-Level Education", "Education Code",
        "Work Experience in a Related Occupation", "Workex Code", "Typical on-the-job Training",
        "trCode",
    ],
    [
        "Jewelers and precious stone and metal workers    * Gemologist* Goldsmith", '="51-9071"',
        "1,036.5", "34.0", "-2.5", "-6.8", "4.1", "52,540", "High school diploma or equivalent",
        "4", "None", "4", "Long-term on-the-job training", "1",
    ],
]  # fmt: skip
PROJECTIONS_TABLE: Rows = [
    ["Table 1.2 Occupational projections, 2025\N{EN DASH}35, and worker characteristics, 2025"],
    [
        "2025 National Employment Matrix title", "2025 National Employment Matrix code",
        "Occupation type", "Employment, 2025", "Employment, 2035",
        "Employment change, numeric, 2025\N{EN DASH}35",
        "Employment change, percent, 2025\N{EN DASH}35",
        "Occupational openings, 2025\N{EN DASH}35 annual average",
        "Median annual wage, dollars, 2025", "Typical education needed for entry",
        "Work experience in a related occupation",
        "Typical on-the-job training needed to attain competency in the occupation",
    ],
    [
        "Jewelers and precious stone and metal workers", "51-9071", "Line item", 1036.5, 34, -2.5,
        -6.8, 4.1, 52540, "High school diploma or equivalent", "None",
        "Long-term on-the-job training",
    ],
]  # fmt: skip


def as_workbook(sheets: dict[str, Rows]) -> bytes:
    """Several sheets in one xlsx file."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book, out = Workbook(write_only=True), io.BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def as_text(rows: Rows, mark: str = "\t") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Rows) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("A sheet")
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def written(folder: Path, tables: dict[str, Rows], form: str = "txt") -> Path:
    """A release as a folder of files in one form."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        content = as_xlsx(rows) if form == "xlsx" else as_text(rows, "\t" if form == "txt" else ",")
        (folder / f"{name}.{form}").write_bytes(content)
    return folder


def zipped(path: Path, tables: dict[str, Rows], form: str = "csv") -> Path:
    """A release as a zip with a folder in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            content = as_xlsx(rows) if form == "xlsx" else as_text(rows, ",")
            archive.writestr(f"{path.stem}/{name}.{form}", content)
    return path
