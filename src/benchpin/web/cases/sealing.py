"""Sealing of cases: authenticated encryption under a data key, wrapped once for each opener.

A case is sealed with AES-256-GCM under a random data key of its own. The data key is stored only
wrapped: sealed under a key that an opener can compute, a reference code by Argon2id, a session by
HKDF from the random id in its cookie. Sealed text is bound to what it belongs to: moved to another
case or another version, it does not open. Methods: NIST SP 800-38D (GCM), RFC 9106 (Argon2), RFC
5869 (HKDF).
"""

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
ARGON2_KIB: Final = 19_456
"""Memory of one derivation from a code: 19 MiB (OWASP's first choice for Argon2id)."""
ARGON2_PASSES: Final = 2


class NotOpened(Exception):
    """The key is another one, or the sealed text was changed or belongs to something else."""


@lru_cache(maxsize=1)
def _derivations() -> ThreadPoolExecutor:
    """The one thread of derivations: each thread that ran one would keep its 19 MiB for good."""
    return ThreadPoolExecutor(1, thread_name_prefix="derivation")


if hasattr(os, "register_at_fork"):
    # A forked process has the pool but not its thread.
    os.register_at_fork(after_in_child=_derivations.cache_clear)


def new_key() -> bytes:
    """A random data key."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """A random salt for a derivation."""
    return secrets.token_bytes(SALT_BYTES)


def seal(key: bytes, plain: bytes, *, belongs_to: str) -> bytes:
    """Plain bytes encrypted under a key: a random nonce of 12 bytes, the text, a tag of 16."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, belongs_to.encode())


def unseal(key: bytes, sealed: bytes, *, belongs_to: str) -> bytes:
    """The bytes that `seal` sealed; NotOpened where key, text or `belongs_to` are others."""
    nonce, text = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, text, belongs_to.encode())
    except (InvalidTag, ValueError):  # ValueError: shorter than a nonce
        raise NotOpened from None


def key_of_code(code: str, salt: bytes) -> bytes:
    """The key that a reference code gives: slow on purpose, about 0.06 s of processor time."""
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=ARGON2_PASSES, lanes=1, memory_cost=ARGON2_KIB
    )
    return _derivations().submit(derivation.derive, code.encode()).result()


def key_of_session(session_id: str, salt: bytes, *, purpose: str) -> bytes:
    """The key that the random id of a session gives for a purpose; fast, since it has 256 bits."""
    info = f"benchpin.session.{purpose}/1".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(
        session_id.encode()
    )
