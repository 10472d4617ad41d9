"""A role as a guide: the work, what it takes, ways in, pay and outlook, where, whom to ask."""

from collections.abc import Callable, Iterator
from datetime import date

from benchpin.catalog import Catalog
from benchpin.documents.guidance.work_and_contacts import suggested
from benchpin.documents.guides.context import Teller, about_page, cited, sentence
from benchpin.documents.guides.mentions import answer, at_home_first
from benchpin.documents.guides.occupation_pay import occupation
from benchpin.documents.guides.role_context import (
    Guide,
    as_of_line,
    folded,
    guide_of,
    linked,
    points_of,
    says_of,
    section,
)
from benchpin.documents.guides.role_training import learn
from benchpin.documents.model import Document, Facts, Line, Points, Says, Section
from benchpin.facts import LEVELS, OUR_JUDGEMENT, Myth, Role, Trap
from benchpin.guidance import try_it, work_mode
from benchpin.market.pay_report import pay
from benchpin.match import covered_by, drawn_to, onward
from benchpin.people import suggest
from benchpin.reference import Reference
from benchpin.wording.format import listed, period, words
from benchpin.wording.phrases import phrase

NEEDS = ("essential", "important", "useful")
STRONGEST = 3
"""How many interests are named of what draws people to a role."""
MOST_KINDRED = 5
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
    guide = guide_of(role_id, Teller.of(catalog, reference), area)
    # The order here is the order in which footnotes are numbered.
    parts: tuple[Callable[[Guide], Section | None], ...] = (
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


def _lede(guide: Guide, as_of: date) -> Iterator[Line]:
    yield Line(phrase("guide.what_it_is"))
    if not guide.role.reviewed_by:
        yield Line(phrase("guide.not_reviewed"), tone="care")
    yield as_of_line(as_of, guide.here)


def _reviewed(role: Role) -> tuple[str, Line]:
    """Who of the trade has read the record, or that nobody has."""
    by = [
        phrase("guide.reviewer", name=r.name, trade=r.trade, day=period(r.day.isoformat()))
        for r in role.reviewed_by
    ]
    said = sentence("; ".join(by)) if by else phrase("guide.not_yet")
    return phrase("guide.reviewed"), Line(said)


def _what(guide: Guide) -> Section | None:
    role = guide.role
    lines = [guide.said(s) for s in (*guide.known("role-summary"), *guide.known("added-by"))]
    rows = [(phrase("guide.family"), Line(phrase(f"guide.families.{role.family}")))]
    if role.also_called:
        rows.append((phrase("guide.also_called"), Line(sentence("; ".join(role.also_called)))))
    return section("what", Says(tuple(lines)), Facts(tuple(rows)))


def _day(guide: Guide) -> Section | None:
    tasks = (
        guide.teller.prose(task.what, task.sources or (OUR_JUDGEMENT,)) for task in guide.role.tasks
    )
    unknown = (*guide.known("role-tasks-not-known"), *guide.known("role-life-not-known"))
    return section(
        "day",
        points_of(tasks),
        says_of(*(guide.said(s, tone="care") for s in unknown)),
        points_of(guide.life(_DAY, "life")),
    )


def _takes(guide: Guide) -> Section | None:
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
            rows.append(linked(term, links, notes))
    intro = Line(phrase("guide.takes_intro"))
    return section("takes", Says((intro,)), Facts(tuple(rows)))


def _body(guide: Guide) -> Section | None:
    lines = guide.life(("body",), "life", "drawback", "reward", lead=False)
    if not lines:
        return None
    return section("body", Points(lines), says_of(Line(phrase("guide.accommodation"))))


def _interests(guide: Guide) -> Section | None:
    found = drawn_to(guide.role, guide.catalog)
    if found is None:
        return None
    names, sources = found
    told = listed([words()["terms"].get(name, name) for name in names[:STRONGEST]])
    line = Line(phrase("guide.drawn_to", interests=told), guide.teller.notes.of(sources))
    return section("interests", Says((line,)))


def _gives(guide: Guide) -> Section | None:
    """Rewards and drawbacks; what concerns the body stands apart."""
    lives = sorted(guide.lives, key=lambda life: life.abroad(guide.country))
    sides = [side for side in dict.fromkeys(life.about for life in lives) if side != "body"]
    return section(
        "gives",
        section("rewards", points_of(guide.life(sides, "reward"))),
        section("drawbacks", points_of(guide.life(sides, "drawback"))),
        section("also", points_of(guide.life(_MORE, "life"))),
    )


def _pay(guide: Guide) -> Section | None:
    found = pay(guide.identity, guide.area, guide.catalog, guide.teller.reference)
    if not found.wages:
        lines = tuple(guide.said(note) for note in found.notes)
        return section("pay", Says(lines), _how_paid(guide))
    years = {series.soc: series for series in found.series}
    ahead = {projected.soc: projected for projected in found.projections}
    notes = guide.teller.notes
    intro = Line(phrase("pay.intro"), notes.of([found.wages[0].source]))
    sections = [
        occupation(
            found, wage, years.get(wage.soc), ahead.get(wage.soc), guide.catalog, notes, drawn=True
        )
        for wage in found.wages
    ]
    return section("pay", Says((intro,)), *sections, _how_paid(guide))


def _how_paid(guide: Guide) -> Section | None:
    return section("how_paid", points_of(guide.life(("income",), "life", lead=False)))


def _mode(guide: Guide) -> Section | None:
    found = work_mode(guide.identity, guide.catalog)
    shapes = [s for s in found.statements if s.kind == "shape"]
    lines = [guide.said(s) for s in found.statements if s.kind != "shape"]
    return section(
        "mode",
        Says((Line(phrase("mode.intro")),)),
        points_of(lines),
        folded("shapes", [guide.said(s) for s in shapes]),
    )


def _people(guide: Guide) -> Section | None:
    found = suggest((guide.role.family,), guide.country, guide.catalog)
    if not found:
        return None
    lines = tuple(suggested(guide.telling, each) for each in found)
    return section("people", Says((Line(phrase("people.intro")),)), Points(lines))


def _path(guide: Guide) -> Section | None:
    """Roles that build on this one, roles that are most like it, and how people move on."""
    next_ones = onward(guide.identity, guide.catalog)
    near = covered_by(guide.identity, guide.catalog)
    like = [
        i for i in sorted(near, key=lambda i: -near[i]) if i not in (guide.identity, *next_ones)
    ]
    judged = guide.teller.notes.of([OUR_JUDGEMENT])
    rows = [
        linked(phrase(f"guide.{key}"), guide.telling.links("roles", ids), judged)
        for key, ids in (("onward", next_ones), ("kindred", like[:MOST_KINDRED]))
        if ids
    ]
    moves = guide.life(("progression",), "life", lead=False)
    return section("path", Facts(tuple(rows)), points_of(moves))


def _questions(guide: Guide) -> Section | None:
    """Those of the country and of everywhere; folded, what holds in other countries alone."""
    held = guide.catalog.questions
    asked = [i for i, question in held.items() if guide.identity in question.roles]
    ids, home = at_home_first(asked, guide.country, guide.catalog)
    lines = [answer(i, guide.teller) for i in ids]
    most = min(home, OPEN_QUESTIONS)
    return section(
        "questions",
        points_of(lines[:most]),
        folded("more_questions", lines[most:home]),
        folded("questions_elsewhere", lines[home:]),
    )


def _traps(guide: Guide) -> Section | None:
    """The traps of the role, then those of its family; then, folded, those of everybody."""
    traps = guide.catalog.traps.values()
    own = [trap for trap in traps if guide.identity in trap.roles]
    of_family = [t for t in traps if guide.role.family in t.families and t not in own]
    of_all = [trap for trap in traps if not trap.roles and not trap.families]
    first = [*own, *of_family]
    return section(
        "traps",
        points_of(_trap(trap, guide) for trap in first[:OPEN_TRAPS]),
        folded("more_traps", [_trap(trap, guide) for trap in first[OPEN_TRAPS:]]),
        folded("traps_of_all", [_trap(trap, guide) for trap in of_all]),
    )


def _trap(trap: Trap, guide: Guide) -> Line:
    spot = phrase("guide.how_to_spot_it", what=trap.how_to_spot_it)
    told = f"{spot} {phrase('guide.what_to_do', what=trap.what_to_do)}"
    return guide.teller.prose(told, cited(trap), lead=trap.what)


def _myths(guide: Guide) -> Section | None:
    held = guide.catalog.myths
    lines = (_myth(myth, guide) for myth in held.values() if guide.identity in myth.roles)
    return section("myths", points_of(lines))


def _myth(myth: Myth, guide: Guide) -> Line:
    claim = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return guide.teller.prose(f"{myth.what_sources_say} {myth.advice}", cited(myth), lead=claim)


def _next(guide: Guide) -> Section | None:
    trial = try_it(guide.identity, guide.catalog)
    if trial is None:
        return None
    return section("next", says_of(guide.said(trial, tone="strong")), kind="step")
