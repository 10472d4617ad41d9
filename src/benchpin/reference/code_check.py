"""Checks that the codes of occupations and areas in the data exist in the reference data."""

import csv
from collections.abc import Iterator, Set
from operator import eq
from pathlib import Path

from benchpin.catalog import DATA, Catalog
from benchpin.facts import Role
from benchpin.inputs.errors import BadData, Problem
from benchpin.inputs.suggestions import unknown_name_message
from benchpin.reference.place_names import (
    PLACE_NAME_FILE,
    PlaceName,
    numbered_place_names,
    read_country_names,
)
from benchpin.reference.store import Reference


def unknown_codes(
    catalog: Catalog, reference: Reference, *, root: Path = DATA
) -> tuple[Problem, ...]:
    """Every code of the catalog, and of the files that it only hashes, that the data sets lack.

    These files are `titles.csv` and `place-names.csv` in `root`. Sorted by file and path, each with
    the nearest valid code.
    """
    problems = [*_problems(catalog, reference, root), *_place_problems(catalog, reference, root)]
    return tuple(sorted(problems))


def _problems(catalog: Catalog, reference: Reference, root: Path) -> Iterator[Problem]:
    oews, onet = reference.oews_codes, reference.onet_codes
    soc = frozenset(code[:7] for code in onet)
    for identity, role in catalog.roles.items():
        file = f"roles/{identity}.toml"
        overlay = catalog.added_by.get(file)
        file = f"{overlay}/{file}" if overlay else file
        yield from _role_problems(file, role, soc | oews, oews, onet)
        yield from _industry_problems(file, role, reference)
    yield from _area_problems(catalog, reference)
    for entry in catalog.entries.values():
        yield from _unknown_code(entry.soc, soc | oews, "SOC", "entry.csv", f"{entry.soc}: soc")
    for item in catalog.items:
        if item.occupation is not None:
            location = f"{item.id}: occupation"
            yield from _unknown_code(item.occupation, onet, "O*NET-SOC", "items.csv", location)
    groups = _with_groups(soc)
    for file, codes in (
        ("carries-over.csv", {transfer.soc for transfer in catalog.carries_over}),
        ("occupation-moves.csv", {move.soc for move in catalog.occupation_moves}),
    ):
        for code in sorted(codes):
            yield from _unknown_code(code, groups | oews, "SOC", file, f"{code}: soc")
    # A residual occupation ("All Other") has wages but no O*NET data: its code ends in .00.
    title_codes = onet | {f"{code}.00" for code in oews}
    with (root / "titles.csv").open(encoding="utf-8-sig", newline="") as file_:
        rows = csv.DictReader(file_)
        for row in rows:
            location = f"line {rows.line_num}: onet"
            yield from _unknown_code(
                row.get("onet") or "", title_codes, "O*NET-SOC", "titles.csv", location
            )


def _place_problems(catalog: Catalog, reference: Reference, root: Path) -> Iterator[Problem]:
    """Names of places with an unknown country or area, or a label that is read in another way."""
    if not (root / PLACE_NAME_FILE).is_file():
        return
    try:
        rows = list(numbered_place_names(root))
    except BadData as error:
        yield from error.problems
        return
    area_codes = frozenset(area.code for area in reference.areas)
    countries = read_country_names(root)
    bases = {"judgement", *catalog.sources}
    for line, place_name in rows:
        location = f"line {line}"
        if place_name.basis not in bases:
            words = unknown_name_message("source", place_name.basis, bases)
            yield Problem(PLACE_NAME_FILE, f"{location}: basis", words)
        if place_name.kind in ("filler", "remote"):
            continue
        if place_name.country not in countries:
            words = unknown_name_message("country", place_name.country, countries)
            yield Problem(PLACE_NAME_FILE, f"{location}: country", words)
        elif place_name.area and place_name.area not in area_codes:
            words = unknown_name_message("area code", place_name.area, area_codes)
            yield Problem(PLACE_NAME_FILE, f"{location}: area", words)
        # Places are read by the names of our own data, whatever the root.
        elif root == DATA and not _reads_as_itself(place_name, reference):
            words = f"'{place_name.label}' is read as another place; write one that is not"
            yield Problem(PLACE_NAME_FILE, f"{location}: label", words)


def _reads_as_itself(place_name: PlaceName, reference: Reference) -> bool:
    """Whether the label of a name is read as the place of that row and no other."""
    reading = reference.place(place_name.label)
    if not reading.is_usable or reading.country != place_name.country:
        return False
    return not place_name.area or (
        reading.area is not None and reading.area.code == place_name.area
    )


def _area_problems(catalog: Catalog, reference: Reference) -> Iterator[Problem]:
    """Programmes in an area or state that no wages are published for."""
    areas = {area.name for area in reference.areas}
    for identity, programme in catalog.programmes.items():
        if programme.area and programme.area not in areas:
            file = f"programmes/{identity}.toml"
            overlay = catalog.added_by.get(file)
            words = unknown_name_message("area", programme.area, areas)
            yield Problem(f"{overlay}/{file}" if overlay else file, "area", words)


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


def _industry_problems(file: str, role: Role, reference: Reference) -> Iterator[Problem]:
    """Industries that the extract lacks, or in which no wage of the nearest occupation is held."""
    occupations = role.occupations
    for index, code in enumerate(occupations.industries):
        location = f"occupations.industries.{index}"
        if code not in reference.industry_names:
            names = reference.industry_names
            yield from _unknown_code(code, names.keys(), "NAICS", file, location)
        elif reference.industry_wage(occupations.oews[0], code) is None:
            message = (
                f"no wages of {occupations.oews[0]} are published in industry {code!r}; take it out"
            )
            yield Problem(file, location, message)


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
