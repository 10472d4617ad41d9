"""Does the documentation say what is so? Its examples are run, its links followed.

In the pages a block says what it is by its first line:

    ```console            commands after `$ `, each with what it prints; a line `...` stands for any
                          number of lines, `...` inside a line for any text
    ```toml me.toml       a file that the following commands may use; a name without a folder is a
                          profile that must be readable, or, where it begins with `wrong`, must not
    ```python             run, all blocks of a page together
    ```json               must be JSON
    ```sh                 for a person to run: only the names of commands are checked
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest

from benchpin.catalog import DATA, Catalog, load
from benchpin.cli.main import commands
from benchpin.inputs.errors import BadInput
from benchpin.profile import parse

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(p for p in ROOT.glob("docs/**/*.md") if p.parent != REFERENCE)]
)
BLOCK = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(<?([^)>\s]+)>?\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, the file that it stands for, and what it holds."""

    kind: str
    file: str
    text: str


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m[1], m[2] or "", m[3]) for m in BLOCK.finditer(text)]


def pages_with(*kinds: str) -> list[Path]:
    return [page for page in PAGES if any(block.kind in kinds for block in blocks(page))]


@cache
def knowledge() -> Catalog:
    return load()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the examples and nothing else, as somebody has who follows a page."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def run(command: str, place: Path) -> str:
    """What a command prints on both its streams, in the environment that the docs suppose."""
    env = {k: v for k, v in os.environ.items() if k not in ("BENCHPIN_DATA", "BENCHPIN_HOME")}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    env |= {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, shell=True, cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return done.stdout


def write(block: Block, place: Path) -> None:
    path = place / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8", newline="\n")


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it is said to print."""
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line.rstrip())
    if command:
        yield command, shown


def first_difference(shown: list[str], printed: list[str]) -> str:
    """The first line shown that was not printed where it is shown, with what was; else nothing."""
    at, anywhere = 0, False
    for line in shown:
        if line == "...":
            anywhere = True
            continue
        pattern = re.compile(".*?".join(re.escape(part) for part in line.split("...")))
        places = range(at, len(printed)) if anywhere else range(at, min(at + 1, len(printed)))
        found = next((i for i in places if pattern.fullmatch(printed[i])), None)
        if found is None:
            there = "\n    ".join(printed[at : at + 40])
            return f"\n  shown:\n    {line}\n  printed there:\n    {there}"
        at, anywhere = found + 1, False
    left = printed[at : at + 40]
    return "" if anywhere or not left else "\n  more lines are printed:\n    " + "\n    ".join(left)


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are written for a POSIX shell")
@pytest.mark.parametrize("page", pages_with("console"), ids=name_of)
def test_every_command_shown_prints_what_is_shown(page: Path, place: Path) -> None:
    for block in blocks(page):
        if block.file:
            write(block, place)
        if block.kind != "console":
            continue
        for command, shown in steps(block.text):
            printed = run(command, place)
            difference = first_difference(shown, [line.rstrip() for line in printed.splitlines()])
            assert not difference, f"{name_of(page)}: $ {command}{difference}"


@pytest.mark.parametrize("page", pages_with("python"), ids=name_of)
def test_every_python_example_runs(page: Path, place: Path) -> None:
    script = "\n".join(block.text for block in blocks(page) if block.kind == "python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=place, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{name_of(page)}:\n{done.stderr}"


@pytest.mark.parametrize("page", pages_with("toml", "json"), ids=name_of)
def test_every_file_shown_can_be_read(page: Path) -> None:
    for block in blocks(page):
        if block.kind == "json":
            json.loads(block.text)
        elif block.kind == "toml":
            tomllib.loads(block.text)
            if not block.file or "/" in block.file:
                continue
            if block.file.startswith("wrong"):
                with pytest.raises(BadInput):
                    parse(block.text, knowledge(), name=block.file)
            else:
                parse(block.text, knowledge(), name=block.file)


@pytest.mark.parametrize("page", pages_with("sh"), ids=name_of)
def test_every_command_to_type_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for block in blocks(page):
        if block.kind != "sh":
            continue
        for line in block.text.splitlines():
            if found := re.match(r"make ([a-z]+)", line):
                assert re.search(rf"^{found[1]}:", makefile, re.MULTILINE), line
            if found := re.search(r"benchpin(?:\.exe)? ([a-z][a-z-]*)", line):
                assert found[1] in commands.commands, line
            for path in re.findall(r"examples[/\\][\w-]+\.toml", line):
                assert (ROOT / path.replace("\\", "/")).exists(), line


def test_reference_is_up_to_date() -> None:
    script = ROOT / "scripts" / "generate_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def every_command(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{above}{name} ")


def test_every_command_and_option_is_explained_outside_the_reference() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name, command in every_command(commands):
        assert f"benchpin {name}" in text, f"no page says what 'benchpin {name}' is for"
        for option in command.params:
            if isinstance(option, click.Option):
                long = max(option.opts, key=len)
                assert long in text, f"no page says what '{long}' of 'benchpin {name}' is for"


def test_every_weight_is_explained_where_matching_is() -> None:
    text = (ROOT / "docs" / "how-it-works" / "matching.md").read_text(encoding="utf-8")

    def leaves(table: dict[str, object], path: str = "") -> Iterator[str]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from leaves(value, f"{path}{key}.")
            else:
                yield f"{path}{key}"

    held = tomllib.loads((DATA / "weights.toml").read_text(encoding="utf-8"))
    for key in leaves(held):
        group = key.split(".")[0] + ".*"
        leaf = key.rsplit(".", maxsplit=1)[-1]
        assert any(f"`{word}`" in text for word in (key, leaf, group)), (
            f"docs/how-it-works/matching.md does not say what `{key}` of weights.toml does"
        )


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted(REFERENCE.glob("*.md"))], ids=lambda page: page.name
)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name_of(page)}: {target} leads nowhere"
        if anchor:
            assert anchor in anchors(there), f"{name_of(page)}: no heading for {target}"


@cache
def anchors(page: Path) -> frozenset[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings
    )


def test_every_page_is_reached_from_the_list_of_pages() -> None:
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in sorted(ROOT.glob("docs/**/*.md")):
        path = page.relative_to(ROOT / "docs").as_posix()
        assert path == "README.md" or path in listed, f"docs/README.md does not list {path}"
