"""The guide to each role, and roles side by side: complete, sourced, and nothing made up."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.catalog import placeholder_ids
from benchpin.catalog.prose import NUMBER
from benchpin.documents.guides.comparison import compare_roles
from benchpin.documents.guides.context import GuideContext
from benchpin.documents.guides.role import role_guide
from benchpin.documents.guides.role_context import role_guide_context
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Disclosure,
    Document,
    Link,
    Paragraphs,
    PayRange,
    Section,
    SeriesChart,
    Table,
    TextLine,
    split_at_links,
)
from benchpin.documents.render.html import document_as_html
from benchpin.documents.render.markdown import document_as_markdown
from benchpin.documents.render.text import document_as_text
from benchpin.facts import Statement, figure_value
from benchpin.guidance import Guidance, low_cost_trial, role_statements, work_modes_and_next_roles
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.market import MODELS
from benchpin.market.pay_report import build_pay_report
from benchpin.match import next_roles
from benchpin.people import suggest_contacts
from benchpin.plan import discontinued_programmes, plan_training, programme_option
from benchpin.profile import Profile
from benchpin.wording.format import computed_amount, format_figure
from benchpin.wording.statements import statement_text
from tests.documents.numbers import AS_OF, _in, _texts
from tests.documents.pages import Page
from tests.guidance.tracing import follow

CATALOG = catalogs.load()
REFERENCE = references.open(Path("no-such-home"))
AREAS = (None, "Providence", "Canada")
ROLES = tuple(CATALOG.roles)
Guided = Callable[[str], Guidance]


@cache
def guide(role: str, area: str | None) -> Document:
    return role_guide(role, CATALOG, REFERENCE, area=area, as_of=AS_OF)


def sections_of(document: Document) -> Iterator[Section]:
    waiting = [*document.sections, *([document.about] if document.about else [])]
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting[:0] = section.sections


def blocks_of(document: Document) -> Iterator[Block]:
    for section in sections_of(document):
        yield from section.blocks


def cells_of(block: Block) -> Iterator[str | TextLine]:
    """All that a block says, in the order in which it stands."""
    match block:
        case Paragraphs() | BulletList():
            yield from block.lines
        case Disclosure():
            yield from block.points.lines
        case DefinitionList():
            yield from (line for _, line in block.rows)
        case Table():
            yield TextLine(block.caption, block.notes)
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        case PayRange() | SeriesChart():
            yield from cells_of(block.table)


def lines_of(document: Document) -> Iterator[TextLine]:
    for block in blocks_of(document):
        yield from (cell for cell in cells_of(block) if isinstance(cell, TextLine))


def parts_of(role: str, area: str | None) -> Iterator[Any]:
    """What a guide may be told from: the answers of the engine, and records of the catalog."""
    country = "CA" if area == "Canada" else "US"
    person = Profile.model_validate({"circumstances": {"country": country}})
    record = CATALOG.roles[role]
    found = build_pay_report(role, area, CATALOG, REFERENCE)
    yield from (
        found.wages,
        found.industry_wages,
        found.jewelry_wages,
        found.series,
        found.projections,
        found.notes,
        found.sources,
    )
    for ahead in found.projections:
        for held in (ahead.employment, ahead.employment_projected, ahead.change, ahead.openings):
            yield computed_amount(held.value, held.unit) if held else None
    for years in found.series:
        yield from (point.period for point in years.points)
    yield from role_statements(role, CATALOG)
    yield work_modes_and_next_roles(role, CATALOG)
    yield low_cost_trial(role, CATALOG)
    yield from discontinued_programmes(role, country, CATALOG)
    yield plan_training(role, tuple(s.skill for s in record.skills), person, CATALOG)
    yield from suggest_contacts((record.family,), country, CATALOG)
    for identity, award in CATALOG.qualifications.items():
        if role in award.roles:
            yield award.label
            yield from (
                programme_option(i, person, CATALOG)
                for i in CATALOG.programmes_of.get(identity, ())
            )
    yield record


def known_numbers(role: str, area: str | None) -> set[str]:
    found = {
        number for part in parts_of(role, area) for text in _texts(part) for number in _in(text)
    }
    asked = [q.answer for q in CATALOG.questions.values() if role in q.roles]
    asked += [text for m in CATALOG.myths.values() for text in (m.what_sources_say, m.advice)]
    for text in asked:
        for identity in placeholder_ids(text):
            found.update(_in(format_figure(figure_value(CATALOG.figures[identity]))))
    return found


def labels() -> tuple[str, ...]:
    """Names that hold a number of their own ("Level 3 Diploma"), longest first."""
    records: list[Any] = []
    for folder in ("roles", "skills", "qualifications", "programmes", "providers"):
        records += getattr(CATALOG, folder).values()
    names = {record.label for record in records} | {m.label for m in CATALOG.mentoring.values()}
    names |= {organisation.label for organisation in CATALOG.organisations.values()}
    names |= {word for one in records for word in getattr(one, "also_called", ())}
    return tuple(sorted((n for n in names if NUMBER.search(n)), key=lambda n: -len(n)))


LABELS = labels()
QUOTED = re.compile("“[^”]*”")
"""A myth is shown as a quoted claim, with the numbers that it claims."""


def bare(text: str) -> str:
    """A text without the numbers that belong to a name: of a record, a claim, a survey's method."""
    text = QUOTED.sub(" ", text).replace(MODELS, " ")
    for label in LABELS:
        text = re.sub(re.escape(label), " ", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("role", ROLES)
def test_every_guide_is_told_as_text_and_as_a_page(role: str, area: str | None) -> None:
    document = guide(role, area)
    text = document_as_text(document)
    assert max(map(len, text.splitlines())) <= 80
    assert not re.search(r"[{}]", text)
    page = Page(document_as_html(document))
    assert (page.wrong, page.open) == ([], [])
    ids = [held["id"] for _, held in page.elements if "id" in held]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert CATALOG.roles[role].summary in page.text
    assert "[^1]:" in document_as_markdown(document)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("role", ROLES)
def test_no_section_of_a_guide_is_empty(role: str, area: str | None) -> None:
    for section in sections_of(guide(role, area)):
        assert section.heading
        assert section.blocks or section.sections, section.key
        for block in section.blocks:
            cells = list(cells_of(block))
            assert cells, section.key
            for cell in cells:
                said = cell if isinstance(cell, str) else cell.lead or cell.text
                assert said or isinstance(block, (Table, PayRange, SeriesChart)), section.key


@pytest.mark.parametrize("role", ROLES)
def test_a_guide_has_the_parts_that_every_role_has_data_for(role: str) -> None:
    keys = [section.key for section in guide(role, "Providence").sections]
    assert keys[:3] == ["what", "day", "takes"]
    assert {"learn", "pay", "mode", "people", "path", "traps"} <= set(keys)
    assert keys[-1] == "next"
    record = CATALOG.roles[role]
    assert ("myths" in keys) == any(role in m.roles for m in CATALOG.myths.values())
    assert ("questions" in keys) == any(role in q.roles for q in CATALOG.questions.values())
    body = any(
        life.about == "body" for life in (*record.rewards, *record.drawbacks, *record.working_life)
    )
    assert ("body" in keys) == body


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("role", ROLES)
def test_sources_are_numbered_in_the_order_of_their_use_and_all_are_used(
    role: str, area: str | None
) -> None:
    document = guide(role, area)
    seen = list(dict.fromkeys(note for line in lines_of(document) for note in line.notes))
    assert seen == list(range(1, len(document.sources) + 1))
    assert [source.number for source in document.sources] == seen


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("role", ROLES)
def test_every_number_of_a_guide_stands_in_what_it_is_told_from(
    role: str, area: str | None
) -> None:
    document = guide(role, area)
    known = known_numbers(role, area)
    for line in lines_of(replace(document, about=None)):
        strangers = [n for n in _in(bare(f"{line.lead} {line.text}")) if n not in known]
        assert strangers == [], f"{role}: {line.lead} {line.text}"


@pytest.mark.parametrize("role", ROLES)
def test_every_line_with_a_number_names_its_source(role: str) -> None:
    document = guide(role, "Providence")
    for line in lines_of(replace(document, about=None)):
        assert line.notes or not _in(bare(line.text)), f"{role}: {line.text}"


@pytest.mark.parametrize("role", ROLES)
def test_the_statements_of_a_guide_trace_to_the_catalog_and_the_reference(role: str) -> None:
    told: list[Statement] = [
        *role_statements(role, CATALOG),
        *work_modes_and_next_roles(role, CATALOG).statements,
    ]
    person = Profile.model_validate({"circumstances": {"country": "US"}})
    told += discontinued_programmes(role, "US", CATALOG)
    told += [
        s
        for one in suggest_contacts((CATALOG.roles[role].family,), "US", CATALOG)
        for s in one.statements
    ]
    skills = tuple(s.skill for s in CATALOG.roles[role].skills)
    options = plan_training(role, skills, person, CATALOG).options
    told += [s for option in options for s in option.statements]
    for statement in told:
        for value in statement.values.values():
            shown = value.model_dump(mode="json", by_alias=True)
            there = follow(shown, {}, CATALOG, REFERENCE)
            if isinstance(there, str) and isinstance(shown["value"], list):
                there = [there]  # the name of the only one of a list
            if isinstance(there, (list, tuple)):
                # Of many tasks the first are named.
                there = list(there)[: len(shown["value"])]
            assert shown["value"] == there, (statement.kind, shown)


@pytest.mark.parametrize("role", ROLES)
def test_every_inner_link_leads_to_a_record(role: str) -> None:
    links: set[Link] = set()
    for line in lines_of(guide(role, None)):
        links.update(line.links)
        shown = [
            p for p in split_at_links(f"{line.lead} {line.text}", line.links) if isinstance(p, Link)
        ]
        assert all(link in line.links for link in shown)
    for link in links:
        assert link.id in getattr(CATALOG, link.kind), link
    assert ("roles", role) not in {(link.kind, link.id) for link in links}
    skills = {need.skill for need in CATALOG.roles[role].skills}
    assert skills <= {link.id for link in links if link.kind == "skills"}
    ahead = set(next_roles(role, CATALOG))
    assert ahead <= {link.id for link in links if link.kind == "roles"}


def test_a_page_leads_to_where_it_is_told_that_records_have_their_pages() -> None:
    from benchpin.documents.render.html import environment  # noqa: PLC0415

    made = environment().overlay()
    made.globals = {**made.globals, "href": lambda kind, identity: f"/{kind}/{identity}/"}
    found = guide("bench-jeweler", None)
    css = ""
    page = Page(
        made.get_template("guidance.html", globals=made.globals).render(page=found, css=css)
    )
    leads = {a["href"] for a in page.all("a")}
    assert {"/skills/soldering/", "/roles/goldsmith/", "/organisations/mjsa/"} <= leads
    alone = Page(document_as_html(found))
    assert all(a["href"].startswith(("#", "https://", "http://")) for a in alone.all("a"))


def test_figures_of_an_area_say_that_they_fell_back() -> None:
    text = document_as_text(guide("watchmaker", "Providence")).replace("\n", " ")
    assert (
        "There is no figure for Providence-Warwick, RI-MA, so these are for the whole country"
        in text
    )


def test_a_country_without_figures_gets_none() -> None:
    document = guide("bench-jeweler", "Canada")
    kinds = {type(block) for block in blocks_of(document)}
    assert not kinds & {Table, PayRange, SeriesChart}
    assert "We have no pay or job figures for Canada" in document_as_text(document).replace(
        "\n", " "
    )


def test_a_proxy_is_not_drawn_as_the_pay_of_the_role() -> None:
    assert CATALOG.roles["appraiser"].occupations.applies == "proxy"
    document = guide("appraiser", "Providence")
    assert not [block for block in blocks_of(document) if isinstance(block, PayRange)]
    assert "This group is a different kind of work" in document_as_text(document)


def test_nobody_has_reviewed_a_guide_until_somebody_has() -> None:
    document = guide("bench-jeweler", None)
    assert CATALOG.roles["bench-jeweler"].reviewed_by == ()
    assert "Not yet reviewed" in document_as_text(document)


def test_a_role_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="'bench-jewler'; nearest: 'bench-jeweler'"):
        role_guide("bench-jewler", CATALOG, REFERENCE, as_of=AS_OF)


