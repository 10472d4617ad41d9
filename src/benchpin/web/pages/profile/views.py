"""The overview of a profile, and the two-minute start."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from benchpin.catalog import Catalog
from benchpin.profile import Profile
from benchpin.profile.case import Case, propose_skills, replace_profile
from benchpin.profile.case.merging import (
    LIKED,
    StartAnswers,
    asks_for_likes,
    skills_in_text,
    with_start_answers,
)
from benchpin.web.app.engine import Engine, now, shared_engine, today
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases import session
from benchpin.web.cases.guidance_cache import guidance_for
from benchpin.web.pages.case_access import case_required
from benchpin.web.pages.layout import form_view, page, posted_data
from benchpin.web.pages.profile.forms import LIMIT_PREFIX, ShortProfileForm
from benchpin.web.pages.profile.qualifications import qualification_picks
from benchpin.wording.format import words

INPUT_PAGES = ("two-minutes", "resume", "interview", "job")
"""The pages to enter something on, the quickest first; used ones are shown last."""
READING_NOTES_KEY = "read"
"""Session key: notes on the free text or the resume that was read, shown once in the review."""
UNREAD_WORDS_KEY = "unread"
"""Session key: words that name no skill were just kept, told once on the page of results."""
NEEDS_LIKES_KEY = "likes"
"""Session key: what somebody likes is all that an answer still needs, asked once on its own."""
ANSWERS_SAVED_KEY = "kept"
"""Session key: answers were just saved, shown once on the overview."""


@require_safe
@case_required
def profile_page(request: HttpRequest) -> HttpResponse:
    """The overview of a profile: its answers, what would help next, and the pages to enter more."""
    case_session = session.require_case(request)
    case, engine = case_session.case, shared_engine()
    used_pages = _used_pages(case.profile)
    context = {
        "title": message("begin.you.title"),
        "storage": case_session.storage,
        "summary": list(profile_summary(case.profile, len(case.undecided), engine)),
        "waiting": len(case.undecided),
        "empty": _is_empty(case.profile) and not case.undecided,
        "input_pages": sorted(INPUT_PAGES, key=lambda page_name: page_name in used_pages),
        "used_pages": used_pages,
        "saved": request.session.pop(ANSWERS_SAVED_KEY, False),
        "learn": [engine.catalog.skills[skill].label for skill in case.profile.aims.learn],
        "chosen": [engine.catalog.roles[role].label for role in case.chosen],
        "aside": [_role_or_family_label(role, engine.catalog) for role in case.profile.aims.not_],
    }
    return page(request, "you.html", context)


def _used_pages(profile: Profile) -> set[str]:
    """The input pages that were used, as far as the profile shows it."""
    used_by_page = {
        "two-minutes": bool(profile.circumstances.country),
        "interview": bool(profile.answers) or bool(profile.interests.scores()),
        "job": bool(profile.experience),
    }
    return {page_name for page_name, used in used_by_page.items() if used}


def _is_empty(profile: Profile) -> bool:
    # The age is asked before a case begins: it alone makes no profile.
    profile_without_age = profile.model_copy(
        update={"circumstances": profile.circumstances.model_copy(update={"under_18": None})}
    )
    return profile_without_age == Profile()


def profile_summary(
    profile: Profile, undecided_count: int, engine: Engine
) -> Iterator[dict[str, str]]:
    """The parts of a profile as rows: a term, a text, and a link to the page that changes it."""
    catalog, terms = engine.catalog, profile.circumstances
    choice_texts = all_messages()["begin"]["choices"]
    skill_labels = [catalog.skills[skill.skill].label for skill in profile.skills]
    count_text = message("begin.you.skills", count=len(skill_labels)) if skill_labels else ""
    undecided_text = message("begin.you.waiting", count=undecided_count) if undecided_count else ""
    skills_text = "; ".join(part for part in (count_text, undecided_text) if part)
    answer_count = len(profile.answers)
    interests_text = message("begin.you.answers", count=answer_count) if answer_count else ""
    if profile.interests.scores():
        interests_text = message("begin.you.interests")
    value_count = len(profile.values)
    parts = (
        ("roles", [catalog.roles[role].label for role in profile.aims.roles],
         "two-minutes#id_role"),
        ("work", [job.title for job in profile.experience], "job"),
        ("words", own_words(profile), "review#work"),
        ("schooling", [school.what for school in profile.education], "review#schooling"),
        ("skills", [skills_text] if skills_text else [], "review"),
        ("interests", [interests_text] if interests_text else [], "interview"),
        ("values", [message("begin.you.answers_of", count=value_count)] if value_count else [],
         "interview-values"),
        ("place", [name for name in (terms.area, catalog.places.get(terms.country or "")) if name],
         "two-minutes#id_place"),
        ("pay", [f"{terms.minimum_pay:,.0f} {terms.currency or ''}".strip()]
         if terms.minimum_pay else [], "two-minutes#id_minimum_pay"),
        ("modes", [choice_texts["work_modes"][mode] for mode in terms.work_modes],
         "two-minutes#id_work_modes_0"),
        ("education", [choice_texts["education"][terms.education]] if terms.education else [],
         "two-minutes#id_education"),
        ("limits", [_limit_text(demand, extent) for demand, extent in terms.limits.items()],
         f"two-minutes#id_{LIMIT_PREFIX}standing"),
    )  # fmt: skip
    if terms.under_18 is not None:
        age = {"term": message("begin.you.parts.age"), "text": choice_texts["age"][_age(profile)]}
        yield age | (
            {"href": _address("two-minutes#id_age_0"), "action": message("begin.you.change")}
            if terms.under_18
            else {}
        )
    for name, texts, target in parts:
        yield {
            "term": message(f"begin.you.parts.{name}"),
            "text": "; ".join(texts) or message("begin.not_said"),
            "href": _address(target),
            "action": message("begin.you.change" if texts else "begin.you.add"),
        }


def _limit_text(demand: str, extent: str) -> str:
    """A limit as the overview shows it: "Standing for hours: never"."""
    begin = all_messages()["begin"]
    return message(
        "begin.you.limit",
        demand=begin["fields"][f"{LIMIT_PREFIX}{demand}"]["label"],
        extent=begin["choices"]["limit"][extent],
    )


def _address(target: str) -> str:
    """The address of a page by its URL name, perhaps with an element: `two-minutes#id_role`."""
    name, mark, field = target.partition("#")
    return f"{reverse(name)}{mark}{field}"


def _role_or_family_label(role: str, catalog: Catalog) -> str:
    """The label of a role, or of a family of roles that was ruled out as a whole."""
    record = catalog.roles.get(role)
    return record.label if record else str(words()["terms"].get(role, role))


@form_view
@case_required
def short_profile_page(request: HttpRequest) -> HttpResponse:
    """The two-minute start: a few questions on one page, then the review or the results."""
    case_session, engine = session.require_case(request), shared_engine()
    profile = case_session.case.profile
    form = ShortProfileForm(
        posted_data(request),
        initial=_initial_answers(profile),
        catalog=engine.catalog,
        reference=engine.reference,
        ask_former_job=not profile.experience,
        ask_likes=asks_for_likes(profile),
        young=bool(profile.circumstances.under_18),
        certificates=() if profile.certificates else _certificate_choices(profile, engine),
    )
    if request.method == "POST" and form.is_valid():
        answers = _start_answers(form.cleaned_data, engine.catalog)
        source = message("begin.your_answers")
        told_profile = with_start_answers(
            profile, answers, engine.catalog, year=today().year, source=source
        )
        case = replace_profile(case_session.case, told_profile, at=now())
        case = propose_skills(case, skills_in_text(answers.text, engine.catalog), at=now())
        session.save_case(request, case)
        if answers.text and case.undecided == case_session.case.undecided:
            request.session[UNREAD_WORDS_KEY] = True
        if case.undecided:
            return redirect("review")
        request.session[NEEDS_LIKES_KEY] = _needs_likes(case)
        return redirect("two-minutes" if request.session[NEEDS_LIKES_KEY] else "results")
    context = {
        "title": message("begin.two_minutes.title"),
        "form": form,
        "version": case_session.version,
        "jobs": [job.title for job in profile.experience],
        "words": own_words(profile),
        "unread": request.session.get(UNREAD_WORDS_KEY, False),
        "needs_likes": request.session.pop(NEEDS_LIKES_KEY, False),
    }
    return page(request, "two-minutes.html", context, status=400 if form.errors else 200)


def _certificate_choices(profile: Profile, engine: Engine) -> tuple[tuple[str, str], ...]:
    return qualification_picks(engine.catalog, profile.circumstances.country or "US")


def _needs_likes(case: Case) -> bool:
    """Whether what somebody likes is still needed for an answer: the start always ends in one.

    Where their terms alone leave no role, that is the answer.
    """
    if not asks_for_likes(case.profile):
        return False
    guidance = guidance_for(case.guidance_profile())
    return not guidance.enough and not guidance.matches


def own_words(profile: Profile) -> list[str]:
    """What somebody wrote in their own words, whether or not it named a skill."""
    return [text for text in (*(job.did for job in profile.experience), profile.about) if text]


def _age(profile: Profile) -> str:
    return "young" if profile.circumstances.under_18 else "adult"


def _initial_answers(profile: Profile) -> dict[str, Any]:
    terms = profile.circumstances
    return {
        "age": _age(profile),
        "role": next(iter(profile.aims.roles), ""),
        "likes": [name for name, score in profile.interests.scores().items() if score == LIKED],
        "country": terms.country or "US",
        "place": terms.area or "",
        "minimum_pay": f"{terms.minimum_pay:.12g}" if terms.minimum_pay is not None else None,
        "education": terms.education or "",
        "work_modes": list(terms.work_modes),
        **{f"{LIMIT_PREFIX}{demand}": extent for demand, extent in terms.limits.items()},
    }


def _start_answers(form_data: dict[str, Any], catalog: Catalog) -> StartAnswers:
    certificate = form_data.get("certificate")
    return StartAnswers(
        certificate=(certificate, catalog.qualifications[certificate].label)
        if certificate
        else None,
        role=form_data["role"],
        country=form_data["country"],
        area=form_data["place"],
        minimum_pay=form_data["minimum_pay"],
        education=form_data["education"],
        work_modes=form_data["work_modes"],
        text=form_data["words"],
        title=form_data.get("title"),
        years=form_data.get("years"),
        under_18=form_data["age"] == "young" if "age" in form_data else None,
        likes=form_data.get("likes"),
        limits={
            name.removeprefix(LIMIT_PREFIX): extent
            for name, extent in form_data.items()
            if name.startswith(LIMIT_PREFIX) and extent
        },
    )


urlpatterns = [
    path("you/", profile_page, name="you"),
    path("you/two-minutes/", short_profile_page, name="two-minutes"),
]
