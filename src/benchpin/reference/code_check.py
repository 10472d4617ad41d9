"""Checks that the occupation codes in the catalog exist in the reference data."""

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
    """Every code of the catalog, and of `titles.csv` in `root`, that the reference data lacks.

    Sorted by file and path, each with the nearest valid code.
    """
    return tuple(sorted(_problems(catalog, reference, root)))


def _problems(catalog: Catalog, reference: Reference, root: Path) -> Iterator[Problem]:
    oews, onet = reference.oews_codes, reference.onet_codes
    soc = frozenset(code[:7] for code in onet)
    for identity, role in catalog.roles.items():
        file = f"roles/{identity}.toml"
        overlay = catalog.added_by.get(file)
        file = f"{overlay}/{file}" if overlay else file
        yield from _role_problems(file, role, soc | oews, oews, onet)
    for entry in catalog.entries.values():
        yield from _unknown_code(entry.soc, soc | oews, "SOC", "entry.csv", f"{entry.soc}: soc")
    for item in catalog.items:
        if item.occupation is not None:
            location = f"{item.id}: occupation"
            yield from _unknown_code(item.occupation, onet, "O*NET-SOC", "items.csv", location)
    groups = _with_groups(soc)
    for code in sorted({transfer.soc for transfer in catalog.carries_over}):
        yield from _unknown_code(code, groups, "SOC", "carries-over.csv", f"{code}: soc")
    # A residual occupation ("All Other") has wages but no O*NET data: its code ends in .00.
    title_codes = onet | {f"{code}.00" for code in oews}
    with (root / "titles.csv").open(encoding="utf-8-sig", newline="") as file_:
        rows = csv.DictReader(file_)
        for row in rows:
            location = f"line {rows.line_num}: onet"
            yield from _unknown_code(
                row.get("onet") or "", title_codes, "O*NET-SOC", "titles.csv", location
            )


def _role_problems(
    file: str, role: Role, soc: Set[str], oews: Set[str], onet: Set[str]
) -> Iterator[Problem]:
    occupations = role.occupations
    for name, scheme, role_codes, valid_codes in (
        ("soc2018", "SOC", occupations.soc2018, soc),
        ("oews", "OEWS", occupations.oews, oews),
        ("onet2019", "O*NET-SOC", occupations.onet2019, onet),
    ):
        for index, code in enumerate(role_codes):
            yield from _unknown_code(code, valid_codes, scheme, file, f"occupations.{name}.{index}")
    for index, code in enumerate(role.ladder.outside if role.ladder else ()):
        yield from _unknown_code(code, soc, "SOC", file, f"ladder.outside.{index}")


def _with_groups(soc: Set[str]) -> Set[str]:
    """Detailed SOC codes with the codes of their groups, which end in 00, 000 or 0000."""
    return soc | {f"{code[:end]}{'0' * (7 - end)}" for code in soc for end in (3, 4, 5)}


def _unknown_code(
    code: str, valid_codes: Set[str], scheme: str, file: str, location: str
) -> Iterator[Problem]:
    if code not in valid_codes:
        closest = max(sorted(valid_codes), key=lambda candidate: _agreement(code, candidate))
        suggestions = (closest,) if _agreement(code, closest)[0] >= _MIN_AGREEING_CHARACTERS else ()
        yield Problem(file, location, unknown_name_message(f"{scheme} code", code, suggestions))


def _agreement(code: str, other_code: str) -> tuple[int, tuple[bool, ...]]:
    """How many characters of two codes agree, and which: the first ones identify the group."""
    agreements = tuple(map(eq, code, other_code))
    return sum(agreements), agreements


_MIN_AGREEING_CHARACTERS = 4
"""Codes that agree in fewer characters are not suggested."""
