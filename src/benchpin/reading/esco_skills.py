"""Which skills of ESCO a free text names, where ESCO is installed.

    spot_esco(text, reference)      # BadInput where ESCO is not installed

Phrases are ESCO's names, found as `skill_phrases` finds them. What is found must be right before it
is complete, so these names are left out:

- an alternative name of fewer than three words, and a hidden one (made for searching) of a single
  word, unless it is a name of its own such as a product's: one word with a capital that no name of
  ESCO has in small letters;
- a name that two or more skills share, where it is not the preferred name of one of them;
- a name of more than LONGEST words, which nobody writes, and of fewer than SHORTEST letters.

A single word stands for itself and not for its other forms, and with its capitals where ESCO also
has it in small letters. What a name has in brackets at its end is left out: "Java (computer
programming)" is *Java*. A preferred name that begins with a verb stands also for its noun: who can
"manage budgets" is found in "budget management" (`[nouns]` in `data/skill-words.toml`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sqlite3 import connect

from benchpin.facts import BadInput
from benchpin.reference import Reference

from .phrase_forms import Phrase, key_of, spelled_words
from .skill_claims import Kind
from .skill_phrases import make
from .skill_words import skill_words, split
from .skills import read

LONGEST = 7
SHORTEST = 3
MOST_OBJECT = 2
FEWEST = {"alternative": 3, "hidden": 2}
DERIVED = "derived"
SORTS = ("preferred", DERIVED, "hidden", "alternative")
_SMALL = re.compile(r"\b[a-z]+\b")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class EscoSpotted:
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
            self.labels: dict[str, str] = dict(opened.execute("SELECT uri, label FROM skill"))
            names = opened.execute(
                "SELECT name, uri, kind FROM skill_name ORDER BY uri, name"
            ).fetchall()
        self._phrases = make(_phrases(names))

    def spot(self, text: str) -> tuple[EscoSpotted, ...]:
        """Every mention of a skill, in the order of the text."""
        found = read(split(text), self._phrases, questions=True)
        return tuple(
            EscoSpotted(s.skill, self.labels[s.skill], s.text, s.start, s.end, s.kind)
            for s in found
        )


def spot_esco(text: str, reference: Reference) -> tuple[EscoSpotted, ...]:
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


def _phrases(names: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Phrase]]:
    """The names that mean one skill, by the rules above."""
    meant: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    said: dict[tuple[str, str], str] = {}
    small: Counter[str] = Counter()
    for name, uri, kind in names:
        small.update(set(_SMALL.findall(name)))
        for way, sort in _ways(name, kind):
            words = key_of(way).split()
            if words and len(words) <= LONGEST and (len(way) >= SHORTEST or not way.isalpha()):
                key = " ".join(words)
                meant[key][sort].add(uri)
                said.setdefault((key, sort), way)
    for key, kinds in meant.items():
        best = next(sort for sort in SORTS if sort in kinds)
        name, words = said[key, best], key.split()
        # A short alternative name is kept where it is a name of its own, such as of a product.
        is_name = len(words) == 1 and not name.islower() and not small[name.lower()]
        if len(words) < FEWEST.get(best, 1) and not is_name:
            continue
        if len(kinds[best]) == 1:
            (uri,) = kinds[best]
            yield name, _phrase(uri, name, ambiguous=small[name.lower()] > 0)


def _phrase(uri: str, said: str, *, ambiguous: bool) -> Phrase:
    """What a name means; a single word stands for itself, with its capitals where they tell."""
    words = spelled_words(said)
    if len(words) > 1:
        return Phrase(uri)
    big = ambiguous and not said.islower()
    return Phrase(uri, words[0], capitals=big and said.isupper(), capital=big, a_name=True)


def _ways(name: str, kind: str) -> Iterator[tuple[str, str]]:
    """A name without its qualifier, and for "manage budgets" also "budget management"."""
    plain = _QUALIFIER.sub("", name) or name
    yield plain, kind
    verb, _, rest = plain.partition(" ")
    noun = skill_words()["nouns"].get(verb)
    if noun and rest and kind == "preferred" and len(rest.split()) <= MOST_OBJECT:
        yield f"{rest} {noun}", DERIVED