def test_paid_ways_in_are_those_of_the_country_with_the_places_that_list_them() -> None:
    britain, america = (paid_ways(guide("goldsmith", area)) for area in ("GB", None))
    assert any("with a master or an employer" in line.text for line in britain[0])
    assert [line.url for line in britain[1] if line.url] == [
        "https://www.gov.uk/apply-apprenticeship"
    ]
    assert [link.id for line in britain[1] for link in line.links] == ["goldsmiths"]
    assert all(line.notes for lines in britain for line in lines)
    assert america == ([], [])


def paid_ways(document: Document) -> tuple[list[TextLine], list[TextLine]]:
    """The paid ways into a role, and the places that list them."""
    learn = next(s for s in document.sections if s.key == "learn")
    paid = next((s for s in learn.sections if s.key == "paid"), None)
    if paid is None:
        return [], []
    posts, places = (
        [line for block in part.blocks if isinstance(block, BulletList) for line in block.lines]
        for part in (paid, *paid.sections)
    )
    return posts, places


def test_what_people_ask_of_another_country_is_folded() -> None:
    here, abroad = asked_of("watchmaker", None), asked_of("watchmaker", "GB")
    britain = "What does watchmaking school cost in Britain?"
    assert britain not in here[0]
    assert britain in here[1]
    assert britain in abroad[0]


