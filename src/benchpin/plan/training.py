"""Training programmes that teach a role's missing skills, with price, duration and status."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    Duration,
    Programme,
    ProgrammePrice,
    SkillNeed,
    Statement,
    Value,
    catalog_value,
    make_statement,
)
from benchpin.facts.base import FrozenModel
from benchpin.profile import Profile

MAX_PROGRAMMES = 3
Nearness = Literal["area", "state"]
"""A programme in the candidate's survey area, or in a state that the area is part of."""
_STATUS_ORDER = {"open": 0, "unverified": 1, "superseded": 2, "closed": 3}


class ProgrammeOption(FrozenModel):
    """A training programme as an option: qualification, provider, price, and whether it is open.

    `near` says that it is given in the candidate's area or state, None where neither is known.
    `total` is the newest dated price of the whole programme, in `currency`, where one is known;
    `within_budget` is None where budget or price is unknown, or their currencies differ.
    """

    programme: str
    label: str
    qualification: str
    provider: str
    status: str
    study_mode: tuple[str, ...]
    near: Nearness | None = None
    total: float | None
    currency: str | None
    year: int | None
    within_budget: bool | None
    added_by: str | None
    url: str | None
    statements: tuple[Statement, ...]


class GapClosure(FrozenModel):
    """A missing skill with the qualifications and programmes that teach it, by id, best first."""

    skill: str
    level: int
    qualifications: tuple[str, ...]
    programmes: tuple[str, ...]


class RolePlan(FrozenModel):
    """The training plan of a role: what closes each gap, and the programmes that it names.

    `uncovered` are the missing skills that no programme on record lists, `at_work` those of them
    that are usually learned at work.
    """

    closes: tuple[GapClosure, ...]
    uncovered: tuple[str, ...]
    at_work: tuple[str, ...] = ()
    options: tuple[ProgrammeOption, ...]


def plan_training(
    role: str,
    lacking_skills: tuple[str, ...],
    profile: Profile,
    catalog: Catalog,
    *,
    awards: AbstractSet[str] = frozenset(),
    nearness: Mapping[str, Nearness] | None = None,
) -> RolePlan:
    """The training plan of a role, the needs with the greatest weight first.

    `lacking_skills` are missing, or below the level required. Programmes are sorted: open before
    unverified, not above the budget, near or online before far (`nearness` by the name of an area),
    for this role, ours before an overlay's, within budget, the nearest, then by id. Programmes that
    run only in another country are left out, those that lead to a qualification that the candidate
    holds (`awards`), or that one of these covers, and those for other roles if they are outside the
    trade or the skill differs by role.
    """
    covered_awards = catalog.qualifications_covered(awards)
    weight = catalog.weights.skills.need
    gaps = sorted(
        (need for need in catalog.roles[role].skills if need.skill in lacking_skills),
        key=lambda need: -weight[need.need],
    )
    closes, uncovered = [], []
    options_by_programme: dict[str, ProgrammeOption] = {}
    for need in gaps:
        options = _options(
            need, role, profile, catalog, options_by_programme, covered_awards, nearness or {}
        )[:MAX_PROGRAMMES]
        if not options:
            uncovered.append(need.skill)
            continue
        closes.append(
            GapClosure(
                skill=need.skill,
                level=need.level,
                qualifications=tuple(dict.fromkeys(o.qualification for o in options)),
                programmes=tuple(o.programme for o in options),
            )
        )
    programme_ids = {programme for closure in closes for programme in closure.programmes}
    return RolePlan(
        closes=tuple(closes),
        uncovered=tuple(uncovered),
        at_work=tuple(
            skill
            for skill in uncovered
            if catalog.skills[skill].category in catalog.weights.training.learned_at_work
        ),
        options=tuple(option for i, option in options_by_programme.items() if i in programme_ids),
    )


