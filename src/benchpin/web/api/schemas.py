"""Response models of the API, made of the engine's own models where there are any."""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from benchpin.facts import Statement, WorkMode
from benchpin.facts.figure import Bound, Confidence, Status
from benchpin.facts.role import Applies
from benchpin.facts.topic import Evidence
from benchpin.market import Place
from benchpin.market.reach import MissingReason
from benchpin.reference.bibliography import BibliographyEntry

Item = TypeVar("Item", bound=BaseModel)


class ApiModel(BaseModel):
    """Base of all response models; every key of a response is always present."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ResultPage(ApiModel, Generic[Item]):
    """One page of a list: its items, its number, how many a page holds, and how many there are."""

    items: tuple[Item, ...]
    page: int
    size: int
    total: int


# Titles


class OccupationRead(ApiModel):
    """An occupation that a title may name; `score` is 0 to 1."""

    scheme: Literal["onet", "soc", "esco"]
    code: str
    label: str | None
    score: float


class RoleRead(ApiModel):
    """A role of the trade that a title may name; `score` is 0 to 1."""

    role: str
    score: float


class TitleRead(ApiModel):
    """A job title with what it may name, best first."""

    title: str
    good_match: bool
    occupations: tuple[OccupationRead, ...]
    roles: tuple[RoleRead, ...]


# Figures of the trade


class FigureModel(ApiModel):
    """A figure with all that it needs to stand alone: unit, area, period, status and source."""

    id: str
    low: float
    high: float
    bound: Bound
    unit: str
    area: str
    period: str | None
    status: Status
    sample: int | None
    confidence: Confidence
    source: str
    note: str | None


class AreaNamed(ApiModel):
    """An area by its code and its name."""

    code: str
    name: str


class SeriesModel(ApiModel):
    """The figures of one measure, area and unit, oldest first; `disputed` are periods."""

    measure: str
    area: AreaNamed
    unit: str
    disputed: tuple[str, ...]
    figures: tuple[FigureModel, ...]


class TopicSectionModel(ApiModel):
    """One part of a topic; `undated` counts figures that are kept and never shown."""

    label: str
    kind: Evidence
    series: tuple[SeriesModel, ...]
    undated: int


class MythModel(ApiModel):
    """A claim beside what refutes it."""

    myth: str
    claim: str
    verdict: str
    what_sources_say: str
    figures: tuple[FigureModel, ...]
    sources: tuple[str, ...]


class TopicModel(ApiModel):
    """What is known of a topic of the trade, and what nobody measured."""

    topic: str
    label: str
    parts: tuple[TopicSectionModel, ...]
    myths: tuple[MythModel, ...]
    not_measured: tuple[str, ...]


class TopicListModel(ApiModel):
    """Topics with the record of every source that is named."""

    topics: tuple[TopicModel, ...]
    sources: dict[str, BibliographyEntry]


class TopicListed(ApiModel):
    """A topic of the trade."""

    id: str
    label: str
    also_called: tuple[str, ...]


# Reach


class ModeReached(ApiModel):
    """Jobs within reach in one work mode; `jobs` is null where `why` says so."""

    mode: WorkMode
    jobs: int | None
    why: MissingReason | None
    give_or_take: int | None
    bound: Literal["exact", "about", "at-least"]
    areas: tuple[Place, ...]
    lacking: tuple[Place, ...]
    period: str | None
    sources: tuple[str, ...]
    unit: Literal["jobs"]
    share: FigureModel | None


class OccupationReached(ApiModel):
    """The reach of one occupation of the role, with what its counts rest on."""

    soc: str
    label: str
    applies: Applies
    unit: str
    source: str
    reached: tuple[ModeReached, ...]
    assumed: tuple[Statement, ...]


class AudienceReached(ApiModel):
    """Whom else the role reaches in one work mode; no figures: nobody measured it."""

    audience: Literal["customers", "students"]
    mode: WorkMode
    figures: tuple[FigureModel, ...]


class ReachModel(ApiModel):
    """How far a role reaches from an area, occupation by occupation, nearest first."""

    role: str
    label: str
    area: Place
    occupations: tuple[OccupationReached, ...]
    audiences: tuple[AudienceReached, ...]
    sources: dict[str, BibliographyEntry]
