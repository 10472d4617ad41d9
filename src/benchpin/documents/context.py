"""What every part of a document is told with: footnotes, names, and the guidance it is from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchpin.documents.footnotes import Footnotes
from benchpin.documents.model import Link, Paragraphs, TextLine
from benchpin.guidance import Guidance
from benchpin.match import Match
from benchpin.wording.format import join_list, lower_first, words
from benchpin.wording.phrases import phrase

SKILLS_NAMED = 8
"""How many skills of a kind are named in one phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderContext:
    """Footnotes, and what records are called; `brief` leaves details to the fuller formats.

    `with_adult`: whoever reads is under 18, and is to ask nobody alone.
    """

    notes: Footnotes
    names: Callable[[str, str], str]
    brief: bool = False
    with_adult: bool = False

    def asking(self, text: str) -> str:
        """A text that says to ask somebody; under 18, together with an adult."""
        return f"{text} {words()['with_adult']['ask']}" if self.with_adult else text

    def skill(self, identity: str) -> str:
        """A skill's name inside a sentence."""
        return lower_first(self.names("skills", identity))

    def skills(self, identities: Iterable[str]) -> str:
        """Several skills in one phrase."""
        return join_list([self.skill(i) for i in identities])

    def named(self, identities: Sequence[str]) -> str:
        """Several skills in one phrase, the first ones by name where they are many."""
        if len(identities) <= SKILLS_NAMED + 1:
            return self.skills(identities)
        first = [self.skill(i) for i in identities[:SKILLS_NAMED]]
        comma = ";" if any(", " in skill for skill in first) else ","
        listed_first = f"{comma} ".join(first) + (comma if comma == ";" else "")
        count = len(identities) - SKILLS_NAMED
        return phrase("match.many_more", list=listed_first, count=count)

    def more(self, everything: Sequence[object], shown: Sequence[object]) -> tuple[Paragraphs, ...]:
        """How many more there are than are shown, where some are left out."""
        left_out = len(everything) - len(shown)
        if not left_out:
            return ()
        return (Paragraphs((TextLine(phrase("more_here", count=left_out), tone="soft"),)),)

    def role(self, identity: str) -> str:
        """A role's name inside a sentence."""
        return lower_first(self.names("roles", identity))

    def roles(self, identities: Iterable[str]) -> str:
        """Several roles in one phrase."""
        return join_list([self.role(i) for i in identities])

    def links(self, folder: str, identities: Iterable[str]) -> tuple[Link, ...]:
        """Links to records of a folder, by their names as they stand inside a sentence."""
        return tuple(Link(folder, i, lower_first(self.names(folder, i))) for i in identities)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceContext(BuilderContext):
    """Worded guidance, and what it is told with."""

    guidance: Guidance

    def match(self, role: str) -> Match | None:
        """The match of a role, None where it is not ranked."""
        return next((m for m in self.guidance.matches if m.role == role), None)
