"""The pages of knowledge: every record of every kind, and what is found."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.ask import search as found
from benchpin.ask.index import EXACT, OTHER_NAME
from benchpin.catalog.prose import NUMBER
from benchpin.documents.guides import (
    organisation,
    provider,
    qualification,
    reach,
    skill,
    sources,
    wages,
)
from benchpin.documents.guides import topics as market
from benchpin.documents.guides.context import GuideContext, country_names
from benchpin.documents.guides.figures import OLD_YEARS, SMALL_SAMPLE, caveats
from benchpin.documents.guides.mentions import question_line
from benchpin.documents.model import (
    Block,
    BulletList,
    DefinitionList,
    Disclosure,
    Document,
    Link,
    Paragraphs,
    Section,
    SeriesChart,
    Table,
    TextLine,
    split_at_links,
)
from benchpin.documents.render.html import document_as_html
from benchpin.documents.render.text import document_as_text
from benchpin.facts import Figure, ProgrammePrice, figure_value
from benchpin.inputs.errors import BadInput, UnknownName
from benchpin.market import topic_report
from benchpin.market.metal_prices import METALS
from benchpin.wording.format import format_number, format_period, format_value
from benchpin.wording.phrases import phrase
from tests.documents.pages import Page

CATALOG = catalogs.load()
REFERENCE = references.open()
ONE: dict[str, Callable[..., Document]] = {
    "qualifications": qualification.qualification_guide,
    "organisations": organisation.organisation_guide,
    "mentoring": organisation.mentoring_guide,
    "providers": provider.provider_guide,
    "topics": market.topic_guide,
    "skills": skill.skill_guide,
    "sources": sources.source_guide,
}
"""The kinds of record with a page each."""
ALL: dict[str, Callable[..., Document]] = {
    "topics": market.topic_list_guide,
    "metals": market.metal_prices_guide,
    "myths": market.myths_guide,
    "traps": market.traps_guide,
    "questions": market.questions_guide,
    "sources": sources.bibliography_guide,
}
"""The pages that list everything of a kind."""
PLACES = ("Providence", "WY", None)


@cache
def every() -> tuple[tuple[str, Document], ...]:
    """Every page, by its name."""
    made = [
        (f"{kind}/{i}", tell(i, CATALOG, REFERENCE))
        for kind, tell in ONE.items()
        for i in getattr(CATALOG, kind)
    ]
    made += [(name, tell(CATALOG, REFERENCE)) for name, tell in ALL.items()]
    for role in CATALOG.roles:
        for place in PLACES:
            area = REFERENCE.area(place)
            made.append((f"reach/{role}", reach.reach_guide(role, area, CATALOG, REFERENCE)))
            made.append((f"wages/{role}", wages.wages_guide(role, place, CATALOG, REFERENCE)))
    return tuple(made)


def page(kind: str, identity: str) -> Document:
    return ONE[kind](identity, CATALOG, REFERENCE)


def sections_of(held: Document | Section) -> Iterator[Section]:
    for section in held.sections:
        yield section
        yield from sections_of(section)


def blocks_of(document: Document) -> Iterator[Block]:
    for section in sections_of(document):
        for block in section.blocks:
            yield block
            if isinstance(block, Disclosure):
                yield block.points
            elif isinstance(block, SeriesChart):
                yield block.table


def lines_of(document: Document) -> Iterator[tuple[TextLine, str]]:
    """Every line, each with the words beside it in which its links may stand."""
    yield from ((line, "") for line in document.lede)
    for block in blocks_of(document):
        match block:
            case Paragraphs() | BulletList():
                yield from ((line, "") for line in block.lines)
            case DefinitionList():
                yield from ((line, term) for term, line in block.rows)
            case Table():
                cells = (cell for row in (block.head, *block.rows) for cell in row)
                yield from ((cell, "") for cell in cells if isinstance(cell, TextLine))


def links_of(document: Document) -> Iterator[Link]:
    for line, _ in lines_of(document):
        yield from line.links


# Every page


def test_no_page_has_an_empty_section_or_an_empty_line() -> None:
    for name, document in every():
        assert document.title, name
        for section in sections_of(document):
            assert section.heading, name
            assert section.blocks or section.sections, f"{name}: {section.key}"
        for block in blocks_of(document):
            held = getattr(block, "lines", getattr(block, "rows", True))
            assert held, f"{name}: {block}"
        for line, _ in lines_of(document):
            assert line.text.strip() or line.lead.strip(), f"{name}: {line}"
            # The survey itself says "None" of the experience that some occupations ask for.
            assert name.startswith("wages/") or "None" not in line.text.split(), f"{name}: {line}"


def test_every_page_is_well_formed_html_whose_inner_links_lead_somewhere() -> None:
    for name, document in every():
        html = Page(document_as_html(document))
        assert html.wrong == [], name
        assert html.open == [], name
        ids = [held["id"] for _, held in html.elements if "id" in held]
        assert len(ids) == len(set(ids)), name
        for held in html.all("a"):
            if held["href"].startswith("#"):
                assert held["href"][1:] in ids, name
        assert not [tag for tag, held in html.elements if "style" in held], name
        levels = [int(tag[1]) for tag, _ in html.elements if re.fullmatch(r"h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), name


def test_every_page_is_text_of_80_columns() -> None:
    for name, document in every():
        for line in document_as_text(document).splitlines():
            assert len(line) <= 80, f"{name}: {line}"


def test_every_link_names_a_record_and_stands_in_its_words() -> None:
    for name, document in every():
        for line, beside in lines_of(document):
            for link in line.links:
                if link.kind == "pages":
                    assert link.id in ALL, f"{name}: {link}"
                elif link.kind == "families":
                    assert link.id in {role.family for role in CATALOG.roles.values()}, name
                else:
                    assert link.id in getattr(CATALOG, link.kind), f"{name}: {link}"
                shown = [
                    p
                    for text in (line.lead, line.text, beside)
                    for p in split_at_links(text, (link,))
                ]
                assert link in shown, f"{name}: {link} is not in {line.lead!r} {line.text!r}"


def test_every_source_of_a_page_is_used_and_every_mark_has_its_source() -> None:
    for name, document in every():
        used = {note for line, _ in lines_of(document) for note in line.notes}
        used |= {note for section in sections_of(document) for note in section.notes()}
        assert used == {cited.number for cited in document.sources}, name


# Every figure traces


def texts_of(held: Any) -> Iterator[str]:
    """Everything that a record says, each number also as it is written for people."""
    if isinstance(held, dict):
        for name, each in held.items():
            # A year is written without a comma.
            yield from texts_of(str(each) if name == "year" else each)
    elif isinstance(held, (list, tuple, set, frozenset)):
        for each in held:
            yield from texts_of(each)
    elif isinstance(held, bool) or held is None:
        return
    elif isinstance(held, (int, float)):
        yield format_number(held)
    else:
        yield str(held)
        yield format_period(str(held))


def said_by(document: Document, own: Any) -> frozenset[str]:
    """Every number that a page may show: of its record, of what it links to, of its sources."""
    texts = list(texts_of(own.model_dump(by_alias=True)))
    cited = {cited.title for cited in document.sources}
    held = {i for i, source in CATALOG.sources.items() if source.title in cited}
    for figure in CATALOG.figures.values():
        if figure.source in held and figure.period:
            texts += [
                format_value(figure_value(figure)),
                format_period(figure.period),
                str(figure.sample),
            ]
            texts += [figure.measure, figure.note or ""]
    for link in links_of(document):
        if link.kind not in ("pages", "families"):
            texts += texts_of(getattr(CATALOG, link.kind)[link.id].model_dump(by_alias=True))
    return frozenset(n.lower() for text in texts for n in NUMBER.findall(text))


def strangers(document: Document, own: Any, *more: Any) -> list[str]:
    """The numbers of a page's body that stand neither in its record nor in what it cites."""
    known = said_by(document, own) | {
        n.lower() for held in more for text in texts_of(held) for n in NUMBER.findall(text)
    }
    told = document_as_text(Document(document.title, "", document.lede, document.sections))
    body = re.sub(r"\[\d+\]", " ", told)
    return sorted({n.lower() for n in NUMBER.findall(body)} - known)


