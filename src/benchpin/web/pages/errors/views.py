"""The error pages: each says what went wrong, and what to do."""

from django.http import HttpRequest, HttpResponse

from benchpin.inputs.errors import BadInput
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import all_messages, message
from benchpin.web.cases.session import current_case
from benchpin.web.pages.layout import page


def failure_page(request: HttpRequest, kind: str, status: int, detail: str = "") -> HttpResponse:
    """The page of a kind of failure; `detail` is one sentence on what was wrong, or empty."""
    context = {"kind": kind, "title": message(f"failures.{kind}.title"), "detail": detail}
    return page(request, "failure.html", context, status=status)


def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Some input cannot be used (400), and why."""
    return failure_page(request, "bad", 400, str(error))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that no page of ours sends (400)."""
    return failure_page(request, "bad", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Access to the page is denied (403)."""
    return failure_page(request, "denied", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its CSRF token (403): cookies are off, or the page is old."""
    return failure_page(request, "token", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page (404)."""
    return failure_page(request, "missing", 404)


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too many requests in a short time (429); `seconds` is how long to wait."""
    response = failure_page(
        request, "many", 429, message("failures.wait", minutes=-(-seconds // 60))
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def database_unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer (503); mostly it restarts, which is over soon."""
    response = failure_page(request, "away", 503)
    response.headers["Retry-After"] = "30"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """An error of our own (500)."""
    return failure_page(request, "broken", 500)


def _entered_text(name: str, value: str) -> str:
    """The input of a field with its label, for display; empty for a field that no label names."""
    catalog = shared_engine().catalog
    if name == "decide":
        action, _, skill_id = value.partition(":")
        answer = {"yes": "yes", "change": "change", "remove": "remove"}.get(action)
        skill = catalog.skills.get(skill_id)
        return f"{message(f'frame.{answer}')}: {skill.label}" if answer and skill else ""
    label = _field_labels().get(name)
    if label is None or not value:
        return ""
    return message(
        "failures.stale.labeled", label=label.rstrip("?"), value=_value_label(name, value)
    )


def _value_label(name: str, value: str) -> str:
    """The label of a chosen value; free text as it is."""
    catalog = shared_engine().catalog
    match name:
        case "role" if value in catalog.roles:
            return catalog.roles[value].label
        case "skill" if value in catalog.skills:
            return catalog.skills[value].label
        case "country":
            return catalog.places.get(value, value)
    name = "limit" if name.startswith("limit_") else name
    label: str = all_messages()["begin"]["choices"].get(name, {}).get(value, value)
    return label


def _field_labels() -> dict[str, str]:
    """The label of each form field, by the name of the field."""
    areas = (all_messages()[area]["fields"] for area in ("begin", "person", "interview"))
    return {name: field["label"] for fields in areas for name, field in fields.items()}


def edit_conflict(request: HttpRequest) -> HttpResponse:
    """The page for a form made from an older version of the case (409): its input, to send again.

    Nothing was written. The hidden fields hold the input and the current version of the case.
    """
    case_session = current_case(request)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("version", "csrfmiddlewaretoken")
    ]
    context = {
        "title": message("failures.stale.title"),
        "fields": fields,
        "entries": [text for name, value in fields if (text := _entered_text(name, value))],
        "version": case_session.version if case_session else 0,
        "has_case": case_session is not None,
        "path": request.get_full_path(),
    }
    return page(request, "stale.html", context, status=409)
