"""How long the catalog takes to load: read, checked and frozen.

    python bench/catalog.py

Each cold run is a fresh process and is timed inside it, without Python's own start; importing
the room stands apart. Warm is a second load in the same process. Medians of 9, in milliseconds;
cold is held to 150.
"""

import json
import statistics
import subprocess
import sys

RUNS = 9
ONCE = """
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


def measured() -> dict[str, float]:
    """The median of each time, in milliseconds."""
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", ONCE], check=True, stdout=-1).stdout)
        for _ in range(RUNS)
    ]
    return {name: 1000 * statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    for name, milliseconds in measured().items():
        print(f"{name:<6} {milliseconds:6.1f} ms")
