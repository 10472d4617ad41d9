"""What an entry of the catalog says to a question, as statements."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from benchpin.ask.understanding import Understanding, area_of_key
from benchpin.catalog import Catalog, prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    Value,
    catalog_value,
    figure_value,
    make_statement,
)
from benchpin.guidance.role_facts import role_statements
from benchpin.market import occupation_wages
from benchpin.market.telework import role_work_mode
from benchpin.people.suggestions import contact_statements
from benchpin.plan.training import programme_statements
from benchpin.reference import Reference
from benchpin.wording.figures import measure_name

MAX_STATEMENTS = 6
"""How many statements of one entry an answer has."""
_PROGRAMME_KINDS: Mapping[str, tuple[str, ...]] = {
    "cost": ("programme-price", "programme-funding"),
    "pay": ("programme-price", "programme-funding"),
    "duration": ("programme-duration",),
    "online": ("programme-study-mode", "programme-note"),
    "entry": ("programme-entry",),
    "age": ("programme-entry",),
}
"""The kinds of statements on a programme that answer an intent, by how they begin."""
_ROLE_KINDS: Mapping[str, tuple[str, ...]] = {
    "definition": ("role-summary",),
    "tasks": ("role-tasks", "life"),
    "entry": ("role-entry",),
    "place-to-learn": ("role-entry",),
    "apprenticeship": ("role-entry",),
    "test": ("role-entry",),
    "credential": ("role-entry",),
    "worth": ("role-entry", "reward", "drawback"),
    "tools": ("role-tasks",),
    "body": ("body", "accommodation"),
    "age": ("body", "role-entry"),
}


_StatementsOf = Callable[[str, Understanding, Catalog], Iterable[Statement]]


def entry_statements(
    identity: str, question: Understanding, catalog: Catalog, reference: Reference
) -> tuple[Statement, ...]:
    """What the entry "folder/id" says to a question; empty for an entry that is not held."""
    folder, _, name = identity.partition("/")
    if folder == "wages":
        return tuple(_wages(name, reference))
    record = getattr(catalog, folder, {}).get(name)
    if record is None:
        return ()
    statements = _BY_FOLDER[folder](name, question, catalog)
    return tuple(statements)[:MAX_STATEMENTS]


def _cited(record: object, field: str | None = None) -> tuple[str, ...]:
    """The sources of a record, or of one of its fields; our judgement where it has none."""
    citations = getattr(record, "sources", ())
    chosen = [
        c.source for c in citations if field is None or field in (getattr(c, "for_", ()) or ())
    ]
    return tuple(dict.fromkeys(chosen or [c.source for c in citations])) or (OUR_JUDGEMENT,)


def _question(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
    record = catalog.questions[name]
    values = prose_values(
        "answer", record.answer, f"questions/{name}/answer", catalog, _cited(record, "answer")
    )
    yield make_statement("answer-opinion" if record.opinion else "answer", values)


def _myth(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
    record = catalog.myths[name]
    path, cited = f"myths/{name}", _cited(record, "what_sources_say")
    values = prose_values(
        "what", record.what_sources_say, f"{path}/what_sources_say", catalog, cited
    )
    claim = catalog_value(record.claim, f"{path}/claim", sources=cited)
    yield make_statement("answer-myth", values, claim=claim)
    yield make_statement(
        "answer", prose_values("answer", record.advice, f"{path}/advice", catalog, _cited(record))
    )


def _trap(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
    record = catalog.traps[name]
    for key in ("what", "how_to_spot_it", "what_to_do"):
        values = prose_values(
            "what", getattr(record, key), f"traps/{name}/{key}", catalog, _cited(record, key)
        )
        yield make_statement(f"answer-warning-{key.replace('_', '-')}", values)


def _role(name: str, question: Understanding, catalog: Catalog) -> Iterator[Statement]:
    kinds = [k for intent in sorted(question.intents) for k in _ROLE_KINDS.get(intent, ())]
    if question.intents & {"remote", "online"}:
        yield from role_work_mode(name, catalog).statements[:4]
    chosen = [s for s in role_statements(name, catalog) if s.kind.startswith(tuple(kinds))]
    if kinds and chosen:
        yield from chosen
    elif not question.intents & {"remote", "online"}:
        yield from (
            s for s in role_statements(name, catalog) if s.kind in ("role-summary", "role-entry")
        )


def _programme(name: str, question: Understanding, catalog: Catalog) -> Iterator[Statement]:
    record = catalog.programmes[name]
    qualification = catalog.qualifications[record.qualification]
    provider = catalog.providers[record.provider]
    yield make_statement(
        "answer-program",
        program=catalog_value(record.label, f"programmes/{name}/label", sources=_cited(record)),
        qualification=catalog_value(
            qualification.label, f"qualifications/{record.qualification}/label"
        ),
        provider=catalog_value(provider.label, f"providers/{record.provider}/label"),
    )
    statements = programme_statements(name, catalog)
    status, others = statements[:1], statements[1:]
    kinds = [k for intent in sorted(question.intents) for k in _PROGRAMME_KINDS.get(intent, ())]
    fitting = [s for s in others if s.kind.startswith(tuple(kinds))] if kinds else []
    yield from fitting or others
    yield from status


def _qualification(name: str, question: Understanding, catalog: Catalog) -> Iterator[Statement]:
    record = catalog.qualifications[name]
    path, cited = f"qualifications/{name}", _cited(record)
    values = {
        "qualification": catalog_value(record.label, f"{path}/label", sources=cited),
        "kind": catalog_value(record.kind, f"{path}/kind", sources=cited),
    }
    if record.awarding_body:
        values["body"] = catalog_value(
            catalog.providers[record.awarding_body].label, f"providers/{record.awarding_body}/label"
        )
    yield make_statement("answer-qualification" + ("-by" if "body" in values else ""), values)
    if record.status in ("closed", "superseded"):
        yield make_statement(
            f"qualification-{record.status}", qualification=values["qualification"]
        )
    if record.entry_bar:
        yield make_statement(
            "programme-entry",
            prose_values("what", record.entry_bar, f"{path}/entry_bar", catalog, cited),
        )
    if record.note:
        yield make_statement(
            "note", prose_values("what", record.note, f"{path}/note", catalog, cited)
        )
    if question.intents & {"cost", "duration", "online", "place-to-learn"}:
        for programme in catalog.programmes_of.get(name, ())[:1]:
            yield from _programme(programme, question, catalog)
    elif record.teaches:
        skills = tuple(catalog.skills[s].label for s in record.teaches)
        yield make_statement(
            "answer-teaches", skills=catalog_value(skills, f"{path}/teaches", sources=cited)
        )


def _contact(folder: str) -> "_StatementsOf":
    def statements(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
        record = getattr(catalog, folder)[name]
        label = catalog_value(record.label, f"{folder}/{name}/label", sources=_cited(record))
        yield make_statement("answer-contact", label=label)
        yield from contact_statements(folder, name, catalog)

    return statements


def _topic(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
    topic = catalog.topics[name]
    for part in topic.parts:
        figures = [
            f
            for f in catalog.figures_by_subject.get(part.subject, ())
            if f.period and (not part.measures or f.measure in part.measures)
        ]
        if figures:
            yield _figure_statement(max(figures, key=lambda f: (f.period or "", f.id)).id, catalog)
    for index, gap in enumerate(topic.not_measured[:1]):
        values = prose_values(
            "what", gap, f"topics/{name}/not_measured.{index}", catalog, (OUR_JUDGEMENT,)
        )
        yield make_statement("answer-not-measured", values)


def _figure(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
    yield _figure_statement(name, catalog)
    note = catalog.figures[name].note
    if note:
        values = prose_values(
            "what", note, f"figures/{name}/note", catalog, (catalog.figures[name].source,)
        )
        yield make_statement("note", values)


def _figure_statement(name: str, catalog: Catalog) -> Statement:
    figure = catalog.figures[name]
    measure = catalog_value(
        measure_name(figure.measure), f"figures/{name}/measure", sources=(figure.source,)
    )
    if not figure.period:
        return make_statement("answer-figure-undated", measure=measure)
    kind = "answer-forecast" if figure.status in ("forecast", "target") else "answer-figure"
    return make_statement(kind, measure=measure, value=figure_value(figure))


def _text_of(
    folder: str, key: str
) -> "Callable[[str, Understanding, Catalog], Iterator[Statement]]":
    def statements(name: str, _: Understanding, catalog: Catalog) -> Iterator[Statement]:
        record = getattr(catalog, folder)[name]
        text = getattr(record, key)
        cited = (getattr(record, "source", None) or OUR_JUDGEMENT,)
        yield make_statement(
            "note", prose_values("what", text, f"{folder}/{name}/{key}", catalog, cited)
        )

    return statements


def _wages(name: str, reference: Reference) -> Iterator[Statement]:
    """Pay of an occupation in an area; `name` is "SOC@AREA"."""
    soc, _, code = name.partition("@")
    area = area_of_key(code, reference)
    wage = occupation_wages(soc, area, reference)
    if wage is None:
        return
    values = {
        key: value
        for key, percentile in (("lower", "25"), ("median", "50"), ("upper", "75"))
        if (value := wage.percentile(percentile)) is not None  # type: ignore[arg-type]
    }
    if set(values) == {"lower", "median", "upper"}:
        yield make_statement("answer-pay", values, occupation=wage.name)
    elif values:
        kind, value = next(iter(values.items()))
        yield make_statement(f"answer-pay-{kind}", {"pay": value}, occupation=wage.name)
    else:
        yield make_statement("floor-withheld", occupation=wage.name)
    if wage.fell_back:
        requested_area = Value(value=wage.asked_area.name, from_=f"source:{wage.source}/{code}",
                      sources=(wage.source,))  # fmt: skip
        yield make_statement("answer-pay-wider", asked=requested_area, occupation=wage.name)


_BY_FOLDER: Mapping[str, _StatementsOf] = {
    "questions": _question,
    "myths": _myth,
    "traps": _trap,
    "roles": _role,
    "programmes": _programme,
    "qualifications": _qualification,
    "organisations": _contact("organisations"),
    "mentoring": _contact("mentoring"),
    "topics": _topic,
    "figures": _figure,
    "shows": _text_of("shows", "what"),
    "shapes": _text_of("shapes", "what"),
}
