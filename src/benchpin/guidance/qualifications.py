"""How schooling and certificates were read: as qualifications, diplomas from abroad, or unsure."""

from collections.abc import Iterator
from itertools import islice

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    ForeignDiploma,
    Statement,
    catalog_value,
    make_statement,
    profile_value,
)
from benchpin.guidance.model import CodedQualification, NextQuestion
from benchpin.match import Candidate
from benchpin.profile.qualification_names import similar_qualification

MAX_UNCLEAR = 2
"""How many qualifications are asked about at a time."""
MAX_ENTRIES = 20
"""How many entries without a qualification are compared with the names of all."""


def coded_qualifications(candidate: Candidate, catalog: Catalog) -> tuple[CodedQualification, ...]:
    """Each finished schooling and certificate that was read as a qualification or a diploma."""
    awards = [
        CodedQualification(
            path=path,
            what=candidate.text_at(path),
            qualification=award,
            country=None,
            statement=_award_statement(path, award, candidate, catalog),
        )
        for path, award in candidate.awards_by_path.items()
    ]
    diplomas = [
        CodedQualification(
            path=path,
            what=candidate.text_at(path),
            qualification=None,
            country=diploma.country,
            statement=_diploma_statement(path, diploma, candidate, catalog),
        )
        for path, diploma in candidate.diplomas_by_path.items()
    ]
    return (*awards, *diplomas)


def _award_statement(path: str, award: str, candidate: Candidate, catalog: Catalog) -> Statement:
    record = catalog.qualifications[award]
    return make_statement(
        "qualification-read",
        what=profile_value(candidate.text_at(path), path),
        qualification=catalog_value(record.label, f"qualifications/{award}/label"),
    )


def _diploma_statement(
    path: str, diploma: ForeignDiploma, candidate: Candidate, catalog: Catalog
) -> Statement:
    """What a diploma from abroad is, and outside its country whom to ask about recognition."""
    row = f"foreign-diplomas/{diploma.diploma}"
    ask = prose_values("ask", diploma.ask, f"{row}/ask", catalog, (OUR_JUDGEMENT,))
    is_abroad = (candidate.profile.circumstances.country or "US") != diploma.country
    return make_statement(
        "diploma-abroad" if is_abroad else "diploma-read",
        ask if is_abroad else {},
        what=profile_value(candidate.text_at(path), path),
        diploma=catalog_value(diploma.diploma, f"{row}/diploma"),
        level=catalog_value(diploma.level, f"{row}/level"),
        country=catalog_value(catalog.places[diploma.country], f"places/{diploma.country}"),
        judged=True,
    )


def unclear_qualifications(candidate: Candidate, catalog: Catalog) -> Iterator[NextQuestion]:
    """A question for each entry whose words are only like the name of a qualification."""
    entries = [
        (f"{part}.{index}", entry)
        for part in ("education", "certificates")
        for index, entry in enumerate(getattr(candidate.profile, part))
        if f"{part}.{index}.what" not in candidate.diplomas_by_path
        and not entry.qualification
        and not getattr(entry, "unfinished", None)
    ]
    asked_count = 0
    for place, entry in islice(entries, MAX_ENTRIES):
        similar_id = similar_qualification(entry.what, catalog)
        if similar_id is None or asked_count == MAX_UNCLEAR:
            continue
        asked_count += 1
        record = catalog.qualifications[similar_id]
        yield NextQuestion(
            path=f"{place}.qualification",
            kind="qualification-unclear",
            values={
                "what": profile_value(entry.what, f"{place}.what"),
                "qualification": catalog_value(record.label, f"qualifications/{similar_id}/label"),
            },
        )
