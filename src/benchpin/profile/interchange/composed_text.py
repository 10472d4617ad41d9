"""A text made of values that are read one by one, with the place of each.

Forms with fields (JSON Resume, Europass) have no text of their own. This one is written while
they are read, line by line and without private details, so that their fields can be traced and
their sentences read as those of any other resume.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from benchpin.profile.resume.draft import TextSpan
from benchpin.profile.resume.formats.detection import MAX_CHARACTERS, clean
from benchpin.profile.resume.privacy import redact


@dataclass(slots=True)
class ComposedText:
    """The text so far; `add` answers with the piece that it wrote. `name` is the person's."""

    keep: Collection[str] = ()
    name: str | None = None
    lines: list[str] = field(default_factory=list)
    length: int = 0
    left_out: set[str] = field(default_factory=set)

    def heading(self, text: str) -> None:
        """Begin a section."""
        if self.lines:
            self._line("")
        self._line(text)

    def add(self, value: object) -> TextSpan | None:
        """Write a value as lines of its own; None where it is no text or nothing is left."""
        if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
            return None
        lines = [" ".join(line.split()) for line in clean(value).replace("\t", " ").split("\n")]
        text, kinds = redact("\n".join(line for line in lines if line), (*self.keep, "name"))
        self.left_out |= set(kinds)
        if self.name and "name" not in self.keep:
            text = text.replace(self.name, "[name]")
        if not text:
            return None
        start = self.length
        for line in text.split("\n"):
            self._line(line)
        return TextSpan(text, start, self.length - 1)

    def together(self, *values: object) -> TextSpan | None:
        """Write several texts as the lines of one piece."""
        texts = [value for value in values if isinstance(value, str) and value.strip()]
        return self.add("\n".join(texts)) if texts else None

    def _line(self, text: str) -> None:
        self.lines.append(text)
        self.length += len(text) + 1

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)
