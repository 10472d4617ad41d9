"""Write a profile as JSON Resume (jsonresume.org), schema 1.0 and later."""

import json
from typing import Any, Final

from benchpin.catalog import Catalog
from benchpin.profile.interchange.extension import ExtensionCertificate
from benchpin.profile.interchange.extension_writer import build_extension
from benchpin.profile.interchange.loss_report import (
    ExportLoss,
    export_languages,
    export_skills,
    losses_of_every_format,
)
from benchpin.profile.model import Profile

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def as_json_resume(
    profile: Profile, catalog: Catalog
) -> tuple[str, list[ExportLoss], list[ExportLoss]]:
    """The JSON text, the losses, and the parts that only Benchpin reads."""
    exported_languages, lost_languages = export_languages(profile)
    exported_skills, lost_skills = export_skills(profile, catalog)
    certificates = tuple(
        ExtensionCertificate(label=c.what, qualification=c.qualification)
        for c in profile.certificates
    )
    extension, benchpin_only = build_extension(profile, exported_skills, certificates)
    resume: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": {},
        "work": [
            _without_empty(
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
            _without_empty(
                area=schooling.what, institution=schooling.where, endDate=schooling.ended
            )
            for schooling in profile.education
        ],
        "certificates": [
            _without_empty(
                name=certificate.what, issuer=certificate.issuer, date=_year(certificate.year)
            )
            for certificate in profile.certificates
        ],
        "languages": [
            {
                "language": language.name,
                "fluency": "Native speaker" if language.level == "native" else language.level,
            }
            for language in exported_languages
        ],
        "skills": [{"name": skill.label, "level": skill.level} for skill in exported_skills],
        "meta": {"version": "v1.0.0"},
    }
    # The schema leaves `meta` to programs.
    if table := extension.table():
        resume["meta"]["benchpin"] = table
    losses = [*losses_of_every_format(profile), *lost_languages, *lost_skills]
    return json.dumps(resume, ensure_ascii=False, indent=2) + "\n", losses, benchpin_only


def _without_empty(**fields: str | None) -> dict[str, str]:
    """The fields that have a value."""
    return {key: value for key, value in fields.items() if value}


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)
