"""What somebody answers or uploads, merged into what they told before; nothing stands twice.

Pure functions from a profile or a case to a new one. `source` names the answers or the file in the
message of a BadProfile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile, BadInput
from benchpin.profile.case.decisions import propose_skills, replace_profile
from benchpin.profile.case.model import Case
from benchpin.profile.free_text import proposed_from_text
from benchpin.profile.loader import from_table
from benchpin.profile.model import (
    INTERESTS,
    Interests,
    ItemResponse,
    Position,
    Profile,
    ProfileSkill,
)
from benchpin.text.skills.spotter import spot_skills

MAX_ABOUT_LENGTH = 20_000
"""Characters that are kept of what somebody says of themselves."""
START = "two-minute start"
"""What interests that were chosen in the two-minute start are from."""
LIKED, NOT_CHOSEN = 0.85, 0.3
"""The interest scores of what was chosen and what was not, 0 to 1 (our judgement)."""
_RESUME_PARTS = ("experience", "education", "certificates", "languages")


@dataclass(frozen=True, slots=True)
class StartAnswers:
    """The answers of the two-minute start; empty or None where nothing was answered.

    `title` and `years` are of the last job (None where it was not asked for), `text` is free text
    about it. `under_18`, `limits` and `likes` are None where they were not asked for; `likes` are
    the interests that were chosen, `certificate` the id and the name of a qualification.
    """

    role: str
    country: str
    area: str | None
    minimum_pay: float | None
    education: str | None
    work_modes: Sequence[str]
    text: str
    title: str | None = None
    years: float | None = None
    under_18: bool | None = None
    limits: Mapping[str, str] | None = None
    likes: Sequence[str] | None = None
    certificate: tuple[str, str] | None = None


def with_start_answers(
    profile: Profile, answers: StartAnswers, catalog: Catalog, *, year: int, source: str
) -> Profile:
    """The profile with the answers of the two-minute start; `year` is the current one."""
    other_roles = [role for role in profile.aims.roles[1:] if role != answers.role]
    roles = [answers.role, *other_roles] if answers.role else other_roles
    country = answers.country or "US"
    # A currency belongs to its country: the old one would make another amount of the same number.
    same_country = country == (profile.circumstances.country or "US")
    circumstances: dict[str, Any] = {
        "country": country,
        "area": answers.area or None,
        "minimum_pay": answers.minimum_pay,
        "currency": profile.circumstances.currency if same_country else None,
        "education": answers.education or None,
        "work_modes": answers.work_modes,
    }
    if answers.under_18 is not None:
        circumstances["under_18"] = answers.under_18
    if answers.limits is not None:
        circumstances["limits"] = dict(answers.limits)
    wishes = [skill.skill for skill in spot_skills(answers.text, catalog, kind="wished")]
    table = profile.model_dump(mode="json", by_alias=True)
    table["aims"] |= {
        "roles": roles,
        # A role that somebody asks about is no longer one that they put aside.
        "not": [role for role in profile.aims.not_ if role not in roles],
        "learn": list(dict.fromkeys((*profile.aims.learn, *wishes))),
    }
    table["circumstances"] |= circumstances
    if answers.likes is not None:
        table["interests"] = _chosen_interests(answers.likes)
    if answers.certificate:
        qualification, label = answers.certificate
        table["certificates"].append({"what": label, "qualification": qualification})
    if answers.text and not answers.title:
        table["about"] = _with_paragraph(profile.about or "", answers.text)
    if answers.title:
        job: dict[str, Any] = {"title": answers.title, "did": answers.text or None}
        if answers.years is not None:
            job |= {"years": answers.years, "until": year}
        table["experience"] = [job]
    return from_table(table, catalog, name=source)


def asks_for_likes(profile: Profile) -> bool:
    """Whether the two-minute start asks what somebody likes: nothing better is known of it."""
    interests = profile.interests
    return not profile.answers and (not interests.scores() or interests.from_ == START)


def _chosen_interests(likes: Sequence[str]) -> dict[str, Any]:
    """Interest scores from a choice of what somebody likes; empty where nothing was chosen."""
    if not likes:
        return {}
    scores = {name: LIKED if name in likes else NOT_CHOSEN for name in INTERESTS}
    return {**scores, "from": START}


def _with_paragraph(text: str, paragraph: str) -> str:
    """A text with one more paragraph, unless it has it; of too long a text the end is kept."""
    if paragraph in text:
        return text
    return f"{text}\n\n{paragraph}".strip()[-MAX_ABOUT_LENGTH:]


def propose_from_text(case: Case, catalog: Catalog, *, at: datetime) -> Case:
    """The case with the skills that the person's own words name as undecided ones."""
    return propose_skills(case, proposed_from_text(case.profile, catalog), at=at)


