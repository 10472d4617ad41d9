"""What an experienced counselor would add to figures and rules, and for whom."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from benchpin.facts.base import Basis, Fact, Id, require_source_matches_basis
from benchpin.facts.demand import DemandName
from benchpin.facts.role import Family

NoteSubject = Literal[
    "coming-from", "first-post", "employers", "openings", "study", "check", "pay", "growth"
]
"""What a note is on: what carries over from earlier work, the post to begin with, who hires, how
many posts there are, what to study, what to look at before saying yes, pay, where it leads."""
Situation = Literal[
    "under-18", "gap", "care", "unclear-title", "no-work", "studying", "small-budget", "no-budget",
    "few-hours", "pay-above-entry", "pay-may-fall", "remote-only", "remote-hybrid", "onsite-only",
    "rural", "foreign-diploma", "language-beginner", "languages", "self-employed",
    "wants-own-business", "leaves-own-business", "family-business", "volunteer-or-hobby",
    "self-taught", "qualified-unused", "senior", "career-change", "trainee", "degree", "asked-far",
    "asked-many", "undecided", "horizon-short",
]  # fmt: skip
"""A situation of a person that a note can be for (see docs/how-it-works/counsel.md)."""


_NUMBERED_NAMES = re.compile(r"\b47th Street|\bLevel \d\b")
_FIGURE = re.compile(r"[$£€%\d]")


def _without_figures(text: str) -> str:
    """Advice may count ("two evenings"), but it states no figure: those stand in figures/."""
    if _FIGURE.search(_NUMBERED_NAMES.sub("", text)):
        raise ValueError("advice states no figure; say it in words, or put it into figures/")
    return text


class CounselorNote(Fact):
    """A sentence or two of advice for people of whom all of its conditions hold.

    `from_occupations` (SOC codes or their beginnings) and `from_roles` are earlier work, of which
    one is enough. `limits` are demands that the person named as a limit, of which one is enough.
    `reach` is that of the role. A note that belongs to no one role can name the `families` of the
    first role that the person asks about or is suggested.
    """

    about: NoteSubject | None = None
    what: Annotated[str, AfterValidator(_without_figures)]
    from_occupations: tuple[str, ...] = ()
    from_roles: tuple[Id, ...] = ()
    limits: tuple[DemandName, ...] = ()
    countries: tuple[str, ...] = ()
    reach: tuple[Literal["now", "train", "later"], ...] = ()
    when: tuple[Situation, ...] = ()
    families: tuple[Family, ...] = ()
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)


class CounselorNotes(Fact):
    """The notes on one role (the file bears its id) or on people whatever the role (`people`)."""

    notes: tuple[CounselorNote, ...] = Field(min_length=1)
