"""The review sheet of a role: every claim with boxes to mark, on paper or as a table to fill in."""

import csv
import io
from itertools import groupby

from benchpin.catalog import Catalog
from benchpin.documents.guidance.method import data_version_rows
from benchpin.documents.guides.role_claims import RoleClaim, role_claims
from benchpin.documents.model import (
    DefinitionList,
    Document,
    Section,
    Table,
    TextLine,
)
from benchpin.facts import OUR_JUDGEMENT
from benchpin.wording.format import format_period
from benchpin.wording.phrases import phrase

SHEET_COLUMNS = ("claim", "text", "sources", "right", "correction")


def review_sheet(role_id: str, catalog: Catalog) -> Document:
    """The sheet for print: lines for who reviews, then the claims in tables with boxes."""
    sections = [
        _section(group, tuple(claims), role_id, catalog)
        for group, claims in groupby(role_claims(role_id, catalog), key=lambda c: c.group)
    ]
    blank = TextLine(phrase("review.blank"))
    fields = ("name", "trade", "years", "day")
    reviewer = DefinitionList(tuple((phrase(f"review.{field}"), blank) for field in fields))
    return Document(
        title=phrase("review.title", role=catalog.roles[role_id].label),
        trade=phrase("trade"),
        lede=(TextLine(phrase("review.what_it_is")), TextLine(phrase("review.rests_on"))),
        sections=(Section("reviewer", phrase("guide.reviewed"), (reviewer,)), *sections),
        sources=(),
        about=_about(catalog),
    )


def review_sheet_csv(role_id: str, catalog: Catalog) -> str:
    """The sheet as a CSV table, whose columns `right` and `correction` are to be filled in."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(SHEET_COLUMNS)
    for claim in role_claims(role_id, catalog):
        remarks = [_publishers(claim, catalog), *_disputes(claim, role_id, catalog)]
        writer.writerow((claim.id, claim.text, "; ".join(remarks), "", ""))
    return text.getvalue()


def _about(catalog: Catalog) -> Section:
    checked = catalog.checked_range[1].isoformat()
    return Section(
        "about", phrase("review.about"), (DefinitionList(data_version_rows((), checked)),)
    )


def _section(group: str, claims: tuple[RoleClaim, ...], role_id: str, catalog: Catalog) -> Section:
    heading = phrase(f"review.headings.{group}")
    columns = ("claim", "text", "sources", "mark", "correction")
    rows = tuple(
        (
            claim.id,
            " ".join((claim.text, *_disputes(claim, role_id, catalog))),
            _publishers(claim, catalog),
            phrase("review.boxes"),
            phrase("review.line"),
        )
        for claim in claims
    )
    table = Table(
        phrase("review.caption", what=heading),
        tuple(phrase(f"review.{column}") for column in columns),
        rows,
        kind="words",
    )
    return Section(group, heading, (table,))


def _publishers(claim: RoleClaim, catalog: Catalog) -> str:
    """The publishers of a claim's sources, each once, or that it is our judgement."""
    names = (
        phrase("review.judgement") if i == OUR_JUDGEMENT else catalog.sources[i].publisher
        for i in claim.sources
    )
    return "; ".join(dict.fromkeys(names))


def _disputes(claim: RoleClaim, role_id: str, catalog: Catalog) -> list[str]:
    """What reviewers already said against a claim as it stands now."""
    return [
        phrase(
            "review.disputed",
            name=dispute.name,
            day=format_period(dispute.day.isoformat()),
            correction=dispute.correction,
        )
        for dispute in catalog.disputes
        if (dispute.role, dispute.claim, dispute.text) == (role_id, claim.id, claim.text)
    ]
