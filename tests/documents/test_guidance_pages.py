"""What guidance says to one person: nothing that another page takes back, nothing said twice."""

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest

from benchpin.documents.guidance.pages import guidance_summary, role_report
from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.model import DefinitionList, Section, Table, TextLine
from benchpin.facts import Value, make_statement, profile_value
from benchpin.guidance import Guidance
from benchpin.wording.format import fill_template, join_list, words
from benchpin.wording.format import format_value as shown_value
from benchpin.wording.phrases import phrase
from benchpin.wording.statements import with_text

Guided = Callable[[str], Guidance]
PEOPLE = ("retail-to-bench", "machinist", "india-cad", "school-leaver", "bench-to-hybrid")


def lines(section: Section) -> list[TextLine]:
    """What a section and those in it say in paragraphs and points."""
    own = [line for block in section.blocks for line in getattr(block, "lines", ())]
    return own + [line for inner in section.sections for line in lines(inner)]


def part(document_sections: tuple[Section, ...], key: str) -> Section:
    return next(section for section in document_sections if section.key == key)


@pytest.mark.parametrize("name", PEOPLE)
def test_no_role_is_said_to_be_in_a_group_and_not_to_be_in_it(guided: Guided, name: str) -> None:
    guidance = guided(name)
    for soc in {wage.soc for wage in guidance.market.wages}:
        kinds = {role: codes.get(soc) for role, codes in guidance.market.applies.items()}
        told = [line.text for line in lines(_of(guidance, soc))]
        for role, applies in kinds.items():
            label = next(m.label for m in guidance.matches if m.role == role)
            naming = [text for text in told if label.lower() in text.lower() and ": " in text]
            assert len(naming) == (applies is not None), (soc, role, naming)
            if applies == "proxy":
                assert naming[0].startswith(phrase("pay.applies_proxy", roles="")[:30])


def _of(guidance: Guidance, soc: str) -> Section:
    return part(part(guidance_report(guidance).sections, "pay").sections, f"pay-{soc}")


def test_a_page_of_a_role_tells_only_how_figures_are_its_own(guided: Guided) -> None:
    # The group is the goldsmith's own, and for another role of this person only the nearest.
    guidance = guided("school-leaver")
    kinds = {wage.applies for wage in guidance.market.wages if wage.soc == "51-9071"}
    assert kinds == {"broad", "proxy"}
    told = [line.text for line in lines(part(role_report(guidance, "goldsmith").sections, "pay"))]
    assert phrase("pay.applies_broad", roles="goldsmith") in told
    assert not [text for text in told if "goldsmith" in text and "different kind" in text]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_page_of_a_role_says_nothing_twice(guided: Guided, name: str) -> None:
    guidance = guided(name)
    for asked in guidance.role_verdicts:
        sections = role_report(guidance, asked.role).sections
        said = [line.text for key in ("answer", "fit") for line in lines(part(sections, key))]
        assert [text for text, count in Counter(said).items() if count > 1] == []
        # What is left out is only what stands in the answer, if perhaps in other words.
        match = next(m for m in with_text(guidance).matches if m.role == asked.role)
        answer = [line.text for line in lines(part(sections, "answer"))]
        fit = [line.text for line in lines(part(sections, "fit"))]
        for statement in (*match.for_, *match.against):
            shown = [
                shown_value(v) for v in statement.values.values() if v.from_.startswith("figure:")
            ]
            told = any(all(one in text for one in shown) for text in answer) if shown else False
            assert (statement.text in fit) == (not told and statement.text not in answer)
            assert told or statement.text in said


def test_whose_judgement_the_weights_are_stands_on_the_page_of_results(guided: Guided) -> None:
    guidance = guided("machinist")
    shown = [match.role for match in guidance.matches[:4]]
    sections = guidance_summary(guidance, scored_roles=shown).sections
    assert phrase("method.how") in [line.text for line in lines(part(sections, "method"))]
    assert "method" not in [s.key for s in guidance_summary(guided("nearly-empty")).sections]


def test_a_star_is_explained_where_it_stands_and_nowhere_else(guided: Guided) -> None:
    star = phrase("method.imputed")
    with_star = without = 0
    for name in PEOPLE:
        guidance = guided(name)
        for match in guidance.matches[:8]:
            method = part(guidance_summary(guidance, scored_roles=[match.role]).sections, "method")
            table = next(block for block in method.blocks if isinstance(block, Table))
            starred = any(str(cell).endswith("*") for row in table.rows for cell in row)
            ranks = [
                line.text
                for block in method.blocks
                if isinstance(block, DefinitionList)
                for _, line in block.rows
            ]
            assert any(star in text for text in ranks) == starred
            with_star, without = with_star + starred, without + (not starred)
    assert with_star
    assert without


def test_what_is_kept_and_not_used_is_said(guided: Guided) -> None:
    guidance = guided("retail-to-bench")
    assert not [note for note in guidance.notes if note.kind == "kept-not-counted"]
    kept = make_statement("kept-not-counted", fields=profile_value(("languages",), "."))
    with_note = guidance.model_copy(update={"notes": (*guidance.notes, kept)})
    told = [line.text for line in lines(part(guidance_summary(with_note).sections, "notes"))]
    assert "Saved, but not used in your results yet: languages." in told


def test_a_place_and_a_year_are_said_once(guided: Guided) -> None:
    told = [
        s.text for asked in with_text(guided("retail-to-bench")).role_verdicts for s in asked.about
    ]
    ended = [text for text in told if text.endswith(")")]
    assert any("43 hours a week; 75% work full time. (Australia" in text for text in ended)
    assert [text for text in ended if text.count(text[text.rindex("(") :]) > 1] == []
    figure = Value(value=9, period="2021", area="US", from_="figure:a-b")
    elsewhere = figure.model_copy(update={"area": "CA"})
    said = {
        "what": Value(value="{a-b} rings.", from_="catalog:roles/x/drawbacks.0.what"),
        "area": Value(value="US", unit="place", from_="catalog:roles/x/drawbacks.0.area"),
        "period": Value(value="2021", unit="period", from_="catalog:roles/x/drawbacks.0.period"),
    }
    template = words()["statements"]["drawback-where-when"]
    assert fill_template(template, {**said, "a-b": figure}) == "9 rings. (United States, 2021)"
    abroad = fill_template(template, {**said, "a-b": elsewhere})
    assert abroad == "9 (Canada) rings. (United States, 2021)"
    # Where the sentence does not say where and when, the figure does.
    assert fill_template("{what}", {**said, "a-b": figure}) == "9 (United States, 2021) rings."


def test_things_with_commas_of_their_own_are_kept_apart() -> None:
    assert (
        join_list(["filing", "soldering (silver, gold)"]) == "filing; and soldering (silver, gold)"
    )
    assert join_list(["a", "b and c", "d"]) == "a, b and c, and d"
    assert join_list(["a", "b", "c"]) == "a, b and c"


def test_data_sets_are_named_for_readers(guided: Guided) -> None:
    guidance = guided("machinist")
    about = guidance_report(guidance).about
    assert about is not None
    told = json.dumps([str(block) for block in about.blocks], ensure_ascii=False)
    for used in guidance.data:
        assert words()["data_sets"][used.name] in told
        assert used.release in told
        assert re.search(rf"(^|[;'] ?){used.name}, release", told) is None
