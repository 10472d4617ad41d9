"""ESCO: occupations and skills with their names, relations and hierarchies, in one language."""

import re
from collections.abc import Iterator
from sqlite3 import Connection

from benchpin.reference.datasets.specification import Notes, Recipe, Table, needed, optional

_URI = needed("uri", "conceptUri")
_LABEL = needed("label", "preferredLabel")
_NAMES = (optional("also_called", "altLabels"), optional("hidden_names", "hiddenLabels"))
_COLLECTION = ("broaderConceptUri",)
"""The collections (green, digital, ...) repeat skills, and have this column beside theirs."""

_OCCUPATIONS = "SELECT uri FROM occupation UNION SELECT uri FROM isco_group"
_SKILLS = "SELECT uri FROM skill UNION SELECT uri FROM skill_group"


_TEXTS = (
    optional("description", "description"),
    optional("definition", "definition"),
    optional("scope_note", "scopeNote"),
    optional("status", "status"),
    optional("date", "modifiedDate"),
)
"""What ESCO says of an occupation or a skill beside its names."""


def _broader(name: str, label: str, known: str, *kinds: str) -> Table:
    return Table(
        name,
        label,
        (
            needed("kind", "conceptType"),
            _URI,
            needed("broader_kind", "broaderType"),
            needed("broader_uri", "broaderUri"),
        ),
        required=True,
        only=("kind", kinds),
        key=("uri", "broader_uri"),
        known=(("uri", known), ("broader_uri", known)),
        indices=("broader_uri",),
    )


_TABLES = (
    Table(
        "occupation",
        "occupations",
        (
            _URI,
            needed("isco", "iscoGroup"),
            _LABEL,
            *_NAMES,
            optional("code", "code"),
            *_TEXTS,
        ),
        required=True,
        never=_COLLECTION,
        key=("uri",),
        known=(("isco", "SELECT code FROM isco_group"),),
        indices=("isco", "label"),
    ),
    Table(
        "skill",
        "skills",
        (
            _URI,
            needed("kind", "skillType", filled=False),
            optional("reuse_level", "reuseLevel"),
            _LABEL,
            *_NAMES,
            *_TEXTS,
        ),
        required=True,
        never=_COLLECTION,
        key=("uri",),
        indices=("label",),
    ),
    Table(
        "isco_group",
        "ISCOGroups",
        (_URI, needed("code", "code"), _LABEL, optional("description", "description")),
        required=True,
        never=("iscoGroup", *_COLLECTION),
        only=("uri", ("http://data.europa.eu/esco/isco/",)),
        key=("uri",),
        indices=("code",),
    ),
    Table(
        "skill_group",
        "skillGroups",
        (
            needed("kind", "conceptType"),
            _URI,
            _LABEL,
            optional("code", "code"),
            optional("description", "description"),
        ),
        required=True,
        never=("iscoGroup", "skillType", *_COLLECTION),
        only=("kind", ("SkillGroup",)),
        key=("uri",),
        indices=("code",),
    ),
    Table(
        "occupation_skill",
        "occupationSkillRelations",
        (
            needed("occupation_uri", "occupationUri"),
            needed("relation", "relationType"),
            optional("kind", "skillType"),
            needed("skill_uri", "skillUri"),
        ),
        required=True,
        key=("occupation_uri", "skill_uri"),
        known=(
            ("occupation_uri", "SELECT uri FROM occupation"),
            ("skill_uri", "SELECT uri FROM skill"),
        ),
        indices=("skill_uri",),
    ),
    Table(
        "skill_skill",
        "skillSkillRelations",
        (
            needed("uri", "originalSkillUri"),
            needed("relation", "relationType"),
            needed("related_uri", "relatedSkillUri"),
        ),
        known=(("uri", "SELECT uri FROM skill"), ("related_uri", "SELECT uri FROM skill")),
        indices=("uri", "related_uri"),
    ),
    _broader("occupation_broader", "broaderRelationsOccPillar", _OCCUPATIONS,
             "ISCOGroup", "Occupation"),
    _broader("skill_broader", "broaderRelationsSkillPillar", _SKILLS,
             "SkillGroup", "KnowledgeSkillCompetence"),
    Table(
        "skill_hierarchy",
        "skillsHierarchy",
        (
            needed("uri_0", "Level 0 URI"),
            needed("label_0", "Level 0 preferred term"),
            *(
                optional(f"{name}_{level}", f"Level {level} {header}")
                for level in (1, 2, 3)
                for name, header in (("uri", "URI"), ("label", "preferred term"))
            ),
        ),
        indices=("uri_3",),
    ),
)  # fmt: skip


def _name_everything(connection: Connection, _: Notes) -> None:
    """One row for each name of an occupation or skill, to be looked up by."""
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


ESCO = Recipe(
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
    finish=_name_everything,
)
