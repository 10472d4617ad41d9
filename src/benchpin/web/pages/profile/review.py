"""The upload of a resume, and the review of the profile and of the proposed skills."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile, ProfileSkill
from benchpin.profile.case import Case, change_skill_level, remove_skill, replace_profile
from benchpin.profile.case.merging import merge_resume, with_entry
from benchpin.profile.resume.vocabulary import resume_vocabulary as reading_words
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import resume_reader, session
from benchpin.web.cases.repository import StaleCase
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view, page, posted_data_and_files
from benchpin.web.pages.profile.forms import choice_labels
from benchpin.web.pages.profile.qualifications import (
    confirmed_entry,
    entry_rows,
    qualification_labels,
    qualification_picks,
    with_qualification,
)
from benchpin.web.pages.profile.review_forms import (
    CertificateForm,
    EducationForm,
    ResumeForm,
    SkillForm,
)
from benchpin.web.pages.profile.skill_rows import skill_row
from benchpin.web.pages.profile.views import READING_NOTES_KEY

DONE_KEY = "reviewed"
"""Session key: the message on the last decision of the review, shown once."""


@form_view
@case_required
def resume_page(request: HttpRequest) -> HttpResponse:
    """Read a resume and merge its profile into the case; its skills become proposals."""
    catalog = shared_engine().catalog
    form = ResumeForm(*posted_data_and_files(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["resume"]
        name = file.name or "resume"
        try:
            result = resume_reader.read_resume(file.read(), name, catalog)
            # Reading takes a while: merge into the case as it is now, changed in another window.
            case_session = session.reload_case(request)
            source = message("begin.your_answers")
            case = merge_resume(case_session.case, result.profile, catalog, source=source, at=now())
        except StaleCase:  # a BadInput too, but not a fault of the file
            raise
        except BadInput as error:
            form.add_error("resume", _error_sentence(str(error), name))
        else:
            session.save_case(request, case)
            read_profile = result.profile
            is_sparse = not (
                read_profile.experience or read_profile.skills or read_profile.education
            )
            notes = [message("person.resume.little")] if is_sparse else result.notes[:5]
            request.session[READING_NOTES_KEY] = {"left_out": result.left_out, "notes": notes}
            return redirect("review")
    context = {
        "title": message("person.resume.title"),
        "form": form,
        "max_bytes": settings.MAX_UPLOAD,
    }
    return page(request, "resume.html", context, status=400 if form.errors else 200)


def _error_sentence(reason: str, name: str) -> str:
    """Why a file was not read, as a sentence; a reason in the file begins with its name."""
    detail = reason.removeprefix(f"{name}: ")
    if detail != reason:
        return message("person.resume.unread", why=detail)
    return f"{reason[:1].upper()}{reason[1:]}."


@form_view
@case_required
def review_page(request: HttpRequest) -> HttpResponse:
    """Review the profile: confirm, change or remove its skills and entries before the ranking."""
    case_session, engine = session.require_case(request), shared_engine()
    case, addition = case_session.case, None
    skill_ids = {skill.skill for skill in (*case.profile.skills, *case.undecided)}
    section_forms: dict[str, Any] = {
        "skill": SkillForm(catalog=engine.catalog, excluded_ids=skill_ids),
        "school": EducationForm(auto_id="school_%s"),
        "certificate": CertificateForm(auto_id="certificate_%s", picks=_picks(case.profile)),
    }
    if request.method == "POST":
        decide = request.POST.get("decide", "")
        addition = _addition_form(decide, request, engine.catalog)
        if addition is None or addition.is_valid():
            case = _with_levels(case, request.POST, excluded_id=decide.partition(":")[2])
            session.save_case(request, _apply_decision(case, decide, request, addition))
            request.session[DONE_KEY] = _done_message(case, decide, addition, engine.catalog)
            return redirect("review")
        section_forms[decide.partition(":")[2]] = addition
    done = request.session.pop(DONE_KEY, {})
    context = {
        "title": message("person.review.title"),
        "version": case_session.version,
        "waiting": [skill_row(skill, engine.catalog) for skill in case.undecided],
        "skills": [skill_row(skill, engine.catalog) for skill in case.profile.skills],
        "profile": case.profile,
        "schooling": entry_rows(case.profile, "education", engine.catalog),
        "certificates": entry_rows(case.profile, "certificates", engine.catalog),
        "qualification_labels": qualification_labels(engine.catalog),
        "levels": choice_labels("education"),
        "learn": [
            (skill_id, engine.catalog.skills[skill_id].label)
            for skill_id in case.profile.aims.learn
        ],
        "reading": request.session.pop(READING_NOTES_KEY, None),
        "languages": {code: name.title() for name, code in reading_words().languages.items()},
        "done": done.get("text"),
        "focus": done.get("focus"),
        "form": addition,
        **section_forms,
    }
    return page(request, "review.html", context, status=400 if addition else 200)


def _picks(profile: Profile) -> tuple[tuple[str, str], ...]:
    """The certificates to pick from, where the person is."""
    return qualification_picks(shared_engine().catalog, profile.circumstances.country or "US")


def _addition_form(decide: str, request: HttpRequest, catalog: Catalog) -> Any:
    """The posted form that adds a skill, a school or a certificate; None for other decisions."""
    match decide:
        case "add:skill":
            return SkillForm(request.POST, catalog=catalog, excluded_ids=set())
        case "add:school":
            return EducationForm(request.POST, auto_id="school_%s")
        case "add:certificate":
            picks = _picks(session.require_case(request).case.profile)
            return CertificateForm(request.POST, auto_id="certificate_%s", picks=picks)
    return None


def _done_message(case: Case, decide: str, addition: Any, catalog: Catalog) -> dict[str, str]:
    """The message on a decision (`text`), and the element to focus next (`focus`)."""
    action, _, target = decide.partition(":")
    label, focus = "", "held"
    if addition is not None:
        entry = addition.cleaned_data
        label = (
            entry.get("what") or entry.get("certificate") or catalog.skills[entry["skill"]].label
        )
        focus = {"skill": "add_skill", "school": "schooling", "certificate": "certificates"}[target]
    elif action == "is":
        part, _, qualification = confirmed_entry(case.profile, target, catalog)
        label = catalog.qualifications[qualification].label
        focus = "schooling" if part == "education" else part
    elif action == "out":
        focus, _, index = target.partition(".")
        label = _entry_label(case.profile, focus, index, catalog)
        focus = {"education": "schooling", "about": "work"}.get(focus, focus)
    elif target in catalog.skills:
        label = catalog.skills[target].label
        focus = f"skill-{target}" if action == "change" else _next_focus(case, target)
    return {"text": message(f"person.review.done.{action}", what=label), "focus": focus}


def _entry_label(profile: Profile, part: str, index: str, catalog: Catalog) -> str:
    """The label of an entry of a part of the profile, given its index or skill id."""
    if part == "learn":
        return catalog.skills[index].label if index in catalog.skills else index
    if part == "about":
        return message("person.review.about")
    entry = getattr(profile, part)[int(index)]
    return str(entry.language if part == "languages" else entry.what)


def _next_focus(case: Case, skill_id: str) -> str:
    """The element to focus after a decision on a skill: the next undecided one, else the list."""
    waiting = [skill.skill for skill in case.undecided]
    if skill_id not in waiting:
        return "held"
    position = waiting.index(skill_id)
    remaining_ids = waiting[position + 1 :] or waiting[:position]
    return f"skill-{remaining_ids[0]}" if remaining_ids else "held"


def _with_levels(case: Case, posted: QueryDict, *, excluded_id: str) -> Case:
    """The case with the levels chosen in the other rows, which a decision on one row must keep."""
    level_numbers = {level: int(level) for level in map(str, LEVELS)}

    def chosen_level(skill: ProfileSkill) -> int:
        return level_numbers.get(posted.get(f"level-{skill.skill}", ""), skill.level)

    for skill in case.profile.skills:
        if skill.skill != excluded_id and chosen_level(skill) != skill.level:
            case = change_skill_level(case, skill.skill, chosen_level(skill), at=now())
    waiting = tuple(
        skill.model_copy(update={"level": chosen_level(skill)}) for skill in case.undecided
    )
    return case.model_copy(update={"undecided": waiting})


def _apply_decision(case: Case, decide: str, request: HttpRequest, addition: Any) -> Case:
    """The case after one decision: `ACTION:TARGET`, as the buttons of the review post it.

    BadInput where the action, the target or the level is none that the page offers.
    """
    action, _, target = decide.partition(":")
    at = now()
    match action:
        case "yes" | "change":
            return change_skill_level(
                case, target, _level(request.POST.get(f"level-{target}", "")), at=at
            )
        case "remove":
            return remove_skill(case, target, at=at)
        case "all":
            for skill in case.undecided:
                case = change_skill_level(case, skill.skill, skill.level, at=at)
            return case
        case "is":
            profile = with_qualification(case.profile, target, shared_engine().catalog)
            return replace_profile(case, profile, at=at)
        case "out":
            part, _, index = target.partition(".")
            return replace_profile(case, _without_entry(case.profile, part, index), at=at)
        case "add":
            return _apply_addition(case, addition) if addition is not None else case
    raise BadInput(message("person.review.nothing_chosen"))


def _level(text: str) -> int:
    if text not in map(str, LEVELS):
        raise BadInput(message("person.review.no_level"))
    return int(text)


def _without_entry(profile: Profile, part: str, index: str) -> Profile:
    """The profile without one entry of a part, or without one skill that it aims to learn."""
    if part == "learn":
        remaining_ids = tuple(skill_id for skill_id in profile.aims.learn if skill_id != index)
        return profile.model_copy(
            update={"aims": profile.aims.model_copy(update={"learn": remaining_ids})}
        )
    if part == "about":
        return profile.model_copy(update={"about": None})
    if part not in ("education", "certificates", "languages") or not index.isdigit():
        raise BadInput(message("person.review.nothing_chosen"))
    entries = getattr(profile, part)
    if int(index) >= len(entries):
        raise BadInput(message("person.review.nothing_chosen"))
    return profile.model_copy(
        update={
            part: tuple(entry for position, entry in enumerate(entries) if position != int(index))
        }
    )


def _apply_addition(case: Case, addition: Any) -> Case:
    """The case with the skill, school or certificate of a valid form."""
    catalog, answers = shared_engine().catalog, addition.cleaned_data
    if isinstance(addition, SkillForm):
        new_skill = ProfileSkill(skill=answers["skill"], level=answers["level"])
        if any(skill.skill == new_skill.skill for skill in (*case.profile.skills, *case.undecided)):
            return change_skill_level(case, new_skill.skill, new_skill.level, at=now())
        profile = case.profile.model_copy(update={"skills": (*case.profile.skills, new_skill)})
        return replace_profile(case, profile, at=now())
    if isinstance(addition, EducationForm):
        part = "education"
        entry = {**answers, "ended": str(answers["ended"]) if answers["ended"] else None}
    else:
        part = "certificates"
        entry = {
            "what": answers["certificate"],
            "qualification": answers["pick"] or None,
            "issuer": answers["issuer"],
            "year": answers["year"],
        }
    source = message("begin.your_answers")
    profile = with_entry(case.profile, part, entry, catalog, source=source)
    return replace_profile(case, profile, at=now())


urlpatterns = [
    path("you/resume/", resume_page, name="resume"),
    path("you/review/", review_page, name="review"),
]
