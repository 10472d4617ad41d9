"""A role as a guide: the work, what it takes, ways in, pay and outlook, where, whom to ask."""

from collections.abc import Callable, Iterator
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.guidance.work_and_contacts import contact_lines
from benchpin.documents.guides.context import GuideContext, about_page, cited, sentence
from benchpin.documents.guides.mentions import domestic_first, question_answer
from benchpin.documents.guides.occupation_pay import occupation_pay_section
from benchpin.documents.guides.role_context import (
    RoleGuideContext,
    as_of_line,
    folded_block,
    linked_row,
    points_block,
    role_guide_context,
    section,
    statement_block,
)
from benchpin.documents.guides.role_training import learn
from benchpin.documents.model import (
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import LEVELS, OUR_JUDGEMENT, Myth, Pitfall, Role
from benchpin.guidance import low_cost_trial, work_mode
from benchpin.market.pay_report import build_pay_report
from benchpin.match import covered_by, next_roles, shared_interests
from benchpin.people import suggest_contacts
from benchpin.reference import Reference
from benchpin.wording.format import format_period, join_list, words
from benchpin.wording.phrases import phrase

NEEDS = ("essential", "important", "useful")
STRONGEST = 3
"""How many interests are named of what draws people to a role."""
MAX_RELATED_ROLES = 5
"""How many of the roles that are most like a role are named."""
OPEN_QUESTIONS = 6
"""How many questions that people ask stand open; the others are folded."""
OPEN_TRAPS = 4
"""How many traps stand open; the others, and those that concern everybody, are folded."""
_DAY = ("hours", "tools", "travel", "first-months", "other")
_MORE = ("satisfaction", "benefits", "risk")


def role_guide(
    role_id: str,
    catalog: Catalog,
    reference: Reference,
    *,
    area: str | None = None,
    as_of: date,
) -> Document:
    """All that is known of a role, for anybody: figures are those of `area`, else of the nation.

    What is not known is left out; where somebody must ask, one line says so. Raises UnknownName for
    a role or an area that is not there, AmbiguousArea for words that name several areas.
    """
    guide = role_guide_context(role_id, GuideContext.of(catalog, reference), area)
    # The order here is the order in which footnotes are numbered.
    parts: tuple[Callable[[RoleGuideContext], Section | None], ...] = (
        _what, _day, _takes, _body, _interests, _gives, learn, _pay, _mode, _people, _path,
        _questions, _traps, _myths, _next,
    )  # fmt: skip
    sections = tuple(held for part in parts if (held := part(guide)) is not None)
    return Document(
        title=phrase("guide.title", role=guide.role.label),
        trade=phrase("trade"),
        lede=tuple(_lede(guide, as_of)),
        sections=sections,
        sources=guide.teller.notes.cited(),
        about=about_page(guide.teller, [_reviewed(guide.role)]),
    )


def _lede(guide: RoleGuideContext, as_of: date) -> Iterator[TextLine]:
    yield TextLine(phrase("guide.what_it_is"))
    if not guide.role.reviewed_by:
        yield TextLine(phrase("guide.not_reviewed"), tone="care")
    yield as_of_line(as_of, guide.here)


def _reviewed(role: Role) -> tuple[str, TextLine]:
    """Who of the trade has read the record, or that nobody has."""
    by = [
        phrase("guide.reviewer", name=r.name, trade=r.trade, day=format_period(r.day.isoformat()))
        for r in role.reviewed_by
    ]
    said = sentence("; ".join(by)) if by else phrase("guide.not_yet")
    return phrase("guide.reviewed"), TextLine(said)


def _what(guide: RoleGuideContext) -> Section | None:
    role = guide.role
    lines = [guide.said(s) for s in (*guide.known("role-summary"), *guide.known("added-by"))]
    rows = [(phrase("guide.family"), TextLine(phrase(f"guide.families.{role.family}")))]
    if role.also_called:
        rows.append((phrase("guide.also_called"), TextLine(sentence("; ".join(role.also_called)))))
    return section("what", Paragraphs(tuple(lines)), DefinitionList(tuple(rows)))


def _day(guide: RoleGuideContext) -> Section | None:
    tasks = (
        guide.teller.prose(task.what, task.sources or (OUR_JUDGEMENT,)) for task in guide.role.tasks
    )
    unknown = (*guide.known("role-tasks-not-known"), *guide.known("role-life-not-known"))
    return section(
        "day",
        points_block(tasks),
        statement_block(*(guide.said(s, tone="care") for s in unknown)),
        points_block(guide.life(_DAY, "life")),
    )


def _takes(guide: RoleGuideContext) -> Section | None:
    rows = []
    for need in NEEDS:
        for level in sorted(LEVELS, reverse=True):
            found = [s for s in guide.role.skills if s.need == need and s.level == level]
            if not found:
                continue
            # The level is always our judgement; a source says that the skill is asked for.
            notes = guide.teller.notes.of(
                [OUR_JUDGEMENT, *(source for s in found for source in s.sources)]
            )
            term = phrase(
                "guide.need_at",
                need=phrase(f"guide.needs.{need}"),
                level=phrase(f"levels.{level}"),
            )
            links = guide.telling.links("skills", (s.skill for s in found))
            rows.append(linked_row(term, links, notes))
    intro = TextLine(phrase("guide.takes_intro"))
    return section("takes", Paragraphs((intro,)), DefinitionList(tuple(rows)))


def _body(guide: RoleGuideContext) -> Section | None:
    lines = guide.life(("body",), "life", "drawback", "reward", lead=False)
    if not lines:
        return None
    return section(
        "body", BulletList(lines), statement_block(TextLine(phrase("guide.accommodation")))
    )


def _interests(guide: RoleGuideContext) -> Section | None:
    found = shared_interests(guide.role, guide.catalog)
    if found is None:
        return None
    names, sources = found
    told = join_list([words()["terms"].get(name, name) for name in names[:STRONGEST]])
    line = TextLine(phrase("guide.drawn_to", interests=told), guide.teller.notes.of(sources))
    return section("interests", Paragraphs((line,)))


def _gives(guide: RoleGuideContext) -> Section | None:
    """Rewards and drawbacks; what concerns the body stands apart."""
    lives = sorted(guide.lives, key=lambda life: life.abroad(guide.country))
    sides = [side for side in dict.fromkeys(life.about for life in lives) if side != "body"]
    return section(
        "gives",
        section("rewards", points_block(guide.life(sides, "reward"))),
        section("drawbacks", points_block(guide.life(sides, "drawback"))),
        section("also", points_block(guide.life(_MORE, "life"))),
    )


def _pay(guide: RoleGuideContext) -> Section | None:
    found = build_pay_report(guide.identity, guide.area, guide.catalog, guide.teller.reference)
    if not found.wages:
        lines = tuple(guide.said(note) for note in found.notes)
        return section("pay", Paragraphs(lines), _how_paid(guide))
    years = {series.soc: series for series in found.series}
    ahead = {projected.soc: projected for projected in found.projections}
    notes = guide.teller.notes
    intro = TextLine(phrase("pay.intro"), notes.of([found.wages[0].source]))
    sections = [
        occupation_pay_section(
            found, wage, years.get(wage.soc), ahead.get(wage.soc), guide.catalog, notes, drawn=True
        )
        for wage in found.wages
    ]
    return section("pay", Paragraphs((intro,)), *sections, _how_paid(guide))


def _how_paid(guide: RoleGuideContext) -> Section | None:
    return section("how_paid", points_block(guide.life(("income",), "life", lead=False)))


def _mode(guide: RoleGuideContext) -> Section | None:
    found = work_mode(guide.identity, guide.catalog)
    shapes = [s for s in found.statements if s.kind == "shape"]
    lines = [guide.said(s) for s in found.statements if s.kind != "shape"]
    return section(
        "mode",
        Paragraphs((TextLine(phrase("mode.intro")),)),
        points_block(lines),
        folded_block("shapes", [guide.said(s) for s in shapes]),
    )


def _people(guide: RoleGuideContext) -> Section | None:
    found = suggest_contacts((guide.role.family,), guide.country, guide.catalog)
    if not found:
        return None
    lines = tuple(contact_lines(guide.telling, each) for each in found)
    return section("people", Paragraphs((TextLine(phrase("people.intro")),)), BulletList(lines))


def _path(guide: RoleGuideContext) -> Section | None:
    """Roles that build on this one, roles that are most like it, and how people move on."""
    next_ones = next_roles(guide.identity, guide.catalog)
    near = covered_by(guide.identity, guide.catalog)
    like = [
        i for i in sorted(near, key=lambda i: -near[i]) if i not in (guide.identity, *next_ones)
    ]
    judged = guide.teller.notes.of([OUR_JUDGEMENT])
    rows = [
        linked_row(phrase(f"guide.{key}"), guide.telling.links("roles", ids), judged)
        for key, ids in (("onward", next_ones), ("kindred", like[:MAX_RELATED_ROLES]))
        if ids
    ]
    moves = guide.life(("progression",), "life", lead=False)
    return section("path", DefinitionList(tuple(rows)), points_block(moves))


def _questions(guide: RoleGuideContext) -> Section | None:
    """Those of the country and of everywhere; folded, what holds in other countries alone."""
    held = guide.catalog.questions
    asked = [i for i, question in held.items() if guide.identity in question.roles]
    ids, home = domestic_first(asked, guide.country, guide.catalog)
    lines = [question_answer(i, guide.teller) for i in ids]
    most = min(home, OPEN_QUESTIONS)
    return section(
        "questions",
        points_block(lines[:most]),
        folded_block("more_questions", lines[most:home]),
        folded_block("questions_elsewhere", lines[home:]),
    )


def _traps(guide: RoleGuideContext) -> Section | None:
    """The traps of the role, then those of its family; then, folded, those of everybody."""
    traps = guide.catalog.traps.values()
    own = [trap for trap in traps if guide.identity in trap.roles]
    of_family = [t for t in traps if guide.role.family in t.families and t not in own]
    of_all = [trap for trap in traps if not trap.roles and not trap.families]
    first = [*own, *of_family]
    return section(
        "traps",
        points_block(_trap(trap, guide) for trap in first[:OPEN_TRAPS]),
        folded_block("more_traps", [_trap(trap, guide) for trap in first[OPEN_TRAPS:]]),
        folded_block("traps_of_all", [_trap(trap, guide) for trap in of_all]),
    )


def _trap(trap: Pitfall, guide: RoleGuideContext) -> TextLine:
    spot = phrase("guide.how_to_spot_it", what=trap.how_to_spot_it)
    told = f"{spot} {phrase('guide.what_to_do', what=trap.what_to_do)}"
    return guide.teller.prose(told, cited(trap), lead=trap.what)


def _myths(guide: RoleGuideContext) -> Section | None:
    held = guide.catalog.myths
    lines = (_myth(myth, guide) for myth in held.values() if guide.identity in myth.roles)
    return section("myths", points_block(lines))


def _myth(myth: Myth, guide: RoleGuideContext) -> TextLine:
    claim = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return guide.teller.prose(f"{myth.what_sources_say} {myth.advice}", cited(myth), lead=claim)


def _next(guide: RoleGuideContext) -> Section | None:
    trial = low_cost_trial(guide.identity, guide.catalog)
    if trial is None:
        return None
    return section("next", statement_block(guide.said(trial, tone="strong")), kind="step")
