"""The rooms of the package and their imports as a picture (SVG) and as rows for a table.

Layers come from the first contract of import-linter in pyproject.toml, sentences from the first
line of each room's docstring, arrows from the imports themselves (grimp). An arrow that follows
from two others is left out (transitive reduction), so that a dozen are left of a hundred.
"""

import ast
import textwrap
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "benchpin"
WIDTH, MARGIN, GAP = 880, 70, 34
LINE, PADDING = 17, 12
CHARACTER = 7.0
"""Mean width of a letter at 13 px, to break lines where they end."""


@dataclass(frozen=True)
class RoomBox:
    """A room with its place in the picture, in pixels."""

    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> float:
        """The middle, from the left."""
        return self.x + self.width / 2


def layers() -> list[tuple[str, ...]]:
    """The rooms from the highest layer down; rooms of one layer do not import each other."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = configuration["tool"]["importlinter"]["contracts"][0]
    return [tuple(layer.split(" | ")) for layer in contract["layers"]]


def sentence(room: str) -> str:
    """What a room is for: the first line of its docstring."""
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


@cache
def imports() -> dict[str, frozenset[str]]:
    """The rooms that each room imports directly."""
    graph = grimp.build_graph("benchpin", cache_dir=None)
    rooms = [room for layer in layers() for room in layer]
    arrows: dict[str, set[str]] = {room: set() for room in rooms}
    for module in graph.modules:
        room = module.split(".")[1] if "." in module else ""
        if room in arrows:
            targets = {
                name.split(".")[1] for name in graph.find_modules_directly_imported_by(module)
            }
            arrows[room] |= targets & arrows.keys() - {room}
    return {room: frozenset(targets) for room, targets in arrows.items()}


def reduced(arrows: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The arrows without those that follow from others: transitive reduction, without circles."""

    def reachable(room: str) -> set[str]:
        return {below for target in arrows[room] for below in (target, *reachable(target))}

    return {
        room: frozenset(
            target
            for target in targets
            if not any(target in reachable(between) for between in targets - {target})
        )
        for room, targets in arrows.items()
    }


def boxes() -> list[RoomBox]:
    """Every room with its place: a layer is a row, rows from the highest layer down."""
    placed: list[RoomBox] = []
    y = 20.0
    for layer in layers():
        width = (WIDTH - 2 * MARGIN - GAP * (len(layer) - 1)) / len(layer)
        texts = [
            tuple(textwrap.wrap(sentence(room), int((width - 2 * PADDING) / CHARACTER)))
            for room in layer
        ]
        height = 2 * PADDING + LINE * (1 + max(len(lines) for lines in texts))
        for position, (room, lines) in enumerate(zip(layer, texts, strict=True)):
            x = MARGIN + position * (width + GAP)
            placed.append(RoomBox(room, lines, x, y, width, height))
        y += height + GAP
    return placed


def as_svg() -> str:
    """The picture: boxes over arrows, in colors that follow the reader's light or dark scheme."""
    placed = {box.name: box for box in boxes()}
    height = max(box.y + box.height for box in placed.values()) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        'aria-labelledby="title">',
        '<title id="title">The rooms of Benchpin; each imports only lower ones</title>',
        "<style>text{font:13px system-ui,sans-serif;fill:#222}.name{font-weight:700}"
        ".box{fill:#fff;stroke:#888}.page{fill:#fbf8f2}.arrow{fill:none;stroke:#8a6d1d}"
        ".head{fill:#8a6d1d}@media(prefers-color-scheme:dark){text{fill:#eee}.box{fill:#24221e;"
        "stroke:#999}.page{fill:#171614}.arrow{stroke:#d8b75a}.head{fill:#d8b75a}}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
        '<rect class="page" width="100%" height="100%"/>',
    ]
    lanes = {-1: 0, 1: 0}
    for room, targets in reduced(imports()).items():
        for target in sorted(targets):
            upper, lower = placed[room], placed[target]
            if lower.y - upper.y - upper.height <= GAP:
                parts.append(_arrow(upper, lower))
                continue
            # An arrow over several layers runs beside the boxes, never behind them.
            side = -1 if upper.center < WIDTH / 2 else 1
            lanes[side] += 1
            parts.append(_arrow_beside(upper, lower, side, 10 * lanes[side]))
    for box in placed.values():
        parts.append(_box(box))
    return "\n".join([*parts, "</svg>", ""])


def _arrow(upper: RoomBox, lower: RoomBox) -> str:
    start, end = upper.y + upper.height, lower.y - 2
    middle = (start + end) / 2
    path = f"M{upper.center:.0f} {start:.0f}C{upper.center:.0f} {middle:.0f} {lower.center:.0f} "
    path += f"{middle:.0f} {lower.center:.0f} {end:.0f}"
    return f'<path class="arrow" marker-end="url(#head)" d="{path}"/>'


def _arrow_beside(upper: RoomBox, lower: RoomBox, side: int, distance: float) -> str:
    """An arrow from edge to edge along the left (-1) or right (1) margin."""
    margin = MARGIN - distance if side < 0 else WIDTH - MARGIN + distance
    start = upper.x if side < 0 else upper.x + upper.width
    end = (lower.x - 2) if side < 0 else lower.x + lower.width + 2
    top, bottom = upper.y + upper.height / 2, lower.y + lower.height / 2 - distance / 2
    path = f"M{start:.0f} {top:.0f}H{margin:.0f}V{bottom:.0f}H{end:.0f}"
    return f'<path class="arrow" marker-end="url(#head)" d="{path}"/>'


def _box(box: RoomBox) -> str:
    lines = [
        f'<rect class="box" x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" rx="6"/>',
        f'<text class="name" x="{box.x + PADDING:.0f}" y="{box.y + PADDING + 11:.0f}">'
        f"{box.name}</text>",
    ]
    for number, line in enumerate(box.lines, 1):
        y = box.y + PADDING + 11 + number * LINE
        lines.append(f'<text x="{box.x + PADDING:.0f}" y="{y:.0f}">{escape(line)}</text>')
    return "".join(lines)


def rows() -> Sequence[tuple[str, str, str]]:
    """Each room, highest first, with its sentence and the rooms that it imports directly."""
    arrows = imports()
    return [
        (room, sentence(room), ", ".join(sorted(arrows[room])) or "nothing of ours")
        for layer in layers()
        for room in layer
    ]
