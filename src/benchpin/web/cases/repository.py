"""Cases in the database: create, find, save and delete them, and delete unused ones."""

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
"""A case's last use is written at most once a day, so that reading a page writes nothing."""


class StaleCase(BadInput):
    """The case was changed elsewhere since it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A stored case with the version that it was read at."""

    id: UUID
    case: Case
    version: int


def create_case(case: Case, *, at: datetime) -> tuple[UUID, str]:
    """Store a new case; returns its id and its reference code, of which only a hash is stored."""
    for _ in range(5):
        code = codes.new_code()
        try:
            row = StoredCase.objects.create(
                code_hash=codes.hash_code(code), content=_content(case), began=at, used=at
            )
        except IntegrityError:  # the code is taken, all but impossible with 60 bits
            continue
        metrics.CASES_BEGUN.inc()
        return row.id, code
    raise RuntimeError("no free code was found")


def new_code(case_id: UUID) -> str:
    """Replace the reference code of a case; returns the new one, of which only a hash is stored."""
    code = codes.new_code()
    StoredCase.objects.filter(id=case_id).update(code_hash=codes.hash_code(code))
    return code


def find_id_by_code(code: str) -> UUID | None:
    """The id of the case that a reference code opens; None where there is none."""
    return (
        StoredCase.objects.filter(code_hash=codes.hash_code(code))
        .values_list("id", flat=True)
        .first()
    )


def find(case_id: UUID, catalog: Catalog, *, at: datetime) -> CaseRow | None:
    """A case by its id, None where it was deleted; updates the time of its last use."""
    row = StoredCase.objects.filter(id=case_id).first()
    if row is None:
        return None
    if at - row.used > _LAST_USE_STEP:
        StoredCase.objects.filter(id=case_id).update(used=at)
    return CaseRow(row.id, _parse_case(json.dumps(row.content), catalog), row.version)


@lru_cache(maxsize=64)
def _parse_case(text: str, catalog: Catalog) -> Case:
    """The case in JSON; cached, since each click of a person reads the same case again."""
    return from_json(text, catalog)


def save(case_id: UUID, case: Case, version: int, *, at: datetime) -> int:
    """Write a case over the version it was read at and return its new version.

    Raises StaleCase where the stored version is another one.
    """
    updated_rows = StoredCase.objects.filter(id=case_id, version=version).update(
        content=_content(case), version=version + 1, used=at
    )
    if not updated_rows:
        raise StaleCase("this page was changed in another window; look at it again")
    return version + 1


def delete(case_id: UUID) -> None:
    """Delete a case completely and at once."""
    _parse_case.cache_clear()  # the cache holds its content in memory
    metrics.CASES_DELETED.labels("asked").inc(StoredCase.objects.filter(id=case_id).delete()[0])


def delete_unused(*, at: datetime) -> int:
    """Delete the cases that nobody used for a year; returns how many they were."""
    unused_cases = StoredCase.objects.filter(used__lt=at - timedelta(days=settings.RETENTION_DAYS))
    count = unused_cases.delete()[0]
    _parse_case.cache_clear()
    metrics.CASES_DELETED.labels("unused").inc(count)
    return count


def _content(case: Case) -> object:
    return json.loads(as_json(case))
