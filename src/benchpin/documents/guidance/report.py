"""What guidance says as a document for people, in the order in which it is of use."""

from collections.abc import Iterator, Sequence

from benchpin.documents.context import Told
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.guidance.method import about, method
from benchpin.documents.guidance.pay import market, outlook
from benchpin.documents.guidance.roles import asked, suits
from benchpin.documents.guidance.training import learn
from benchpin.documents.guidance.work_and_contacts import held, mode, people
from benchpin.documents.labels import Names
from benchpin.documents.model import Document, Facts, Line, Points, Says, Section
from benchpin.facts import Statement, Value
from benchpin.guidance import Guidance
from benchpin.wording.format import lowered, period, place, the, words
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import is_under_18, text_of, worded


def view(guidance: Guidance, *, brief: bool = False) -> Document:
    """The document of guidance; a `brief` one leaves out details and says how many."""
    if not guidance.next_step.text:
        guidance = worded(guidance)
    told = Told(
        guidance=guidance,
        notes=Footnotes(guidance.sources),
        names=Names(guidance),
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
        about=about(told),
    )


def _lede(guidance: Guidance) -> Iterator[Line]:
    yield Line(phrase("what_it_is"))
    yield Line(phrase("what_it_is_not"), tone="care")
    day, area = period(guidance.as_of), guidance.market.area
    said = (
        phrase("as_of_area", day=day, area=the(place(area.name)))
        if area
        else phrase("as_of", day=day)
    )
    yield Line(said, tone="soft")


def _sections(told: Told) -> Iterator[Section | None]:
    guidance = told.guidance
    if not guidance.enough:
        yield questions(told, "first")
    yield asked(told)
    yield next_step(told)
    yield _understood(told)
    yield suits(told)
    yield market(told)
    yield outlook(told)
    yield mode(told)
    yield learn(told)
    yield people(told)
    yield held(told)
    if guidance.enough:
        yield questions(told, "ask")
    yield noted(told)
    yield method(told)


def _understood(told: Told) -> Section:
    guidance = told.guidance
    rows = [
        (phrase("understood.work"), Line(_former(told, index)))
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
            rows.append((phrase(f"understood.{key}"), Line(_sentence("; ".join(skills)))))
    heading = phrase("headings.understood")
    if not rows:
        return Section("understood", heading, (Says((Line(phrase("understood.none")),)),))
    return Section("understood", heading, (Facts(tuple(rows)),))


def _interests(told: Told) -> list[tuple[str, Line]]:
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
    return [(phrase("understood.interests"), Line(phrase(f"understood.{kind}", interests=listed)))]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _former(told: Told, index: int) -> str:
    read = told.guidance.understood[index]
    if read.occupation is None and read.role is None:
        return phrase("understood.not_read", title=read.title)
    if read.role is None:
        return phrase("understood.read_as", title=read.title, label=read.label)
    role = lowered(told.names("roles", read.role))
    if (read.label or "").lower() in ("", role.lower()):
        return phrase("understood.read_as_trade", title=read.title, role=role)
    return phrase("understood.read_as_role", title=read.title, role=role, label=read.label)


def questions(told: Told, key: str) -> Section | None:
    """What to answer next and why it helps, None where nothing is open."""
    asked_next = told.guidance.ask_next
    if not asked_next:
        return None
    lines = tuple(Line(question.why, lead=question.text) for question in asked_next)
    points = Points(lines, numbered=True)
    heading = phrase(f"headings.{key}")
    if key == "first":
        said = Says((Line(phrase("first.not_enough"), tone="strong"),))
        return Section(key, heading, (said, points))
    return Section(key, heading, (points,))


def next_step(told: Told) -> Section:
    """One thing to do this week."""
    line = told.notes.line(told.guidance.next_step, tone="strong")
    return Section("next", phrase("headings.next"), (Says((line,)),), kind="step")


def noted(told: Told) -> Section | None:
    """What was noted and does not count, None where nothing was."""
    notes = told.guidance.notes
    if not notes:
        return None
    kept = [note for note in notes if note.kind == "kept-not-counted"]
    lines = [told.notes.line(note) for note in notes if note not in kept]
    if kept:
        lines.append(Line(text_of(_together(kept))))
    return Section("notes", phrase("headings.notes"), (Points(tuple(lines)),))


def _together(kept: Sequence[Statement]) -> Statement:
    """What is kept of each table of a profile, in one sentence."""
    fields = [str(field) for note in kept for field in _items(note.values["fields"])]
    held = kept[0].values["fields"].model_copy(update={"value": tuple(fields)})
    return kept[0].model_copy(update={"values": {"fields": held}})


def _items(found: Value) -> tuple[object, ...]:
    return found.value if isinstance(found.value, tuple) else (found.value,)
