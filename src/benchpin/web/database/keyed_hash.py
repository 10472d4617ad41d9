"""Keyed hashes under the server's secret, which still match after the secret was rotated."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac


def keyed_hash(label: str, text: str) -> str:
    """The HMAC-SHA256 of a text under the current secret, in hexadecimal."""
    return next(keyed_hashes(label, text))


def keyed_hashes(label: str, text: str) -> Iterator[str]:
    """The HMAC-SHA256 of a text under each secret, the current one first."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac(label, text, secret=secret, algorithm="sha256").hexdigest()


def current_secret_id() -> str:
    """The id of the current secret, by which rows name it."""
    return secret_id(settings.SECRET_KEY)


def secret_id(secret: str) -> str:
    """A name of a secret that says nothing of it: 16 digits of its SHA-256."""
    return hashlib.sha256(f"benchpin.secret-id {secret}".encode()).hexdigest()[:16]