def programmes_of(identity: str) -> list[dict[str, Any]]:
    ids = CATALOG.programmes_of.get(identity, ())
    return [CATALOG.programmes[i].model_dump(by_alias=True) for i in ids]


def asked_by(identity: str) -> list[int]:
    """In how many roles each skill that a qualification teaches or examines is asked for."""
    skills = CATALOG.qualifications[identity].proves
    return [
        sum(any(need.skill == s for need in role.skills) for role in CATALOG.roles.values())
        for s in skills
    ]


def answers_to(document: Document) -> list[Any]:
    """The questions, traps and myths that a page tells, by what leads them."""
    leads = {line.lead for line, _ in lines_of(document)}
    held = [q for q in CATALOG.questions.values() if q.question in leads]
    held_too = [m for m in CATALOG.myths.values() if any(m.claim in lead for lead in leads)]
    traps = [t for t in CATALOG.traps.values() if any(t.what in lead for lead in leads)]
    return [record.model_dump(by_alias=True) for record in (*held, *held_too, *traps)]


@pytest.mark.parametrize("identity", CATALOG.qualifications)
def test_every_number_of_a_qualification_is_its_own_or_of_what_it_names(identity: str) -> None:
    document = page("qualifications", identity)
    others = [programmes_of(o) for o in qualification.equivalent_qualifications(identity, CATALOG)]
    record = CATALOG.qualifications[identity]
    more = (programmes_of(identity), others, asked_by(identity), answers_to(document))
    assert strangers(document, record, *more) == []


