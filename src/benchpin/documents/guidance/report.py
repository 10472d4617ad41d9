"""What guidance says as a document for people, in the order in which it is of use."""

from collections.abc import Iterator, Sequence

from benchpin.documents.context import GuidanceContext
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import method_section, provenance_section
from benchpin.documents.guidance.pay import outlook, pay_section
from benchpin.documents.guidance.roles import matches_section, verdicts_section
from benchpin.documents.guidance.training import training_section
from benchpin.documents.guidance.work_and_contacts import data_coverage_section, mode, people
from benchpin.documents.labels import Labels
from benchpin.documents.model import (
    BulletList,
    DefinitionList,
    Document,
    Paragraphs,
    Section,
    TextLine,
)
from benchpin.facts import Statement, Value
from benchpin.guidance import Guidance
from benchpin.wording.format import format_area, format_period, lower_first, with_article, words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, statement_text, with_text


def guidance_report(guidance: Guidance, *, brief: bool = False) -> Document:
    """The document of guidance; a `brief` one leaves out details and says how many."""
    if not guidance.next_step.text:
        guidance = with_text(guidance)
    told = GuidanceContext(
        guidance=guidance,
        notes=Footnotes(guidance.sources),
        names=Labels(guidance),
        brief=brief,
        with_adult=is_under_18(guidance),
    )
    # The order here is the order in which footnotes are numbered.
    sections = tuple(section for section in _sections(told) if section is not None)
    roles = ", ".join(role.label for role in guidance.asked)
    return Document(
        title=phrase("title_for", roles=roles) if roles else phrase("title"),
        trade=phrase("trade"),
        lede=tuple(_lede(guidance)),
        sections=sections,
        sources=told.notes.cited(),
        about=provenance_section(told),
    )


def _lede(guidance: Guidance) -> Iterator[TextLine]:
    yield TextLine(phrase("what_it_is"))
    yield TextLine(phrase("what_it_is_not"), tone="care")
    day, area = format_period(guidance.as_of), guidance.market.area
    said = (
        phrase("as_of_area", day=day, area=with_article(format_area(area.name)))
        if area
        else phrase("as_of", day=day)
    )
    yield TextLine(said, tone="soft")


def _sections(told: GuidanceContext) -> Iterator[Section | None]:
    guidance = told.guidance
    if not guidance.enough:
        yield questions(told, "first")
    yield verdicts_section(told)
    yield next_step(told)
    yield _understood(told)
    yield matches_section(told)
    yield pay_section(told)
    yield outlook(told)
    yield mode(told)
    yield training_section(told)
    yield people(told)
    yield data_coverage_section(told)
    if guidance.enough:
        yield questions(told, "ask")
    yield noted(told)
    yield method_section(told)


def _understood(told: GuidanceContext) -> Section:
    guidance = told.guidance
    rows = [
        (phrase("understood.work"), TextLine(_former(told, index)))
        for index in range(len(guidance.understood))
    ]
    rows += _interests(told)
    by_status: dict[str, list[str]] = {"confirmed": [], "assumed": [], "proposed": []}
    for skill in guidance.profile.get("skills", ()):
        level = phrase(f"levels.{skill.get('level', 2)}")
        label = told.skill(skill["skill"])
        said = phrase("understood.at_level", skill=label, level=level)
        by_status[skill.get("status", "confirmed")].append(said)
    stated = {skill["skill"] for skill in guidance.profile.get("skills", ())}
    inferred = dict.fromkeys(s for m in guidance.matches for s in m.assumed if s not in stated)
    for key, skills in (
        ("held", by_status["confirmed"]),
        ("assumed_by_you", by_status["assumed"]),
        ("assumed", [told.skill(s) for s in inferred]),
        ("proposed", by_status["proposed"]),
    ):
        if skills:
            rows.append((phrase(f"understood.{key}"), TextLine(_sentence("; ".join(skills)))))
    heading = phrase("headings.understood")
    if not rows:
        return Section("understood", heading, (Paragraphs((TextLine(phrase("understood.none")),)),))
    return Section("understood", heading, (DefinitionList(tuple(rows)),))


def _interests(told: GuidanceContext) -> list[tuple[str, TextLine]]:
    """What draws somebody, strongest first, and where that is known from."""
    read = told.guidance.interests
    given = {
        name: value
        for name, value in told.guidance.profile.get("interests", {}).items()
        if isinstance(value, (int, float))
    }
    scores = read.scores if read else given
    if not scores:
        return []
    named = sorted(scores, key=lambda name: -scores[name])
    told_as = words()["terms"]
    listed = "; ".join(told_as.get(name, name) for name in named)
    kind = "interests_read" if read else "interests_given"
    return [
        (phrase("understood.interests"), TextLine(phrase(f"understood.{kind}", interests=listed)))
    ]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _former(told: GuidanceContext, index: int) -> str:
    read = told.guidance.understood[index]
    if read.occupation is None and read.role is None:
        return phrase("understood.not_read", title=read.title)
    if read.role is None:
        return phrase("understood.read_as", title=read.title, label=read.label)
    role = lower_first(told.names("roles", read.role))
    if (read.label or "").lower() in ("", role.lower()):
        return phrase("understood.read_as_trade", title=read.title, role=role)
    return phrase("understood.read_as_role", title=read.title, role=role, label=read.label)


def questions(told: GuidanceContext, key: str) -> Section | None:
    """What to answer next and why it helps, None where nothing is open."""
    asked_next = told.guidance.ask_next
    if not asked_next:
        return None
    lines = tuple(TextLine(question.why, lead=question.text) for question in asked_next)
    points = BulletList(lines, numbered=True)
    heading = phrase(f"headings.{key}")
    if key == "first":
        said = Paragraphs((TextLine(phrase("first.not_enough"), tone="strong"),))
        return Section(key, heading, (said, points))
    return Section(key, heading, (points,))


def next_step(told: GuidanceContext) -> Section:
    """One thing to do this week."""
    line = told.notes.line(told.guidance.next_step, tone="strong")
    return Section("next", phrase("headings.next"), (Paragraphs((line,)),), kind="step")


def noted(told: GuidanceContext) -> Section | None:
    """What was noted and does not count, None where nothing was."""
    notes = told.guidance.notes
    if not notes:
        return None
    kept = [note for note in notes if note.kind == "kept-not-counted"]
    lines = [told.notes.line(note) for note in notes if note not in kept]
    if kept:
        lines.append(TextLine(statement_text(_together(kept))))
    return Section("notes", phrase("headings.notes"), (BulletList(tuple(lines)),))


def _together(kept: Sequence[Statement]) -> Statement:
    """What is kept of each table of a profile, in one sentence."""
    fields = [str(field) for note in kept for field in _items(note.values["fields"])]
    held = kept[0].values["fields"].model_copy(update={"value": tuple(fields)})
    return kept[0].model_copy(update={"values": {"fields": held}})


def _items(found: Value) -> tuple[object, ...]:
    return found.value if isinstance(found.value, tuple) else (found.value,)
