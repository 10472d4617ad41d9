"""Which programmes teach what a role asks for and somebody lacks, with price, time and standing."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
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
_STANDING = {"open": 0, "unverified": 1, "superseded": 2, "closed": 3}


class ProgrammeOption(FrozenModel):
    """A programme as a card: what it leads to, who teaches it, what it costs, whether it is open.

    `total` is the dated whole-programme price where one is known, in `currency`;
    `within_budget` is None where budget or price is not known, or the currencies differ.
    """

    programme: str
    label: str
    qualification: str
    provider: str
    status: str
    study_mode: tuple[str, ...]
    total: float | None
    currency: str | None
    year: int | None
    within_budget: bool | None
    added_by: str | None
    url: str | None
    statements: tuple[Statement, ...]


class GapClosure(FrozenModel):
    """A skill that is missing, and what teaches it; both are lists of ids, best first."""

    skill: str
    level: int
    qualifications: tuple[str, ...]
    programmes: tuple[str, ...]


class RolePlan(FrozenModel):
    """What closes the gaps of a role: by skill, with the programmes named there as cards."""

    closes: tuple[GapClosure, ...]
    uncovered: tuple[str, ...]
    options: tuple[ProgrammeOption, ...]


def plan_training(
    role: str,
    lacking: tuple[str, ...],
    profile: Profile,
    catalog: Catalog,
    *,
    awards: AbstractSet[str] = frozenset(),
) -> RolePlan:
    """Which programmes close the gaps of a role, the needs that weigh most first.

    `lacking` are the skills missing, held below the level needed, or only assumed. Programmes
    stand in this order: still open before not known to be, not above the budget, for this role,
    our own before added by an overlay, within budget, then by id. Left out are those that run in
    another country alone, and what leads to a qualification that the person holds (`awards`).
    """
    weight = catalog.weights.skills.need
    gaps = sorted(
        (need for need in catalog.roles[role].skills if need.skill in lacking),
        key=lambda need: -weight[need.need],
    )
    closes, uncovered = [], []
    shown: dict[str, ProgrammeOption] = {}
    for need in gaps:
        options = _options(need, role, profile, catalog, shown, awards)[:MAX_PROGRAMMES]
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
    named = {programme for closing in closes for programme in closing.programmes}
    return RolePlan(
        closes=tuple(closes),
        uncovered=tuple(uncovered),
        options=tuple(option for i, option in shown.items() if i in named),
    )


def _options(
    need: SkillNeed,
    role: str,
    profile: Profile,
    catalog: Catalog,
    made: dict[str, ProgrammeOption],
    awards: AbstractSet[str],
) -> list[ProgrammeOption]:
    """The programmes that teach a skill, best first; cards once made are kept in `made`."""
    found = []
    for qualification in catalog.qualifications_teaching.get(need.skill, ()):
        award = catalog.qualifications[qualification]
        if award.status in ("closed", "superseded") or qualification in awards:
            continue
        for programme in catalog.programmes_of.get(qualification, ()):
            record = catalog.programmes[programme]
            if record.status in ("closed", "superseded") or not in_reach(record, profile):
                continue
            if programme not in made:
                made[programme] = option_of(programme, profile, catalog)
            option = made[programme]
            for_role = role in award.roles
            order = (
                _STANDING[record.status],
                option.within_budget is False,
                not for_role,
                option.added_by is not None,
                option.within_budget is not True,
                programme,
            )
            found.append((order, option))
    return [option for _, option in sorted(found, key=lambda pair: pair[0])]


def in_reach(programme: Programme, profile: Profile) -> bool:
    """Whether a programme runs in somebody's country (the United States if none) or at home.

    What is learned at work in another country cannot be done from here, whatever is online.
    """
    if (profile.circumstances.country or "US") in programme.country:
        return True
    modes = set(programme.study_mode)
    return bool({"online", "self-study"} & modes) and "workplace" not in modes


def option_of(programme: str, profile: Profile, catalog: Catalog) -> ProgrammeOption:
    """A programme as a card for somebody with a budget."""
    record = catalog.programmes[programme]
    total = total_price(record)
    terms = profile.circumstances
    within = None
    if total is not None and terms.budget is not None and terms.currency == total.currency:
        within = total.amount_high <= terms.budget
    return ProgrammeOption(
        programme=programme,
        label=record.label,
        qualification=record.qualification,
        provider=record.provider,
        status=record.status,
        study_mode=record.study_mode,
        total=total.amount_high if total else None,
        currency=total.currency if total else None,
        year=total.year if total else None,
        within_budget=within,
        added_by=catalog.added_by.get(f"programmes/{programme}.toml"),
        url=record.url,
        statements=_told(programme, catalog),
    )


def total_price(programme: Programme) -> ProgrammePrice | None:
    """The newest dated price of the whole programme, for anybody; a part never counts."""
    whole = [
        p
        for p in programme.prices
        if p.covers == "tuition" and p.per == "whole" and p.year is not None
        and p.for_whom == "public"
    ]  # fmt: skip
    return max(whole, key=lambda p: (p.year or 0, -p.amount_high), default=None)


@lru_cache(maxsize=1024)
def _told(programme: str, catalog: Catalog) -> tuple[Statement, ...]:
    """What a card says, the same to everybody: most plans weigh most of the programmes."""
    return tuple(_statements(programme, catalog.programmes[programme], catalog))


def _statements(identity: str, record: Programme, catalog: Catalog) -> Iterator[Statement]:
    path = f"programmes/{identity}"
    cited = tuple(c.source for c in record.sources)
    standing: dict[str, Value] = {}
    if record.page_date:
        standing["page_date"] = catalog_value(record.page_date, f"{path}/page_date", "period")
    kind = f"programme-{record.status}" + ("-page" if record.page_date else "")
    yield make_statement(kind, sources=cited, **standing)
    dated = [(i, p) for i, p in enumerate(record.prices) if p.year is not None]
    for index, price in dated:
        yield _price(f"{path}/prices.{index}", price)
    if not dated:
        undated = bool(record.prices)
        yield make_statement(
            "programme-price-undated" if undated else "programme-price-unknown",
            sources=tuple(p.source for p in record.prices) if undated else cited,
        )
    yield from _durations(path, record.duration, cited, catalog)
    if record.study_mode:
        modes = catalog_value(record.study_mode, f"{path}/study_mode")
        yield make_statement("programme-study-mode", modes=modes, sources=cited)
    if record.funding:
        values, sources = prose_values("what", record.funding, f"{path}/funding", catalog)
        yield make_statement("programme-funding", sources=[*cited, *sources], **values)
    entry_bar = catalog.qualifications[record.qualification].entry_bar
    if entry_bar:
        where = f"qualifications/{record.qualification}/entry_bar"
        values, sources = prose_values("what", entry_bar, where, catalog)
        yield make_statement("programme-entry", sources=[*cited, *sources], **values)
    if record.note:
        values, sources = prose_values("what", record.note, f"{path}/note", catalog)
        yield make_statement("programme-note", sources=[*cited, *sources], **values)
    if f"{path}.toml" in catalog.added_by:
        who = catalog_value(catalog.added_by[f"{path}.toml"], f"{path}/added_by")
        yield make_statement("added-by", who=who, sources=cited)


def _price(path: str, price: ProgrammePrice) -> Statement:
    low, high = _plain(price.amount_low), _plain(price.amount_high)
    unit = price.currency if price.per == "whole" else f"{price.currency}/{price.per}"
    part = price.covers not in ("tuition",)
    same = low == high
    amount = (
        catalog_value(low, f"{path}.amount_low", unit)
        if same
        else catalog_value((low, high), f"{path}.amount_low,amount_high", unit)
    )
    return make_statement(
        "programme-price-part" if part else "programme-price",
        amount=amount,
        year=catalog_value(price.year or 0, f"{path}.year", "period"),
        covers=catalog_value(price.covers, f"{path}.covers"),
        whom=catalog_value(price.for_whom, f"{path}.for_whom"),
        tax=catalog_value(price.tax, f"{path}.tax"),
        sources=[price.source],
    )


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _durations(
    path: str, duration: Duration, cited: tuple[str, ...], catalog: Catalog
) -> Iterator[Statement]:
    for unit in ("weeks", "months", "years", "days"):
        keys = [k for k in (f"{unit}_low", f"{unit}_high") if getattr(duration, k) is not None]
        if keys:
            ends = {key: _plain(getattr(duration, key)) for key in keys}
            if len(set(ends.values())) == 1:
                ends = {keys[0]: ends[keys[0]]}
            value = tuple(ends.values()) if len(ends) > 1 else ends[keys[0]]
            length = catalog_value(value, f"{path}/duration.{','.join(ends)}", unit)
            # Only an upper end means "up to".
            kind = "programme-duration" if keys[0].endswith("low") else "programme-duration-up-to"
            yield make_statement(kind, length=length, sources=cited)
    for unit in ("hours", "credits", "semesters"):
        exactly: float | None = getattr(duration, unit)
        if exactly is not None:
            length = catalog_value(_plain(exactly), f"{path}/duration.{unit}", unit)
            yield make_statement("programme-duration", length=length, sources=cited)
    if duration.duration_as_stated:
        where = f"{path}/duration.duration_as_stated"
        values, sources = prose_values("what", duration.duration_as_stated, where, catalog)
        yield make_statement("programme-duration-as-stated", sources=[*cited, *sources], **values)


def discontinued_programmes(role: str, country: str, catalog: Catalog) -> tuple[Statement, ...]:
    """A country's ways into a role that old guides still list but that are closed or superseded."""
    return tuple(
        make_statement(
            f"qualification-{q.status}",
            qualification=catalog_value(q.label, f"qualifications/{i}/label"),
            sources=[c.source for c in q.sources] or [OUR_JUDGEMENT],
        )
        for i, q in catalog.qualifications.items()
        if role in q.roles and country in q.country and q.status in ("closed", "superseded")
    )
