"""Cases in the database: begin, find, save, delete, and tidy what nobody uses."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadInput
from benchpin.profile.case import Case, as_json, from_json
from benchpin.web.app import metrics
from benchpin.web.cases import reference_codes as codes
from benchpin.web.models import StoredCase

_LAST_USE_STEP = timedelta(days=1)
"""A case's last use is written once a day at most: reading a page is no write."""


class StaleCase(BadInput):
    """The case was changed elsewhere since it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A stored case with the version that it was read at."""

    id: UUID
    case: Case
    version: int


def begin(case: Case, *, at: datetime) -> tuple[UUID, str]:
    """Store a new case; its id, and its code, which is told once and not kept."""
    for _ in range(5):
        code = codes.new_code()
        try:
            row = StoredCase.objects.create(
                code_hash=codes.hash_code(code), content=_content(case), began=at, used=at
            )
        except IntegrityError:  # a code that is given already: not in a lifetime, but then again
            continue
        metrics.CASES_BEGUN.inc()
        return row.id, code
    raise RuntimeError("no free code was found")


def new_code(identity: UUID) -> str:
    """Another code for a case, in place of the one that it has; told once and not kept."""
    code = codes.new_code()
    StoredCase.objects.filter(id=identity).update(code_hash=codes.hash_code(code))
    return code


def by_code(code: str) -> UUID | None:
    """The case that a code opens; None where there is none."""
    return (
        StoredCase.objects.filter(code_hash=codes.hash_code(code))
        .values_list("id", flat=True)
        .first()
    )


def find(identity: UUID, catalog: Catalog, *, at: datetime) -> CaseRow | None:
    """A case by its id, None where it was deleted; being asked for counts as use."""
    row = StoredCase.objects.filter(id=identity).first()
    if row is None:
        return None
    if at - row.used > _LAST_USE_STEP:
        StoredCase.objects.filter(id=identity).update(used=at)
    return CaseRow(row.id, _read(json.dumps(row.content), catalog), row.version)


@lru_cache(maxsize=64)
def _read(text: str, catalog: Catalog) -> Case:
    """The case that a text tells: a click reads the same one again that the last one read."""
    return from_json(text, catalog)


def save(identity: UUID, case: Case, version: int, *, at: datetime) -> int:
    """Write a case over the version it was read at; its new version, or StaleCase."""
    written = StoredCase.objects.filter(id=identity, version=version).update(
        content=_content(case), version=version + 1, used=at
    )
    if not written:
        raise StaleCase("this page was changed in another window; look at it again")
    return version + 1


def delete(identity: UUID) -> None:
    """Delete a case, all of it, at once."""
    _read.cache_clear()
    metrics.CASES_DELETED.labels("asked").inc(StoredCase.objects.filter(id=identity).delete()[0])


def delete_unused(*, at: datetime) -> int:
    """Delete the cases that nobody used for a year; how many there were."""
    old = StoredCase.objects.filter(used__lt=at - timedelta(days=settings.KEPT_DAYS))
    many = old.delete()[0]
    _read.cache_clear()
    metrics.CASES_DELETED.labels("unused").inc(many)
    return many


def _content(case: Case) -> object:
    return json.loads(as_json(case))