def asked_of(role: str, area: str | None) -> tuple[list[str], list[str]]:
    """The questions of a guide that stand open, and those that are folded."""
    held = next(s for s in guide(role, area).sections if s.key == "questions")
    open_ = [line.lead for b in held.blocks if isinstance(b, BulletList) for line in b.lines]
    shut = [line.lead for b in held.blocks if isinstance(b, Disclosure) for line in b.points.lines]
    return open_, shut


@pytest.mark.parametrize("role", ["bench-jeweler", "watchmaker", "sales-associate"])
def test_working_life_here_stands_before_that_elsewhere(role: str) -> None:
    held = role_guide_context(role, GuideContext.of(CATALOG, REFERENCE), None)
    assert any(entry.is_abroad("US") for entry in held.working_life)
    by_text = {
        statement_text(entry.statement): entry.is_abroad("US") for entry in held.working_life
    }
    for side in ("hours", "ways-in", "income"):
        lines = held.working_life_lines((side,), "life")
        told = [by_text[line.text] for line in lines]
        assert told == sorted(told), side


def test_traps_are_those_of_the_role_its_family_and_everybody() -> None:
    text = document_as_text(guide("gem-cutter", None)).replace("\n  ", " ")
    assert "claim to have cut an enormous number" in text
    assert "A deposit you never get back" in text
    assert "income plans of multi-level" not in text


