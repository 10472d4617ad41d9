"""The sections on roles: verdicts on the requested ones, and the best matches."""

from collections.abc import Sequence

from benchpin.documents.context import BuilderContext, GuidanceContext
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
from benchpin.guidance import MAX_FULL_MATCHES, RoleVerdict
from benchpin.match import Match
from benchpin.wording.format import format_percent
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

MAX_NEXT_ROLES = 4
"""How many roles are named that a role can lead to."""
BRIEF_FULL_MATCHES = 3
BRIEF_COUNSEL = 3
BRIEF_FACTS = 4
BRIEF_OTHER_MATCHES = 9
"""For a brief document: how many matches in full, notes of a counselor and facts of a role it
tells, and how many other matches it names."""
MATCH_GROUPS = ("now", "train", "later", "none", "outside")
"""The groups in which matches are shown, in their order."""


def verdicts_section(context: GuidanceContext) -> Section | None:
    """The verdict on each requested role; None if none was requested."""
    roles = context.guidance.role_verdicts
    if not roles:
        return None
    sections = tuple(_verdict_section(context, role) for role in roles)
    return Section("asked", phrase("headings.asked"), (), sections)


def _verdict_section(context: GuidanceContext, role_verdict: RoleVerdict) -> Section:
    blocks = verdict_blocks(context, role_verdict)
    facts = tuple(context.notes.line(s) for s in role_verdict.about)
    if context.brief:
        facts = facts[:BRIEF_FACTS]
    blocks.append(
        BulletList(facts) if context.brief else Disclosure(phrase("role.about"), BulletList(facts))
    )
    match = context.match(role_verdict.role)
    if match is not None and role_verdict.verdict != "probably not":
        if not context.brief:
            blocks.append(_skills_list(context, match))
        blocks += _prospects_blocks(context, match)
        blocks.append(Paragraphs(rank_lines(context, match)))
        blocks.append(score_chart(context, match, f"asked-{match.role}"))
    return Section(f"asked-{role_verdict.role}", role_verdict.label, tuple(blocks), kind="role")


def verdict_blocks(context: GuidanceContext, role_verdict: RoleVerdict) -> list[Block]:
    """The verdict on a requested role, the statements it rests on, and a way to try the role."""
    key = (role_verdict.verdict or "none").replace(" ", "-")
    tone = "good strong" if key == "yes-now" else "care strong"
    # The first statement says how the role is entered, or which term it breaks.
    reason, *statements = role_verdict.statements
    # The pay term is said once, also where it is the best reason for or against the role.
    if role_verdict.floor is not None and role_verdict.floor not in role_verdict.statements:
        statements.append(role_verdict.floor)
    is_apprentice = key == "yes-now" and reason.kind.startswith("entry-apprenticeship")
    lead = phrase("verdicts.as-apprentice" if is_apprentice else f"verdicts.{key}")
    verdict_line = context.notes.line(reason, lead=lead, tone=tone)
    blocks: list[Block] = [Paragraphs((verdict_line,))]
    blocks.append(BulletList(tuple(context.notes.line(s) for s in statements if s is not None)))
    blocks += _counsel_blocks(context, role_verdict.role)
    if role_verdict.try_it:
        line = context.notes.line(role_verdict.try_it, lead=phrase("role.try_it"))
        blocks.append(Paragraphs((line,)))
    return blocks


def _counsel_blocks(context: GuidanceContext, role: str) -> list[Block]:
    """What an experienced counselor would add on a role: the first note, the others folded."""
    lines = counsel_lines(context, role)
    if not lines:
        return []
    first_line, *further_lines = lines
    blocks: list[Block] = [Paragraphs((first_line,))]
    if further_lines:
        points = BulletList(tuple(further_lines))
        blocks.append(points if context.brief else Disclosure(phrase("role.counsel_more"), points))
    return blocks


def counsel_lines(context: GuidanceContext, role: str) -> list[TextLine]:
    """The notes of a counselor on a role, the first one with a lead; few in a brief document."""
    notes = context.guidance.role_counsel.get(role, ())
    if context.brief:
        notes = notes[:BRIEF_COUNSEL]
    return [
        context.notes.line(note, lead="" if index else phrase("role.counsel"))
        for index, note in enumerate(notes)
    ]


