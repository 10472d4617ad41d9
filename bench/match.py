"""How long ranking takes, for one person and for ten thousand.

    python bench/match.py [--people 10000] [--runs 5]

One person: `match.rank` with 4,096 draws, warm, and its parts. The baseline of the draws is a naive
version in plain Python, run for a few draws and scaled up. Many people: `match.place_candidate`
without draws and with 256, profiles in memory, titles read as they come; the baseline is
`match.rank`, which also writes statements about every role, for some of them. Medians of processor
time, since other work on a machine moves the clock more than the code does; ratios are of one run.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchpin import catalog, match, profile, reference
from benchpin.evaluate.simulated_people import AS_OF, simulate_people
from benchpin.facts import PARTS
from benchpin.guidance import title_reader

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "retail-to-bench.toml"
DRAWS = 4096
NAIVE_DRAWS = 64
RANKED_PEOPLE = 50


def median_cpu_seconds(call: Callable[[], object], runs: int) -> float:
    """The median seconds of processor time of a call, after a first one that is not timed."""
    call()
    durations = []
    for _ in range(runs):
        start = time.process_time()
        call()
        durations.append(time.process_time() - start)
    return median(durations)


def naive_draws(scores: match.ScoreTable, draws: int) -> list[list[int]]:
    """The ranks of all roles by draw, with drawn weights and assumed skills, in plain Python."""
    rng = random.Random(0)
    roles, rules = scores.role_matrix, scores.role_matrix.catalog.weights
    concentration, credit = rules.draws.concentration, rules.skills.assumed_credit
    ranks_by_draw = []
    for _ in range(draws):
        # Normalized gamma values are a draw from a Dirichlet distribution.
        gammas = [rng.gammavariate(max(1e-9, w * concentration), 1.0) for w in scores.weights]
        weights = [w / sum(gammas) for w in gammas]
        person_skills = {
            skill: person_skill
            for skill, person_skill in scores.candidate.skills.items()
            if not person_skill.assumed or rng.random() < credit
        }
        role_scores = []
        for column, role in enumerate(roles.roles):
            earned_weight = total_weight = 0.0
            for need in role.skills:
                weight = rules.skills.need[need.need]
                substitutes = [(need.skill, 1.0)]
                substitutes += [
                    (k.skill, k.share) for k in roles.catalog.related_skills.get(need.skill, ())
                ]
                best_credit = max(
                    (
                        s * min(1.0, person_skills[b].level / need.level)
                        for b, s in substitutes
                        if b in person_skills
                    ),
                    default=0.0,
                )
                earned_weight, total_weight = (
                    earned_weight + weight * best_credit,
                    total_weight + weight,
                )
            score = weights[0] * earned_weight / total_weight
            for row in range(1, len(PARTS)):
                noisy = scores.parts[row, column] + rng.gauss(0.0, 0.02)
                score += weights[row] * noisy
            role_scores.append(score)
        order = sorted(range(len(role_scores)), key=lambda i: -role_scores[i])
        ranks = [0] * len(role_scores)
        for rank, i in enumerate(order, start=1):
            ranks[i] = rank
        ranks_by_draw.append(ranks)
    return ranks_by_draw


def main() -> None:
    """Measure, and print one line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    shipped_catalog, reference_data = catalog.load(), reference.open()
    reader = title_reader(shipped_catalog, reference_data)
    _measure_one_person(shipped_catalog, reference_data, arguments.runs)
    people = [
        profile.from_table(dict(p.table), shipped_catalog)
        for p in simulate_people(shipped_catalog, arguments.people, 0)
    ]

    def rank_all(draws: int) -> None:
        for person in people:
            candidate = match.resolve_candidate(
                person, shipped_catalog, reference_data, reader, AS_OF
            )
            area = reference_data.area(person.circumstances.area)
            match.role_ranking(candidate, shipped_catalog, reference_data, area=area, draws=draws)

    for draws in (0, 256):
        start, cpu_seconds = time.perf_counter(), time.process_time()
        rank_all(draws)
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_seconds
        milliseconds_each = seconds / arguments.people * 1000
        timing = f"{seconds:8.1f} s, of which the processor {cpu_seconds:.1f} s"
        print(
            f"{arguments.people:,} people, {draws} draws     {timing}  "
            f"({milliseconds_each:.2f} ms each)"
        )
    start = time.perf_counter()
    for person in people[:RANKED_PEOPLE]:
        candidate = match.resolve_candidate(person, shipped_catalog, reference_data, reader, AS_OF)
        match.match_roles(
            candidate,
            shipped_catalog,
            reference_data,
            area=reference_data.area(person.circumstances.area),
            draws=256,
        )
    rank_milliseconds = (time.perf_counter() - start) / RANKED_PEOPLE * 1000
    print(
        f"naive: match.rank for each, 256 draws {rank_milliseconds:.2f} ms each, "
        f"{rank_milliseconds / milliseconds_each:.1f} x"
    )
    # Linux gives ru_maxrss in kilobytes.
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory                   {peak_megabytes:8.1f} MB")


def _measure_one_person(
    shipped_catalog: catalog.Catalog, reference_data: reference.Reference, runs: int
) -> None:
    person = profile.read(EXAMPLE, shipped_catalog)
    area = reference_data.area(person.circumstances.area)
    candidate = match.resolve_candidate(
        person,
        shipped_catalog,
        reference_data,
        title_reader(shipped_catalog, reference_data),
        AS_OF,
    )
    scores = match.score_roles(candidate, shipped_catalog, reference_data, area=area)
    rank_seconds = median_cpu_seconds(
        lambda: match.match_roles(
            candidate, shipped_catalog, reference_data, area=area, draws=DRAWS
        ),
        runs,
    )
    score_seconds = median_cpu_seconds(
        lambda: match.score_roles(candidate, shipped_catalog, reference_data, area=area), runs
    )
    draw_seconds = median_cpu_seconds(lambda: match.compute_rank_acceptability(scores, DRAWS), runs)
    naive_seconds = (
        median_cpu_seconds(lambda: naive_draws(scores, NAIVE_DRAWS), max(3, runs // 2))
        * DRAWS
        / NAIVE_DRAWS
    )
    print(f"match.rank, {DRAWS:,} draws        {rank_seconds * 1000:8.1f} ms")
    print(f"  of which scores             {score_seconds * 1000:8.2f} ms")
    print(f"  of which draws              {draw_seconds * 1000:8.1f} ms")
    print(
        f"naive draws in plain Python   {naive_seconds * 1000:8.0f} ms, "
        f"{naive_seconds / draw_seconds:.0f} x"
    )


if __name__ == "__main__":
    main()
