"""The pay gate: roles whose median wage is below the candidate's minimum pay rank last."""

from benchpin.facts import make_statement, profile_value
from benchpin.market import Outlook
from benchpin.match.candidate import Candidate
from benchpin.match.model import MinimumPayGate
from benchpin.match.parts import minimum_pay_usd


def is_median_below(minimum: float, outlook: Outlook | None) -> bool:
    """Whether the median wage of the role's own occupation is below a minimum, US dollars a year.

    Only an occupation that applies as "same" counts: the median of a wider group is not the role's.
    """
    wage = outlook.own_wage if outlook else None
    return bool(
        wage and wage.applies == "same" and wage.median is not None and wage.median < minimum
    )


def minimum_pay_gate(candidate: Candidate, outlook: Outlook | None) -> MinimumPayGate | None:
    """The pay gate of a role with its statement; None without a minimum or a median of its own."""
    minimum = minimum_pay_usd(candidate.profile)
    wage = outlook.own_wage if outlook else None
    if minimum is None or wage is None or wage.applies != "same" or wage.median is None:
        return None
    median = wage.percentile("50")
    assert median is not None
    is_open = not is_median_below(minimum, outlook)
    return MinimumPayGate(
        gate="minimum-pay",
        open=is_open,
        statement=make_statement(
            "median-reaches-minimum" if is_open else "median-below-minimum",
            minimum=profile_value(minimum, "circumstances.minimum_pay", "USD/year"),
            median=median,
            occupation=wage.name,
            sources=[wage.source],
        ),
    )
