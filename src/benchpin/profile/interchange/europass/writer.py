"""Write a profile as Europass XML, the SkillsPassport of Cedefop's schema 3.4."""

import html
import json
import re
from datetime import date
from typing import Final
from xml.etree import ElementTree as Xml  # nosec B405  # it writes here and reads nothing

from benchpin.catalog import Catalog
from benchpin.profile.interchange.extension import ExtensionCertificate, ProfileExtension
from benchpin.profile.interchange.extension_writer import build_extension
from benchpin.profile.interchange.loss_report import (
    ExportedLanguage,
    ExportedSkill,
    ExportLoss,
    export_languages,
    export_skills,
    losses_of_every_format,
)
from benchpin.profile.model import Certificate, Position, Profile, Schooling

NAMESPACE: Final = "http://europass.cedefop.europa.eu/Europass"
LANGUAGE_SKILLS: Final = (
    "Listening",
    "Reading",
    "SpokenInteraction",
    "SpokenProduction",
    "Writing",
)
LEVELS: Final = {
    "none": "No diploma",
    "high-school": "High school",
    "some-college": "Some college",
    "certificate": "Certificate",
    "associate": "Associate degree",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "doctorate": "Doctorate",
}
_NO_CODE: Final = ("ha", "ig", "si")
"""Two-letter language codes that Europass does not list."""
# Characters that XML 1.0 does not allow, not even as references.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_europass(
    profile: Profile, catalog: Catalog, as_of: date
) -> tuple[str, list[ExportLoss], list[ExportLoss]]:
    """The XML text, the losses, and the parts that only Benchpin reads.

    `as_of` is the creation date, which the schema requires.
    """
    exported_languages, lost_languages = export_languages(profile)
    exported_skills, lost_skills = export_skills(profile, catalog)
    extension, benchpin_only = build_extension(
        profile, exported_skills, tuple(map(_certificate_extension, profile.certificates))
    )
    for number, certificate in enumerate(profile.certificates):
        reason = "it stands in the words of the certificate"
        benchpin_only += [
            ExportLoss(f"certificates.{number}.{key}", reason)
            for key in ("issuer", "year")
            if getattr(certificate, key)
        ]
    root = Xml.Element("SkillsPassport", {"xmlns": NAMESPACE, "locale": "en"})
    _about(root, as_of, extension)
    learner = _child(root, "LearnerInfo")
    if profile.experience:
        jobs = _child(learner, "WorkExperienceList")
        for job in profile.experience:
            _job(jobs, job)
    if profile.education:
        studies = _child(learner, "EducationList")
        for study in profile.education:
            _study(studies, study)
    if exported_languages or exported_skills:
        _skills(_child(learner, "Skills"), exported_languages, exported_skills)
    if profile.certificates:
        awards = _child(learner, "AchievementList")
        for award in profile.certificates:
            achievement = _child(awards, "Achievement")
            _label(achievement, "Title", "Certifications", "certifications")
            _text(achievement, "Description", html.escape(_certificate_text(award), quote=False))
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    losses = [*losses_of_every_format(profile), *lost_languages, *lost_skills]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', losses, benchpin_only


def _about(root: Xml.Element, as_of: date, extension: ProfileExtension) -> None:
    about = _child(root, "DocumentInfo")
    _text(about, "DocumentType", "ECV")
    for name in ("CreationDate", "LastUpdateDate"):
        _text(about, name, f"{as_of.isoformat()}T00:00:00Z")
    _text(about, "XSDVersion", "V3.4")
    _text(about, "Generator", "Benchpin")
    if table := extension.table():
        _text(about, "Comment", json.dumps(table, ensure_ascii=False))


