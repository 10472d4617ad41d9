"""A profile as Europass XML, the SkillsPassport of Cedefop's schema 3.4."""

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
    languages,
    losses_of_every_format,
    skills,
)
from benchpin.profile.model import Certificate, Position, Profile, Schooling

NAMESPACE: Final = "http://europass.cedefop.europa.eu/Europass"
SKILLS: Final = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
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
"""Languages with two letters that Europass does not list."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_europass(
    profile: Profile, catalog: Catalog, as_of: date
) -> tuple[str, list[ExportLoss], list[ExportLoss]]:
    """The text, what is lost, and what stands where only Benchpin reads it.

    The form asks for the day that it was made: `as_of`.
    """
    spoken, lost_languages = languages(profile)
    offered, lost_skills = skills(profile, catalog)
    aside, only_here = build_extension(profile, offered, tuple(map(_award, profile.certificates)))
    for number, each in enumerate(profile.certificates):
        why = "it stands in the words of the certificate"
        only_here += [
            ExportLoss(f"certificates.{number}.{key}", why)
            for key in ("issuer", "year")
            if getattr(each, key)
        ]
    root = Xml.Element("SkillsPassport", {"xmlns": NAMESPACE, "locale": "en"})
    _about(root, as_of, aside)
    learner = _in(root, "LearnerInfo")
    if profile.experience:
        jobs = _in(learner, "WorkExperienceList")
        for job in profile.experience:
            _job(jobs, job)
    if profile.education:
        studies = _in(learner, "EducationList")
        for study in profile.education:
            _study(studies, study)
    if spoken or offered:
        _skills(_in(learner, "Skills"), spoken, offered)
    if profile.certificates:
        awards = _in(learner, "AchievementList")
        for award in profile.certificates:
            here = _in(awards, "Achievement")
            _label(here, "Title", "Certifications", "certifications")
            _text(here, "Description", html.escape(_in_words(award), quote=False))
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    lost = [*losses_of_every_format(profile), *lost_languages, *lost_skills]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', lost, only_here


def _about(root: Xml.Element, as_of: date, aside: ProfileExtension) -> None:
    about = _in(root, "DocumentInfo")
    _text(about, "DocumentType", "ECV")
    for name in ("CreationDate", "LastUpdateDate"):
        _text(about, name, f"{as_of.isoformat()}T00:00:00Z")
    _text(about, "XSDVersion", "V3.4")
    _text(about, "Generator", "Benchpin")
    if table := aside.table():
        _text(about, "Comment", json.dumps(table, ensure_ascii=False))


def _job(jobs: Xml.Element, job: Position) -> None:
    here = _in(jobs, "WorkExperience")
    ended = job.ended or (None if job.until is None else str(job.until))
    if job.started or ended or job.years is not None:
        period = _in(here, "Period")
        _date(period, "From", job.started)
        _date(period, "To", ended)
        if job.started and not ended:
            _text(period, "Current", "true")
        if job.years is not None:
            months = round(job.years * 12)
            _text(period, "Duration", f"P{months // 12}Y{months % 12}M")
    _label(here, "Position", job.title)
    if job.did:
        paragraphs = (f"<p>{html.escape(line, quote=False)}</p>" for line in job.did.split("\n"))
        _text(here, "Activities", "".join(paragraphs))
    if job.employer or job.place:
        employer = _in(here, "Employer")
        _text(employer, "Name", job.employer)
        if job.place:
            contact = _in(_in(_in(employer, "ContactInfo"), "Address"), "Contact")
            _text(contact, "Municipality", job.place)


def _study(studies: Xml.Element, study: Schooling) -> None:
    here = _in(studies, "Education")
    if study.ended:
        _date(_in(here, "Period"), "To", study.ended)
    _text(here, "Title", study.what)
    if study.where:
        _text(_in(here, "Organisation"), "Name", study.where)
    if study.level:
        _label(here, "Level", LEVELS[study.level])


def _skills(
    here: Xml.Element, spoken: list[ExportedLanguage], offered: list[ExportedSkill]
) -> None:
    """The languages, each with its one level for all five skills of a language, and the skills."""
    if spoken:
        tongues = _in(here, "Linguistic")
        native = [each for each in spoken if each.level == "native"]
        foreign = [each for each in spoken if each.level != "native"]
        for group, one, held in (
            ("MotherTongueList", "MotherTongue", native),
            ("ForeignLanguageList", "ForeignLanguage", foreign),
        ):
            if held:
                inside = _in(tongues, group)
            for each in held:
                tongue = _in(inside, one)
                listed = each.code and len(each.code) == 2 and each.code not in _NO_CODE
                _label(tongue, "Description", each.name, each.code if listed else None)
                if each.level != "native":
                    levels = _in(tongue, "ProficiencyLevel")
                    for skill in SKILLS:
                        _text(levels, skill, each.level)
    if offered:
        items = (f"<li>{html.escape(e.words, quote=False)} ({e.level})</li>" for e in offered)
        _text(_in(here, "JobRelated"), "Description", f"<ul>{''.join(items)}</ul>")


def _award(held: Certificate) -> ExtensionCertificate:
    return ExtensionCertificate(
        named=_in_words(held),
        what=held.what,
        issuer=held.issuer,
        year=held.year,
        qualification=held.qualification,
    )


def _in_words(held: Certificate) -> str:
    """A certificate on one line: the form has one text for it."""
    said = (held.what, held.issuer, "" if held.year is None else str(held.year))
    return ", ".join(part for part in said if part)


def _in(parent: Xml.Element, name: str) -> Xml.Element:
    return Xml.SubElement(parent, name)


def _text(parent: Xml.Element, name: str, text: str | None) -> None:
    if text:
        _in(parent, name).text = _NOT_XML.sub("", text)


def _label(parent: Xml.Element, name: str, label: str, code: str | None = None) -> None:
    here = _in(parent, name)
    _text(here, "Code", code)
    _text(here, "Label", label)


def _date(parent: Xml.Element, name: str, day: str | None) -> None:
    """A date as the form has it: `year="2001" month="--03" day="---10"`."""
    if day:
        keys = zip(("year", "month", "day"), ("", "--", "---"), day.split("-"), strict=False)
        _in(parent, name).attrib.update({key: f"{dashes}{part}" for key, dashes, part in keys})
