"""A role as a guide: the work, what it takes, ways in, pay and outlook, where, whom to ask."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version

from benchpin.catalog import Catalog, nearest, no_such
from benchpin.facts import LEVELS, OUR_JUDGEMENT, Myth, Role, Statement, Trap, UnknownName
from benchpin.guidance import about, area_or_country, pay, try_it, work_mode
from benchpin.match import covered_by, drawn_to, of_working_life, onward
from benchpin.people import suggest
from benchpin.plan import Option, RolePlan, closed_ways, in_reach, option_of, train
from benchpin.profile import Profile
from benchpin.reference import Area, Reference

from ..document import Block, Document, Facts, Folded, Line, Link, Points, Says, Section
from ..footnotes import links_of
from ..format import listed, period, place, the, words
from ..pay import occupation
from ..phrases import phrase
from ..told import Telling
from ..view_learn import closing_blocks, programmes
from ..view_method import made_from
from ..view_work import suggested
from ..worded import text_of
from .mentions import answer
from .teller import Teller, cited, sentence

_version = cache(version)
NEEDS = ("essential", "important", "useful")
STRONGEST = 3
"""How many interests are named of what draws people to a role."""
MOST_KINDRED = 5
"""How many of the roles that are most like a role are named."""
OPEN_QUESTIONS = 6
"""How many questions that people ask stand open; the others are folded."""
OPEN_TRAPS = 4
"""How many traps stand open; the others, and those that concern everybody, are folded."""
_LIVES = (("reward", "rewards"), ("drawback", "drawbacks"), ("life", "working_life"))
_DAY = ("hours", "tools", "travel", "first-months", "other")
_MORE = ("satisfaction", "benefits", "risk")
_GONE = ("closed", "superseded")


@dataclass(frozen=True, slots=True)
class Life:
    """One thing that is said of working life: reward, drawback or life, and what it is about."""

    kind: str
    about: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Guide:
    """What the parts of one role's guide share.

    `here` is an area, or a country without figures; `person` somebody there of whom nothing else is
    known.
    """

    teller: Teller
    telling: Telling
    identity: str
    role: Role
    area: str | None
    here: Area | str
    country: str
    person: Profile
    about: tuple[Statement, ...]
    lives: tuple[Life, ...]

    @property
    def catalog(self) -> Catalog:
        """The knowledge that the guide is told from."""
        return self.teller.catalog

    def said(self, statement: Statement, *, lead: str = "", tone: str = "") -> Line:
        """A statement in words, with its footnotes."""
        notes = self.teller.notes.of(statement.sources)
        # A guide does not lead to itself.
        links = tuple(n for n in links_of(statement) if (n.kind, n.id) != ("roles", self.identity))
        return Line(text_of(statement), notes, lead=lead, tone=tone, links=links)

    def known(self, kind: str) -> tuple[Statement, ...]:
        """The statements of one kind of what is known of the role."""
        return tuple(s for s in self.about if s.kind == kind)

    def life(self, about: Iterable[str], *kinds: str, lead: bool = True) -> tuple[Line, ...]:
        """What is said of some sides of working life, side by side, each led by its side's name."""
        return tuple(
            self.said(life.statement, lead=phrase(f"guide.life.{side}") if lead else "")
            for side in about
            for life in self.lives
            if life.about == side and life.kind in kinds
        )


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
        _what, _day, _takes, _body, _interests, _gives, _learn, _pay, _mode, _people, _path,
        _questions, _traps, _myths, _next,
    )  # fmt: skip
    sections = tuple(section for part in parts if (section := part(guide)) is not None)
    return Document(
        title=phrase("guide.title", role=guide.role.label),
        trade=phrase("trade"),
        lede=tuple(_lede(guide, as_of)),
        sections=sections,
        sources=guide.teller.notes.cited(),
        about=about_page(guide.teller, [_reviewed(guide.role)]),
    )


