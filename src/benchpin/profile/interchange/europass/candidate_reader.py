"""Europass XML as the European Commission's site has written it since 2020: `Candidate`.

Its names are those of HR-XML; it is read as far as its public description goes.
"""

from benchpin.catalog import Catalog
from benchpin.inputs.xml import Node
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import (
    add_dates,
    as_value,
    day_of,
    set_field,
    truncate_title,
)
from benchpin.profile.interchange.europass.common import (
    CEFR,
    NOW,
    add_certificate,
    add_school,
    add_spoken,
    note_language,
    strip_html,
)
from benchpin.profile.resume.draft import DraftProfile, Entry


def read_candidate(root: Node, catalog: Catalog, page: ComposedText) -> DraftProfile:
    """The draft in a Candidate document: its English profile, or else the first."""
    draft = DraftProfile()
    person = root.at("CandidatePerson") or Node("CandidatePerson", {})
    profiles = [node for node in root.children if node.name == "CandidateProfile"]
    english = [p for p in profiles if p.attributes.get("languageCode", "en").startswith("en")]
    chosen = next(iter(english or profiles), Node("CandidateProfile", {}))
    note_language(chosen.attributes.get("languageCode", "en"), draft)
    _note_candidate(person, root, page)
    summary = strip_html(chosen.text("ExecutiveSummary") or chosen.text("CandidateObjective"))
    if summary:
        page.heading("Summary")
        page.add(summary)
    for employer in chosen.all("EmployerHistory"):
        for job in employer.all("PositionHistory"):
            _candidate_job(employer, job, page, draft)
    for school in chosen.all("EducationOrganizationAttendance"):
        degree = school.at("EducationDegree") or Node("EducationDegree", {})
        add_school(
            degree.text("DegreeName") or school.text("ProgramName"),
            school.text("OrganizationName"),
            _candidate_ended(school.at("AttendancePeriod"), degree),
            (school.text("EducationLevelCode"), ""),
            strip_html(degree.text("OccupationalSkillsCovered")),
            (catalog, page, draft),
        )
    for held in chosen.all("Certification"):
        page.heading("Certificates")
        if what := page.add(held.text("CertificationName")):
            body = held.at("IssuingAuthority") or held.at("IssuingAuthortity")
            issuer = page.add(body.text("Name") or body.whole().strip()) if body else None
            ended = _when(held, "FirstIssuedDate") or _when(held, "CertificationDate")
            day = day_of(ended)
            year = as_value(page.add(ended), int(day[:4])) if day else None
            add_certificate(what, issuer, year, catalog, draft)
    _candidate_skills(person, chosen, page, draft)
    return draft


def _candidate_ended(period: Node | None, degree: Node) -> str | None:
    if period is not None and period.text("Ongoing") == "true":
        return NOW
    return _when(period, "EndDate") or _when(degree, "DegreeDate")


def _note_candidate(person: Node, root: Node, page: ComposedText) -> None:
    kinds = {
        "PersonName": "name", "BirthDate": "date of birth", "GenderCode": "gender",
        "NationalityCode": "nationality", "Visa": "visa or residence status",
        "Address": "street address", "Disability": "health", "PlaceOfBirth": "place of birth",
        "PersonID": "identity number",
    }  # fmt: skip
    page.left_out |= {kind for element, kind in kinds.items() if person.all(element)}
    named = person.at("PersonName")
    page.name = f"{named.text('GivenName')} {named.text('FamilyName')}".strip() if named else None
    channels = {node.text("ChannelCode").lower() for node in person.all("Communication")}
    names = {
        "email": "email address", "telephone": "phone number", "web": "web address",
        "instantmessage": "social media name",
    }  # fmt: skip
    page.left_out |= {kind for channel, kind in names.items() if channel in channels}
    if root.all("Attachment"):
        page.left_out.add("picture")
    if root.all("EmploymentReferences"):
        page.left_out.add("referee")


def _candidate_job(employer: Node, job: Node, page: ComposedText, draft: DraftProfile) -> None:
    page.heading("Experience")
    title = page.add(" ".join(job.text("PositionTitle").split()))
    if title is None:
        draft.notes.append("A position was left out: it has no title.")
        return
    entry: Entry = {"title": truncate_title(title)}
    set_field(entry, "employer", page.add(employer.text("OrganizationName")))
    place = [job.text("City"), job.text("Country") or job.text("CountryCode")]
    if not any(place):
        towns = [node.whole().strip() for node in employer.all("CityName")]
        place = towns[:1]
    set_field(
        entry, "place", page.add(", ".join(p if len(p) != 2 else p.upper() for p in place if p))
    )
    period = job.at("EmploymentPeriod") or employer.at("EmploymentPeriod")
    now = period is not None and period.text("CurrentIndicator") == "true"
    ended = None if now else _when(period, "EndDate")
    add_dates(entry, _when(period, "StartDate"), ended, page, draft)
    set_field(entry, "did", page.add(strip_html(job.text("Description"))))
    draft.experience.append(entry)


def _when(node: Node | None, name: str) -> str | None:
    """A date of the Candidate form."""
    if node is None:
        return None
    return node.text(name, "FormattedDateTime") or node.text(name, "DateText") or None


def _candidate_skills(person: Node, profile: Node, page: ComposedText, draft: DraftProfile) -> None:
    spoken: list[tuple[str, str]] = [
        (node.whole().strip(), "native") for node in person.all("PrimaryLanguageCode")
    ]
    skills: list[str] = []
    for held in profile.all("PersonCompetency"):
        if held.text("TaxonomyID") == "language":
            levels = [node.whole().strip() for node in held.all("ScoreText")]
            lowest = min((level for level in levels if level in CEFR), default="")
            spoken.append((held.text("CompetencyID"), lowest))
        elif not held.text("CompetencyID").startswith("http"):
            skills.append(held.text("CompetencyName") or held.text("CompetencyID"))
        elif held.text("CompetencyName"):
            skills.append(held.text("CompetencyName"))
    if spoken:
        page.heading("Languages")
    for code, level in spoken:
        add_spoken("", code, level, page, draft)
    if skills:
        page.heading("Skills")
        page.add("\n".join(skills))
    for name in ("Others", "Other", "HobbiesAndInterests", "Projects"):
        for node in profile.all(name):
            page.together(*(strip_html(part.whole()) for part in node.all("Description")))
