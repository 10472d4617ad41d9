"""The questions of the interview."""

from typing import Literal

from pydantic import Field, model_validator

from benchpin.facts.base import Fact, Id, Prose

InterviewTarget = Literal[
    "achievement", "autonomy", "recognition", "relationships", "support", "working-conditions",
    "work_modes", "minimum_pay", "area", "education",
]  # fmt: skip
"""The part of the profile that a question fills in: a work value, or a circumstance."""


class InterviewItem(Fact):
    """One question of the interview; `bank` is the edition of the question bank.

    A question of kind `interest` is about an activity of an `occupation` (O*NET-SOC), of the trade
    or of work in general (`of`); what it measures follows from that occupation's interest profile.
    A `value` or a `circumstance` has the part of the profile that it fills in (`asks`).
    """

    id: Id
    bank: Id
    kind: Literal["interest", "value", "circumstance"]
    of: Literal["trade", "work"] | None = None
    occupation: str | None = Field(default=None, pattern=r"^\d\d-\d{4}\.\d\d$")
    asks: InterviewTarget | None = None
    text: Prose

    @model_validator(mode="after")
    def _asks_for_one_thing(self) -> "InterviewItem":
        if self.kind == "interest":
            if self.occupation is None or self.of is None or self.asks is not None:
                raise ValueError("an interest names its occupation and of, and no asks; correct it")
        elif self.asks is None or self.occupation is not None or self.of is not None:
            raise ValueError(f"a {self.kind} names asks, and no occupation and no of; correct it")
        return self
