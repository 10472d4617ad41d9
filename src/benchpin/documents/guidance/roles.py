"""The roles that somebody asked about, and those that suit them, as parts of a document."""

from collections.abc import Iterator, Sequence

from benchpin.documents.context import GuidanceContext
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Disclosure,
    Paragraphs,
    ScoreBar,
    ScoreChart,
    Section,
    Table,
    TextLine,
)
from benchpin.facts import PARTS, Statement
from benchpin.guidance import RoleVerdict
from benchpin.match import Match
from benchpin.wording.format import format_percent, join_list
from benchpin.wording.phrases import phrase

IN_FULL = 5
"""How many of the best matches are shown in full."""
MAX_NEXT_ROLES = 4
"""How many roles that one can lead to are named."""
BRIEF_IN_FULL = 3
BRIEF_ABOUT = 4
BRIEF_REST = 9
"""How many of the best, and of those after them, a brief document names."""


def verdicts_section(told: GuidanceContext) -> Section | None:
    """The answer on each role that somebody had in mind, None where none was named."""
    roles = told.guidance.asked
    if not roles:
        return None
    sections = tuple(_asked(told, role) for role in roles)
    return Section("asked", phrase("headings.asked"), (), sections)


def _asked(told: GuidanceContext, asked_role: RoleVerdict) -> Section:
    blocks = answer(told, asked_role)
    facts = tuple(told.notes.line(s) for s in asked_role.about)
    if told.brief:
        facts = facts[:BRIEF_ABOUT]
    blocks.append(
        BulletList(facts) if told.brief else Disclosure(phrase("role.about"), BulletList(facts))
    )
    match = told.match(asked_role.role)
    if match is not None:
        if not told.brief:
            blocks.append(_skills(told, match))
        blocks += _ahead(told, match)
        blocks.append(Paragraphs(_standing(told, match)))
        blocks.append(bars(told, match, f"asked-{match.role}"))
    return Section(f"asked-{asked_role.role}", asked_role.label, tuple(blocks), kind="role")


def answer(told: GuidanceContext, asked_role: RoleVerdict) -> list[Block]:
    """The verdict on a role that somebody had in mind, what it rests on, and a way to try it."""
    key = (asked_role.verdict or "none").replace(" ", "-")
    tone = {"go-ahead": "good", "go-ahead-if": "good"}.get(key, "care")
    said = [s for s in (*asked_role.statements, asked_role.floor) if s is not None]
    # The verdict's own statement gives it in words; without one it stands alone.
    spoken = [s for s in said[:1] if s.kind.startswith("verdict-")]
    lead, tone = phrase("role.answer"), f"{tone} strong"
    verdict = (
        told.notes.line(spoken[0], lead=lead, tone=tone)
        if spoken
        else TextLine(phrase(f"verdicts.{key}"), lead=lead, tone=tone)
    )
    blocks: list[Block] = [Paragraphs((verdict,))]
    said = said[len(spoken) :]
    if said:
        blocks.append(BulletList(tuple(told.notes.line(s) for s in said)))
    if asked_role.try_it:
        line = told.notes.line(asked_role.try_it, lead=phrase("role.try_it"))
        blocks.append(Paragraphs((line,)))
    return blocks


def matches_section(told: GuidanceContext) -> Section | None:
    """The best matches in full and the others in a list, None where nothing is ranked."""
    matches = told.guidance.matches
    if not matches:
        return None
    full = BRIEF_IN_FULL if told.brief else IN_FULL
    best = tuple(reasons_block(told, match) for match in matches[:full])
    rest = _rest(told, matches[full:])
    intro = [TextLine(phrase("match.intro"))]
    if _is_mixed(matches, full):
        intro.append(TextLine(phrase("match.mixed")))
    return Section("suits", phrase("headings.suits"), (Paragraphs(tuple(intro)),), (*best, *rest))


def _is_mixed(matches: Sequence[Match], shown: int) -> bool:
    """Whether a role that is further off stands among the first, before one that is not."""
    bands = [match.band for match in matches]
    return "far" in bands[:shown] and set(bands[bands.index("far") :]) != {"far"}


def band_lines(match: Match) -> Iterator[TextLine]:
    """How far off a role is, and why where something does not fit whatever is held."""
    because = join_list([phrase(f"because.{name}") for name in match.held_back_by])
    if because and match.band == "far":
        yield TextLine(phrase("bands.far_because", because=because), tone="strong")
        return
    yield TextLine(phrase(f"bands.{match.band}"), tone="strong")
    if because:
        yield TextLine(phrase("bands.but", because=because), tone="care")


def reasons_block(told: GuidanceContext, match: Match, *, but: Sequence[Statement] = ()) -> Section:
    """How a role fits somebody: its band, what speaks for it, what to weigh, its parts.

    `but`: what was said of it just before, and is not said again.
    """
    line = told.notes.line
    speaks = [s for s in match.for_ if not _is_told(s, but)]
    weighs = [s for s in match.against if not _is_told(s, but)]
    first = list(band_lines(match))
    if any(not gate.open for gate in match.gates):
        first.append(TextLine(phrase("match.gate_closed"), tone="care"))
    head = 0 if but else 1
    first += [line(s, lead=phrase("match.for"), tone="good") for s in speaks[:head]]
    first += [line(s, lead=phrase("match.weigh"), tone="care") for s in weighs[:head]]
    more: list[TextLine] = []
    if not told.brief:
        more += [line(s, lead=phrase("match.also_for"), tone="good") for s in speaks[head:]]
        more += [line(s, lead=phrase("match.also_weigh"), tone="care") for s in weighs[head:]]
    blocks: list[Block] = [Paragraphs(tuple(first))]
    if not told.brief:
        if more:
            blocks.append(BulletList(tuple(more)))
        blocks.append(_skills(told, match))
        blocks += _ahead(told, match)
    blocks.append(Paragraphs(_standing(told, match)))
    blocks.append(bars(told, match, f"match-{match.role}"))
    heading = f"{match.rank}. {match.label}"
    return Section(f"role-{match.role}", heading, tuple(blocks), kind="role")


