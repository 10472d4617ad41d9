"""What was understood of a person's document, for them to confirm or mend before any ranking."""

from collections.abc import Iterator

from benchpin.catalog import Catalog
from benchpin.profile import Position, Profile
from benchpin.profile.resume import ReadResume
from benchpin.profile.resume.vocabulary import words

WIDTH = 96
_LEVELS = {1: "aware", 2: "with help", 3: "alone", 4: "can teach"}


def review(read: ReadResume, catalog: Catalog) -> str:
    """The review as text: understood, assumed, missing, and what would help most."""
    parts = [
        ("What we understood", [*_understood(read.profile, catalog), *_lives(read, catalog)]),
        ("Skills that your words show, each waiting for your yes", list(_skills(read, catalog))),
        ("What you want to learn; a wish never counts as a skill", list(_wishes(read, catalog))),
        ("What is assumed or unsure", list(_assumed(read))),
        ("What was left out because it is private", _left_out(read)),
        ("What is missing", list(_missing(read.profile))),
        ("What would help most", list(_would_help(read.profile))[:3]),
    ]
    told = ["\n  ".join([title, *lines]) for title, lines in parts if lines]
    return "\n\n".join(told) + "\n"


def _understood(profile: Profile, catalog: Catalog) -> Iterator[str]:
    for position in profile.experience:
        yield f"Work: {_joined(position.title, position.employer, position.place)}{_when(position)}"
    for school in profile.education:
        level = f" ({school.level.replace('-', ' ')})" if school.level else ""
        ended = f": {school.ended}" if school.ended else ""
        yield f"Education: {_joined(school.what, school.where)}{level}{ended}"
        yield from _known(school.qualification, catalog)
    for certificate in profile.certificates:
        year = f": {certificate.year}" if certificate.year else ""
        yield f"Certificate: {_joined(certificate.what, certificate.issuer)}{year}"
        yield from _known(certificate.qualification, catalog)
    names = {code: name for name, code in words().languages.items()}
    for spoken in profile.languages:
        name = names.get(spoken.language, spoken.language).title()
        yield f"Language: {name}, {spoken.level}"
    confirmed = [held for held in profile.skills if held.status == "confirmed"]
    if confirmed:
        yield f"Skills: {', '.join(catalog.skills[held.skill].label for held in confirmed)}"
    if not any((profile.experience, profile.education, profile.certificates, profile.languages)):
        yield "No work, education, certificates or languages."


def _lives(read: ReadResume, catalog: Catalog) -> Iterator[str]:
    """Where the person lives, with the line that says so; nothing where no line was read so."""
    terms = read.profile.circumstances
    places = [span for span in read.spans if span.path.startswith("circumstances.")]
    if places:
        country = catalog.places[terms.country] if terms.country else None
        start = read.text.rfind("\n", 0, places[0].start) + 1
        line = read.text[start:].partition("\n")[0]
        yield f"Where you live: {_joined(terms.area, country)}: {_cut(line.strip())}"


def _known(qualification: str | None, catalog: Catalog) -> Iterator[str]:
    if qualification is not None:
        yield f"  is our {catalog.qualifications[qualification].label} ({qualification})"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _when(position: Position) -> str:
    part = ", part time" if position.hours == "part" else ""
    if position.started and position.ended == position.started:
        return f": {position.started}{part}"
    if position.started:
        return f": {position.started} to {position.ended or 'now'}{part}"
    return f": until {position.ended}{part}" if position.ended else part


def _skills(read: ReadResume, catalog: Catalog) -> Iterator[str]:
    for held in read.profile.skills:
        if held.status == "proposed":
            label = catalog.skills[held.skill].label
            yield f"{label} ({_LEVELS[held.level]}): {_cut(held.evidence)}"


def _wishes(read: ReadResume, catalog: Catalog) -> Iterator[str]:
    for wish in read.wished:
        yield f"{catalog.skills[wish.skill].label}: {_cut(' '.join(wish.text.split()))}"


def _cut(text: str | None) -> str:
    said = text or ""
    return f'"{said if len(said) <= WIDTH else said[: WIDTH - 3] + "..."}"'


def _assumed(read: ReadResume) -> Iterator[str]:
    yield from read.notes
    if any(p.started and not p.ended for p in read.profile.experience):
        yield "Work without an end is taken to go on."
    if any(held.status == "proposed" for held in read.profile.skills):
        yield "A skill is proposed at the level 'with help' where the text does not say how well."


def _left_out(read: ReadResume) -> list[str]:
    return [", ".join(read.left_out)] if read.left_out else []


def _missing(profile: Profile) -> Iterator[str]:
    terms = profile.circumstances
    for position in profile.experience:
        if not (position.started or position.ended or position.years):
            yield f"When you were {position.title}."
    named = {
        "Work that you did.": profile.experience,
        "Where you live: country and area.": terms.country or terms.area,
        "The least pay that you could live on.": terms.minimum_pay,
        "What draws you: interests.": profile.interests.given() or profile.answers,
        "Roles that you have in mind.": profile.aims.roles,
        "Hours and money that you have for learning.": terms.hours_per_week or terms.budget,
    }
    yield from (said for said, held in named.items() if not held)


def _would_help(profile: Profile) -> Iterator[str]:
    if any(held.status == "proposed" for held in profile.skills):
        yield "Confirm, mend or strike the proposed skills: they count for nothing until you do."
    if not profile.experience:
        yield "Name the work that you did, in plain titles."
    if not profile.circumstances.country and not profile.circumstances.area:
        yield "Say where you live, because pay differs a good deal by area."
    if not profile.interests.given() and not profile.answers:
        yield "Say what draws you: a few interests tell much about which role suits."
    if not profile.circumstances.minimum_pay:
        yield "Say the least pay that you could live on."
