"""The vocabulary of resumes: headings, months, titles, places, languages, labels."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

_GAPS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class ResumeVocabulary:
    """The words of `words/en.toml`; what is compared with `plain` text is in lower case."""

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
    codes_by_three_letters: dict[str, str]
    native: frozenset[str]
    fluent: frozenset[str]
    private: dict[str, str]
    function_words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def resume_vocabulary() -> ResumeVocabulary:
    """The vocabulary, read once."""
    text = resources.files(__package__).joinpath("words/en.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    dates, places, language_words = table["dates"], table["places"], table["languages"]
    return ResumeVocabulary(
        sections={name: kind for kind, names in table["sections"].items() for name in names},
        months=dates["months"],
        seasons=tuple(dates["seasons"]),
        now=tuple(dates["now"]),
        since=tuple(dates["from_words"]),
        until=tuple(dates["until_words"]),
        title_heads=frozenset(table["titles"]["heads"]),
        breaks=frozenset(table["titles"]["breaks"]),
        employer_marks=frozenset(table["employers"]["marks"]),
        states=frozenset(places["states"]),
        place_names=frozenset(places["names"]),
        labels={label: kind for kind, labels in table["labels"].items() for label in labels},
        unfinished=tuple(table["education"]["unfinished"]),
        levels={
            level: tuple(level_words) for level, level_words in table["education"]["levels"].items()
        },
        languages={name.lower(): code for name, code in language_words["codes"].items()},
        codes_by_three_letters=language_words["three"],
        native=frozenset(language_words["levels"]["native"]),
        fluent=frozenset(language_words["levels"]["fluent"]),
        private={label: kind for kind, labels in table["private"].items() for label in labels},
        function_words={
            language: frozenset(function_words.split())
            for language, function_words in table["small"].items()
        },
    )


def normalize_text(text: str) -> str:
    """A text for comparison: lower case, single spaces, no punctuation around it."""
    return _GAPS.sub(" ", text.replace("’", "'")).strip(" .:;,*_#=-–—|•\t").lower()
