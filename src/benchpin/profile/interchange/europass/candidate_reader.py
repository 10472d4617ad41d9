"""Read the `Candidate` form of Europass XML, written by the European Commission's site since 2020.

Its element names are those of HR-XML; it is read as far as its public description goes.
"""

from benchpin.catalog import Catalog
from benchpin.inputs.xml import Node
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import (
    add_dates,
    parse_day,
    set_field,
    truncate_title,
    with_value,
)
from benchpin.profile.interchange.europass.common import (
    CEFR,
    ONGOING,
    add_certificate,
    add_school,
    add_spoken,
    note_language,
    strip_html,
)
from benchpin.profile.resume.draft import DraftProfile, Entry


def read_candidate(root: Node, catalog: Catalog, composed_text: ComposedText) -> DraftProfile:
    """The draft of a Candidate document: its English profile, or else its first."""
    draft = DraftProfile()
    person = root.at("CandidatePerson") or Node("CandidatePerson", {})
    profiles = [node for node in root.children if node.name == "CandidateProfile"]
    english = [p for p in profiles if p.attributes.get("languageCode", "en").startswith("en")]
    profile = next(iter(english or profiles), Node("CandidateProfile", {}))
    note_language(profile.attributes.get("languageCode", "en"), draft)
    _note_candidate(person, root, composed_text)
    summary = strip_html(profile.text("ExecutiveSummary") or profile.text("CandidateObjective"))
    if summary:
        composed_text.heading("Summary")
        composed_text.add(summary)
    for employer in profile.all("EmployerHistory"):
        for job in employer.all("PositionHistory"):
            _candidate_job(employer, job, composed_text, draft)
    for school in profile.all("EducationOrganizationAttendance"):
        degree = school.at("EducationDegree") or Node("EducationDegree", {})
        add_school(
            degree.text("DegreeName") or school.text("ProgramName"),
            school.text("OrganizationName"),
            _end_date(school.at("AttendancePeriod"), degree),
            (school.text("EducationLevelCode"), ""),
            strip_html(degree.text("OccupationalSkillsCovered")),
            (catalog, composed_text, draft),
        )
    for certification in profile.all("Certification"):
        composed_text.heading("Certificates")
        if subject := composed_text.add(certification.text("CertificationName")):
            issuing_body = certification.at("IssuingAuthority") or certification.at(
                "IssuingAuthortity"
            )
            issuer = (
                composed_text.add(issuing_body.text("Name") or issuing_body.whole().strip())
                if issuing_body
                else None
            )
            ended = _date_text(certification, "FirstIssuedDate") or _date_text(
                certification, "CertificationDate"
            )
            day = parse_day(ended)
            year = with_value(composed_text.add(ended), int(day[:4])) if day else None
            add_certificate(subject, issuer, year, catalog, draft)
    _candidate_skills(person, profile, composed_text, draft)
    return draft


def _end_date(period: Node | None, degree: Node) -> str | None:
    """The end of a school, `NOW` where it goes on, else the date of the degree."""
    if period is not None and period.text("Ongoing") == "true":
        return ONGOING
    return _date_text(period, "EndDate") or _date_text(degree, "DegreeDate")


def _note_candidate(person: Node, root: Node, composed_text: ComposedText) -> None:
    """Record the kinds of private details in a document, and the name; none goes into the text."""
    kinds = {
        "PersonName": "name", "BirthDate": "date of birth", "GenderCode": "gender",
        "NationalityCode": "nationality", "Visa": "visa or residence status",
        "Address": "street address", "Disability": "health", "PlaceOfBirth": "place of birth",
        "PersonID": "identity number",
    }  # fmt: skip
    composed_text.left_out |= {kind for element, kind in kinds.items() if person.all(element)}
    person_name = person.at("PersonName")
    composed_text.name = (
        f"{person_name.text('GivenName')} {person_name.text('FamilyName')}".strip()
        if person_name
        else None
    )
    channels = {node.text("ChannelCode").lower() for node in person.all("Communication")}
    kinds_by_channel = {
        "email": "email address", "telephone": "phone number", "web": "web address",
        "instantmessage": "social media name",
    }  # fmt: skip
    composed_text.left_out |= {
        kind for channel, kind in kinds_by_channel.items() if channel in channels
    }
    if root.all("Attachment"):
        composed_text.left_out.add("picture")
    if root.all("EmploymentReferences"):
        composed_text.left_out.add("referee")


def _candidate_job(
    employer: Node, job: Node, composed_text: ComposedText, draft: DraftProfile
) -> None:
    composed_text.heading("Experience")
    title = composed_text.add(" ".join(job.text("PositionTitle").split()))
    if title is None:
        draft.notes.append("A position was left out: it has no title.")
        return
    entry: Entry = {"title": truncate_title(title)}
    set_field(entry, "employer", composed_text.add(employer.text("OrganizationName")))
    place = [job.text("City"), job.text("Country") or job.text("CountryCode")]
    if not any(place):
        towns = [node.whole().strip() for node in employer.all("CityName")]
        place = towns[:1]
    set_field(
        entry,
        "place",
        composed_text.add(", ".join(p if len(p) != 2 else p.upper() for p in place if p)),
    )
    period = job.at("EmploymentPeriod") or employer.at("EmploymentPeriod")
    is_current = period is not None and period.text("CurrentIndicator") == "true"
    ended = None if is_current else _date_text(period, "EndDate")
    add_dates(entry, _date_text(period, "StartDate"), ended, composed_text, draft)
    set_field(entry, "did", composed_text.add(strip_html(job.text("Description"))))
    draft.experience.append(entry)


def _date_text(node: Node | None, name: str) -> str | None:
    """The text of a date element; None without one."""
    if node is None:
        return None
    return node.text(name, "FormattedDateTime") or node.text(name, "DateText") or None


def _candidate_skills(
    person: Node, profile: Node, composed_text: ComposedText, draft: DraftProfile
) -> None:
    languages: list[tuple[str, str]] = [
        (node.whole().strip(), "native") for node in person.all("PrimaryLanguageCode")
    ]
    skills: list[str] = []
    for competency in profile.all("PersonCompetency"):
        if competency.text("TaxonomyID") == "language":
            levels = [node.whole().strip() for node in competency.all("ScoreText")]
            # The lowest of the five language skills, as in the passport: see `common.lowest`.
            lowest = min((level for level in levels if level in CEFR), default="")
            languages.append((competency.text("CompetencyID"), lowest))
        elif not competency.text("CompetencyID").startswith("http"):
            skills.append(competency.text("CompetencyName") or competency.text("CompetencyID"))
        elif competency.text("CompetencyName"):
            skills.append(competency.text("CompetencyName"))
    if languages:
        composed_text.heading("Languages")
    for code, level in languages:
        add_spoken("", code, level, composed_text, draft)
    if skills:
        composed_text.heading("Skills")
        composed_text.add("\n".join(skills))
    for name in ("Others", "Other", "HobbiesAndInterests", "Projects"):
        for node in profile.all(name):
            composed_text.add_lines(*(strip_html(part.whole()) for part in node.all("Description")))
