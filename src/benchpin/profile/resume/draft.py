"""What was read from a document, and where in its text each part of it stands."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from benchpin.catalog import Catalog
from benchpin.profile.model import Profile


class Span(NamedTuple):
    """Where in the text one field of the profile stands: `experience.0.title`, 12 to 25."""

    path: str
    start: int
    end: int


class SkillMentionLike(Protocol):
    """A skill found in a text: which, at what level (1 to 4), in which sentence, and where."""

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
    """What finds skills in a text: those that somebody holds, or those that they wish to learn."""

    def __call__(  # noqa: D102 - named in the class
        self, text: str, catalog: Catalog, *, kind: Literal["held", "wished"] = "held"
    ) -> tuple[SkillMentionLike, ...]: ...


@dataclass(frozen=True, slots=True)
class ReadResume:
    """A document as a profile.

    `text` is what was read, without what was left out; `start` and `end` of `spans`, `spotted` and
    `wished` count its characters. `wished` are the skills under `aims.learn`, each with the
    sentence that wishes for it. `left_out` names the kinds of private details that were left out,
    never their values; `notes` are sentences about what was assumed or could not be read.
    """

    profile: Profile
    text: str
    spans: tuple[Span, ...] = ()
    spotted: tuple[SkillMentionLike, ...] = ()
    wished: tuple[SkillMentionLike, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TextSpan(NamedTuple):
    """One value and where it stands in the text."""

    value: Any
    start: int
    end: int


Entry = dict[str, TextSpan]
"""One position, school or certificate: its fields by name."""


@dataclass(slots=True)
class DraftProfile:
    """What is read so far: the parts of a profile, entry by entry, and what to say about it."""

    experience: list[Entry] = field(default_factory=list)
    education: list[Entry] = field(default_factory=list)
    certificates: list[Entry] = field(default_factory=list)
    languages: list[Entry] = field(default_factory=list)
    circumstances: Entry = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def parts(self) -> dict[str, list[Entry]]:
        """The parts that hold something, by their key in a profile."""
        named = {
            "experience": self.experience,
            "education": self.education,
            "certificates": self.certificates,
            "languages": self.languages,
        }
        return {name: entries for name, entries in named.items() if entries}

    def table(self) -> dict[str, Any]:
        """The parts as a profile file has them."""
        lists = {
            name: [{key: piece.value for key, piece in entry.items()} for entry in entries]
            for name, entries in self.parts().items()
        }
        terms = {key: piece.value for key, piece in self.circumstances.items()}
        return {**lists, "circumstances": terms}

    def spans(self) -> tuple[Span, ...]:
        """Where each field stands."""
        placed = [
            (f"{name}.{number}.{key}", piece)
            for name, entries in self.parts().items()
            for number, entry in enumerate(entries)
            for key, piece in entry.items()
        ]
        placed += [(f"circumstances.{key}", piece) for key, piece in self.circumstances.items()]
        return tuple(Span(path, piece.start, piece.end) for path, piece in placed)
