"""Does somebody with skills of an ESCO occupation of the trade get the role that is mapped to it?

ESCO says which skills are essential to an occupation; a skill of ours names the nearest ESCO skill,
a role the ESCO occupations that it falls into. What roles ask for is never edited for this measure;
where a need cites ESCO as its source it was taken over before, so that the truth is not wholly
independent of the roles.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import difference_score, ratio_score
from benchpin.evaluate.installed_esco import esco_archive_path, esco_release
from benchpin.evaluate.model import Measurement, Score
from benchpin.guidance import title_reader
from benchpin.inputs.errors import BadInput
from benchpin.match import place_candidate, resolve_candidate
from benchpin.profile import Profile, ProfileSkill
from benchpin.reference import Reference
from benchpin.reference.extract import Extract

SEED = 0
DRAWS = 20
MIN_MAPPED = 5
SHARE_OF_SKILLS = 0.6
UNRELATED = 3
LEVEL = 3
AS_OF = date(2026, 11, 22)
"""Nobody here has a past, so that the day changes nothing; it is fixed all the same."""

AIMS = {1: ("mapped role first", 0.65), 3: ("mapped role among three", 0.90)}

_ESSENTIAL = """
SELECT occupation.label, skill.label
FROM occupation
JOIN occupation_skill ON occupation_skill.occupation_uri = occupation.uri
JOIN skill ON skill.uri = occupation_skill.skill_uri
WHERE occupation_skill.relation = 'essential'
ORDER BY occupation.label, skill.label
"""


@dataclass(frozen=True, slots=True)
class Occupation:
    """An ESCO occupation that roles of ours name, with its essential skills.

    `mapped` holds, for each essential skill that one of ours names, all of ours that name it.
    """

    label: str
    roles: tuple[str, ...]
    essential: int
    mapped: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return f"{self.label} ({len(self.mapped)} of {self.essential})"


def measure_esco_people(reference: Reference, catalog: Catalog) -> Measurement:
    """How often a role with an occupation's label comes first, and among three, for its people.

    A person holds a random 60% of the mapped essential skills of one ESCO occupation, each through
    all of our skills that name it, and three of our skills that neither the occupation nor any of
    its roles asks for; all confirmed, at level 3. The draws of one occupation are not independent
    of each other, so the intervals draw occupations. A BadInput where ESCO is not installed.
    """
    named = occupations(esco_archive_path(reference), catalog)
    used = tuple(each for each in named if len(each.mapped) >= MIN_MAPPED)
    if not used:
        raise BadInput("no ESCO occupation that a role names has enough skills mapped to ours")
    ways: dict[str, Callable[[frozenset[str]], tuple[str, ...]]] = {
        "match": lambda skills: matched(skills, catalog, reference),
        "baseline: plain coverage": lambda skills: covered(skills, catalog),
    }
    places: dict[str, list[list[int]]] = {way: [] for way in ways}
    for occupation in used:
        drawn = tuple(people(occupation, catalog))
        for way, ranked in ways.items():
            places[way].append([_best(ranked(skills), occupation) for skills in drawn])
    return Measurement(
        name="esco-people",
        title="A person with skills of an ESCO trade occupation gets the role mapped to it",
        truth="the roles of ours that name the ESCO occupation whose skills the person was given",
        unit=f"people, {DRAWS} drawn of each of {len(used)} ESCO occupations",
        cases=DRAWS * len(used),
        data=esco_release(reference),
        seed=SEED,
        scores=tuple(_scores(places)),
        notes=(
            "Intervals draw ESCO occupations, not people.",
            "Used, with how many essential skills are mapped: "
            + "; ".join(str(each) for each in used),
            f"Left out, fewer than {MIN_MAPPED} essential skills mapped: "
            + ("; ".join(str(each) for each in named if each not in used) or "none"),
        ),
    )


def occupations(esco: Path, catalog: Catalog) -> tuple[Occupation, ...]:
    """Every ESCO occupation that a role names, by label, with its mapped essential skills."""
    ours: dict[str, list[str]] = {}
    for name, skill in sorted(catalog.skills.items()):
        if skill.esco:
            ours.setdefault(skill.esco, []).append(name)
    roles: dict[str, list[str]] = {}
    for name, role in sorted(catalog.roles.items()):
        for label in role.occupations.esco:
            roles.setdefault(label, []).append(name)
    tables = Extract(esco)
    essential: dict[str, list[str]] = {label: [] for label in sorted(roles)}
    for label, skill in tables.rows(_ESSENTIAL):
        if label in essential:
            essential[label].append(skill)
    tables.close()
    return tuple(
        Occupation(
            label=label,
            roles=tuple(roles[label]),
            essential=len(skills),
            mapped=tuple(tuple(ours[skill]) for skill in skills if skill in ours),
        )
        for label, skills in essential.items()
    )


def people(occupation: Occupation, catalog: Catalog) -> Iterator[frozenset[str]]:
    """The skills of each person drawn for an occupation; the same whatever others are measured."""
    rng = np.random.default_rng([SEED, *occupation.label.encode()])
    related = {skill for ours in occupation.mapped for skill in ours}
    for role in occupation.roles:
        related.update(need.skill for need in catalog.roles[role].skills)
    unrelated = sorted(set(catalog.skills) - related)
    many = len(occupation.mapped)
    for _ in range(DRAWS):
        kept = rng.choice(many, round(SHARE_OF_SKILLS * many), replace=False)
        skills = {skill for index in kept for skill in occupation.mapped[index]}
        others = rng.choice(len(unrelated), min(UNRELATED, len(unrelated)), replace=False)
        yield frozenset(skills | {unrelated[index] for index in others})


def matched(skills: frozenset[str], catalog: Catalog, reference: Reference) -> tuple[str, ...]:
    """The roles as Benchpin ranks them for somebody who says these skills and nothing else."""
    held = tuple(ProfileSkill(skill=skill, level=LEVEL) for skill in sorted(skills))
    reader = title_reader(catalog, reference)
    person = resolve_candidate(Profile(skills=held), catalog, reference, reader, AS_OF)
    return place_candidate(person, catalog, reference, area=None).roles


def covered(skills: frozenset[str], catalog: Catalog) -> tuple[str, ...]:
    """The roles by the plain share of their needs that are among these skills; ties by id."""
    share = {
        name: sum(need.skill in skills for need in role.skills) / len(role.skills)
        for name, role in catalog.roles.items()
    }
    return tuple(sorted(share, key=lambda name: (-share[name], name)))


def _best(ranked: tuple[str, ...], occupation: Occupation) -> int:
    """The place, from 1, of the first role that names the occupation."""
    return min(ranked.index(role) for role in occupation.roles) + 1


def _scores(places: Mapping[str, list[list[int]]]) -> Iterator[Score]:
    """Each way's shares, then how much more the first way has than the other."""
    for most, (what, aim) in AIMS.items():
        hits = {
            way: [float(sum(at <= most for at in drawn)) for drawn in found]
            for way, found in places.items()
        }
        for way, tops in hits.items():
            is_baseline = way.startswith("baseline")
            yield ratio_score(
                way,
                what,
                tops,
                [float(DRAWS)] * len(tops),
                aim=None if is_baseline else aim,
                baseline=is_baseline,
            )
        ours, theirs = ([top / DRAWS for top in tops] for tops in hits.values())
        yield difference_score("match less plain coverage", what, ours, theirs)
