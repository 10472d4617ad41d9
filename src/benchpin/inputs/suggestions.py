"""Suggest the valid name that an unknown name probably means, and quote input in messages."""

from collections.abc import Iterable

MAX_QUOTED = 60
"""How many characters of somebody's text a message quotes."""


def nearest_names(name: str, valid: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The `count` valid names most similar to `name`, best first; empty where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    names = {_plain(name): name for name in sorted(valid)}
    return tuple(names[n] for n in get_close_matches(_plain(name), names, n=count, cutoff=0.55))


def _plain(name: str) -> str:
    """The name in lower case with hyphens for spaces and underscores."""
    return name.strip().lower().replace("_", "-").replace(" ", "-")


def unknown_name_message(kind: str, name: str, valid: Iterable[str]) -> str:
    """The message for an unknown name, with the nearest valid one."""
    close = nearest_names(name, valid, 1)
    hint = f"; nearest: '{close[0]}'" if close else ""
    return f"no such {kind} {quote_for_message(name)}{hint}"


def quote_for_message(text: str) -> str:
    """A text for a message: in quotes, cut to MAX_QUOTED characters, on one line."""
    cut = text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}..."
    return f"'{one_line(cut)}'"


def one_line(text: str) -> str:
    """The text with every unprintable character (a line feed, a bell) as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
