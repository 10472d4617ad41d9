"""Parse XML into a tree safely: no DTD, no entities, no external references, bounded size."""

from dataclasses import dataclass, field
from xml.parsers import expat

from benchpin.inputs.errors import BadFile

MAX_DEPTH = 100
MAX_ELEMENTS = 120_000


@dataclass(slots=True)
class Node:
    """An element: its name without the namespace, its attributes, and its content.

    `inside` are its child elements and texts, in order.
    """

    name: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def children(self) -> "list[Node]":
        """The child elements."""
        return [part for part in self.inside if isinstance(part, Node)]

    def all(self, name: str) -> "list[Node]":
        """Every descendant with a name, in document order."""
        nodes: list[Node] = []
        for child in self.children:
            if child.name == name:
                nodes.append(child)
            nodes.extend(child.all(name))
        return nodes

    def at(self, *path: str) -> "Node | None":
        """The first element at a path of names, each a child of the one before; None without."""
        node: Node | None = self
        for name in path:
            node = next((c for c in node.children if c.name == name), None) if node else None
        return node

    def text(self, *path: str) -> str:
        """The stripped text of the element at a path; empty where there is none."""
        node = self.at(*path)
        return node.whole().strip() if node else ""

    def whole(self) -> str:
        """All text of this element and its descendants."""
        return "".join(p if isinstance(p, str) else p.whole() for p in self.inside)


def parse(content: str | bytes, name: str) -> Node:
    """The root element of an XML document; raises BadFile for one that is broken or unsafe.

    A document type, and with it every entity, is refused: no resume needs one, and entities are
    the means of both expansion bombs and requests to other machines. `name` is for messages.
    """
    # Text has been decoded already, so that a declaration of another encoding must be ignored.
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
        if count > MAX_ELEMENTS or len(open_nodes) > MAX_DEPTH:
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
        message = f"is not valid XML (line {error.lineno}); save it anew from where it came"
        raise BadFile(f"{name}: {message}") from None
    except (ValueError, LookupError):  # an encoding that nothing reads
        raise BadFile(f"{name}: is XML in an unknown encoding; save it as UTF-8") from None
    roots = root.children
    if not roots:
        raise BadFile(f"{name}: is XML without an element; check the name")
    return roots[0]