@pytest.mark.parametrize("kind", ["organisations", "mentoring", "providers", "skills"])
def test_every_number_of_a_record_is_its_own_or_of_what_it_names(kind: str) -> None:
    for identity, record in getattr(CATALOG, kind).items():
        document = page(kind, identity)
        assert strangers(document, record, *beside(kind, identity)) == [], identity


def beside(kind: str, identity: str) -> tuple[Any, ...]:
    """The records that a page tells besides its own."""
    routes = [m for m in CATALOG.mentoring.values() if m.organisation == identity]
    record = getattr(CATALOG, kind)[identity]
    own = record.provider if kind == "organisations" else identity
    taught = [p for p in CATALOG.programmes.values() if p.provider == own]
    shows = CATALOG.shows.values() if kind == "skills" else ()
    dumped = [each.model_dump(by_alias=True) for each in (*routes, *taught, *shows)]
    return (dumped, answers_to(page(kind, identity)))


def test_a_number_from_nowhere_is_found() -> None:
    document = page("organisations", "naj")
    said = Section("more", "More", (Paragraphs((TextLine("It has 48,801 members."),)),))
    forged = Document(document.title, "", (), (*document.sections, said), document.sources)
    more = beside("organisations", "naj")
    assert strangers(forged, CATALOG.organisations["naj"], *more) == ["48,801"]


# Topics and metals


@pytest.mark.parametrize("identity", CATALOG.topics)
def test_a_topic_shows_each_of_its_figures_with_its_source_period_and_area(identity: str) -> None:
    document = page("topics", identity)
    text = " ".join(document_as_text(document, 400).split())
    titles = {cited.title for cited in document.sources}
    for part in topic_report(identity, CATALOG).parts:
        for series in part.series:
            for figure in series.figures:
                assert format_value(figure_value(figure)) in text, figure.id
                assert format_period(figure.period or "") in text, figure.id
                assert CATALOG.sources[figure.source].title in titles, figure.id


def test_figures_that_differ_stand_side_by_side_and_are_said_to() -> None:
    text = document_as_text(page("topics", "luxury-market"), 200)
    assert "2 to 4% (forecast" in text
    assert "3 to 5% (forecast" in text
    assert "Figures for 2026 differ." in text


