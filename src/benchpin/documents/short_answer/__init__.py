"""The short answer: a headline, one step, and a card for each role, in groups of how one starts.

Every shell lays out the same view; `short_answer` makes it from guidance, the catalog and the
public data, and decides what is said of a role and in which words. It holds no markup.
"""

from benchpin.documents.short_answer.build import card_alone, card_footnotes, short_answer
from benchpin.documents.short_answer.model import (
    CardGroup,
    Neighbor,
    PayBar,
    PayFigures,
    PayScale,
    RoleCard,
    ShortAnswer,
    Step,
    Sureness,
)

__all__ = [
    "CardGroup",
    "Neighbor",
    "PayBar",
    "PayFigures",
    "PayScale",
    "RoleCard",
    "ShortAnswer",
    "Step",
    "Sureness",
    "card_alone",
    "card_footnotes",
    "short_answer",
]