def matches_section(context: GuidanceContext) -> Section | None:
    """The best matches in full and the others in a list; None without matches."""
    matches = context.guidance.matches
    if not matches:
        return None
    count = full_match_count(matches, brief=context.brief)
    best_sections = tuple(match_section(context, match) for match in matches[:count])
    other_sections = _other_matches_section(context, matches[count:])
    intro = phrase("match.intro") if context.guidance.enough else phrase("match.nothing_left")
    return Section(
        "suits",
        phrase("headings.suits" if context.guidance.enough else "headings.excluded"),
        (Paragraphs((TextLine(intro),)),),
        (*best_sections, *other_sections),
    )


def full_match_count(matches: Sequence[Match], *, brief: bool = False) -> int:
    """How many of the best matches are shown in full: those that something points to."""
    fitting_count = sum(bool(match.signs and not match.breaks) for match in matches)
    return min(fitting_count, BRIEF_FULL_MATCHES if brief else MAX_FULL_MATCHES)


def match_group(match: Match) -> str:
    """The group in which a match is shown: its own, or `none` where nothing points to the role."""
    return match.group if match.signs or match.breaks else "none"


def entry_lines(context: BuilderContext, match: Match) -> tuple[TextLine, ...]:
    """The group of a match, and how the role is entered or what would have to change."""
    group, *further = match.entry
    return (
        context.notes.line(group, lead=f"{phrase(f'groups.{match_group(match)}')}.", tone="strong"),
        *(context.notes.line(statement) for statement in further),
    )


def match_section(
    context: GuidanceContext, match: Match, *, previous_statements: Sequence[Statement] = ()
) -> Section:
    """How a role fits the person: its group, reasons for and against, skills, and score chart.

    `previous_statements` stand just before on the page and are not repeated.
    """
    line = context.notes.line
    supporting = [
        s for s in match.for_ if not _is_repeated(s, (*previous_statements, *match.entry))
    ]
    opposing = [
        s for s in match.against if not _is_repeated(s, (*previous_statements, *match.entry))
    ]
    # Below a verdict, which says it too, the entry is left out.
    first_lines = [] if previous_statements else list(entry_lines(context, match))
    # Below a verdict, which has named the main reasons, all others go into the list.
    first_count = 0 if previous_statements else 1
    first_lines += [
        line(s, lead=phrase("match.for"), tone="good") for s in supporting[:first_count]
    ]
    first_lines += [
        line(s, lead=phrase("match.weigh"), tone="care") for s in opposing[:first_count]
    ]
    # Below a verdict, which has told them, the notes of a counselor are left out.
    counsel = [] if previous_statements else counsel_lines(context, match.role)
    first_lines += counsel[:1]
    further_lines = counsel[1:]
    if not context.brief:
        further_lines += [
            line(s, lead=phrase("match.also_for"), tone="good") for s in supporting[first_count:]
        ]
        further_lines += [
            line(s, lead=phrase("match.also_weigh"), tone="care") for s in opposing[first_count:]
        ]
    blocks: list[Block] = [Paragraphs(tuple(first_lines))]
    if further_lines:
        blocks.append(BulletList(tuple(further_lines)))
    if not context.brief:
        blocks.append(_skills_list(context, match))
        blocks += _prospects_blocks(context, match)
    blocks.append(Paragraphs(rank_lines(context, match)))
    blocks.append(score_chart(context, match, f"match-{match.role}"))
    heading = f"{match.rank}. {match.label}"
    return Section(f"role-{match.role}", heading, tuple(blocks), kind="role")


def _is_repeated(statement: Statement, previous_statements: Sequence[Statement]) -> bool:
    """Whether a statement, or one with all of its figures, stands among the previous ones."""
    own_figures = _figures(statement)
    return statement in previous_statements or (
        bool(own_figures) and any(own_figures <= _figures(s) for s in previous_statements)
    )


def _figures(statement: Statement) -> set[str]:
    return {v.from_ for v in statement.values.values() if v.from_.startswith("figure:")}


def _prospects_blocks(context: GuidanceContext, match: Match) -> list[Block]:
    """What to show an employer, what would make the role rank first, and where it can lead."""
    lines = [context.notes.line(s, lead=phrase("match.stand_out")) for s in match.stand_out]
    lines += [
        context.notes.line(c.statement, lead=phrase("match.first_if")) for c in match.first_if
    ]
    if match.onward:
        text = phrase("match.onward", roles=context.roles(match.onward[:MAX_NEXT_ROLES]))
        lines.append(TextLine(text, lead=phrase("match.onward_lead")))
    return [BulletList(tuple(lines))] if lines else []


