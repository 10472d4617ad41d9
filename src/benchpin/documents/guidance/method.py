"""How the answer was worked out and what it was made from, as parts of a document."""

from collections.abc import Iterable

from benchpin.documents.context import GuidanceContext
from benchpin.documents.guidance.roles import BRIEF_IN_FULL, IN_FULL, is_imputed, score_shown
from benchpin.documents.model import Block, DefinitionList, Paragraphs, Section, Table, TextLine
from benchpin.facts import PARTS
from benchpin.match import Match
from benchpin.wording.format import format_percent, format_period, words
from benchpin.wording.phrases import phrase


def method_section(told: GuidanceContext) -> Section | None:
    """The parts of the scores with their weights, for the roles shown in full."""
    matches = told.guidance.matches
    if not matches:
        return None
    asked = {role.role for role in told.guidance.asked}
    full = BRIEF_IN_FULL if told.brief else IN_FULL
    shown = [m for m in matches if m.rank <= full or m.role in asked]
    lines = _in_words()
    if told.brief and any(is_imputed(m) for m in shown):
        lines = (*lines, TextLine(phrase("method.imputed")))
    blocks: tuple[Block, ...] = (Paragraphs(lines), _table(shown))
    return Section("method", phrase("headings.method"), blocks)


def method_text_section(told: GuidanceContext) -> Section | None:
    """What a score and a rank are, without the table; None where nothing is ranked."""
    if not told.guidance.matches:
        return None
    return Section("method", phrase("headings.method"), (Paragraphs(_in_words()),))


def _in_words() -> tuple[TextLine, ...]:
    return TextLine(phrase("method.how")), TextLine(phrase("method.rank"))


def _table(shown: list[Match]) -> Table:
    names = [name for name in PARTS if name in shown[0].parts]
    weights = (
        phrase("method.weight"),
        *(format_percent(shown[0].parts[name].weight) for name in names),
        "",
    )
    head = (
        phrase("method.role"),
        *(phrase(f"parts.{name}") for name in names),
        phrase("method.whole"),
    )
    rows = tuple(
        (m.label, *(score_shown(m, name) for name in names), format_percent(m.score)) for m in shown
    )
    return Table(phrase("method.table"), head, (*rows, weights))


def provenance_section(told: GuidanceContext) -> Section:
    """The fingerprint, the data sets and the days on which facts were checked."""
    guidance = told.guidance
    data = ((used.name, used.release, used.from_) for used in guidance.data)
    rows = (
        (phrase("about.fingerprint"), TextLine(guidance.fingerprint)),
        *data_versions_line(data, guidance.catalog.checked_until),
    )
    lines = (
        TextLine(phrase("about.same"), tone="soft"),
        TextLine(phrase("made_with", engine=guidance.engine), tone="soft"),
    )
    return Section("about", phrase("headings.about"), (DefinitionList(rows), Paragraphs(lines)))


def data_versions_line(
    data: Iterable[tuple[str, str, str]], checked_until: str
) -> tuple[tuple[str, TextLine], ...]:
    """The data sets, each by name, release and origin, and the day facts were last checked."""
    sets = "; ".join(
        phrase(
            "about.data_row",
            name=words()["data_sets"].get(name, name),
            release=release,
            origin=phrase("about.embedded" if origin == "embedded" else "about.added"),
        )
        for name, release, origin in data
    )
    used = ((phrase("about.data"), TextLine(f"{sets}.")),) if sets else ()
    return (*used, (phrase("about.checked"), TextLine(f"{format_period(checked_until)}.")))
