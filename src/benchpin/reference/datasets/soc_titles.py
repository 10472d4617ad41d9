"""The Direct Match Title File of SOC 2018: job titles that stand for one occupation each."""

import json
from contextlib import closing
from sqlite3 import Connection

from benchpin.reference.datasets.specification import (
    DatasetSpec,
    TableSpec,
    optional_column,
    required_column,
)
from benchpin.reference.extract import EMBEDDED_FOLDER, MANIFEST, Extract
from benchpin.reference.related_occupations import OccupationSimilarity

_MILITARY = ("55-101", "55-201", "55-301")
"""Broad occupations that the wage survey leaves out."""


def _create_known_groups(connection: Connection) -> None:
    """Create a table of the broad occupations of SOC 2018 ("51-907"), to check codes against.

    All are in the embedded extracts, except the military ones. Not the detailed codes: the wage
    survey joins some of them, so that a valid detailed code can be missing there.
    """
    files = {
        entry["name"]: file
        for file, entry in json.loads((EMBEDDED_FOLDER / MANIFEST).read_text("utf-8")).items()
    }
    with closing(Extract(EMBEDDED_FOLDER / files["oews"])) as oews:
        wages = [code for (code,) in oews.rows("SELECT code FROM occupation")]
    with closing(Extract(EMBEDDED_FOLDER / files["proximity"])) as proximity:
        codes = (*wages, *OccupationSimilarity(proximity).names, *_MILITARY)
    groups = {code[:6] for code in codes}
    connection.execute("CREATE TEMP TABLE known_group (code TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO known_group VALUES (?)", ((code,) for code in groups))


SOC_TITLES = DatasetSpec(
    name="soc-titles",
    title="SOC {release} Direct Match Title File",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/soc/2018/",
    licence="Public domain",
    attribution="Source: U.S. Bureau of Labor Statistics, Standard Occupational Classification.",
    tables=(
        TableSpec(
            "title",
            "Direct Match Title File",
            (
                required_column("code", "2018 SOC Code"),
                required_column("title", "2018 SOC Direct Match Title"),
                optional_column("illustrative", "Illustrative Example", kind="FLAG"),
            ),
            required=True,
            key=("code", "title"),
            code_checks=(("substr(code, 1, 6)", "SELECT code FROM known_group"),),
            indices=("title",),
        ),
    ),
    fixed="2018",
    prepare=_create_known_groups,
)
