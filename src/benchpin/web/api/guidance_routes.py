"""Routes of personal data: guidance for a profile, and job titles as occupations.

Nothing of a request is stored.
"""

import json
from datetime import date
from typing import Annotated, Any, Literal, Self

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, model_validator

from benchpin import documents
from benchpin.catalog import Catalog
from benchpin.documents.answers import occupations
from benchpin.guidance import Guidance, advise
from benchpin.inputs.suggestions import one_line
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case, from_json
from benchpin.profile.case.merging import propose_from_text
from benchpin.profile.free_text import with_proposals
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import ProblemError, bad_input_at
from benchpin.web.api.responses import json_response
from benchpin.web.api.schemas import TitleRead
from benchpin.web.app.engine import now, shared_engine, today
from benchpin.web.app.messages import message

guidance_router = Router(auth=ApiKeyAuth("guidance"))
titles_router = Router(auth=ApiKeyAuth("titles"))
MAX_TITLES = 1_000
MAX_ENTRIES = 500
"""Entries in one list of a profile: nobody has more, and many thousands would delay others."""


def _unchecked(value: Any) -> Any:
    """The table unchecked: the engine checks it later, with one-sentence messages."""
    return value


def _iso_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[
    str,
    Field(pattern=r"^20\d\d-\d\d-\d\d$", json_schema_extra={"format": "date"}),
    AfterValidator(_iso_day),
]


class GuidanceAsked(BaseModel):
    """A profile or a whole case; an area in place of its own; the day, today if left out."""

    model_config = ConfigDict(extra="forbid")

    profile: Annotated[Any, PlainValidator(_unchecked, json_schema_input_type=Profile)] = None
    case: Annotated[Any, PlainValidator(_unchecked, json_schema_input_type=Case)] = None
    area: str | None = Field(default=None, max_length=200)
    as_of: Day | None = None

    @model_validator(mode="after")
    def _one_person(self) -> Self:
        if (self.profile is None) == (self.case is None):
            raise ValueError(message("api.profile_or_case"))
        return self


@guidance_router.post("/guidance", response=Guidance)
def guidance(request: HttpRequest, body: GuidanceAsked) -> HttpResponse:
    """Guidance for a person: the same JSON as `benchpin advise --format json`."""
    engine = shared_engine()
    profile = _profile_from(body, engine.catalog)
    if body.area is not None:
        circumstances = profile.circumstances.model_copy(update={"area": body.area})
        profile = profile.model_copy(update={"circumstances": circumstances})
    day = date.fromisoformat(body.as_of) if body.as_of else today()
    if body.area is not None:
        with bad_input_at("area"):
            engine.reference.settled_place(body.area, profile.circumstances.country)
    advice = advise(profile, engine.catalog, engine.reference, as_of=day)
    return json_response(documents.as_json(advice))


def _profile_from(body: GuidanceAsked, catalog: Catalog) -> Profile:
    for name, table in (("profile", body.profile), ("case", body.case)):
        if table is not None and not isinstance(table, dict):
            raise ProblemError("bad-input", message("api.no_object", name=name), field=name)
    _check_list_lengths(body.profile or {}, "profile")
    _check_list_lengths((body.case or {}).get("profile"), "case.profile")
    if body.case is not None:
        with bad_input_at("case"):
            case = from_json(json.dumps(body.case), catalog)
        return propose_from_text(case, catalog, at=now()).guidance_profile()
    with bad_input_at("profile"):
        return with_proposals(from_table(body.profile, catalog), catalog)


def _check_list_lengths(profile: Any, field: str) -> None:
    """Refuse a profile with a list of more than MAX_ENTRIES entries."""
    for name, entries in profile.items() if isinstance(profile, dict) else ():
        if isinstance(entries, list) and len(entries) > MAX_ENTRIES:
            list_field = f"{field}.{one_line(name[:60])}"
            raise ProblemError(
                "bad-input",
                message("api.too_long", where=list_field, most=MAX_ENTRIES),
                field=list_field,
            )


class TitlesAsked(BaseModel):
    """Job titles to read, which codes to answer, and how many for each at most."""

    model_config = ConfigDict(extra="forbid")

    titles: list[Annotated[str, Field(min_length=1, max_length=300)]] = Field(
        min_length=1, max_length=MAX_TITLES
    )
    scheme: Literal["onet", "soc", "esco"] = "onet"
    count: int = Field(default=10, ge=1, le=50)


@titles_router.post("/titles", response=list[TitleRead])
def titles(request: HttpRequest, body: TitlesAsked) -> HttpResponse:
    """Job titles as occupations and roles, best first, as `benchpin title --format json`."""
    engine = shared_engine()
    with bad_input_at("scheme"):
        readings = occupations.title_entries(
            body.titles, engine.catalog, engine.reference, scheme=body.scheme, count=body.count
        )
    return json_response(occupations.entries_as_json(readings))
