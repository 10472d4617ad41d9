"""Reference codes, with which somebody reopens their case without an account.

Twelve characters of Crockford's base 32 (60 random bits), written in groups of four. A code is not
stored. A short keyed hash of it finds the few rows that it could open, and a slow derivation then
opens the right one (sealing.py). The hash is short on purpose: whoever reads the database and knows
the secret too still has 2^40 codes to try for each case, each by the slow derivation.
"""

import secrets
from typing import Final

from benchpin.web.database.keyed_hash import keyed_hashes

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
TAG_DIGITS: Final = 5
"""Hexadecimal digits of the keyed hash that are stored: 20 bits."""
_LABEL: Final = "benchpin.code"
_LOOKALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A new code: 60 random bits from the operating system."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def format_code(code: str) -> str:
    """A code in groups of four, as it is displayed: 4H7K-9QWX-0BZT."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def parse_code(text: str) -> str | None:
    """The code in typed text, ignoring case and separators; None where it cannot be one.

    The letters I and L are read as 1, and O as 0, since they look alike in handwriting.
    """
    characters = "".join(character for character in text.upper() if character.isalnum()).translate(
        _LOOKALIKES
    )
    return characters if len(characters) == LENGTH and set(characters) <= set(ALPHABET) else None


def tag_of(code: str) -> str:
    """The short keyed hash (HMAC-SHA256 under the current secret) that is stored with a case."""
    return next(keyed_hashes(_LABEL, code))[:TAG_DIGITS]


def stored_hashes(code: str) -> list[str]:
    """All that may be stored for a code: its tag, or in an older row its whole hash, by secret."""
    return [
        stored for digest in keyed_hashes(_LABEL, code) for stored in (digest[:TAG_DIGITS], digest)
    ]
