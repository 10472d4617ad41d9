"""The shapes of facts: frozen models that refuse keys they do not know."""

from benchpin.facts.base import OUR_JUDGEMENT, Basis, Cited, Claim, Fact, Id, Prose, Url
from benchpin.facts.career_advice import Myth, Question, Trap
from benchpin.facts.figure import Figure
from benchpin.facts.interview_item import Item
from benchpin.facts.organisation import Mentoring, Organisation
from benchpin.facts.qualification import Duration, Price, Programme, Provider, Qualification
from benchpin.facts.role import (
    LEVELS,
    Crosswalk,
    Leavable,
    Role,
    SkillNeed,
    Task,
    WorkingLife,
    WorkMode,
)
from benchpin.facts.scoring_rules import (
    PARTS,
    Carry,
    Entry,
    Kin,
    PartName,
    Shape,
    Show,
    SkillPhrase,
    TradeTitle,
    Unit,
    Weights,
)
from benchpin.facts.skill import Skill
from benchpin.facts.source import Source
from benchpin.facts.statement import Statement, Value, counted, figured, given, listed, say
from benchpin.facts.topic import Audience, Topic, TopicPart

__all__ = [
    "LEVELS",
    "OUR_JUDGEMENT",
    "PARTS",
    "Audience",
    "Basis",
    "Carry",
    "Cited",
    "Claim",
    "Crosswalk",
    "Duration",
    "Entry",
    "Fact",
    "Figure",
    "Id",
    "Item",
    "Kin",
    "Leavable",
    "Mentoring",
    "Myth",
    "Organisation",
    "PartName",
    "Price",
    "Programme",
    "Prose",
    "Provider",
    "Qualification",
    "Question",
    "Role",
    "Shape",
    "Show",
    "Skill",
    "SkillNeed",
    "SkillPhrase",
    "Source",
    "Statement",
    "Task",
    "Topic",
    "TopicPart",
    "TradeTitle",
    "Trap",
    "Unit",
    "Url",
    "Value",
    "Weights",
    "WorkMode",
    "WorkingLife",
    "counted",
    "figured",
    "given",
    "listed",
    "say",
]
