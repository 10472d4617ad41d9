"""Does the lint of names find what it is there for, and nothing else?"""

import ast
import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "lint_names.py"
_spec = importlib.util.spec_from_file_location("lint_names", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
lint_names = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(lint_names)

SOURCE = Path("src/benchpin/x.py")


def problems(code: str) -> list[str]:
    return list(lint_names.vague_names(SOURCE, ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "found = 1",
        "_held = 1",
        "KNOWN = 1",
        "def f(said): ...",
        "async def f(*, told=0): ...",
        "for each in (): ...",
        "[here for here in ()]",
        "def seen(): ...",
        "class Told: ...",
        "class C:\n    kept: int",
        "match x:\n    case [given]: ...",
        "try: ...\nexcept OSError as what: ...",
        "import json as mine",
        "(way := 1)",
        "with open('x') as held: ...",
    ],
)
def test_a_name_that_could_hold_anything_is_found(code: str) -> None:
    assert len(problems(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "figures = {'found': 1}",
        "report.held",
        "f(said=1)",
        "class C:\n    def __eq__(self, other): ...",
        "class F(Form):\n    where = forms.CharField()",
        "class Fact:\n    what: str",
        "known_ids = 1",
    ],
)
def test_public_keys_and_names_of_others_are_left_alone(code: str) -> None:
    assert problems(code) == []


def test_two_classes_of_one_name_are_found_wherever_they_stand() -> None:
    trees = [(Path(f"{name}.py"), ast.parse("class Line: ...")) for name in "ab"]
    assert list(lint_names.doubled_classes(trees)) == [
        "a.py:1, b.py:1: class Line twice; one class, one name"
    ]
    assert list(lint_names.doubled_classes(trees[:1])) == []


def test_the_lint_walks_what_it_says() -> None:
    walked = {path.parts[0] for path, _ in lint_names.modules(lint_names.FOLDERS)}
    assert walked == set(lint_names.FOLDERS)