def guide_of(role_id: str, teller: Teller, area: str | None) -> Guide:
    """A role with all that is said of it; UnknownName, with the nearest, where there is none."""
    catalog = teller.catalog
    if role_id not in catalog.roles:
        words_ = no_such("role", role_id, catalog.roles)
        close = nearest(role_id, catalog.roles)
        raise UnknownName(f"{words_}; 'benchpin roles' lists them", close)
    role = catalog.roles[role_id]
    here = area_or_country(area, catalog, teller.reference)
    country = here.country if isinstance(here, Area) else here
    return Guide(
        teller=teller,
        telling=Telling(notes=teller.notes, names=teller.label),
        identity=role_id,
        role=role,
        area=area,
        here=here,
        country=country,
        person=Profile.model_validate({"circumstances": {"country": country}}),
        about=about(role_id, catalog),
        lives=tuple(
            Life(kind, one.about, of_working_life(kind, one, f"roles/{role_id}/{key}.{i}", catalog))
            for kind, key in _LIVES
            for i, one in enumerate(getattr(role, key))
        ),
    )


def as_of_line(as_of: date, here: Area | str) -> Line:
    """For which day and place a page is: an area, or a country by its code."""
    where = place(here if isinstance(here, str) else here.name)
    said = phrase("as_of_area", day=period(as_of.isoformat()), area=the(where))
    return Line(said, tone="soft")


def about_page(teller: Teller, rows: Iterable[tuple[str, Line]] = ()) -> Section:
    """What a page is made from, and when its facts were last checked."""
    data = ((d.name, d.release, d.from_) for d in teller.reference.data)
    facts = Facts((*rows, *made_from(data, teller.catalog.checked[1].isoformat())))
    made = Line(phrase("made_with", engine=_version("benchpin")), tone="soft")
    return Section("about", phrase("guide.about"), (facts, Says((made,))))


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


def _section(key: str, *parts: Block | Section | None, kind: str = "") -> Section | None:
    """A section of the parts that hold something, None where none does."""
    held = [part for part in parts if part is not None]
    blocks = tuple(part for part in held if not isinstance(part, Section))
    inner = tuple(part for part in held if isinstance(part, Section))
    return Section(key, phrase(f"guide.headings.{key}"), blocks, inner, kind) if held else None


def _points(lines: Iterable[Line]) -> Points | None:
    held = tuple(lines)
    return Points(held) if held else None


def _says(*lines: Line) -> Says | None:
    return Says(lines) if lines else None


def _folded(key: str, lines: Iterable[Line]) -> Folded | None:
    held = tuple(lines)
    return Folded(phrase(f"guide.{key}", count=len(held)), Points(held)) if held else None


def _linked(term: str, links: tuple[Link, ...], notes: tuple[int, ...] = ()) -> tuple[str, Line]:
    """A row of facts that names records."""
    first = replace(links[0], label=f"{links[0].label[:1].upper()}{links[0].label[1:]}")
    links = (first, *links[1:])
    text = sentence("; ".join(link.label for link in links), keep=True)
    return term, Line(text, notes, links=links)


def _what(guide: Guide) -> Section | None:
    role = guide.role
    lines = [guide.said(s) for s in (*guide.known("role-summary"), *guide.known("added-by"))]
    rows = [(phrase("guide.family"), Line(phrase(f"guide.families.{role.family}")))]
    if role.also_called:
        rows.append((phrase("guide.also_called"), Line(sentence("; ".join(role.also_called)))))
    return _section("what", Says(tuple(lines)), Facts(tuple(rows)))


