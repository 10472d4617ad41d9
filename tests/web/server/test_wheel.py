"""The wheel is the same each time it is built, and works without the repository."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def _build(folder: Path) -> dict[str, str]:
    """The files of a build by their names, each with its SHA-256."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_two_builds_are_one_and_the_wheel_stands_alone(tmp_path: Path) -> None:
    first = _build(tmp_path / "a")
    (ROOT / "NOTICE").touch()
    assert first == _build(tmp_path / "b")
    assert {Path(name).suffix for name in first} == {".whl", ".gz"}
    (wheel,) = (tmp_path / "a").glob("*.whl")
    target = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--target", str(target), str(wheel)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(target), "BENCHPIN_CACHE": ""}
    code = (
        "import benchpin, sys; assert benchpin.__file__.startswith(sys.argv[1]), benchpin.__file__;"
        "from benchpin.cli.main import run; sys.argv = ['benchpin', 'role', 'bench-jeweler']; run()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120,
        check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "SOURCES" in result.stdout
