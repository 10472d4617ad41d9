"""The shapes of the API's answers, of the engine's own models wherever it has one."""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from benchpin.facts import Statement, WorkMode
from benchpin.facts.figure import Bound, Confidence, Status
from benchpin.facts.role import Applies
from benchpin.facts.topic import Evidence
from benchpin.market import Place
from benchpin.market.reach import Why
from benchpin.reference.bibliography import SourceUsed

Item = TypeVar("Item", bound=BaseModel)


class Answer(BaseModel):
    """What every answer has in common: no key of it is ever left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Answer, Generic[Item]):
    """One page of a list: its items, its number, how many a page holds, and how many there are."""

    items: tuple[Item, ...]
    page: int
    size: int
    total: int


# Titles


class OccupationRead(Answer):
    """An occupation that a title may name; `score` is 0 to 1."""

    scheme: Literal["onet", "soc", "esco"]
    code: str
    label: str | None
    score: float


class RoleRead(Answer):
    """A role of the trade that a title may name; `score` is 0 to 1."""

    role: str
    score: float


class TitleRead(Answer):
    """A job title with what it may name, best first."""

    title: str
    good_match: bool
    occupations: tuple[OccupationRead, ...]
    roles: tuple[RoleRead, ...]


# Figures of the trade


class FigureTold(Answer):
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


class AreaNamed(Answer):
    """An area by its code and its name."""

    code: str
    name: str


class SeriesTold(Answer):
    """The figures of one measure, area and unit, oldest first; `disputed` are periods."""

    measure: str
    area: AreaNamed
    unit: str
    disputed: tuple[str, ...]
    figures: tuple[FigureTold, ...]


class TopicPartTold(Answer):
    """One part of a topic; `undated` counts figures that are kept and never shown."""

    label: str
    kind: Evidence
    series: tuple[SeriesTold, ...]
    undated: int


class MythTold(Answer):
    """A claim beside what refutes it."""

    myth: str
    claim: str
    verdict: str
    what_sources_say: str
    figures: tuple[FigureTold, ...]
    sources: tuple[str, ...]


class TopicTold(Answer):
    """What is known of a topic of the trade, and what nobody measured."""

    topic: str
    label: str
    parts: tuple[TopicPartTold, ...]
    myths: tuple[MythTold, ...]
    not_measured: tuple[str, ...]


class TopicsTold(Answer):
    """Topics with the record of every source that is named."""

    topics: tuple[TopicTold, ...]
    sources: dict[str, SourceUsed]


class TopicListed(Answer):
    """A topic of the trade."""

    id: str
    label: str
    also_called: tuple[str, ...]


# Reach


class ModeReached(Answer):
    """Jobs within reach in one work mode; `jobs` is null where `why` says so."""

    mode: WorkMode
    jobs: int | None
    why: Why | None
    give_or_take: int | None
    bound: Literal["exact", "about", "at-least"]
    areas: tuple[Place, ...]
    lacking: tuple[Place, ...]
    period: str | None
    sources: tuple[str, ...]
    unit: Literal["jobs"]
    share: FigureTold | None


class OccupationReached(Answer):
    """The reach of one occupation of the role, with what its counts rest on."""

    soc: str
    label: str
    applies: Applies
    unit: str
    source: str
    reached: tuple[ModeReached, ...]
    assumed: tuple[Statement, ...]


class AudienceReached(Answer):
    """Whom else the role reaches in one work mode; no figures: nobody measured it."""

    audience: Literal["customers", "students"]
    mode: WorkMode
    figures: tuple[FigureTold, ...]


class ReachTold(Answer):
    """How far a role reaches from an area, occupation by occupation, nearest first."""

    role: str
    label: str
    area: Place
    occupations: tuple[OccupationReached, ...]
    audiences: tuple[AudienceReached, ...]
    sources: dict[str, SourceUsed]
