"""A process of its own that reads one resume: a file that harms it harms nothing else.

It is begun ahead, loads what reading needs, and waits on standard input for one file: a line with
its name as JSON, then its content to the end. It answers JSON on standard output and ends; where
nothing comes before standard input ends, as when its server did, it ends without a word. Memory,
processor time and time are bounded, and it has no network. Nothing is written to a disk.
"""

import faulthandler
import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAX_MEMORY = 700_000_000
"""Bytes of address space: the knowledge and the text need about half of it."""
SECONDS = 20
"""For reading one file, on the clock and of the processor."""


def main() -> None:
    """Load, wait, read one resume, and say what it holds."""
    _bound_memory()
    reader = _reader()
    given = sys.stdin.buffer
    if named := given.readline():
        content = given.read()
        _bound_time()
        sys.stdout.write(json.dumps(reader(content, json.loads(named))))


def _bound_memory() -> None:
    """Bound the memory, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _bound_time() -> None:
    """End the process when its time is over, whatever it does then and whoever still waits."""
    # This needs no turn of the interpreter, so that nothing a file does can hold it up.
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))  # of what it begins, too


def _reader() -> Callable[[bytes, str], dict[str, Any]]:
    """What reads a file by its content and name, with all that it needs loaded."""
    from benchpin import catalog, reference  # noqa: PLC0415 - after the memory is bounded
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.document_reader import read_content  # noqa: PLC0415
    from benchpin.profile.resume.formats.pdf_process import no_network  # noqa: PLC0415

    no_network()
    try:
        held = catalog.load(catalog.parse_overlay_paths(os.environ.get("BENCHPIN_DATA")))
        data = reference.open()
        read_content(_PRACTICE, held, reference=data)
    except BadInput as error:
        answer = {"error": str(error)}
        return lambda content, name: answer
    gc.collect()
    gc.freeze()

    def read(content: bytes, name: str) -> dict[str, Any]:
        try:
            found = read_content(content, held, name=Path(name).name, reference=data)
        except BadInput as error:
            return {"error": str(error)}
        return {
            "profile": found.profile.model_dump(mode="json", by_alias=True),
            "left_out": found.left_out,
            "notes": found.notes,
        }

    return read


_PRACTICE = b"Ana Example\nReno, NV 89501\n\nExperience\nJeweler, 2019 - 2020\n- Sized rings\n"
"""Reading it reads the words, the phrases and the tables that other resumes need."""

if __name__ == "__main__":
    main()
