"""What the work of a role demands of a person, as a closed list."""

from typing import Any, Literal

from benchpin.facts.base import Basis, Fact, Id, require_source_matches_basis

DemandName = Literal[
    "standing", "sitting", "lifting", "fine-hand-work", "eyesight", "color-vision", "fumes",
    "heat", "noise", "skin-contact", "mouse-work", "driving", "travel", "evenings", "weekends",
    "sales-targets", "cold-contact", "alone-with-stock",
]  # fmt: skip
DemandExtent = Literal["most", "some"]


class JobDemand(Fact):
    """A demand of a role's work on a person, and its extent.

    `most`: the core of most days, and cannot be left out. `some`: part of the job, which often can
    be shared or arranged. The extent is always our judgement; `basis` and `sources` say whether a
    source links the demand to the role at all.
    """

    demand: DemandName
    extent: DemandExtent
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)
