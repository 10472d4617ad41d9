"""Which roles suit somebody: parts of a score, ranking, what speaks for and against."""

from .model import Band, Change, Gate, Match, Part
from .parts import likeness, minimum_pay_usd, overlap
from .person import Former, Held, Person, credit_of, resolve
from .rank import rank
from .said import MOST_NAMED, of_working_life, skill_labels

__all__ = [
    "MOST_NAMED",
    "Band",
    "Change",
    "Former",
    "Gate",
    "Held",
    "Match",
    "Part",
    "Person",
    "credit_of",
    "likeness",
    "minimum_pay_usd",
    "of_working_life",
    "overlap",
    "rank",
    "resolve",
    "skill_labels",
]
