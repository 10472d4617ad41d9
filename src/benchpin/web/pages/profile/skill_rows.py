"""The rows of skills in the review: levels to choose from, and the words that name each."""

from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.profile import ProfileSkill
from benchpin.text.skills.spotter import skill_mentions
from benchpin.web.app.messages import message
from benchpin.web.pages.profile.forms import choice_labels


def skill_row(skill: ProfileSkill, catalog: Catalog) -> dict[str, Any]:
    """The row of a skill in the review: its levels, and the sentence that is the evidence of it."""
    level_labels = choice_labels("level")
    levels = [
        {"value": level, "label": level_labels[str(level)], "selected": level == skill.level}
        for level in LEVELS
    ]
    return {
        "key": skill.skill,
        "label": catalog.skills[skill.skill].label,
        "levels": levels,
        "evidence": _evidence_parts(skill, catalog),
        "hint": message("person.review.assumed") if skill.status == "assumed" else "",
        "confirmed": skill.status == "confirmed",
    }


def _evidence_parts(skill: ProfileSkill, catalog: Catalog) -> tuple[str, str, str] | None:
    """The evidence before, in and after the phrase that names the skill; None without evidence."""
    text = skill.evidence
    if not text:
        return None
    mention = next(
        (
            candidate
            for candidate in skill_mentions(text, catalog)
            if candidate.skill == skill.skill
        ),
        None,
    )
    if mention is None:
        return text, "", ""
    return text[: mention.start], text[mention.start : mention.end], text[mention.end :]