def _job(jobs: Xml.Element, job: Position) -> None:
    experience = _child(jobs, "WorkExperience")
    ended = job.ended or (None if job.until is None else str(job.until))
    if job.started or ended or job.years is not None:
        period = _child(experience, "Period")
        _date(period, "From", job.started)
        _date(period, "To", ended)
        if job.started and not ended:
            _text(period, "Current", "true")
        if job.years is not None:
            # An ISO 8601 duration.
            months = round(job.years * 12)
            _text(period, "Duration", f"P{months // 12}Y{months % 12}M")
    _label(experience, "Position", job.title)
    if job.did:
        # Activities and descriptions hold HTML, so text is escaped once more.
        paragraphs = (f"<p>{html.escape(line, quote=False)}</p>" for line in job.did.split("\n"))
        _text(experience, "Activities", "".join(paragraphs))
    if job.employer or job.place:
        employer = _child(experience, "Employer")
        _text(employer, "Name", job.employer)
        if job.place:
            contact = _child(_child(_child(employer, "ContactInfo"), "Address"), "Contact")
            _text(contact, "Municipality", job.place)


def _study(studies: Xml.Element, schooling: Schooling) -> None:
    education = _child(studies, "Education")
    if schooling.ended:
        _date(_child(education, "Period"), "To", schooling.ended)
    _text(education, "Title", schooling.what)
    if schooling.where:
        _text(_child(education, "Organisation"), "Name", schooling.where)
    if schooling.level:
        _label(education, "Level", LEVELS[schooling.level])


def _skills(
    skills_element: Xml.Element,
    exported_languages: list[ExportedLanguage],
    exported_skills: list[ExportedSkill],
) -> None:
    """Write the languages and the skills; a language has its one level for all five skills."""
    if exported_languages:
        linguistic = _child(skills_element, "Linguistic")
        native = [language for language in exported_languages if language.level == "native"]
        foreign = [language for language in exported_languages if language.level != "native"]
        for list_name, element_name, group_languages in (
            ("MotherTongueList", "MotherTongue", native),
            ("ForeignLanguageList", "ForeignLanguage", foreign),
        ):
            if group_languages:
                list_element = _child(linguistic, list_name)
            for language in group_languages:
                language_element = _child(list_element, element_name)
                has_europass_code = (
                    language.code and len(language.code) == 2 and language.code not in _NO_CODE
                )
                _label(
                    language_element,
                    "Description",
                    language.name,
                    language.code if has_europass_code else None,
                )
                if language.level != "native":
                    levels = _child(language_element, "ProficiencyLevel")
                    for skill in LANGUAGE_SKILLS:
                        _text(levels, skill, language.level)
    if exported_skills:
        items = (
            f"<li>{html.escape(e.label, quote=False)} ({e.level})</li>" for e in exported_skills
        )
        _text(_child(skills_element, "JobRelated"), "Description", f"<ul>{''.join(items)}</ul>")


def _certificate_extension(certificate: Certificate) -> ExtensionCertificate:
    return ExtensionCertificate(
        label=_certificate_text(certificate),
        subject=certificate.what,
        issuer=certificate.issuer,
        year=certificate.year,
        qualification=certificate.qualification,
    )


def _certificate_text(certificate: Certificate) -> str:
    """A certificate on one line, for the schema has a single text for it."""
    parts = (
        certificate.what,
        certificate.issuer,
        "" if certificate.year is None else str(certificate.year),
    )
    return ", ".join(part for part in parts if part)


def _child(parent: Xml.Element, name: str) -> Xml.Element:
    return Xml.SubElement(parent, name)


def _text(parent: Xml.Element, name: str, text: str | None) -> None:
    if text:
        _child(parent, name).text = _NOT_XML.sub("", text)


def _label(parent: Xml.Element, name: str, label: str, code: str | None = None) -> None:
    element = _child(parent, name)
    _text(element, "Code", code)
    _text(element, "Label", label)


def _date(parent: Xml.Element, name: str, day: str | None) -> None:
    """A date as in the schema: `year="2001" month="--03" day="---10"`."""
    if day:
        keys = zip(("year", "month", "day"), ("", "--", "---"), day.split("-"), strict=False)
        _child(parent, name).attrib.update({key: f"{dashes}{part}" for key, dashes, part in keys})
