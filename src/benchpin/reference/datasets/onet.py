"""O*NET: occupations, tasks, titles and ratings, as the releases since 25.1 publish them.

Ratings of skills, knowledge, interests and the rest share their columns, so a table of them is
known by its element ids, which stay the same when a release renames or splits a file: since 30.3
the skills stand in two, and columns of activities have other names.
"""

import re

from benchpin.reference.datasets.specification import Column, Recipe, Table, needed, optional

_CODE = needed("code", "O*NET-SOC Code")
_DATE = optional("date", "Date", "Date Updated")
_DOMAIN = optional("domain_source", "Domain Source")
_OCCUPATION = ("code", "SELECT code FROM occupation")
_TASK = ("task_id", "SELECT task_id FROM task")


def _rating(name: str, label: str, *elements: str, more: tuple[Column, ...] = ()) -> Table:
    return Table(
        name,
        label,
        (
            _CODE,
            needed("element_id", "Element ID"),
            optional("element_name", "Element Name"),
            needed("scale_id", "Scale ID"),
            *more,
            needed("value", "Data Value", kind="REAL"),
            optional("n", "N", kind="INTEGER"),
            optional("standard_error", "Standard Error", kind="REAL"),
            optional("lower_ci", "Lower CI Bound", kind="REAL"),
            optional("upper_ci", "Upper CI Bound", kind="REAL"),
            optional("recommend_suppress", "Recommend Suppress", kind="FLAG"),
            optional("not_relevant", "Not Relevant", kind="FLAG"),
            _DATE,
            _DOMAIN,
        ),
        several=True,
        only=("element_id", elements),
        key=("code", "element_id", "scale_id", *(column.name for column in more)),
        known=(_OCCUPATION,),
        indices=("element_id",),
    )


_TABLES = (
    Table(
        "occupation",
        "Occupation Data",
        (_CODE, needed("title", "Title"), needed("description", "Description")),
        required=True,
        key=("code",),
    ),
    Table(
        "task",
        "Task Statements",
        (
            needed("task_id", "Task ID", kind="INTEGER"),
            _CODE,
            needed("task", "Task"),
            optional("kind", "Task Type"),
            optional("incumbents", "Incumbents Responding", kind="INTEGER"),
            _DATE,
            _DOMAIN,
        ),
        required=True,
        never=("DWA ID", "DWA Element ID"),
        key=("task_id",),
        known=(_OCCUPATION,),
        indices=("code",),
    ),
    Table(
        "alternate_title",
        "Alternate Titles",
        (
            _CODE,
            needed("title", "Alternate Title"),
            optional("short_title", "Short Title"),
            optional("sources", "Source(s)", "Sources"),
        ),
        known=(_OCCUPATION,),
        indices=("code", "title"),
    ),
    Table(
        "reported_title",
        "Sample of Reported Titles",
        (
            _CODE,
            needed("title", "Reported Job Title"),
            optional("shown", "Shown in My Next Move", kind="FLAG"),
        ),
        known=(_OCCUPATION,),
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
        more=(optional("category", "Category", kind="INTEGER"),),
    ),
    Table(
        "job_zone",
        "Job Zones",
        (_CODE, needed("job_zone", "Job Zone", kind="INTEGER"), _DATE, _DOMAIN),
        key=("code",),
        known=(_OCCUPATION,),
    ),
    Table(
        "task_dwa",
        "Tasks to DWAs",
        (
            _CODE,
            needed("task_id", "Task ID", kind="INTEGER"),
            needed("dwa_id", "DWA ID", "DWA Element ID"),
            _DATE,
            _DOMAIN,
        ),
        key=("code", "task_id", "dwa_id"),
        known=(_OCCUPATION, _TASK),
        indices=("dwa_id", "task_id"),
    ),
    Table(
        "dwa",
        "DWA Reference",
        (
            needed("dwa_id", "DWA ID", "DWA Element ID"),
            needed("title", "DWA Title", "DWA Element Name"),
            needed("iwa_id", "IWA ID", "IWA Element ID"),
            needed("element_id", "Element ID", "GWA Element ID"),
        ),
        key=("dwa_id",),
        indices=("iwa_id",),
    ),
    Table(
        "iwa",
        "IWA Reference",
        (
            needed("iwa_id", "IWA ID", "IWA Element ID"),
            needed("title", "IWA Title", "IWA Element Name"),
            needed("element_id", "Element ID", "GWA Element ID"),
        ),
        never=("DWA ID", "DWA Element ID"),
        key=("iwa_id",),
    ),
    Table(
        "technology_skill",
        "Technology Skills",
        (
            _CODE,
            needed("example", "Example", "Workplace Example"),
            optional("commodity_code", "Commodity Code", kind="INTEGER"),
            optional("commodity_title", "Commodity Title"),
            needed("hot", "Hot Technology", "Employer-Based Hot Technology", kind="FLAG"),
            optional("in_demand", "In Demand", "Employer-Based In Demand", kind="FLAG"),
        ),
        known=(_OCCUPATION,),
        indices=("code",),
    ),
    Table(
        "related_occupation",
        "Related Occupations",
        (
            _CODE,
            needed("related_code", "Related O*NET-SOC Code"),
            needed("tier", "Relatedness Tier"),
            optional("position", "Index", "Related Index", kind="INTEGER"),
        ),
        key=("code", "related_code"),
        known=(_OCCUPATION, ("related_code", "SELECT code FROM occupation")),
    ),
)

ONET = Recipe(
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
