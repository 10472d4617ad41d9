"""The situations of a person for which a counselor has something to add.

Read from what the profile says in so many words: fields, dates, and a few plain words of a job
title. They choose advice and nothing else: no order, group, or term follows from them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from benchpin.catalog import Catalog
from benchpin.facts import Situation
from benchpin.match import Candidate, Match
from benchpin.profile import Position
from benchpin.reference import Area

SMALL_BUDGET = 200
FEW_HOURS = 5
SHORT_HORIZON_MONTHS = 6
GAP_MONTHS = 12
TRAINEE_YEARS = 2.0
SENIOR_YEARS = 20.0
SETTLED_YEARS = 5.0
UNUSED_YEARS = 5
MANY_ROLES = 3
_CRAFT_FAMILIES = ("bench", "stones")
"""Families whose occupations hold little but work of the trade."""
_DEGREES = frozenset({"bachelor", "master", "doctorate"})
_FLUENT = frozenset({"C1", "C2", "native"})
_BASIC = frozenset({"A1", "A2", "B1"})
_LOCAL_LANGUAGES = {
    **dict.fromkeys(("US", "GB", "CA", "AU", "IE", "NZ"), "en"),
    **dict.fromkeys(("DE", "AT"), "de"),
    "FR": "fr",
    "IT": "it",
}  # fmt: skip
_TITLE_WORDS: dict[Situation, re.Pattern[str]] = {
    "care": re.compile(r"\b(carer|caregiver|caring for|homemaker|stay.at.home)\b", re.IGNORECASE),
    "family-business": re.compile(r"\bfamily\b.*\b(shop|store|business|workshop)\b", re.IGNORECASE),
    "volunteer-or-hobby": re.compile(r"\b(hobby|hobbyist|volunteer|unpaid)\b", re.IGNORECASE),
    "self-employed": re.compile(r"\b(owner|self.employed|freelancer?)\b", re.IGNORECASE),
}
"""Words of a job title that name a situation."""


def situations(
    candidate: Candidate,
    requested_matches: Sequence[Match],
    first_match: Match | None,
    area: Area | None,
    catalog: Catalog,
    as_of: date,
) -> frozenset[Situation]:
    """The situations that hold for a candidate.

    `requested_matches` are those of the roles asked about, `first_match` is the first of them, else
    the first that is suggested.
    """
    return frozenset(
        (
            *_of_terms(candidate, area),
            *_of_work(candidate, catalog, as_of),
            *_of_study(candidate, catalog, as_of),
            *_of_aims(candidate, requested_matches, first_match, catalog),
        )
    )


def _of_terms(candidate: Candidate, area: Area | None) -> Iterator[Situation]:
    circumstances = candidate.profile.circumstances
    if circumstances.under_18:
        yield "under-18"
    if circumstances.budget is not None and circumstances.budget < SMALL_BUDGET:
        yield "small-budget" if circumstances.budget else "no-budget"
    if circumstances.hours_per_week is not None and circumstances.hours_per_week < FEW_HOURS:
        yield "few-hours"
    modes = set(circumstances.work_modes)
    if modes == {"remote"}:
        yield "remote-only"
    elif modes == {"onsite"}:
        yield "onsite-only"
    elif modes and "onsite" not in modes:
        yield "remote-hybrid"
    if area is not None and area.kind not in ("metro", "state", "nation"):
        yield "rural"
    if (candidate.profile.aims.horizon_months or SHORT_HORIZON_MONTHS) < SHORT_HORIZON_MONTHS:
        yield "horizon-short"
    local_language = _LOCAL_LANGUAGES.get(circumstances.country or "US")
    for spoken in candidate.profile.languages:
        is_local = spoken.language.partition("-")[0].lower() == local_language
        if is_local and spoken.level in _BASIC:
            yield "language-beginner"
        if local_language and not is_local and spoken.level in _FLUENT:
            yield "languages"


def _of_work(candidate: Candidate, catalog: Catalog, as_of: date) -> Iterator[Situation]:
    positions = candidate.profile.experience
    if not positions:
        yield "no-work"
    elif all(_ended_before(position, as_of) for position in positions):
        yield "gap"
    for situation, words in _TITLE_WORDS.items():
        if any(words.search(position.title) for position in positions):
            yield situation
    owned_roles = {
        role
        for role, record in catalog.roles.items()
        if record.ladder is not None and record.ladder.self_employed
    }
    held_roles = {role for former in candidate.formers for role in former.roles}
    if held_roles & owned_roles:
        yield "self-employed"
        if not owned_roles & set(candidate.profile.aims.roles):
            yield "leaves-own-business"
    if any(not former.resolved for former in candidate.formers):
        yield "unclear-title"
    trade_codes = {
        code
        for record in catalog.roles.values()
        if record.occupations.applies != "proxy" and record.family in _CRAFT_FAMILIES
        for code in record.occupations.onet2019
    }
    in_trade = [f for f in candidate.formers if f.roles or not trade_codes.isdisjoint(f.codes)]
    trade_years = sum(former.years for former in in_trade)
    other_years = sum(former.years for former in candidate.formers) - trade_years
    if trade_years >= SENIOR_YEARS:
        yield "senior"
    if not trade_years and other_years >= SENIOR_YEARS:
        yield "career-change"
    is_bench = any(catalog.roles[role].family == "bench" for role in held_roles)
    if is_bench and 0 < trade_years < TRAINEE_YEARS:
        yield "trainee"


def _of_study(candidate: Candidate, catalog: Catalog, as_of: date) -> Iterator[Situation]:
    profile = candidate.profile
    if any(schooling.unfinished for schooling in profile.education):
        yield "studying"
    country = profile.circumstances.country or "US"
    diplomas = candidate.diplomas_by_path.values()
    if any(diploma.country != country for diploma in diplomas):
        yield "foreign-diploma"
    held_roles = {role for former in candidate.formers for role in former.roles}
    general = set(catalog.weights.signs.general_categories)
    has_trade_skill = any(
        not skill.assumed and catalog.skills[name].category not in general
        for name, skill in candidate.skills.items()
    )
    has_paper = bool(candidate.awards or diplomas)
    if has_trade_skill and not has_paper and not held_roles:
        yield "self-taught"
    levels = {profile.circumstances.education, *(s.level for s in profile.education)}
    if levels & _DEGREES and not held_roles and not has_trade_skill:
        yield "degree"
    last_year = max((_last_year(profile.experience[f.index], as_of)
                     for f in candidate.formers if f.roles), default=0)  # fmt: skip
    years = [_award_year(path, candidate) for path in candidate.awards_by_path]
    if any(year and as_of.year - max(year, last_year) >= UNUSED_YEARS for year in years):
        yield "qualified-unused"


def _of_aims(
    candidate: Candidate,
    requested_matches: Sequence[Match],
    first_match: Match | None,
    catalog: Catalog,
) -> Iterator[Situation]:
    roles = candidate.profile.aims.roles
    if not roles:
        yield "undecided"
    if len(roles) > MANY_ROLES:
        yield "asked-many"
    if any(match.reach == "later" for match in requested_matches):
        yield "asked-far"
    ladders = [catalog.roles[role].ladder for role in roles]
    if any(ladder is not None and ladder.self_employed for ladder in ladders):
        yield "wants-own-business"
    considered = [*requested_matches, *([first_match] if first_match else [])]
    if any(gate.status in ("doubt", "broken") for match in considered for gate in match.gates):
        yield "pay-above-entry"
    is_met = any(gate.status == "met" for match in considered for gate in match.gates)
    is_settled_elsewhere = any(
        former.years >= SETTLED_YEARS and not former.roles for former in candidate.formers
    )
    if is_settled_elsewhere and not is_met:
        yield "pay-may-fall"


def _ended_before(position: Position, as_of: date) -> bool:
    """Whether work is known to have ended a year ago or more."""
    if position.ended:
        year, _, month = position.ended.partition("-")
        months = 12 * (as_of.year - int(year)) + as_of.month - int(month[:2] or 12)
        return months >= GAP_MONTHS
    return position.until is not None and position.until < as_of.year - 1


def _last_year(position: Position, as_of: date) -> int:
    """The year in which work ended, this year where nothing says that it did."""
    return int(position.ended[:4]) if position.ended else position.until or as_of.year


def _award_year(path: str, candidate: Candidate) -> int | None:
    """The year in which the schooling or certificate at a path was finished, if it is stated."""
    folder, index, *_ = path.split(".")
    if folder == "certificates":
        return candidate.profile.certificates[int(index)].year
    ended = candidate.profile.education[int(index)].ended
    return int(ended[:4]) if ended else None
