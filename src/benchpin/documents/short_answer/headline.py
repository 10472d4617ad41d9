"""The person in one line, the headline, two sentences, and the terms that were set.

A headline names a role only where somebody could start in it now and the question that decides it
is answered: their own past opens it, its pay is not in doubt and no essential skill of it is only
assumed.
"""

from collections.abc import Callable, Iterable, Sequence

from benchpin.catalog import Catalog
from benchpin.documents.short_answer.model import PayFigures
from benchpin.documents.short_answer.qualify import OWN_DOORS, months_text
from benchpin.guidance import Guidance, RoleVerdict
from benchpin.match import Match
from benchpin.profile import Profile
from benchpin.wording.format import (
    capitalize_first,
    computed_amount,
    format_area,
    format_number,
    format_value,
    join_list,
    lower_first,
    words,
)
from benchpin.wording.phrases import phrase

MAX_TITLE = 40
"""Characters of a job title or certificate in the line about the person."""
MAX_CERTIFICATES = 2
MAX_NAMED = 2
"""How many roles that were asked about the first sentence answers."""
LIKED_FROM = 0.5
"""The interest score, 0 to 1, from which somebody is said to like a kind of work."""


def about_line(profile: Profile, guidance: Guidance) -> str:
    """The person in one line: work, certificates, place, terms. No limit is in it."""
    terms = dict(term_rows(profile, guidance))
    parts = [*_past(profile), *(terms[key] for key in ("place", "modes", "pay") if key in terms)]
    return " ".join(f"{capitalize_first(part)}." for part in parts if part)


def _past(profile: Profile) -> Iterable[str]:
    if profile.experience:
        longest = max(profile.experience, key=lambda position: position.years or 0)
        title = _cut(longest.title)
        if longest.years:
            years = format_value(computed_amount(longest.years, "years"))
            yield phrase("short.about.work", title=title, years=years)
        else:
            yield title
    yield from (_cut(certificate.what) for certificate in profile.certificates[:MAX_CERTIFICATES])
    if not profile.experience and (likes := liked_work(profile)):
        yield phrase("short.about.likes", likes=likes)


def liked_work(profile: Profile) -> str:
    """The kinds of work that somebody likes, the strongest first, at most two."""
    scores = profile.interests.scores()
    names = sorted(
        (name for name in scores if scores[name] >= LIKED_FROM), key=lambda n: -scores[n]
    )
    terms = words()["terms"]
    return join_list([str(terms.get(name, name)) for name in names[:2]])


def _cut(text: str) -> str:
    """A person's own words, cut at a word where they are long."""
    plain = " ".join(text.split()).rstrip(".")
    if len(plain) <= MAX_TITLE:
        return plain
    return f"{plain[:MAX_TITLE].rpartition(' ')[0] or plain[:MAX_TITLE]}\u2026"


def term_rows(profile: Profile, guidance: Guidance) -> tuple[tuple[str, str], ...]:
    """The terms that somebody set, by key, in words; what they did not set is left out."""
    circumstances = profile.circumstances
    area = guidance.market.area
    place = circumstances.area or (format_area(circumstances.country or "") or "")
    rows = [("place", format_area(place))]
    if circumstances.area and area and area.kind == "state":
        rows = [("place", format_area(area.name))]
    if circumstances.work_modes:
        modes = [phrase(f"short.mode_words.{mode}") for mode in circumstances.work_modes]
        rows.append(("modes", phrase("short.about.modes", modes=" / ".join(modes))))
    if circumstances.minimum_pay is not None:
        unit = f"{circumstances.currency or 'USD'}/year"
        amount = format_value(computed_amount(circumstances.minimum_pay, unit))
        rows.append(("pay", phrase("short.about.pay", amount=amount)))
    if circumstances.budget is not None:
        amount = format_value(
            computed_amount(circumstances.budget, circumstances.currency or "USD")
        )
        rows.append(("budget", phrase("short.about.budget", amount=amount)))
    if circumstances.hours_per_week is not None:
        hours = format_number(circumstances.hours_per_week)
        rows.append(("hours", phrase("short.about.hours", hours=hours)))
    return tuple((key, text) for key, text in rows if text)


def limits_text(profile: Profile) -> str:
    """What the person ruled out at work; shown on their own screen alone."""
    terms = words()["terms"]
    return join_list([str(terms.get(name, name)) for name in profile.circumstances.limits])


def is_settled(match: Match, catalog: Catalog) -> bool:
    """Whether somebody could start in a role now and nothing that decides it is open."""
    essential = {n.skill for n in catalog.roles[match.role].skills if n.need == "essential"}
    return (
        match.group == "now"
        and match.door in OWN_DOORS
        and bool(match.signs)
        and all(gate.status in (None, "met") for gate in match.gates)
        and not (set(match.assumed) & essential)
    )


def headline(
    profile: Profile,
    guidance: Guidance,
    ordered: Sequence[Match],
    catalog: Catalog,
) -> str:
    """The headline: at most seven words. `ordered` are the roles with a card, in their order."""
    if not guidance.enough:
        has_terms = bool(guidance.matches)
        return phrase("short.headline.no_role" if has_terms else "short.headline.tell_more")
    best_verdict = _best_verdict(profile, guidance)
    if best_verdict is not None:
        return _headline_on(best_verdict, guidance, catalog)
    if not ordered:
        return phrase("short.headline.no_role")
    return _headline_of(ordered[0], catalog)


