"""The output of `benchpin plan`: text, JSON, a checklist, a calendar and a page."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from benchpin.documents.answers.text_layout import bibliography_lines, wrap_text
from benchpin.documents.footnotes import Footnotes
from benchpin.documents.model import BulletList, DefinitionList, Document, Section, TextLine
from benchpin.documents.render.html import document_as_html
from benchpin.facts import Value
from benchpin.plan import Plan
from benchpin.plan.model import PlanOption, PlanStep
from benchpin.wording.format import format_period, format_value, lower_first
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

WIDTH = 80
MAX_SKILLS = 8
"""How many skills a step names; the others are counted."""
_FOLD = 73
"""Octets of a calendar line before it is folded (RFC 5545 allows 75)."""


def plan_as_json(plan: Plan) -> str:
    """A plan as JSON (`benchpin.plan/1`): the same bytes for the same plan."""
    data = with_text(plan).model_dump(mode="json", by_alias=True)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def plan_as_text(plan: Plan) -> str:
    """A plan as text: the options side by side, the steps of each, what else, and the sources."""
    plan = with_text(plan)
    notes = Footnotes(plan.sources)
    title = phrase("plan.title", role=lower_first(plan.label))
    lines = [title.upper(), "=" * len(title)]
    for option in listed_options(plan):
        lines += ["", f"## {option_title(plan, option)}"]
        lines += wrap_text(option_summary(option), WIDTH)
        for step in option.steps:
            lines += wrap_text(step_text(step, plan), WIDTH, "  ", "- ")
    lines += ["", f"## {phrase('plan.about')}"]
    for statement in plan.statements:
        marks = "".join(f"[{number}]" for number in notes.of(statement.sources))
        lines += wrap_text(f"{statement.text} {marks}".rstrip(), WIDTH, "  ", "- ")
    return "\n".join((*lines, *bibliography_lines(notes))) + "\n"


def plan_as_markdown(plan: Plan) -> str:
    """The first option as a checklist in Markdown, to be ticked by hand."""
    plan = with_text(plan)
    lines = [f"# {phrase('plan.title', role=lower_first(plan.label))}"]
    for option in listed_options(plan)[:1]:
        lines += ["", f"{option_title(plan, option)}. {option_summary(option)}", ""]
        lines += [f"- [ ] {step_text(step, plan)}" for step in option.steps]
    lines += ["", f"## {phrase('plan.about')}", ""]
    lines += [f"- {statement.text}" for statement in plan.statements]
    return "\n".join(lines) + "\n"


def plan_as_html(plan: Plan) -> str:
    """A plan as a page with footnotes."""
    return document_as_html(plan_document(plan))


def plan_document(plan: Plan) -> Document:
    """A plan as a document: a section for each option, and one for what stands beside them."""
    plan = with_text(plan)
    notes = Footnotes(plan.sources)
    sections = [
        Section(
            f"option-{option.kind}",
            option_title(plan, option),
            (
                DefinitionList(tuple(_facts(option))),
                BulletList(
                    tuple(TextLine(step_text(s, plan)) for s in option.steps), numbered=True
                ),
            ),
        )
        for option in listed_options(plan)
    ]
    about = BulletList(tuple(notes.line(statement) for statement in plan.statements))
    sections.append(Section("about-plan", phrase("plan.about"), (about,)))
    title = phrase("plan.title", role=lower_first(plan.label))
    method = Section("method", phrase("plan.method_heading"), (BulletList((
        TextLine(phrase("plan.method")),
    )),))  # fmt: skip
    return Document(title, phrase("trade"), (), tuple(sections), notes.cited(), method)


def listed_options(plan: Plan) -> tuple[PlanOption, ...]:
    """The options of a plan that differ; without any, what closes the most within the terms."""
    if not plan.options:
        return (plan.within_terms,) if plan.within_terms else ()
    distinct: dict[tuple[str | None, ...], PlanOption] = {}
    for option in plan.options:
        distinct.setdefault(tuple(step.programme for step in option.steps), option)
    return tuple(distinct.values())


def option_title(plan: Plan, option: PlanOption) -> str:
    """The name of an option; options with the same courses share one."""
    if not plan.options:
        return phrase("plan.within_terms")
    courses = [step.programme for step in option.steps]
    kinds = [o.kind for o in plan.options if [s.programme for s in o.steps] == courses]
    return " · ".join(phrase(f"plan.kinds.{kind}") for kind in kinds)


def option_summary(option: PlanOption) -> str:
    """Time, known cost and what is not known of an option, as sentences."""
    return " ".join(f"{term}: {line.text}" for term, line in _facts(option))


def _facts(option: PlanOption) -> Iterator[tuple[str, TextLine]]:
    weeks = option.weeks
    ends = (weeks.low,) if weeks.high in (None, weeks.low) else (weeks.low, weeks.high)
    length = format_value(_counted(ends, "weeks"))
    if weeks.high is None:
        length = phrase("plan.at_least", what=length) if weeks.low else phrase("plan.not_known")
    yield phrase("plan.time"), TextLine(f"{length}.")
    costs = "; ".join(
        format_value(_counted((c.low,) if c.low == c.high else (c.low, c.high), c.currency))
        for c in option.known_cost
    )
    unknown = len(option.prices_to_ask)
    text = costs or phrase("plan.not_known")
    if unknown and costs:
        text = phrase("plan.and_prices_to_ask", cost=costs, count=unknown)
    yield phrase("plan.cost"), TextLine(f"{text}.")
    yield phrase("plan.end"), TextLine(phrase(f"plan.ends.{option.end}"))


def _counted(ends: tuple[float, ...], unit: str) -> Value:
    rounded = tuple(round(end) for end in ends)
    return Value(value=rounded[0] if len(set(rounded)) == 1 else rounded, unit=unit,
                 from_="count:options")  # fmt: skip


def step_text(step: PlanStep, plan: Plan) -> str:
    """A step as a line: what, from when, and what it covers."""
    names = [lower_first(plan.labels.get(f"skills/{s}", s)) for s in step.closes]
    skills = ", ".join(names[:MAX_SKILLS])
    if len(names) > MAX_SKILLS:
        skills = phrase("plan.and_more", skills=skills, count=len(names) - MAX_SKILLS)
    days = ""
    if step.starts:
        days = phrase("plan.from", day=format_period(step.starts))
    if step.starts and step.ends:
        days = phrase("plan.from_to", day=format_period(step.starts), end=format_period(step.ends))
    if step.programme:
        return " ".join(filter(None, (f"{step.label}.", days)))
    if step.method == "first-step":
        first = next((s.text for s in plan.statements if s.kind == "try-it"), "")
        return " ".join(filter(None, (phrase("plan.ways.first-step"), first)))
    return " ".join(filter(None, (phrase(f"plan.ways.{step.method}", skills=skills), days)))


def plan_as_calendar(plan: Plan) -> str:
    """The dated steps of the first option as an iCalendar file (RFC 5545): all-day events.

    Nothing in it is of the person but the days and the steps.
    """
    plan = with_text(plan)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Benchpin//plan//EN", "CALSCALE:GREGORIAN",
    ]  # fmt: skip
    stamp = datetime.combine(date.fromisoformat(plan.start), datetime.min.time(), UTC)
    for option in listed_options(plan)[:1]:
        for number, step in enumerate(option.steps, start=1):
            if step.starts is None:
                continue
            first = date.fromisoformat(step.starts)
            last = date.fromisoformat(step.ends) if step.ends else first
            lines += [
                "BEGIN:VEVENT",
                f"UID:{plan.start}-{plan.role}-{number}@benchpin",
                f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
                f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
                # The end of an all-day event is the day after its last one.
                f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{_escaped(step_text(step, plan))}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets; those after the first begin with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
