"""Which questions are not answered, why, and who answers them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from benchpin.ask.understanding import Stems, cue_set, grams, rule_table

Reason = Literal["not-held", "advice", "out-of-scope", "personal", "abuse"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered: the rule, its reason, and the key of who answers it."""

    rule: str
    why: Reason
    refer_to: str


@dataclass(frozen=True, slots=True)
class _Rule:
    refusal: Refusal
    groups: tuple[frozenset[Stems], ...]
    unless: frozenset[Stems]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in rule_table("refusals")["rules"]:
        groups = [*row["cues"], *([row["with"]] if "with" in row else [])]
        rules.append(
            _Rule(
                Refusal(row["id"], row["why"], row["refer_to"]),
                tuple(cue_set(group) for group in groups),
                cue_set(row.get("unless", ())),
            )
        )
    return tuple(rules)


def refusal_of(stems: Stems) -> Refusal | None:
    """The rule by which a question is not answered; None where no rule fires."""
    text_grams = grams(stems)
    for rule in _rules():
        if all(group & text_grams for group in rule.groups) and not rule.unless & text_grams:
            return rule.refusal
    return None
