"""What the interview asks."""

from typing import Literal

from pydantic import Field, model_validator

from benchpin.facts.base import Fact, Id, Prose

Asked = Literal[
    "achievement", "autonomy", "recognition", "relationships", "support", "working-conditions",
    "work_modes", "minimum_pay", "area", "education",
]  # fmt: skip
"""What a question that is not about an interest fills in: a work value, or a circumstance."""


class InterviewItem(Fact):
    """One question of the interview.

    An `interest` is an activity, done by the occupation that is named (O*NET-SOC), of the trade or
    of work at large (`of`); what draws people to it is that occupation's interest figures. A
    `value` and a `circumstance` name what they ask for (`asks`). `bank` is the edition of the list.
    """

    id: Id
    bank: Id
    kind: Literal["interest", "value", "circumstance"]
    of: Literal["trade", "work"] | None = None
    occupation: str | None = Field(default=None, pattern=r"^\d\d-\d{4}\.\d\d$")
    asks: Asked | None = None
    text: Prose

    @model_validator(mode="after")
    def _asks_for_one_thing(self) -> "InterviewItem":
        if self.kind == "interest":
            if self.occupation is None or self.of is None or self.asks is not None:
                raise ValueError("an interest names its occupation and of, and no asks; mend it")
        elif self.asks is None or self.occupation is not None or self.of is not None:
            raise ValueError(f"a {self.kind} names asks, and no occupation and no of; mend it")
        return self
