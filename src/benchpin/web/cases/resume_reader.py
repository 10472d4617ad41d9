"""Reads an uploaded resume in a separate process and merges the resulting profile into a case.

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
from datetime import datetime
from threading import BoundedSemaphore, Lock
from typing import Any

from benchpin.catalog import Catalog
from benchpin.inputs.errors import BadFile, BadInput
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case, propose_skills, replace_profile
from benchpin.web.app.messages import message

SECONDS = 20
"""How long a request waits at most for the result."""
READ_SLOTS = BoundedSemaphore(2)
"""How many resumes are read at the same time; further ones wait."""
QUEUE_SLOTS = BoundedSemaphore(12)
"""How many are read or wait; further ones are refused, since each holds a thread that other pages
need."""
_COMMAND = (sys.executable, "-P", "-m", "benchpin.web.cases.resume_process")
_PARTS = ("experience", "education", "certificates", "languages")


@dataclass(frozen=True, slots=True)
class ReadResumeResult:
    """The profile read, the kinds of private details left out, and notes for the person."""

    profile: Profile
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def read(content: bytes, name: str, catalog: Catalog) -> ReadResumeResult:
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


ahead = ResumeProcessPool()
atexit.register(ahead.end)


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
    process = ahead.take()
    try:
        output, _ = process.communicate(
            json.dumps(name).encode() + b"\n" + content, timeout=SECONDS
        )
        answer: dict[str, Any] = json.loads(output)
    except BaseException:
        _stop_process(process)
        raise
    finally:
        ahead.begin()
    return answer


def join(case: Case, resume: Profile, catalog: Catalog, *, at: datetime) -> Case:
    """The case with the entries of a resume added; earlier answers win, duplicates are left out.

    Raises BadFile where the merged profile is not valid.
    """
    table = case.profile.model_dump(mode="json", by_alias=True)
    new = resume.model_dump(mode="json", by_alias=True)
    for part in _PARTS:
        existing_keys = {_key(part, entry) for entry in table[part]}
        table[part] += [entry for entry in new[part] if _key(part, entry) not in existing_keys]
    skills_to_learn = dict.fromkeys((*table["aims"]["learn"], *new["aims"]["learn"]))
    table["aims"]["learn"] = list(skills_to_learn)
    for name in ("country", "area"):
        table["circumstances"][name] = table["circumstances"][name] or new["circumstances"][name]
    try:
        profile = from_table(table, catalog, name=message("begin.your_answers"))
    except BadInput as error:
        raise BadFile(str(error)) from None
    proposed = [skill for skill in resume.skills if skill.status == "proposed"]
    confirmed = [skill for skill in resume.skills if skill.status != "proposed"]
    profile_skills = {skill.skill for skill in profile.skills}
    skills = (*profile.skills, *(skill for skill in confirmed if skill.skill not in profile_skills))
    profile = profile.model_copy(update={"skills": skills})
    return propose_skills(replace_profile(case, profile, at=at), proposed, at=at)


def _key(part: str, entry: dict[str, Any]) -> tuple[str, str]:
    """The identity of an entry for deduplication: its name, and its start or end date."""
    name = entry.get("title") or entry.get("what") or entry.get("language") or ""
    entry_date = (
        entry.get("started") if part == "experience" else entry.get("ended") or entry.get("year")
    )
    return str(name).casefold(), str(entry_date or "")
