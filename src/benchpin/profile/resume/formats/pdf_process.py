"""What a PDF holds, found in a process of its own: `python -P pdf_child.py`.

A PDF is a program of sorts: it can unpack to any size and send its reader round in circles. So it
is read in a process that has little memory and no network, and that its parent ends after a while.
Standard input is the file; standard output is JSON: `{"lines": [[page, x0, y0, x1, y1, text],
...], "pictures": false, "xml": [...], "error": null}`.
"""

import contextlib
import io
import json
import logging
import socket
import sys
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 20
MAX_MEMORY = 450_000_000
MAX_LINES = 6_000
MAX_XML = 2_000_000


def main() -> None:
    """Read a PDF from standard input and write what it holds to standard output."""
    no_network()
    _bound_memory()
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    found: dict[str, Any] = {"lines": [], "pictures": False, "xml": [], "error": None}
    try:
        _read(content, found)
    except MemoryError:
        found["error"] = "large"
    except RecursionError:
        found["error"] = "damaged"
    except Exception:  # whatever a damaged file makes a reader raise
        found["error"] = found["error"] or "damaged"
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


def no_network() -> None:
    """Take away the network from this process."""

    def closed(*_: object, **__: object) -> None:
        raise OSError("no network here")

    socket.socket = closed  # type: ignore[assignment, misc]


def _bound_memory() -> None:
    """Take away all but a little memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _read(content: bytes, found: dict[str, Any]) -> None:
    from pdfminer.layout import LAParams  # noqa: PLC0415 - inside the fence
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 # isort: skip

    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
    except PDFPasswordIncorrect:
        found["error"] = "password"
        return
    if b"EmbeddedFile" in content or _names_files(document):
        found["xml"] = _attached(content)
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MAX_PAGES:
            found["error"] = "long"
            return
        interpreter.process_page(page)
        for item in _parts(device.get_result()):
            if item is None:
                found["pictures"] = True
            else:
                found["lines"].append([number, *item])
        if len(found["lines"]) > MAX_LINES:
            found["error"] = "long"
            return


def _parts(item: Any) -> Iterator[tuple[float, float, float, float, str] | None]:
    """The lines of text inside a layout item, and None for each picture."""
    from pdfminer.layout import LTContainer, LTImage, LTTextLine  # noqa: PLC0415

    if isinstance(item, LTTextLine):
        yield (*(round(edge, 1) for edge in item.bbox), item.get_text())  # type: ignore[misc]
    elif isinstance(item, LTImage):
        yield None
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _parts(part)


def _names_files(document: Any) -> bool:
    """Whether a PDF says that it carries files."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415

    try:
        return "EmbeddedFiles" in resolve1(document.catalog.get("Names"))
    except Exception:  # no names, or none that can be read
        return False


def _attached(content: bytes) -> list[str]:
    """The XML files that a PDF carries, as Europass does."""
    from pypdf import PdfReader  # noqa: PLC0415 - only for these: it takes long to load

    held = list[str]()
    with contextlib.suppress(Exception):  # an attachment that cannot be read is none
        for parts in PdfReader(io.BytesIO(content)).attachments.values():
            for part in parts if isinstance(parts, list) else [parts]:
                if len(part) <= MAX_XML and part.lstrip().startswith(b"<"):
                    held.append(part.decode("utf-8-sig", "replace"))
    return held


if __name__ == "__main__":
    main()
