"""Routes for what somebody tells: guidance for a profile, and the reading of job titles.

Nothing of it is kept: it is read, answered and forgotten.
"""

import json
from datetime import date
from typing import Annotated, Any, Literal, Self

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, model_validator

from benchpin import documents as tell
from benchpin.catalog import Catalog
from benchpin.documents.answers import occupations as lists
from benchpin.guidance import Guidance, advise
from benchpin.inputs.suggestions import one_line
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case, from_json
from benchpin.web.api.gateway import ApiKeyAuth
from benchpin.web.api.problems import ProblemError, given
from benchpin.web.api.responses import json_response
from benchpin.web.api.schemas import TitleRead
from benchpin.web.app.engine import shared_engine, today
from benchpin.web.app.messages import message

guidance_router = Router(auth=ApiKeyAuth("guidance"))
titles_router = Router(auth=ApiKeyAuth("titles"))
MAX_TITLES = 1_000
MAX_ENTRIES = 500
"""In a list of a profile: no life holds more, and reading many thousands would hold others up."""


def _as_sent(value: Any) -> Any:
    """The table as it was sent: the engine checks it, and says in a sentence what is wrong."""
    return value


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[
    str,
    Field(pattern=r"^20\d\d-\d\d-\d\d$", json_schema_extra={"format": "date"}),
    AfterValidator(_day),
]


class GuidanceAsked(BaseModel):
    """A profile or a whole case; an area in place of its own; the day, today if left out."""

    model_config = ConfigDict(extra="forbid")

    profile: Annotated[Any, PlainValidator(_as_sent, json_schema_input_type=Profile)] = None
    case: Annotated[Any, PlainValidator(_as_sent, json_schema_input_type=Case)] = None
    area: str | None = Field(default=None, max_length=200)
    as_of: Day | None = None

    @model_validator(mode="after")
    def _one_person(self) -> Self:
        if (self.profile is None) == (self.case is None):
            raise ValueError(message("api.profile_or_case"))
        return self


@guidance_router.post("/guidance", response=Guidance)
def guidance(request: HttpRequest, asked: GuidanceAsked) -> HttpResponse:
    """Guidance for a person: the same JSON as `benchpin advise --format json`."""
    held = shared_engine()
    profile = _person(asked, held.catalog)
    if asked.area is not None:
        terms = profile.circumstances.model_copy(update={"area": asked.area})
        profile = profile.model_copy(update={"circumstances": terms})
    day = date.fromisoformat(asked.as_of) if asked.as_of else today()
    with given("area" if asked.area is not None else "profile.circumstances.area"):
        found = advise(profile, held.catalog, held.reference, as_of=day)
    return json_response(tell.as_json(found))


def _person(asked: GuidanceAsked, catalog: Catalog) -> Profile:
    for name, table in (("profile", asked.profile), ("case", asked.case)):
        if table is not None and not isinstance(table, dict):
            raise ProblemError("bad-input", message("api.no_object", name=name), where=name)
    _bound(asked.profile or {}, "profile")
    _bound((asked.case or {}).get("profile"), "case.profile")
    if asked.case is not None:
        with given("case"):
            return from_json(json.dumps(asked.case), catalog).to_advise()
    with given("profile"):
        return from_table(asked.profile, catalog)


def _bound(profile: Any, where: str) -> None:
    """Refuse a profile with a list that is longer than a life can fill."""
    for name, part in profile.items() if isinstance(profile, dict) else ():
        if isinstance(part, list) and len(part) > MAX_ENTRIES:
            place = f"{where}.{one_line(name[:60])}"
            raise ProblemError(
                "bad-input", message("api.too_long", where=place, most=MAX_ENTRIES), where=place
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
def titles(request: HttpRequest, asked: TitlesAsked) -> HttpResponse:
    """Job titles as occupations and roles, best first, as `benchpin title --format json`."""
    held = shared_engine()
    with given("scheme"):
        found = lists.titles(
            asked.titles, held.catalog, held.reference, scheme=asked.scheme, count=asked.count
        )
    return json_response(lists.as_json(found))
