"""Extract the text of a Word file (.docx): paragraphs, lists, tables, text boxes, headers, footers.

A .docx is a zip of XML parts, read here directly: only text is taken, and nothing that the parts
link to is opened. ECMA-376 part 1 defines the elements.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchpin.inputs.errors import BadFile
from benchpin.inputs.xml import Node, parse
from benchpin.profile.resume.formats.detection import SourceText, clean_text

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000
MAX_PART = 8_000_000
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)
# Deleted and moved text, field codes, properties; a Fallback repeats the content before it.
_SKIPPED = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr"})
_BOXES = "txbxContent"


@dataclass(slots=True)
class _Lines:
    """The lines so far, and the numbers of those that the file marks as headings."""

    lines: list[str] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)

    def add(self, text: str, heading: bool) -> None:
        if heading:
            self.headings.add(len(self.lines))
        self.lines.append(text)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    heading: bool


def read_docx(content: bytes, name: str) -> SourceText:
    """The text of a .docx; raises BadFile where it is damaged, locked or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Sizes are checked before anything is unpacked, against zip bombs.
            members = archive.infolist()
            if len(members) > MAX_PARTS or sum(m.file_size for m in members) > MAX_UNPACKED:
                raise BadFile(f"{name}: unpacks to more than a resume can hold; check the name")
            return _read(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError):
        raise BadFile(f"{name}: is damaged (a part cannot be unpacked); save it anew") from None
    except (NotImplementedError, RuntimeError):  # a way of packing that is not read, a password
        raise BadFile(
            f"{name}: has a password or an unusual format; save a plain copy and try again"
        ) from None
    except ValueError:
        raise BadFile(f"{name}: is damaged (its parts cannot be listed); save it again") from None


def _read(archive: zipfile.ZipFile, name: str) -> SourceText:
    names = archive.namelist()
    styles = _heading_styles(archive, name) if "word/styles.xml" in names else frozenset()
    lines = _Lines()
    for part in sorted(n for n in names if re.fullmatch(r"word/header\d*\.xml", n)):
        _collect_lines(_part(archive, part, name), styles, lines)
    body = _part(archive, "word/document.xml", name).at("body")
    if body is None:
        raise BadFile(f"{name}: is damaged (it holds no text part); save it anew")
    _collect_lines(body, styles, lines)
    for part in sorted(n for n in names if re.fullmatch(r"word/foot(er|note)s?\d*\.xml", n)):
        _collect_lines(_part(archive, part, name), styles, lines)
    text = "\n".join(lines.lines)
    return SourceText(text, frozenset(lines.headings), _pictures(names))


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Node:
    if archive.getinfo(part).file_size > MAX_PART:
        raise BadFile(f"{name}: holds a part larger than a resume can have; check the name")
    return parse(archive.read(part), name)


def _pictures(names: list[str]) -> bool:
    return any(n.startswith("word/media/") for n in names)


def _heading_styles(archive: zipfile.ZipFile, name: str) -> frozenset[str]:
    """The ids of heading styles, by their name, because ids are in the language of the program."""
    styles = _part(archive, "word/styles.xml", name).all("style")
    name_nodes = {style.attributes.get("styleId", ""): style.at("name") for style in styles}
    return frozenset(
        identity
        for identity, name_node in name_nodes.items()
        if name_node is not None and _HEADING.match(name_node.attributes.get("val", ""))
    )


def _collect_lines(node: Node, styles: frozenset[str], lines: _Lines) -> None:
    """Add the lines of every paragraph and table below a node, in order."""
    for child in node.children:
        if child.name == "p":
            for paragraph in _paragraphs(child, styles):
                lines.add(paragraph.text, paragraph.heading)
        elif child.name == "tbl":
            for row in _descendants(child, "tr", "tbl"):
                _row([_cell(cell, styles) for cell in _descendants(row, "tc", "tbl")], lines)
        elif child.name not in _SKIPPED:
            _collect_lines(child, styles, lines)


def _descendants(node: Node, name: str, boundary: str) -> Iterator[Node]:
    """The elements with a name below a node, but not those inside an inner `boundary` element."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name != boundary:
            yield from _descendants(child, name, boundary)


def _cell(cell: Node, styles: frozenset[str]) -> list[_Paragraph]:
    inner = _Lines()
    _collect_lines(cell, styles, inner)
    return [
        _Paragraph(text, number in inner.headings)
        for number, text in enumerate(inner.lines)
        if text.strip()
    ]


def _row(cells: list[list[_Paragraph]], lines: _Lines) -> None:
    """Add a row of a table: its cells on one line, or, where they hold texts, one after another."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and _is_short(filled[0]):
        filled[0] = [_Paragraph(" ".join(p.text.strip() for p in filled[0]), filled[0][0].heading)]
    if sum(len(cell) > 1 for cell in filled) <= 1 and len(filled) > 1:
        first_paragraphs = [cell[0] for cell in filled]
        heading = any(paragraph.heading for paragraph in first_paragraphs)
        if not heading:
            lines.add("\t".join(paragraph.text.strip() for paragraph in first_paragraphs), heading)
            filled = [cell[1:] for cell in filled]
    for cell in filled:
        for paragraph in cell:
            lines.add(paragraph.text, paragraph.heading)


def _is_short(cell: list[_Paragraph]) -> bool:
    """Whether a cell is a label or dates, and no column of text."""
    return len(cell) <= 2 and sum(len(p.text) for p in cell) <= 40


def _paragraphs(node: Node, styles: frozenset[str]) -> Iterator[_Paragraph]:
    """A paragraph, then the paragraphs of the text boxes in it."""
    settings = node.at("pPr")
    style = settings.at("pStyle") if settings else None
    style_name = style.attributes.get("val", "") if style else ""
    is_list_item = settings is not None and (
        settings.at("numPr") is not None or "List" in style_name
    )
    boxes: list[Node] = []
    text = clean_text("".join(_runs(node, boxes))).strip(" ")
    bullet = "• " if is_list_item and text.strip() else ""
    lines = text.split("\n")
    yield _Paragraph(bullet + lines[0], style_name in styles)
    for line in lines[1:]:
        yield _Paragraph(line, heading=False)
    for box in boxes:
        inner = _Lines()
        _collect_lines(box, styles, inner)
        for number, line in enumerate(inner.lines):
            yield _Paragraph(line, number in inner.headings)


def _runs(node: Node, boxes: list[Node]) -> Iterator[str]:
    """The text of a paragraph's runs; text boxes in it are added to `boxes`."""
    for child in node.children:
        match child.name:
            case "t":
                yield child.whole()
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case _ if child.name == _BOXES:
                boxes.append(child)
            case _ if child.name not in _SKIPPED:
                yield from _runs(child, boxes)
