"""The command line under test: each call in a process of its own, forked from a warm one.

To start Python and load the rooms takes ten times as long as most answers. A fork has both already,
and is still a process: its exit status, environment, streams and files are its own. The catalog
without overlays is the worker's own (tests/conftest.py); with overlays the command loads its own.
Where a platform cannot fork, and in `cold`, a new interpreter is started.
"""

import os
import subprocess
import sys
import tempfile
import traceback

from benchpin import catalog, documents, guidance, reference
from benchpin.cli.main import run
from benchpin.profile import document_reader

WARM = (documents, guidance, reference, document_reader)
"""Imported here so that no fork has to."""

Finished = subprocess.CompletedProcess[str]


def benchpin(*arguments: object, typed: str = "", **environment: str) -> Finished:
    """What a command answers: exit status and both streams; `typed` is its standard input."""
    if not hasattr(os, "fork"):
        return cold(*arguments, typed=typed, **environment)
    catalog.load()
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, \
            tempfile.TemporaryFile() as stderr:  # fmt: skip
        stdin.write(typed.encode())
        stdin.seek(0)
        child = os.fork()
        if child == 0:
            for descriptor, stream in enumerate((stdin, stdout, stderr)):
                os.dup2(stream.fileno(), descriptor)
            _run(["benchpin", *map(str, arguments)], environment)
        _, status = os.waitpid(child, 0)
        stdout.seek(0)
        stderr.seek(0)
        return subprocess.CompletedProcess(
            list(map(str, arguments)),
            os.waitstatus_to_exitcode(status),
            stdout.read().decode(),
            stderr.read().decode(),
        )


def cold(*arguments: object, typed: str = "", **environment: str) -> Finished:
    """The same from a new interpreter, as somebody at a terminal has it."""
    return subprocess.run(
        [sys.executable, "-m", "benchpin", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run the command line in the forked child and end it; never returns."""
    code = 70  # what nothing of ours answers: something of the test itself broke
    try:
        sys.stdin, sys.stdout, sys.stderr = (
            open(0, encoding="utf-8", closefd=False),  # noqa: SIM115 - a descriptor
            open(1, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
            open(2, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
        )
        sys.argv = command
        os.environ.update(environment)
        if "BENCHPIN_DATA" not in os.environ:
            catalog.load_configured = catalog.load
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
