"""Do the installed packages have known vulnerabilities? Checked with pip-audit against PyPI.

    python scripts/audit.py

Exits with 1 and lists them where there are any. Where the database cannot be reached, as on a
machine without the internet, the check is reported as skipped and the exit status is 0.
"""

import subprocess
import sys

UNREACHABLE = (
    "ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries", "ServiceError",
    "Could not connect", "SSLError", "ProxyError", "ConnectionRefused", "Failed to query",
)  # fmt: skip
"""Words in the output of pip-audit that say that it could not reach the database."""


def main() -> int:
    """Run pip-audit and print its result; the exit status."""
    result = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--local", "--skip-editable",
         "--progress-spinner", "off", "--timeout", "15"],
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    output = f"{result.stdout}\n{result.stderr}".strip()
    if result.returncode == 0:
        print("pip-audit: no known weakness in what is installed")
        return 0
    if any(word in output for word in UNREACHABLE):
        print("pip-audit: SKIPPED, the database of weaknesses cannot be reached from here")
        return 0
    print(output)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
