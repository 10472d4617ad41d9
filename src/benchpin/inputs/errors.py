"""Errors in input: one family of exceptions.

    BadInput
    ├── BadFile          a file that is missing, empty, binary or not in its format
    ├── BadProfile       a profile with impossible content
    ├── BadData          a broken fact in the catalog or an overlay
    ├── UnknownName      no such role, skill, area ...; carries the nearest valid names
    ├── AmbiguousArea    more than one area has a name; carries the choices
    └── MissingExtra     an optional part of the installation is needed; the message names it

Every message is shown to the user: one sentence that says what is wrong, where, and what to do.
The command line prints it on standard error and exits with status 2.
"""

from dataclasses import dataclass


class BadInput(Exception):
    """Input that cannot be used; the message says what is wrong, where, and what to do."""


class BadFile(BadInput):
    """A file that cannot be read in its format."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem in a file: the file, the place in it (empty for all of it), and the message.

    `message` says what is wrong and what to do; `nearest` are the valid names that may be meant.
    """

    file: str
    place: str
    message: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        location = f"{self.file}: {self.place}" if self.place else self.file
        return f"{location}: {self.message}"


class BadProfile(BadInput):
    """A profile with content that cannot be true; carries its problems where they are known."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems
        super().__init__(message)


class BadData(BadInput):
    """A broken catalog or overlay; carries every problem, and its message is the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        more = f" ({len(problems) - 1} more: run 'benchpin check')" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


class UnknownName(BadInput):
    """A name that no record has; carries the nearest valid names."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        self.nearest = nearest
        super().__init__(message)


class AmbiguousArea(BadInput):
    """A name that more than one area has; carries the choices."""

    def __init__(self, message: str, choices: tuple[str, ...]) -> None:
        self.choices = choices
        super().__init__(message)


class MissingExtra(BadInput):
    """A feature needs an optional dependency that is not installed."""
