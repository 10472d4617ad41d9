"""A process of its own that reads one resume: a file that harms it harms nothing else.

It takes the file on standard input and answers JSON; memory and time are bounded. Nothing is
written to a disk.
"""

import json
import sys
from pathlib import Path

MOST_MEMORY = 700_000_000
"""Bytes of address space: the knowledge and the text need about half of it."""


def _bound() -> None:
    """Bound the memory, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read the resume on standard input; its name is the first argument."""
    _bound()
    import os  # noqa: PLC0415 - after the memory is bounded

    from benchpin import catalog, reference  # noqa: PLC0415
    from benchpin.facts import BadInput  # noqa: PLC0415
    from benchpin.profile.readers import read_content  # noqa: PLC0415

    content, name = sys.stdin.buffer.read(), Path(sys.argv[1]).name
    try:
        held = catalog.load(catalog.overlays_named(os.environ.get("BENCHPIN_DATA")))
        with reference.open() as data:
            found = read_content(content, held, name=name, reference=data)
        answer = {
            "profile": found.profile.model_dump(mode="json", by_alias=True),
            "left_out": found.left_out,
            "notes": found.notes,
        }
    except BadInput as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
