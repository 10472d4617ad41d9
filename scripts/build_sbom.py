"""Write what Benchpin is made of: a software bill of materials, and the licenses as a page.

    python scripts/build_sbom.py          writes sbom.cdx.json and docs/dependencies.md
    python scripts/build_sbom.py --check  says whether they agree with requirements.lock

The packages are those of `requirements.lock` (`make lock`), the licenses what each installed
package says of itself. A package that is not installed on this machine, as it is for another
system, is listed without a license and named so.
"""

import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
BOM = ROOT / "sbom.cdx.json"
PAGE = ROOT / "docs" / "dependencies.md"
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIER = "License :: OSI Approved :: "
NOT_INSTALLED = "not stated here (not installed on this system)"
NOT_STATED = "not stated by the package"


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of the lock file: its version and the SHA-256 of each of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def read_lock(text: str) -> tuple[Pin, ...]:
    """The packages of a lock file, in its order."""
    pins: list[Pin] = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        match = _PIN.match(block)
        if match:
            pins.append(Pin(match["name"], match["version"], tuple(_HASH.findall(block))))
    return tuple(pins)


def license_of(name: str) -> str:
    """The license that an installed package states: its expression, classifiers or short text."""
    try:
        fields: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return NOT_INSTALLED
    if fields.get("License-Expression"):
        return str(fields["License-Expression"])
    classifiers = [
        c.removeprefix(_CLASSIFIER)
        for c in fields.get_all("Classifier") or ()
        if c.startswith(_CLASSIFIER)
    ]
    text = str(fields.get("License") or "").strip()
    return "; ".join(classifiers) or (text if 0 < len(text) <= 60 else NOT_STATED)


def bill_of_materials(pins: tuple[Pin, ...]) -> str:
    """The packages as CycloneDX 1.6 in JSON; the same bytes for the same packages."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{pin.name}@{pin.version}",
            "name": pin.name,
            "version": pin.version,
            "purl": f"pkg:pypi/{pin.name}@{pin.version}",
            **_licenses(license_of(pin.name)),
            "properties": [
                {"name": "benchpin:file-sha256", "value": value} for value in sorted(pin.hashes)
            ],
        }
        for pin in sorted(pins, key=lambda pin: pin.name)
    ]
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "benchpin"}},
        "components": components,
    }
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"


def _licenses(text: str) -> dict[str, object]:
    if text in (NOT_INSTALLED, NOT_STATED):
        return {}
    return {"licenses": [{"license": {"name": text}}]}


def page(pins: tuple[Pin, ...]) -> str:
    """The packages with version and license as a page of the reference."""
    lines = [
        "# Dependencies",
        "",
        "What the default install brings, from `requirements.lock`, each with the license that it",
        "states of itself. Written by `make sbom`; the same as data: `sbom.cdx.json` (CycloneDX).",
        "",
        "| package | version | license |",
        "| --- | --- | --- |",
        *(f"| {pin.name} | {pin.version} | {license_of(pin.name)} |" for pin in pins),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write both files, or with `--check` say whether they name the packages of the lock file."""
    pins = read_lock(LOCK.read_text(encoding="utf-8"))
    if "--check" in arguments:
        components = json.loads(BOM.read_text(encoding="utf-8"))["components"]
        listed_packages = {(c["name"], c["version"]) for c in components}
        missing = {(pin.name, pin.version) for pin in pins} ^ listed_packages
        if missing:
            print(f"sbom: not as requirements.lock: {sorted(missing)[:5]}; run make sbom")
            return 1
        return 0
    BOM.write_text(bill_of_materials(pins), encoding="utf-8")
    PAGE.write_text(page(pins), encoding="utf-8")
    print(f"sbom: {len(pins)} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
