"""Do the codes in the data stand in the extracts that they point into?"""

import csv
from collections.abc import Iterator, Set
from operator import eq
from pathlib import Path

from benchpin.catalog import DATA, Catalog
from benchpin.facts import Role
from benchpin.inputs.errors import Problem
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.reference.store import Reference


def unknown_codes(
    catalog: Catalog, reference: Reference, *, root: Path = DATA
) -> tuple[Problem, ...]:
    """Every code of the catalog, and of `titles.csv` in `root`, that no extract holds.

    Sorted by file and place, each with the nearest valid code.
    """
    return tuple(sorted(_problems(catalog, reference, root)))


def _problems(catalog: Catalog, reference: Reference, root: Path) -> Iterator[Problem]:
    oews, onet = reference.oews_codes, reference.onet_codes
    soc = frozenset(code[:7] for code in onet)
    for identity, role in catalog.roles.items():
        file = f"roles/{identity}.toml"
        overlay = catalog.added_by.get(file)
        file = f"{overlay}/{file}" if overlay else file
        yield from _of_role(file, role, soc | oews, oews, onet)
    for entry in catalog.entries.values():
        yield from _unless(entry.soc, soc | oews, "SOC", "entry.csv", f"{entry.soc}: soc")
    for item in catalog.items:
        if item.occupation is not None:
            place = f"{item.id}: occupation"
            yield from _unless(item.occupation, onet, "O*NET-SOC", "items.csv", place)
    groups = _groups(soc)
    for code in sorted({carry.soc for carry in catalog.carries_over}):
        yield from _unless(code, groups, "SOC", "carries-over.csv", f"{code}: soc")
    # A residual occupation ("All Other") has wages but no O*NET data: its code ends in .00.
    titled = onet | {f"{code}.00" for code in oews}
    with (root / "titles.csv").open(encoding="utf-8-sig", newline="") as file_:
        rows = csv.DictReader(file_)
        for row in rows:
            place = f"line {rows.line_num}: onet"
            yield from _unless(row.get("onet") or "", titled, "O*NET-SOC", "titles.csv", place)


def _of_role(
    file: str, role: Role, soc: Set[str], oews: Set[str], onet: Set[str]
) -> Iterator[Problem]:
    codes = role.occupations
    for name, scheme, given, known in (
        ("soc2018", "SOC", codes.soc2018, soc),
        ("oews", "OEWS", codes.oews, oews),
        ("onet2019", "O*NET-SOC", codes.onet2019, onet),
    ):
        for index, code in enumerate(given):
            yield from _unless(code, known, scheme, file, f"occupations.{name}.{index}")


def _groups(soc: Set[str]) -> Set[str]:
    """Detailed codes with their minor and major groups, which end in 00 or in 000 and in 0000."""
    return soc | {f"{code[:end]}{'0' * (7 - end)}" for code in soc for end in (3, 4, 5)}


def _unless(code: str, known: Set[str], scheme: str, file: str, place: str) -> Iterator[Problem]:
    if code not in known:
        closest = max(sorted(known), key=lambda other: _likeness(code, other))
        alike = (closest,) if _likeness(code, closest)[0] >= _ALIKE else ()
        yield Problem(file, place, unknown_name_message(f"{scheme} code", code, alike))


def _likeness(code: str, other: str) -> tuple[int, tuple[bool, ...]]:
    """At how many places two codes agree, and at which: the first ones name the group."""
    agree = tuple(map(eq, code, other))
    return sum(agree), agree


_ALIKE = 4
"""Codes that agree at fewer places have nothing to do with each other."""
