"""What the sections of a role guide share: the role with its statements, and block builders."""

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
from benchpin.facts import Role, Statement, holds_in
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

_WORKING_LIFE_FIELDS = (("reward", "rewards"), ("drawback", "drawbacks"), ("life", "working_life"))


@dataclass(frozen=True, slots=True)
class WorkingLifeStatement:
    """A statement on working life: its kind (reward, drawback or life) and its aspect ("hours")."""

    kind: str
    aspect: str
    statement: Statement

    def is_abroad(self, country: str) -> bool:
        """Whether the statement holds for a place outside `country` only."""
        area_value = self.statement.values.get("area")
        return area_value is not None and not holds_in(str(area_value.value), country)


@dataclass(frozen=True, slots=True)
class RoleGuideContext:
    """What the sections of one role guide share.

    `place` is an area, or the code of a country without figures; `profile` is empty except for the
    country.
    """

    context: GuideContext
    builder: BuilderContext
    identity: str
    role: Role
    area: str | None
    place: Area | str
    country: str
    profile: Profile
    statements: tuple[Statement, ...]
    working_life: tuple[WorkingLifeStatement, ...]

    @property
    def catalog(self) -> Catalog:
        """The catalog behind the guide."""
        return self.context.catalog

    def statement_line(self, statement: Statement, *, lead: str = "", tone: str = "") -> TextLine:
        """A statement in words, with its footnotes and links."""
        notes = self.context.notes.of(statement.sources)
        # A guide does not link to itself.
        links = tuple(n for n in links_of(statement) if (n.kind, n.id) != ("roles", self.identity))
        return TextLine(statement_text(statement), notes, lead=lead, tone=tone, links=links)

    def statements_of_kind(self, kind: str) -> tuple[Statement, ...]:
        """The statements on the role of one kind ("role-summary")."""
        return tuple(s for s in self.statements if s.kind == kind)

    def working_life_lines(
        self, aspects: Iterable[str], *kinds: str, lead: bool = True
    ) -> tuple[TextLine, ...]:
        """The statements on some aspects of working life, by aspect; `lead` names the aspect.

        Within an aspect, statements for the country or for no place come first.
        """
        entries = sorted(self.working_life, key=lambda entry: entry.is_abroad(self.country))
        return tuple(
            self.statement_line(
                entry.statement, lead=phrase(f"guide.life.{aspect}") if lead else ""
            )
            for aspect in aspects
            for entry in entries
            if entry.aspect == aspect and entry.kind in kinds
        )


def role_guide_context(role_id: str, context: GuideContext, area: str | None) -> RoleGuideContext:
    """The context for a role's guide in an area (the nation if None).

    Raises UnknownName, with the nearest ids, if there is no such role.
    """
    catalog = context.catalog
    if role_id not in catalog.roles:
        message = unknown_name_message("role", role_id, catalog.roles)
        nearest = nearest_names(role_id, catalog.roles)
        raise UnknownName(f"{message}; 'benchpin roles' lists them", nearest)
    role = catalog.roles[role_id]
    place = area_or_country(area, catalog, context.reference)
    # A country without figures has no Area: `place` is its code.
    country = place.country if isinstance(place, Area) else place
    return RoleGuideContext(
        context=context,
        builder=BuilderContext(notes=context.notes, names=context.label),
        identity=role_id,
        role=role,
        area=area,
        place=place,
        country=country,
        profile=Profile.model_validate({"circumstances": {"country": country}}),
        statements=role_statements(role_id, catalog),
        working_life=tuple(
            WorkingLifeStatement(
                kind,
                record.about,
                working_conditions_statement(kind, record, f"roles/{role_id}/{key}.{i}", catalog),
            )
            for kind, key in _WORKING_LIFE_FIELDS
            for i, record in enumerate(getattr(role, key))
        ),
    )


def as_of_line(as_of: date, place: Area | str) -> TextLine:
    """The line that says for which day and place a page holds; a `str` is a country code."""
    area_name = format_area(place if isinstance(place, str) else place.name)
    text = phrase("as_of_area", day=format_period(as_of.isoformat()), area=with_article(area_name))
    return TextLine(text, tone="soft")


# The blocks of a section


def optional_section(key: str, *parts: Block | Section | None, kind: str = "") -> Section | None:
    """A section of the parts that are not None; None if none is left."""
    present_parts = [part for part in parts if part is not None]
    blocks = tuple(part for part in present_parts if not isinstance(part, Section))
    subsections = tuple(part for part in present_parts if isinstance(part, Section))
    return (
        Section(key, phrase(f"guide.headings.{key}"), blocks, subsections, kind)
        if present_parts
        else None
    )


def bullet_list_block(lines: Iterable[TextLine]) -> BulletList | None:
    """A bullet list, None without lines."""
    bullets = tuple(lines)
    return BulletList(bullets) if bullets else None


def paragraphs_block(*lines: TextLine) -> Paragraphs | None:
    """Lines as paragraphs, None without lines."""
    return Paragraphs(lines) if lines else None


def disclosure_block(key: str, lines: Iterable[TextLine]) -> Disclosure | None:
    """A collapsed list whose summary counts its lines; None without lines."""
    bullets = tuple(lines)
    return (
        Disclosure(phrase(f"guide.{key}", count=len(bullets)), BulletList(bullets))
        if bullets
        else None
    )


def linked_row(
    term: str, links: tuple[Link, ...], notes: tuple[int, ...] = ()
) -> tuple[str, TextLine]:
    """A definition row that lists linked records, the first one capitalized."""
    first = replace(links[0], label=capitalize_first(links[0].label))
    links = (first, *links[1:])
    text = sentence("; ".join(link.label for link in links), keep_case=True)
    return term, TextLine(text, notes, links=links)
