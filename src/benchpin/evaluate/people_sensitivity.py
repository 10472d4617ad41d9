"""How far does the agreement with labeled people hang on our own numbers, and on each rule?

The years and months of the ladders and the thresholds of entry, signs and terms are our judgement.
Here they are halved and doubled, and each part of the model is left out in turn. Every change is
made in the data: the engine reads a changed catalog, or a profile without its terms.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from itertools import groupby
from typing import Any

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.people import AS_OF, LabeledPerson, agreement_scores, read_people
from benchpin.evaluate.scored_profile import score_profile
from benchpin.facts import Fact, Role
from benchpin.facts.ladder import Ladder, PriorRole
from benchpin.guidance import Guidance, advise
from benchpin.match import Match, RoleEntry
from benchpin.profile import Profile
from benchpin.reference import Reference

DRAWS = 16
"""Draws of rank intervals, which no score here reads."""
FACTORS: Mapping[str, float] = {"halved": 0.5, "doubled": 2.0}
THRESHOLDS = ("entry", "signs", "terms")
"""The tables of `weights.toml` whose numbers are changed one at a time."""
UNCHANGED = "the model as it is"
GROUPS_MOVED = "roles in another group"
FIRST_THREE_MOVED = "people with another first three"


@dataclass(frozen=True, slots=True)
class ModelVariant:
    """A changed model: the catalog that the engine reads, and what is done to a profile first.

    With `by_id` the roles of a group stand in the order of their ids, not of their scores.
    """

    name: str
    catalog: Catalog
    change: Callable[[Profile], Profile] = lambda profile: profile
    by_id: bool = False


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """How each role is entered by a person, the order of the roles, and the guidance."""

    entries: Mapping[str, RoleEntry]
    order: tuple[int, ...]
    guidance: Guidance

    @property
    def first_three(self) -> tuple[str, ...]:
        """The first three roles; none where too little is known to rank."""
        matches = self.guidance.matches if self.guidance.enough else ()
        return tuple(match.role for match in matches[:3])


def measure_people_sensitivity(
    folder: Traversable,
    catalog: Catalog,
    reference: Reference,
    names: Sequence[str] | None = None,
) -> Measurement:
    """How agreement with the labels of the people in a folder moves; `names` picks some of them.

    For each changed model: the people and roles that stand otherwise than before, and the figures
    that moved.
    """
    people = [p for p in read_people(folder, catalog) if names is None or p.name in names]
    model = ModelVariant(UNCHANGED, catalog)
    unchanged = [_outcome(model, person.profile, reference) for person in people]
    unchanged_scores = _people_scores(UNCHANGED, people, unchanged)
    values = {score.metric: score.value for score in unchanged_scores}
    scores, without_effect = list(unchanged_scores), []
    for variant in model_variants(catalog):
        outcomes = [
            _outcome(variant, person.profile, reference, before)
            for person, before in zip(people, unchanged, strict=True)
        ]
        moves = _move_scores(variant.name, unchanged, outcomes)
        other_scores = [
            replace(score, aim=None)
            for score in _people_scores(variant.name, people, outcomes)
            if score.value != values.get(score.metric)
        ]
        if other_scores or any(score.value for score in moves):
            scores += [*moves, *other_scores]
        else:
            without_effect.append(variant.name)
    return Measurement(
        name="people-sensitivity",
        title="What labeled people are told hangs on some of our numbers and not on others",
        truth="labels of made-up people, as in `people`",
        unit="people",
        cases=len(people),
        data=tuple(data.name for data in reference.data),
        seed=0,
        scores=tuple(scores),
        notes=(
            f"A figure that is not repeated for a change is that of {UNCHANGED}.",
            f"Without any effect: {'; '.join(without_effect) or 'none'}.",
            "Without signs, what was asked about and a person's own past still come first within "
            "now, and own business still comes last. Without terms, what they say of conditions "
            "is out of the score too.",
        ),
    )


def model_variants(catalog: Catalog) -> Iterator[ModelVariant]:
    """Every changed model: other ladders, other thresholds, and one part left out."""
    for change, factor in FACTORS.items():
        yield ModelVariant(
            f"years and months of all ladders {change}", _with_ladders(catalog, _scaled, factor)
        )
    for table in THRESHOLDS:
        rules = getattr(catalog.weights, table)
        for threshold, value in rules.model_dump().items():
            if isinstance(value, int | float):
                for change, factor in FACTORS.items():
                    bounded = _bounded(type(rules), threshold, value * factor)
                    yield ModelVariant(
                        f"{table}.{threshold} {change}: {bounded:g} for {value:g}",
                        _with_rules(catalog, table, {threshold: bounded}),
                    )
    # Outside what the file allows: a share that everybody meets, and shares that nobody does.
    yield ModelVariant("without signs", _with_rules(catalog, "signs", {"min_skill_share": 0.0}))
    yield ModelVariant(
        "without terms", _with_rules(catalog, "terms", {"under_18": ()}), _without_terms
    )
    yield ModelVariant("without the table of moves", replace(catalog, occupation_moves=()))
    closed = {"min_essential_share": math.inf, "min_core_share": math.inf}
    yield ModelVariant("without the skills door", _with_rules(catalog, "entry", closed))
    yield ModelVariant("without prior roles", _with_ladders(catalog, _without_prior_roles))
    yield ModelVariant("without the score inside a group", catalog, by_id=True)


def _with_rules(catalog: Catalog, table: str, changes: Mapping[str, Any]) -> Catalog:
    """A catalog with other rules in one table of its weights."""
    rules = getattr(catalog.weights, table).model_copy(update=dict(changes))
    return replace(catalog, weights=catalog.weights.model_copy(update={table: rules}))


def _with_ladders(catalog: Catalog, change: Callable[..., Ladder], *arguments: float) -> Catalog:
    """A catalog in which the ladder of every role that has one is changed."""

    def with_ladder(role_id: str, role: Role) -> Role:
        if role.ladder is None:
            return role
        return role.model_copy(update={"ladder": change(role_id, role.ladder, *arguments)})

    return replace(
        catalog, roles={role_id: with_ladder(role_id, r) for role_id, r in catalog.roles.items()}
    )


def _scaled(_: str, ladder: Ladder, factor: float) -> Ladder:
    months = {
        name: _bounded(Ladder, name, getattr(ladder, name) * factor)
        for name in ("training_months_low", "training_months_high")
    }
    builds_on = tuple(
        prior.model_copy(update={"years": _bounded(PriorRole, "years", prior.years * factor)})
        for prior in ladder.builds_on
    )
    return ladder.model_copy(update={**months, "builds_on": builds_on})


def _without_prior_roles(role_id: str, ladder: Ladder) -> Ladder:
    """A ladder that no other role leads to.

    An experienced role needs some way in: years in itself, the fewest that were asked for.
    """
    if ladder.entry != "experienced":
        return ladder.model_copy(update={"builds_on": ()})
    years = min(prior.years for prior in ladder.builds_on)
    return ladder.model_copy(update={"builds_on": (PriorRole(role=role_id, years=years),)})


def _bounded(rules: type[Fact], field: str, value: float) -> float:
    """A value inside the bounds that a field allows, whole where the field is whole."""
    definition = rules.model_fields[field]
    for bound in definition.metadata:
        value = max(value, getattr(bound, "ge", value))
        value = min(value, getattr(bound, "le", value))
    return round(value) if definition.annotation is int else value


def _without_terms(profile: Profile) -> Profile:
    aims = profile.aims.model_copy(update={"not_": (), "horizon_months": None})
    circumstances = profile.circumstances.model_copy(
        update={"work_modes": (), "hours_per_week": None, "limits": {}, "minimum_pay": None}
    )
    return profile.model_copy(update={"aims": aims, "circumstances": circumstances})


def _outcome(
    variant: ModelVariant,
    profile: Profile,
    reference: Reference,
    unchanged: PersonOutcome | None = None,
) -> PersonOutcome:
    """What a model says to a person; the unchanged guidance where entries and order are the same.

    Groups, order and verdicts follow from these alone, and guidance takes far longer to make.
    """
    profile = variant.change(profile)
    scores = score_profile(profile, variant.catalog, reference, AS_OF)
    order = tuple(scores.order.tolist())
    if unchanged and (scores.entries, order) == (unchanged.entries, unchanged.order):
        guidance = unchanged.guidance
    else:
        guidance = advise(profile, variant.catalog, reference, as_of=AS_OF, draws=DRAWS)
    if variant.by_id:
        guidance = _ordered_by_id(guidance, variant.catalog)
    return PersonOutcome(scores.entries, order, guidance)


def _ordered_by_id(answer: Guidance, catalog: Catalog) -> Guidance:
    """The guidance with the roles of each group in the order of their ids."""

    def group(match: Match) -> tuple[str, ...]:
        if match.breaks:
            return ("breaks a term",)
        ladder = catalog.roles[match.role].ladder
        if ladder is not None and ladder.self_employed and not match.signs:
            return ("own business",)
        return (match.strength, match.reach)

    matches = tuple(
        match
        for _, members in groupby(answer.matches, group)
        for match in sorted(members, key=lambda match: match.role)
    )
    return answer.model_copy(update={"matches": matches})


def _people_scores(
    name: str, people: Sequence[LabeledPerson], outcomes: Sequence[PersonOutcome]
) -> list[Score]:
    """The agreement of all people together, under the name of a variant."""
    return [
        replace(score, subject=name)
        for score in agreement_scores(people, [outcome.guidance for outcome in outcomes])
        if score.subject == "guidance"
    ]


def _move_scores(
    name: str, unchanged: Sequence[PersonOutcome], outcomes: Sequence[PersonOutcome]
) -> list[Score]:
    """How many people have other first three roles, and how many roles stand in another group."""
    pairs = list(zip(unchanged, outcomes, strict=True))
    first_moved = [float(before.first_three != after.first_three) for before, after in pairs]
    group_moved = [
        sum(before.entries[role].group != entry.group for role, entry in after.entries.items())
        / len(after.entries)
        for before, after in pairs
    ]
    return [
        mean_score(name, FIRST_THREE_MOVED, first_moved),
        mean_score(name, GROUPS_MOVED, group_moved),
    ]
