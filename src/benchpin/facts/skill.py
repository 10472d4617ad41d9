"""Skills and fields of knowledge."""

from typing import Literal

from benchpin.facts.base import Citation, Fact

SkillKind = Literal["skill", "knowledge", "trait"]


class Skill(Fact):
    """A skill, a field of knowledge or a personal trait that the trade asks for.

    A trait, such as patience, grows with practice: nobody learns it from a program.

    `esco` is the label of the nearest ESCO skill (version 1.1.1), which several of ours may share.
    """

    label: str
    also_called: tuple[str, ...] = ()
    kind: SkillKind
    category: str
    esco: str | None = None
    sources: tuple[Citation, ...] = ()
    note: str | None = None
