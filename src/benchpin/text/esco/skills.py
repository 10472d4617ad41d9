"""Which skills of ESCO a free text names, where ESCO is installed.

    spot_esco(text, reference)      # BadInput where ESCO is not installed

The phrases follow from ESCO's names (`esco_names`) and are found as `skill_phrases` finds them.
A single word stands for itself and not for its other forms, and with its capitals where ESCO also
has it in small letters. What a name has in brackets at its end is left out: "Java (computer
programming)" is *Java*. A preferred name that begins with a verb stands also for its noun: who can
"manage budgets" is found in "budget management" (`[nouns]` in `data/skill-words.toml`).
"""

from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sqlite3 import connect

from benchpin.inputs.errors import BadInput
from benchpin.reference import Reference
from benchpin.text.esco.skill_phrases import phrases_for
from benchpin.text.phrases.lexicon import compile_phrases
from benchpin.text.skills.assertions import Kind
from benchpin.text.skills.spotter import match_sentences
from benchpin.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class EscoSkillMention:
    """A skill of ESCO that a text names: its concept URI and preferred label, and where.

    `start` and `end` count characters of the whole text.
    """

    uri: str
    label: str
    text: str
    start: int
    end: int
    kind: Kind = "held"


class EscoSkills:
    """Finds the skills of one ESCO release in texts; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(connect(address, uri=True)) as opened:
            skills = opened.execute("SELECT uri, label, kind, reuse_level FROM skill").fetchall()
            names = opened.execute(
                "SELECT name, uri, kind FROM skill_name ORDER BY uri, name"
            ).fetchall()
        self.labels: dict[str, str] = {uri: label for uri, label, _, _ in skills}
        known = {uri for uri, _, kind, _ in skills if kind == "knowledge"}
        transversal = {uri for uri, _, _, level in skills if level == "transversal"}
        self._phrases = compile_phrases(phrases_for(names, known, transversal))

    def spot(self, text: str) -> tuple[EscoSkillMention, ...]:
        """Every mention of a skill, in the order of the text."""
        found = match_sentences(tokenize(text), self._phrases, questions=True)
        return tuple(
            EscoSkillMention(s.skill, self.labels[s.skill], s.text, s.start, s.end, s.kind)
            for s in found
        )


def spot_esco(text: str, reference: Reference) -> tuple[EscoSkillMention, ...]:
    """Every mention of one of ESCO's skills, in the order of the text."""
    return open_skills(reference).spot(text)


def open_skills(reference: Reference) -> EscoSkills:
    """The skills of the ESCO that is in use; BadInput where none is installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput(
            "ESCO is not installed, and texts cannot be read for its skills: download its CSV "
            "files and run 'benchpin data add esco ZIP ZIP'"
        )
    return _skills_in(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _skills_in(path: Path, _: int) -> EscoSkills:
    return EscoSkills(path)
