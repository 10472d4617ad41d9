"""Keys of the API: made on the command line, told once, and stored as a keyed hash alone."""

import secrets
import string
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac

from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.web.models import ApiKey

SCOPES: Final = ("guidance", "titles", "knowledge", "pay")
"""What a key may ask for; each route of the API belongs to one of them."""
PREFIX: Final = "bp_"
SIGNS: Final = string.ascii_letters + string.digits
LENGTH: Final = 40
_LAST_USE_STEP: Final = timedelta(days=1)
"""A key's last use is written once a day at most: to be asked is no write."""


def new(name: str, scopes: Sequence[str], *, at: datetime) -> str:
    """Make a key; it is told here and never again. Without scopes it may ask for everything."""
    if not name.strip() or len(name) > 200 or not name.isprintable():
        raise BadInput("a key needs a name of 1 to 200 characters; say whom it is for")
    for scope in scopes:
        if scope not in SCOPES:
            words = f"{unknown_name_message('scope', scope, SCOPES)}; there are {', '.join(SCOPES)}"
            raise UnknownName(words, SCOPES)
    if ApiKey.objects.filter(name=name, ended=None).exists():
        raise BadInput(f"there is a key named '{name}' already; end it first, or use another name")
    key = PREFIX + "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    held = [scope for scope in SCOPES if scope in scopes] or list(SCOPES)
    ApiKey.objects.create(name=name, key_hash=hash_key(key), scopes=held, made=at)
    return key


def listed() -> list[ApiKey]:
    """All keys, ended ones too, in the order in which they were made."""
    return list(ApiKey.objects.order_by("made", "id"))


def revoke(name: str, *, at: datetime) -> None:
    """Let a key answer no more, at once."""
    if not ApiKey.objects.filter(name=name, ended=None).update(ended=at):
        names = list(ApiKey.objects.filter(ended=None).values_list("name", flat=True))
        raise UnknownName(f"{unknown_name_message('key', name, names)}; see 'benchpin key list'")


def find(key: str, *, at: datetime) -> ApiKey | None:
    """The key that somebody shows, None where there is none or it was ended; this counts as use.

    It is looked up by its hash, so that the time it takes tells nothing about it.
    """
    if not key.startswith(PREFIX) or len(key) != len(PREFIX) + LENGTH:
        return None
    found = ApiKey.objects.filter(key_hash=hash_key(key), ended=None).first()
    if found is not None and (found.used is None or at - found.used > _LAST_USE_STEP):
        ApiKey.objects.filter(id=found.id).update(used=at)
    return found


def hash_key(key: str) -> str:
    """What is stored of a key."""
    return salted_hmac("benchpin.api-key", key, algorithm="sha256").hexdigest()
