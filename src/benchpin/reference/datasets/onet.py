"""O*NET: occupations, tasks, titles and ratings, as the releases since 25.1 publish them.

Tables of ratings (skills, knowledge, interests, ...) share their columns, so each is recognized by
its element ids, which stay the same when a release renames or splits a file: since 30.3 the skills
are in two files, and columns of activities have other names.
"""

import re

from benchpin.reference.datasets.specification import (
    ColumnSpec,
    DatasetSpec,
    TableSpec,
    optional_column,
    required_column,
)

_CODE = required_column("code", "O*NET-SOC Code")
_DATE = optional_column("date", "Date", "Date Updated")
_DOMAIN = optional_column("domain_source", "Domain Source")
_OCCUPATION = ("code", "SELECT code FROM occupation")
_TASK = ("task_id", "SELECT task_id FROM task")


def _rating(name: str, label: str, *elements: str, more: tuple[ColumnSpec, ...] = ()) -> TableSpec:
    return TableSpec(
        name,
        label,
        (
            _CODE,
            required_column("element_id", "Element ID"),
            optional_column("element_name", "Element Name"),
            required_column("scale_id", "Scale ID"),
            *more,
            required_column("value", "Data Value", kind="REAL"),
            optional_column("n", "N", kind="INTEGER"),
            optional_column("standard_error", "Standard Error", kind="REAL"),
            optional_column("lower_ci", "Lower CI Bound", kind="REAL"),
            optional_column("upper_ci", "Upper CI Bound", kind="REAL"),
            optional_column("recommend_suppress", "Recommend Suppress", kind="FLAG"),
            optional_column("not_relevant", "Not Relevant", kind="FLAG"),
            _DATE,
            _DOMAIN,
        ),
        several=True,
        only=("element_id", elements),
        key=("code", "element_id", "scale_id", *(column.name for column in more)),
        code_checks=(_OCCUPATION,),
        indices=("element_id",),
    )


_TABLES = (
    TableSpec(
        "occupation",
        "Occupation Data",
        (_CODE, required_column("title", "Title"), required_column("description", "Description")),
        required=True,
        key=("code",),
    ),
    TableSpec(
        "task",
        "Task Statements",
        (
            required_column("task_id", "Task ID", kind="INTEGER"),
            _CODE,
            required_column("task", "Task"),
            optional_column("kind", "Task Type"),
            optional_column("incumbents", "Incumbents Responding", kind="INTEGER"),
            _DATE,
            _DOMAIN,
        ),
        required=True,
        never=("DWA ID", "DWA Element ID"),
        key=("task_id",),
        code_checks=(_OCCUPATION,),
        indices=("code",),
    ),
    TableSpec(
        "alternate_title",
        "Alternate Titles",
        (
            _CODE,
            required_column("title", "Alternate Title"),
            optional_column("short_title", "Short Title"),
            optional_column("sources", "Source(s)", "Sources"),
        ),
        code_checks=(_OCCUPATION,),
        indices=("code", "title"),
    ),
    TableSpec(
        "reported_title",
        "Sample of Reported Titles",
        (
            _CODE,
            required_column("title", "Reported Job Title"),
            optional_column("shown", "Shown in My Next Move", kind="FLAG"),
        ),
        code_checks=(_OCCUPATION,),
        indices=("code", "title"),
    ),
    _rating("skill", "Skills", "2.A.", "2.B."),
    _rating("knowledge", "Knowledge", "2.C."),
    _rating("interest", "Interests", "1.B.1."),
    _rating("work_value", "Work Values", "1.B.2."),
    _rating("work_style", "Work Styles", "1.C.", "1.D."),
    _rating(
        "education",
        "Education, Training, and Experience",
        "2.D.",
        "3.A.",
        more=(optional_column("category", "Category", kind="INTEGER"),),
    ),
    TableSpec(
        "job_zone",
        "Job Zones",
        (_CODE, required_column("job_zone", "Job Zone", kind="INTEGER"), _DATE, _DOMAIN),
        key=("code",),
        code_checks=(_OCCUPATION,),
    ),
    TableSpec(
        "task_dwa",
        "Tasks to DWAs",
        (
            _CODE,
            required_column("task_id", "Task ID", kind="INTEGER"),
            required_column("dwa_id", "DWA ID", "DWA Element ID"),
            _DATE,
            _DOMAIN,
        ),
        key=("code", "task_id", "dwa_id"),
        code_checks=(_OCCUPATION, _TASK),
        indices=("dwa_id", "task_id"),
    ),
    TableSpec(
        "dwa",
        "DWA Reference",
        (
            required_column("dwa_id", "DWA ID", "DWA Element ID"),
            required_column("title", "DWA Title", "DWA Element Name"),
            required_column("iwa_id", "IWA ID", "IWA Element ID"),
            required_column("element_id", "Element ID", "GWA Element ID"),
        ),
        key=("dwa_id",),
        indices=("iwa_id",),
    ),
    TableSpec(
        "iwa",
        "IWA Reference",
        (
            required_column("iwa_id", "IWA ID", "IWA Element ID"),
            required_column("title", "IWA Title", "IWA Element Name"),
            required_column("element_id", "Element ID", "GWA Element ID"),
        ),
        never=("DWA ID", "DWA Element ID"),
        key=("iwa_id",),
    ),
    TableSpec(
        "technology_skill",
        "Technology Skills",
        (
            _CODE,
            required_column("example", "Example", "Workplace Example"),
            optional_column("commodity_code", "Commodity Code", kind="INTEGER"),
            optional_column("commodity_title", "Commodity Title"),
            required_column("hot", "Hot Technology", "Employer-Based Hot Technology", kind="FLAG"),
            optional_column("in_demand", "In Demand", "Employer-Based In Demand", kind="FLAG"),
        ),
        code_checks=(_OCCUPATION,),
        indices=("code",),
    ),
    TableSpec(
        "related_occupation",
        "Related Occupations",
        (
            _CODE,
            required_column("related_code", "Related O*NET-SOC Code"),
            required_column("tier", "Relatedness Tier"),
            optional_column("position", "Index", "Related Index", kind="INTEGER"),
        ),
        key=("code", "related_code"),
        code_checks=(_OCCUPATION, ("related_code", "SELECT code FROM occupation")),
    ),
)

ONET = DatasetSpec(
    name="onet",
    title="O*NET {release} Database",
    publisher="US Department of Labor, Employment and Training Administration",
    url="https://www.onetcenter.org/database.html",
    licence="CC BY 4.0",
    attribution=(
        "This product includes information from the O*NET {release} Database by the U.S. "
        "Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the "
        "CC BY 4.0 license. O*NET(R) is a trademark of USDOL/ETA. Benchpin has modified all or "
        "some of this information. USDOL/ETA has not approved, endorsed, or tested these "
        "modifications."
    ),
    tables=_TABLES,
    in_text=re.compile(r"O\*NET\S*\s+(\d+\.\d+)\s+Database", re.IGNORECASE),
    in_name=re.compile(
        r"(?:onet|o\*net|\bdb)[ _-]*(?:database[ _-]*)?v?(\d{1,2}[._]\d)(?!\d)", re.IGNORECASE
    ),
)
