"""How sure we are of a role's fit and of its pay, in words, and what it hangs on."""

from collections.abc import Callable
from typing import Literal

from benchpin.documents.short_answer.model import Confidence, PayFigures, Sureness
from benchpin.facts import PartName
from benchpin.guidance import Guidance
from benchpin.match import Match
from benchpin.wording.format import lower_first
from benchpin.wording.phrases import phrase

_PARTS: tuple[PartName, ...] = ("skills", "experience", "interests")
WIDE_RANK = 5
"""Of a role whose rank moves by so many places when what is uncertain is varied, we are less
sure."""


def fit_sureness(
    match: Match, guidance: Guidance, skill_label: Callable[[str], str], essential: frozenset[str]
) -> Sureness:
    """How sure we are that a role fits, and the one thing that would change it most."""
    assumed = [skill for skill in match.assumed if skill in essential]
    unknown = [part for part in _PARTS if not match.parts[part].is_known]
    is_wide = match.rank_high - match.rank_low >= WIDE_RANK
    if assumed:
        reason = phrase("short.sure.assumed", skill=lower_first(skill_label(assumed[0])))
    elif unknown:
        reason = phrase(f"short.sure.unknown_{unknown[0]}")
    elif is_wide:
        reason = phrase("short.sure.close")
    elif match.essential_missing:
        skill = lower_first(skill_label(match.essential_missing[0]))
        reason = phrase("short.sure.new", skill=skill)
    else:
        reason = ""
    is_weak = match.strength.startswith(("weak", "none"))
    if is_weak or len(unknown) > 1 or is_wide:
        return _sureness("less", "fit", reason or phrase("short.sure.weak"))
    return _sureness("fairly" if reason else "sure", "fit", reason)


def pay_sureness(figures: PayFigures | None) -> Sureness:
    """How sure we are of the pay, and why no more."""
    if figures is None or not figures.amounts:
        return _sureness("none", "pay", "")
    if figures.kind == "stand-in":
        return _sureness("less", "pay", phrase("short.sure.pay_standin"))
    if figures.is_rough:
        return _sureness("less", "pay", phrase("short.sure.pay_rough"))
    if not figures.is_local:
        return _sureness("less", "pay", phrase("short.sure.pay_wider"))
    if figures.kind == "group":
        return _sureness("fairly", "pay", phrase("short.sure.pay_group"))
    return _sureness("sure", "pay", "")


def _sureness(level: Confidence, of: Literal["fit", "pay"], reason: str) -> Sureness:
    text = phrase(f"short.sure.{of}_{level}")
    return Sureness(level, f"{text} {reason}".strip())
