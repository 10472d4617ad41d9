"""What the short answer shows: texts and positions, ready to be laid out.

Every text is worded and every figure formatted; a number stands beside a text only where somebody
sorts, filters or draws by it.
"""

from dataclasses import dataclass
from typing import Literal

from benchpin.facts.role import WorkMode
from benchpin.match import Match

PayKind = Literal["own", "group", "stand-in"]
"""Whose pay figures are: the role's own, those of a published group that holds it, or those of the
nearest other work."""
Confidence = Literal["sure", "fairly", "less", "none"]


@dataclass(frozen=True, slots=True)
class PayFigures:
    """Published pay and jobs for a role in an area: the same for everybody.

    `amounts` are US dollars a year by percentile, without those that are not published. `typical`
    and `half` are worded; `typical` says "or more" where the survey stops counting. `jobs` and
    `outlook` are empty for a stand-in, whose jobs are not the role's; `job_sources` are theirs.
    `is_local` is false where the figures are those of a wider area than was asked for.
    """

    kind: PayKind
    group: str
    where: str
    amounts: dict[str, float]
    typical: str
    half: str
    spoken: str
    alone: str
    jobs: str
    outlook: str
    is_local: bool
    is_rough: bool
    wage_error_pct: float | None
    sources: tuple[str, ...]
    job_sources: tuple[str, ...]

    @property
    def median(self) -> float | None:
        """Typical pay in US dollars a year; None where it is not published."""
        return self.amounts.get("50")


@dataclass(frozen=True, slots=True)
class PayBar:
    """A pay bar on the scale of its page: positions from 0 to `WIDTH`, None where not published.

    `minimum` is where the person's own minimum stands, the same in each bar of a page.
    """

    low: float | None
    lower: float | None
    middle: float | None
    upper: float | None
    high: float | None
    minimum: float | None
    minimum_text: str
    minimum_anchor: str
    spoken: str


@dataclass(frozen=True, slots=True)
class PayScale:
    """The one scale of all bars of a page, in US dollars a year.

    Its ticks are a position, a label (empty at the small ones) and how the label is aligned there.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str, str], ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure we are of one thing, in words, and the one thing that it hangs on."""

    level: Confidence
    text: str


@dataclass(frozen=True, slots=True)
class Neighbor:
    """The nearest place to learn: a text, and the id of its programme where there is one."""

    text: str
    programme: str | None = None
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What is said of one role to one person.

    `mode` is the work mode farthest from the workplace that its tasks allow. `pay_text` is its pay
    in a row of a list, `no_pay` why there is none, and `ask` whom to ask and what. `needs` is said
    of a role outside the person's terms: what would have to change. `stations` are those on the
    way to a role that comes by way of another. `sources` are all that the card cites, among them
    those of `why` and `mind`.
    """

    match: Match
    mode: WorkMode
    mode_text: str
    why: str
    mind: str
    figures: PayFigures | None
    bar: PayBar | None
    pay_text: str
    no_pay: str
    ask: str
    qualify: str
    nearest: Neighbor
    fit: Sureness
    pay_sure: Sureness
    needs: str
    breaks: str
    stations: tuple[str, ...]
    is_asked: bool
    why_sources: tuple[str, ...]
    mind_sources: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def role(self) -> str:
        """The id of the role."""
        return self.match.role

    @property
    def label(self) -> str:
        """The name of the role."""
        return self.match.label

    @property
    def months(self) -> int:
        """The most months until hired."""
        return self.match.months[1]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Roles that are entered in the same way: those shown first, and the others."""

    key: str
    heading: str
    sentence: str
    station: str
    count: str
    first: tuple[RoleCard, ...]
    more: tuple[RoleCard, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The one step for this week, and the id of the role that it leads to."""

    text: str
    role: str | None


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The short answer; `further` are roles to which nothing points, `terms` what the person set.

    `limits` are apart from the other terms: they stand on no print.
    """

    about: str
    headline: str
    lede: tuple[str, str]
    step: Step
    groups: tuple[CardGroup, ...]
    further: tuple[RoleCard, ...]
    terms: tuple[tuple[str, str], ...]
    limits: str
    scale: PayScale | None

    def cards(self) -> tuple[RoleCard, ...]:
        """All cards, in the order of the groups."""
        in_groups = (card for group in self.groups for card in (*group.first, *group.more))
        return (*in_groups, *self.further)
