"""Control characters, which no text may contain."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


def control_character(text: str) -> str | None:
    """The first control character in a text, as "U+001B"; None where there is none.

    These are C0 (except tab and line feed), DEL, C1, and the marks that change the direction of
    writing (U+202A to U+202E, U+2066 to U+2069), which make a screen show another text than the
    one stored. A carriage return is allowed only before a line feed.
    """
    # No printable character is one of these; the test is many times faster than the search.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return None
    match = _CONTROL.search(text)
    return f"U+{ord(match.group()):04X}" if match else None
