"""The words by which resumes are read, ready to look up."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

_GAPS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class ResumeVocabulary:
    """What `words.toml` says, with every word in lower case."""

    sections: dict[str, str]
    months: dict[str, int]
    seasons: tuple[str, ...]
    now: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    title_heads: frozenset[str]
    breaks: frozenset[str]
    employer_marks: frozenset[str]
    states: frozenset[str]
    place_names: frozenset[str]
    labels: dict[str, str]
    unfinished: tuple[str, ...]
    levels: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    three_letters: dict[str, str]
    native: frozenset[str]
    fluent: frozenset[str]
    private: dict[str, str]
    small: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> ResumeVocabulary:
    """The words, read once."""
    text = resources.files(__package__).joinpath("words/en.toml").read_text("utf-8")
    held: dict[str, Any] = tomllib.loads(text)
    dates, places, spoken = held["dates"], held["places"], held["languages"]
    return ResumeVocabulary(
        sections={name: kind for kind, names in held["sections"].items() for name in names},
        months=dates["months"],
        seasons=tuple(dates["seasons"]),
        now=tuple(dates["now"]),
        since=tuple(dates["from_words"]),
        until=tuple(dates["until_words"]),
        title_heads=frozenset(held["titles"]["heads"]),
        breaks=frozenset(held["titles"]["breaks"]),
        employer_marks=frozenset(held["employers"]["marks"]),
        states=frozenset(places["states"]),
        place_names=frozenset(places["names"]),
        labels={label: kind for kind, labels in held["labels"].items() for label in labels},
        unfinished=tuple(held["education"]["unfinished"]),
        levels={level: tuple(named) for level, named in held["education"]["levels"].items()},
        languages={name.lower(): code for name, code in spoken["codes"].items()},
        three_letters=spoken["three"],
        native=frozenset(spoken["levels"]["native"]),
        fluent=frozenset(spoken["levels"]["fluent"]),
        private={label: kind for kind, labels in held["private"].items() for label in labels},
        small={language: frozenset(said.split()) for language, said in held["small"].items()},
    )


def plain(text: str) -> str:
    """A text for comparing: lower case, single spaces, no stop or colon around it."""
    return _GAPS.sub(" ", text.replace("’", "'")).strip(" .:;,*_#=-–—|•\t").lower()