def _day(guide: Guide) -> Section | None:
    tasks = (
        guide.teller.prose(task.what, task.sources or (OUR_JUDGEMENT,)) for task in guide.role.tasks
    )
    unknown = (*guide.known("role-tasks-not-known"), *guide.known("role-life-not-known"))
    return _section(
        "day",
        _points(tasks),
        _says(*(guide.said(s, tone="care") for s in unknown)),
        _points(guide.life(_DAY, "life")),
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
            rows.append(_linked(term, links, notes))
    intro = Line(phrase("guide.takes_intro"))
    return _section("takes", Says((intro,)), Facts(tuple(rows)))


def _body(guide: Guide) -> Section | None:
    lines = guide.life(("body",), "life", "drawback", "reward", lead=False)
    if not lines:
        return None
    return _section("body", Points(lines), _says(Line(phrase("guide.accommodation"))))


def _interests(guide: Guide) -> Section | None:
    found = drawn_to(guide.role, guide.catalog)
    if found is None:
        return None
    names, sources = found
    told = listed([words()["terms"].get(name, name) for name in names[:STRONGEST]])
    line = Line(phrase("guide.drawn_to", interests=told), guide.teller.notes.of(sources))
    return _section("interests", Says((line,)))


def _gives(guide: Guide) -> Section | None:
    """Rewards and drawbacks; what concerns the body stands apart."""
    sides = [side for side in dict.fromkeys(life.about for life in guide.lives) if side != "body"]
    return _section(
        "gives",
        _section("rewards", _points(guide.life(sides, "reward"))),
        _section("drawbacks", _points(guide.life(sides, "drawback"))),
        _section("also", _points(guide.life(_MORE, "life"))),
    )


def _learn(guide: Guide) -> Section | None:
    closed = closed_ways(guide.identity, guide.country, guide.catalog)
    plan = _plan(guide)
    # A programme may lead to an award for the role and teach its skills: it has one card.
    cards = {option.programme: option for option in (*ways_here(guide), *plan.options)}
    return _section(
        "learn",
        _says(*(guide.said(s) for s in guide.known("role-entry"))),
        _section("ways_in", _points(guide.life(("ways-in",), "life", lead=False))),
        _awards(guide),
        _section("taught", *closing_blocks(guide.telling, plan)),
        _section("programs", programmes(guide.telling, tuple(cards.values())) if cards else None),
        _section("closed", _points(guide.said(s, tone="care") for s in closed)),
    )


def _awards(guide: Guide) -> Section | None:
    """The qualifications for the role; folded, those that are earned in other countries alone."""
    here = {i: _programmes_here(i, guide) for i in _awards_of(guide)}
    awards = guide.catalog.qualifications
    own = [i for i, found in here.items() if found or guide.country in awards[i].country]
    rows = tuple(_award(i, here[i], guide) for i in own)
    return _section(
        "awards",
        Facts(rows) if rows else None,
        _folded("elsewhere", [_award_elsewhere(i, guide) for i in here if i not in own]),
    )


def _award(identity: str, here: list[str], guide: Guide) -> tuple[str, Line]:
    """A qualification and the programmes that lead to it."""
    teller = guide.teller
    name = teller.label("qualifications", identity)
    links = tuple(Link("programmes", i, teller.label("programmes", i)) for i in here)
    told = sentence("; ".join(link.label for link in links), keep=True)
    return name, Line(
        told if here else phrase("guide.no_programme"),
        teller.notes.of(cited(guide.catalog.qualifications[identity])),
        links=(Link("qualifications", identity, name), *links),
    )


def _award_elsewhere(identity: str, guide: Guide) -> Line:
    award = guide.catalog.qualifications[identity]
    return Line(
        sentence(listed([place(code) for code in award.country])),
        guide.teller.notes.of(cited(award)),
        lead=award.label,
        links=(Link("qualifications", identity, award.label),),
    )


def ways_here(guide: Guide) -> list[Option]:
    """The programmes for the role that can be taken from its country, as cards."""
    return [
        option_of(i, guide.person, guide.catalog)
        for identity in _awards_of(guide)
        for i in _programmes_here(identity, guide)
    ]


def _awards_of(guide: Guide) -> list[str]:
    """The qualifications for the role that can still be had somewhere."""
    held = guide.catalog.qualifications
    return [i for i, a in held.items() if guide.identity in a.roles and a.status not in _GONE]


def _programmes_here(qualification: str, guide: Guide) -> list[str]:
    """The programmes of a qualification that can be taken from the country, and are not closed."""
    catalog, person = guide.catalog, guide.person
    return [
        i
        for i in catalog.programmes_of.get(qualification, ())
        if catalog.programmes[i].status not in _GONE and in_reach(catalog.programmes[i], person)
    ]


def _plan(guide: Guide) -> RolePlan:
    """What teaches the skills that the role cannot do without; all, where it names none such."""
    needs = [s for s in guide.role.skills if s.need == "essential"] or guide.role.skills
    return train(guide.identity, tuple(s.skill for s in needs), guide.person, guide.catalog)


def _pay(guide: Guide) -> Section | None:
    found = pay(guide.identity, guide.area, guide.catalog, guide.teller.reference)
    if not found.wages:
        lines = tuple(guide.said(note) for note in found.notes)
        return _section("pay", Says(lines), _how_paid(guide))
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
    return _section("pay", Says((intro,)), *sections, _how_paid(guide))


def _how_paid(guide: Guide) -> Section | None:
    return _section("how_paid", _points(guide.life(("income",), "life", lead=False)))


def _mode(guide: Guide) -> Section | None:
    found = work_mode(guide.identity, guide.catalog)
    shapes = [s for s in found.statements if s.kind == "shape"]
    lines = [guide.said(s) for s in found.statements if s.kind != "shape"]
    return _section(
        "mode",
        Says((Line(phrase("mode.intro")),)),
        _points(lines),
        _folded("shapes", [guide.said(s) for s in shapes]),
    )


def _people(guide: Guide) -> Section | None:
    found = suggest((guide.role.family,), guide.country, guide.catalog)
    if not found:
        return None
    lines = tuple(suggested(guide.telling, each) for each in found)
    return _section("people", Says((Line(phrase("people.intro")),)), Points(lines))


def _path(guide: Guide) -> Section | None:
    """Roles that build on this one, roles that are most like it, and how people move on."""
    next_ones = onward(guide.identity, guide.catalog)
    near = covered_by(guide.identity, guide.catalog)
    like = [
        i for i in sorted(near, key=lambda i: -near[i]) if i not in (guide.identity, *next_ones)
    ]
    judged = guide.teller.notes.of([OUR_JUDGEMENT])
    rows = [
        _linked(phrase(f"guide.{key}"), guide.telling.links("roles", ids), judged)
        for key, ids in (("onward", next_ones), ("kindred", like[:MOST_KINDRED]))
        if ids
    ]
    moves = guide.life(("progression",), "life", lead=False)
    return _section("path", Facts(tuple(rows)), _points(moves))


def _questions(guide: Guide) -> Section | None:
    held = guide.catalog.questions
    ids = [i for i, question in held.items() if guide.identity in question.roles]
    lines = [answer(i, guide.teller) for i in ids]
    more = _folded("more_questions", lines[OPEN_QUESTIONS:])
    return _section("questions", _points(lines[:OPEN_QUESTIONS]), more)


def _traps(guide: Guide) -> Section | None:
    """The traps of the role, then those of its family; then, folded, those of everybody."""
    traps = guide.catalog.traps.values()
    own = [trap for trap in traps if guide.identity in trap.roles]
    of_family = [t for t in traps if guide.role.family in t.families and t not in own]
    of_all = [trap for trap in traps if not trap.roles and not trap.families]
    first = [*own, *of_family]
    return _section(
        "traps",
        _points(_trap(trap, guide) for trap in first[:OPEN_TRAPS]),
        _folded("more_traps", [_trap(trap, guide) for trap in first[OPEN_TRAPS:]]),
        _folded("traps_of_all", [_trap(trap, guide) for trap in of_all]),
    )


def _trap(trap: Trap, guide: Guide) -> Line:
    spot = phrase("guide.how_to_spot_it", what=trap.how_to_spot_it)
    told = f"{spot} {phrase('guide.what_to_do', what=trap.what_to_do)}"
    return guide.teller.prose(told, cited(trap), lead=trap.what)


def _myths(guide: Guide) -> Section | None:
    held = guide.catalog.myths
    lines = (_myth(myth, guide) for myth in held.values() if guide.identity in myth.roles)
    return _section("myths", _points(lines))


def _myth(myth: Myth, guide: Guide) -> Line:
    claim = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return guide.teller.prose(f"{myth.what_sources_say} {myth.advice}", cited(myth), lead=claim)


def _next(guide: Guide) -> Section | None:
    trial = try_it(guide.identity, guide.catalog)
    if trial is None:
        return None
    return _section("next", _says(guide.said(trial, tone="strong")), kind="step")
