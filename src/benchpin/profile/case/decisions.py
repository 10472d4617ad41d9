"""What a person decides about their case: each a pure function that answers with a new case.

None reads the clock: `at` is when it was said.
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
from benchpin.profile.loader import problem_sentence
from benchpin.profile.model import Profile, ProfileSkill


def new_case(profile: Profile) -> Case:
    """The case of a profile; skills that the profile holds as proposed wait for a yes."""
    held = tuple(skill for skill in profile.skills if skill.status != "proposed")
    waiting = tuple(skill for skill in profile.skills if skill.status == "proposed")
    return Case(profile=_holding(profile, held), undecided=waiting)


def propose_skills(case: Case, found: Iterable[ProfileSkill], *, at: datetime) -> Case:
    """The case with skills that were found in a text, waiting for a yes.

    What is held, what waits already and what was once removed is not proposed again.
    """
    known = {held.skill for held in (*case.profile.skills, *case.undecided)}
    known |= {str(event.data.get("skill")) for event in case.log if event.kind == "removed"}
    new = {each.skill: each for each in found if each.skill not in known}
    if not new:
        return case
    waiting = tuple(each.model_copy(update={"status": "proposed"}) for each in new.values())
    events = [_event(at, "proposed", skill=each.skill, level=each.level) for each in waiting]
    return _with(case, *events, undecided=(*case.undecided, *waiting))


def confirm_skill(case: Case, skill: str, level: int | None = None, *, at: datetime) -> Case:
    """The case with a yes to a proposed skill, at its level or at the one that is given."""
    proposal = next((each for each in case.undecided if each.skill == skill), None)
    if proposal is None:
        _nothing(skill, "waits for an answer", [each.skill for each in case.undecided])
    held = proposal.model_copy(
        update={"status": "confirmed", "level": _level(skill, level, proposal.level)}
    )
    return _with(
        case,
        _event(at, "confirmed", skill=skill, level=held.level),
        profile=_holding(case.profile, (*case.profile.skills, held)),
        undecided=tuple(each for each in case.undecided if each.skill != skill),
    )


def change_skill_level(case: Case, skill: str, level: int, *, at: datetime) -> Case:
    """The case with another level for a skill; to mend a proposed one is to say yes to it."""
    if any(each.skill == skill for each in case.undecided):
        return confirm_skill(case, skill, level, at=at)
    before = next((each for each in case.profile.skills if each.skill == skill), None)
    if before is None:
        _nothing(skill, "is held", [each.skill for each in case.profile.skills])
    after = before.model_copy(
        update={"status": "confirmed", "level": _level(skill, level, before.level)}
    )
    return _with(
        case,
        _event(at, "mended", skill=skill, before=before.level, level=after.level),
        profile=_holding(
            case.profile, tuple(after if each == before else each for each in case.profile.skills)
        ),
    )


def remove_skill(case: Case, skill: str, *, at: datetime) -> Case:
    """The case without a skill, held or proposed; a text that names it proposes it no more."""
    held = tuple(each for each in case.profile.skills if each.skill != skill)
    waiting = tuple(each for each in case.undecided if each.skill != skill)
    if held == case.profile.skills and waiting == case.undecided:
        here = [each.skill for each in (*case.undecided, *case.profile.skills)]
        _nothing(skill, "is held or proposed", here)
    return _with(
        case,
        _event(at, "removed", skill=skill),
        profile=_holding(case.profile, held),
        undecided=waiting,
    )


def replace_profile(case: Case, profile: Profile, *, at: datetime) -> Case:
    """The case with what somebody says of themselves changed; the log names the parts changed.

    A skill that the profile proposes waits for a yes, as in `begin`.
    """
    parts = [
        name
        for name in type(profile).model_fields
        if getattr(profile, name) != getattr(case.profile, name)
    ]
    if not parts:
        return case
    held = tuple(skill for skill in profile.skills if skill.status != "proposed")
    told = _with(case, _event(at, "told", parts=" ".join(parts)), profile=_holding(profile, held))
    return propose_skills(
        told, (skill for skill in profile.skills if skill.status == "proposed"), at=at
    )


def choose_role(case: Case, role: str, *, at: datetime) -> Case:
    """The case with a role chosen; a role that is chosen already stays where it is."""
    if role in case.chosen:
        return case
    return _with(case, _event(at, "chosen", role=role), chosen=(*case.chosen, role))


def unchoose_role(case: Case, role: str, *, at: datetime) -> Case:
    """The case with a chosen role given up."""
    if role not in case.chosen:
        raise BadProfile(
            f"{unknown_name_message('chosen role', role, case.chosen)}; name one that is"
        )
    left = tuple(each for each in case.chosen if each != role)
    return _with(case, _event(at, "dropped", role=role), chosen=left)


def set_emphasis(case: Case, emphasis: Mapping[PartName, float], *, at: datetime) -> Case:
    """The case with another weight for each part; an empty one goes back to the profile's."""
    try:
        checked = Case(emphasis=dict(emphasis)).emphasis
    except ValidationError as error:
        raise problem_sentence(validation_problems(error, Case, "case")) from None
    return _with(case, _event(at, "weighted", **checked), emphasis=checked)


def add_snapshot(case: Case, guidance: Mapping[str, Any], *, at: datetime) -> Case:
    """The case with guidance as JSON kept, to compare with what comes later."""
    given = dict(guidance)
    try:
        kept = Case(snapshots=(given,)).snapshots
    except ValidationError as error:
        raise problem_sentence(validation_problems(error, Case, "case")) from None
    event = _event(at, "advised", fingerprint=str(given.get("fingerprint", "")))
    return _with(case, event, snapshots=(*case.snapshots, *kept))


def _with(case: Case, *events: Event, **changes: Any) -> Case:
    return case.model_copy(update={**changes, "log": (*case.log, *events)})


def _holding(profile: Profile, skills: tuple[ProfileSkill, ...]) -> Profile:
    return profile.model_copy(update={"skills": skills})


def _event(at: datetime, kind: EventKind, **data: str | float | None) -> Event:
    return Event(at=at, kind=kind, data=data)


def _level(skill: str, level: int | None, otherwise: int) -> int:
    if level is None:
        return otherwise
    if level not in LEVELS:
        said = ", ".join(f"{number} ({words})" for number, words in LEVELS.items())
        raise BadProfile(f"{skill}: there is no level {level}; use one of {said}")
    return level


def _nothing(skill: str, what: str, here: list[str]) -> NoReturn:
    which = f"name one of {', '.join(here)}" if here else "there is none in this case"
    raise BadProfile(f"no skill {quote_for_message(skill)} {what}; {which}")