def skills_in_text(text: str, catalog: Catalog) -> list[ProfileSkill]:
    """The skills that free text names, as proposals with the sentence that names each."""
    return [
        ProfileSkill(skill=skill.skill, level=skill.level, status="proposed", evidence=skill.text)
        for skill in spot_skills(text, catalog)
    ]


def revised_position(position: Position | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A position as a form gives it: `title`, `started` and `ended` (years), `did`, `occupation`.

    What a form does not ask for stays. An exact date stays too where its year is unchanged: the
    form shows years only, and must not round what a resume said.
    """
    old_fields = position.model_dump(mode="json") if position else {}
    dates: dict[str, Any] = {}
    for name in ("started", "ended"):
        year, old_date = answers[name], old_fields.get(name)
        is_same_year = old_date is not None and year is not None and old_date.startswith(str(year))
        dates[name] = old_date if is_same_year else str(year) if year else None
    if dates["started"]:
        dates |= {"years": None, "until": None}
    return {
        **old_fields,
        **dates,
        "title": answers["title"],
        "did": answers["did"] or None,
        "occupation": answers["occupation"] or None,
    }


def with_positions(
    profile: Profile,
    positions: Iterable[Position | Mapping[str, Any]],
    catalog: Catalog,
    *,
    source: str,
) -> Profile:
    """The profile with these positions in place of its own."""
    table = profile.model_dump(mode="json", by_alias=True)
    table["experience"] = [
        position.model_dump(mode="json") if isinstance(position, Position) else dict(position)
        for position in positions
    ]
    return from_table(table, catalog, name=source)


def with_entry(
    profile: Profile, part: str, entry: Mapping[str, Any], catalog: Catalog, *, source: str
) -> Profile:
    """The profile with one more entry in `part` (education, certificates)."""
    table = profile.model_dump(mode="json", by_alias=True)
    table[part].append({key: value or None for key, value in entry.items()})
    return from_table(table, catalog, name=source)


def with_responses(
    profile: Profile,
    replaced: Sequence[ItemResponse],
    responses: Sequence[ItemResponse],
    *,
    clear_scores: bool = False,
) -> Profile:
    """The profile with interview responses in place of those in `replaced`.

    Responses to other versions of the item bank stay. `clear_scores` drops the scores of a test
    taken elsewhere: the interview begins anew.
    """
    other_responses = [response for response in profile.answers if response not in replaced]
    interests = Interests() if clear_scores else profile.interests
    return profile.model_copy(
        update={"answers": (*other_responses, *responses), "interests": interests}
    )


def merge_resume(
    case: Case, resume: Profile, catalog: Catalog, *, source: str, at: datetime
) -> Case:
    """The case with what a resume adds; what was told before stays.

    An entry of the same name and date is not added again. Skills of the resume become proposals.
    Raises BadFile where the two cannot stand together.
    """
    table = case.profile.model_dump(mode="json", by_alias=True)
    new_table = resume.model_dump(mode="json", by_alias=True)
    for part in _RESUME_PARTS:
        existing_keys = {_entry_key(part, entry) for entry in table[part]}
        table[part] += [
            entry for entry in new_table[part] if _entry_key(part, entry) not in existing_keys
        ]
    skills_to_learn = dict.fromkeys((*table["aims"]["learn"], *new_table["aims"]["learn"]))
    table["aims"]["learn"] = list(skills_to_learn)
    for name in ("country", "area"):
        circumstances = table["circumstances"]
        circumstances[name] = circumstances[name] or new_table["circumstances"][name]
    try:
        profile = from_table(table, catalog, name=source)
    except BadInput as error:
        raise BadFile(str(error)) from None
    proposed = [skill for skill in resume.skills if skill.status == "proposed"]
    confirmed = [skill for skill in resume.skills if skill.status != "proposed"]
    profile_skill_ids = {skill.skill for skill in profile.skills}
    new_skills = (skill for skill in confirmed if skill.skill not in profile_skill_ids)
    profile = profile.model_copy(update={"skills": (*profile.skills, *new_skills)})
    return propose_skills(replace_profile(case, profile, at=at), proposed, at=at)


def _entry_key(part: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """What makes two entries of a part the same: their name, and when they began or ended."""
    name = entry.get("title") or entry.get("what") or entry.get("language") or ""
    date_of_entry = (
        entry.get("started") if part == "experience" else entry.get("ended") or entry.get("year")
    )
    return str(name).casefold(), str(date_of_entry or "")
