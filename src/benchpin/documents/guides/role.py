"""The role guide: the work, skills, training, pay and outlook, work modes, contacts, traps."""

from collections.abc import Callable, Iterator
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.guidance.work_and_contacts import contact_line
from benchpin.documents.guides.context import (
    GuideContext,
    about_section,
    country_names,
    field_sources,
    sentence,
)
from benchpin.documents.guides.mentions import domestic_first, question_line
from benchpin.documents.guides.occupation_pay import occupation_pay_section
from benchpin.documents.guides.role_context import (
    RoleGuideContext,
    as_of_line,
    bullet_list_block,
    disclosure_block,
    linked_row,
    optional_section,
    paragraphs_block,
    role_guide_context,
)
from benchpin.documents.guides.role_training import role_training_section
from benchpin.documents.model import (
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import LEVELS, OUR_JUDGEMENT, Myth, Pitfall, Role
from benchpin.guidance import low_cost_trial, work_modes_and_next_roles
from benchpin.market.pay_report import build_pay_report
from benchpin.match import coverage_from_role, next_roles, ranked_interests
from benchpin.people import suggest_contacts
from benchpin.reference import Reference
from benchpin.wording.format import format_period, join_list, words
from benchpin.wording.phrases import phrase

NEEDS = ("essential", "important", "useful")
MAX_INTERESTS = 3
"""Maximum number of interests named that draw people to a role."""
MAX_RELATED_ROLES = 5
"""Maximum number of similar roles named."""
MAX_OPEN_QUESTIONS = 6
"""Maximum number of questions shown at once; the others are collapsed."""
MAX_OPEN_TRAPS = 4
"""Maximum number of traps shown at once; the others, and the general ones, are collapsed."""
_DAY_ASPECTS = ("hours", "tools", "travel", "first-months", "other")
_OTHER_ASPECTS = ("satisfaction", "benefits", "risk")


def role_guide(
    role_id: str,
    catalog: Catalog,
    reference: Reference,
    *,
    area: str | None = None,
    as_of: date,
) -> Document:
    """The page on a role, for anybody; figures are those of `area`, or of the nation if None.

    A section without facts is left out. Raises UnknownName for an unknown role or area,
    AmbiguousArea for a name that fits several areas.
    """
    guide = role_guide_context(role_id, GuideContext.of(catalog, reference), area)
    # Footnotes are numbered in this order.
    parts: tuple[Callable[[RoleGuideContext], Section | None], ...] = (
        _summary, _working_day, _skills, _physical_demands, _interests, _rewards_and_drawbacks,
        role_training_section, _pay, _work_mode, _contacts, _career_path, _questions, _traps,
        _myths, _next_step,
    )  # fmt: skip
    sections = tuple(guide_section for part in parts if (guide_section := part(guide)) is not None)
    return Document(
        title=phrase("guide.title", role=guide.role.label),
        trade=phrase("trade"),
        lede=tuple(_lede(guide, as_of)),
        sections=sections,
        sources=guide.context.notes.cited(),
        about=about_section(guide.context, [_reviewers(guide.role)]),
    )


def _lede(guide: RoleGuideContext, as_of: date) -> Iterator[TextLine]:
    yield TextLine(phrase("guide.what_it_is"))
    if not guide.role.reviewed_by:
        yield TextLine(phrase("guide.not_reviewed"), tone="care")
    yield as_of_line(as_of, guide.place)


def _reviewers(role: Role) -> tuple[str, TextLine]:
    """The row with the people of the trade who reviewed the record, or that says nobody has."""
    reviewers = [
        phrase("guide.reviewer", name=r.name, trade=r.trade, day=format_period(r.day.isoformat()))
        for r in role.reviewed_by
    ]
    text = sentence("; ".join(reviewers)) if reviewers else phrase("guide.not_yet")
    return phrase("guide.reviewed"), TextLine(text)


def _summary(guide: RoleGuideContext) -> Section | None:
    role = guide.role
    lines = [
        guide.statement_line(s)
        for s in (*guide.statements_of_kind("role-summary"), *guide.statements_of_kind("added-by"))
    ]
    rows = [(phrase("guide.family"), TextLine(phrase(f"guide.families.{role.family}")))]
    if role.also_called:
        rows.append((phrase("guide.also_called"), TextLine(sentence("; ".join(role.also_called)))))
    return optional_section("what", Paragraphs(tuple(lines)), DefinitionList(tuple(rows)))


def _working_day(guide: RoleGuideContext) -> Section | None:
    tasks = (
        guide.context.prose(task.what, task.sources or (OUR_JUDGEMENT,))
        for task in guide.role.tasks
    )
    unknown_facts = (
        *guide.statements_of_kind("role-tasks-not-known"),
        *guide.statements_of_kind("role-life-not-known"),
    )
    return optional_section(
        "day",
        bullet_list_block(tasks),
        paragraphs_block(*(guide.statement_line(s, tone="care") for s in unknown_facts)),
        bullet_list_block(guide.working_life_lines(_DAY_ASPECTS, "life")),
    )


def _skills(guide: RoleGuideContext) -> Section | None:
    rows = []
    for need in NEEDS:
        for level in sorted(LEVELS, reverse=True):
            alike = [s for s in guide.role.skills if s.need == need and s.level == level]
            # Needs that hold everywhere come first.
            for countries in sorted({s.countries for s in alike}):
                skills = [s for s in alike if s.countries == countries]
                # The level is always our judgement; the sources only say that it is asked for.
                notes = guide.context.notes.of(
                    [OUR_JUDGEMENT, *(source for s in skills for source in s.sources)]
                )
                term = phrase(
                    "guide.need_at_in" if countries else "guide.need_at",
                    need=phrase(f"guide.needs.{need}"),
                    level=phrase(f"levels.{level}"),
                    countries=country_names(countries),
                )
                links = guide.builder.links("skills", (s.skill for s in skills))
                rows.append(linked_row(term, links, notes))
    intro = TextLine(phrase("guide.takes_intro"))
    return optional_section("takes", Paragraphs((intro,)), DefinitionList(tuple(rows)))


def _physical_demands(guide: RoleGuideContext) -> Section | None:
    lines = guide.working_life_lines(("body",), "life", "drawback", "reward", lead=False)
    if not lines:
        return None
    return optional_section(
        "body", BulletList(lines), paragraphs_block(TextLine(phrase("guide.accommodation")))
    )


def _interests(guide: RoleGuideContext) -> Section | None:
    interests = ranked_interests(guide.role, guide.catalog)
    if interests is None:
        return None
    names, sources = interests
    interest_names = join_list([words()["terms"].get(name, name) for name in names[:MAX_INTERESTS]])
    line = TextLine(
        phrase("guide.drawn_to", interests=interest_names), guide.context.notes.of(sources)
    )
    return optional_section("interests", Paragraphs((line,)))


def _rewards_and_drawbacks(guide: RoleGuideContext) -> Section | None:
    """Rewards and drawbacks; those on the body have a section of their own."""
    entries = sorted(guide.working_life, key=lambda entry: entry.is_abroad(guide.country))
    # Aspects with a statement for the country come first.
    aspects = [
        aspect for aspect in dict.fromkeys(entry.aspect for entry in entries) if aspect != "body"
    ]
    return optional_section(
        "gives",
        optional_section("rewards", bullet_list_block(guide.working_life_lines(aspects, "reward"))),
        optional_section(
            "drawbacks", bullet_list_block(guide.working_life_lines(aspects, "drawback"))
        ),
        optional_section(
            "also", bullet_list_block(guide.working_life_lines(_OTHER_ASPECTS, "life"))
        ),
    )


def _pay(guide: RoleGuideContext) -> Section | None:
    report = build_pay_report(guide.identity, guide.area, guide.catalog, guide.context.reference)
    # A country without figures: the notes say so, and no other country's pay is shown.
    if not report.wages:
        lines = tuple(guide.statement_line(note) for note in report.notes)
        return optional_section("pay", Paragraphs(lines), _how_paid(guide))
    series_by_soc = {series.soc: series for series in report.series}
    projection_by_soc = {projection.soc: projection for projection in report.projections}
    footnotes = guide.context.notes
    intro = TextLine(phrase("pay.intro"), footnotes.of([report.wages[0].source]))
    sections = [
        occupation_pay_section(
            report,
            wage,
            series_by_soc.get(wage.soc),
            projection_by_soc.get(wage.soc),
            guide.catalog,
            footnotes,
            with_chart=True,
        )
        for wage in report.wages
    ]
    return optional_section("pay", Paragraphs((intro,)), *sections, _how_paid(guide))


def _how_paid(guide: RoleGuideContext) -> Section | None:
    return optional_section(
        "how_paid", bullet_list_block(guide.working_life_lines(("income",), "life", lead=False))
    )


def _work_mode(guide: RoleGuideContext) -> Section | None:
    role_work_mode = work_modes_and_next_roles(guide.identity, guide.catalog)
    shape_statements = [s for s in role_work_mode.statements if s.kind == "shape"]
    lines = [guide.statement_line(s) for s in role_work_mode.statements if s.kind != "shape"]
    return optional_section(
        "mode",
        Paragraphs((TextLine(phrase("mode.intro")),)),
        bullet_list_block(lines),
        disclosure_block("shapes", [guide.statement_line(s) for s in shape_statements]),
    )


def _contacts(guide: RoleGuideContext) -> Section | None:
    contacts = suggest_contacts((guide.role.family,), guide.country, guide.catalog)
    if not contacts:
        return None
    lines = tuple(contact_line(guide.builder, contact) for contact in contacts)
    return optional_section(
        "people", Paragraphs((TextLine(phrase("people.intro")),)), BulletList(lines)
    )


def _career_path(guide: RoleGuideContext) -> Section | None:
    """Roles to move on to, similar roles, and statements on progression."""
    next_role_ids = next_roles(guide.identity, guide.catalog)
    coverage_by_role = coverage_from_role(guide.identity, guide.catalog)
    # Roles to move on to are listed by themselves, not among the similar ones.
    similar_role_ids = [
        i
        for i in sorted(coverage_by_role, key=lambda i: -coverage_by_role[i])
        if i not in (guide.identity, *next_role_ids)
    ]
    judgement_note = guide.context.notes.of([OUR_JUDGEMENT])
    rows = [
        linked_row(phrase(f"guide.{key}"), guide.builder.links("roles", ids), judgement_note)
        for key, ids in (
            ("onward", next_role_ids),
            ("kindred", similar_role_ids[:MAX_RELATED_ROLES]),
        )
        if ids
    ]
    moves = guide.working_life_lines(("progression",), "life", lead=False)
    return optional_section("path", DefinitionList(tuple(rows)), bullet_list_block(moves))


def _questions(guide: RoleGuideContext) -> Section | None:
    """The questions on the role; those valid only in other countries are collapsed."""
    questions = guide.catalog.questions
    question_ids = [i for i, question in questions.items() if guide.identity in question.roles]
    ids, domestic_count = domestic_first(question_ids, guide.country, guide.catalog)
    lines = [question_line(i, guide.context) for i in ids]
    open_count = min(domestic_count, MAX_OPEN_QUESTIONS)
    return optional_section(
        "questions",
        bullet_list_block(lines[:open_count]),
        disclosure_block("more_questions", lines[open_count:domestic_count]),
        disclosure_block("questions_elsewhere", lines[domestic_count:]),
    )


def _traps(guide: RoleGuideContext) -> Section | None:
    """The traps of the role, then those of its family; general ones are collapsed."""
    traps = guide.catalog.traps.values()
    own_traps = [trap for trap in traps if guide.identity in trap.roles]
    family_traps = [t for t in traps if guide.role.family in t.families and t not in own_traps]
    general_traps = [trap for trap in traps if not trap.roles and not trap.families]
    specific_traps = [*own_traps, *family_traps]
    return optional_section(
        "traps",
        bullet_list_block(_trap(trap, guide) for trap in specific_traps[:MAX_OPEN_TRAPS]),
        disclosure_block(
            "more_traps", [_trap(trap, guide) for trap in specific_traps[MAX_OPEN_TRAPS:]]
        ),
        disclosure_block("traps_of_all", [_trap(trap, guide) for trap in general_traps]),
    )


def _trap(trap: Pitfall, guide: RoleGuideContext) -> TextLine:
    spot = phrase("guide.how_to_spot_it", what=trap.how_to_spot_it)
    text = f"{spot} {phrase('guide.what_to_do', what=trap.what_to_do)}"
    return guide.context.prose(text, field_sources(trap), lead=trap.what)


def _myths(guide: RoleGuideContext) -> Section | None:
    myths = guide.catalog.myths
    lines = (_myth(myth, guide) for myth in myths.values() if guide.identity in myth.roles)
    return optional_section("myths", bullet_list_block(lines))


def _myth(myth: Myth, guide: RoleGuideContext) -> TextLine:
    claim = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return guide.context.prose(
        f"{myth.what_sources_say} {myth.advice}", field_sources(myth), lead=claim
    )


def _next_step(guide: RoleGuideContext) -> Section | None:
    trial = low_cost_trial(guide.identity, guide.catalog)
    if trial is None:
        return None
    return optional_section(
        "next", paragraphs_block(guide.statement_line(trial, tone="strong")), kind="step"
    )
