"""Short commands start without what only scoring or the web app needs."""

import subprocess
import sys

import pytest

_CODE = """
import contextlib, io, sys
sys.argv = ["benchpin", *sys.argv[1:]]
from benchpin.cli.main import run
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    run()
heavy = ("numpy", "django", "ninja", "cryptography", "pypdf", "pdfminer", "jinja2")
print(*sorted(set(heavy) & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["roles"],
        ["role", "bench-jeweler"],
        ["wages", "bench-jeweler"],
        ["market"],
        ["check"],
        ["ask", "how much does a bench jeweler earn?"],
    ],
    ids=" ".join,
)
def test_a_short_command_imports_nothing_heavy(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    assert result.stdout.split() == []
