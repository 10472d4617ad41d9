"""A resume, and the review of what was understood."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile, ProfileSkill, from_table
from benchpin.profile.case import Case, change_skill_level, remove_skill, replace_profile
from benchpin.profile.resume.vocabulary import words as reading_words
from benchpin.text.skills.spotter import skill_mentions
from benchpin.web.app.engine import now, shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import resume_reader as resumes
from benchpin.web.cases import session as held
from benchpin.web.cases.repository import StaleCase
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms, page, sent_files
from benchpin.web.pages.profile.forms import say_choices
from benchpin.web.pages.profile.review_forms import (
    CertificateForm,
    EducationForm,
    ResumeForm,
    SkillForm,
)
from benchpin.web.pages.profile.views import STATED_FIELDS

DONE = "reviewed"
"""In the session: what was decided last in the review, told once."""


@forms
@case_required
def resume_page(request: HttpRequest) -> HttpResponse:
    """Read a resume; what it says is joined to the case, its skills as proposals."""
    catalog = shared_engine().catalog
    form = ResumeForm(*sent_files(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["resume"]
        name = file.name or "resume"
        try:
            found = resumes.read(file.read(), name, catalog)
            # Reading takes a while; what was told meanwhile, in another window, stays.
            mine = held.reload_case(request)
            case = resumes.join(mine.case, found.profile, catalog, at=now())
        except StaleCase:
            raise
        except BadInput as error:
            form.add_error("resume", _sentence(str(error), name))
        else:
            held.save_case(request, case)
            told = found.profile
            little = not (told.experience or told.skills or told.education)
            notes = [message("person.resume.little")] if little else found.notes[:5]
            request.session[STATED_FIELDS] = {"left_out": found.left_out, "notes": notes}
            return redirect("review")
    context = {"title": message("person.resume.title"), "form": form, "most": settings.MAX_UPLOAD}
    return page(request, "resume.html", context, status=400 if form.errors else 200)


def _sentence(why: str, name: str) -> str:
    """Why a file was not read, as a sentence; what is said of the file begins with its name."""
    said = why.removeprefix(f"{name}: ")
    if said != why:
        return message("person.resume.unread", why=said)
    return f"{why[:1].upper()}{why[1:]}."


@forms
@case_required
def review_page(request: HttpRequest) -> HttpResponse:
    """What was understood, to say yes to, to mend or to take out, before anything is ranked."""
    mine, knows = held.require_case(request), shared_engine()
    case, adding = mine.case, None
    told = {each.skill for each in (*case.profile.skills, *case.undecided)}
    forms: dict[str, Any] = {
        "skill": SkillForm(catalog=knows.catalog, without=told),
        "school": EducationForm(auto_id="school_%s"),
        "certificate": CertificateForm(auto_id="certificate_%s"),
    }
    if request.method == "POST":
        decide = request.POST.get("decide", "")
        adding = _adding(decide, request, knows.catalog)
        if adding is None or adding.is_valid():
            case = _with_levels(case, request.POST, besides=decide.partition(":")[2])
            held.save_case(request, _decided(case, decide, request, adding))
            request.session[DONE] = _done(case, decide, adding, knows.catalog)
            return redirect("review")
        forms[decide.partition(":")[2]] = adding
    done = request.session.pop(DONE, {})
    context = {
        "title": message("person.review.title"),
        "version": mine.version,
        "waiting": [_row(each, knows.catalog) for each in case.undecided],
        "held": [_row(each, knows.catalog) for each in case.profile.skills],
        "profile": case.profile,
        "levels": say_choices("education"),
        "learn": [(skill, knows.catalog.skills[skill].label) for skill in case.profile.aims.learn],
        "said": request.session.pop(STATED_FIELDS, None),
        "languages": {code: name.title() for name, code in reading_words().languages.items()},
        "done": done.get("text"),
        "here": done.get("here"),
        "form": adding,
        **forms,
    }
    return page(request, "review.html", context, status=400 if adding else 200)


def _adding(decide: str, request: HttpRequest, catalog: Catalog) -> Any:
    """The form that adds a skill, a school or a certificate by hand; None for other decisions."""
    match decide:
        case "add:skill":
            return SkillForm(request.POST, catalog=catalog, without=set())
        case "add:school":
            return EducationForm(request.POST, auto_id="school_%s")
        case "add:certificate":
            return CertificateForm(request.POST, auto_id="certificate_%s")
    return None


def _done(case: Case, decide: str, adding: Any, catalog: Catalog) -> dict[str, str]:
    """What was just done, in words, and the part of the page to go on from."""
    what, _, which = decide.partition(":")
    label, here = "", "held"
    if adding is not None:
        entry = adding.cleaned_data
        label = (
            entry.get("what") or entry.get("certificate") or catalog.skills[entry["skill"]].label
        )
        here = {"skill": "add_skill", "school": "schooling", "certificate": "certificates"}[which]
    elif what == "out":
        here, _, index = which.partition(".")
        label = _entry(case.profile, here, index, catalog)
        here = "schooling" if here == "education" else here
    elif which in catalog.skills:
        label = catalog.skills[which].label
        here = f"skill-{which}" if what == "change" else _after(case, which)
    return {"text": message(f"person.review.done.{what}", what=label), "here": here}


def _entry(profile: Profile, part: str, index: str, catalog: Catalog) -> str:
    """What an entry that is taken out is called."""
    if part == "learn":
        return catalog.skills[index].label if index in catalog.skills else index
    entry = getattr(profile, part)[int(index)]
    return str(entry.language if part == "languages" else entry.what)


def _after(case: Case, skill: str) -> str:
    """Where to go on after a skill was decided: at the next one that waits."""
    waiting = [each.skill for each in case.undecided]
    if skill not in waiting:
        return "held"
    place = waiting.index(skill)
    left = waiting[place + 1 :] or waiting[:place]
    return f"skill-{left[0]}" if left else "held"


def _row(found: ProfileSkill, catalog: Catalog) -> dict[str, Any]:
    """A skill as the review shows it: with its sentence, and the phrase in it that names it."""
    told = say_choices("level")
    levels = [
        {"value": level, "label": told[str(level)], "selected": level == found.level}
        for level in LEVELS
    ]
    return {
        "key": found.skill,
        "label": catalog.skills[found.skill].label,
        "levels": levels,
        "said": _said(found, catalog),
        "hint": message("person.review.assumed") if found.status == "assumed" else "",
        "confirmed": found.status == "confirmed",
    }


def _said(found: ProfileSkill, catalog: Catalog) -> tuple[str, str, str] | None:
    text = found.evidence
    if not text:
        return None
    named = next(
        (each for each in skill_mentions(text, catalog) if each.skill == found.skill), None
    )
    if named is None:
        return text, "", ""
    return text[: named.start], text[named.start : named.end], text[named.end :]


def _with_levels(case: Case, sent: QueryDict, *, besides: str) -> Case:
    """The case with the levels chosen in the other rows: one decision loses none of them."""
    told = {level: int(level) for level in map(str, LEVELS)}

    def chosen(found: ProfileSkill) -> int:
        return told.get(sent.get(f"level-{found.skill}", ""), found.level)

    for each in case.profile.skills:
        if each.skill != besides and chosen(each) != each.level:
            case = change_skill_level(case, each.skill, chosen(each), at=now())
    waiting = tuple(each.model_copy(update={"level": chosen(each)}) for each in case.undecided)
    return case.model_copy(update={"undecided": waiting})


def _decided(case: Case, decide: str, request: HttpRequest, adding: Any) -> Case:
    """The case after one decision: `what:which`, as the buttons of the review send it."""
    what, _, which = decide.partition(":")
    at = now()
    match what:
        case "yes" | "change":
            return change_skill_level(
                case, which, _level(request.POST.get(f"level-{which}", "")), at=at
            )
        case "remove":
            return remove_skill(case, which, at=at)
        case "all":
            for waiting in case.undecided:
                case = change_skill_level(case, waiting.skill, waiting.level, at=at)
            return case
        case "out":
            part, _, index = which.partition(".")
            return replace_profile(case, _without(case.profile, part, index), at=at)
        case "add":
            return _added(case, adding) if adding is not None else case
    raise BadInput(message("person.review.nothing_chosen"))


def _level(text: str) -> int:
    if text not in map(str, LEVELS):
        raise BadInput(message("person.review.no_level"))
    return int(text)


def _without(profile: Profile, part: str, index: str) -> Profile:
    """The profile without one entry of a part, or without a wish to learn."""
    if part == "learn":
        left = tuple(skill for skill in profile.aims.learn if skill != index)
        return profile.model_copy(update={"aims": profile.aims.model_copy(update={"learn": left})})
    if part not in ("education", "certificates", "languages") or not index.isdigit():
        raise BadInput(message("person.review.nothing_chosen"))
    entries = getattr(profile, part)
    if int(index) >= len(entries):
        raise BadInput(message("person.review.nothing_chosen"))
    return profile.model_copy(
        update={part: tuple(e for place, e in enumerate(entries) if place != int(index))}
    )


def _added(case: Case, adding: Any) -> Case:
    """The case with a skill, a school or a certificate that was added by hand."""
    catalog, said = shared_engine().catalog, adding.cleaned_data
    if isinstance(adding, SkillForm):
        new = ProfileSkill(skill=said["skill"], level=said["level"])
        if any(each.skill == new.skill for each in (*case.profile.skills, *case.undecided)):
            return change_skill_level(case, new.skill, new.level, at=now())
        told = case.profile.model_copy(update={"skills": (*case.profile.skills, new)})
        return replace_profile(case, told, at=now())
    if isinstance(adding, EducationForm):
        part, entry = "education", {**said, "ended": str(said["ended"]) if said["ended"] else None}
    else:
        part = "certificates"
        entry = {"what": said["certificate"], "issuer": said["issuer"], "year": said["year"]}
    table = case.profile.model_dump(mode="json", by_alias=True)
    table[part].append({key: value or None for key, value in entry.items()})
    told = from_table(table, catalog, name=message("begin.your_answers"))
    return replace_profile(case, told, at=now())


urlpatterns = [
    path("you/resume/", resume_page, name="resume"),
    path("you/review/", review_page, name="review"),
]
