"""How long do `benchpin --help` and `benchpin advise` take from a cold start, and how much memory?

    python bench/advise.py [--runs 9]

Each run is a fresh process. Beside the times stands that of an interpreter that does nothing, in
the same run, since times on a shared machine vary. Warm: `advise()` and `match.rank` in one
process. Medians.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from benchpin import catalog, match, profile, reference
from benchpin.guidance import advise, title_reader

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "retail-to-bench.toml"
DAY = "2026-11-22"


def cold(arguments: list[str], runs: int) -> float:
    """The median seconds of a fresh process."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return median(taken)


def warm(call: Callable[[], object], runs: int) -> float:
    """The median seconds of a call, after one that does not count."""
    call()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    nothing = cold(["-c", "pass"], runs)
    print(f"python -c pass                {nothing:7.3f} s")
    commands = {
        "benchpin --help": ["-m", "benchpin", "--help"],
        **{
            f"benchpin advise, {form}": [
                "-m", "benchpin", "advise", str(EXAMPLE), "--as-of", DAY, "--format", form,
            ]
            for form in ("text", "json", "markdown", "html")
        },
    }  # fmt: skip
    for name, arguments in commands.items():
        seconds = cold(arguments, runs)
        print(f"{name:<29} {seconds:7.3f} s  ({seconds / nothing:.1f} x an idle interpreter)")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of these          {most:7.1f} MB")
    _warm(runs)


def _warm(runs: int) -> None:
    day = date.fromisoformat(DAY)
    held, figures = catalog.load(), reference.open()
    person = profile.read(EXAMPLE, held)
    area = figures.area(person.circumstances.area)
    resolved = match.resolve_candidate(person, held, figures, title_reader(held, figures), day)
    seconds = warm(lambda: match.rank(resolved, held, figures, area=area, draws=4096), runs)
    print(f"match.rank, 4,096 draws, warm {seconds * 1000:7.1f} ms")
    seconds = warm(lambda: advise(person, held, figures, as_of=day), runs)
    print(f"advise(), warm                {seconds * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
