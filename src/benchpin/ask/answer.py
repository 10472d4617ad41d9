"""A question answered from the catalog: what is known, with its sources, or an honest refusal."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from benchpin.ask.entries import entry_label
from benchpin.ask.index import words_of
from benchpin.ask.model import Answer, AnswerPart, EntryScore, NearEntry
from benchpin.ask.refusals import Refusal, refusal_of
from benchpin.ask.retrieval import RankedEntry, entry_index, everyday_words, rank
from benchpin.ask.statements import entry_statements
from benchpin.ask.understanding import (
    MAX_QUESTION_LENGTH,
    Understanding,
    rule_table,
    stems_of,
    understand,
)
from benchpin.catalog import Catalog
from benchpin.facts import Statement, catalog_value, make_statement
from benchpin.inputs.errors import BadInput
from benchpin.profile import Profile
from benchpin.reference import Area, Reference
from benchpin.reference.bibliography import sources_of
from benchpin.wording.phrases import phrase

MAX_PARTS = 3
"""How many questions of one text are answered."""
MAX_ENTRIES = 8
"""How many entries an answer names."""
ENTRIES_STATED = 2
"""Of how many entries an answer says what they say."""
NEAR = 3
MIN_LANGUAGE_WORDS = 4
"""From how many words on a question without any English word of every day is another language's."""
MAX_KNOWN_SHARE = 0.34
_MIN_PART_WORDS = 4
"""A question of fewer words is not answered on its own, but as part of the one before."""
_PART_END = re.compile(
    r"\?+\s+|(?<=\w),?\s+(?:and also|also,"
    r"|and(?=\s+(?:how|what|where|when|who|is|are|do|does|can)\s))\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose role and place are meant where a question names none."""

    roles: tuple[str, ...] = ()
    area: Area | None = None
    country: str | None = None
    under_18: bool = False

    def complete(self, question: Understanding) -> Understanding:
        """A question with the asker's role, area and country where it names none."""
        has_place = question.areas or question.countries
        return replace(
            question,
            roles=question.roles or self.roles[:1],
            areas=question.areas if has_place or self.area is None else (self.area,),
            countries=question.countries if has_place or not self.country else (self.country,),
        )


def asker_of(profile: Profile, reference: Reference) -> Asker:
    """The first role, the area and the country of a profile."""
    circumstances = profile.circumstances
    reading = reference.settled_place(circumstances.area, circumstances.country)
    area = reading.area if reading.area is not None and reading.area.kind != "nation" else None
    return Asker(
        profile.aims.roles,
        area,
        reading.country or circumstances.country,
        bool(circumstances.under_18),
    )


def answer_question(
    text: str,
    catalog: Catalog,
    reference: Reference,
    *,
    context: str | None = None,
    identity: str | None = None,
    asker: Asker | None = None,
) -> Answer:
    """The answer to a text of up to MAX_PARTS questions; `context` is the question before it.

    A question that names no role, area or country is meant for those of the `asker`. Raises
    BadInput for a text without a word. Reads at most MAX_QUESTION_LENGTH characters.
    """
    text = " ".join(text[:MAX_QUESTION_LENGTH].split())
    if not stems_of(text):
        raise BadInput(phrase("answering.empty"))
    before = understand(context, catalog, reference) if context else None
    parts: list[AnswerPart] = []
    near: list[RankedEntry] = []
    for question in split_questions(text):
        understood = understand(question, catalog, reference)
        if before is not None:
            understood = understood.following(before)
        if asker is not None:
            understood = asker.complete(understood)
        ranked = rank(understood, catalog, before)
        parts.append(_part(question, understood, ranked, catalog, reference))
        near += ranked[:NEAR]
        before = understood
    cited = dict.fromkeys(
        source for part in parts for statement in part.statements for source in statement.sources
    )
    return Answer(
        id=identity,
        question=text,
        parts=tuple(parts),
        near=tuple(_near(near, catalog, reference)),
        for_minor=asker is not None and asker.under_18,
        sources=sources_of(cited, catalog, reference),
    )


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of a text, in order; a short one stays with the one before it."""
    parts: list[str] = []
    for piece in _PART_END.split(text):
        if parts and (len(piece.split()) < _MIN_PART_WORDS or len(parts) >= MAX_PARTS):
            parts[-1] = f"{parts[-1]}? {piece}".strip()
        elif piece.strip():
            parts.append(piece.strip())
    # A first piece that only leads in ("Hi", "new here") is read with the second.
    if len(parts) > 1 and len(parts[0].split()) < _MIN_PART_WORDS:
        parts[:2] = [f"{parts[0]}? {parts[1]}"]
    return tuple(parts) or (text,)


def _part(
    question: str,
    understood: Understanding,
    ranked: tuple[RankedEntry, ...],
    catalog: Catalog,
    reference: Reference,
) -> AnswerPart:
    refusal = refusal_of(understood.stems) or _foreign(question, catalog)
    if refusal is None and _is_abroad(understood, ranked):
        refusal = Refusal("abroad", "not-held", "the-trade-body")
    if refusal is None and not _is_known(understood, ranked):
        refusal = Refusal("unknown", "not-held", _refer_to(understood))
    if refusal is not None:
        kind = "answer-not-held" if refusal.why == "not-held" else f"refuse-{refusal.why}"
        statements: tuple[Statement, ...] = (make_statement(kind, judged=True),)
        return AnswerPart(
            question=question,
            understood=_as_data(understood),
            answered="no",
            why_not=refusal.why,
            statements=statements,
            entries=(),
            refer_to=_referral(refusal),
        )
    least = rule_table("ranking")["answers"]["second_share"] * ranked[0].score
    chosen_entries = tuple(r for r in ranked[:ENTRIES_STATED] if r.score >= least)
    if "looked-up" in ranked[0].parts:
        chosen_entries = ranked[:1]
    statements = tuple(
        statement
        for ranked_entry in chosen_entries
        for statement in entry_statements(ranked_entry.entry.id, understood, catalog, reference)
    )
    return AnswerPart(
        question=question,
        understood=_as_data(understood),
        answered="yes",
        why_not=None,
        statements=_each_once(statements),
        entries=tuple(
            EntryScore(id=r.entry.id, score=round(r.score, 3)) for r in ranked[:MAX_ENTRIES]
        ),
        refer_to=None,
    )


def _each_once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    chosen: list[Statement] = []
    for statement in statements:
        if statement not in chosen:
            chosen.append(statement)
    return tuple(chosen)


def _is_known(question: Understanding, ranked: tuple[RankedEntry, ...]) -> bool:
    """Whether the best entry is near enough to a question to answer it."""
    if not ranked:
        return False
    limits = rule_table("ranking")["answers"]
    best = ranked[0]
    if "looked-up" in best.parts:
        return True
    nearness = best.parts.get("phrase", 0.0) + best.parts.get("coverage", 0.0)
    return bool(best.score >= limits["sure_score"] or nearness >= limits["sure_nearness"])


_LOCAL_INTENTS = frozenset(("pay", "cost", "place-to-learn", "outlook"))


def _is_abroad(question: Understanding, ranked: tuple[RankedEntry, ...]) -> bool:
    """Whether pay, prices or schools of a country are asked for that no entry found is about."""
    abroad = {country for country in question.countries if country != "US"}
    if not abroad or question.areas or not question.intents & _LOCAL_INTENTS:
        return False
    if question.qualifications or question.providers:
        return False
    return not any(r.entry.countries & abroad for r in ranked[:MAX_ENTRIES])


def _foreign(question: str, catalog: Catalog) -> Refusal | None:
    """A question in another language: no English word of every day, few words of the catalog."""
    words = words_of(question)
    if len(words) < MIN_LANGUAGE_WORDS or set(words) & everyday_words():
        return None
    index = entry_index(catalog)
    if sum(stem in index.rarity for stem in stems_of(question)) > MAX_KNOWN_SHARE * len(words):
        return None
    return Refusal("language", "out-of-scope", "language")


def _refer_to(question: Understanding) -> str:
    if question.intents & {"place-to-learn", "cost", "duration", "credential", "test"}:
        return "the-school"
    return "employers"


def _referral(refusal: Refusal) -> Statement | None:
    if refusal.refer_to.startswith("nobody"):
        return None
    whom = catalog_value(
        phrase(f"answering.refer_to.{refusal.refer_to}"), f"answering/{refusal.refer_to}"
    )
    return make_statement("refer", whom=whom, judged=True)


def _as_data(question: Understanding) -> dict[str, object]:
    return {
        "intents": sorted(question.intents),
        "roles": list(question.roles),
        "qualifications": list(question.qualifications),
        "bodies": list(question.providers),
        "areas": [area.code for area in question.areas],
        "countries": list(question.countries),
    }


def _near(
    ranked: Iterable[RankedEntry], catalog: Catalog, reference: Reference
) -> Iterable[NearEntry]:
    labels: dict[str, str] = {}
    for entry in (r.entry for r in ranked):
        labels.setdefault(entry.id, entry_label(entry.id, catalog, reference))
    return [NearEntry(id=i, label=label) for i, label in list(labels.items())[:NEAR]]
