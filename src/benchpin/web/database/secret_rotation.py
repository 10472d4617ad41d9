"""Rotation of the server's secret: a new one is used from now on, the earlier ones still open.

A reference code is stored only as a hash, so that no row can be hashed anew before its code is
typed. The earlier secret is kept until no row needs it. One file is replaced, whole or not at all,
and no row changes: a rotation that is killed has happened or has not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from benchpin.inputs.errors import BadInput
from benchpin.web.database.keyed_hash import secret_id
from benchpin.web.database.live_lock import exclusive_lock
from benchpin.web.database.secret_key import (
    MAX_SECRETS,
    configured_secrets,
    is_from_environment,
    new_secret,
    put_secrets,
    remove_leftovers,
)
from benchpin.web.models import ApiKey, StoredCase


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many cases and API keys are hashed under an earlier secret, and how many were dropped."""

    cases: int
    api_keys: int
    dropped_secrets: int


def rotate_secret() -> Rotation:
    """Put a new secret in front, and drop the earlier ones that no row needs.

    Raises BadInput while a server runs, where the secret comes from the environment, and where too
    many earlier ones are still needed.
    """
    if is_from_environment():
        raise BadInput(
            "the secret comes from BENCHPIN_SECRET; add its value to BENCHPIN_SECRET_BEFORE "
            "and set BENCHPIN_SECRET to a new one"
        )
    with exclusive_lock("rotate the secret"):
        folder = Path(settings.HOME)
        remove_leftovers(folder)
        secrets = configured_secrets(folder)
        needed = needed_secrets(secrets)
        if len(needed) >= MAX_SECRETS:
            raise BadInput(
                f"{len(needed)} secrets are still needed by cases that nobody opened since; "
                "wait until they are opened, or deleted after a year"
            )
        current = new_secret()
        put_secrets(folder, (current, *needed))
    cases, api_keys = rows_under_earlier(current)
    return Rotation(cases, api_keys, len(secrets) - len(needed))


def needed_secrets(secrets: Sequence[str]) -> tuple[str, ...]:
    """The secrets under which a case or a key that is not ended is hashed, in their order."""
    ids_in_use = {
        *StoredCase.objects.values_list("secret_id", flat=True).distinct(),
        *ApiKey.objects.filter(ended=None).values_list("secret_id", flat=True).distinct(),
    }
    if "" in ids_in_use:  # a row of an earlier version says nothing
        return tuple(secrets)
    return tuple(secret for secret in secrets if secret_id(secret) in ids_in_use)


def rows_under_earlier(current: str) -> tuple[int, int]:
    """How many cases, and how many API keys, are hashed under another secret than `current`."""
    current_id = secret_id(current)
    return (
        StoredCase.objects.exclude(secret_id=current_id).count(),
        ApiKey.objects.filter(ended=None).exclude(secret_id=current_id).count(),
    )