def test_a_series_is_drawn_and_joined_only_where_nothing_is_disputed_or_missing() -> None:
    charts = {
        block.key: block
        for identity in CATALOG.topics
        for block in blocks_of(page("topics", identity))
        if isinstance(block, SeriesChart)
    }
    assert charts
    for chart in charts.values():
        assert len({dot.day for dot in chart.dots}) >= 3
        assert [dot.day for dot in chart.dots] == sorted(dot.day for dot in chart.dots)
    luxury = [b for b in blocks_of(page("topics", "luxury-market")) if isinstance(b, SeriesChart)]
    assert [chart.joined for chart in luxury] == [False]
    assert not all(dot.firm for dot in luxury[0].dots)
    gold = [b for b in blocks_of(page("topics", "metal-demand")) if isinstance(b, SeriesChart)]
    assert [chart.joined for chart in gold] == [True]
    stores = [b for b in blocks_of(page("topics", "stores")) if isinstance(b, SeriesChart)]
    assert [chart.joined for chart in stores] == [False]


def test_the_metals_hold_every_month_and_the_newest_first() -> None:
    document = ALL["metals"](CATALOG, REFERENCE)
    charts = [block for block in blocks_of(document) if isinstance(block, SeriesChart)]
    assert len(charts) == len(METALS)
    for chart in charts:
        assert len(chart.dots) == len(chart.table.rows)
        assert chart.table.rows[0][0] == chart.dots[-1].period_text


def test_myths_traps_and_questions_are_all_told() -> None:
    for name, said in (("myths", "claim"), ("traps", "what"), ("questions", "question")):
        keys = {section.key for section in sections_of(ALL[name](CATALOG, REFERENCE))}
        for identity, record in getattr(CATALOG, name).items():
            assert f"{name[:-1]}-{identity}" in keys, getattr(record, said)


# What is marked


def figure(**changed: Any) -> Figure:
    held = {
        "id": "some-figure", "subject": "some", "measure": "pay", "low": 1.0, "high": 1.0,
        "unit": "USD", "geography": "US", "period": "2025", "source": "some-source",
        "checked": date(2026, 11, 22),
    }  # fmt: skip
    return Figure.model_validate({**held, **changed})


def test_small_samples_forecasts_hearsay_and_old_figures_are_marked() -> None:
    today = date(2026, 11, 22)
    assert caveats(figure(), today) == ""
    assert "forecast" in caveats(figure(status="forecast"), today)
    assert "small sample" in caveats(figure(sample=SMALL_SAMPLE - 1), today)
    assert "small sample" not in caveats(figure(sample=SMALL_SAMPLE), today)
    assert "one person" in caveats(figure(confidence="anecdote", sample=1), today)
    assert "quoted secondhand" in caveats(figure(confidence="secondary"), today)
    old, fresh = str(today.year - OLD_YEARS - 1), str(today.year - OLD_YEARS)
    assert "old" in caveats(figure(period=old), today)
    assert "old" not in caveats(figure(period=fresh), today)
    assert "old" not in caveats(figure(period=old))


# Qualifications


def test_a_price_without_a_year_is_told_without_its_number() -> None:
    told = 0
    for identity, programme in CATALOG.programmes.items():
        undated = [p for p in programme.prices if p.year is None]
        if not undated or len(undated) < len(programme.prices):
            continue
        document = page("qualifications", programme.qualification)
        section = next(s for s in sections_of(document) if s.key == f"programme-{identity}")
        facts = next(block for block in section.blocks if isinstance(block, DefinitionList))
        price = dict(facts.rows)["Price"].text
        assert "We saw a price but not its year." in price
        assert not NUMBER.findall(price)
        told += 1
    assert told


def test_what_is_closed_is_said_before_anything_else() -> None:
    for identity, record in CATALOG.qualifications.items():
        tones = [line.tone for line in page("qualifications", identity).lede]
        assert ("care" in tones) == (record.status in ("closed", "superseded")), identity


def test_another_way_teaches_all_the_same_skills_and_is_still_to_be_had() -> None:
    some = 0
    for identity, record in CATALOG.qualifications.items():
        for other in qualification.equivalent_qualifications(identity, CATALOG):
            held = CATALOG.qualifications[other]
            assert set(record.teaches) <= set(held.teaches)
            assert held.level >= record.level
            assert held.status not in ("closed", "superseded")
            some += 1
    assert some


