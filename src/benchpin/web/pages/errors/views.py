"""The pages for what went wrong: each says what, and what to do."""

from django.http import HttpRequest, HttpResponse

from benchpin.inputs.errors import BadInput
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases.session import current_case
from benchpin.web.pages.layout import page


def failure(request: HttpRequest, kind: str, status: int, said: str = "") -> HttpResponse:
    """A page that names a failure; `said` is the sentence on what was wrong, if there is one."""
    context = {"kind": kind, "title": message(f"failures.{kind}.title"), "said": said}
    return page(request, "failure.html", context, status=status)


def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """What somebody gave cannot be used, and why."""
    return failure(request, "bad", 400, str(error))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The browser sent what no page sends."""
    return failure(request, "bad", 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is not for whoever asks."""
    return failure(request, "denied", 403)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: cookies are off, or the page is old."""
    return failure(request, "token", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return failure(request, "missing", 404)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too many tries in a short time; `seconds` is how long to wait."""
    response = failure(request, "many", 429, message("failures.wait", minutes=-(-seconds // 60)))
    response.headers["Retry-After"] = str(seconds)
    return response


def away(request: HttpRequest) -> HttpResponse:
    """The database does not answer: a restart, mostly, which is over soon."""
    response = failure(request, "away", 503)
    response.headers["Retry-After"] = "30"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Something is wrong on our side."""
    return failure(request, "broken", 500)


def _entered(name: str, value: str) -> str:
    """What somebody entered in a field, as they know it; empty where it is not theirs to read."""
    catalog = shared_engine().catalog
    if name == "decide":
        what, _, which = value.partition(":")
        told = {"yes": "yes", "change": "change", "remove": "remove"}.get(what)
        skill = catalog.skills.get(which)
        return f"{message(f'frame.{told}')}: {skill.label}" if told and skill else ""
    label = _labels().get(name)
    if label is None or not value:
        return ""
    return message("failures.stale.labeled", label=label.rstrip("?"), value=_in_words(name, value))


def _in_words(name: str, value: str) -> str:
    """What was chosen in a field as its choices call it; what was written as it is."""
    catalog = shared_engine().catalog
    match name:
        case "role" if value in catalog.roles:
            return catalog.roles[value].label
        case "skill" if value in catalog.skills:
            return catalog.skills[value].label
        case "country":
            return catalog.places.get(value, value)
    named: str = all_messages()["begin"]["choices"].get(name, {}).get(value, value)
    return named


def _labels() -> dict[str, str]:
    """The fields that somebody fills in, by name, as the forms call them."""
    areas = (all_messages()[area]["fields"] for area in ("begin", "person", "interview"))
    return {name: told["label"] for fields in areas for name, told in fields.items()}


def changed_elsewhere(request: HttpRequest) -> HttpResponse:
    """A form was made from an older version of the case: what was entered is shown, to send again.

    Nothing was written; the hidden fields carry what was entered and the version kept now.
    """
    now = current_case(request)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("version", "csrfmiddlewaretoken")
    ]
    context = {
        "title": message("failures.stale.title"),
        "fields": fields,
        "shown": [told for name, value in fields if (told := _entered(name, value))],
        "version": now.version if now else 0,
        "there": now is not None,
        "path": request.get_full_path(),
    }
    return page(request, "stale.html", context, status=409)
