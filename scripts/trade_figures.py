"""The trade's occupation codes and the columns of a figures file, for the extract scripts."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "benchpin" / "data"
COLUMNS = (
    "id",
    "subject",
    "measure",
    "percentile",
    "low",
    "high",
    "bound",
    "unit",
    "geography",
    "period",
    "status",
    "sample",
    "rse_pct",
    "source",
    "locator",
    "confidence",
    "checked",
    "note",
)


def soc_codes(roles: Path = DATA / "roles") -> tuple[str, ...]:
    """The SOC 2018 codes that roles name, directly or by an O*NET code, sorted."""
    codes: set[str] = set()
    for path in sorted(roles.glob("*.toml")):
        role = tomllib.loads(path.read_text(encoding="utf-8"))
        occupations = role.get("occupations", {})
        codes.update(occupations.get("soc2018", []))
        codes.update(code[:7] for code in occupations.get("onet2019", []))
    if not codes:
        raise SystemExit(f"no role under {roles} names a SOC code; name codes with --soc")
    return tuple(sorted(codes))


def oews_codes(roles: Path = DATA / "roles") -> tuple[str, ...]:
    """The codes of the wage survey (OEWS) that roles name, sorted."""
    codes: set[str] = set()
    for path in sorted(roles.glob("*.toml")):
        role = tomllib.loads(path.read_text(encoding="utf-8"))
        codes.update(role.get("occupations", {}).get("oews", []))
    return tuple(sorted(codes))


def point(value: float) -> dict[str, str]:
    """The columns low and high of an exact value."""
    return {"low": f"{value:.12g}", "high": f"{value:.12g}"}


def write_rows(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows as CSV with LF line ends; a column that a row lacks stays empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
