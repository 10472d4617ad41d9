"""Extract the text of a plain or Markdown file, without markup, and its headings."""

import re

from benchpin.profile.resume.formats.detection import SourceText, clean_text

_UNDERLINE = re.compile(r"^(=+|-{3,}|_{3,}|\*{3,}|~{3,})$")
_HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_SOFT = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}[^)\n]{0,200}\)")
_ITEM = re.compile(r"^(\s*)[-*+] +")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_WHOLLY_STRONG = re.compile(r"^(\*\*|__)[^*_]{1,60}\1:?$")


def read_plain(text: str) -> SourceText:
    """The text of a plain text file."""
    return SourceText(clean_text(text))


def read_markdown(text: str) -> SourceText:
    """The text of a Markdown file, without its markup; tabs separate the cells of a table."""
    lines: list[str] = []
    headings: set[int] = set()
    for raw_line in clean_text(text).split("\n"):
        if _TABLE_RULE.match(raw_line) and "|" in raw_line:
            continue
        if _UNDERLINE.match(raw_line.strip()):
            if lines and lines[-1].strip() and raw_line.strip()[0] in "=-":
                headings.add(len(lines) - 1)
            else:
                lines.append("")
            continue
        line = raw_line.removeprefix("> ")
        if heading_match := _HEADING.match(line):
            line = heading_match[1]
            headings.add(len(lines))
        elif _WHOLLY_STRONG.match(line.strip()):
            headings.add(len(lines))
        line = _ITEM.sub(r"\1• ", line, count=1)
        line = _LINK.sub(r"\1", line)
        line = _SOFT.sub(r"\2", _STRONG.sub(r"\2", line)).replace("\\", "")
        if line.strip().startswith("|"):
            line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        lines.append(line.rstrip())
    return SourceText("\n".join(lines), frozenset(headings))
