"""The review of a parsed resume, for the person to confirm or correct before any ranking."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.profile import Position, Profile
from benchpin.profile.resume import ReadResume
from benchpin.profile.resume.vocabulary import resume_vocabulary

WIDTH = 96
_LEVELS = {1: "aware", 2: "with help", 3: "alone", 4: "can teach"}


def resume_review_text(resume: ReadResume, catalog: Catalog) -> str:
    """The review as text: what was understood, assumed, left out, missing, and would help most."""
    parts = [
        (
            "What we understood",
            [*_understood_lines(resume.profile, catalog), *_residence_lines(resume, catalog)],
        ),
        (
            "Skills we found in your words, for you to confirm",
            list(_skill_lines(resume, catalog)),
        ),
        (
            "What you want to learn (this never counts as a skill you have)",
            list(_wish_lines(resume, catalog)),
        ),
        ("What we assumed or are not sure of", list(_assumption_lines(resume))),
        ("What was left out because it is private", _left_out_lines(resume)),
        ("What is missing", list(_missing_lines(resume.profile))),
        ("What would help most", list(_advice_lines(resume.profile))[:3]),
    ]
    sections = ["\n  ".join([title, *lines]) for title, lines in parts if lines]
    return "\n\n".join(sections) + "\n"


def _understood_lines(profile: Profile, catalog: Catalog) -> Iterator[str]:
    for position in profile.experience:
        work = _join_parts(position.title, position.employer, position.place)
        yield f"Work: {work}{_period_text(position)}"
    for school in profile.education:
        level = f" ({school.level.replace('-', ' ')})" if school.level else ""
        ended = f": {school.ended}" if school.ended else ""
        yield f"Education: {_join_parts(school.what, school.where)}{level}{ended}"
        yield from _catalog_qualification_line(school.qualification, catalog)
    for certificate in profile.certificates:
        year = f": {certificate.year}" if certificate.year else ""
        yield f"Certificate: {_join_parts(certificate.what, certificate.issuer)}{year}"
        yield from _catalog_qualification_line(certificate.qualification, catalog)
    names = {code: name for name, code in resume_vocabulary().languages.items()}
    for language in profile.languages:
        name = names.get(language.language, language.language).title()
        yield f"Language: {name}, {language.level}"
    confirmed = [skill for skill in profile.skills if skill.status == "confirmed"]
    if confirmed:
        yield f"Skills: {', '.join(catalog.skills[skill.skill].label for skill in confirmed)}"
    if not any((profile.experience, profile.education, profile.certificates, profile.languages)):
        yield "No work, education, certificates or languages."


def _residence_lines(resume: ReadResume, catalog: Catalog) -> Iterator[str]:
    """Where the person lives, with the line of the resume that says so; nothing if none does."""
    circumstances = resume.profile.circumstances
    places = [span for span in resume.spans if span.path.startswith("circumstances.")]
    if places:
        country = catalog.places[circumstances.country] if circumstances.country else None
        start = resume.text.rfind("\n", 0, places[0].start) + 1
        line = resume.text[start:].partition("\n")[0]
        yield f"Where you live: {_join_parts(circumstances.area, country)}: {_quote(line.strip())}"


def _catalog_qualification_line(qualification: str | None, catalog: Catalog) -> Iterator[str]:
    if qualification is not None:
        yield f"  is our {catalog.qualifications[qualification].label} ({qualification})"


def _join_parts(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _period_text(position: Position) -> str:
    part = ", part time" if position.hours == "part" else ""
    if position.started and position.ended == position.started:
        return f": {position.started}{part}"
    if position.started:
        return f": {position.started} to {position.ended or 'now'}{part}"
    return f": until {position.ended}{part}" if position.ended else part


def _skill_lines(resume: ReadResume, catalog: Catalog) -> Iterator[str]:
    for skill in resume.profile.skills:
        if skill.status == "proposed":
            label = catalog.skills[skill.skill].label
            yield f"{label} ({_LEVELS[skill.level]}): {_quote(skill.evidence)}"


def _wish_lines(resume: ReadResume, catalog: Catalog) -> Iterator[str]:
    for wish in resume.wished:
        yield f"{catalog.skills[wish.skill].label}: {_quote(' '.join(wish.text.split()))}"


def _quote(text: str | None) -> str:
    quotation = text or ""
    return f'"{quotation if len(quotation) <= WIDTH else quotation[: WIDTH - 3] + "..."}"'


def _assumption_lines(resume: ReadResume) -> Iterator[str]:
    yield from resume.notes
    if any(p.started and not p.ended for p in resume.profile.experience):
        yield "A job with no end date is treated as your current job."
    if any(skill.status == "proposed" for skill in resume.profile.skills):
        yield (
            "If the text does not say how well you do something, we suggest the level 'with help'."
        )


def _left_out_lines(resume: ReadResume) -> list[str]:
    return [", ".join(resume.left_out)] if resume.left_out else []


def _missing_lines(profile: Profile) -> Iterator[str]:
    circumstances = profile.circumstances
    for position in profile.experience:
        if not (position.started or position.ended or position.years):
            yield f"When you were {position.title}."
    gaps = {
        "Work that you did.": profile.experience,
        "Where you live: country and area.": circumstances.country or circumstances.area,
        "The least pay that you could live on.": circumstances.minimum_pay,
        "What draws you: interests.": profile.interests.scores() or profile.answers,
        "Roles that you have in mind.": profile.aims.roles,
        "Time and money you have for learning.": circumstances.hours_per_week
        or circumstances.budget,
    }
    yield from (label for label, value in gaps.items() if not value)


def _advice_lines(profile: Profile) -> Iterator[str]:
    if any(skill.status == "proposed" for skill in profile.skills):
        yield "Confirm, edit or remove the suggested skills. They do not count until you do."
    if not profile.experience:
        yield "Name the work that you did, in plain titles."
    if not profile.circumstances.country and not profile.circumstances.area:
        yield "Say where you live, because pay differs a good deal by area."
    if not profile.interests.scores() and not profile.answers:
        yield "Tell us your interests: just a few say a lot about which role fits."
    if not profile.circumstances.minimum_pay:
        yield "Tell us the lowest pay you could live on."
