"""The context that the sections of a document are built with: footnotes, labels, guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchpin.documents.footnotes import Footnotes
from benchpin.documents.model import Link, Paragraphs, TextLine
from benchpin.wording.format import join_list, lower_first, words
from benchpin.wording.phrases import phrase

if TYPE_CHECKING:
    from benchpin.guidance import Guidance
    from benchpin.match import Match

MAX_SKILLS_NAMED = 8
"""How many skills one phrase names before it counts the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderContext:
    """Footnotes, and `names(folder, id)` for the labels of records.

    `brief`: details are left to the fuller formats. `with_adult`: the reader is under 18, so texts
    tell them to contact people together with an adult.
    """

    notes: Footnotes
    names: Callable[[str, str], str]
    brief: bool = False
    with_adult: bool = False

    def ask_with_adult(self, text: str) -> str:
        """A text that tells the reader to ask somebody; under 18, together with an adult."""
        return f"{text} {words()['with_adult']['ask']}" if self.with_adult else text

    def skill(self, identity: str) -> str:
        """A skill's name inside a sentence."""
        return lower_first(self.names("skills", identity))

    def skills(self, identities: Iterable[str]) -> str:
        """Several skills in one phrase."""
        return join_list([self.skill(i) for i in identities])

    def skills_summary(self, identities: Sequence[str]) -> str:
        """Several skills in one phrase; of many, the first ones and a count of the others."""
        # One skill more is named too: "and 1 more" would be no shorter.
        if len(identities) <= MAX_SKILLS_NAMED + 1:
            return self.skills(identities)
        first_skills = [self.skill(i) for i in identities[:MAX_SKILLS_NAMED]]
        # Names with commas are separated by semicolons, as in `join_list`.
        comma = ";" if any(", " in skill for skill in first_skills) else ","
        first_list = f"{comma} ".join(first_skills) + (comma if comma == ";" else "")
        count = len(identities) - MAX_SKILLS_NAMED
        return phrase("match.many_more", list=first_list, count=count)

    def omitted_note(
        self, items: Sequence[object], shown_items: Sequence[object]
    ) -> tuple[Paragraphs, ...]:
        """A line with the number of items that are left out; nothing if all are shown."""
        omitted_count = len(items) - len(shown_items)
        if not omitted_count:
            return ()
        return (Paragraphs((TextLine(phrase("more_here", count=omitted_count), tone="soft"),)),)

    def role(self, identity: str) -> str:
        """A role's name inside a sentence."""
        return lower_first(self.names("roles", identity))

    def roles(self, identities: Iterable[str]) -> str:
        """Several roles in one phrase."""
        return join_list([self.role(i) for i in identities])

    def links(self, folder: str, identities: Iterable[str]) -> tuple[Link, ...]:
        """Links to records of a folder, with their names as inside a sentence."""
        return tuple(Link(folder, i, lower_first(self.names(folder, i))) for i in identities)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceContext(BuilderContext):
    """Guidance whose statements have their texts, and the context for its document."""

    guidance: Guidance

    def match(self, role: str) -> Match | None:
        """The match of a role; None if the role is not ranked."""
        return next((m for m in self.guidance.matches if m.role == role), None)