def _best_verdict(profile: Profile, guidance: Guidance) -> RoleVerdict | None:
    """The most hopeful verdict on a role that was asked about."""
    requested = [v for v in guidance.role_verdicts if v.role in profile.aims.roles]
    order = ("yes now", "not yet", "probably not")
    verdicts = [verdict for verdict in requested if verdict.verdict]
    return min(verdicts, key=lambda verdict: order.index(verdict.verdict or ""), default=None)


def _headline_on(verdict: RoleVerdict, guidance: Guidance, catalog: Catalog) -> str:
    match = next(match for match in guidance.matches if match.role == verdict.role)
    if verdict.verdict == "probably not":
        return phrase("short.headline.asked_no")
    if verdict.reach == "now":
        if is_settled(match, catalog):
            return phrase("short.headline.asked_now", role=lower_first(match.label))
        if match.door in OWN_DOORS:
            return phrase(f"short.headline.asked_{_open_point(match)}")
        return phrase("short.headline.asked_employer")
    return phrase(f"short.headline.asked_{verdict.reach}")


def _open_point(match: Match) -> str:
    """What is still open of a role that somebody's own past opens: its pay, or their skills."""
    is_in_doubt = any(gate.status not in (None, "met") for gate in match.gates)
    return "now_pay" if is_in_doubt else "now_skills"


def _headline_of(match: Match, catalog: Catalog) -> str:
    if match.breaks:
        return phrase("short.headline.no_role")
    if match.reach != "now":
        months = months_text(match.months)
        has_months = any(match.months) and match.reach == "train"
        key = f"{match.reach}_months" if has_months else match.reach
        return phrase(f"short.headline.{key}", months=months)
    if is_settled(match, catalog):
        return phrase("short.headline.now", role=lower_first(match.label))
    if match.door == "apprenticeship":
        return phrase("short.headline.apprentice")
    if match.door not in OWN_DOORS:
        return phrase("short.headline.beginner")
    return phrase(f"short.headline.{_open_point(match)}")


def lede(
    profile: Profile,
    guidance: Guidance,
    ordered: Sequence[Match],
    catalog: Catalog,
    figures: Callable[[str], PayFigures | None],
) -> tuple[str, str]:
    """Two sentences: on the roles that were asked about or the nearest one, and on its pay."""
    if not guidance.enough:
        key = "no_role" if guidance.matches else "tell_more"
        return phrase(f"short.lede.{key}"), ""
    if not ordered:
        return phrase("short.lede.no_role"), ""
    requested = [v for v in guidance.role_verdicts if v.role in profile.aims.roles]
    by_role = {match.role: match for match in guidance.matches}
    if requested:
        matches = [by_role[verdict.role] for verdict in requested[:MAX_NAMED]]
        first = " ".join(_sentence_on(match, catalog) for match in matches)
        subject = next((match for match in matches if not match.breaks), ordered[0])
        if subject not in matches:
            first = f"{first} {_sentence_on(subject, catalog, nearest=True)}"
    else:
        subject = ordered[0]
        first = _sentence_on(subject, catalog, nearest=True)
    return first, _pay_sentence(subject, guidance, figures(subject.role))


def _sentence_on(match: Match, catalog: Catalog, *, nearest: bool = False) -> str:
    """How a role is entered, or which term it breaks, in one sentence that begins with it."""
    role = match.label
    if match.breaks:
        return phrase(f"short.lede.breaks_{match.breaks[0].rpartition('.')[2]}", role=role)
    prior = lower_first(catalog.roles[match.by_way_of].label) if match.by_way_of else ""
    text = phrase(
        f"short.lede.{_entry_key(match)}",
        role=role,
        months=months_text(match.months),
        prior=prior,
    )
    return phrase("short.lede.nearest", text=lower_first(text)) if nearest else text


def _entry_key(match: Match) -> str:
    """Which words say how a role is entered."""
    if match.reach == "later" and not match.by_way_of:
        return "later_schooling"
    if match.reach != "now":
        return match.reach
    if match.door in OWN_DOORS:
        return "now_own"
    return "now_apprentice" if match.door == "apprenticeship" else "now_open"


def _pay_sentence(match: Match, guidance: Guidance, figures: PayFigures | None) -> str:
    """The pay of a role against the person's minimum, in one sentence."""
    gate = match.gates[0] if match.gates else None
    minimum = gate.statement.values.get("minimum") if gate else None
    if gate is not None and gate.status is not None and minimum is not None:
        is_experienced = "-experienced" in gate.statement.kind
        key = f"pay_{gate.status}" + ("_experienced" if is_experienced else "")
        return phrase(f"short.lede.{key}", minimum=format_value(minimum))
    if figures is None:
        return phrase("short.lede.pay_none") if guidance.market.area is None else ""
    if figures.kind == "stand-in" or figures.median is None:
        return phrase("short.lede.pay_standin")
    amount = format_value(computed_amount(figures.median, "USD/year"))
    return phrase(f"short.lede.pay_plain_{figures.kind}", amount=amount)
