"""Time and disk space of a default install, and the size of each embedded extract.

    python bench/install.py

Builds the wheel, installs it into a fresh virtual environment, and runs it once. Times depend on
this machine and its package index. Aims: 300 MB, 45 s, an extract at most 10 MB on disk and 5 MB in
the wheel.
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
    """Run the pip of an environment, without output."""
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def python_in(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def folder_size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure, and print one line for each measurement."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pip(Path(sys.executable), "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
        wheel = next(folder.glob("*.whl"))
        print(f"wheel: {wheel.stat().st_size / MB:.1f} MB")
        with zipfile.ZipFile(wheel) as archive:
            entries = archive.infolist()
        for entry in entries:
            if entry.filename.endswith(".sqlite"):
                print(
                    f"  {Path(entry.filename).name}: {entry.file_size / MB:.1f} MB on disk, "
                    f"{entry.compress_size / MB:.1f} MB in the wheel"
                )
        data_entries = [entry for entry in entries if entry.filename.startswith("benchpin/data/")]
        data_size = sum(entry.file_size for entry in data_entries)
        print(f"  data: {len(data_entries)} files, {data_size / MB:.1f} MB")
        start = perf_counter()
        venv.create(folder / "new", with_pip=True)
        created = perf_counter()
        python = python_in(folder / "new")
        size_before = folder_size(folder / "new")
        pip(python, "install", str(wheel))
        done = perf_counter()
        added_size = folder_size(folder / "new") - size_before
        print(f"install: {done - created:.1f} s, after {created - start:.1f} s for the environment")
        print(
            f"size: {added_size / MB:.0f} MB; with pip and setuptools "
            f"{folder_size(folder / 'new') / MB:.0f} MB"
        )
        example = ROOT / "examples" / "retail-to-bench.toml"
        command = [str(python), "-m", "benchpin", "advise", str(example)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        package_list = subprocess.run(
            [str(python), "-m", "pip", "list", "--format", "freeze"],
            check=True, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        print(f"packages: {', '.join(package_list.stdout.split())}")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        print(f"asked for: {', '.join(project['project']['dependencies'])}")


if __name__ == "__main__":
    main()
