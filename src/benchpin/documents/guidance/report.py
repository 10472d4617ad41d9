"""The guidance report: one document, its sections in the order of their use to the reader."""

from collections.abc import Iterator

from benchpin.documents.context import GuidanceContext
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import method_section, provenance_section
from benchpin.documents.guidance.pay import outlook_section, pay_section
from benchpin.documents.guidance.roles import matches_section, verdicts_section
from benchpin.documents.guidance.training import training_section
from benchpin.documents.guidance.work_and_contacts import (
    contacts_section,
    data_coverage_section,
    work_mode_section,
)
from benchpin.documents.model import (
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.guidance import MIN_INTEREST_SPREAD, Guidance
from benchpin.wording.format import format_area, format_period, lower_first, with_article, words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, with_text

BRIEF_COUNSEL = 3
"""How many notes of a counselor on the person a brief document tells."""
DRAWN_FROM = 0.5
"""The interest score, 0 to 1, from which somebody is said to be drawn to a kind of work."""


def guidance_report(
    guidance: Guidance, *, brief: bool = False, notes: Footnotes | None = None
) -> Document:
    """Guidance as a document; a `brief` one leaves out details and says how many it leaves out.

    `notes` has numbered the sources of what stands above already.
    """
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    context = GuidanceContext(
        guidance=guidance,
        notes=notes or Footnotes(guidance.sources),
        names=guidance.label,
        brief=brief,
        with_adult=is_under_18(guidance),
    )
    # Footnotes are numbered in the order in which the sections are built.
    sections = tuple(section for section in _sections(context) if section is not None)
    roles = ", ".join(role.label for role in guidance.role_verdicts)
    return Document(
        title=phrase("title_for", roles=roles) if roles else phrase("title"),
        trade=phrase("trade"),
        lede=tuple(_lede(guidance)),
        sections=sections,
        sources=context.notes.cited(),
        about=provenance_section(context),
    )


def _lede(guidance: Guidance) -> Iterator[TextLine]:
    yield TextLine(phrase("what_it_is"))
    yield TextLine(phrase("what_it_is_not"), tone="care")
    day, area = format_period(guidance.as_of), guidance.market.area
    text = (
        phrase("as_of_area", day=day, area=with_article(format_area(area.name)))
        if area
        else phrase("as_of", day=day)
    )
    yield TextLine(text, tone="soft")


def _sections(context: GuidanceContext) -> Iterator[Section | None]:
    guidance = context.guidance
    if not guidance.enough:
        yield questions_section(context, "first")
    yield verdicts_section(context)
    yield next_step_section(context)
    yield counsel_section(context)
    yield _profile_section(context)
    yield matches_section(context)
    yield pay_section(context)
    yield outlook_section(context)
    yield work_mode_section(context)
    yield training_section(context)
    yield contacts_section(context)
    yield data_coverage_section(context)
    if guidance.enough:
        yield questions_section(context, "ask")
    yield notes_section(context)
    yield method_section(context)


def _profile_section(context: GuidanceContext) -> Section:
    guidance = context.guidance
    rows = [
        (phrase("understood.work"), TextLine(_experience_text(context, index)))
        for index in range(len(guidance.understood))
    ]
    rows += [
        (phrase("understood.studied"), context.notes.line(coded.statement))
        for coded in guidance.qualifications
    ]
    rows += _interests(context)
    by_status: dict[str, list[str]] = {"confirmed": [], "assumed": [], "proposed": []}
    for skill in guidance.profile.get("skills", ()):
        level = phrase(f"levels.{skill.get('level', 2)}")
        label = context.skill(skill["skill"])
        skill_text = phrase("understood.at_level", skill=label, level=level)
        by_status[skill.get("status", "confirmed")].append(skill_text)
    stated_ids = {skill["skill"] for skill in guidance.profile.get("skills", ())}
    inferred_ids = dict.fromkeys(
        s for m in guidance.matches for s in m.assumed if s not in stated_ids
    )
    for key, skills in (
        ("held", by_status["confirmed"]),
        ("assumed_by_you", by_status["assumed"]),
        ("assumed", [context.skill(s) for s in inferred_ids]),
        ("proposed", by_status["proposed"]),
    ):
        if skills:
            rows.append((phrase(f"understood.{key}"), TextLine(_sentence("; ".join(skills)))))
    heading = phrase("headings.understood")
    if not rows:
        return Section("understood", heading, (Paragraphs((TextLine(phrase("understood.none")),)),))
    return Section("understood", heading, (DefinitionList(tuple(rows)),))


def _interests(context: GuidanceContext) -> list[tuple[str, TextLine]]:
    """The person's interests, strongest first, and whether stated or estimated from answers."""
    estimate = context.guidance.interests
    stated_scores = {
        name: value
        for name, value in context.guidance.profile.get("interests", {}).items()
        if isinstance(value, (int, float))
    }
    scores = estimate.scores if estimate else stated_scores
    if not scores:
        return []
    # Nobody is drawn to what they scored low.
    interests = sorted((n for n in scores if scores[n] >= DRAWN_FROM), key=lambda n: -scores[n])
    if not interests:
        return []
    terms = words()["terms"]
    interest_list = "; ".join(terms.get(name, name) for name in interests)
    kind = "interests_read" if estimate else "interests_given"
    if not estimate and max(scores.values()) - min(scores.values()) < MIN_INTEREST_SPREAD:
        kind = "interests_alike"
    return [
        (
            phrase("understood.interests"),
            TextLine(phrase(f"understood.{kind}", interests=interest_list)),
        )
    ]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _experience_text(context: GuidanceContext, index: int) -> str:
    position = context.guidance.understood[index]
    if position.occupation is None and position.role is None:
        return phrase("understood.not_read", title=position.title)
    if position.role is None:
        return phrase("understood.read_as", title=position.title, label=position.label)
    role = lower_first(context.names("roles", position.role))
    if (position.label or "").lower() in ("", role.lower()):
        return phrase("understood.read_as_trade", title=position.title, role=role)
    return phrase("understood.read_as_role", title=position.title, role=role, label=position.label)


def questions_section(context: GuidanceContext, key: str) -> Section | None:
    """Questions to answer next and why they help; None if there are none."""
    next_questions = context.guidance.ask_next
    if not next_questions:
        return None
    lines = tuple(TextLine(question.why, lead=question.text) for question in next_questions)
    points = BulletList(lines, numbered=True)
    heading = phrase(f"headings.{key}")
    if key == "first":
        # Where terms leave nothing, enough is known: the roles that they exclude stand below.
        reason = "nothing_left" if context.guidance.matches else "not_enough"
        intro = Paragraphs((TextLine(phrase(f"first.{reason}"), tone="strong"),))
        return Section(key, heading, (intro, points))
    return Section(key, heading, (points,))


def next_step_section(context: GuidanceContext) -> Section:
    """One thing to do this week."""
    line = context.notes.line(context.guidance.next_step, tone="strong")
    return Section("next", phrase("headings.next"), (Paragraphs((line,)),), kind="step")


def counsel_section(context: GuidanceContext) -> Section | None:
    """What an experienced counselor would add about the person; None if there is nothing."""
    notes = context.guidance.counsel
    if context.brief:
        notes = notes[:BRIEF_COUNSEL]
    if not notes:
        return None
    lines = tuple(context.notes.line(note) for note in notes)
    return Section("counsel", phrase("headings.counsel"), (BulletList(lines),))


def notes_section(context: GuidanceContext) -> Section | None:
    """Notes on the profile, among them fields that no score uses; None if there are none."""
    notes = context.guidance.notes
    if not notes:
        return None
    lines = [context.notes.line(note) for note in notes]
    return Section("notes", phrase("headings.notes"), (BulletList(tuple(lines)),))
