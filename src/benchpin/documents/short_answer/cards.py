"""The card of one role for one person: why it fits, what to keep in mind, pay, what it takes."""

from collections.abc import Iterable

from benchpin.catalog import Catalog
from benchpin.documents.short_answer.model import (
    PayFigures,
    PayScale,
    RoleCard,
)
from benchpin.documents.short_answer.pay import pay_bar
from benchpin.documents.short_answer.qualify import (
    OWN_DOORS,
    Searcher,
    months_text,
    nearest_place,
    nearest_programme,
    qualify_text,
)
from benchpin.documents.short_answer.sureness import fit_sureness, pay_sureness
from benchpin.facts import Statement, holds_in
from benchpin.facts.role import WorkMode
from benchpin.guidance import Guidance
from benchpin.match import Match
from benchpin.profile import Profile
from benchpin.wording.format import computed_amount, format_area, format_value, join_list
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import short_text

TOLD_ELSEWHERE = (
    "skills-missing", "figures-are", "usual-education-reached", "accommodation", "not-reviewed",
    "pay-met", "outlook",
)  # fmt: skip
"""Kinds that a card tells in another place, or that are no reason to go on or to stay away."""
SAY_LITTLE = ("mode-fits", "interests-apart", "skills-kindred")
"""Kinds that are told where nothing else is: the badge says the first, and likes change."""
MAX_WORDS = 24
"""The first sentence of so few words is told; of longer ones the shortest."""


def role_card(
    match: Match,
    *,
    profile: Profile,
    guidance: Guidance,
    searcher: Searcher,
    figures: PayFigures | None,
    scale: PayScale | None,
    minimum: float | None,
    catalog: Catalog,
) -> RoleCard:
    """The card of a role; `minimum` is the least pay, in the currency of the figures, if known."""
    record = catalog.roles[match.role]
    essential = frozenset(need.skill for need in record.skills if need.need == "essential")
    programme = nearest_programme(match.role, searcher, catalog)
    why, mind = why_statement(match), mind_statement(match, profile.circumstances.country or "US")
    bar = pay_bar(figures, scale, minimum) if figures and scale else None
    is_known = bool(figures and figures.amounts)
    mode = widest_mode(record.could_leave_the_workplace.modes)
    return RoleCard(
        match=match,
        mode=mode,
        mode_text=phrase(f"short.card.mode_{mode}"),
        why=short_text(why) if why else "",
        mind=short_text(mind) if mind else "",
        figures=figures,
        bar=bar,
        pay_text=phrase(f"short.card.pay_{figures.kind}", pay=figures.typical) if figures else "",
        no_pay="" if is_known else no_pay_text(figures, profile, catalog),
        ask="" if is_known else ask_text(guidance),
        qualify=qualify_text(match, programme, catalog),
        nearest=nearest_place(match, programme, searcher, catalog),
        fit=fit_sureness(match, guidance, lambda i: catalog.skills[i].label, essential),
        pay_sure=pay_sureness(figures),
        needs=needs_text(match, profile) if match.breaks else "",
        breaks=breaks_text(match) if match.breaks else "",
        stations=_stations(match, catalog),
        is_asked=match.role in profile.aims.roles,
        why_sources=why.sources if why else (),
        mind_sources=mind.sources if mind else (),
        sources=_sources((why, mind), figures),
    )


def _sources(statements: Iterable[Statement | None], figures: PayFigures | None) -> tuple[str, ...]:
    cited = [source for statement in statements if statement for source in statement.sources]
    figure_sources = (*figures.sources, *figures.job_sources) if figures else ()
    return tuple(dict.fromkeys((*figure_sources, *cited)))


def widest_mode(modes: tuple[WorkMode, ...]) -> WorkMode:
    """The work mode farthest from the workplace that the tasks of a role allow."""
    return next(mode for mode in ("remote", "hybrid", "onsite") if mode in modes)


def why_statement(match: Match) -> Statement | None:
    """Why a role fits: the person's own past where that helps them in, else the best reason."""
    is_own = match.reach == "now" and match.door in OWN_DOORS
    if match.entry and (is_own or match.entry[0].kind == "entry-train-from"):
        return match.entry[0]
    reasons = [s for s in match.for_ if not s.kind.startswith(TOLD_ELSEWHERE)]
    return next(iter((*_by_weight(reasons), *match.for_)), None)


def _by_weight(statements: Iterable[Statement]) -> list[Statement]:
    """Statements in their order, those that say little alone last."""
    return sorted(statements, key=lambda statement: statement.kind in SAY_LITTLE)


def mind_statement(match: Match, country: str) -> Statement | None:
    """What to keep in mind: the best reason against that the card does not tell elsewhere.

    A drawback that holds in another country only is left out.
    """
    fitting = [
        statement
        for statement in match.against
        if not statement.kind.startswith(TOLD_ELSEWHERE) and not _is_abroad(statement, country)
    ]
    ordered = _by_weight(fitting)
    brief = [statement for statement in ordered if len(short_text(statement).split()) <= MAX_WORDS]
    return next(iter((*brief, *ordered)), None)


def _is_abroad(statement: Statement, country: str) -> bool:
    area = statement.values.get("area")
    return area is not None and not holds_in(str(area.value), country)


def breaks_text(match: Match) -> str:
    """Which of the person's terms a role breaks, in one sentence."""
    return short_text(match.entry[0]) if match.entry else ""


def needs_text(match: Match, profile: Profile) -> str:
    """What would have to change for a role to meet the person's terms."""
    needs = []
    for term in match.breaks:
        name = term.rpartition(".")[2]
        minimum = profile.circumstances.minimum_pay or 0
        unit = f"{profile.circumstances.currency or 'USD'}/year"
        needs.append(
            phrase(
                f"short.needs.{name}",
                months=months_text(match.months),
                minimum=format_value(computed_amount(minimum, unit)),
            )
        )
    return join_list(needs)


def no_pay_text(figures: PayFigures | None, profile: Profile, catalog: Catalog) -> str:
    """Why no pay is shown: not published here, or no figures for the country at all."""
    if figures is not None:
        return figures.typical
    country = profile.circumstances.country or "US"
    name = catalog.places.get(country, country)
    return phrase("short.pay.none", country=format_area(name))


def ask_text(guidance: Guidance) -> str:
    """Whom to ask about pay, where none is published."""
    contact = next((p.label for p in guidance.people if p.organisation and p.label), "")
    if not contact:
        return phrase("short.pay.ask_employer")
    return phrase("short.pay.ask", who=contact)


def _stations(match: Match, catalog: Catalog) -> tuple[str, ...]:
    """The stations of a role that comes by way of another one."""
    if not match.by_way_of:
        return ()
    return (phrase("short.way_you"), catalog.roles[match.by_way_of].label, match.label)
