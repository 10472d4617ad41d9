"""What is installed is pinned with hashes, listed with its license, and audited without silence."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import audit  # noqa: E402 - a script, found by its folder
import build_sbom  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEFAULT = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
CHECKS = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]


@pytest.mark.parametrize(
    ("name", "requirements"),
    [("requirements.lock", DEFAULT), ("requirements-checks.lock", [*DEFAULT, *CHECKS])],
)
def test_the_lock_pins_what_the_project_needs(name: str, requirements: list[Requirement]) -> None:
    pins = build_sbom.read_lock((ROOT / name).read_text(encoding="utf-8"))
    versions: dict[str, list[Version]] = {}
    for pin in pins:
        versions.setdefault(canonicalize_name(pin.name), []).append(Version(pin.version))
        assert pin.hashes, f"{pin.name} has no hash"
    for requirement in requirements:
        pinned = versions.get(canonicalize_name(requirement.name), [])
        assert pinned, f"{requirement.name} is not in {name}; run make lock"
        assert all(requirement.specifier.contains(version) for version in pinned), requirement


def test_a_lock_names_no_host() -> None:
    for name in ("requirements.lock", "requirements-checks.lock"):
        assert not re.search(r"https?://|--index|--find-links", (ROOT / name).read_text("utf-8"))


def test_the_bill_of_materials_is_that_of_the_lock() -> None:
    assert build_sbom.main(["--check"]) == 0
    pins = build_sbom.read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for pin in pins:
        assert f"| {pin.name} | {pin.version} |" in page, f"{pin.name}: run make sbom"


def test_an_audit_names_what_it_could_not_look_up_and_fails_on_a_weakness() -> None:
    entries: list[dict[str, Any]] = [
        {"name": "a", "version": "1", "vulns": []},
        {"name": "b", "skip_reason": "not there"},
    ]
    text, status = audit.report("x.lock", audit.audit_result(entries))
    assert status == 0
    assert "not audited, could not be looked up: b" in text
    entries.append({"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}]})
    text, status = audit.report("x.lock", audit.audit_result(entries))
    assert status == 1
    assert "c 2: PYSEC-1" in text
