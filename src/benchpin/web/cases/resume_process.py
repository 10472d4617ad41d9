"""A separate process that reads one resume, so that a harmful file can harm nothing else.

It is started ahead of time, loads what reading needs, and waits on standard input for one file: a
line with its name as JSON, then its content to the end. It writes JSON to standard output and
ends; where standard input ends without a file, as when the server stopped, it ends without output.
Memory, processor time and elapsed time are limited, and it has no network. Nothing is written to
disk.
"""

import faulthandler
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAX_MEMORY = 700_000_000
"""Bytes of address space: the catalog and the text need about half of it."""
SECONDS = 20
"""Limit for reading one file, of elapsed time and of processor time each."""


def main() -> None:
    """Load the data, wait for one resume, read it and write the result."""
    _bound_memory()
    reader = _reader()
    stdin = sys.stdin.buffer
    if name_line := stdin.readline():
        content = stdin.read()
        _bound_time()
        sys.stdout.write(json.dumps(reader(content, json.loads(name_line))))


def _bound_memory() -> None:
    """Limit the memory, where the operating system can."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _bound_time() -> None:
    """End the process when its time is over, whatever it is doing."""
    # faulthandler waits in a thread that needs no interpreter lock: no file can delay it.
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu_seconds = int(usage.ru_utime + usage.ru_stime) + SECONDS + 1
    # Child processes inherit the limit.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))


def _reader() -> Callable[[bytes, str], dict[str, Any]]:
    """A function from content and name of a file to the result, with all data loaded."""
    from benchpin import catalog, reference  # noqa: PLC0415 - after the memory is bounded
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415
    from benchpin.profile.document_reader import read_content  # noqa: PLC0415
    from benchpin.profile.resume.formats.pdf_process import no_network  # noqa: PLC0415

    no_network()
    try:
        trade_catalog = catalog.load_configured()
        public_data = reference.open()
        read_content(_SAMPLE_RESUME, trade_catalog, reference=public_data)
    except BadInput as error:
        failure = {"error": str(error)}
        return lambda content, name: failure
    gc.collect()
    gc.freeze()

    def read(content: bytes, name: str) -> dict[str, Any]:
        try:
            resume = read_content(
                content, trade_catalog, name=Path(name).name, reference=public_data
            )
        except BadInput as error:
            return {"error": str(error)}
        return {
            "profile": resume.profile.model_dump(mode="json", by_alias=True),
            "left_out": resume.left_out,
            "notes": resume.notes,
        }

    return read


_SAMPLE_RESUME = b"Ana Example\nReno, NV 89501\n\nExperience\nJeweler, 2019 - 2020\n- Sized rings\n"
"""Reading it ahead loads the vocabularies and tables that every resume needs."""

if __name__ == "__main__":
    main()
