"""How the answer was worked out and what it was made from, as parts of a document."""

from collections.abc import Iterable

from benchpin.documents.context import Told
from benchpin.documents.guidance.roles import BRIEF_IN_FULL, IN_FULL, is_lent, score_shown
from benchpin.documents.model import Block, Facts, Line, Says, Section, Table
from benchpin.facts import PARTS
from benchpin.match import Match
from benchpin.wording.format import period, share, words
from benchpin.wording.phrases import phrase


def method(told: Told) -> Section | None:
    """The parts of the scores with their weights, for the roles shown in full."""
    matches = told.guidance.matches
    if not matches:
        return None
    asked = {role.role for role in told.guidance.asked}
    full = BRIEF_IN_FULL if told.brief else IN_FULL
    shown = [m for m in matches if m.rank <= full or m.role in asked]
    lines = _in_words()
    if told.brief and any(is_lent(m) for m in shown):
        lines = (*lines, Line(phrase("method.imputed")))
    blocks: tuple[Block, ...] = (Says(lines), _table(shown))
    return Section("method", phrase("headings.method"), blocks)


def method_in_words(told: Told) -> Section | None:
    """What a score and a rank are, without the table; None where nothing is ranked."""
    if not told.guidance.matches:
        return None
    return Section("method", phrase("headings.method"), (Says(_in_words()),))


def _in_words() -> tuple[Line, ...]:
    return Line(phrase("method.how")), Line(phrase("method.rank"))


def _table(shown: list[Match]) -> Table:
    names = [name for name in PARTS if name in shown[0].parts]
    weights = (
        phrase("method.weight"),
        *(share(shown[0].parts[name].weight) for name in names),
        "",
    )
    head = (
        phrase("method.role"),
        *(phrase(f"parts.{name}") for name in names),
        phrase("method.whole"),
    )
    rows = tuple(
        (m.label, *(score_shown(m, name) for name in names), share(m.score)) for m in shown
    )
    return Table(phrase("method.table"), head, (*rows, weights))


def about(told: Told) -> Section:
    """The fingerprint, the data sets and the days on which facts were checked."""
    guidance = told.guidance
    data = ((used.name, used.release, used.from_) for used in guidance.data)
    rows = (
        (phrase("about.fingerprint"), Line(guidance.fingerprint)),
        *made_from(data, guidance.catalog.checked_until),
    )
    lines = (
        Line(phrase("about.same"), tone="soft"),
        Line(phrase("made_with", engine=guidance.engine), tone="soft"),
    )
    return Section("about", phrase("headings.about"), (Facts(rows), Says(lines)))


def made_from(
    data: Iterable[tuple[str, str, str]], checked_until: str
) -> tuple[tuple[str, Line], ...]:
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
    used = ((phrase("about.data"), Line(f"{sets}.")),) if sets else ()
    return (*used, (phrase("about.checked"), Line(f"{period(checked_until)}.")))
