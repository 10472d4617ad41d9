"""Reference codes, with which somebody reopens their case without an account.

Twelve characters of Crockford's base 32 (60 random bits), written in groups of four. Only a keyed
hash of a code is stored, so that whoever reads the database learns no code.
"""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
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


def hash_code(code: str) -> str:
    """The keyed hash (HMAC-SHA256) under which a code is stored."""
    return salted_hmac("benchpin.code", code, algorithm="sha256").hexdigest()
