"""The sentences of a text, Markdown or HTML, with their offsets."""

import re
from collections.abc import Iterator

_TAG = re.compile(
    r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]{0,2000}>", re.DOTALL | re.IGNORECASE
)
_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*+•#>]|\d+[.)])\s)"
)
_MARK = re.compile(r"^(?:\s*(?:[#>*+•-]|\d+[.)])\s+)+|^\s*---\s*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.{0,4000}?\n---[ \t]*(?:\n|$)", re.DOTALL)
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|St|vs|etc|e\.g|i\.e|No|approx|Inc|Ltd|U\.S)\.$")


def split_sentences(text: str) -> Iterator[tuple[str, int]]:
    """Each sentence with its offset in the text; tags, scripts and list marks are left out."""
    front = _FRONT_MATTER.match(text)
    if front:
        text = " " * front.end() + text[front.end() :]
    # Same length, so that offsets into the original hold.
    plain = _TAG.sub(lambda m: "\n" * 2 + " " * (len(m[0]) - 2) if len(m[0]) > 2 else m[0], text)
    start = 0
    for match in [*_END.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if match and _ABBREVIATED.search(plain[start:end]):
            continue
        piece = plain[start:end]
        mark = _MARK.match(piece)
        offset = mark.end() if mark else 0
        body = piece[offset:]
        stripped = body.strip()
        if any(character.isalpha() for character in stripped):
            yield stripped, start + offset + len(body) - len(body.lstrip())
        start = match.end() if match else end
