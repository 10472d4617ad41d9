"""Do the packages of the lock files have known vulnerabilities? Asked of pip-audit.

    python scripts/audit.py

Exits with 1 and lists them where there are any, and where the audit itself fails. A package that
could not be looked up, as on a machine without the internet, is named as not audited: it does not
count as sound, and does not fail the run.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-checks.lock")
UNREACHABLE = (
    "ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries", "ServiceError",
    "Could not connect", "SSLError", "ProxyError", "ConnectionRefused", "Failed to query",
)  # fmt: skip
"""Words in the output of pip-audit that say that it could not reach the database."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit found: weaknesses by package, and the packages that were not looked up."""

    weaknesses: tuple[str, ...]
    not_audited: tuple[str, ...]
    audited_count: int


def audit_result(dependencies: Iterable[Mapping[str, Any]]) -> AuditResult:
    """The result of the entries that pip-audit lists as JSON."""
    weaknesses: list[str] = []
    not_audited: list[str] = []
    count = 0
    for entry in dependencies:
        if "skip_reason" in entry:
            not_audited.append(str(entry["name"]))
            continue
        count += 1
        weaknesses += [
            f"{entry['name']} {entry['version']}: {vulnerability['id']}"
            for vulnerability in entry.get("vulns", ())
        ]
    return AuditResult(tuple(weaknesses), tuple(not_audited), count)


def report(name: str, result: AuditResult) -> tuple[str, int]:
    """The result in words, and the exit status."""
    lines = [f"{name}: {result.audited_count} packages audited"]
    if result.weaknesses:
        lines += [f"  {weakness}" for weakness in result.weaknesses]
    if result.not_audited:
        lines.append(f"  not audited, could not be looked up: {', '.join(result.not_audited)}")
    return "\n".join(lines), 1 if result.weaknesses else 0


def _audit(lock: Path) -> tuple[str, int]:
    result = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes",
         "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15"],
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    try:
        dependencies = json.loads(result.stdout)["dependencies"]
    except (ValueError, KeyError):
        if any(word in result.stderr for word in UNREACHABLE):
            return f"{lock.name}: not audited, no package could be looked up", 0
        return f"{lock.name}: the audit failed\n{result.stderr.strip()[-2_000:]}", 1
    return report(lock.name, audit_result(dependencies))


def main() -> int:
    """Audit both lock files and print what was found; the exit status."""
    statuses = []
    for lock in LOCKS:
        text, status = _audit(lock)
        print(text)
        statuses.append(status)
    return max(statuses)


if __name__ == "__main__":
    raise SystemExit(main())
