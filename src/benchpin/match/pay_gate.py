"""The one gate: pay that is evidently below what somebody can accept."""

from benchpin.facts import make_statement, profile_value
from benchpin.market import Outlook
from benchpin.match.candidate import Candidate
from benchpin.match.model import MinimumPayGate
from benchpin.match.parts import minimum_pay_usd


def is_below(minimum: float, seen: Outlook | None) -> bool:
    """Whether the median of the role's own occupation is below the minimum, US dollars a year."""
    own = seen.own if seen else None
    return bool(own and own.applies == "same" and own.median is not None and own.median < minimum)


def minimum_pay_gate(person: Candidate, seen: Outlook | None) -> MinimumPayGate | None:
    """The gate with what says so; None where nothing is known of the role itself."""
    minimum = minimum_pay_usd(person.profile)
    own = seen.own if seen else None
    if minimum is None or own is None or own.applies != "same" or own.median is None:
        return None
    middle = own.percentile("50")
    assert middle is not None
    is_open = not is_below(minimum, seen)
    return MinimumPayGate(
        gate="minimum-pay",
        open=is_open,
        statement=make_statement(
            "median-reaches-minimum" if is_open else "median-below-minimum",
            minimum=profile_value(minimum, "circumstances.minimum_pay", "USD/year"),
            median=middle,
            occupation=own.name,
            sources=[own.source],
        ),
    )
