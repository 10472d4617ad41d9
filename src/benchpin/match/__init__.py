"""Which roles suit somebody: parts of a score, ranking, what speaks for and against."""

from .board import covered_by, onward
from .draws import Drawn, draw
from .model import Band, Change, Gate, Match, Part
from .parts import minimum_pay_usd
from .person import Former, Held, Person, credit_of, resolve
from .rank import Placed, place, rank, ranked
from .said import MOST_NAMED, drawn_to, of_working_life, separating_skill, skill_labels
from .score import Scores, score

__all__ = [
    "MOST_NAMED",
    "Band",
    "Change",
    "Drawn",
    "Former",
    "Gate",
    "Held",
    "Match",
    "Part",
    "Person",
    "Placed",
    "Scores",
    "covered_by",
    "credit_of",
    "draw",
    "drawn_to",
    "minimum_pay_usd",
    "of_working_life",
    "onward",
    "place",
    "rank",
    "ranked",
    "resolve",
    "score",
    "separating_skill",
    "skill_labels",
]
