"""The draft of a profile while a resume is read, with the text span of each field."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from benchpin.catalog import Catalog
from benchpin.profile.model import Profile


class Span(NamedTuple):
    """The span of the text that a profile field comes from: `experience.0.title`, 12 to 25."""

    path: str
    start: int
    end: int


class SkillMentionLike(Protocol):
    """A skill mention: skill id, level (1 to 4), the sentence and its span in the text."""

    @property
    def skill(self) -> str: ...  # noqa: D102 - named in the class
    @property
    def level(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102


class SkillSpotter(Protocol):
    """A function that finds skill mentions in a text: of skills held, or of skills to learn."""

    def __call__(  # noqa: D102 - named in the class
        self, text: str, catalog: Catalog, *, kind: Literal["held", "wished"] = "held"
    ) -> tuple[SkillMentionLike, ...]: ...


@dataclass(frozen=True, slots=True)
class ReadResume:
    """A resume as a profile.

    `text` is the text without private details; `start` and `end` of `spans`, `spotted` and
    `wished` count its characters. `spotted` are the mentions of skills held, `wished` those of
    skills to learn (`aims.learn`). `left_out` names the kinds of private details that were left
    out, never their values; `notes` are sentences on what was assumed or could not be read.
    """

    profile: Profile
    text: str
    spans: tuple[Span, ...] = ()
    spotted: tuple[SkillMentionLike, ...] = ()
    wished: tuple[SkillMentionLike, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TextSpan(NamedTuple):
    """A value and its span in the text, as character offsets."""

    value: Any
    start: int
    end: int


Entry = dict[str, TextSpan]
"""The fields of one position, school, certificate or language, by their key in a profile."""


@dataclass(slots=True)
class DraftProfile:
    """The parts of a profile read so far, entry by entry, and notes for the person."""

    experience: list[Entry] = field(default_factory=list)
    education: list[Entry] = field(default_factory=list)
    certificates: list[Entry] = field(default_factory=list)
    languages: list[Entry] = field(default_factory=list)
    circumstances: Entry = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def parts(self) -> dict[str, list[Entry]]:
        """The parts that have entries, by their key in a profile."""
        entries_by_part = {
            "experience": self.experience,
            "education": self.education,
            "certificates": self.certificates,
            "languages": self.languages,
        }
        return {name: entries for name, entries in entries_by_part.items() if entries}

    def table(self) -> dict[str, Any]:
        """The parts as plain values, as in a profile file."""
        lists = {
            name: [{key: piece.value for key, piece in entry.items()} for entry in entries]
            for name, entries in self.parts().items()
        }
        circumstances = {key: piece.value for key, piece in self.circumstances.items()}
        return {**lists, "circumstances": circumstances}

    def spans(self) -> tuple[Span, ...]:
        """The span of each field."""
        fields = [
            (f"{name}.{number}.{key}", piece)
            for name, entries in self.parts().items()
            for number, entry in enumerate(entries)
            for key, piece in entry.items()
        ]
        fields += [(f"circumstances.{key}", piece) for key, piece in self.circumstances.items()]
        return tuple(Span(path, piece.start, piece.end) for path, piece in fields)
