"""Does every name say what it holds? Vague names, and two classes of one name, fail `make lint`.

A vague name is one that could hold anything: a participle without its noun ("found"), a pointer
without its thing ("here"). The remedy is the noun of the type, its plural for a collection, and in
a loop the singular of what is walked.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "scripts", "bench")
VAGUE = frozenset({
    "asked", "drawn", "each", "found", "given", "held", "here", "kept", "known",
    "listed", "many", "mine", "most", "named", "one", "other", "own", "rest",
    "said", "seen", "shown", "told", "wanted", "way", "what", "where", "who",
})  # fmt: skip
DATA_KEYS = frozenset({"what", "where"})
"""Keys of the data and profile files that curators and people write; as fields they stay."""
CLASSES_OF_A_FRAMEWORK = frozenset({"Meta", "Config", "Media"})
"""Names that Django and pydantic ask for inside another class."""


def names_bound(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each variable, argument, field, function and class that a module binds.

    `__eq__(self, other)` and its like keep the name that Python's own documentation gives. A field
    of a Django form or model is no variable but a name that browsers and tables know.
    """
    exempt = {
        argument
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("__")
        for argument in node.args.args
    } | set(_public_fields(tree))
    for node in ast.walk(tree):
        if node in exempt:
            continue
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def _public_fields(tree: ast.AST) -> Iterator[ast.AST]:
    """Fields that are public names: `name = forms.CharField(...)`, and keys of data files."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                match statement:
                    case ast.Assign(
                        targets=[ast.Name() as target],
                        value=ast.Call(func=ast.Attribute(attr=constructor)),
                    ) if constructor.endswith("Field"):
                        yield target
                    case ast.AnnAssign(target=ast.Name(id=name) as target) if name in DATA_KEYS:
                        yield target


def vague_names(path: Path, tree: ast.AST) -> Iterator[str]:
    """One line for each vague name."""
    for line, name in sorted(names_bound(tree)):
        if name.strip("_").lower() in VAGUE:
            yield f"{path}:{line}: '{name}' could hold anything; use the noun of what it holds"


def doubled_classes(trees: Iterable[tuple[Path, ast.AST]]) -> Iterator[str]:
    """One line for each class name that two modules give."""
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in CLASSES_OF_A_FRAMEWORK:
                places[node.name].append(f"{path}:{node.lineno}")
    for name, definitions in sorted(places.items()):
        if len(definitions) > 1:
            yield f"{', '.join(definitions)}: class {name} twice; one class, one name"


def modules(folders: Iterable[str]) -> Iterator[tuple[Path, ast.AST]]:
    """Each module with its syntax tree; migrations bear the names that Django gives them."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT), ast.parse(file.read_text(encoding="utf-8"))


def main(folders: list[str]) -> int:
    """Print what is wrong; 1 if anything is."""
    trees = list(modules(folders or FOLDERS))
    source = [(path, tree) for path, tree in trees if path.parts[0] == "src"]
    problems = [problem for path, tree in trees for problem in vague_names(path, tree)]
    problems += doubled_classes(source)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
