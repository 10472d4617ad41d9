"""How often is a title read rightly at each belief? Prints the reliability and the knots to use.

    python scripts/fit_titles.py "db_29_3_excel"

Job titles that O*NET's incumbents report, shown in My Next Move, with all codes that O*NET gives
them under any of its lists; titles that Benchpin knows word for word are set apart. Half of them,
by the SHA-256 of the title, fit the knots of `reading.titles.SCORE_AT` (pool adjacent violators:
Barlow and others 1972, smoothed over steps of belief), the other half is read by the knots in use.
Names of areas are mixed in, one for every SCOPE titles: strings that name no occupation.

Roles: titles of `trade-titles.csv` left out ONE_IN at a time, read by what is left. O*NET's files
come from https://www.onetcenter.org/database.html and are imported into a scratch folder.
"""

import argparse
import hashlib
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np

from benchpin import catalog, reference
from benchpin.guidance import title_reader
from benchpin.reference.datasets import DatasetRegistry, install_release
from benchpin.text import OccupationCoder
from benchpin.text.titles.classifier import GOOD, GOOD_ROLE, ROLE_AT, SCORE_AT, calibrate
from benchpin.text.titles.normalizer import normalizations

SCOPE = 20
ONE_IN = 5
STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
ROLE_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 1.0)
Seen = tuple[float, bool, bool]
"""The belief in the first answer, whether it is right, and whether its minor group is."""

_ALL = """
SELECT code, title FROM reported_title UNION SELECT code, title FROM alternate_title
UNION SELECT code, short_title FROM alternate_title WHERE short_title > ''
UNION SELECT code, title FROM occupation
"""
_COMMON = "SELECT DISTINCT title FROM reported_title WHERE shown = 1 ORDER BY title"


def read_onet(paths: Sequence[Path]) -> tuple[list[str], dict[str, set[str]]]:
    """The common titles, and the codes of every title, in small letters."""
    with tempfile.TemporaryDirectory() as scratch:
        home = DatasetRegistry(Path(scratch))
        home = DatasetRegistry(Path(scratch))
        manifest = install_release("onet", paths, home=home.folder)
        address = f"{home.path(manifest).as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as held:
            codes: dict[str, set[str]] = defaultdict(set)
            for code, title in held.execute(_ALL):
                codes[title.lower()].add(code)
            return [title for (title,) in held.execute(_COMMON)], codes


def is_for_fitting(title: str) -> bool:
    """Whether a title is in the half that the knots are fitted to."""
    return hashlib.sha256(title.lower().encode()).digest()[0] < 128


def seen(reader: OccupationCoder, title: str, codes: set[str]) -> Seen | None:
    """How a title is read, from its occupations alone; None where nothing is near."""
    beliefs = reader.label_probabilities(normalizations(title)[0])
    if not beliefs:
        return None
    code = min(beliefs, key=lambda each: (-beliefs[each], each))
    return beliefs[code], code in codes, code[:4] in {each[:4] for each in codes}


def roles_seen() -> Iterator[Seen]:
    """How titles of the trade are read as roles by what is known without them."""
    held, figures = catalog.load(), reference.open()
    occupations = {name: role.occupations.onet2019 for name, role in held.roles.items()}
    aliases = list(held.trade_titles)
    Random(0).shuffle(aliases)
    for turn in range(ONE_IN):
        titles = {name: [role.label, *role.also_called] for name, role in held.roles.items()}
        for place, alias in enumerate(aliases):
            if place % ONE_IN != turn:
                titles[alias.role].append(alias.title)
        known = {role: tuple(names) for role, names in titles.items()}
        reader = OccupationCoder(figures.path("titles"), known, occupations)
        for alias in aliases[turn::ONE_IN]:
            ways, in_trade = normalizations(alias.title)
            beliefs = reader.role_beliefs((*ways, *in_trade))
            if beliefs:
                role = min(beliefs, key=lambda each: (-beliefs[each], each))
                yield beliefs[role], role == alias.role, role == alias.role


