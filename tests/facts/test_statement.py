"""A value carries its sources, and a statement cites those of its values."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import benchpin
from benchpin import catalog as catalogs
from benchpin import profile as profiles
from benchpin import reference as references
from benchpin.catalog import prose_values
from benchpin.facts import (
    OUR_JUDGEMENT,
    Statement,
    Value,
    catalog_value,
    computed_value,
    figure_value,
    make_statement,
    profile_value,
    source_value,
)
from benchpin.guidance import advise
from benchpin.market import occupation_wages

ROOT = Path(__file__).parents[2]
SRC = Path(benchpin.__file__).parent

CITES = {
    # What statements cite beside their values, by file and kind of statement.
    ("guidance/coverage.py", "'lack-self-employed'"),
    ("market/piece_cost.py", "'piece-metal-alone'"),
    ("market/piece_cost.py", "'piece-wage-alone'"),
    ("market/reach.py", "'reach-of-employees'"),
    ("match/reason_parts.py", "'mode-fits'"),
    ("match/reason_parts.py", "kind"),
    ("match/reasons_for.py", "'experience-like'"),
    ("people/suggestions.py", "'newcomers-unknown'"),
    ("plan/build.py", "'plan-course'"),
    ("plan/training.py", "'programme-price-undated' if undated else 'programme-price-unknown'"),
    ("plan/training.py", "f'qualification-{q.status}'"),
    ("plan/training.py", "kind"),
}


def value(*sources: str) -> Value:
    return Value(value=1, from_="catalog:roles/caster/label", sources=sources)


def test_a_statement_cites_the_sources_of_its_values_in_their_order_each_once() -> None:
    statement = make_statement("kind", b=value("second", "first"), a=value("third", "second"))
    assert statement.sources == ("second", "first", "third")


def test_what_a_statement_cites_itself_comes_after_its_values_and_our_judgement_last() -> None:
    values = {"a": value("of-the-value")}
    assert make_statement("kind", values, cites=["its-own"], judged=True).sources == (
        "of-the-value",
        "its-own",
        OUR_JUDGEMENT,
    )
    assert make_statement("kind", judged=True, a=value(OUR_JUDGEMENT, "x")).sources == (
        OUR_JUDGEMENT,
        "x",
    )
    assert make_statement("kind").sources == ()


def test_the_sources_of_a_value_are_not_in_its_json_and_do_not_make_it_another_value() -> None:
    sourced = value("somebody")
    assert sourced.model_dump() == {"value": 1, "from": "catalog:roles/caster/label"}
    assert Value.model_validate_json(sourced.model_dump_json()) == sourced
    assert hash(sourced) == hash(value())
    assert sourced != value("somebody").model_copy(update={"value": 2})
    assert sourced != 1
    statement = make_statement("kind", a=sourced)
    assert Statement.model_validate_json(statement.model_dump_json()) == statement


def test_each_way_to_make_a_value_sets_its_sources() -> None:
    catalog = catalogs.load()
    figure = next(iter(catalog.figures.values()))
    assert figure_value(figure).sources == (figure.source,)
    assert catalog_value("Caster", "roles/caster/label").sources == ()
    assert catalog_value("x", "roles/caster/summary", sources=("a", "b")).sources == ("a", "b")
    assert source_value("Rhode Island", "a", "44").sources == ("a",)
    assert source_value("Rhode Island", "a", "44").from_ == "source:a/44"
    assert profile_value(3, "skills.0.level").sources == ()
    assert computed_value(3, "matches").sources == ()


def test_prose_carries_what_it_rests_on_and_its_figures_carry_their_own() -> None:
    catalog = catalogs.load()
    figure = next(iter(catalog.figures.values()))
    values = prose_values("what", f"About {{{figure.id}}}.", "roles/caster/x", catalog, ("a",))
    assert values["what"].sources == ("a",)
    assert values[figure.id].sources == (figure.source,)


def test_the_figures_and_the_name_of_a_wage_carry_its_survey() -> None:
    reference = references.open()
    wage = occupation_wages("51-9071", reference.area(None), reference)
    assert wage is not None
    median = wage.percentile("50")
    assert median is not None
    assert median.sources == wage.name.sources == (wage.source,)


@pytest.mark.parametrize("name", ["retail-to-bench", "school-leaver", "uk-career-changer"])
def test_a_value_of_guidance_that_names_a_source_carries_it(name: str) -> None:
    catalog = catalogs.load()
    person = profiles.read(ROOT / "examples" / f"{name}.toml", catalog)
    guidance = advise(person, catalog, references.open(), as_of=date(2026, 11, 22), draws=16)
    statements = list(statements_in(guidance))
    assert statements
    for statement in statements:
        for key, stated in statement.values.items():
            kind, _, path = stated.from_.partition(":")
            if kind == "figure" and path in catalog.figures:
                assert stated.sources == (catalog.figures[path].source,), (statement.kind, key)
            elif kind in ("figure", "source"):
                assert stated.sources == (path.split("/")[0],), (statement.kind, key)
            elif kind in ("profile", "count"):
                assert stated.sources == (), (statement.kind, key)
            assert set(stated.sources) <= set(statement.sources), (statement.kind, key)


def statements_in(part: Any) -> Iterator[Statement]:
    if isinstance(part, Statement):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from statements_in(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from statements_in(inner)
    elif hasattr(part, "__dict__"):
        yield from statements_in(part.__dict__)


def test_sources_come_from_values_and_what_is_cited_beside_them_is_listed() -> None:
    cites = set()
    for file in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "make_statement":
                given = {keyword.arg for keyword in node.keywords}
                place = file.relative_to(SRC).as_posix()
                assert "sources" not in given, (
                    f"{place}:{node.lineno}: a value carries its sources; give them to the value, "
                    "say judged=True, or cites=(...) for what no value has"
                )
                if "cites" in given:
                    cites.add((place, ast.unparse(node.args[0])))
    assert cites == CITES
