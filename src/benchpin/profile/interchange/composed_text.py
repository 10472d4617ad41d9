"""A text composed of the fields of a structured resume, with the span of each field.

JSON Resume and Europass have fields and no running text. This text is written while they are
read, line by line and without private details, so that each field has a span and skills are found
in it as in any other resume.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from benchpin.profile.resume.draft import TextSpan
from benchpin.profile.resume.formats.detection import MAX_CHARACTERS, clean_text
from benchpin.profile.resume.privacy import redact


@dataclass(slots=True)
class ComposedText:
    """The text so far, and the kinds of private details left out of it.

    `keep` names kinds that stay. `name` is the person's, which is replaced wherever it occurs.
    """

    keep: Collection[str] = ()
    name: str | None = None
    lines: list[str] = field(default_factory=list)
    length: int = 0
    left_out: set[str] = field(default_factory=set)

    def heading(self, text: str) -> None:
        """Start a section, after an empty line."""
        if self.lines:
            self._line("")
        self._line(text)

    def add(self, value: object) -> TextSpan | None:
        """Add a value as lines of its own, and return its span.

        None where it is no text, too long, or empty without private details.
        """
        if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
            return None
        lines = [
            " ".join(line.split()) for line in clean_text(value).replace("\t", " ").split("\n")
        ]
        # "name" is kept from `redact`, which takes the first line of a resume for a name; here each
        # value is a first line. The person's own name is replaced below.
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

    def add_lines(self, *values: object) -> TextSpan | None:
        """Add several texts as the lines of one span."""
        texts = [value for value in values if isinstance(value, str) and value.strip()]
        return self.add("\n".join(texts)) if texts else None

    def _line(self, text: str) -> None:
        self.lines.append(text)
        self.length += len(text) + 1

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)
