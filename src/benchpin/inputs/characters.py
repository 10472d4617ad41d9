"""What no text may hold, whoever wrote it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


def control_character(text: str) -> str | None:
    """The first control character in a text, as in "U+001B"; None where there is none.

    These are C0 (tabs and line ends apart), DEL, C1, and the marks that turn the direction of
    writing (U+202A to U+202E, U+2066 to U+2069): on a screen they show something else than what
    is there. A carriage return stands only in a line end.
    """
    found = _CONTROL.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
