"""Which valid name was probably meant."""

from collections.abc import Iterable

MAX_QUOTED = 60


def nearest_names(name: str, valid: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The valid names most like `name`, best first; empty where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    names = {_plain(name): name for name in sorted(valid)}
    return tuple(names[n] for n in get_close_matches(_plain(name), names, n=count, cutoff=0.55))


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-")


def unknown_name_message(kind: str, name: str, valid: Iterable[str]) -> str:
    """The words for a name that nothing answers to, with the nearest valid one."""
    close = nearest_names(name, valid, 1)
    hint = f"; nearest: '{close[0]}'" if close else ""
    return f"no such {kind} {quote_for_message(name)}{hint}"


def quote_for_message(text: str) -> str:
    """Somebody's text for a message: in quotes, cut short, on one line."""
    cut = text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}..."
    return f"'{one_line(cut)}'"


def one_line(text: str) -> str:
    """The text with every character that cannot be printed (a line's end, a bell) written out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
