"""Which roles suit somebody: parts of a score, ranking, what speaks for and against."""

from benchpin.match.candidate import Former, Held, Person, credit_of, resolve
from benchpin.match.model import Band, Change, Gate, Match, Part
from benchpin.match.parts import minimum_pay_usd
from benchpin.match.rank_acceptability import Drawn, draw
from benchpin.match.ranking import Placed, place, rank, ranked
from benchpin.match.reason_parts import (
    MOST_NAMED,
    drawn_to,
    of_working_life,
    separating_skill,
    skill_labels,
)
from benchpin.match.role_matrix import covered_by, onward
from benchpin.match.scoring import Scores, score

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
