"""An uploaded resume as a profile, read by a process of its own, and joined to a case.

A process that reads a resume spends nearly all of its time on loading what it needs. So one is
begun ahead and waits; it reads one file and ends, and the next one is begun once that is read. No
process ever holds the files of two people.
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
"""How long somebody waits at most for what is read."""
AT_ONCE = BoundedSemaphore(2)
"""So many resumes are read at the same time; others wait for their turn."""
WAITING = BoundedSemaphore(12)
"""So many are read or wait; more are asked to come again, since each wait holds a thread that the
other pages need."""
_COMMAND = (sys.executable, "-P", "-m", "benchpin.web.cases.resume_process")
_PARTS = ("experience", "education", "certificates", "languages")


@dataclass(frozen=True, slots=True)
class ReadResumeResult:
    """What was read: the profile, kinds of private details left out, and what is to be known."""

    profile: Profile
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def read(content: bytes, name: str, catalog: Catalog) -> ReadResumeResult:
    """The person in a file; BadFile, with one sentence, where it cannot be read."""
    if not WAITING.acquire(blocking=False):
        raise BadFile(message("person.resume.busy"))
    try:
        with AT_ONCE:
            answer = _asked(content, name)
    except (subprocess.TimeoutExpired, ValueError):
        raise BadFile(message("person.resume.broken")) from None
    finally:
        WAITING.release()
    if "error" in answer:
        raise BadFile(answer["error"])
    profile = from_table(answer["profile"], catalog, name=name)
    return ReadResumeResult(profile, tuple(answer["left_out"]), tuple(answer["notes"]))


class ResumeProcessPool:
    """At most one process that has loaded, or is loading, what reading needs and has no file yet.

    It ends with this one: nothing else holds the other end of its standard input.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Begin one, unless one waits."""
        with self._lock, suppress(OSError):  # without one the next file waits for its loading
            if self._waiting is None or self._waiting.poll() is not None:
                self._end()
                self._waiting = _begun()

    def take(self) -> subprocess.Popen[bytes]:
        """The one that waits, for one file; a new one where none does."""
        with self._lock:
            taken = self._waiting
            if taken is not None and taken.poll() is None:
                self._waiting = None
                return taken
            self._end()
        return _begun()

    def end(self) -> None:
        """Let none wait."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._waiting is not None:
            _ended(self._waiting)
            self._waiting = None


ahead = ResumeProcessPool()
atexit.register(ahead.end)


def _begun() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # nosec B603  # our own, the file by standard input
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End a process if it has not ended, and let go of what it was asked and said."""
    with process:
        process.kill()
        process.communicate()


def _asked(content: bytes, name: str) -> dict[str, Any]:
    """What a process of its own says about a file."""
    process = ahead.take()
    try:
        said, _ = process.communicate(json.dumps(name).encode() + b"\n" + content, timeout=SECONDS)
        found: dict[str, Any] = json.loads(said)
    except BaseException:
        _ended(process)
        raise
    finally:
        ahead.begin()
    return found


def join(case: Case, found: Profile, catalog: Catalog, *, at: datetime) -> Case:
    """The case with what a resume adds; what was told before stays, and nothing stands twice."""
    table = case.profile.model_dump(mode="json", by_alias=True)
    new = found.model_dump(mode="json", by_alias=True)
    for part in _PARTS:
        there = {_key(part, entry) for entry in table[part]}
        table[part] += [entry for entry in new[part] if _key(part, entry) not in there]
    wishes = dict.fromkeys((*table["aims"]["learn"], *new["aims"]["learn"]))
    table["aims"]["learn"] = list(wishes)
    for name in ("country", "area"):
        table["circumstances"][name] = table["circumstances"][name] or new["circumstances"][name]
    try:
        told = from_table(table, catalog, name=message("begin.your_answers"))
    except BadInput as error:
        raise BadFile(str(error)) from None
    waiting = [skill for skill in found.skills if skill.status == "proposed"]
    surely = [skill for skill in found.skills if skill.status != "proposed"]
    held = {skill.skill for skill in told.skills}
    skills = (*told.skills, *(skill for skill in surely if skill.skill not in held))
    told = told.model_copy(update={"skills": skills})
    return propose_skills(replace_profile(case, told, at=at), waiting, at=at)


def _key(part: str, entry: dict[str, Any]) -> tuple[str, str]:
    """What makes two entries of a part the same: their name and when they began or ended."""
    name = entry.get("title") or entry.get("what") or entry.get("language") or ""
    when = entry.get("started") if part == "experience" else entry.get("ended") or entry.get("year")
    return str(name).casefold(), str(when or "")
