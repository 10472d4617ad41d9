"""Which questions are not answered, why, and who answers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from benchpin.ask.understanding import rule_table, stems_of

Reason = Literal["not-held", "advice", "out-of-scope", "personal", "abuse"]
_MAX_CUE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered: the rule, its reason, and the key of who answers it."""

    rule: str
    why: Reason
    refer_to: str


@dataclass(frozen=True, slots=True)
class _Rule:
    refusal: Refusal
    groups: tuple[frozenset[tuple[str, ...]], ...]
    unless: frozenset[tuple[str, ...]]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in rule_table("refusals")["rules"]:
        groups = [*row["cues"], *([row["with"]] if "with" in row else [])]
        rules.append(
            _Rule(
                Refusal(row["id"], row["why"], row["refer_to"]),
                tuple(_cues(group) for group in groups),
                _cues(row.get("unless", ())),
            )
        )
    return tuple(rules)


def _cues(cues: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(stems_of(cue) for cue in cues)


def refusal_of(stems: tuple[str, ...]) -> Refusal | None:
    """The rule by which a question is not answered; None where no rule fires."""
    grams = {
        stems[i : i + n] for n in range(1, _MAX_CUE_WORDS + 1) for i in range(len(stems) - n + 1)
    }
    for rule in _rules():
        if all(group & grams for group in rule.groups) and not rule.unless & grams:
            return rule.refusal
    return None
