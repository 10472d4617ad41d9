"""Detect the format of a resume by its content, with limits on size, text and lines."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchpin.inputs.errors import BadFile
from benchpin.inputs.files import read_limited

MAX_BYTES = 10_000_000
MAX_TEXT_BYTES = 2_000_000
MAX_CHARACTERS = 200_000
MAX_LINES = 6_000

DocumentFormat = Literal["pdf", "docx", "xml", "json", "toml", "markdown", "text"]

# The first bytes of files that are not read, each with the remedy.
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is an old Word file or one with a password; save it as .docx or PDF"),
    (b"{\\rtf", "is an RTF file; save it as .docx, PDF or plain text"),
    (b"\x89PNG", "is a picture; a resume must be text, so type it or save the original as PDF"),
    (
        b"\xff\xd8\xff",
        "is a picture; a resume must be text, so type it or save the original as PDF",
    ),
    (b"GIF8", "is a picture; a resume must be text, so type it or save the original as PDF"),
    (b"II*\0", "is a picture; a resume must be text, so type it or save the original as PDF"),
    (b"MM\0*", "is a picture; a resume must be text, so type it or save the original as PDF"),
    (b"\x1f\x8b", "is a packed file; unpack it and name the resume in it"),
    (b"7z\xbc\xaf", "is a packed file; unpack it and name the resume in it"),
    (b"Rar!", "is a packed file; unpack it and name the resume in it"),
)
_TOML = re.compile(
    r"^(schema\s*=\s*[\"']benchpin\.|\[\[?(aims|experience|education|certificates|languages|skills|"
    r"interests|answers|values|circumstances|emphasis)\]\]?\s*(#.*)?$)",
    re.MULTILINE,
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|(?<!\*)\*\*[^\s*]|\]\(|^[^\s].{0,60}\r?\n(?:={3,}|-{3,}) *$", re.MULTILINE
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, line by line; tabs separate the cells of a table.

    `headings` are the numbers of lines that the file marks as headings; `pictures`: it has some.
    """

    text: str
    headings: frozenset[int] = frozenset()
    pictures: bool = False


def read_resume_file(path: Path) -> bytes:
    """The bytes of a file; raises BadFile where it is missing or cannot be read.

    At most one byte more than the limit, by which `kind_of` sees that it is too large.
    """
    return read_limited(path, MAX_BYTES, kind="resume", regular=True)


def detect_format(content: bytes, name: str) -> tuple[DocumentFormat, str]:
    """The format of a file by its content, and its text where it is a text file.

    Raises BadFile, with a remedy, for an empty or too large file and for any other format.
    """
    if len(content) > MAX_BYTES:
        raise BadFile(f"{name}: is larger than a resume can be (10 MB); check the name")
    if not content.strip():
        raise BadFile(f"{name}: is empty; check the name")
    head_bytes = content[:1024]
    # PDF readers accept the header anywhere in the first 1,024 bytes.
    if b"%PDF-" in head_bytes:
        return "pdf", ""
    if head_bytes.startswith(b"PK"):
        return _kind_of_zip(content, name), ""
    for signature, message in _OTHER_KINDS:
        if head_bytes.startswith(signature):
            raise BadFile(f"{name}: {message}")
    text = _decoded(content, name)
    head_text = text.lstrip()[:300].lower()
    if head_text.startswith(("<!doctype html", "<html")):
        raise BadFile(f"{name}: is a web page; save it as PDF, or copy its text into a file")
    if head_text.startswith(("<?xml", "<!doctype", "<skillspassport", "<candidate")):
        return "xml", text
    if head_text.startswith("{"):
        return "json", text
    if _TOML.search(text):
        return "toml", text
    return ("markdown" if _MARKDOWN.search(text) else "text"), text


def _kind_of_zip(content: bytes, name: str) -> DocumentFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, KeyError):
        raise BadFile(f"{name}: is damaged (its parts cannot be listed); save it again") from None
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        raise BadFile(f"{name}: is an OpenDocument file; save it as .docx or PDF")
    raise BadFile(f"{name}: is a zip file with no Word document in it; choose the resume itself")


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MAX_TEXT_BYTES:
        raise BadFile(f"{name}: is larger than a text resume can be (2 MB); check the name")
    # cp1252 decodes nearly any bytes, so it comes last.
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A NUL, or more than 1% of control characters, means that it is no text.
        if "\0" not in text and len(_CONTROLS.findall(text)) <= len(text) // 100:
            return text
    message = "is not a text, PDF or Word file; save the resume as one of these"
    raise BadFile(f"{name}: {message}")


def clean_text(text: str) -> str:
    """A text with plain line ends and spaces, without control and direction characters."""
    text = _CONTROLS.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    return text.replace("\t\t", "\t")


def check_length(document: SourceText, name: str) -> SourceText:
    """The document; raises BadFile where it is longer than a resume can be."""
    if len(document.text) > MAX_CHARACTERS or document.text.count("\n") > MAX_LINES:
        raise BadFile(
            f"{name}: holds more text than a resume ({MAX_CHARACTERS:,} characters at most); "
            "check the name"
        )
    return document
