"""Where a person stands, and the two-minute start."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.profile import Profile, ProfileSkill, from_table
from benchpin.profile.case import propose_skills, replace_profile
from benchpin.text.skills.spotter import spot_skills
from benchpin.web.app.engine import Engine, now, shared_engine, today
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session as held
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import forms, page, posted_data
from benchpin.web.pages.profile.forms import ShortProfileForm

WAYS = ("two-minutes", "resume", "interview", "job")
"""The ways to tell something, the quickest first; those that were used stand last."""
STATED_FIELDS = "read"
"""In the session: what is to be told once about the words or the resume that were read."""
STORED_ANSWERS = "kept"
"""In the session: answers were just kept, told once on the page of the person."""


@require_safe
@case_required
def profile_page(request: HttpRequest) -> HttpResponse:
    """Where the person stands: what is known, what would help next, and the ways to tell more."""
    mine = held.require_case(request)
    case, knows = mine.case, shared_engine()
    used = _used(case.profile)
    context = {
        "title": message("begin.you.title"),
        "kept": mine.kept,
        "known": list(profile_summary(case.profile, len(case.undecided), knows)),
        "waiting": len(case.undecided),
        "empty": _is_empty(case.profile) and not case.undecided,
        "ways": sorted(WAYS, key=lambda way: way in used),
        "used": used,
        "saved": request.session.pop(STORED_ANSWERS, False),
        "learn": [knows.catalog.skills[skill].label for skill in case.profile.aims.learn],
        "chosen": [knows.catalog.roles[role].label for role in case.chosen],
        "aside": [knows.catalog.roles[role].label for role in case.profile.aims.not_],
    }
    return page(request, "you.html", context)


def _used(profile: Profile) -> set[str]:
    """The ways that somebody has used, as far as the profile shows it."""
    found = {
        "two-minutes": bool(profile.circumstances.country),
        "interview": bool(profile.answers) or bool(profile.interests.given()),
        "job": bool(profile.experience),
    }
    return {way for way, used in found.items() if used}


def _is_empty(profile: Profile) -> bool:
    told = profile.model_copy(
        update={"circumstances": profile.circumstances.model_copy(update={"under_18": None})}
    )
    return told == Profile()


def profile_summary(profile: Profile, waiting: int, knows: Engine) -> Iterator[dict[str, str]]:
    """What is known, part by part, each with the page to change it on."""
    catalog, terms = knows.catalog, profile.circumstances
    told = all_messages()["begin"]["choices"]
    held_skills = [catalog.skills[each.skill].label for each in profile.skills]
    counts = message("begin.you.skills", count=len(held_skills)) if held_skills else ""
    waits = message("begin.you.waiting", count=waiting) if waiting else ""
    skills = "; ".join(part for part in (counts, waits) if part)
    answered = len(profile.answers)
    drawn = message("begin.you.answers", count=answered) if answered else ""
    if profile.interests.given():
        drawn = message("begin.you.interests")
    weighed = len(profile.values)
    parts = (
        ("roles", [catalog.roles[role].label for role in profile.aims.roles],
         "two-minutes#id_role"),
        ("work", [job.title for job in profile.experience], "job"),
        ("schooling", [each.what for each in profile.education], "review#schooling"),
        ("skills", [skills] if skills else [], "review"),
        ("interests", [drawn] if drawn else [], "interview"),
        ("values", [message("begin.you.answers_of", count=weighed)] if weighed else [],
         "interview-values"),
        ("place", [p for p in (terms.area, catalog.places.get(terms.country or "")) if p],
         "two-minutes#id_place"),
        ("pay", [f"{terms.minimum_pay:,.0f} {terms.currency or ''}".strip()]
         if terms.minimum_pay else [], "two-minutes#id_minimum_pay"),
        ("modes", [told["work_modes"][mode] for mode in terms.work_modes],
         "two-minutes#id_work_modes_0"),
        ("education", [told["education"][terms.education]] if terms.education else [],
         "two-minutes#id_education"),
    )  # fmt: skip
    if terms.under_18 is not None:
        age = {"term": message("begin.you.parts.age"), "text": told["age"][_age(profile)]}
        yield age | (
            {"href": _address("two-minutes#id_age_0"), "action": message("begin.you.change")}
            if terms.under_18
            else {}
        )
    for name, found, where in parts:
        yield {
            "term": message(f"begin.you.parts.{name}"),
            "text": "; ".join(found) or message("begin.not_said"),
            "href": _address(where),
            "action": message("begin.you.change" if found else "begin.you.add"),
        }


def _address(where: str) -> str:
    """The address of a page by its name, perhaps with the field on it: `two-minutes#id_role`."""
    name, mark, field = where.partition("#")
    return f"{reverse(name)}{mark}{field}"


@forms
@case_required
def two_minutes(request: HttpRequest) -> HttpResponse:
    """A few questions on one page, the most telling ones; what is told already is not asked."""
    mine, knows = held.require_case(request), shared_engine()
    profile = mine.case.profile
    form = ShortProfileForm(
        posted_data(request),
        initial=_told(profile),
        catalog=knows.catalog,
        reference=knows.reference,
        first=not profile.experience,
        young=bool(profile.circumstances.under_18),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        case = replace_profile(mine.case, _with(profile, said, knows), at=now())
        case = propose_skills(case, spotted(said["words"], knows), at=now())
        held.save_case(request, case)
        if said["words"] and case.undecided == mine.case.undecided:
            request.session[STATED_FIELDS] = {
                "left_out": [],
                "notes": [message("begin.none_found")],
            }
            return redirect("review")
        return redirect("review" if case.undecided else "results")
    context = {
        "title": message("begin.two_minutes.title"),
        "form": form,
        "version": mine.version,
        "jobs": [job.title for job in profile.experience],
    }
    return page(request, "two-minutes.html", context, status=400 if form.errors else 200)


def _age(profile: Profile) -> str:
    return "young" if profile.circumstances.under_18 else "adult"


def _told(profile: Profile) -> dict[str, Any]:
    terms = profile.circumstances
    return {
        "age": _age(profile),
        "role": next(iter(profile.aims.roles), ""),
        "country": terms.country or "US",
        "place": terms.area or "",
        "minimum_pay": terms.minimum_pay,
        "education": terms.education or "",
        "work_modes": list(terms.work_modes),
    }


def _with(profile: Profile, said: dict[str, Any], knows: Engine) -> Profile:
    """The profile with what the two-minute start asked for."""
    others = [role for role in profile.aims.roles[1:] if role != said["role"]]
    roles = [said["role"], *others] if said["role"] else others
    aside = [role for role in profile.aims.not_ if role not in roles]
    country = said["country"] or "US"
    same_country = country == (profile.circumstances.country or "US")
    terms = {
        "country": country,
        "area": said["place"] or None,
        "minimum_pay": said["minimum_pay"],
        "currency": profile.circumstances.currency if same_country else None,
        "education": said["education"] or None,
        "work_modes": said["work_modes"],
    }
    if "age" in said:
        terms["under_18"] = said["age"] == "young"
    table = profile.model_dump(mode="json", by_alias=True)
    wishes = [found.skill for found in spot_skills(said["words"], knows.catalog, kind="wished")]
    learn = list(dict.fromkeys((*profile.aims.learn, *wishes)))
    table["aims"] |= {"roles": roles, "not": aside, "learn": learn}
    table["circumstances"] |= terms
    if title := said.get("title"):
        job = {"title": title, "did": said["words"] or None}
        if said.get("years") is not None:
            job |= {"years": said["years"], "until": today().year}
        table["experience"] = [job]
    return from_table(table, knows.catalog, name=message("begin.your_answers"))


def spotted(text: str, knows: Engine) -> list[ProfileSkill]:
    """The skills that somebody's own words name, each with its sentence."""
    return [
        ProfileSkill(skill=found.skill, level=found.level, status="proposed", evidence=found.text)
        for found in spot_skills(text, knows.catalog)
    ]


urlpatterns = [
    path("you/", profile_page, name="you"),
    path("you/two-minutes/", two_minutes, name="two-minutes"),
]
