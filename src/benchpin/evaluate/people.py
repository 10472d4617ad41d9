"""Does guidance say what a counselor would say, on made-up people with labels?

People and labels were made by hands that saw the roles and the task, neither code nor answers, in
two separate passes: agreement with labels, not with counselors. A third of the people lies in
`people-sealed.zip` and was not opened before the rules were done. Baselines: the order by score
alone, the same without the roles for which experience is asked, and the fixed list of three roles
that fits these very people best, whatever they bring.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from itertools import combinations
from types import MappingProxyType

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.guidance import Guidance, advise, title_reader
from benchpin.inputs.errors import BadInput
from benchpin.match import resolve_candidate, role_ranking
from benchpin.profile import Profile, parse
from benchpin.reference import Reference

AS_OF = date(2026, 11, 30)
"""The day for which the people were described."""
DRAWS = 512
"""Draws of rank intervals, which no score here reads: fewer are faster."""
MAX_CANDIDATE_ROLES = 14
"""The fixed list is searched among the roles most often labeled as a start."""
AIMS = {
    "first": 0.90,
    "fitting": 0.75,
    "absurd": 0.08,
    "verdicts": 0.85,
    "wrong-mode": 0.05,
    "held-back": 0.10,
}


_NOBODY: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PersonLabels:
    """What a counselor would say to a person.

    `is_ranked` is false where any answer would be a guess. `start_now` and `grow_into` are roles to
    start in now and after training, `absurd` those that must not be among the first five,
    `verdicts` the right answer on each role asked about.
    """

    is_ranked: bool
    start_now: frozenset[str]
    grow_into: frozenset[str]
    absurd: frozenset[str]
    verdicts: Mapping[str, str]

    @property
    def fitting(self) -> frozenset[str]:
        """The roles that suit the person now or after training."""
        return (self.start_now | self.grow_into) - self.absurd


@dataclass(frozen=True, slots=True)
class LabeledPerson:
    """A made-up person with the labels of both passes; `second` judges how far labels agree.

    `circumstances` are those by which it is measured who is held back: age, training abroad and
    such.
    """

    name: str
    profile: Profile
    labels: PersonLabels
    second: PersonLabels
    circumstances: tuple[str, ...] = ()


def read_people(
    folder: Traversable, catalog: Catalog, circumstances: Mapping[str, Sequence[str]] = _NOBODY
) -> tuple[LabeledPerson, ...]:
    """The people of a folder: NAME.toml each, labels.json and labels-second.json. BadInput.

    `circumstances` names the people of each circumstance.
    """
    first, second = (_read_labels(folder, name) for name in ("labels.json", "labels-second.json"))
    if first.keys() != second.keys():
        raise BadInput("labels.json and labels-second.json label different people; mend one")
    return tuple(
        LabeledPerson(
            name,
            parse(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"), catalog, name=name),
            labels,
            second[name],
            tuple(key for key, names in circumstances.items() if name in names),
        )
        for name, labels in first.items()
    )


def _read_labels(folder: Traversable, name: str) -> dict[str, PersonLabels]:
    table = json.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return {
        person: PersonLabels(
            is_ranked=labels["expect"] == "rank",
            start_now=frozenset(labels["start_now"]),
            grow_into=frozenset(labels["grow_into"]),
            absurd=frozenset(labels["never_top5"]),
            verdicts=labels["asked_verdict"],
        )
        for person, labels in sorted(table.items())
    }


def measure_people(
    folder: Traversable,
    catalog: Catalog,
    reference: Reference,
    circumstances: Mapping[str, Sequence[str]] = _NOBODY,
    *,
    name: str = "people",
    title: str = "What a counselor would say",
    notes: tuple[str, ...] = (),
) -> Measurement:
    """How far guidance agrees with the labels of the people in a folder, with baselines."""
    people = read_people(folder, catalog, circumstances)
    guidance = [
        advise(person.profile, catalog, reference, as_of=AS_OF, draws=DRAWS) for person in people
    ]
    by_score = [
        (person, _order_by_score(person, catalog, reference))
        for person in people
        if person.labels.is_ranked
    ]
    without_experienced = [
        (person, [role for role in order if not _is_experienced(role, catalog)])
        for person, order in by_score
    ]
    fixed = _best_fixed_list([person for person in people if person.labels.is_ranked])
    unconditional = [(person, list(fixed)) for person in people if person.labels.is_ranked]
    scores = [
        *agreement_scores(people, guidance),
        *_order_scores("baseline: order by score alone", by_score, with_aims=False),
        *_order_scores(
            "baseline: by score, without experienced roles", without_experienced, with_aims=False
        ),
        *_order_scores(f"baseline: always {', '.join(fixed)}", unconditional, with_aims=False),
    ]
    return Measurement(
        name=name,
        title=title,
        truth=(
            "labels of made-up people, by hands that saw neither code nor answers; agreement with "
            "labels, not with counselors"
        ),
        unit="people",
        cases=len(people),
        data=tuple(data.name for data in reference.data),
        seed=0,
        scores=tuple(scores),
        notes=(_agreement_note(people), *notes),
    )


def agreement_scores(people: Sequence[LabeledPerson], guidance: Sequence[Guidance]) -> list[Score]:
    """How far the guidance of each person agrees with their labels."""
    ranked = [
        (person, [match.role for match in answer.matches])
        for person, answer in zip(people, guidance, strict=True)
        if person.labels.is_ranked and answer.enough
    ]
    return [
        *_order_scores("guidance", ranked, with_aims=True),
        *_verdict_scores(people, guidance),
        _mode_score(people, guidance),
        *_held_back_scores(people, guidance),
    ]


def _order_by_score(person: LabeledPerson, catalog: Catalog, reference: Reference) -> list[str]:
    """All roles for a person by score alone, whatever lets them in."""
    coder = title_reader(catalog, reference)
    catalog = catalog.in_country(person.profile.circumstances.country)
    candidate = resolve_candidate(person.profile, catalog, reference, coder, AS_OF)
    ranking = role_ranking(candidate, catalog, reference, area=None)
    scores = dict(zip(ranking.roles, ranking.scores, strict=True))
    return sorted(scores, key=lambda role: -scores[role])


def _is_experienced(role: str, catalog: Catalog) -> bool:
    ladder = catalog.roles[role].ladder
    return ladder is not None and ladder.entry == "experienced"


def _held_back_scores(people: Sequence[LabeledPerson], guidance: Sequence[Guidance]) -> list[Score]:
    """The share of roles labeled as a start that stand in another group than now.

    For all people, and for those of each circumstance.
    """
    by_circumstance: dict[str, list[float]] = {"": []}
    for person, answer in zip(people, guidance, strict=True):
        groups = {match.role: match.group for match in answer.matches}
        for role in sorted(person.labels.start_now):
            is_held_back = float(groups.get(role) != "now")
            for key in ("", *person.circumstances):
                by_circumstance.setdefault(key, []).append(is_held_back)
    return [
        mean_score(
            f"guidance, {key}" if key else "guidance",
            "a role to start now in another group",
            held_back,
            aim=AIMS["held-back"],
        )
        for key, held_back in by_circumstance.items()
        if held_back
    ]


def _order_scores(
    subject: str, ranked: Sequence[tuple[LabeledPerson, list[str]]], *, with_aims: bool
) -> list[Score]:
    """How good an order is: a start and fitting roles among three, absurd ones among five."""
    starts, fitting, absurd, first_absurd = [], [], [], []
    for person, order in ranked:
        labels = person.labels
        if labels.start_now:
            starts.append(float(bool(labels.start_now & set(order[:3]))))
            fitting.append(sum(role in labels.fitting for role in order[:3]) / 3)
        absurd.append(float(bool(labels.absurd & set(order[:5]))))
        first_absurd.append(float(order[0] in labels.absurd))

    def score(metric: str, per_case: list[float], aim: str = "") -> Score:
        return mean_score(
            subject,
            metric,
            per_case,
            aim=AIMS.get(aim) if with_aims else None,
            baseline=not with_aims,
        )

    return [
        score("a role to start now among the first three", starts, "first"),
        score("fitting among the first three", fitting, "fitting"),
        score("an absurd role among the first five", absurd, "absurd"),
        score("an absurd role first", first_absurd),
    ]


def _verdict_scores(people: Sequence[LabeledPerson], guidance: Sequence[Guidance]) -> list[Score]:
    """The share of right verdicts on roles that people ask about."""
    right = []
    for person, answer in zip(people, guidance, strict=True):
        verdicts = {verdict.role: verdict.verdict or "" for verdict in answer.role_verdicts}
        for role, label in person.labels.verdicts.items():
            verdict = verdicts.get(role, "")
            right.append(float(verdict == label))
    return [mean_score("guidance", "verdicts right", right, aim=AIMS["verdicts"])] if right else []


def _mode_score(people: Sequence[LabeledPerson], guidance: Sequence[Guidance]) -> Score:
    wrong = [
        float(answer.enough != person.labels.is_ranked)
        for person, answer in zip(people, guidance, strict=True)
    ]
    return mean_score("guidance", "ranked or asked wrongly", wrong, aim=AIMS["wrong-mode"])


def _best_fixed_list(people: Sequence[LabeledPerson]) -> tuple[str, ...]:
    """The three roles that, shown to everybody, hold a start for most people."""
    counts = Counter(role for person in people for role in sorted(person.labels.start_now))
    roles = [role for role, _ in counts.most_common(MAX_CANDIDATE_ROLES)]

    def people_served(fixed: tuple[str, ...]) -> int:
        return sum(bool(person.labels.start_now & set(fixed)) for person in people)

    return max(combinations(roles, 3), key=people_served)


def _agreement_note(people: Sequence[LabeledPerson]) -> str:
    """How far the two passes of labels agree: Jaccard of starts, share of equal verdicts."""
    overlaps = [
        len(person.labels.start_now & person.second.start_now)
        / len(person.labels.start_now | person.second.start_now)
        for person in people
        if person.labels.start_now | person.second.start_now
    ]
    verdicts = [
        person.second.verdicts.get(role) == verdict
        for person in people
        for role, verdict in person.labels.verdicts.items()
    ]
    return (
        f"The two passes agree on roles to start in to {sum(overlaps) / len(overlaps):.2f} "
        f"(Jaccard) and on {sum(verdicts)} of {len(verdicts)} verdicts."
    )
