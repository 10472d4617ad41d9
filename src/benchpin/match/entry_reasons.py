"""Statements on how a role is entered: what lets somebody in, what comes first, and what breaks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    Value,
    catalog_value,
    computed_value,
    make_statement,
    profile_value,
)
from benchpin.match.candidate import Candidate
from benchpin.match.demands import demand_conflicts
from benchpin.match.reason_parts import role_label
from benchpin.match.terms import WORK_TERMS, BrokenTerm, Terms

if TYPE_CHECKING:
    from benchpin.match.scoring import RoleScore


_DECIDING_FIRST: tuple[BrokenTerm, ...] = (
    "aims.not", "circumstances.under_18", "circumstances.limits", "circumstances.work_modes",
    "circumstances.minimum_pay", "aims.horizon_months", "circumstances.hours_per_week",
)  # fmt: skip
"""Broken terms as they are told: what somebody ruled out and cannot do before pay and time."""


def entry_statements(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> tuple[Statement, ...]:
    """What a broken term would need, how the role is entered, and what law or custom asks for."""
    entry = scored.entry
    statements = [
        *_broken_term_statements(scored, candidate, catalog),
        _reach_statement(scored, candidate, catalog),
    ]
    if entry.bar is not None:
        ladder = catalog.roles[scored.role_id].ladder
        assert ladder is not None
        path = f"roles/{scored.role_id}/ladder.bars.{ladder.bars.index(entry.bar)}.what"
        cited = entry.bar.sources or (OUR_JUDGEMENT,)
        values = prose_values("what", entry.bar.what, path, catalog, cited)
        statements.append(make_statement("entry-bar", values))
    if not entry.signs:
        statements.append(_no_sign_statement(scored))
    return tuple(statements)


def _no_sign_statement(scored: "RoleScore") -> Statement:
    """Why a role is not suggested: what opens it is no sign where the candidate has moved on."""
    label = role_label(scored)
    if scored.entry.is_own_business:
        return make_statement("no-sign-own-business", role=label)
    if scored.entry.has_own_door:
        return make_statement("no-sign-outgrown", role=label)
    return make_statement("no-sign", role=label)


def _reach_statement(scored: "RoleScore", candidate: Candidate, catalog: Catalog) -> Statement:
    """What lets somebody into a role now, or what has to come first."""
    entry, path = scored.entry, f"roles/{scored.role_id}/ladder"
    ladder = catalog.roles[scored.role_id].ladder
    is_own_past = entry.door in ("same-role", "qualification", "skills")
    sources = ladder.sources if ladder is not None and not is_own_past else ()
    # What the ladder says rests on its sources; how far it holds for the candidate is judged.
    label = catalog_value(scored.role.label, f"roles/{scored.role_id}/label", sources=sources)
    values: dict[str, Value] = {"role": label}
    if entry.former is not None:
        former = candidate.formers[entry.former]
        values["title"] = profile_value(former.title, f"experience.{former.index}.title")
    if entry.apprenticeship is not None and ladder is not None:
        door_path = f"{path}.doors.{ladder.doors.index(entry.apprenticeship)}.what"
        cited = entry.apprenticeship.sources or (OUR_JUDGEMENT,)
        values |= prose_values("what", entry.apprenticeship.what, door_path, catalog, cited)
    if entry.door == "skills" and not _holds_most_essential(scored, candidate):
        return make_statement("entry-skills-core", values, judged=True)
    if entry.reach == "now":
        listing = (
            _listing_values(scored, candidate, catalog) if entry.door == "apprenticeship" else {}
        )
        kind = f"entry-{entry.door}{'-listed' if listing else ''}"
        return make_statement(kind, values | listing, judged=True)
    if entry.reach == "later" and entry.by_way_of is None:
        return make_statement("entry-later-schooling", values, judged=True)
    if entry.by_way_of is not None:
        prior_label = catalog.roles[entry.by_way_of].label
        values["prior"] = catalog_value(prior_label, f"roles/{entry.by_way_of}/label")
        values["months"] = _months_value(scored)
        return make_statement("entry-later", values, judged=True)
    if not entry.months[1]:
        return make_statement("entry-unknown", values, judged=True)
    values["months"] = _months_value(scored)
    kind = "entry-train"
    if entry.former is not None:
        kind = "entry-train-from"
    elif entry.apprenticeship is not None:
        kind = "entry-train-paid"
    return make_statement(kind, values, judged=True)


def _listing_values(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> dict[str, Value]:
    """Where apprenticeships for a role are listed in the candidate's country, and its page."""
    door, ladder = scored.entry.apprenticeship, catalog.roles[scored.role_id].ladder
    country = candidate.profile.circumstances.country or "US"
    listing = door.listing_in(country) if door is not None else None
    if door is None or ladder is None or listing is None:
        return {}
    door_path = f"roles/{scored.role_id}/ladder.doors.{ladder.doors.index(door)}"
    path = f"{door_path}.where.{door.where.index(listing)}."
    label, page = listing.label, listing.url
    if listing.organisation is not None:
        organisation = catalog.organisations[listing.organisation]
        path = f"organisations/{listing.organisation}/"
        label, page = organisation.label, organisation.url
    if label is None or page is None:
        return {}
    return {
        "where": catalog_value(label, f"{path}label", sources=(listing.source,)),
        "page": catalog_value(page, f"{path}url", sources=(listing.source,)),
    }


