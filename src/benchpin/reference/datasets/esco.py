"""ESCO: occupations and skills with their names, relations and hierarchies, in one language."""

import re
from collections.abc import Iterator
from sqlite3 import Connection

from benchpin.reference.datasets.specification import (
    DatasetSpec,
    Notes,
    TableSpec,
    optional_column,
    required_column,
)

_URI = required_column("uri", "conceptUri")
_LABEL = required_column("label", "preferredLabel")
_NAMES = (
    optional_column("also_called", "altLabels"),
    optional_column("hidden_names", "hiddenLabels"),
)
_COLLECTION = ("broaderConceptUri",)
"""The collections (green, digital, ...) repeat skills and have this column besides."""

_OCCUPATIONS = "SELECT uri FROM occupation UNION SELECT uri FROM isco_group"
_SKILLS = "SELECT uri FROM skill UNION SELECT uri FROM skill_group"


_TEXTS = (
    optional_column("description", "description"),
    optional_column("definition", "definition"),
    optional_column("scope_note", "scopeNote"),
    optional_column("status", "status"),
    optional_column("date", "modifiedDate"),
)
"""Columns of an occupation or a skill other than its names."""


def _broader(name: str, label: str, uri_query: str, *kinds: str) -> TableSpec:
    return TableSpec(
        name,
        label,
        (
            required_column("kind", "conceptType"),
            _URI,
            required_column("broader_kind", "broaderType"),
            required_column("broader_uri", "broaderUri"),
        ),
        required=True,
        only=("kind", kinds),
        key=("uri", "broader_uri"),
        code_checks=(("uri", uri_query), ("broader_uri", uri_query)),
        indices=("broader_uri",),
    )


_TABLES = (
    TableSpec(
        "occupation",
        "occupations",
        (
            _URI,
            required_column("isco", "iscoGroup"),
            _LABEL,
            *_NAMES,
            optional_column("code", "code"),
            *_TEXTS,
        ),
        required=True,
        never=_COLLECTION,
        key=("uri",),
        code_checks=(("isco", "SELECT code FROM isco_group"),),
        indices=("isco", "label"),
    ),
    TableSpec(
        "skill",
        "skills",
        (
            _URI,
            required_column("kind", "skillType", filled=False),
            optional_column("reuse_level", "reuseLevel"),
            _LABEL,
            *_NAMES,
            *_TEXTS,
        ),
        required=True,
        never=_COLLECTION,
        key=("uri",),
        indices=("label",),
    ),
    TableSpec(
        "isco_group",
        "ISCOGroups",
        (
            _URI,
            required_column("code", "code"),
            _LABEL,
            optional_column("description", "description"),
        ),
        required=True,
        never=("iscoGroup", *_COLLECTION),
        only=("uri", ("http://data.europa.eu/esco/isco/",)),
        key=("uri",),
        indices=("code",),
    ),
    TableSpec(
        "skill_group",
        "skillGroups",
        (
            required_column("kind", "conceptType"),
            _URI,
            _LABEL,
            optional_column("code", "code"),
            optional_column("description", "description"),
        ),
        required=True,
        never=("iscoGroup", "skillType", *_COLLECTION),
        only=("kind", ("SkillGroup",)),
        key=("uri",),
        indices=("code",),
    ),
    TableSpec(
        "occupation_skill",
        "occupationSkillRelations",
        (
            required_column("occupation_uri", "occupationUri"),
            required_column("relation", "relationType"),
            optional_column("kind", "skillType"),
            required_column("skill_uri", "skillUri"),
        ),
        required=True,
        key=("occupation_uri", "skill_uri"),
        code_checks=(
            ("occupation_uri", "SELECT uri FROM occupation"),
            ("skill_uri", "SELECT uri FROM skill"),
        ),
        indices=("skill_uri",),
    ),
    TableSpec(
        "skill_skill",
        "skillSkillRelations",
        (
            required_column("uri", "originalSkillUri"),
            required_column("relation", "relationType"),
            required_column("related_uri", "relatedSkillUri"),
        ),
        code_checks=(("uri", "SELECT uri FROM skill"), ("related_uri", "SELECT uri FROM skill")),
        indices=("uri", "related_uri"),
    ),
    _broader("occupation_broader", "broaderRelationsOccPillar", _OCCUPATIONS,
             "ISCOGroup", "Occupation"),
    _broader("skill_broader", "broaderRelationsSkillPillar", _SKILLS,
             "SkillGroup", "KnowledgeSkillCompetence"),
    TableSpec(
        "skill_hierarchy",
        "skillsHierarchy",
        (
            required_column("uri_0", "Level 0 URI"),
            required_column("label_0", "Level 0 preferred term"),
            *(
                optional_column(f"{name}_{level}", f"Level {level} {header}")
                for level in (1, 2, 3)
                for name, header in (("uri", "URI"), ("label", "preferred term"))
            ),
        ),
        indices=("uri_3",),
    ),
)  # fmt: skip


def _create_name_tables(connection: Connection, _: Notes) -> None:
    """Create a table with one row per name of an occupation or skill, for look-ups by name."""
    for table in ("occupation", "skill"):
        connection.execute(
            f"CREATE TABLE {table}_name (name TEXT NOT NULL, uri TEXT NOT NULL, "
            "kind TEXT NOT NULL, PRIMARY KEY (name, uri)) WITHOUT ROWID"
        )
        columns = "uri, label, also_called, hidden_names"
        read = f"SELECT {columns} FROM {table} ORDER BY uri"  # noqa: S608  # nosec B608  # our names
        rows = connection.execute(read).fetchall()
        connection.executemany(
            f"INSERT OR IGNORE INTO {table}_name VALUES (?, ?, ?)",  # noqa: S608
            (name for row in rows for name in _names(*row)),
        )
        connection.execute(f"CREATE INDEX {table}_name_uri ON {table}_name (uri)")


def _names(
    uri: str, label: str, also: str | None, hidden: str | None
) -> Iterator[tuple[str, str, str]]:
    yield label, uri, "preferred"
    for kind, names in (("alternative", also), ("hidden", hidden)):
        for name in (names or "").splitlines():
            if name.strip():
                yield name.strip(), uri, kind


ESCO = DatasetSpec(
    name="esco",
    title="ESCO {release}",
    publisher="European Commission",
    url="https://esco.ec.europa.eu/",
    licence="Reuse with attribution",
    attribution=(
        "This product uses the ESCO classification of the European Commission, version {release}."
    ),
    tables=_TABLES,
    in_name=re.compile(r"esco\D*(\d+\.\d+\.\d+)", re.IGNORECASE),
    finish=_create_name_tables,
)
