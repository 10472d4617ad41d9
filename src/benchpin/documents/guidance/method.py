"""The sections on method and provenance: scores, weights, and the data behind the guidance."""

from collections.abc import Iterable

from benchpin.documents.context import GuidanceContext
from benchpin.documents.guidance.roles import (
    BRIEF_FULL_MATCHES,
    is_imputed,
    rank_lines,
    score_text,
)
from benchpin.documents.model import Block, DefinitionList, Paragraphs, Section, Table, TextLine
from benchpin.facts import PARTS
from benchpin.guidance import MAX_FULL_MATCHES
from benchpin.match import Match
from benchpin.wording.format import format_percent, format_period, words
from benchpin.wording.phrases import phrase


def method_section(context: GuidanceContext) -> Section | None:
    """The scores by part, for the roles shown in full, with the weights; None without matches."""
    matches = context.guidance.matches
    if not matches:
        return None
    requested_ids = {role.role for role in context.guidance.role_verdicts}
    full_count = BRIEF_FULL_MATCHES if context.brief else MAX_FULL_MATCHES
    shown_matches = [m for m in matches if m.rank <= full_count or m.role in requested_ids]
    lines = _explanation_lines()
    if context.brief and any(is_imputed(m) for m in shown_matches):
        lines = (*lines, TextLine(phrase("method.imputed")))
    blocks: tuple[Block, ...] = (Paragraphs(lines), _score_table(shown_matches))
    return Section("method", phrase("headings.method"), blocks)


def scores_section(context: GuidanceContext, roles: Iterable[str]) -> Section | None:
    """What a score and a rank mean, with the scores and ranks of some roles; None without any."""
    role_ids = set(roles)
    shown_matches = [match for match in context.guidance.matches if match.role in role_ids]
    if not shown_matches:
        return None
    table = _score_table(shown_matches)
    ranks = tuple((match.label, TextLine(_rank_text(context, match))) for match in shown_matches)
    blocks = (Paragraphs(_explanation_lines()), table, DefinitionList(ranks))
    return Section("method", phrase("headings.method"), blocks)


def _rank_text(context: GuidanceContext, match: Match) -> str:
    return " ".join(line.text for line in rank_lines(context, match))


def _explanation_lines() -> tuple[TextLine, ...]:
    return TextLine(phrase("method.how")), TextLine(phrase("method.rank"))


def _score_table(matches: list[Match]) -> Table:
    names = [name for name in PARTS if name in matches[0].parts]
    weights = (
        phrase("method.weight"),
        *(format_percent(matches[0].parts[name].weight) for name in names),
        "",
    )
    head = (
        phrase("method.role"),
        *(phrase(f"parts.{name}") for name in names),
        phrase("method.whole"),
    )
    rows = tuple(
        (m.label, *(score_text(m, name) for name in names), format_percent(m.score))
        for m in matches
    )
    return Table(phrase("method.table"), head, (*rows, weights))


def provenance_section(context: GuidanceContext) -> Section:
    """The fingerprint, the releases of the data sets, and the day facts were last checked."""
    guidance = context.guidance
    data = ((dataset.name, dataset.release, dataset.from_) for dataset in guidance.data)
    rows = (
        (phrase("about.fingerprint"), TextLine(guidance.fingerprint)),
        *data_version_rows(data, guidance.catalog.checked_until),
    )
    lines = (
        TextLine(phrase("about.same"), tone="soft"),
        TextLine(phrase("made_with", engine=guidance.engine), tone="soft"),
    )
    return Section("about", phrase("headings.about"), (DefinitionList(rows), Paragraphs(lines)))


def data_version_rows(
    data: Iterable[tuple[str, str, str]], checked_until: str
) -> tuple[tuple[str, TextLine], ...]:
    """Rows for the data sets (name, release, origin) and for the day facts were last checked."""
    sets = "; ".join(
        phrase(
            "about.data_row",
            name=words()["data_sets"].get(name, name),
            release=release,
            origin=phrase("about.embedded" if origin == "embedded" else "about.added"),
        )
        for name, release, origin in data
    )
    data_rows = ((phrase("about.data"), TextLine(f"{sets}.")),) if sets else ()
    return (*data_rows, (phrase("about.checked"), TextLine(f"{format_period(checked_until)}.")))
