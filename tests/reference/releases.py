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