def test_a_way_is_cheaper_only_by_dated_prices_in_the_same_money() -> None:
    first, other = next(
        (i, others[0])
        for i in CATALOG.qualifications
        if (others := qualification.equivalent_qualifications(i, CATALOG))
        and CATALOG.programmes_of.get(i)
        and CATALOG.programmes_of.get(others[0])
    )

    def told(mine: dict[str, Any], theirs: dict[str, Any]) -> str:
        changed = dict(CATALOG.programmes)
        for award, held in ((first, mine), (other, theirs)):
            for i in CATALOG.programmes_of[award]:
                prices = (ProgrammePrice.model_validate({**PRICE, **held}),)
                changed[i] = changed[i].model_copy(update={"prices": prices, "status": "open"})
        document = qualification.qualification_guide(
            first, replace(CATALOG, programmes=changed), REFERENCE
        )
        section = next(s for s in document.sections if s.key == "others")
        points = next(block for block in section.blocks if isinstance(block, BulletList))
        label = CATALOG.qualifications[other].label
        return next(line.text for line in points.lines if line.lead == label)

    dear = {"amount_low": 900.0, "amount_high": 900.0}
    cheap: dict[str, Any] = {}
    said = told(dear, cheap)
    assert "Cheaper" in said
    assert "$100 (2024) compared with $900 (2024)" in said
    assert "Cheaper" not in told(cheap, dear)
    assert "Cheaper" not in told(dear, {"currency": "GBP"})
    assert "Cheaper" not in told(dear, {"year": None, "status": "undated"})
    assert "Cheaper" not in told(dear, {"covers": "registration"})


PRICE = {
    "covers": "tuition", "amount_low": 100.0, "amount_high": 100.0, "per": "whole",
    "currency": "USD", "year": 2024, "source": next(iter(CATALOG.sources)),
    "checked": date(2026, 11, 22),
}  # fmt: skip


def test_no_such_record_is_a_key_error() -> None:
    for kind in ONE:
        with pytest.raises(KeyError):
            page(kind, "no-such-thing")


# Pay


def test_pay_abroad_is_none_and_says_so() -> None:
    document = wages.wages_guide("bench-jeweler", "Kenya", CATALOG, REFERENCE)
    assert "we do not borrow any from elsewhere" in " ".join(document_as_text(document).split())
    assert not [s for s in sections_of(document) if s.kind == "pay"]
    with pytest.raises(UnknownName):
        wages.wages_guide("bench-jewelr", None, CATALOG, REFERENCE)


def test_the_years_of_the_survey_are_dots_never_a_line() -> None:
    document = wages.wages_guide("51-9071", None, CATALOG, REFERENCE)
    charts = [block for block in blocks_of(document) if isinstance(block, SeriesChart)]
    assert [chart.joined for chart in charts] == [False]


# What is found

LABELED = [
    (kind, each.id, each.label)
    for kind in found.KINDS
    for each in found.search_records(CATALOG, kind)
]
TEXTS = st.one_of(
    st.sampled_from(["", "jewell", "ring", "gia", "colour", "Öpal", "x" * 300, "how do i become"]),
    st.text(max_size=12),
)


@st.composite
def filtered(draw: st.DrawFn) -> tuple[str, str, dict[str, Any]]:
    """A kind, a text, and some filters of the kind with some of their values."""
    kind = draw(st.sampled_from(found.KINDS))
    chosen: dict[str, Any] = {}
    for facet in found.facets(CATALOG, kind):
        values = [choice.value for choice in facet.choices]
        if draw(st.booleans()):
            chosen[facet.name] = draw(st.lists(st.sampled_from(values), max_size=2))
    return kind, draw(TEXTS), chosen


@settings(deadline=None)
@given(filtered())
def test_any_filters_and_words_narrow_what_is_found(asked: tuple[str, str, dict[str, Any]]) -> None:
    kind, text, chosen = asked
    everything = {each.id for each in found.search_records(CATALOG, kind)}
    by_text = {each.id for each in found.search_records(CATALOG, kind, text)}
    both = [each.id for each in found.search_records(CATALOG, kind, text, **chosen)]
    assert len(both) == len(set(both))
    assert set(both) <= by_text <= everything
    for name in chosen:
        fewer = {key: held for key, held in chosen.items() if key != name}
        assert set(both) <= {each.id for each in found.search_records(CATALOG, kind, text, **fewer)}


