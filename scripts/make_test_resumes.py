"""Generates the PDF and Word resumes of tests/resumes.

    python scripts/make_test_resumes.py

The people in them are invented. All files but locked.pdf, whose key is random, come out the same
each time. The expected reading of each is in the .toml file beside it.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.table import _Cell
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

TARGET = Path(__file__).resolve().parents[1] / "tests" / "resumes"


def main() -> None:
    """Write every file."""
    for name, content in {
        "two-columns.pdf": two_columns(),
        "left-dates.pdf": left_dates(),
        "military.pdf": military(),
        "accents.pdf": accents(),
        "europass-pdf.pdf": europass(),
        "scan.pdf": scan(),
        "locked.pdf": locked(),
        "table.docx": table(),
        "british.docx": british(),
        "watchmaker.docx": watchmaker(),
        "text-boxes.docx": text_boxes(),
    }.items():
        (TARGET / name).write_bytes(content)


# PDF


class Page:
    """A page that is filled from the top, in one or more columns."""

    def __init__(self, size: tuple[float, float] = LETTER) -> None:
        self.content = io.BytesIO()
        self.canvas = Canvas(self.content, pagesize=size, invariant=1)
        self.width, self.y = size[0], size[1] - 60

    def line(self, text: str, x: float = 60, *, size: int = 10, bold: bool = False) -> None:
        """Write a line of text and move down."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.y, text)
        self.y -= size * 1.3

    def ends(self, left: str, right: str, *, bold: bool = False) -> None:
        """Write text at the left and at the right edge of one line."""
        self.canvas.setFont("Helvetica", 10)
        self.canvas.drawRightString(self.width - 60, self.y, right)
        self.line(left, bold=bold)

    def lines(self, texts: Sequence[str], x: float = 60) -> None:
        """Write lines; those that begin with "# " in bold, empty ones as a gap."""
        for text in texts:
            if text:
                self.line(text.removeprefix("# "), x, bold=text.startswith("# "))
            else:
                self.y -= 9

    def done(self) -> bytes:
        """The bytes of the PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self.content.getvalue()


def two_columns() -> bytes:
    """A side column and a main one under a name across both."""
    page = Page()
    page.line("DELPHINE ACHTERBERG", 200, size=18, bold=True)
    page.line("Gemologist and diamond grader", 220, size=12)
    page.y -= 14
    top = page.y
    page.lines(
        [
            "# CONTACT", "212-555-0134", "delphine@example.com", "New York, NY", "",
            "# SKILLS", "Diamond grading", "Clarity plotting", "Colored stone grading",
            "Spectroscope", "Treatment detection", "Microscope work", "",
            "# LANGUAGES", "English - native", "Dutch - native", "French - B2", "",
            "# CERTIFICATIONS", "Graduate Gemologist (GG)", "GIA, 2015",
        ]
    )  # fmt: skip
    page.y = top
    page.lines(
        [
            "# EXPERIENCE", "Senior Diamond Grader", "Northlight Gem Laboratory, New York, NY",
            "June 2019 - Present", "• Grade 60 stones a day for color and clarity",
            "• Second opinion on treated and grown diamonds", "• Train three junior graders", "",
            "Gemologist", "Halloran & Pike Auctioneers, New York, NY", "2015 - 2019",
            "• Identified and described estate jewelry", "• Wrote condition reports for lots", "",
            "# EDUCATION", "Bachelor of Science in Geology", "Hudson Valley University, 2014",
        ],
        250,
    )  # fmt: skip
    return page.done()


def left_dates() -> bytes:
    """Dates in a column of their own at the left."""
    page = Page(A4)
    page.line("Emeka Castellane", size=16, bold=True)
    page.line("emeka@example.com | +1 312 555 0150 | Chicago, IL")
    rows = [
        ("", "# Work Experience"),
        ("02/2020 - now", "Jewelry CAD Designer"),
        ("", "Prairie Ring Works LLC, Chicago, IL"),
        ("", "Models engagement rings in Rhino and MatrixGold, checks wall thickness for casting,"),
        ("", "and hands files to the print room."),
        ("09/2016 - 01/2020", "Drafting Technician"),
        ("", "Ohms and Partners, Chicago, IL"),
        ("", "Drew parts for lighting fixtures in AutoCAD and kept the drawing archive in order."),
        ("", "# Education"),
        ("2014 - 2016", "Associate of Applied Science in Drafting"),
        ("", "Lakeview City College, Chicago, IL"),
        ("", "# Languages"),
        ("", "English (C2), Italian (mother tongue)"),
    ]
    for left, right in rows:
        if right.startswith("# "):
            page.y -= 10
            page.line(right[2:], 60, size=12, bold=True)
        else:
            page.canvas.setFont("Helvetica", 10)
            page.canvas.drawString(60, page.y, left)
            page.line(right, 180)
    return page.done()


def military() -> bytes:
    """Dates at the right edge."""
    page = Page()
    page.line("ROSALIND TACKETT", 220, size=16, bold=True)
    page.line("Fayetteville, NC  -  910-555-0171  -  r.tackett@example.com", 150)
    page.lines(["", "# SUMMARY", "Army small arms repairer who wants to learn watchmaking.", ""])
    page.line("MILITARY EXPERIENCE", bold=True)
    page.ends("Small Arms and Artillery Repairer (91F), Sergeant", "Aug 2015 - Jul 2023", bold=True)
    page.line("United States Army, Fort Liberty, NC")
    page.lines(
        [
            "• Inspected, took apart and repaired rifles and machine guns with hand tools",
            "• Read technical drawings and kept records of 900 weapons without a loss",
            "• Supervised and taught four soldiers",
            "",
        ]
    )  # fmt: skip
    page.line("OTHER EMPLOYMENT", bold=True)
    page.ends("Locksmith Helper", "2013 - 2015", bold=True)
    page.line("Keystone Lock Co., Raleigh, NC")
    page.lines(["• Cut keys, rekeyed cylinders", "", "# EDUCATION"])
    page.ends("High School Diploma, Cape Fear High School, Fayetteville, NC", "2013")
    page.lines(["", "# CERTIFICATES", "Army Instructor Course, Fort Gregg, 2020", "OSHA 10, 2021"])
    return page.done()


def accents() -> bytes:
    """Accents, and a heading in spaced letters."""
    page = Page(A4)
    page.line("Søren Ångström-Núñez", size=16, bold=True)
    page.line("soren@example.com")
    page.lines(
        [
            "", "# W O R K   H I S T O R Y".replace("   ", "  "), "",
            "Enameller, Émaux François Brûlé, Genève, Switzerland, Mar 2011 – Dec 2016",
            "• Champlevé and plique-à-jour for watch dials", "",
            "Goldsmith, Guldsmedjan Åkesson, Malmö, Sweden, 2017 – present",
            "• Handmade wedding rings in 18 ct gold", "",
            "# EDUCATION", "Journeyman’s Diploma in goldsmithing, Malmö Craft School, 2010", "",
            "# LANGUAGES", "Swedish (native), Spanish (native), French (C1), English (fluent)",
        ]
    )  # fmt: skip
    return page.done()


def europass() -> bytes:
    """A page of a CV with the Europass XML in it, as the portal makes."""
    page = Page(A4)
    page.lines(["# Curriculum vitae", "See the attached data."])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page.done())))
    writer.add_attachment("attachment.xml", (TARGET / "candidate.xml").read_bytes())
    return _written_bytes(writer)


def scan() -> bytes:
    """A page that holds a picture and no text."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    pixels = bytes(255 if (x * y) % 7 else 90 for x in range(40) for y in range(60))
    picture = io.BytesIO(b"P5 40 60 255\n" + pixels)
    page = Page()
    page.canvas.drawImage(ImageReader(picture), 60, 60, 480, 660)
    return page.done()


