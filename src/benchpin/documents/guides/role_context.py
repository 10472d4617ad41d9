"""What the parts of a role's guide are told from, and the blocks that they are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.context import BuilderContext
from benchpin.documents.footnotes import links_of
from benchpin.documents.guides.context import GuideContext, sentence
from benchpin.documents.model import (
    Block,
    BulletList,
    Disclosure,
    Link,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import Role, Statement
from benchpin.guidance import role_statements
from benchpin.inputs.errors import UnknownName
from benchpin.inputs.suggestions import nearest_names, unknown_name_message
from benchpin.market.pay_report import area_or_country
from benchpin.match import working_conditions_statement
from benchpin.profile import Profile
from benchpin.reference import Area
from benchpin.wording.format import capitalize_first, format_area, format_period, with_article
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import statement_text

_LIVES = (("reward", "rewards"), ("drawback", "drawbacks"), ("life", "working_life"))


@dataclass(frozen=True, slots=True)
class WorkingLifeStatement:
    """One thing that is said of working life: reward, drawback or life, and what it is about."""

    kind: str
    about: str
    statement: Statement

    def abroad(self, country: str) -> bool:
        """Whether it is said of a place that is not in a country."""
        where = self.statement.values.get("area")
        return where is not None and str(where.value).partition("-")[0] != country


@dataclass(frozen=True, slots=True)
class RoleGuideContext:
    """What the parts of one role's guide share.

    `here` is an area, or a country without figures; `person` somebody there of whom nothing else is
    known.
    """

    teller: GuideContext
    telling: BuilderContext
    identity: str
    role: Role
    area: str | None
    here: Area | str
    country: str
    person: Profile
    about: tuple[Statement, ...]
    lives: tuple[WorkingLifeStatement, ...]

    @property
    def catalog(self) -> Catalog:
        """The knowledge that the guide is told from."""
        return self.teller.catalog

    def said(self, statement: Statement, *, lead: str = "", tone: str = "") -> TextLine:
        """A statement in words, with its footnotes."""
        notes = self.teller.notes.of(statement.sources)
        # A guide does not lead to itself.
        links = tuple(n for n in links_of(statement) if (n.kind, n.id) != ("roles", self.identity))
        return TextLine(statement_text(statement), notes, lead=lead, tone=tone, links=links)

    def known(self, kind: str) -> tuple[Statement, ...]:
        """The statements of one kind of what is known of the role."""
        return tuple(s for s in self.about if s.kind == kind)

    def life(self, about: Iterable[str], *kinds: str, lead: bool = True) -> tuple[TextLine, ...]:
        """What is said of some sides of working life, side by side, each led by its side's name.

        Of each side stands first what is said of the country or of no place.
        """
        lives = sorted(self.lives, key=lambda life: life.abroad(self.country))
        return tuple(
            self.said(life.statement, lead=phrase(f"guide.life.{side}") if lead else "")
            for side in about
            for life in lives
            if life.about == side and life.kind in kinds
        )


def role_guide_context(role_id: str, teller: GuideContext, area: str | None) -> RoleGuideContext:
    """A role with all that is said of it; UnknownName, with the nearest, where there is none."""
    catalog = teller.catalog
    if role_id not in catalog.roles:
        words_ = unknown_name_message("role", role_id, catalog.roles)
        close = nearest_names(role_id, catalog.roles)
        raise UnknownName(f"{words_}; 'benchpin roles' lists them", close)
    role = catalog.roles[role_id]
    here = area_or_country(area, catalog, teller.reference)
    country = here.country if isinstance(here, Area) else here
    return RoleGuideContext(
        teller=teller,
        telling=BuilderContext(notes=teller.notes, names=teller.label),
        identity=role_id,
        role=role,
        area=area,
        here=here,
        country=country,
        person=Profile.model_validate({"circumstances": {"country": country}}),
        about=role_statements(role_id, catalog),
        lives=tuple(
            WorkingLifeStatement(
                kind,
                one.about,
                working_conditions_statement(kind, one, f"roles/{role_id}/{key}.{i}", catalog),
            )
            for kind, key in _LIVES
            for i, one in enumerate(getattr(role, key))
        ),
    )


def as_of_line(as_of: date, here: Area | str) -> TextLine:
    """For which day and place a page is: an area, or a country by its code."""
    where = format_area(here if isinstance(here, str) else here.name)
    said = phrase("as_of_area", day=format_period(as_of.isoformat()), area=with_article(where))
    return TextLine(said, tone="soft")


# The blocks of a section


def section(key: str, *parts: Block | Section | None, kind: str = "") -> Section | None:
    """A section of the parts that hold something, None where none does."""
    held = [part for part in parts if part is not None]
    blocks = tuple(part for part in held if not isinstance(part, Section))
    inner = tuple(part for part in held if isinstance(part, Section))
    return Section(key, phrase(f"guide.headings.{key}"), blocks, inner, kind) if held else None


def points_block(lines: Iterable[TextLine]) -> BulletList | None:
    """A list of lines, None where there are none."""
    held = tuple(lines)
    return BulletList(held) if held else None


def statement_block(*lines: TextLine) -> Paragraphs | None:
    """Some lines of text, None where there are none."""
    return Paragraphs(lines) if lines else None


def folded_block(key: str, lines: Iterable[TextLine]) -> Disclosure | None:
    """A list that stands folded under its heading, None where it is empty."""
    held = tuple(lines)
    return Disclosure(phrase(f"guide.{key}", count=len(held)), BulletList(held)) if held else None


def linked_row(
    term: str, links: tuple[Link, ...], notes: tuple[int, ...] = ()
) -> tuple[str, TextLine]:
    """A row of facts that names records."""
    first = replace(links[0], label=capitalize_first(links[0].label))
    links = (first, *links[1:])
    text = sentence("; ".join(link.label for link in links), keep=True)
    return term, TextLine(text, notes, links=links)
