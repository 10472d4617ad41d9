"""Response models of catalog records: as an entry of a list, and in full."""

from benchpin.facts import Mentoring, Organisation, Programme, Provider, Qualification, Role, Skill
from benchpin.facts.organisation import TakesNewcomers
from benchpin.facts.qualification import QualificationKind, Standing, StudyMode
from benchpin.facts.role import Family
from benchpin.facts.skill import SkillKind
from benchpin.reference.bibliography import BibliographyEntry
from benchpin.web.api.schemas import ApiModel, FigureModel


class RecordModel(ApiModel):
    """A record with the figures that its texts state and the record of every source named."""

    id: str
    figures: dict[str, FigureModel]
    sources: dict[str, BibliographyEntry]


class RoleListed(ApiModel):
    """A role of the trade."""

    id: str
    label: str
    also_called: tuple[str, ...]
    family: Family
    summary: str


class RoleModel(RecordModel):
    """All that is known of a role."""

    role: Role


class SkillListed(ApiModel):
    """A skill of the trade."""

    id: str
    label: str
    also_called: tuple[str, ...]
    kind: SkillKind
    category: str


class SkillModel(RecordModel):
    """A skill, the roles that need it and the qualifications that teach it."""

    skill: Skill
    roles: tuple[str, ...]
    qualifications: tuple[str, ...]


class QualificationListed(ApiModel):
    """A qualification; `study_mode` are all modes of its programmes."""

    id: str
    label: str
    also_called: tuple[str, ...]
    kind: QualificationKind
    awarding_body: str | None
    country: tuple[str, ...]
    status: Standing
    study_mode: tuple[StudyMode, ...]
    teaches: tuple[str, ...]


class QualificationModel(RecordModel):
    """A qualification with the programmes that lead to it, and who teaches them."""

    qualification: Qualification
    programmes: dict[str, Programme]
    providers: dict[str, Provider]


class OrganisationListed(ApiModel):
    """A body of the trade."""

    id: str
    label: str
    also_called: tuple[str, ...]
    kind: str
    country: tuple[str, ...]
    international: bool
    takes_newcomers: TakesNewcomers
    offers: str


class OrganisationModel(RecordModel):
    """A body of the trade with the mentoring routes that it runs."""

    organisation: Organisation
    mentoring: dict[str, Mentoring]


class SourceListed(ApiModel):
    """A source."""

    id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    accessed: str


class SourceModel(ApiModel):
    """A source as it is shown beside figures, and how many figures are taken from it."""

    id: str
    source: BibliographyEntry
    figures: int
