"""Are there known weaknesses in what is installed? Asked of the public database of PyPI.

    python scripts/audit.py

Leaves with 1 where there are, naming them. Where the database cannot be reached, as on a machine
without the internet, it says that the check was skipped, and leaves with 0.
"""

import subprocess
import sys

UNREACHABLE = (
    "ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries", "ServiceError",
    "Could not connect", "SSLError", "ProxyError", "ConnectionRefused", "Failed to query",
)  # fmt: skip


def main() -> int:
    """Ask, and tell."""
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--local", "--skip-editable",
         "--progress-spinner", "off", "--timeout", "15"],
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    told = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode == 0:
        print("pip-audit: no known weakness in what is installed")
        return 0
    if any(word in told for word in UNREACHABLE):
        print("pip-audit: SKIPPED, the database of weaknesses cannot be reached from here")
        return 0
    print(told)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
