"""Which roles suit somebody, best first, with the parts of each score."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchpin.catalog import Catalog
from benchpin.facts import PARTS, PartName, Role
from benchpin.market import Outlook, outlook
from benchpin.reference import Area, Reference

from . import parts
from .caveats import reasons_against
from .change import Search
from .draws import Drawn, draw
from .gate import pay_gate
from .model import Band, Gate, Match, Part
from .person import Former, Person
from .reasons import reasons_for
from .said import essential_missing, sharing_codes
from .show import stand_out


@dataclass(frozen=True, slots=True)
class Scored:
    """A role with what its score is made of, before it is ranked."""

    role_id: str
    role: Role
    outlook: Outlook | None
    parts: Mapping[PartName, Part]
    conditions: Mapping[str, float]
    from_former: Former | None
    essential: float
    score: float
    gate: Gate | None

    @property
    def closed(self) -> bool:
        """Whether a gate is closed."""
        return self.gate is not None and not self.gate.open


def rank(
    person: Person,
    catalog: Catalog,
    reference: Reference,
    *,
    area: Area | None,
    draws: int = 4096,
) -> tuple[Match, ...]:
    """Every role that was not put aside, as a match, best first.

    `area` is None outside the United States, where pay and opportunity are absent for all.
    """
    scored = score_all(person, catalog, reference, area=area)
    drawn = draw(scored, person, catalog, draws)
    search = Search(scored, person, catalog)
    ordered = sorted(
        range(len(scored)), key=lambda i: (scored[i].closed, -scored[i].score, scored[i].role_id)
    )
    place = {index: rank for rank, index in enumerate(ordered, start=1)}
    matches = []
    for index in ordered:
        matches.append(_match(scored[index], place[index], index, drawn, search))
    return _with_ties(tuple(matches), catalog.weights.draws.overlap_share)


def score_all(
    person: Person, catalog: Catalog, reference: Reference, *, area: Area | None
) -> tuple[Scored, ...]:
    """Every role that was not put aside with its parts and score, in the order of role ids."""
    put_aside = set(person.profile.aims.not_)
    roles = {i: r for i, r in catalog.roles.items() if i not in put_aside}
    seen = {i: outlook(i, area, catalog, reference) if area is not None else None for i in roles}
    raw: dict[PartName, dict[str, float | None]] = {name: {} for name in PARTS}
    fits: dict[str, dict[str, float]] = {}
    formers: dict[str, Former | None] = {}
    for i, role in roles.items():
        raw["skills"][i] = parts.skills(role, person.skills, catalog)
        theirs = parts.interest_profile(role, catalog) if person.interests else None
        raw["interests"][i] = parts.congruence(person.interests, theirs) if theirs else None
        raw["experience"][i], formers[i] = parts.experience(i, person.formers, catalog, reference)
        fits[i] = parts.conditions(role, person, seen[i], catalog)
        raw["conditions"][i] = sum(fits[i].values()) / len(fits[i]) if fits[i] else None
        there = seen[i]
        raw["opportunity"][i] = there.score if there else None
    said: dict[PartName, bool] = {
        "skills": bool(person.skills),
        "interests": bool(person.interests),
        "experience": any(former.resolved for former in person.formers),
        "conditions": any(fits.values()),
        "opportunity": _place_is_said(person) and area is not None,
    }
    weights = _weights(person, catalog, raw, said)
    filled = {name: parts.imputed(raw[name], roles) for name in PARTS}
    found = []
    for i, role in roles.items():
        made: dict[PartName, Part] = {}
        for name in PARTS:
            value, lent = filled[name][i] if weights[name] or said[name] else (None, False)
            made[name] = Part(
                score=value,
                weight=weights[name],
                known=said[name] and value is not None,
                imputed=lent,
            )
        found.append(
            Scored(
                role_id=i,
                role=role,
                outlook=seen[i],
                parts=made,
                conditions=fits[i],
                from_former=formers[i],
                essential=parts.essential_share(role, person.skills),
                score=weighted_mean(made),
                gate=pay_gate(person, seen[i]),
            )
        )
    return tuple(found)


def weighted_mean(made: Mapping[PartName, Part]) -> float:
    """The score: the mean of the rounded parts by their weights, rounded to 6 decimals."""
    total = sum(part.weight for part in made.values())
    if not total:
        return 0.0
    return round(sum(p.weight * p.score for p in made.values() if p.score is not None) / total, 6)


def _place_is_said(person: Person) -> bool:
    terms = person.profile.circumstances
    return terms.country is not None or terms.area is not None


def _weights(
    person: Person,
    catalog: Catalog,
    raw: Mapping[PartName, Mapping[str, float | None]],
    said: Mapping[PartName, bool],
) -> dict[PartName, float]:
    """The weight of each part, adding up to 1: 0 where nothing was said or no role has data."""
    emphasis = person.profile.emphasis
    plain: dict[PartName, float] = {
        name: catalog.weights.parts[name] * emphasis.get(name, 1.0)
        if said[name] and any(value is not None for value in raw[name].values())
        else 0.0
        for name in PARTS
    }
    total = sum(plain.values())
    return {name: round(weight / total, 6) if total else 0.0 for name, weight in plain.items()}


def band(scored: Scored, catalog: Catalog) -> Band:
    """Near (most needs held), train (interests and conditions fit, skills to learn), or far."""
    rules = catalog.weights.bands
    if scored.essential >= rules.near_essential:
        return "near"

    def fits(name: PartName, least: float) -> bool:
        part = scored.parts[name]
        fit = part.score if part.known and part.score is not None else rules.train_fit_where_unknown
        return fit >= least

    if (
        not scored.closed
        and fits("interests", rules.train_interests)
        and fits("conditions", rules.train_conditions)
    ):
        return "train"
    return "far"


def _match(scored: Scored, place: int, index: int, drawn: Drawn, search: Search) -> Match:
    person, catalog = search.person, search.catalog
    held: list[str] = []
    partial: list[str] = []
    missing: list[str] = []
    assumed: list[str] = []
    for need in scored.role.skills:
        have = person.skills.get(need.skill)
        if have is None:
            missing.append(need.skill)
        elif have.assumed:
            assumed.append(need.skill)
        else:
            (held if have.level >= need.level else partial).append(need.skill)
    return Match(
        role=scored.role_id,
        label=scored.role.label,
        rank=place,
        score=scored.score,
        band=band(scored, catalog),
        tied_with=(),
        rank_low=min(place, drawn.low[index]),
        rank_high=max(place, drawn.high[index]),
        top3_share=drawn.top3[index],
        gates=(scored.gate,) if scored.gate else (),
        parts=dict(scored.parts),
        for_=reasons_for(scored, person, catalog),
        against=reasons_against(scored, person, catalog),
        first_if=search.first_if(index),
        stand_out=stand_out(scored, person, catalog),
        held=tuple(held),
        partial=tuple(partial),
        missing=tuple(missing),
        assumed=tuple(assumed),
        essential_missing=essential_missing(scored.role, person),
        shares_codes_with=sharing_codes(scored.role_id, catalog),
    )


def _with_ties(matches: tuple[Match, ...], share: float) -> tuple[Match, ...]:
    """The same matches, each naming those that its drawn ranks cannot tell it apart from."""
    return tuple(
        match.model_copy(
            update={
                "tied_with": tuple(
                    other.role
                    for other in matches
                    if other is not match and _shared(match, other) >= share
                )
            }
        )
        for match in matches
    )


def _shared(a: Match, b: Match) -> float:
    """What two rank intervals share, as a part of what they cover together."""
    both = min(a.rank_high, b.rank_high) - max(a.rank_low, b.rank_low) + 1
    together = max(a.rank_high, b.rank_high) - min(a.rank_low, b.rank_low) + 1
    return max(0, both) / together
