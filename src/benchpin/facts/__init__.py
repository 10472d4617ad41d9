"""The shapes of facts: frozen models that refuse keys they do not know."""

from .base import OUR_JUDGEMENT, Basis, Cited, Claim, Fact, Id, Prose, Url
from .errors import (
    AmbiguousArea,
    BadData,
    BadFile,
    BadInput,
    BadProfile,
    MissingExtra,
    Problem,
    UnknownName,
)
from .figure import Figure
from .item import Item
from .myth import Myth, Question, Trap
from .organisation import Mentoring, Organisation
from .qualification import Duration, Price, Programme, Provider, Qualification
from .role import LEVELS, Crosswalk, Leavable, Role, SkillNeed, Task, WorkingLife, WorkMode
from .rules import (
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
from .skill import Skill
from .source import Source
from .statement import Statement, Value, counted, figured, given, listed, say
from .text import control_character
from .topic import Audience, Topic, TopicPart

__all__ = [
    "LEVELS",
    "OUR_JUDGEMENT",
    "PARTS",
    "AmbiguousArea",
    "Audience",
    "BadData",
    "BadFile",
    "BadInput",
    "BadProfile",
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
    "MissingExtra",
    "Myth",
    "Organisation",
    "PartName",
    "Price",
    "Problem",
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
    "UnknownName",
    "Url",
    "Value",
    "Weights",
    "WorkMode",
    "WorkingLife",
    "control_character",
    "counted",
    "figured",
    "given",
    "listed",
    "say",
]
