"""Reads an HTML page for tests."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "line", "rect", "circle"})


class Page(HTMLParser):
    """Elements with their attributes, the visible text, and what was left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self._in_mark = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: found or "" for name, found in attrs}
        self.elements.append((tag, held))
        self._in_mark = held.get("class") in ("mark", "number")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: found or "" for name, found in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)
        self._in_mark = False

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if inside != "style" and not self._in_mark:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [held for name, held in self.elements if name == tag]
