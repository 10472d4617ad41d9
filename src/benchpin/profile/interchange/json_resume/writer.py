"""A profile as JSON Resume (jsonresume.org), schema 1.0 and later."""

import json
from typing import Any, Final

from benchpin.catalog import Catalog
from benchpin.profile.interchange.extension import ExtensionCertificate
from benchpin.profile.interchange.extension_writer import build_extension
from benchpin.profile.interchange.loss_report import (
    ExportLoss,
    languages,
    losses_of_every_format,
    skills,
)
from benchpin.profile.model import Profile

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def as_json_resume(
    profile: Profile, catalog: Catalog
) -> tuple[str, list[ExportLoss], list[ExportLoss]]:
    """The text, what is lost, and what stands where only Benchpin reads it."""
    spoken, lost_languages = languages(profile)
    offered, lost_skills = skills(profile, catalog)
    awards = tuple(
        ExtensionCertificate(named=c.what, qualification=c.qualification)
        for c in profile.certificates
    )
    aside, only_here = build_extension(profile, offered, awards)
    resume: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": {},
        "work": [
            _held(
                position=job.title,
                name=job.employer,
                location=job.place,
                startDate=job.started,
                endDate=job.ended or _year(job.until),
                summary=job.did,
            )
            for job in profile.experience
        ],
        "education": [
            _held(area=each.what, institution=each.where, endDate=each.ended)
            for each in profile.education
        ],
        "certificates": [
            _held(name=each.what, issuer=each.issuer, date=_year(each.year))
            for each in profile.certificates
        ],
        "languages": [
            {
                "language": each.name,
                "fluency": "Native speaker" if each.level == "native" else each.level,
            }
            for each in spoken
        ],
        "skills": [{"name": each.words, "level": each.level} for each in offered],
        "meta": {"version": "v1.0.0"},
    }
    if table := aside.table():
        resume["meta"]["benchpin"] = table
    lost = [*losses_of_every_format(profile), *lost_languages, *lost_skills]
    return json.dumps(resume, ensure_ascii=False, indent=2) + "\n", lost, only_here


def _held(**fields: str | None) -> dict[str, str]:
    return {key: value for key, value in fields.items() if value}


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)
