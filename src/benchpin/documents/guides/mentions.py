"""Where the catalog names something in its prose: what asks for it, what people ask about it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import GuideContext, cited, countries, points
from benchpin.documents.model import Section, TextLine
from benchpin.wording.phrases import phrase

SHORTEST = 2
"""How many letters a name has at least: fewer would be found everywhere."""


def routes_naming(names: Iterable[str], teller: GuideContext) -> Iterator[TextLine]:
    """The roles whose usual way in names something, with what is said of that way."""
    pattern = _pattern(names)
    for identity, role in teller.catalog.roles.items():
        if role.entry_route and pattern.search(role.entry_route):
            link = teller.named("roles", identity).links
            line = teller.prose(role.entry_route, cited(role, "entry_route"), lead=role.label)
            yield TextLine(line.text, line.notes, line.lead, links=link)


def mentions_section(names: Iterable[str], teller: GuideContext, key: str) -> Section | None:
    """The questions, traps and myths that name something, with their answers."""
    pattern, catalog = _pattern(names), teller.catalog
    lines = [
        question_answer(identity, teller)
        if kind == "questions"
        else status_warning(kind, identity, teller)
        for kind, identity, text in _prose(catalog)
        if pattern.search(text)
    ]
    return points(key, phrase("lists.said_of"), lines)


def question_answer(identity: str, teller: GuideContext) -> TextLine:
    """A question that people ask, with its answer."""
    record = teller.catalog.questions[identity]
    line = teller.prose(record.answer, cited(record, "answer"), lead=record.question)
    said = [line.text]
    if record.opinion:
        one = len(cited(record, "answer")) == 1
        said.append(phrase("lists.opinion" if one else "lists.opinions"))
    if record.country:
        said.append(phrase("lists.holds_in", where=countries(record.country)))
    return TextLine(" ".join(said), line.notes, line.lead)


def domestic_first(ids: Iterable[str], country: str, catalog: Catalog) -> tuple[list[str], int]:
    """Questions whose answers hold in a country or everywhere, then the others; how many are first.

    Somebody is not to be given the rules of another country before those of their own.
    """
    held = list(ids)
    home = [i for i in held if holds_in(i, country, catalog)]
    return [*home, *(i for i in held if i not in home)], len(home)


def holds_in(identity: str, country: str, catalog: Catalog) -> bool:
    """Whether the answer to a question is tied to no country, or to this one."""
    where = catalog.questions[identity].country
    return not where or country in where


def status_warning(kind: str, identity: str, teller: GuideContext) -> TextLine:
    """A trap or a myth in one line: what it is, and what to do."""
    if kind == "traps":
        trap = teller.catalog.traps[identity]
        text, lead = trap.what_to_do, phrase("lists.trap", what=trap.what)
        return teller.prose(text, cited(trap, "what_to_do"), lead=lead)
    myth = teller.catalog.myths[identity]
    lead = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return teller.prose(myth.what_sources_say, cited(myth, "what_sources_say"), lead=lead)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of some names, whole and in their own letters."""
    held = [name for name in names if len(name) >= SHORTEST]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, held))})(?!\w)")


@lru_cache(maxsize=4)
def _prose(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    found = [("questions", i, f"{q.question} {q.answer}") for i, q in catalog.questions.items()]
    found += [("traps", i, f"{t.what} {t.what_to_do}") for i, t in catalog.traps.items()]
    found += [("myths", i, f"{m.claim} {m.what_sources_say}") for i, m in catalog.myths.items()]
    return tuple(found)
