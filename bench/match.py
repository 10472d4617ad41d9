"""How long does ranking take, for one person and for ten thousand?

    python bench/match.py [--people 10000] [--runs 5]

One person: `match.rank` with 4,096 draws, warm, and its parts. Beside the draws stands a naive
version, the same sums in plain Python, for a few draws and scaled up. Many: `match.place` with none
and with 256 draws, profiles in memory, titles read as they come; beside it `match.rank` for some of
them, which says something about every role. Medians of processor time, since other work on a
machine moves the clock more than the code does; ratios are of one run.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchpin import catalog, match, profile, reference
from benchpin.evaluate.simulated_people import AS_OF, simulated
from benchpin.facts import PARTS
from benchpin.guidance import title_reader

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "retail-to-bench.toml"
DRAWS = 4096
NAIVE_DRAWS = 64
SOME = 50


def taken(call: Callable[[], object], runs: int) -> float:
    """The median seconds of processor time of a call, after one that does not count."""
    call()
    found = []
    for _ in range(runs):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return median(found)


def naive_draws(scores: match.ScoreTable, draws: int) -> list[list[int]]:
    """Ranks of all roles in each draw, weights and assumed skills drawn, in plain Python."""
    rng = random.Random(0)
    roles, rules = scores.board, scores.board.catalog.weights
    concentration, credit = rules.draws.concentration, rules.skills.assumed_credit
    found = []
    for _ in range(draws):
        plain = [rng.gammavariate(max(1e-9, w * concentration), 1.0) for w in scores.weights]
        weights = [w / sum(plain) for w in plain]
        held = {
            skill: have
            for skill, have in scores.person.skills.items()
            if not have.assumed or rng.random() < credit
        }
        total = []
        for place, role in enumerate(roles.roles):
            earned = whole = 0.0
            for need in role.skills:
                share = rules.skills.need[need.need]
                bearers = [(need.skill, 1.0)]
                bearers += [
                    (k.skill, k.share) for k in roles.catalog.related_skills.get(need.skill, ())
                ]
                best = max(
                    (s * min(1.0, held[b].level / need.level) for b, s in bearers if b in held),
                    default=0.0,
                )
                earned, whole = earned + share * best, whole + share
            score = weights[0] * earned / whole
            for row in range(1, len(PARTS)):
                noisy = scores.parts[row, place] + rng.gauss(0.0, 0.02)
                score += weights[row] * noisy
            total.append(score)
        order = sorted(range(len(total)), key=lambda i: -total[i])
        ranks = [0] * len(total)
        for rank, i in enumerate(order, start=1):
            ranks[i] = rank
        found.append(ranks)
    return found


def main() -> None:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    held, figures = catalog.load(), reference.open()
    reader = title_reader(held, figures)
    _one(held, figures, given.runs)
    people = [profile.from_table(dict(p.table), held) for p in simulated(held, given.people, 0)]

    def rank_all(draws: int) -> None:
        for person in people:
            resolved = match.resolve_candidate(person, held, figures, reader, AS_OF)
            area = figures.area(person.circumstances.area)
            match.place_candidate(resolved, held, figures, area=area, draws=draws)

    for draws in (0, 256):
        start, busy = time.perf_counter(), time.process_time()
        rank_all(draws)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        each = seconds / given.people * 1000
        told = f"{seconds:8.1f} s, of which the processor {busy:.1f} s"
        print(f"{given.people:,} people, {draws} draws     {told}  ({each:.2f} ms each)")
    start = time.perf_counter()
    for person in people[:SOME]:
        resolved = match.resolve_candidate(person, held, figures, reader, AS_OF)
        match.rank(resolved, held, figures, area=figures.area(person.circumstances.area), draws=256)
    naive = (time.perf_counter() - start) / SOME * 1000
    print(f"naive: match.rank for each, 256 draws {naive:.2f} ms each, {naive / each:.1f} x")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory                   {most:8.1f} MB")


def _one(held: catalog.Catalog, figures: reference.Reference, runs: int) -> None:
    person = profile.read(EXAMPLE, held)
    area = figures.area(person.circumstances.area)
    resolved = match.resolve_candidate(person, held, figures, title_reader(held, figures), AS_OF)
    scores = match.score_roles(resolved, held, figures, area=area)
    rank = taken(lambda: match.rank(resolved, held, figures, area=area, draws=DRAWS), runs)
    score = taken(lambda: match.score_roles(resolved, held, figures, area=area), runs)
    draws = taken(lambda: match.compute_rank_acceptability(scores, DRAWS), runs)
    naive = taken(lambda: naive_draws(scores, NAIVE_DRAWS), max(3, runs // 2)) * DRAWS / NAIVE_DRAWS
    print(f"match.rank, {DRAWS:,} draws        {rank * 1000:8.1f} ms")
    print(f"  of which scores             {score * 1000:8.2f} ms")
    print(f"  of which draws              {draws * 1000:8.1f} ms")
    print(f"naive draws in plain Python   {naive * 1000:8.0f} ms, {naive / draws:.0f} x")


if __name__ == "__main__":
    main()
