"""XML as a tree, with everything switched off that can hurt: entities, DTDs, addresses, depth."""

from dataclasses import dataclass, field
from xml.parsers import expat

from benchpin.inputs.errors import BadFile

DEEPEST = 100
MAX_ELEMENTS = 120_000


@dataclass(slots=True)
class Node:
    """An element: its name without the namespace, attributes, text, and what is inside it."""

    name: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def children(self) -> "list[Node]":
        """The elements inside."""
        return [part for part in self.inside if isinstance(part, Node)]

    def all(self, name: str) -> "list[Node]":
        """Every element of a name below this one, in order."""
        found: list[Node] = []
        for child in self.children:
            if child.name == name:
                found.append(child)
            found.extend(child.all(name))
        return found

    def at(self, *path: str) -> "Node | None":
        """The first element at a path of names, each a child of the one before."""
        here: Node | None = self
        for name in path:
            here = next((c for c in here.children if c.name == name), None) if here else None
        return here

    def text(self, *path: str) -> str:
        """The text of the element at a path, without the spaces around it; empty without one."""
        here = self.at(*path)
        return here.whole().strip() if here else ""

    def whole(self) -> str:
        """All text inside, of this element and of those below."""
        return "".join(p if isinstance(p, str) else p.whole() for p in self.inside)


def parse(content: str | bytes, name: str) -> Node:
    """The root of an XML document; raises BadFile for one that is broken or that could hurt.

    A document type, and with it every entity, is refused: no resume needs one, and both bombs and
    requests to other machines are made of them.
    """
    # Text was decoded before, so a declaration of another encoding is of no account.
    encoding = "utf-8" if isinstance(content, str) else None
    parser = expat.ParserCreate(encoding, namespace_separator="}")
    parser.buffer_text = True
    root = Node("", {})
    open_nodes = [root]
    count = 0

    def refuse(*_: object) -> None:
        raise BadFile(f"{name}: holds a document type (DTD), which is never read; take it out")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(open_nodes) > DEEPEST:
            raise BadFile(f"{name}: holds more XML than a resume can; check the name")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        node = Node(tag.rpartition("}")[2], plain)
        open_nodes[-1].inside.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def data(text: str) -> None:
        open_nodes[-1].inside.append(text)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        words = f"is not valid XML (line {error.lineno}); save it anew from where it came"
        raise BadFile(f"{name}: {words}") from None
    except (ValueError, LookupError):  # an encoding that nothing reads
        raise BadFile(f"{name}: is XML in an unknown encoding; save it as UTF-8") from None
    found = root.children
    if not found:
        raise BadFile(f"{name}: is XML without an element; check the name")
    return found[0]
