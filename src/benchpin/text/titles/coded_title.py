"""What a job title names: occupations and roles of the trade, with scores."""

from dataclasses import dataclass
from typing import Final, Literal

TitleSource = Literal["title", "description"]
"""What an occupation was read from: the title, or what the person did."""
TITLE: Final = "title"
DESCRIPTION: Final = "description"


@dataclass(frozen=True, slots=True)
class OccupationMatch:
    """One occupation that a title may name; `score` is about the chance that it is right."""

    scheme: Literal["onet"]
    code: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """One role of the trade that a title may name."""

    role: str
    score: float


@dataclass(frozen=True, slots=True)
class CodedTitle:
    """The occupations and roles of a title, best first; both empty without a good match.

    `source` says what the first occupation was read from: the title, or a description of the work.
    """

    title: str
    good_match: bool
    occupations: tuple[OccupationMatch, ...]
    roles: tuple[RoleMatch, ...]
    source: TitleSource = TITLE
