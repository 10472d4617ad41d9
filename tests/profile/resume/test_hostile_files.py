"""A file that is broken or means harm harms nothing and is named in one clear sentence."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile, BadInput
from benchpin.profile.document_reader import read_content, read_resume
from benchpin.profile.resume.formats.pdf import TIMEOUT_SECONDS
from tests.profile.resume.conftest import RESUMES

TEN = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE a [<!ENTITY x0 "ha">{TEN}]><SkillsPassport>&x9;</SkillsPassport>'
CELL = "<w:tbl><w:tr><w:tc>"
TWICE = "[/FlateDecode/FlateDecode]"
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "{}">]><SkillsPassport>&x;</SkillsPassport>'


def docx(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            held.writestr(name, data)
    return content.getvalue()


def body(inside: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{inside}</w:body></w:document>".encode()


def pdf_with(stream: bytes, filters: str) -> bytes:
    """A PDF of one page whose content is this stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        f"<</Length {len(stream)}/Filter{filters}>>stream\n".encode() + stream + b"\nendstream",
    ]
    content = b"%PDF-1.4\n"
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj".encode() + data + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n"
    return content + f"{end}{len(content)}\n%%EOF".encode()


def squeezed(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return (
        b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000))
        + packer.flush()
    )


def page_loop() -> bytes:
    return pdf_with(b"", "[]").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def lying(content: bytes) -> bytes:
    """A zip whose directory says that its one large part is small."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        size = held.getinfo("word/document.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


LARGE = docx({"word/document.xml": bytes(100_000_000)})
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "spaces": (b" \n\t ", "is empty"),
    "too large": (b"a" * 10_000_001, "is larger than a resume can be"),
    "large text": (b"Jeweler\n" * 300_000, "is larger than a text resume can be"),
    "long text": (b"Jeweler at a shop, and more.\n" * 9_000, "holds more text than a resume"),
    "binary": (bytes(range(256)) * 20, "is not a text, PDF or Word file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture"),
    "photograph": (b"\xff\xd8\xff\xe0" + bytes(50), "is a picture"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Word file"),
    "RTF": (b"{\\rtf1 Jeweler}", "is an RTF file"),
    "web page": (b"<!DOCTYPE html><html><body>Jeweler</body></html>", "is a web page"),
    "OpenDocument": (docx({"mimetype": b"x", "content.xml": b"<a/>"}), "is an OpenDocument file"),
    "other zip": (docx({"a.txt": b"x"}), "is a zip file with no Word document in it"),
    "broken zip": (b"PK\x03\x04" + bytes(100), "is damaged"),
    "zip bomb": (LARGE, "unpacks to more than a resume can hold"),
    "zip that lies": (lying(LARGE), "is damaged"),
    "many parts": (
        docx({"word/document.xml": body("")} | {f"p{n}": b"" for n in range(2001)}),
        "unpacks to more",
    ),
    "part too large": (
        docx({"word/document.xml": body("<w:p/>" * 2_000_000)}), "a part larger than a resume",
    ),
    "many elements": (
        docx({"word/document.xml": body("<w:p/>" * 300_000)}), "holds more XML than a resume",
    ),
    "deep tables": (
        docx({"word/document.xml": body(CELL * 60 + "</w:tc></w:tr></w:tbl>" * 60)}),
        "holds more XML than a resume",
    ),
    "docx with a DTD": (docx({"word/document.xml": BILLION_LAUGHS.encode()}), "document type"),
    "docx without a body": (docx({"word/document.xml": b"<a/>"}), "is damaged"),
    "docx without a text": (docx({"word/document.xml": body("<w:p/>")}), "has no text we can read"),
    "broken docx": (docx({"word/document.xml": b"<a><b></a>"}), "is not valid XML (line 1)"),
    "billion laughs": (BILLION_LAUGHS.encode(), "document type"),
    "laughs in UTF-16": (
        f'<?xml version="1.0"?>{BILLION_LAUGHS}'.encode("utf-16"), "document type",
    ),
    "entity from a file": (OUTSIDE.format("file:///etc/hostname").encode(), "document type"),
    "entity from the web": (OUTSIDE.format("https://example.com/x").encode(), "document type"),
    "deep XML": (b"<SkillsPassport>" + b"<a>" * 5000, "holds more XML than a resume"),
    "cut XML": (b"<SkillsPassport><a>", "is not valid XML"),
    "other XML": (b"<?xml version='1.0'?><rss><a/></rss>", "no Europass document (its root"),
    "deep JSON": (b'{"work":' + b"[" * 200_000, "is JSON that no resume has"),
    "cut JSON": (b'{"work": [', "is not valid JSON (line 1)"),
    "other JSON": (b'{"a": 1}', "no JSON Resume"),
    "long number": (b'{"work": ' + b"1" * 5000 + b"}", "is JSON that no resume has"),
    "broken TOML": (b"[aims]\nroles = [", "is not valid TOML"),
    "no PDF": (b"%PDF-1.7\nnothing at all", "is damaged or not a PDF"),
    "cut PDF": ((RESUMES / "two-columns.pdf").read_bytes()[:900], "save it again"),
    "PDF bomb": (
        pdf_with(zlib.compress(squeezed(2_000_000_000)), TWICE), "save",
    ),
    "PDF whose pages are their own": (page_loop(), "save"),
    "scan": ((RESUMES / "scan.pdf").read_bytes(), "holds no text; it is probably a scan"),
    "locked PDF": ((RESUMES / "locked.pdf").read_bytes(), "has a password"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_named_in_one_sentence(name: str, real: Catalog) -> None:
    content, words = HOSTILE[name]
    began = time.monotonic()
    with pytest.raises(BadInput) as raised:
        read_content(content, real, name="cv")
    message = str(raised.value)
    assert message.startswith("cv: ")
    assert words in message
    assert "\n" not in message
    assert time.monotonic() - began < TIMEOUT_SECONDS


def test_the_longest_pdf_is_named(real: Catalog) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    content = io.BytesIO()
    canvas = Canvas(content)
    for _ in range(25):
        canvas.drawString(60, 700, "Experience")
        canvas.showPage()
    canvas.save()
    with pytest.raises(BadFile, match="more pages than a resume"):
        read_content(content.getvalue(), real)


def test_a_folder_and_a_missing_file_are_named(real: Catalog, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is a folder"):
        read_resume(tmp_path, real)
    with pytest.raises(BadFile, match="no such file"):
        read_resume(tmp_path / "cv.pdf", real)
    with pytest.raises(BadFile, match="cannot be read"):
        read_resume(tmp_path / ("x" * 5000), real)


def test_links_in_a_document_are_not_followed(real: Catalog) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="attachedTemplate" Target="https://example.com/t.dotm" '
        b'TargetMode="External"/></Relationships>'
    )
    paragraphs = "<w:p><w:r><w:t>EXPERIENCE</w:t></w:r></w:p><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    content = docx(
        {
            "word/document.xml": body(paragraphs.format("Jeweler, A Shop Ltd, 2019 - 2020")),
            "word/_rels/document.xml.rels": relations,
        }
    )
    read = read_content(content, real)
    assert read.profile.experience[0].title == "Jeweler"


def test_no_other_form_needs_what_reads_pdf() -> None:
    code = (
        "import sys\n"
        "for name in ('pdfminer', 'pypdf', 'docx', 'lxml', 'reportlab'): sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from benchpin import catalog\n"
        "from benchpin.profile.document_reader import read_resume\n"
        "held = catalog.load()\n"
        "for name in ('table.docx', 'europass.xml', 'json-resume.json', 'self-employed.md'):\n"
        "    assert read_resume(Path(sys.argv[1]) / name, held).profile.experience\n"
    )
    subprocess.run([sys.executable, "-c", code, RESUMES], check=True)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not tell how much memory was used"
)
def test_bombs_need_little_memory(tmp_path: Path) -> None:
    """Reading the worst files takes less than 500 MB, here and in the process that reads PDFs."""
    names = ("zip bomb", "many elements", "billion laughs", "deep JSON", "PDF bomb", "long text")
    for number, name in enumerate(names):
        (tmp_path / str(number)).write_bytes(HOSTILE[name][0])
    code = (
        "import json, resource, sys\n"
        "from pathlib import Path\n"
        "from benchpin import catalog\n"
        "from benchpin.inputs.errors import BadInput\n"
        "from benchpin.profile.document_reader import read_resume\n"
        "held = catalog.load()\n"
        "for path in Path(sys.argv[1]).iterdir():\n"
        "    try: read_resume(path, held)\n"
        "    except BadInput: pass\n"
        "peaks = [resource.getrusage(who).ru_maxrss\n"
        "         for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        # Linux counts what the parent used before this program began; its own peak stands here.
        "own = Path('/proc/self/status')\n"
        "if own.exists():\n"
        "    lines = own.read_text().splitlines()\n"
        "    peaks[0] = next(int(l.split()[1]) for l in lines if l.startswith('VmHWM'))\n"
        "print(json.dumps(peaks))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, check=True, env={**os.environ}
    )
    unit = 1 if sys.platform == "darwin" else 1024
    used = [peak * unit for peak in json.loads(done.stdout)]
    print(f"most memory: {used[0] / 1e6:.0f} MB here, {used[1] / 1e6:.0f} MB in the other process")
    assert max(used) < 500_000_000
