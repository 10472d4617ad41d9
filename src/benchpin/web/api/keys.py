"""API keys: created on the command line, shown once, and stored only as a keyed hash."""

import secrets
import string
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.web.database.keyed_hash import current_secret_id, keyed_hash, keyed_hashes
from benchpin.web.models import ApiKey

SCOPES: Final = ("guidance", "titles", "knowledge", "pay")
"""What a key may be allowed; each route of the API belongs to one scope."""
PREFIX: Final = "bp_"
ALPHABET: Final = string.ascii_letters + string.digits
LENGTH: Final = 40
_LABEL: Final = "benchpin.api-key"
_LAST_USE_STEP: Final = timedelta(days=1)
"""A key's last use is written at most once a day, so that a request is not a write."""


def create_key(name: str, scopes: Sequence[str], *, at: datetime) -> str:
    """Create a key and return it, the only time that it is readable; without scopes it has all.

    Raises BadInput for an unusable or used name, UnknownName for an unknown scope.
    """
    if not name.strip() or len(name) > 200 or not name.isprintable():
        raise BadInput("a key needs a name of 1 to 200 characters; say whom it is for")
    for scope in scopes:
        if scope not in SCOPES:
            problem = (
                f"{unknown_name_message('scope', scope, SCOPES)}; there are {', '.join(SCOPES)}"
            )
            raise UnknownName(problem, SCOPES)
    if ApiKey.objects.filter(name=name, ended=None).exists():
        raise BadInput(f"there is a key named '{name}' already; end it first, or use another name")
    key = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    granted_scopes = [scope for scope in SCOPES if scope in scopes] or list(SCOPES)
    ApiKey.objects.create(
        name=name, key_hash=hash_key(key), secret_id=current_secret_id(), scopes=granted_scopes,
        made=at,
    )  # fmt: skip
    return key


def all_keys() -> list[ApiKey]:
    """All keys, revoked ones too, in the order in which they were created."""
    return list(ApiKey.objects.order_by("made", "id"))


def revoke(name: str, *, at: datetime) -> None:
    """Revoke a key, with immediate effect; UnknownName where there is none."""
    if not ApiKey.objects.filter(name=name, ended=None).update(ended=at):
        names = list(ApiKey.objects.filter(ended=None).values_list("name", flat=True))
        raise UnknownName(f"{unknown_name_message('key', name, names)}; see 'benchpin key list'")


def find(key: str, *, at: datetime) -> ApiKey | None:
    """The record of a key; None where there is none or it was revoked. Updates its last use.

    The look-up is by hash, so that its time says nothing about the key. A key that was hashed
    under an earlier secret gets a hash under the current one.
    """
    if not key.startswith(PREFIX) or len(key) != len(PREFIX) + LENGTH:
        return None
    key_hashes = list(keyed_hashes(_LABEL, key))
    api_key = ApiKey.objects.filter(key_hash__in=key_hashes, ended=None).first()
    if api_key is not None and api_key.key_hash != key_hashes[0]:
        ApiKey.objects.filter(id=api_key.id).update(
            key_hash=key_hashes[0], secret_id=current_secret_id()
        )
    if api_key is not None and (api_key.used is None or at - api_key.used > _LAST_USE_STEP):
        ApiKey.objects.filter(id=api_key.id).update(used=at)
    return api_key


def hash_key(key: str) -> str:
    """The keyed hash (HMAC-SHA256) under which a key is stored."""
    return keyed_hash(_LABEL, key)
