"""Reads an uploaded resume in a separate process.

A process that reads a resume spends nearly all of its time on loading data. So one is started
ahead and waits; it reads one file and ends, and the next one is started after that. No process
ever holds the files of two people.
"""

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile
from benchpin.profile import Profile, from_table
from benchpin.web.app.messages import message

SECONDS = 20
"""How long a request waits at most for the result."""
READ_SLOTS = BoundedSemaphore(2)
"""How many resumes are read at the same time; further ones wait."""
QUEUE_SLOTS = BoundedSemaphore(12)
"""How many are read or wait; further ones are refused, since each holds a thread that other pages
need."""
_COMMAND = (sys.executable, "-P", "-m", "benchpin.web.cases.resume_process")


@dataclass(frozen=True, slots=True)
class ReadResumeResult:
    """The profile read, the kinds of private details left out, and notes for the person."""

    profile: Profile
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def read_resume(content: bytes, name: str, catalog: Catalog) -> ReadResumeResult:
    """The profile in a file; BadFile, with a one-sentence message, where it cannot be read."""
    if not QUEUE_SLOTS.acquire(blocking=False):
        raise BadFile(message("person.resume.busy"))
    try:
        with READ_SLOTS:
            answer = _read_in_process(content, name)
    except (subprocess.TimeoutExpired, ValueError):
        raise BadFile(message("person.resume.broken")) from None
    finally:
        QUEUE_SLOTS.release()
    if "error" in answer:
        raise BadFile(answer["error"])
    profile = from_table(answer["profile"], catalog, name=name)
    return ReadResumeResult(profile, tuple(answer["left_out"]), tuple(answer["notes"]))


class ResumeProcessPool:
    """At most one process that is started ahead and has not received a file yet.

    It ends with this process, the only one that holds the other end of its standard input.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start a process, unless one waits already."""
        with self._lock, suppress(OSError):  # on failure the next file waits for the loading
            if self._waiting is None or self._waiting.poll() is not None:
                self._end()
                self._waiting = _start_process()

    def take(self) -> subprocess.Popen[bytes]:
        """The waiting process, to be used for one file; a new one where none waits."""
        with self._lock:
            process = self._waiting
            if process is not None and process.poll() is None:
                self._waiting = None
                return process
            self._end()
        return _start_process()

    def end(self) -> None:
        """Stop the waiting process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._waiting is not None:
            _stop_process(self._waiting)
            self._waiting = None


process_pool = ResumeProcessPool()
atexit.register(process_pool.end)


def _start_process() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # nosec B603  # fixed command, file by standard input
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _stop_process(process: subprocess.Popen[bytes]) -> None:
    """Kill a process if it still runs, and close its pipes."""
    with process:
        process.kill()
        process.communicate()


def _read_in_process(content: bytes, name: str) -> dict[str, Any]:
    """The JSON that a separate process returns for a file; raises ValueError or TimeoutExpired."""
    process = process_pool.take()
    try:
        output, _ = process.communicate(
            json.dumps(name).encode() + b"\n" + content, timeout=SECONDS
        )
        answer: dict[str, Any] = json.loads(output)
    except BaseException:
        _stop_process(process)
        raise
    finally:
        process_pool.begin()
    return answer
