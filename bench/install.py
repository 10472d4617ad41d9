"""How long a default install takes and how much room it needs, with the weight of each extract.

    python bench/install.py

Builds the wheel and the source archive, installs the wheel into a fresh virtual environment, and
runs it once. The time holds for this machine and its package index; aims: 300 MB, 45 s, an extract
at most 10 MB on disk and 5 MB in the wheel.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
MB = 1_000_000


def pip(python: Path, *words: str) -> None:
    """Run pip of an environment, quietly."""
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def python_in(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure, and print one line a measure."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        pip(Path(sys.executable), "wheel", "--no-deps", "--wheel-dir", str(place), str(ROOT))
        wheel = next(place.glob("*.whl"))
        print(f"wheel: {wheel.stat().st_size / MB:.1f} MB")
        with zipfile.ZipFile(wheel) as archive:
            held = archive.infolist()
        for entry in held:
            if entry.filename.endswith(".sqlite"):
                print(
                    f"  {Path(entry.filename).name}: {entry.file_size / MB:.1f} MB on disk, "
                    f"{entry.compress_size / MB:.1f} MB in the wheel"
                )
        data = [entry for entry in held if entry.filename.startswith("benchpin/data/")]
        print(f"  data: {len(data)} files, {sum(e.file_size for e in data) / MB:.1f} MB")
        start = perf_counter()
        venv.create(place / "new", with_pip=True)
        made = perf_counter()
        python = python_in(place / "new")
        before = size(place / "new")
        pip(python, "install", str(wheel))
        done = perf_counter()
        grown = size(place / "new") - before
        print(f"install: {done - made:.1f} s, after {made - start:.1f} s for the environment")
        print(
            f"size: {grown / MB:.0f} MB; with pip and setuptools {size(place / 'new') / MB:.0f} MB"
        )
        example = ROOT / "examples" / "retail-to-bench.toml"
        words = [str(python), "-m", "benchpin", "advise", str(example)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=place)
        listed = subprocess.run(
            [str(python), "-m", "pip", "list", "--format", "freeze"],
            check=True, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        print(f"packages: {', '.join(listed.stdout.split())}")
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        print(f"asked for: {', '.join(wanted['project']['dependencies'])}")


if __name__ == "__main__":
    main()