def _options(
    need: SkillNeed,
    role: str,
    profile: Profile,
    catalog: Catalog,
    options_by_programme: dict[str, ProgrammeOption],
    awards: AbstractSet[str],
    nearness: Mapping[str, Nearness],
) -> list[ProgrammeOption]:
    """The programmes that teach a skill, best first; `options_by_programme` caches them."""
    ranked_options = []
    category = catalog.skills[need.skill].category
    differs_by_role = category in catalog.weights.training.only_for_role
    for qualification in catalog.qualifications_teaching.get(need.skill, ()):
        award = catalog.qualifications[qualification]
        # A qualification that is no longer awarded closes no gap.
        if award.status in ("closed", "superseded") or qualification in awards:
            continue
        for_role = role in award.roles
        if not for_role and (award.outside_trade or differs_by_role):
            continue
        for programme in catalog.programmes_of.get(qualification, ()):
            record = catalog.programmes[programme]
            if record.status in ("closed", "superseded") or not is_within_reach(record, profile):
                continue
            if programme not in options_by_programme:
                options_by_programme[programme] = programme_option(
                    programme, profile, catalog, nearness
                )
            option = options_by_programme[programme]
            order = (
                _STATUS_ORDER[record.status],
                option.within_budget is False,
                bool(nearness) and option.near is None and not _is_online(record),
                not for_role,
                option.added_by is not None,
                option.within_budget is not True,
                option.near != "area",
                programme,
            )
            ranked_options.append((order, option))
    return [option for _, option in sorted(ranked_options, key=lambda pair: pair[0])]


def is_within_reach(programme: Programme, profile: Profile) -> bool:
    """Whether a programme runs in the profile's country (the United States if none) or online.

    Training at a workplace in another country is out of reach, even if part of it is online.
    """
    if (profile.circumstances.country or "US") in programme.country:
        return True
    return _is_online(programme) and "workplace" not in programme.study_mode


def _is_online(programme: Programme) -> bool:
    """Whether a programme, or a part of it, can be taken from anywhere."""
    return not {"online", "self-study"}.isdisjoint(programme.study_mode)


def programme_option(
    programme: str,
    profile: Profile,
    catalog: Catalog,
    nearness: Mapping[str, Nearness] | None = None,
) -> ProgrammeOption:
    """A programme as an option for a profile, measured against its budget and its place."""
    record = catalog.programmes[programme]
    total = total_price(record)
    circumstances = profile.circumstances
    within_budget = None
    if (
        total is not None
        and circumstances.budget is not None
        and circumstances.currency == total.currency
    ):
        # Of a price range the upper end must be within the budget.
        within_budget = total.amount_high <= circumstances.budget
    return ProgrammeOption(
        programme=programme,
        label=record.label,
        qualification=record.qualification,
        provider=record.provider,
        status=record.status,
        study_mode=record.study_mode,
        near=(nearness or {}).get(record.area or ""),
        total=total.amount_high if total else None,
        currency=total.currency if total else None,
        year=total.year if total else None,
        within_budget=within_budget,
        added_by=catalog.added_by.get(f"programmes/{programme}.toml"),
        url=record.url,
        statements=programme_statements(programme, catalog),
    )


def total_price(programme: Programme) -> ProgrammePrice | None:
    """The newest dated public price of the whole programme; prices of a part never count.

    None where there is none. Of two prices of one year the lower one.
    """
    prices = [
        p
        for p in programme.prices
        if p.covers == "tuition" and p.per == "whole" and p.year is not None
        and p.for_whom == "public"
    ]  # fmt: skip
    return max(prices, key=lambda p: (p.year or 0, -p.amount_high), default=None)


@lru_cache(maxsize=1024)
def programme_statements(programme: str, catalog: Catalog) -> tuple[Statement, ...]:
    """The statements on a programme; cached, since they are the same for every candidate."""
    return tuple(_statements(programme, catalog.programmes[programme], catalog))


