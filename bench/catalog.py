"""How long the catalog takes to load: to be read, checked and frozen.

    python bench/catalog.py

Each cold load is timed inside a fresh process, without the start of Python; importing the package
is timed apart. A warm load is a second one in the same process. Medians of 9 runs in milliseconds;
the aim for a cold load is 150.
"""

import json
import statistics
import subprocess
import sys

RUNS = 9
TIMED_RUN = """
import json, time
start = time.perf_counter()
from benchpin import catalog
imported = time.perf_counter()
catalog.load()
cold = time.perf_counter()
catalog.load()
warm = time.perf_counter()
print(json.dumps({"import": imported - start, "cold": cold - imported, "warm": warm - cold}))
"""


def median_milliseconds() -> dict[str, float]:
    """The median of each time of TIMED_RUN, in milliseconds, by name."""
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", TIMED_RUN], check=True, stdout=-1).stdout)
        for _ in range(RUNS)
    ]
    return {name: 1000 * statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    for name, milliseconds in median_milliseconds().items():
        print(f"{name:<6} {milliseconds:6.1f} ms")