def _holds_most_essential(scored: "RoleScore", candidate: Candidate) -> bool:
    """Whether most of the essential skills are confirmed, at any level.

    The few skills that tell a role apart open it too (`entry.min_core_share`).
    """
    essential = [need.skill for need in scored.role.skills if need.need == "essential"]
    confirmed = [s for s in essential if s in candidate.skills and not candidate.skills[s].assumed]
    return 2 * len(confirmed) > len(essential)


def _months_value(scored: "RoleScore") -> Value:
    """The months until hired: a range."""
    return computed_value(scored.entry.months, f"matches/{scored.role_id}/months", "months")


def _broken_term_statements(
    scored: "RoleScore", candidate: Candidate, catalog: Catalog
) -> Iterator[Statement]:
    """What would have to change for each term that the role, or the one before it, breaks."""
    if not scored.entry.breaks:
        return
    circumstances = candidate.profile.circumstances
    own_terms = Terms(candidate, catalog, frozenset()).of_work(scored.role_id)
    for term in sorted(scored.entry.breaks, key=_DECIDING_FIRST.index):
        is_before = term in WORK_TERMS and term not in own_terms
        role_id = (is_before and scored.entry.by_way_of) or scored.role_id
        role, before = catalog.roles[role_id], "-before" if is_before else ""
        label = catalog_value(role.label, f"roles/{role_id}/label")
        if term == "aims.not":
            yield make_statement(f"breaks-put-aside{before}", role=label)
        elif term == "aims.horizon_months":
            horizon = candidate.profile.aims.horizon_months or 0
            yield make_statement(
                "breaks-horizon", horizon=profile_value(horizon, term, "months"), role=label
            )
        elif term == "circumstances.hours_per_week":
            hours = circumstances.hours_per_week or 0.0
            yield make_statement("breaks-hours", hours=profile_value(hours, term, "hours/week"))
        elif term == "circumstances.limits":
            conflicts = demand_conflicts(role, circumstances.limits)
            demands = tuple(conflict.demand for conflict in conflicts if conflict.binds)
            path = f"roles/{role_id}/demands.*.demand"
            yield make_statement(
                f"breaks-limits{before}",
                role=label,
                demands=catalog_value(demands, path),
                judged=True,
            )
        elif term == "circumstances.minimum_pay":
            if scored.gate is not None:
                yield scored.gate.statement
        elif term == "circumstances.under_18":
            yield make_statement(f"breaks-under-18{before}", role=label, judged=True)
        elif term == "circumstances.work_modes":
            telework = role.could_leave_the_workplace
            path = f"roles/{role_id}/could_leave_the_workplace.modes"
            yield make_statement(
                f"breaks-work-mode{before}",
                role=label,
                wanted=profile_value(circumstances.work_modes, term),
                modes=catalog_value(telework.modes, path, sources=telework.cited_sources),
            )