def _statements(programme_id: str, record: Programme, catalog: Catalog) -> Iterator[Statement]:
    path = f"programmes/{programme_id}"
    cited = tuple(c.source for c in record.sources)
    page_values: dict[str, Value] = {}
    if record.page_date:
        page_values["page_date"] = catalog_value(
            record.page_date, f"{path}/page_date", "period", cited
        )
    kind = f"programme-{record.status}" + ("-page" if record.page_date else "")
    yield make_statement(kind, page_values, cites=cited)
    dated = [(i, p) for i, p in enumerate(record.prices) if p.year is not None]
    for index, price in dated:
        yield _price(f"{path}/prices.{index}", price)
    # A price without a year is mentioned without its amount.
    if not dated:
        undated = bool(record.prices)
        yield make_statement(
            "programme-price-undated" if undated else "programme-price-unknown",
            cites=tuple(p.source for p in record.prices) if undated else cited,
        )
    yield from _durations(path, record.duration, cited, catalog)
    if record.study_mode:
        modes = catalog_value(record.study_mode, f"{path}/study_mode", sources=cited)
        yield make_statement("programme-study-mode", modes=modes)
    if record.funding:
        values = prose_values("what", record.funding, f"{path}/funding", catalog, cited)
        yield make_statement("programme-funding", values)
    entry_bar = catalog.qualifications[record.qualification].entry_bar
    if entry_bar:
        entry_path = f"qualifications/{record.qualification}/entry_bar"
        values = prose_values("what", entry_bar, entry_path, catalog, cited)
        yield make_statement("programme-entry", values)
    if record.note:
        values = prose_values("what", record.note, f"{path}/note", catalog, cited)
        yield make_statement("programme-note", values)
    if f"{path}.toml" in catalog.added_by:
        adder = catalog_value(catalog.added_by[f"{path}.toml"], f"{path}/added_by", sources=cited)
        yield make_statement("added-by", who=adder)


def _price(path: str, price: ProgrammePrice) -> Statement:
    low, high = _plain(price.amount_low), _plain(price.amount_high)
    unit = price.currency if price.per == "whole" else f"{price.currency}/{price.per}"
    # A part (registration, an exam, materials) is never stated as the price of the programme.
    is_part = price.covers not in ("tuition",)
    is_single = low == high
    cited = (price.source,)
    amount = (
        catalog_value(low, f"{path}.amount_low", unit, cited)
        if is_single
        else catalog_value((low, high), f"{path}.amount_low,amount_high", unit, cited)
    )
    return make_statement(
        "programme-price-part" if is_part else "programme-price",
        amount=amount,
        year=catalog_value(price.year or 0, f"{path}.year", "period", cited),
        covers=catalog_value(price.covers, f"{path}.covers", sources=cited),
        whom=catalog_value(price.for_whom, f"{path}.for_whom", sources=cited),
        tax=catalog_value(price.tax, f"{path}.tax", sources=cited),
    )


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _durations(
    path: str, duration: Duration, cited: tuple[str, ...], catalog: Catalog
) -> Iterator[Statement]:
    for unit in ("weeks", "months", "years", "days"):
        keys = [k for k in (f"{unit}_low", f"{unit}_high") if getattr(duration, k) is not None]
        if keys:
            amounts = {key: _plain(getattr(duration, key)) for key in keys}
            if len(set(amounts.values())) == 1:
                amounts = {keys[0]: amounts[keys[0]]}
            value = tuple(amounts.values()) if len(amounts) > 1 else amounts[keys[0]]
            length = catalog_value(value, f"{path}/duration.{','.join(amounts)}", unit, cited)
            # Without a lower bound the duration is an upper limit.
            kind = "programme-duration" if keys[0].endswith("low") else "programme-duration-up-to"
            yield make_statement(kind, length=length)
    for unit in ("hours", "credits", "semesters"):
        exact_amount: float | None = getattr(duration, unit)
        if exact_amount is not None:
            length = catalog_value(_plain(exact_amount), f"{path}/duration.{unit}", unit, cited)
            yield make_statement("programme-duration", length=length)
    if duration.duration_as_stated:
        stated_path = f"{path}/duration.duration_as_stated"
        values = prose_values("what", duration.duration_as_stated, stated_path, catalog, cited)
        yield make_statement("programme-duration-as-stated", values)


def discontinued_programmes(role: str, country: str, catalog: Catalog) -> tuple[Statement, ...]:
    """Statements on a country's qualifications for a role that are closed or superseded.

    Old guides still list them.
    """
    return tuple(
        make_statement(
            f"qualification-{q.status}",
            qualification=catalog_value(q.label, f"qualifications/{i}/label"),
            cites=[c.source for c in q.sources],
        )
        for i, q in catalog.qualifications.items()
        if role in q.roles and country in q.country and q.status in ("closed", "superseded")
    )