# Side by side


def test_roles_stand_side_by_side_and_every_figure_has_its_source(guided: Guided) -> None:
    roles = ("bench-jeweler", "appraiser", "watchmaker")
    for guidance in (None, guided("retail-to-bench")):
        found = compare_roles(
            roles, CATALOG, REFERENCE, area="Providence", as_of=AS_OF, guidance=guidance
        )
        # How near somebody is to a role is worked out here, and no source says it.
        others = tuple(part for part in found.sections if part.key != "fit")
        assert (len(others) < len(found.sections)) == (guidance is not None)
        for block in blocks_of(replace(found, sections=others, about=None)):
            for cell in cells_of(block):
                noted = isinstance(cell, TextLine) and cell.notes
                text = cell if isinstance(cell, str) else cell.text
                assert noted or not _in(bare(text)), text
        seen = list(dict.fromkeys(note for line in lines_of(found) for note in line.notes))
        assert seen == list(range(1, len(found.sources) + 1))
        page = Page(document_as_html(found))
        assert (page.wrong, page.open) == ([], [])
        regions = [held for held in page.all("div") if held.get("class") == "scroll"]
        assert regions
        assert all(held.get("tabindex") == "0" and held.get("aria-label") for held in regions)
        assert not re.search(r"[{}]", document_as_text(found))


def rows_of(found: Document, key: str) -> dict[str, tuple[str, ...]]:
    (section,) = [s for s in found.sections if s.key == key]
    (table,) = section.blocks
    assert isinstance(table, Table)
    plain = [tuple(c if isinstance(c, str) else c.text for c in row) for row in table.rows]
    return {row[0]: row[1:] for row in plain}


def test_a_proxy_has_no_pay_beside_others() -> None:
    found = compare_roles(
        ("bench-jeweler", "appraiser"), CATALOG, REFERENCE, area="Providence", as_of=AS_OF
    )
    rows = rows_of(found, "pay")
    wage = build_pay_report("bench-jeweler", "Providence", CATALOG, REFERENCE).wages[0]
    assert rows["Typical pay (the median)"][0] == f"${wage.median:,} a year"
    lower_quarter = "Lower-paid quarter earn up to (beginners may earn less)"
    for name in ("Typical pay (the median)", lower_quarter, "Jobs"):
        assert rows[name][1] == "No figure for this role itself. Ask employers."


def test_skills_held_and_lacking_are_those_of_the_guidance(guided: Guided) -> None:
    guidance: Guidance = guided("retail-to-bench")
    roles = ("bench-jeweler", "sales-associate")
    found = compare_roles(roles, CATALOG, REFERENCE, as_of=AS_OF, guidance=guidance)
    rows = rows_of(found, "skills")
    assert "Essential skills" not in rows
    for place, role in enumerate(roles):
        match = next(m for m in guidance.matches if m.role == role)
        essential = {n.skill for n in CATALOG.roles[role].skills if n.need == "essential"}
        for name, held in (("You have", match.held_skills), ("To learn", match.missing)):
            named = [CATALOG.skills[s].label.lower() for s in held if s in essential]
            said = rows[name][place].removesuffix(".").lower()
            assert said == ("; ".join(named) or "none")


def test_without_guidance_the_essential_skills_are_named() -> None:
    found = compare_roles(("caster", "mold-maker"), CATALOG, REFERENCE, as_of=AS_OF)
    assert list(rows_of(found, "skills")) == ["Essential skills"]


@pytest.mark.parametrize("roles", [("caster",), ("caster", "caster"), ROLES[:4]])
def test_two_or_three_roles_are_compared(roles: tuple[str, ...]) -> None:
    with pytest.raises(BadInput, match="name two or three"):
        compare_roles(roles, CATALOG, REFERENCE, as_of=AS_OF)


def test_a_country_without_figures_is_compared_without_pay() -> None:
    found = compare_roles(("caster", "mold-maker"), CATALOG, REFERENCE, area="Canada", as_of=AS_OF)
    assert [section.key for section in found.sections] == ["work", "skills", "ways"]
