"""Mentions of a name in the catalog's prose: entry routes, questions, traps and myths."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from benchpin.catalog import Catalog
from benchpin.documents.guides.context import (
    GuideContext,
    bullet_section,
    country_names,
    field_sources,
)
from benchpin.documents.model import Section, TextLine
from benchpin.wording.phrases import phrase

MIN_NAME_LENGTH = 2
"""Minimum length of a name in letters: a shorter one would match everywhere."""


def entry_routes_mentioning(names: Iterable[str], context: GuideContext) -> Iterator[TextLine]:
    """The roles whose entry route mentions one of the names, with the text of that route."""
    pattern = _name_pattern(names)
    for identity, role in context.catalog.roles.items():
        if role.entry_route and pattern.search(role.entry_route):
            link = context.record_line("roles", identity).links
            line = context.prose(
                role.entry_route, field_sources(role, "entry_route"), lead=role.label
            )
            yield TextLine(line.text, line.notes, line.lead, links=link)


def mentions_section(names: Iterable[str], context: GuideContext, key: str) -> Section | None:
    """The questions, traps and myths that mention one of the names, with their answers."""
    pattern, catalog = _name_pattern(names), context.catalog
    lines = [
        question_line(identity, context)
        if kind == "questions"
        else trap_or_myth_line(kind, identity, context)
        for kind, identity, text in _prose_texts(catalog)
        if pattern.search(text)
    ]
    return bullet_section(key, phrase("lists.said_of"), lines)


def question_line(identity: str, context: GuideContext) -> TextLine:
    """A question that people ask, with its answer, its basis (opinion) and its countries."""
    record = context.catalog.questions[identity]
    line = context.prose(record.answer, field_sources(record, "answer"), lead=record.question)
    sentences = [line.text]
    if record.opinion:
        single_source = len(field_sources(record, "answer")) == 1
        sentences.append(phrase("lists.opinion" if single_source else "lists.opinions"))
    if record.country:
        sentences.append(phrase("lists.holds_in", where=country_names(record.country)))
    return TextLine(" ".join(sentences), line.notes, line.lead)


def domestic_first(ids: Iterable[str], country: str, catalog: Catalog) -> tuple[list[str], int]:
    """Question ids, those valid in `country` or everywhere first, and how many of these there are.

    Nobody should read the rules of another country before those of their own.
    """
    question_ids = list(ids)
    domestic_ids = [i for i in question_ids if is_valid_in(i, country, catalog)]
    return [*domestic_ids, *(i for i in question_ids if i not in domestic_ids)], len(domestic_ids)


def is_valid_in(identity: str, country: str, catalog: Catalog) -> bool:
    """Whether the answer to a question is valid in a country: it names this one, or none."""
    country_codes = catalog.questions[identity].country
    return not country_codes or country in country_codes


def trap_or_myth_line(kind: str, identity: str, context: GuideContext) -> TextLine:
    """A trap with what to do about it, or a myth with what the sources say; `kind` tells which."""
    if kind == "traps":
        trap = context.catalog.traps[identity]
        text, lead = trap.what_to_do, phrase("lists.trap", what=trap.what)
        return context.prose(text, field_sources(trap, "what_to_do"), lead=lead)
    myth = context.catalog.myths[identity]
    lead = phrase("topic.claim", claim=myth.claim, verdict=myth.verdict)
    return context.prose(myth.what_sources_say, field_sources(myth, "what_sources_say"), lead=lead)


def _name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches any of the names as whole words, case-sensitively."""
    usable_names = [name for name in names if len(name) >= MIN_NAME_LENGTH]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, usable_names))})(?!\w)")


# Collected once per catalog: the guides to qualifications and organizations all search it.
@lru_cache(maxsize=4)
def _prose_texts(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    """The searchable prose: folder, record id and text of each question, trap and myth."""
    texts = [("questions", i, f"{q.question} {q.answer}") for i, q in catalog.questions.items()]
    texts += [("traps", i, f"{t.what} {t.what_to_do}") for i, t in catalog.traps.items()]
    texts += [("myths", i, f"{m.claim} {m.what_sources_say}") for i, m in catalog.myths.items()]
    return tuple(texts)
