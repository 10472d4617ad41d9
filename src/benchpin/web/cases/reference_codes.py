"""Reference codes: what brings somebody back to their case without an account.

Twelve characters of Crockford's base 32 (60 random bits), written in groups of four. Only a keyed
hash of a code is stored, so that whoever reads the database learns no code.
"""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
_MEANT: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A code that nobody can guess: 60 bits from the system's source of chance."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def format_code(code: str) -> str:
    """A code as it is shown: 4H7K-9QWX-0BZT."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def parse_code(text: str) -> str | None:
    """The code that somebody typed, whatever its case and gaps; None where it cannot be one.

    The letters I and L are read as 1, and O as 0, since hands write them alike.
    """
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MEANT)
    return signs if len(signs) == LENGTH and set(signs) <= set(SIGNS) else None


def hash_code(code: str) -> str:
    """What is stored of a code."""
    return salted_hmac("benchpin.code", code, algorithm="sha256").hexdigest()
