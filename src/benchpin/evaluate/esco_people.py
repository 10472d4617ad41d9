"""Does a person with the skills of an ESCO trade occupation get the role mapped to it?

ESCO lists the essential skills of an occupation. A skill of the catalog names the nearest ESCO
skill, a role the ESCO occupations that it falls into. The needs of roles are never edited for this
measure; some cite ESCO as their source, so that the truth is not wholly independent of the roles
(see docs/how-it-works/evidence-esco-people.md).
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
from benchpin.match import resolve_candidate, role_ranking
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
"""These people have no former positions, so the day changes nothing; it is fixed all the same."""

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
    """An ESCO occupation that roles of the catalog name, with its essential skills.

    `essential` is the number of its essential skills. `mapped` has one entry for each of them that
    the catalog names: the ids of all catalog skills that name it.
    """

    label: str
    roles: tuple[str, ...]
    essential: int
    mapped: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return f"{self.label} ({len(self.mapped)} of {self.essential})"


def measure_esco_people(reference: Reference, catalog: Catalog) -> Measurement:
    """How often a mapped role comes first, and among the first three, for simulated people.

    A person holds a random 60% of the mapped essential skills of one ESCO occupation (through all
    catalog skills that name them) and three skills that neither the occupation nor any of its
    roles asks for; all confirmed, at level 3. Raises BadInput where ESCO is not installed.
    """
    candidates = mapped_occupations(esco_archive_path(reference), catalog)
    used_occupations = tuple(
        occupation for occupation in candidates if len(occupation.mapped) >= MIN_MAPPED
    )
    if not used_occupations:
        raise BadInput("no ESCO occupation that a role names has enough skills mapped to ours")
    rankers: dict[str, Callable[[frozenset[str]], tuple[str, ...]]] = {
        "match": lambda skills: rank_by_match(skills, catalog, reference),
        "baseline: plain coverage": lambda skills: rank_by_coverage(skills, catalog),
    }
    ranks: dict[str, list[list[int]]] = {name: [] for name in rankers}
    for occupation in used_occupations:
        skill_sets = tuple(draw_people(occupation, catalog))
        for name, rank_roles in rankers.items():
            ranks[name].append(
                [_best_rank(rank_roles(skills), occupation) for skills in skill_sets]
            )
    return Measurement(
        name="esco-people",
        title="A person with skills of an ESCO trade occupation gets the role mapped to it",
        truth="the roles of ours that name the ESCO occupation whose skills the person was given",
        unit=f"people, {DRAWS} drawn of each of {len(used_occupations)} ESCO occupations",
        cases=DRAWS * len(used_occupations),
        data=esco_release(reference),
        seed=SEED,
        scores=tuple(_scores(ranks)),
        notes=(
            "Intervals draw ESCO occupations, not people.",
            "Used, with how many essential skills are mapped: "
            + "; ".join(str(occupation) for occupation in used_occupations),
            f"Left out, fewer than {MIN_MAPPED} essential skills mapped: "
            + (
                "; ".join(
                    str(occupation)
                    for occupation in candidates
                    if occupation not in used_occupations
                )
                or "none"
            ),
        ),
    )


def mapped_occupations(esco: Path, catalog: Catalog) -> tuple[Occupation, ...]:
    """Every ESCO occupation that a role names, in order of label, with its essential skills."""
    skills_by_esco_label: dict[str, list[str]] = {}
    for name, skill in sorted(catalog.skills.items()):
        if skill.esco:
            skills_by_esco_label.setdefault(skill.esco, []).append(name)
    roles_by_label: dict[str, list[str]] = {}
    for name, role in sorted(catalog.roles.items()):
        for label in role.occupations.esco:
            roles_by_label.setdefault(label, []).append(name)
    extract = Extract(esco)
    essential_skills: dict[str, list[str]] = {label: [] for label in sorted(roles_by_label)}
    for label, skill in extract.rows(_ESSENTIAL):
        if label in essential_skills:
            essential_skills[label].append(skill)
    extract.close()
    return tuple(
        Occupation(
            label=label,
            roles=tuple(roles_by_label[label]),
            essential=len(skills),
            mapped=tuple(
                tuple(skills_by_esco_label[skill])
                for skill in skills
                if skill in skills_by_esco_label
            ),
        )
        for label, skills in essential_skills.items()
    )


def draw_people(occupation: Occupation, catalog: Catalog) -> Iterator[frozenset[str]]:
    """The skill ids of each simulated person of an occupation.

    Seeded by the label, so that an occupation has the same people whichever others are measured.
    """
    rng = np.random.default_rng([SEED, *occupation.label.encode()])
    related = {skill for skills in occupation.mapped for skill in skills}
    for role in occupation.roles:
        related.update(need.skill for need in catalog.roles[role].skills)
    unrelated = sorted(set(catalog.skills) - related)
    mapped_count = len(occupation.mapped)
    for _ in range(DRAWS):
        mapped_indices = rng.choice(
            mapped_count, round(SHARE_OF_SKILLS * mapped_count), replace=False
        )
        skills = {skill for index in mapped_indices for skill in occupation.mapped[index]}
        unrelated_indices = rng.choice(
            len(unrelated), min(UNRELATED, len(unrelated)), replace=False
        )
        yield frozenset(skills | {unrelated[index] for index in unrelated_indices})


def rank_by_match(
    skills: frozenset[str], catalog: Catalog, reference: Reference
) -> tuple[str, ...]:
    """The role ids as Benchpin ranks them for a person with these skills and nothing else."""
    profile_skills = tuple(ProfileSkill(skill=skill, level=LEVEL) for skill in sorted(skills))
    reader = title_reader(catalog, reference)
    person = resolve_candidate(Profile(skills=profile_skills), catalog, reference, reader, AS_OF)
    return role_ranking(person, catalog, reference, area=None).roles


def rank_by_coverage(skills: frozenset[str], catalog: Catalog) -> tuple[str, ...]:
    """The baseline: role ids by the share of their needs that are held; ties by id."""
    coverage = {
        name: sum(need.skill in skills for need in role.skills) / len(role.skills)
        for name, role in catalog.roles.items()
    }
    return tuple(sorted(coverage, key=lambda name: (-coverage[name], name)))


def _best_rank(ranked_roles: tuple[str, ...], occupation: Occupation) -> int:
    """The rank, from 1, of the highest role that names the occupation."""
    return min(ranked_roles.index(role) for role in occupation.roles) + 1


def _scores(ranks: Mapping[str, list[list[int]]]) -> Iterator[Score]:
    """The share of hits by ranker at each limit, then the difference of the two rankers."""
    for limit, (metric, aim) in AIMS.items():
        hits = {
            name: [
                float(sum(rank <= limit for rank in person_ranks))
                for person_ranks in occupation_ranks
            ]
            for name, occupation_ranks in ranks.items()
        }
        for name, hit_counts in hits.items():
            is_baseline = name.startswith("baseline")
            # One case an occupation: its people share skills and are not independent.
            yield ratio_score(
                name,
                metric,
                hit_counts,
                [float(DRAWS)] * len(hit_counts),
                aim=None if is_baseline else aim,
                baseline=is_baseline,
            )
        match_shares, coverage_shares = (
            [hits_of_occupation / DRAWS for hits_of_occupation in counts]
            for counts in hits.values()
        )
        yield difference_score("match less plain coverage", metric, match_shares, coverage_shares)
