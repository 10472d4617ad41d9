"""Read Europass XML as a draft profile: the passport of version 3.x, or the Candidate form.

The passport (`SkillsPassport`) is defined by Cedefop's schemas, version 3.4.1. Elements are found
by name; their namespaces are ignored.
"""

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.inputs.xml import Node, parse
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import add_dates, set_field, truncate_title
from benchpin.profile.interchange.europass.candidate_reader import read_candidate
from benchpin.profile.interchange.europass.common import (
    ONGOING,
    add_certificate,
    add_school,
    add_spoken,
    lowest_cefr_level,
    note_language,
    strip_html,
)
from benchpin.profile.resume.draft import DraftProfile, Entry


def read_xml(text: str, name: str, catalog: Catalog, composed_text: ComposedText) -> DraftProfile:
    """The draft of a Europass document; raises BadFile for other XML."""
    root = parse(text, name)
    if root.name == "SkillsPassport":
        return _read_passport(root, catalog, composed_text)
    if root.name == "Candidate":
        return read_candidate(root, catalog, composed_text)
    raise BadFile(
        f"{name}: is XML, but no Europass document (its root is '{root.name[:60]}'); save the "
        "resume as PDF or Word"
    )


def _read_passport(root: Node, catalog: Catalog, composed_text: ComposedText) -> DraftProfile:
    draft = DraftProfile()
    learner = root.at("LearnerInfo") or Node("LearnerInfo", {})
    language = root.attributes.get("locale", "en")
    note_language(language, draft)
    _note_person(learner, composed_text)
    headline = learner.text("Headline", "Description", "Label")
    if headline:
        composed_text.heading("Headline")
        composed_text.add(headline)
    for job in learner.all("WorkExperience"):
        composed_text.heading("Experience")
        title = composed_text.add(job.text("Position", "Label") or job.text("Position"))
        if title is None:
            draft.notes.append("A position was left out: it has no title.")
            continue
        entry: Entry = {"title": truncate_title(title)}
        set_field(entry, "employer", composed_text.add(job.text("Employer", "Name")))
        set_field(
            entry,
            "place",
            composed_text.add(_place(job.at("Employer", "ContactInfo", "Address", "Contact"))),
        )
        period = job.at("Period")
        add_dates(entry, _date(period, "From"), _date(period, "To"), composed_text, draft)
        set_field(entry, "did", composed_text.add(strip_html(job.text("Activities"))))
        draft.experience.append(entry)
    for school in learner.all("Education"):
        add_school(
            school.text("Title"),
            school.text("Organisation", "Name"),
            _end_date(school.at("Period")),
            (school.text("Level", "Code"), school.text("Level", "Label")),
            strip_html(school.text("Activities")),
            (catalog, composed_text, draft),
        )
    _passport_languages(learner, composed_text, draft)
    _passport_skills(learner, composed_text, catalog, draft)
    return draft


def _note_person(learner: Node, composed_text: ComposedText) -> None:
    """Record the kinds of private details in a document, and the name; none goes into the text."""
    person_name = learner.at("Identification", "PersonName")
    composed_text.name = (
        f"{person_name.text('FirstName')} {person_name.text('Surname')}".strip()
        if person_name
        else None
    )
    kinds = {
        "PersonName": "name", "Email": "email address", "Telephone": "phone number",
        "AddressLine": "street address", "Website": "web address", "Photo": "picture",
        "InstantMessaging": "social media name", "Birthdate": "date of birth", "Gender": "gender",
        "Nationality": "nationality",
    }  # fmt: skip
    for element, kind in kinds.items():
        if learner.all(element):
            composed_text.left_out.add(kind)


def _place(contact: Node | None) -> str:
    if contact is None:
        return ""
    parts = (contact.text("Municipality"), contact.text("Country", "Label"))
    return ", ".join(part for part in parts if part)


def _date(period: Node | None, name: str) -> str | None:
    """A date of the passport, `year="2001" month="--03" day="---10"`, as 2001-03-10."""
    node = period.at(name) if period else None
    if node is None:
        return None
    # Up to the first missing part: a day without a month is no date.
    parts = [node.attributes.get(key, "").strip("-") for key in ("year", "month", "day")]
    return "-".join(parts[: next((n for n, part in enumerate(parts) if not part), 3)]) or None


def _end_date(period: Node | None) -> str | None:
    """The end of a school, `NOW` where it goes on."""
    if period is not None and period.text("Current") == "true":
        return ONGOING
    return _date(period, "To")


def _passport_languages(learner: Node, composed_text: ComposedText, draft: DraftProfile) -> None:
    languages = [(node, "native") for node in learner.all("MotherTongue")]
    languages += [
        (node, lowest_cefr_level(node.at("ProficiencyLevel")))
        for node in learner.all("ForeignLanguage")
    ]
    if languages:
        composed_text.heading("Languages")
    for node, level in languages:
        add_spoken(
            node.text("Description", "Label"),
            node.text("Description", "Code"),
            level,
            composed_text,
            draft,
        )


def _passport_skills(
    learner: Node, composed_text: ComposedText, catalog: Catalog, draft: DraftProfile
) -> None:
    skills = learner.at("Skills")
    names = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
    descriptions = (
        [strip_html(skills.text(name, "Description")) for name in names] if skills else []
    )
    if any(descriptions):
        composed_text.heading("Skills")
        for text in descriptions:
            composed_text.add(text)
    for achievement in learner.all("Achievement"):
        kind, text = achievement.text("Title", "Code"), strip_html(achievement.text("Description"))
        if kind == "references":
            composed_text.left_out.add("referee")
        elif kind == "certifications" and "\n" not in text:
            composed_text.heading("Certificates")
            if subject := composed_text.add(text):
                add_certificate(subject, None, None, catalog, draft)
        else:
            composed_text.heading(achievement.text("Title", "Label") or "Other")
            composed_text.add(text)
