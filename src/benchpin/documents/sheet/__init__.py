"""The sheet: one page that a counselor hands out, as HTML and as PDF.

It shows the short answer of at most three roles, this week's step and whom to ask. What a person
ruled out for their health or for other reasons of their own stands on it only where they ask so.
"""

from benchpin.documents.sheet.build import guidance_sheet, paper_size
from benchpin.documents.sheet.formats import sheet_as_html, sheet_as_pdf
from benchpin.documents.sheet.model import Paper, Sheet, SheetContact, SheetRole

__all__ = [
    "Paper",
    "Sheet",
    "SheetContact",
    "SheetRole",
    "guidance_sheet",
    "paper_size",
    "sheet_as_html",
    "sheet_as_pdf",
]
