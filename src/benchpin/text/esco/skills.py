"""Which skills of ESCO a free text names, where ESCO is installed.

    spot_esco(text, reference)      # BadInput where ESCO is not installed

The phrases come from ESCO's names (`skill_phrases`) and are matched by `phrases.matcher`. A name of
a single word matches that spelling only, with its capitals where ESCO also has it in lower case.
What a name has in brackets at its end is left out: "Java (computer programming)" is *Java*. A
preferred name that begins with a verb has its noun too: "manage budgets" matches "budget
management" (`[nouns]` in `data/skill-words.toml`).
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
from benchpin.text.skills.assertions import AssertionKind
from benchpin.text.skills.spotter import match_sentences
from benchpin.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class EscoSkillMention:
    """A skill of ESCO that a text names: its concept URI, preferred label, sentence and span.

    `start` and `end` are character offsets into the whole text.
    """

    uri: str
    label: str
    text: str
    start: int
    end: int
    kind: AssertionKind = "held"


class EscoSkills:
    """Finds the skills of one ESCO release in texts; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        database_uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(connect(database_uri, uri=True)) as connection:
            skills = connection.execute(
                "SELECT uri, label, kind, reuse_level FROM skill"
            ).fetchall()
            names = connection.execute(
                "SELECT name, uri, kind FROM skill_name ORDER BY uri, name"
            ).fetchall()
        self.labels: dict[str, str] = {uri: label for uri, label, _, _ in skills}
        knowledge_uris = {uri for uri, _, kind, _ in skills if kind == "knowledge"}
        transversal_uris = {uri for uri, _, _, level in skills if level == "transversal"}
        self._phrases = compile_phrases(phrases_for(names, knowledge_uris, transversal_uris))

    def spot(self, text: str) -> tuple[EscoSkillMention, ...]:
        """Every mention of a skill, in the order of the text."""
        mentions = match_sentences(tokenize(text), self._phrases, questions=True)
        return tuple(
            EscoSkillMention(
                mention.skill,
                self.labels[mention.skill],
                mention.text,
                mention.start,
                mention.end,
                mention.kind,
            )
            for mention in mentions
        )


def spot_esco(text: str, reference: Reference) -> tuple[EscoSkillMention, ...]:
    """Every mention of one of ESCO's skills, in the order of the text."""
    return open_skills(reference).spot(text)


def open_skills(reference: Reference) -> EscoSkills:
    """The skills of the installed ESCO release; BadInput where none is installed."""
    path = reference.installed("esco")
    if path is None:
        raise BadInput(
            "ESCO is not installed, and texts cannot be read for its skills: download its CSV "
            "files and run 'benchpin data add esco ZIP ZIP'"
        )
    return _skills_in(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _skills_in(path: Path, _: int) -> EscoSkills:
    """The skills in a file; its time of change is part of the cache's key."""
    return EscoSkills(path)