@settings(deadline=None)
@given(filtered())
def test_a_count_is_what_its_choice_would_give(asked: tuple[str, str, dict[str, Any]]) -> None:
    kind, text, chosen = asked
    for facet in found.facets(CATALOG, kind, text, **chosen):
        assert len({choice.label for choice in facet.choices}) == len(facet.choices)
        for choice in facet.choices[:4]:
            given_it = found.search_records(
                CATALOG, kind, text, **{**chosen, facet.name: choice.value}
            )
            assert len(given_it) == choice.count
            assert choice.chosen == (choice.value in chosen.get(facet.name, ()))


@settings(deadline=None)
@given(st.sampled_from(LABELED))
def test_everything_is_found_by_its_own_label(record: tuple[str, str, str]) -> None:
    kind, identity, label = record
    for written in (label, label.upper(), f"  {label.lower()} "):
        ranks = {each.id: each.rank for each in found.search_records(CATALOG, kind, written)}
        assert ranks[identity] == EXACT
    assert any(each.id == identity for each in found.search_all(CATALOG, label, limit=500))


@pytest.mark.parametrize(
    ("written", "kind", "identity"),
    [
        ("bench jeweller", "roles", "bench-jeweler"),
        ("BENCH JEWEL", "roles", "bench-jeweler"),
        ("gemmologist", "roles", "gemologist"),
        ("how do I become a gemologist?", "roles", "gemologist"),
        ("Graduate Gémologist", "qualifications", "gia-gg"),
        ("GG", "qualifications", "gia-gg"),
        ("rings", "skills", "ring-sizing"),
        ("NAJ", "organisations", "naj"),
    ],
)
def test_words_are_found_however_they_are_written(written: str, kind: str, identity: str) -> None:
    assert identity in [each.id for each in found.search_records(CATALOG, kind, written)][:8]


def test_the_best_answer_stands_first() -> None:
    ranks = [each.rank for each in found.search_all(CATALOG, "grading")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    first = found.search_all(CATALOG, "gemologist")[0]
    assert (first.kind, first.id, first.rank) == ("roles", "gemologist", EXACT)


def test_nothing_is_found_for_no_words_and_for_nonsense() -> None:
    assert found.search_all(CATALOG, " ?! ") == ()
    assert found.search_all(CATALOG, "qqqzzzx") == ()


def test_a_figure_leads_to_its_topic() -> None:
    for each in found.search_records(CATALOG, "figures"):
        kind, topic = each.page
        assert kind == "topics"
        figures = topic_report(topic, CATALOG).figures
        assert each.id in {f.id for f in figures}


@pytest.mark.parametrize(
    ("written", "kind", "identity"),
    [
        ("how much does a goldsmith earn?", "roles", "goldsmith"),
        ("the Diamond Course", "qualifications", "dca-diamond"),
        ("GIA", "qualifications", "gia-gg"),
        ("platinum price", "pages", "metals"),
        ("salary", "pages", "pay"),
    ],
)
def test_small_words_do_not_hide_what_is_meant(written: str, kind: str, identity: str) -> None:
    ranks = {each.id: each.rank for each in found.search_records(CATALOG, kind, written)}
    assert ranks[identity] <= OTHER_NAME if kind != "roles" else identity in ranks


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gemolgist", "gemologist"),
        ("Gemolgist course", "gemologist course"),
        ("diamond grading", None),  # known words stay
        ("qqqzzzx", None),  # nothing is near
        ("jewler", None),  # known as another spelling
        ("diamnd", None),  # known with a slip
        ("", None),
    ],
)
def test_a_slip_of_the_pen_is_mended_by_the_nearest_known_word(
    written: str, meant: str | None
) -> None:
    assert found.spelling_suggestion(CATALOG, written) == meant
    if meant:
        assert found.search_all(CATALOG, meant)


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("bench jeweler pay", "bench-jeweler"),
        ("what does a watchmaker earn", "watchmaker"),
        ("salary of a stone setter", "stone-setter"),
        ("watchmaker", None),
        ("pay", None),
        ("qqqzzzx pay", None),
    ],
)
def test_a_search_for_the_pay_of_a_role_is_understood(written: str, role: str | None) -> None:
    assert found.pay_query_role(CATALOG, written) == role


