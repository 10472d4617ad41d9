"""Decisions of a person about their case, as pure functions from a case to a new case.

None reads the clock: `at` is the moment of the decision, which goes into the log.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from pydantic import ValidationError

from benchpin.facts import LEVELS, PartName
from benchpin.inputs.errors import BadProfile
from benchpin.inputs.suggestions import quote_for_message, unknown_name_message
from benchpin.inputs.validation import validation_problems
from benchpin.profile.case.model import Case, Event, EventKind
from benchpin.profile.loader import profile_error
from benchpin.profile.model import Profile, ProfileSkill


def new_case(profile: Profile) -> Case:
    """The case of a profile; its proposed skills become the undecided ones of the case."""
    decided = tuple(skill for skill in profile.skills if skill.status != "proposed")
    undecided = tuple(skill for skill in profile.skills if skill.status == "proposed")
    return Case(profile=_with_skills(profile, decided), undecided=undecided)


def propose_skills(case: Case, skills: Iterable[ProfileSkill], *, at: datetime) -> Case:
    """The case with skills from a text as further undecided ones.

    Skills of the profile, undecided skills and skills that were once removed are not proposed
    again.
    """
    known_ids = {skill.skill for skill in (*case.profile.skills, *case.undecided)}
    known_ids |= {str(event.data.get("skill")) for event in case.log if event.kind == "removed"}
    # A dictionary, so that the last of several proposals of one skill counts.
    new_skills = {skill.skill: skill for skill in skills if skill.skill not in known_ids}
    if not new_skills:
        return case
    proposals = tuple(
        skill.model_copy(update={"status": "proposed"}) for skill in new_skills.values()
    )
    events = [_event(at, "proposed", skill=skill.skill, level=skill.level) for skill in proposals]
    return _updated_case(case, *events, undecided=(*case.undecided, *proposals))


def confirm_skill(case: Case, skill_id: str, level: int | None = None, *, at: datetime) -> Case:
    """The case with an undecided skill confirmed, at its proposed level or at `level`.

    Raises BadProfile where the skill is not undecided, or the level does not exist.
    """
    proposal = next((proposal for proposal in case.undecided if proposal.skill == skill_id), None)
    if proposal is None:
        _refuse_unknown_skill(
            skill_id, "waits for an answer", [proposal.skill for proposal in case.undecided]
        )
    confirmed = proposal.model_copy(
        update={"status": "confirmed", "level": _checked_level(skill_id, level, proposal.level)}
    )
    return _updated_case(
        case,
        _event(at, "confirmed", skill=skill_id, level=confirmed.level),
        profile=_with_skills(case.profile, (*case.profile.skills, confirmed)),
        undecided=tuple(proposal for proposal in case.undecided if proposal.skill != skill_id),
    )


def change_skill_level(case: Case, skill_id: str, level: int, *, at: datetime) -> Case:
    """The case with another level for a skill; changing an undecided one also confirms it.

    Raises BadProfile where the case does not have the skill, or the level does not exist.
    """
    if any(proposal.skill == skill_id for proposal in case.undecided):
        return confirm_skill(case, skill_id, level, at=at)
    previous = next((skill for skill in case.profile.skills if skill.skill == skill_id), None)
    if previous is None:
        _refuse_unknown_skill(skill_id, "is held", [skill.skill for skill in case.profile.skills])
    changed = previous.model_copy(
        update={"status": "confirmed", "level": _checked_level(skill_id, level, previous.level)}
    )
    return _updated_case(
        case,
        _event(at, "mended", skill=skill_id, before=previous.level, level=changed.level),
        profile=_with_skills(
            case.profile,
            tuple(changed if skill == previous else skill for skill in case.profile.skills),
        ),
    )


def remove_skill(case: Case, skill_id: str, *, at: datetime) -> Case:
    """The case without a skill, confirmed or undecided; no later text proposes it again.

    Raises BadProfile where the case does not have the skill.
    """
    skills = tuple(skill for skill in case.profile.skills if skill.skill != skill_id)
    undecided = tuple(proposal for proposal in case.undecided if proposal.skill != skill_id)
    if skills == case.profile.skills and undecided == case.undecided:
        skill_ids = [skill.skill for skill in (*case.undecided, *case.profile.skills)]
        _refuse_unknown_skill(skill_id, "is held or proposed", skill_ids)
    return _updated_case(
        case,
        _event(at, "removed", skill=skill_id),
        profile=_with_skills(case.profile, skills),
        undecided=undecided,
    )


def replace_profile(case: Case, profile: Profile, *, at: datetime) -> Case:
    """The case with another profile; the log names the parts that differ.

    Proposed skills of the profile become undecided, as in `new_case`.
    """
    parts = [
        name
        for name in type(profile).model_fields
        if getattr(profile, name) != getattr(case.profile, name)
    ]
    if not parts:
        return case
    decided = tuple(skill for skill in profile.skills if skill.status != "proposed")
    updated = _updated_case(
        case, _event(at, "told", parts=" ".join(parts)), profile=_with_skills(profile, decided)
    )
    return propose_skills(
        updated, (skill for skill in profile.skills if skill.status == "proposed"), at=at
    )


def choose_role(case: Case, role: str, *, at: datetime) -> Case:
    """The case with a further chosen role; a role that is chosen already changes nothing."""
    if role in case.chosen:
        return case
    return _updated_case(case, _event(at, "chosen", role=role), chosen=(*case.chosen, role))


def unchoose_role(case: Case, role: str, *, at: datetime) -> Case:
    """The case without a chosen role; raises BadProfile where it is not chosen."""
    if role not in case.chosen:
        raise BadProfile(
            f"{unknown_name_message('chosen role', role, case.chosen)}; name one that is"
        )
    remaining = tuple(chosen_role for chosen_role in case.chosen if chosen_role != role)
    return _updated_case(case, _event(at, "dropped", role=role), chosen=remaining)


def set_emphasis(case: Case, emphasis: Mapping[PartName, float], *, at: datetime) -> Case:
    """The case with another weight for each part; without any, the profile's weights count.

    Raises BadProfile where a weight is out of range, or every part has 0.
    """
    # Checked by the model itself, because `model_copy` does not validate.
    try:
        weights = Case(emphasis=dict(emphasis)).emphasis
    except ValidationError as error:
        raise profile_error(validation_problems(error, Case, "case")) from None
    return _updated_case(case, _event(at, "weighted", **weights), emphasis=weights)


def add_snapshot(case: Case, guidance: Mapping[str, Any], *, at: datetime) -> Case:
    """The case with guidance as JSON added to its snapshots, to compare with later guidance.

    Raises BadProfile where it is not guidance.
    """
    snapshot = dict(guidance)
    try:
        snapshots = Case(snapshots=(snapshot,)).snapshots
    except ValidationError as error:
        raise profile_error(validation_problems(error, Case, "case")) from None
    event = _event(at, "advised", fingerprint=str(snapshot.get("fingerprint", "")))
    return _updated_case(case, event, snapshots=(*case.snapshots, *snapshots))


def _updated_case(case: Case, *events: Event, **changes: Any) -> Case:
    return case.model_copy(update={**changes, "log": (*case.log, *events)})


def _with_skills(profile: Profile, skills: tuple[ProfileSkill, ...]) -> Profile:
    return profile.model_copy(update={"skills": skills})


def _event(at: datetime, kind: EventKind, **data: str | float | None) -> Event:
    return Event(at=at, kind=kind, data=data)


def _checked_level(skill_id: str, level: int | None, default: int) -> int:
    """The level, or the default without one; raises BadProfile for a level that does not exist."""
    if level is None:
        return default
    if level not in LEVELS:
        labels = ", ".join(f"{number} ({words})" for number, words in LEVELS.items())
        raise BadProfile(f"{skill_id}: there is no level {level}; use one of {labels}")
    return level


def _refuse_unknown_skill(skill_id: str, predicate: str, skill_ids: list[str]) -> NoReturn:
    """Raise BadProfile: no such skill "is held", with the ids that could be meant."""
    remedy = f"name one of {', '.join(skill_ids)}" if skill_ids else "there is none in this case"
    raise BadProfile(f"no skill {quote_for_message(skill_id)} {predicate}; {remedy}")