def _is_told(statement: Statement, before: Sequence[Statement]) -> bool:
    """Whether it was said before, or its figures were, in other words."""
    own = _figures(statement)
    return statement in before or (bool(own) and any(own <= _figures(s) for s in before))


def _figures(statement: Statement) -> set[str]:
    return {v.from_ for v in statement.values.values() if v.from_.startswith("figure:")}


def _ahead(told: GuidanceContext, match: Match) -> list[Block]:
    """What to show an employer, what would put the role first, and where it can lead."""
    lines = [told.notes.line(s, lead=phrase("match.stand_out")) for s in match.stand_out]
    lines += [told.notes.line(c.statement, lead=phrase("match.first_if")) for c in match.first_if]
    if match.onward:
        said = phrase("match.onward", roles=told.roles(match.onward[:MAX_NEXT_ROLES]))
        lines.append(TextLine(said, lead=phrase("match.onward_lead")))
    return [BulletList(tuple(lines))] if lines else []


def _skills(told: GuidanceContext, match: Match) -> DefinitionList:
    rows = (
        ("you_hold", match.held),
        ("you_hold_in_part", match.partial),
        ("you_may_hold", match.assumed),
        ("you_lack", match.missing),
    )
    return DefinitionList(
        tuple((phrase(f"match.{key}"), TextLine(_named(told, ids))) for key, ids in rows if ids)
    )


def _named(told: GuidanceContext, skills: tuple[str, ...]) -> str:
    named = told.named(skills)
    return f"{named[:1].upper()}{named[1:]}."


def _standing(told: GuidanceContext, match: Match) -> tuple[TextLine, ...]:
    """The rank and, beside the drawing that has one, what a star means."""
    if told.brief or not is_imputed(match):
        return (_rank(told, match),)
    return _rank(told, match), TextLine(phrase("method.imputed"), tone="soft")


def is_imputed(match: Match) -> bool:
    """Whether kindred roles stand in for a part of a match that counts."""
    return any(part.imputed and part.weight for part in match.parts.values())


def _rank(told: GuidanceContext, match: Match) -> TextLine:
    fixed = match.rank_low == match.rank_high
    said = phrase(
        "match.rank_fixed" if fixed else "match.rank",
        rank=match.rank,
        roles=len(told.guidance.matches),
        low=match.rank_low,
        high=match.rank_high,
    )
    if match.tied_with:
        said = f"{said} {phrase('match.tied', roles=told.roles(match.tied_with))}"
    return TextLine(said, tone="soft")


def _rest(told: GuidanceContext, matches: Sequence[Match]) -> tuple[Section, ...]:
    bands: dict[str, list[str]] = {}
    shown = matches[:BRIEF_REST] if told.brief else matches
    for match in shown:
        # Unbroken spaces keep a role and its rank on one line.
        named = f"{match.rank}. {match.label}".replace(" ", "\u00a0")
        bands.setdefault(match.band, []).append(named)
    if not bands:
        return ()
    rows = tuple(
        (phrase(f"bands.{band}_short"), TextLine("; ".join(bands[band])))
        for band in ("near", "train", "far")
        if band in bands
    )
    return (
        Section(
            "rest", phrase("headings.rest"), (DefinitionList(rows), *told.more(matches, shown))
        ),
    )


def score_shown(match: Match, part: str) -> str:
    """A part's score as people see it, with a star where kindred roles stand in."""
    found = match.parts[part]  # type: ignore[index]
    if found.score is None or not found.weight:
        return phrase("method.none")
    shown = format_percent(found.score)
    return phrase("method.star", score=shown) if found.imputed else shown


def bars(told: GuidanceContext, match: Match, key: str) -> ScoreChart:
    """The parts of a match as a drawing, and as a table beside it."""
    roles = len(told.guidance.matches)
    drawn = tuple(
        ScoreBar(
            phrase(f"parts.{name}"), part.score if part.weight else None, score_shown(match, name)
        )
        for name in PARTS
        if (part := match.parts.get(name)) is not None
    )
    rows = tuple(
        (
            phrase(f"parts.{name}"),
            score_shown(match, name),
            format_percent(match.parts[name].weight),
        )
        for name in PARTS
        if name in match.parts
    )
    rank_words = phrase(
        "parts.rank_words",
        rank=match.rank,
        low=match.rank_low,
        high=match.rank_high,
        roles=roles,
    )
    head = tuple(phrase(f"method.{key}") for key in ("part", "score", "weight"))
    return ScoreChart(
        key=key,
        title=phrase("parts.bars_title", role=match.label),
        bars=drawn,
        rank=match.rank,
        low=match.rank_low,
        high=match.rank_high,
        roles=roles,
        rank_label=phrase("parts.rank"),
        rank_words=rank_words,
        summary=phrase("method.details"),
        table=Table(
            phrase("method.table"),
            head,
            (*rows, (phrase("method.whole"), format_percent(match.score), "")),
        ),
    )
