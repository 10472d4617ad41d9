import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchpin.catalog.prose import NUMBER
from benchpin.wording.format import WORDS, words

SRC = Path(WORDS).parents[1]
BUILT = {
    # Kinds put together in code, by the literal beginning of what builds them.
    "verdict-not-yet": {"verdict-not-yet", "verdict-not-yet-alone", "verdict-not-yet-at-work"},
    "condition-learned": {
        "condition-learned",
        "condition-learned-alone",
        "condition-learned-at-work",
    },
    "programme-": {
        f"programme-{status}{page}"
        for status in ("open", "unverified", "closed", "superseded")
        for page in ("", "-page")
    },
    "pay-": {
        f"pay-{status}-{stage}{place}"
        for status in ("met", "doubt", "broken")
        for stage in ("entering", "experienced")
        for place in ("", "-in-industry")
    },
    "floor-": {
        f"floor-{why}{place}"
        for why in ("no-minimum", "other-currency")
        for place in ("", "-in-industry")
    },
    **{
        kind: {kind, f"{kind}-before"}
        for kind in ("breaks-put-aside", "breaks-limits", "breaks-under-18", "breaks-work-mode")
    },
    "entry-": {
        f"entry-{door}"
        for door in (
            "same-role",
            "prior-role",
            "occupation",
            "qualification",
            "skills",
            "open",
            "apprenticeship",
        )
    },
    "place-": {
        f"place-{kind}" for kind in ("ambiguous", "contradiction", "zip", "remote", "unknown")
    },
    "qualification-": {"qualification-closed", "qualification-superseded"},
    "answer-warning-": {
        f"answer-warning-{key}" for key in ("what", "how-to-spot-it", "what-to-do")
    },
    "answer-pay-": {f"answer-pay-{part}" for part in ("lower", "median", "upper")},
    "plan-way-": {f"plan-way-{m}" for m in ("practice", "at-work", "another-course")},
    "plan-relax-": {f"plan-relax-{term}" for term in ("budget", "horizon", "hours")},
    "refuse-": {f"refuse-{why}" for why in ("advice", "out-of-scope", "personal", "abuse")},
}


def _kinds() -> Iterator[tuple[str, str]]:
    """Every kind that the code names in a call of `say`, with the file."""
    # The web app has words of its own, and a `say` of its own.
    for file in sorted(f for f in SRC.rglob("*.py") if (SRC / "web") not in f.parents):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = _named_strings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "make_statement":
                for kind in _values(node.args[0], named):
                    yield kind, file.name


def _named_strings(tree: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _values(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _values(node.body, named)
        yield from _values(node.orelse, named)
    elif isinstance(node, ast.BinOp):
        yield from _values(node.left, named)
    elif isinstance(node, ast.JoinedStr):
        head = ast.unparse(node.values[0]).strip("'")
        assert head in BUILT, f"add what '{head}...' can become to BUILT"
        yield from sorted(BUILT[head])
    elif isinstance(node, ast.Name):
        assert node.id in named, (
            f"cannot see what kind '{node.id}' is; name it in `make_statement` itself"
        )
        for value in named[node.id]:
            if isinstance(value, (ast.Constant, ast.IfExp, ast.JoinedStr, ast.BinOp)):
                yield from _values(value, named)
    else:
        raise AssertionError(f"cannot read this kind: {ast.unparse(node)}")


def _leaves(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for key, held in part.items():
            yield from _leaves(held, f"{place}.{key}")
    elif isinstance(part, list):
        for held in part:
            yield from _leaves(held, place)
    else:
        yield place, str(part)


def test_every_kind_of_statement_has_words() -> None:
    kinds = dict(_kinds())
    assert len(kinds) > 40
    assert {k: f for k, f in kinds.items() if k not in words()["statements"]} == {}


def test_no_words_hold_a_number() -> None:
    # What lies between the quarters is half, by definition: no figure that could change.
    plain = re.compile(r"\{[a-z_.]+\}|O\*NET|^Half earn ")
    for place, text in _leaves(dict(words())):
        assert NUMBER.findall(plain.sub(" ", text)) == [], f"{place}: {text}"


def test_no_words_shout_or_cheer() -> None:
    for place, text in _leaves(dict(words())):
        assert "!" not in text, place
        assert not re.search(r"\b(exciting|amazing|passion|dream)\b", text, re.IGNORECASE), place


def test_fixed_words_stand_in_the_words_and_not_in_templates() -> None:
    templates = sorted((SRC / "documents").rglob("*.html"))
    assert templates
    for file in templates:
        text = file.read_text(encoding="utf-8")
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.S)
        left = re.findall(r"[A-Za-z]{3,}", bare)
        assert left == [], f"{file.name}: {left}"


def test_no_fixed_words_lie_unused() -> None:
    rooms = [SRC / room for room in ("wording", "documents", "ask")]
    files = [file for room in rooms for kind in ("*.py", "*.html") for file in room.rglob(kind)]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    built = tuple(re.findall(r"[\"']([a-z_.]+)\{", code))
    for place, _ in _leaves(dict(words()["page"])):
        key = place.removeprefix(".")
        assert f'"{key}"' in code or key.startswith(built), f"[page] {key} is used nowhere"