def _skills_list(context: GuidanceContext, match: Match) -> DefinitionList:
    rows = (
        ("you_hold", match.held_skills),
        ("you_hold_in_part", match.partial),
        ("you_may_hold", match.assumed),
        ("you_lack", match.missing),
        ("you_practice", match.to_practice),
    )
    return DefinitionList(
        tuple(
            (phrase(f"match.{key}"), TextLine(_skill_sentence(context, ids)))
            for key, ids in rows
            if ids
        )
    )


def _skill_sentence(context: GuidanceContext, skills: tuple[str, ...]) -> str:
    text = context.skills_summary(skills)
    return f"{text[:1].upper()}{text[1:]}."


def rank_lines(context: GuidanceContext, match: Match) -> tuple[TextLine, ...]:
    """The rank and, if the chart has a star, what it means; nothing where nothing is ranked."""
    if not context.guidance.enough:
        return ()
    if context.brief or not is_imputed(match):
        return (_rank_line(context, match),)
    return _rank_line(context, match), TextLine(phrase("method.imputed"), tone="soft")


def is_imputed(match: Match) -> bool:
    """Whether a weighted part of a match is imputed from other roles."""
    return any(part.imputed and part.weight for part in match.parts.values())


def _rank_line(context: GuidanceContext, match: Match) -> TextLine:
    is_fixed = match.rank_low == match.rank_high
    text = phrase(
        "match.rank_fixed" if is_fixed else "match.rank",
        rank=match.rank,
        roles=len(context.guidance.matches),
        low=match.rank_low,
        high=match.rank_high,
    )
    if match.tied_with:
        text = f"{text} {phrase('match.tied', roles=context.roles(match.tied_with))}"
    return TextLine(text, tone="soft")


def _other_matches_section(
    context: GuidanceContext, matches: Sequence[Match]
) -> tuple[Section, ...]:
    groups: dict[str, list[str]] = {}
    needs: list[TextLine] = []
    shown_matches = matches[:BRIEF_OTHER_MATCHES] if context.brief else matches
    for match in shown_matches:
        # No-break spaces keep a role and its rank on one line.
        label = f"{match.rank}. {match.label}".replace(" ", "\u00a0")
        if match.breaks:
            # A page words only the matches that it shows in full.
            needs.append(context.notes.line(with_text(match.entry[0]), lead=f"{label}."))
        else:
            groups.setdefault(match_group(match), []).append(label)
    if not (groups or needs):
        return ()
    rows = tuple(
        (phrase(f"groups.{group}"), TextLine("; ".join(groups[group])))
        for group in MATCH_GROUPS
        if group in groups
    )
    return (
        Section(
            "rest",
            phrase("headings.rest" if context.guidance.enough else "headings.rest_excluded"),
            (
                *([DefinitionList(rows)] if rows else []),
                *_needs_blocks(needs),
                *context.omitted_note(matches, shown_matches),
            ),
        ),
    )


def _needs_blocks(needs: Sequence[TextLine]) -> tuple[Block, ...]:
    """The roles outside the person's terms, each with what it would need; empty without any."""
    if not needs:
        return ()
    heading = TextLine(phrase("groups.outside"), tone="strong")
    return Paragraphs((heading,)), BulletList(tuple(needs))


def score_text(match: Match, part: str) -> str:
    """The score of a part as text, with a star if it is imputed from other roles."""
    part_score = match.parts[part]  # type: ignore[index]
    # A part that the profile says nothing about has no weight.
    if part_score.score is None or not part_score.weight:
        return phrase("method.none")
    text = format_percent(part_score.score)
    return phrase("method.star", score=text) if part_score.imputed else text


def score_chart(context: GuidanceContext, match: Match, key: str) -> ScoreChart:
    """The parts of a match as a bar chart, with a table as its text alternative."""
    role_count = len(context.guidance.matches)
    score_bars = tuple(
        ScoreBar(
            phrase(f"parts.{name}"), part.score if part.weight else None, score_text(match, name)
        )
        for name in PARTS
        if (part := match.parts.get(name)) is not None
    )
    rows = tuple(
        (
            phrase(f"parts.{name}"),
            score_text(match, name),
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
        roles=role_count,
    )
    head = tuple(phrase(f"method.{key}") for key in ("part", "score", "weight"))
    return ScoreChart(
        key=key,
        title=phrase("parts.bars_title", role=match.label),
        bars=score_bars,
        rank=match.rank,
        low=match.rank_low,
        high=match.rank_high,
        roles=role_count,
        rank_label=phrase("parts.rank"),
        rank_words=rank_words,
        summary=phrase("method.details"),
        table=Table(
            phrase("method.table"),
            head,
            (*rows, (phrase("method.whole"), format_percent(match.score), "")),
        ),
    )
