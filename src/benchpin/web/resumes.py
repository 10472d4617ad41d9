"""An uploaded resume as a profile, read by a process of its own, and joined to a case."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from benchpin.catalog import Catalog
from benchpin.facts import BadFile, BadInput
from benchpin.profile import Profile, from_table
from benchpin.profile.case import Case, propose, retell

from .words import say

SECONDS = 20
AT_ONCE = BoundedSemaphore(2)
"""So many resumes are read at the same time; others wait for their turn."""
_PARTS = ("experience", "education", "certificates", "languages")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the profile, kinds of private details left out, and what is to be known."""

    profile: Profile
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def read(content: bytes, name: str, catalog: Catalog) -> Read:
    """The person in a file; BadFile, with one sentence, where it cannot be read."""
    command = [sys.executable, "-P", "-m", "benchpin.web.resume_child", name]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  # nosec B603  # our own, the file by standard input
                command, input=content, capture_output=True, timeout=SECONDS, check=False
            )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise BadFile(say("person.resume.broken")) from None
    if "error" in answer:
        raise BadFile(answer["error"])
    profile = from_table(answer["profile"], catalog, name=name)
    return Read(profile, tuple(answer["left_out"]), tuple(answer["notes"]))


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
        told = from_table(table, catalog, name=say("begin.your_answers"))
    except BadInput as error:
        raise BadFile(str(error)) from None
    waiting = [skill for skill in found.skills if skill.status == "proposed"]
    surely = [skill for skill in found.skills if skill.status != "proposed"]
    held = {skill.skill for skill in told.skills}
    skills = (*told.skills, *(skill for skill in surely if skill.skill not in held))
    told = told.model_copy(update={"skills": skills})
    return propose(retell(case, told, at=at), waiting, at=at)


def _key(part: str, entry: dict[str, Any]) -> tuple[str, str]:
    """What makes two entries of a part the same: their name and when they began or ended."""
    name = entry.get("title") or entry.get("what") or entry.get("language") or ""
    when = entry.get("started") if part == "experience" else entry.get("ended") or entry.get("year")
    return str(name).casefold(), str(when or "")