def rising(shares: Sequence[float], counts: Sequence[int]) -> list[float]:
    """The nearest shares that never fall, each weighing as many as were counted."""
    pools: list[tuple[float, float, int]] = []
    for share, count in zip(shares, counts, strict=True):
        pools.append((share, float(count), 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (a, m, i), (b, n, j) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n, i + j)]
    return [share for share, _, size in pools for _ in range(size)]


def knots(found: Sequence[Seen], steps: Sequence[float]) -> list[tuple[float, float]]:
    """Beliefs and the shares of right answers around them: half a step down and up."""
    belief = np.array([each[0] for each in found])
    right = np.array([each[1] for each in found])
    shares, counts = [], []
    for below, at, above in zip((0.0, *steps[:-1]), steps, (*steps[1:], 1.0), strict=True):
        last = at == steps[-1]
        near = belief >= (0.95 if last else (below + at) / 2)
        near &= belief <= (1.0 if last else min((at + above) / 2, 0.95))
        shares.append(float(right[near].mean()) if near.any() else 0.0)
        counts.append(max(int(near.sum()), 1))
    shares[0] = 0.0
    return [(at, round(s, 2)) for at, s in zip(steps, rising(shares, counts), strict=True)]


def table(name: str, found: Sequence[Seen], said: Sequence[float]) -> None:
    """Print how many are right where the score is so and so high."""
    scores = np.array(said)
    right, near = (np.array([each[n] for each in found], dtype=float) for n in (1, 2))
    print(f"\n{name}: said, right, right minor group, how many")
    for low in np.arange(0.2, 1.0, 0.1):
        bin_ = (scores >= low) & (scores < low + 0.1)
        if bin_.any():
            print(
                f"  {low:.1f}  {scores[bin_].mean():.2f}  {right[bin_].mean():.2f}"
                f"  {near[bin_].mean():.2f}  {int(bin_.sum()):5}"
            )


def thresholds(found: Sequence[Seen], asked: int, scores: Sequence[float]) -> None:
    """Print what each threshold of a good match would mean for all titles that were asked."""
    said = np.array(scores)
    right, near = (np.array([each[n] for each in found], dtype=float) for n in (1, 2))
    print("  good from: read rightly, wrong among good matches, by minor group")
    for low in np.arange(0.3, 0.9, 0.05):
        good = said >= low
        if not good.any():
            break
        print(
            f"  {low:.2f}  {right[good].sum() / asked:.3f}  {1 - right[good].mean():.3f}"
            f"  {1 - near[good].mean():.3f}"
        )


def main() -> None:
    """Read the arguments and print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+")
    titles, codes = read_onet(parser.parse_args().paths)
    figures = reference.open()
    reader = title_reader(catalog.load(), figures)
    rng = Random(0)
    areas = [area.name for area in figures.areas]
    fitting: list[Seen] = []
    reading: dict[str, list[Seen]] = {"common titles": [], "of them not known word for word": []}
    asked = dict.fromkeys(reading, 0)
    strings = [(title, codes[title.lower()]) for title in titles]
    strings += [(area, set()) for area in rng.sample(areas, min(len(areas), len(titles) // SCOPE))]
    for title, meant in strings:
        found = seen(reader, title, meant)
        if is_for_fitting(title):
            fitting += [found] if found else []
            continue
        new = not reader.knows(title)
        for name in list(reading)[: 1 + new]:
            asked[name] += 1
            reading[name] += [found] if found else []
    print(f"in use: {SCORE_AT}, good from {GOOD}")
    print(f"fitted: {tuple(knots(fitting, STEPS))}")
    for name, each in reading.items():
        scores = [calibrate(belief) for belief, _, _ in each]
        table(name, each, scores)
        thresholds(each, asked[name], scores)
    of_roles = list(roles_seen())
    print(f"\nroles, in use: {ROLE_AT}, good from {GOOD_ROLE}")
    print(f"fitted: {tuple(knots(of_roles, ROLE_STEPS))}")
    table("roles", of_roles, [calibrate(each[0], ROLE_AT) for each in of_roles])


if __name__ == "__main__":
    main()
