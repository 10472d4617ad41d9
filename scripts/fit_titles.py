"""Calibrates the coding of titles: the share of right answers at each belief, and the knots for it.

    python scripts/fit_titles.py "db_29_3_excel"

The labeled titles are those that O*NET's incumbents report, shown in My Next Move, with all codes
that O*NET gives them in any of its lists; titles that Benchpin knows word for word are also counted
apart. One half, by the SHA-256 of the title, fits the knots of `SCORE_AT` in
`benchpin.text.titles.classifier` (isotonic regression by pool adjacent violators: Barlow and others
1972, smoothed over steps of belief); the other half is scored by the knots in use. Names of areas
are mixed in, one for every TITLES_PER_AREA titles, as strings that name no occupation.

Roles: cross-validation of the titles of `trade-titles.csv` in ROLE_FOLDS folds. O*NET's files come
from https://www.onetcenter.org/database.html and are imported into a scratch folder.
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
from benchpin.text.titles.calibration import OCCUPATION_CALIBRATION, ROLE_CALIBRATION, calibrate
from benchpin.text.titles.classifier import MIN_GOOD_SCORE, MIN_ROLE_SCORE

TITLES_PER_AREA = 20
ROLE_FOLDS = 5
STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
ROLE_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 1.0)
JudgedReading = tuple[float, bool, bool]
"""Belief in the first answer, whether it is right, and whether its SOC minor group is right."""

_ALL_TITLES = """
SELECT code, title FROM reported_title UNION SELECT code, title FROM alternate_title
UNION SELECT code, short_title FROM alternate_title WHERE short_title > ''
UNION SELECT code, title FROM occupation
"""
_COMMON_TITLES = "SELECT DISTINCT title FROM reported_title WHERE shown = 1 ORDER BY title"


def read_onet(paths: Sequence[Path]) -> tuple[list[str], dict[str, set[str]]]:
    """The common titles, and the right codes of every title by the title in lower case."""
    with tempfile.TemporaryDirectory() as scratch:
        registry = DatasetRegistry(Path(scratch))
        registry = DatasetRegistry(Path(scratch))
        manifest = install_release("onet", paths, home=registry.folder)
        address = f"{registry.path(manifest).as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            codes: dict[str, set[str]] = defaultdict(set)
            for code, title in connection.execute(_ALL_TITLES):
                codes[title.lower()].add(code)
            return [title for (title,) in connection.execute(_COMMON_TITLES)], codes


def is_for_fitting(title: str) -> bool:
    """Whether a title is in the half that the knots are fitted on."""
    # By the first byte of the digest: the same half each time, whatever the other titles.
    return hashlib.sha256(title.lower().encode()).digest()[0] < 128


def judge_title(reader: OccupationCoder, title: str, codes: set[str]) -> JudgedReading | None:
    """The first occupation of a title, judged by its right codes; None where it has no answer."""
    beliefs = reader.label_probabilities(reader.title_readings(title)[0])
    if not beliefs:
        return None
    first_code = min(beliefs, key=lambda code: (-beliefs[code], code))
    return (
        beliefs[first_code],
        first_code in codes,
        first_code[:4] in {right_code[:4] for right_code in codes},
    )


def judge_roles() -> Iterator[JudgedReading]:
    """The first role of each trade title, judged; by readers that do not know the title."""
    shipped_catalog, reference_data = catalog.load(), reference.open()
    occupations = {name: role.occupations.onet2019 for name, role in shipped_catalog.roles.items()}
    aliases = list(shipped_catalog.trade_titles)
    Random(0).shuffle(aliases)
    for fold in range(ROLE_FOLDS):
        title_lists = {
            name: [role.label, *role.also_called] for name, role in shipped_catalog.roles.items()
        }
        for position, alias in enumerate(aliases):
            if position % ROLE_FOLDS != fold:
                title_lists[alias.role].append(alias.title)
        titles_by_role = {role: tuple(names) for role, names in title_lists.items()}
        reader = OccupationCoder(reference_data.path("titles"), titles_by_role, occupations)
        for alias in aliases[fold::ROLE_FOLDS]:
            variants, trade_variants = reader.title_readings(alias.title)
            beliefs = reader.role_beliefs((*variants, *trade_variants))
            if beliefs:
                role = min(beliefs, key=lambda candidate: (-beliefs[candidate], candidate))
                yield beliefs[role], role == alias.role, role == alias.role


def isotonic_shares(shares: Sequence[float], counts: Sequence[int]) -> list[float]:
    """The nearest shares that never fall, weighted by counts (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for share, count in zip(shares, counts, strict=True):
        pools.append((share, float(count), 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (a, m, i), (b, n, j) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n, i + j)]
    return [share for share, _, size in pools for _ in range(size)]


def knots(readings: Sequence[JudgedReading], steps: Sequence[float]) -> list[tuple[float, float]]:
    """Steps of belief, each with the isotonic share of right answers half a step around it."""
    beliefs = np.array([reading[0] for reading in readings])
    right = np.array([reading[1] for reading in readings])
    shares, counts = [], []
    for below, step, above in zip((0.0, *steps[:-1]), steps, (*steps[1:], 1.0), strict=True):
        # The last step takes beliefs from .95 up only, and no other step does.
        is_last = step == steps[-1]
        is_near = beliefs >= (0.95 if is_last else (below + step) / 2)
        is_near &= beliefs <= (1.0 if is_last else min((step + above) / 2, 0.95))
        shares.append(float(right[is_near].mean()) if is_near.any() else 0.0)
        counts.append(max(int(is_near.sum()), 1))
    shares[0] = 0.0
    return [
        (step, round(s, 2)) for step, s in zip(steps, isotonic_shares(shares, counts), strict=True)
    ]


def print_reliability(
    name: str, readings: Sequence[JudgedReading], scores: Sequence[float]
) -> None:
    """Print the reliability: the mean score and the share of right answers by bin of score."""
    score_values = np.array(scores)
    is_right, is_near = (
        np.array([reading[n] for reading in readings], dtype=float) for n in (1, 2)
    )
    print(f"\n{name}: said, right, right minor group, how many")
    for low in np.arange(0.2, 1.0, 0.1):
        bin_ = (score_values >= low) & (score_values < low + 0.1)
        if bin_.any():
            print(
                f"  {low:.1f}  {score_values[bin_].mean():.2f}  {is_right[bin_].mean():.2f}"
                f"  {is_near[bin_].mean():.2f}  {int(bin_.sum()):5}"
            )


def print_thresholds(
    readings: Sequence[JudgedReading], title_count: int, scores: Sequence[float]
) -> None:
    """Print what each threshold of a good match means, as shares of all `title_count` titles."""
    score_values = np.array(scores)
    is_right, is_near = (
        np.array([reading[n] for reading in readings], dtype=float) for n in (1, 2)
    )
    print("  good from: read rightly, wrong among good matches, by minor group")
    for low in np.arange(0.3, 0.9, 0.05):
        good = score_values >= low
        if not good.any():
            break
        print(
            f"  {low:.2f}  {is_right[good].sum() / title_count:.3f}"
            f"  {1 - is_right[good].mean():.3f}  {1 - is_near[good].mean():.3f}"
        )


def main() -> None:
    """Read the arguments and print reliability, thresholds and knots of occupations and roles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+")
    titles, codes = read_onet(parser.parse_args().paths)
    reference_data = reference.open()
    reader = title_reader(catalog.load(), reference_data)
    rng = Random(0)
    areas = [area.name for area in reference_data.areas]
    fitting_readings: list[JudgedReading] = []
    readings_by_set: dict[str, list[JudgedReading]] = {
        "common titles": [],
        "of them not known word for word": [],
    }
    title_counts = dict.fromkeys(readings_by_set, 0)
    strings = [(title, codes[title.lower()]) for title in titles]
    strings += [
        (area, set()) for area in rng.sample(areas, min(len(areas), len(titles) // TITLES_PER_AREA))
    ]
    for title, right_codes in strings:
        judged = judge_title(reader, title, right_codes)
        if is_for_fitting(title):
            fitting_readings += [judged] if judged else []
            continue
        is_new = not reader.knows(title)
        for name in list(readings_by_set)[: 1 + is_new]:
            title_counts[name] += 1
            readings_by_set[name] += [judged] if judged else []
    print(f"in use: {OCCUPATION_CALIBRATION}, good from {MIN_GOOD_SCORE}")
    print(f"fitted: {tuple(knots(fitting_readings, STEPS))}")
    for name, readings in readings_by_set.items():
        scores = [calibrate(belief) for belief, _, _ in readings]
        print_reliability(name, readings, scores)
        print_thresholds(readings, title_counts[name], scores)
    role_readings = list(judge_roles())
    print(f"\nroles, in use: {ROLE_CALIBRATION}, good from {MIN_ROLE_SCORE}")
    print(f"fitted: {tuple(knots(role_readings, ROLE_STEPS))}")
    print_reliability(
        "roles",
        role_readings,
        [calibrate(reading[0], ROLE_CALIBRATION) for reading in role_readings],
    )


if __name__ == "__main__":
    main()