@pytest.mark.parametrize("written", ["", "jewelry", "diploma"])
def test_what_can_no_longer_be_had_stands_last_among_equals(written: str) -> None:
    held = found.search_records(CATALOG, "qualifications", written)
    gone = [
        (e.rank, CATALOG.qualifications[e.id].status in qualification.UNAVAILABLE_STATUSES)
        for e in held
    ]
    assert gone == sorted(gone)
    assert any(closed for _, closed in gone)


def test_a_search_over_everything_is_not_cut() -> None:
    of_kinds = {kind: len(found.search_records(CATALOG, kind, "jewelry")) for kind in found.KINDS}
    held = [each.kind for each in found.search_all(CATALOG, "jewelry")]
    assert {kind: held.count(kind) for kind in found.KINDS} == of_kinds
    assert len(held) > 50


@pytest.mark.parametrize("kind", ["providers", "qualifications"])
def test_schools_are_found_by_state_and_by_a_price_that_was_seen(kind: str) -> None:
    for each in found.search_records(CATALOG, kind, price="500"):
        prices = [
            price
            for programme in CATALOG.programmes.values()
            if each.id in (programme.provider, programme.qualification)
            for price in programme.prices
        ]
        assert any(
            p.year and p.covers == "tuition" and p.currency == "USD" and p.amount_high <= 500
            for p in prices
        ), each.id
    by_most = [
        {e.id for e in found.search_records(CATALOG, kind, price=p)}
        for p in ("500", "2000", "10000")
    ]
    assert by_most[0] < by_most[1] <= by_most[2]
    assert {e.id for e in found.search_records(CATALOG, kind, place="Rhode Island")} == {"risd"}
    labels = {c.value: c.label for f in found.facets(CATALOG, kind) for c in f.choices}
    assert labels["2000"] == "Up to $2,000, when last seen"


def test_a_price_for_a_year_or_in_other_money_is_under_no_price() -> None:
    under = {
        each.id
        for each in found.search_records(CATALOG, "providers", price=["500", "2000", "10000"])
    }
    assert "british-school-of-watchmaking" not in under  # pounds, for a year
    assert "new-approach-school" not in under  # dollars, of no known year


def test_what_holds_abroad_stands_after_what_holds_here() -> None:
    document = market.questions_guide(CATALOG, REFERENCE)
    by_question = {question.question: question for question in CATALOG.questions.values()}
    abroad = 0
    for topic_ in document.sections:
        here = [
            not (where := by_question[each.heading].country) or "US" in where
            for each in topic_.sections
        ]
        assert here == sorted(here, reverse=True), topic_.heading
        abroad += here.count(False)
    assert abroad > 5


def test_an_answer_says_where_it_holds() -> None:
    context = GuideContext.of(CATALOG, REFERENCE)
    for identity, record in CATALOG.questions.items():
        text = question_line(identity, context).text
        where = f"({country_names(record.country)})"
        assert text.endswith(where) == bool(record.country), identity
    several = question_line("gia-scholarship-window", context)
    assert "one person" not in several.text or len(several.notes) == 1


def test_data_sets_are_named_only_where_figures_come_from_them() -> None:
    for name, document in every():
        assert document.about is not None
        terms = [
            term
            for b in document.about.blocks
            if isinstance(b, DefinitionList)
            for term, _ in b.rows
        ]
        from_sets = name.split("/")[0] in ("wages", "reach", "metals") or name == "topics"
        assert (phrase("about.data") in terms) == from_sets, name


def test_no_such_kind_or_filter_is_said_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="nearest: 'roles'"):
        found.search_records(CATALOG, "role")
    with pytest.raises(BadInput, match="nearest: 'family'"):
        found.search_records(CATALOG, "roles", family="bench", famly="bench")
