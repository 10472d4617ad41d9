"""Extract lines, pictures and attachments of a PDF in a separate process: `pdf_process.py`.

A PDF can unpack to any size and make its reader run forever. So it is read in a process with
little memory and no network, which its parent (`pdf.py`, `TIMEOUT_SECONDS`) ends in time.
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
    """Read a PDF from standard input and write its contents as JSON to standard output."""
    no_network()
    _limit_memory()
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    extraction: dict[str, Any] = {"lines": [], "pictures": False, "xml": [], "error": None}
    try:
        _extract(content, extraction)
    except MemoryError:
        extraction["error"] = "large"
    except RecursionError:
        extraction["error"] = "damaged"
    except Exception:  # whatever a damaged file makes a reader raise
        extraction["error"] = extraction["error"] or "damaged"
    sys.stdout.buffer.write(json.dumps(extraction).encode("ascii"))


def no_network() -> None:
    """Disable sockets in this process."""

    def refuse_socket(*_: object, **__: object) -> None:
        raise OSError("no network here")

    socket.socket = refuse_socket  # type: ignore[assignment, misc]


def _limit_memory() -> None:
    """Limit the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _extract(content: bytes, extraction: dict[str, Any]) -> None:
    from pdfminer.layout import LAParams  # noqa: PLC0415 - inside the fence
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 # isort: skip

    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
    except PDFPasswordIncorrect:
        extraction["error"] = "password"
        return
    if b"EmbeddedFile" in content or _names_files(document):
        extraction["xml"] = _xml_attachments(content)
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MAX_PAGES:
            extraction["error"] = "long"
            return
        interpreter.process_page(page)
        for item in _parts(device.get_result()):
            if item is None:
                extraction["pictures"] = True
            else:
                extraction["lines"].append([number, *item])
        if len(extraction["lines"]) > MAX_LINES:
            extraction["error"] = "long"
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
    """Whether a PDF declares attachments in its name tree."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415

    try:
        return "EmbeddedFiles" in resolve1(document.catalog.get("Names"))
    except Exception:  # no names, or none that can be read
        return False


def _xml_attachments(content: bytes) -> list[str]:
    """The XML files that are attached to a PDF, as Europass does it."""
    from pypdf import PdfReader  # noqa: PLC0415 - only for these: it takes long to load

    attachments = list[str]()
    with contextlib.suppress(Exception):  # an attachment that cannot be read is none
        for parts in PdfReader(io.BytesIO(content)).attachments.values():
            for part in parts if isinstance(parts, list) else [parts]:
                if len(part) <= MAX_XML and part.lstrip().startswith(b"<"):
                    attachments.append(part.decode("utf-8-sig", "replace"))
    return attachments


if __name__ == "__main__":
    main()
