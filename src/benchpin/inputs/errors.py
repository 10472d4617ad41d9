"""What can go wrong with what somebody gives us, as one family of errors.

    BadInput
    ├── BadFile          a file that is missing, empty, binary or not in its format
    ├── BadProfile       a profile that holds something impossible
    ├── BadData          a fact in the catalog (or an overlay) that is broken
    ├── UnknownName      no such role, skill, area ...; carries the nearest valid names
    ├── AmbiguousArea    more than one area answers to a name; carries the choices
    └── MissingExtra     an optional part of the installation is needed; the message names it

The words of every message are public: one sentence that says what is wrong, where, and what
to do. The command line prints them on standard error and leaves with status 2.
"""

from dataclasses import dataclass


class BadInput(Exception):
    """Something that was given cannot be used; the message says what, where and what to do."""


class BadFile(BadInput):
    """A file cannot be read as what it should be."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file: which file, where in it, what is wrong and what to do.

    `nearest` are the valid names that may have been meant.
    """

    file: str
    place: str
    what: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.what}"


class BadProfile(BadInput):
    """A profile holds something that cannot be true; carries what is known of each problem."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems
        super().__init__(message)


class BadData(BadInput):
    """The catalog or an overlay is broken; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        more = f" ({len(problems) - 1} more: run 'benchpin check')" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


class UnknownName(BadInput):
    """A name that nothing answers to."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        self.nearest = nearest
        super().__init__(message)


class AmbiguousArea(BadInput):
    """More than one area answers to a name."""

    def __init__(self, message: str, choices: tuple[str, ...]) -> None:
        self.choices = choices
        super().__init__(message)


class MissingExtra(BadInput):
    """What was asked needs a part that a default install leaves out."""
