"""How a role is entered by one candidate, and where that puts it in the order of roles."""

from dataclasses import dataclass

from benchpin.facts.ladder import EntryBar, EntryDoor
from benchpin.match.model import Door, EntryGroup, Reach, Strength
from benchpin.match.signs import Sign
from benchpin.match.terms import BrokenTerm

GROUPS: tuple[EntryGroup, ...] = ("now", "train", "later", "outside")
PAID_TRAINING_DOORS: tuple[Door, ...] = ("near-occupation", "open", "apprenticeship")
"""Doors at which an employer teaches the work; the others are the candidate's own past."""
_ORDER: tuple[tuple[Strength, Reach], ...] = (
    ("asked", "now"), ("own", "now"), ("any", "now"), ("any", "train"), ("any", "later"),
    ("weak-in-family", "now"), ("weak-in-family", "train"), ("weak", "now"),
    ("none-in-family", "now"), ("none", "now"),
    ("weak", "train"), ("none-in-family", "train"), ("none", "train"),
    ("weak-in-family", "later"), ("weak", "later"), ("none-in-family", "later"), ("none", "later"),
)  # fmt: skip
"""What points to a role, and its reach, best first."""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """How a role is entered by one candidate.

    `reach` follows from the ladder, whatever the terms; `door` says why it is open now. The months
    are the least and the most until hired, of which `training_months` are training, for the role
    `by_way_of` too, and `years` are spent in it. `former` is the position that lets somebody in, as
    its place in the candidate's formers; `bar` an education that law or custom asks for and the
    candidate lacks; `apprenticeship` a paid post that trains newcomers in their country. `signs`
    are what in the profile points to the role, `breaks` the terms that it breaks. `is_in_family`
    says that more than interests points to another role of its family, `has_past` that earlier work
    is known, beside which interests count for little.
    """

    reach: Reach
    door: Door | None = None
    former: int | None = None
    training_months: tuple[float, float] = (0.0, 0.0)
    by_way_of: str | None = None
    years: float = 0.0
    bar: EntryBar | None = None
    apprenticeship: EntryDoor | None = None
    signs: tuple[Sign, ...] = ()
    breaks: tuple[BrokenTerm, ...] = ()
    is_own_business: bool = False
    is_in_family: bool = False
    has_past: bool = True

    @property
    def group(self) -> EntryGroup:
        """The group in which the role stands: outside where it breaks a term."""
        return "outside" if self.breaks else self.reach

    @property
    def months(self) -> tuple[int, int]:
        """The least and the most months until hired: training, and years in another role."""
        low, high = self.training_months
        return round(low + 12 * self.years), round(high + 12 * self.years)

    @property
    def order(self) -> int:
        """The place of the role's group in the order of roles; the score decides inside of it.

        Within now what was asked about, and the candidate's own past, come before doors that are
        at which an employer teaches the work. Roles to which interests alone point come after the
        others of all groups, then those to which nothing points and that are open: of each first
        those in a family to which more points. Training to which no more than interests point comes
        after these, then what is later still, a business of one's own, and last what breaks a term.
        """
        if self.breaks:
            return len(_ORDER) + 1
        if self.is_own_business and not self.signs:
            return len(_ORDER)
        return _ORDER.index((self.strength, self.reach))

    @property
    def strength(self) -> Strength:
        """How strongly the profile points to the role: own, any, weak or none, and its family."""
        strong_signs = set(self.signs) - ({"interests"} if self.has_past else set())
        if self.reach == "now" and "asked" in self.signs:
            return "asked"
        if self.reach == "now" and self.has_own_door:
            return "own" if self.signs else "none-in-family"
        # Years away, on one sign: not before what interests point to now.
        is_far = self.reach == "later" and (
            len(strong_signs - {"asked"}) < 2 and "prior-role" not in strong_signs
        )
        if strong_signs and not is_far:
            return "any"
        if self.signs:
            return "weak-in-family" if self.is_in_family else "weak"
        return "none-in-family" if self.is_in_family else "none"

    @property
    def has_own_door(self) -> bool:
        """Whether the candidate's own past opens the role now."""
        return self.door is not None and self.door not in PAID_TRAINING_DOORS
