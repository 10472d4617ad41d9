"""Time and memory of `benchpin --help` and `benchpin advise` from a cold start.

    python bench/advise.py [--runs 9]

Each cold run is a fresh process; the time of an idle interpreter in the same run is printed beside
it, since times on a shared machine vary. Warm times are of `advise()` and `match.rank` in one
process. All times are medians.
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


def median_process_seconds(arguments: list[str], runs: int) -> float:
    """The median seconds of a fresh Python process with these arguments."""
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        durations.append(time.perf_counter() - start)
    return median(durations)


def median_call_seconds(call: Callable[[], object], runs: int) -> float:
    """The median seconds of a call, after a first one that is not timed."""
    call()
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        durations.append(time.perf_counter() - start)
    return median(durations)


def main() -> None:
    """Measure, and print one line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    idle_seconds = median_process_seconds(["-c", "pass"], runs)
    print(f"python -c pass                {idle_seconds:7.3f} s")
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
        seconds = median_process_seconds(arguments, runs)
        print(f"{name:<29} {seconds:7.3f} s  ({seconds / idle_seconds:.1f} x an idle interpreter)")
    # Linux gives ru_maxrss in kilobytes.
    peak_megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of these          {peak_megabytes:7.1f} MB")
    _measure_warm(runs)


def _measure_warm(runs: int) -> None:
    day = date.fromisoformat(DAY)
    shipped_catalog, reference_data = catalog.load(), reference.open()
    person = profile.read(EXAMPLE, shipped_catalog)
    area = reference_data.area(person.circumstances.area)
    candidate = match.resolve_candidate(
        person, shipped_catalog, reference_data, title_reader(shipped_catalog, reference_data), day
    )
    seconds = median_call_seconds(
        lambda: match.match_roles(
            candidate, shipped_catalog, reference_data, area=area, draws=4096
        ),
        runs,
    )
    print(f"match.rank, 4,096 draws, warm {seconds * 1000:7.1f} ms")
    seconds = median_call_seconds(
        lambda: advise(person, shipped_catalog, reference_data, as_of=day), runs
    )
    print(f"advise(), warm                {seconds * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
