"""The shapes of records (role, skill, source, figure) and of statements; all frozen."""

from benchpin.facts.base import OUR_JUDGEMENT, Basis, Citation, Fact, Id, Prose, SourcedClaim, Url
from benchpin.facts.career_advice import FrequentQuestion, Myth, Pitfall
from benchpin.facts.demand import DemandExtent, DemandName, JobDemand
from benchpin.facts.figure import Figure
from benchpin.facts.interview_item import InterviewItem
from benchpin.facts.organisation import Mentoring, Organisation
from benchpin.facts.qualification import (
    Duration,
    Programme,
    ProgrammePrice,
    Provider,
    Qualification,
)
from benchpin.facts.role import (
    LEVELS,
    Crosswalk,
    Role,
    SkillNeed,
    Task,
    Teleworkable,
    WorkingConditions,
    WorkMode,
)
from benchpin.facts.scoring_rules import (
    PARTS,
    EntryRoute,
    PartName,
    PortfolioEvidence,
    RelatedSkill,
    SkillPhrase,
    SkillTransfer,
    TeleworkPattern,
    TradeJobTitle,
    Unit,
    Weights,
)
from benchpin.facts.skill import Skill
from benchpin.facts.source import Source
from benchpin.facts.statement import (
    Statement,
    Value,
    catalog_value,
    computed_value,
    figure_value,
    make_statement,
    profile_value,
)
from benchpin.facts.topic import Audience, Topic, TopicPart

__all__ = [
    "LEVELS",
    "OUR_JUDGEMENT",
    "PARTS",
    "Audience",
    "Basis",
    "Citation",
    "Crosswalk",
    "DemandExtent",
    "DemandName",
    "Duration",
    "EntryRoute",
    "Fact",
    "Figure",
    "FrequentQuestion",
    "Id",
    "InterviewItem",
    "JobDemand",
    "Mentoring",
    "Myth",
    "Organisation",
    "PartName",
    "Pitfall",
    "PortfolioEvidence",
    "Programme",
    "ProgrammePrice",
    "Prose",
    "Provider",
    "Qualification",
    "RelatedSkill",
    "Role",
    "Skill",
    "SkillNeed",
    "SkillPhrase",
    "SkillTransfer",
    "Source",
    "SourcedClaim",
    "Statement",
    "Task",
    "TeleworkPattern",
    "Teleworkable",
    "Topic",
    "TopicPart",
    "TradeJobTitle",
    "Unit",
    "Url",
    "Value",
    "Weights",
    "WorkMode",
    "WorkingConditions",
    "catalog_value",
    "computed_value",
    "figure_value",
    "make_statement",
    "profile_value",
]
