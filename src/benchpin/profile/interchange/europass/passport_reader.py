"""Europass XML as a draft of a profile: the passport of version 3.x, and what form it is.

The passport (`SkillsPassport`) is defined by Cedefop's schemas, version 3.4.1. Names of elements
count, their namespaces do not.
"""

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.inputs.xml import Node, parse
from benchpin.profile.interchange.composed_text import ComposedText
from benchpin.profile.interchange.entries import add_dates, set_field, truncate_title
from benchpin.profile.interchange.europass.candidate_reader import read_candidate
from benchpin.profile.interchange.europass.common import (
    NOW,
    add_certificate,
    add_school,
    add_spoken,
    lowest,
    note_language,
    strip_html,
)
from benchpin.profile.resume.draft import DraftProfile, Entry


def read_xml(text: str, name: str, catalog: Catalog, page: ComposedText) -> DraftProfile:
    """The draft in a Europass document; raises BadFile for XML that is none."""
    root = parse(text, name)
    if root.name == "SkillsPassport":
        return _passport(root, catalog, page)
    if root.name == "Candidate":
        return read_candidate(root, catalog, page)
    raise BadFile(
        f"{name}: is XML, but no Europass document (its root is '{root.name[:60]}'); save the "
        "resume as PDF or Word"
    )


def _passport(root: Node, catalog: Catalog, page: ComposedText) -> DraftProfile:
    draft = DraftProfile()
    learner = root.at("LearnerInfo") or Node("LearnerInfo", {})
    language = root.attributes.get("locale", "en")
    note_language(language, draft)
    _note_person(learner, page)
    headline = learner.text("Headline", "Description", "Label")
    if headline:
        page.heading("Headline")
        page.add(headline)
    for job in learner.all("WorkExperience"):
        page.heading("Experience")
        title = page.add(job.text("Position", "Label") or job.text("Position"))
        if title is None:
            draft.notes.append("A position was left out: it has no title.")
            continue
        entry: Entry = {"title": truncate_title(title)}
        set_field(entry, "employer", page.add(job.text("Employer", "Name")))
        set_field(
            entry,
            "place",
            page.add(_place(job.at("Employer", "ContactInfo", "Address", "Contact"))),
        )
        period = job.at("Period")
        add_dates(entry, _date(period, "From"), _date(period, "To"), page, draft)
        set_field(entry, "did", page.add(strip_html(job.text("Activities"))))
        draft.experience.append(entry)
    for school in learner.all("Education"):
        add_school(
            school.text("Title"),
            school.text("Organisation", "Name"),
            _ended(school.at("Period")),
            (school.text("Level", "Code"), school.text("Level", "Label")),
            strip_html(school.text("Activities")),
            (catalog, page, draft),
        )
    _passport_languages(learner, page, draft)
    _passport_skills(learner, page, catalog, draft)
    return draft


def _note_person(learner: Node, page: ComposedText) -> None:
    """Remember which private details stand in a document; none of them is read."""
    named = learner.at("Identification", "PersonName")
    page.name = f"{named.text('FirstName')} {named.text('Surname')}".strip() if named else None
    kinds = {
        "PersonName": "name", "Email": "email address", "Telephone": "phone number",
        "AddressLine": "street address", "Website": "web address", "Photo": "picture",
        "InstantMessaging": "social media name", "Birthdate": "date of birth", "Gender": "gender",
        "Nationality": "nationality",
    }  # fmt: skip
    for element, kind in kinds.items():
        if learner.all(element):
            page.left_out.add(kind)


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
    parts = [node.attributes.get(key, "").strip("-") for key in ("year", "month", "day")]
    return "-".join(parts[: next((n for n, part in enumerate(parts) if not part), 3)]) or None


def _ended(period: Node | None) -> str | None:
    """The day a school ended, "now" where it goes on."""
    if period is not None and period.text("Current") == "true":
        return NOW
    return _date(period, "To")


def _passport_languages(learner: Node, page: ComposedText, draft: DraftProfile) -> None:
    spoken = [(node, "native") for node in learner.all("MotherTongue")]
    spoken += [
        (node, lowest(node.at("ProficiencyLevel"))) for node in learner.all("ForeignLanguage")
    ]
    if spoken:
        page.heading("Languages")
    for node, level in spoken:
        add_spoken(
            node.text("Description", "Label"), node.text("Description", "Code"), level, page, draft
        )


def _passport_skills(
    learner: Node, page: ComposedText, catalog: Catalog, draft: DraftProfile
) -> None:
    skills = learner.at("Skills")
    names = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
    held = [strip_html(skills.text(name, "Description")) for name in names] if skills else []
    if any(held):
        page.heading("Skills")
        for text in held:
            page.add(text)
    for achievement in learner.all("Achievement"):
        kind, text = achievement.text("Title", "Code"), strip_html(achievement.text("Description"))
        if kind == "references":
            page.left_out.add("referee")
        elif kind == "certifications" and "\n" not in text:
            page.heading("Certificates")
            if what := page.add(text):
                add_certificate(what, None, None, catalog, draft)
        else:
            page.heading(achievement.text("Title", "Label") or "Other")
            page.add(text)