def locked() -> bytes:
    """A page behind a password."""
    page = Page()
    page.lines(["Experience", "Jeweler, A Workshop, 2019 - 2020"])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page.done())))
    writer.encrypt("not empty", algorithm="RC4-128")
    return _written_bytes(writer)


def _written_bytes(writer: PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


# Word


def _saved_bytes(document: WordDocument) -> bytes:
    """The bytes of a Word file, the same each time: every part of the archive has one date."""
    saved, content = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive, ZipFile(content, "w", ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            copy.writestr(ZipInfo(part.filename), archive.read(part), ZIP_DEFLATED)
    return content.getvalue()


def table() -> bytes:
    """Everything in tables, the name in the header."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Bartholomew Nkemelu, 602-555-0126"
    document.add_heading("Work history", level=1)
    rows = [
        ("Oct 2018 –\npresent", "Jewelry Repairer", "Saguaro Gold & Silver Exchange, Phoenix, AZ",
         ["Chain repair and ring sizing at the counter", "Laser welding near soft stones"]),
        ("2015 – 2018", "Dental Laboratory Technician", "Cactus Dental Lab, Mesa, AZ",
         ["Waxed and cast crowns in gold alloy", "Finished and polished bridges"]),
        ("05/2011 – 12/2014", "Pawn Broker Assistant", "Desert Pawn Inc, Tempe, AZ", []),
    ]  # fmt: skip
    grid = document.add_table(rows=0, cols=2)
    for dates, title, employer, tasks in rows:
        left, right = grid.add_row().cells
        left.text = dates
        _fill(right, [title, employer], tasks)
    document.add_heading("Education and training", level=1)
    schools = document.add_table(rows=0, cols=3)
    for cells in (
        ("2011", "GED", "Maricopa Adult School"),
        ("2018", "Certificate in Jewelry Repair", "Sonora Institute of Jewelry"),
    ):
        for cell, text in zip(schools.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_heading("Key skills", level=1)
    document.add_paragraph("Laser welding, soldering, chain repair, wax carving, customer care")
    return _saved_bytes(document)


def _fill(cell: _Cell, lines: Sequence[str], tasks: Sequence[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)
    for task in tasks:
        cell.add_paragraph(task, style="List Bullet")


def british() -> bytes:
    """Headings by style, British spelling and dates."""
    document = Document()
    document.add_paragraph("Gwendolen Ashby-Okafor", style="Title")
    document.add_paragraph("22 Vyse Terrace, Birmingham B18 6LT, 0121 496 0123, gwen@example.com")
    document.add_heading("Personal profile", level=2)
    document.add_paragraph(
        "Jewellery valuer and former bench jeweller. I organise my own catalogue, and colour is my "
        "favourite subject. D.O.B. 03/11/1988."
    )
    document.add_heading("Career history", level=2)
    jobs = [
        ("Jewellery Valuer, Frobisher & Daughters Auctioneers, Birmingham",
         "01/09/2019 – present", ["Catalogued jewellery for monthly sales", "Valued for probate"]),
        ("Bench Jeweller, Warstone Workshops Ltd, Birmingham",
         "15/06/2012 – 30/08/2019", ["Mounted rings, repaired chains, rhodium plating"]),
        ("Saturday Assistant (part time), Aldgate Jewellers, Wolverhampton",
         "2010 – 2012", []),
    ]  # fmt: skip
    for header, dates, tasks in jobs:
        paragraph = document.add_paragraph()
        paragraph.add_run(header).bold = True
        document.add_paragraph(dates)
        for task in tasks:
            document.add_paragraph(task, style="List Bullet")
    document.add_heading("Education & qualifications", level=2)
    document.add_paragraph("BA (Hons) Jewellery and Objects, Birmingham City University, 2012")
    document.add_paragraph("9 GCSEs, Handsworth Grove School, 2007")
    document.add_heading("Professional qualifications", level=2)
    document.add_paragraph(
        "Professional Jewellers' Diploma, National Association of Jewellers, 2016"
    )
    document.add_paragraph("Gemmology Diploma (FGA), Gem-A, 2018")
    document.add_heading("References", level=2)
    document.add_paragraph("Mr Alaric Stone, Warstone Workshops, 0121 496 0456")
    return _saved_bytes(document)


def watchmaker() -> bytes:
    """No styles, dates behind a tab."""
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph("Casimir Threlkeld")
    document.add_paragraph("Lancaster, PA | 717-555-0148 | casimir@example.com")
    document.add_paragraph("EXPERIENCE")
    document.add_paragraph(
        "Watchmaker at Susquehanna Time Service, Lancaster, PA\tJan. 2014 – Present"
    )
    for task in ("Full service of ETA 2824-2, 2892 and 7750 movements",
                 "Timing and regulation, water resistance tests, case and bracelet refinishing",
                 "Restored old pocket watches; made staffs and stems on the lathe"):  # fmt: skip
        document.add_paragraph(task, style="List Bullet")
    document.add_paragraph(
        "Watch Technician, Bellwether Department Store, Harrisburg, PA\t2011 – 2013"
    )
    document.add_paragraph("Batteries, straps, bracelet sizing", style="List Bullet")
    document.add_paragraph("CERTIFICATIONS")
    document.add_paragraph("WOSTEP 3000-hour watchmaking course, 2013")
    document.add_paragraph("Certified Watchmaker of the 21st Century (CW21), AWCI, 2016")
    document.add_paragraph("First aid certificate, Red Cross, 2022")
    document.add_paragraph("EDUCATION")
    document.add_paragraph("Lititz Watch Technicum program\t2011 – 2013")
    document.add_paragraph("Diploma, Conestoga High School, Lancaster, PA\t2009")
    document.add_paragraph("LANGUAGES")
    document.add_paragraph("English, Polish (B1)")
    return _saved_bytes(document)


_BOX = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="width:200pt;height:90pt">
 <v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"""


def text_boxes() -> bytes:
    """A section in a text box."""
    document = Document()
    document.add_paragraph("Zofia Wiśniewska-Đặng")
    document.add_paragraph("zofia@example.com")
    document.add_heading("Employment", level=1)
    document.add_paragraph("Pearl Stringer | Perłowy Dom | Austin, TX | 2019 to 2022")
    document.add_paragraph("Restrung and knotted pearls for three shops", style="List Bullet")
    document.add_paragraph("Seamstress | Łódź Theater Workshop | Łódź, Poland | 2012 to 2018")
    document.add_paragraph("Beadwork on costumes by hand", style="List Bullet")
    lines = ("Languages", "Polish: native", "Vietnamese: B1", "English: C1")
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(_BOX.format(box)))
    return _saved_bytes(document)


if __name__ == "__main__":
    main()
