"""The contract of guidance holds for every example, and for people that nobody thought of."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.catalog import Catalog, NumberedNames, numbers_in
from benchpin.documents import as_json
from benchpin.facts import PARTS, Value
from benchpin.guidance import Guidance, advise, title_reader, work_modes_and_next_roles
from benchpin.match import coverage_from_role, resolve_candidate
from benchpin.match import role_ranking as placing
from benchpin.profile import INTERESTS, VALUES, Profile, from_table, read
from benchpin.reference import Reference
from benchpin.wording.format import format_area, format_period
from benchpin.wording.format import format_figure as shown_in_prose
from benchpin.wording.format import format_value as shown
from benchpin.wording.statements import with_text
from tests.guidance.tracing import follow, statements_in

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
DAY = date(2026, 11, 22)
CATALOG: Catalog = catalogs.load()
REFERENCE: Reference = references.open()
NAMES = NumberedNames(
    {
        name
        for records in (
            CATALOG.roles, CATALOG.skills, CATALOG.qualifications, CATALOG.programmes,
            CATALOG.providers, CATALOG.organisations, CATALOG.mentoring,
        )
        for record in records.values()
        for name in (record.label, *getattr(record, "also_called", ()))
    }
)  # fmt: skip


def guidance_for(profile: Profile) -> dict[str, Any]:
    """Guidance as the JSON that people get."""
    found: dict[str, Any] = json.loads(
        as_json(advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=64))
    )
    return found


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda p: p.stem)
def said(request: pytest.FixtureRequest) -> dict[str, Any]:
    return guidance_for(read(request.param, CATALOG))


def test_every_value_stands_where_it_says_it_comes_from(said: dict[str, Any]) -> None:
    statements = statements_in(said)
    assert statements
    for statement in statements:
        for value in statement["values"].values():
            check_origin(value, said)


def test_every_number_in_a_text_is_a_value_of_its_statement(said: dict[str, Any]) -> None:
    for statement in statements_in(said):
        check_numbers(statement)


def test_every_statement_with_a_figure_names_its_source(said: dict[str, Any]) -> None:
    for statement in statements_in(said):
        for value in statement["values"].values():
            origin, _, path = value["from"].partition(":")
            if origin == "figure":
                source = (
                    CATALOG.figures[path].source if path in CATALOG.figures else path.split("/")[0]
                )
                assert source in statement["sources"], statement
                assert value["period"], statement
                assert value["area"], statement


def test_sources_are_those_that_are_named_and_no_others(said: dict[str, Any]) -> None:
    check_sources(said)


def test_the_score_is_the_weighted_mean_of_the_rounded_parts(said: dict[str, Any]) -> None:
    check_matches(said)


def test_roles_asked_about_are_answered_first_and_in_order(said: dict[str, Any]) -> None:
    wanted = said["profile"].get("aims", {}).get("roles", [])
    assert [answer["role"] for answer in said["asked"]] == wanted
    for answer in said["asked"]:
        if said["enough"]:
            assert answer["verdict"] in ("yes now", "not yet", "probably not")
        assert answer["statements"]
        assert answer["floor"] is not None
        match = next((m for m in said["matches"] if m["role"] == answer["role"]), None)
        has_done = match is not None and match["door"] in ("same-role", "prior-role")
        is_sold = answer["verdict"] != "probably not" and not has_done
        assert (answer["try_it"] is not None) == is_sold


def test_roles_put_aside_stay_aside(said: dict[str, Any]) -> None:
    aside = set(said["profile"].get("aims", {}).get("not", []))
    for match in said["matches"]:
        assert ("aims.not" in match["breaks"]) == (match["role"] in aside)
        assert match["role"] not in aside or match["group"] == "outside"


def test_groups_come_first_and_what_breaks_a_term_comes_last(said: dict[str, Any]) -> None:
    groups = ["now", "train", "later", "outside"]
    pointed_to = [m for m in said["matches"] if m["signs"] and m["signs"] != ["interests"]]
    order = [groups.index(match["group"]) for match in pointed_to]
    assert order == sorted(order)
    broken = [bool(match["breaks"]) for match in said["matches"]]
    assert broken == sorted(broken)
    for match in said["matches"]:
        assert match["group"] == ("outside" if match["breaks"] else match["reach"])
        assert match["entry"]


def test_too_little_known_means_no_ranking_and_a_question() -> None:
    said = guidance_for(read(EXAMPLES[0].with_name("nearly-empty.toml"), CATALOG))
    assert said["enough"] is False
    assert said["matches"] == []
    assert said["ask_next"]
    assert said["ask_next"][0]["path"] == "experience.0.title"


@pytest.mark.parametrize("name", ["uk-career-changer", "india-cad"])
def test_outside_the_united_states_no_pay_is_borrowed(name: str) -> None:
    said = guidance_for(read(EXAMPLES[0].with_name(f"{name}.toml"), CATALOG))
    assert said["market"]["wages"] == []
    assert said["market"]["area"] is None
    assert "bls-oews-2025-05" not in said["sources"]
    for match in said["matches"]:
        assert match["parts"]["opportunity"] == {
            "score": None, "weight": 0.0, "known": False, "imputed": False,
        }  # fmt: skip
        assert match["gates"] == []
    assert any(s["kind"] == "lack-wages-abroad" for s in said["coverage"]["lack"])


def test_a_shared_set_of_codes_is_told() -> None:
    said = guidance_for(read(EXAMPLES[0].with_name("school-leaver.toml"), CATALOG))
    goldsmith = next(m for m in said["matches"] if m["role"] == "goldsmith")
    assert len(goldsmith["shares_codes_with"]) > 5


def test_bench_roles_show_the_three_shapes_of_partial_change() -> None:
    said = guidance_for(read(EXAMPLES[0].with_name("bench-to-hybrid.toml"), CATALOG))
    mode = said["work_mode"]["bench-jeweler"]
    kinds = [statement["kind"] for statement in mode["statements"]]
    assert kinds.count("shape") == 3
    assert "shape-roles" in kinds
    text = " ".join(statement["text"] for statement in mode["statements"]).lower()
    for check in ("lease", "fire", "insurance", "stock"):
        assert check in text
    assert mode["offered"] is None


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_threads() -> None:
    example = EXAMPLES[0].with_name("retail-to-bench.toml")
    outputs = set()
    for seed, threads in (("0", "1"), ("1", "2"), ("4242", "8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
        }
        command = [
            sys.executable, "-m", "benchpin", "advise", str(example),
            "--as-of", "2026-11-22", "--format", "json",
        ]  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_another_day_or_another_profile_is_another_fingerprint() -> None:
    profile = read(EXAMPLES[0], CATALOG)
    first = advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=16)
    later = advise(profile, CATALOG, REFERENCE, as_of=date(2026, 12, 1), draws=16)
    fewer = advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=8)
    assert len({first.fingerprint, later.fingerprint, fewer.fingerprint}) == 3


def test_guidance_to_json_and_back_is_the_same() -> None:
    guidance = with_text(
        advise(read(EXAMPLES[0], CATALOG), CATALOG, REFERENCE, as_of=DAY, draws=16)
    )
    assert Guidance.model_validate_json(as_json(guidance)) == guidance


# What holds of any guidance ---------------------------------------------------------------------


def check_origin(value: dict[str, Any], said: dict[str, Any]) -> None:
    there = follow(value, said, CATALOG, REFERENCE)
    held = value["value"]
    if there == held:
        return
    assert isinstance(held, list), (value, there)
    there = [there] if isinstance(there, str) else there
    # Some of what stands there: interests by name, modes out of a list, two ends of a range.
    assert set(held) <= set(there), (value, there)


def check_numbers(statement: dict[str, Any]) -> None:
    values = {key: Value.model_validate(v, strict=False) for key, v in statement["values"].items()}
    allowed: set[str] = set()
    for value in values.values():
        told = (
            shown(value),
            shown_in_prose(value),
            format_period(value.period or ""),
            format_area(value.area or ""),
        )
        allowed.update(number for text in told for number in numbers_in(text))
    for text in (statement["text"], statement.get("why", "")):
        found = set(numbers_in(NAMES.without(text)))
        assert found <= allowed, (found - allowed, statement)


def check_sources(said: dict[str, Any]) -> None:
    named: set[str] = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                if key == "sources" and isinstance(value, list):
                    named.update(value)
                elif key == "source" and isinstance(value, str):
                    named.add(value)
                elif key == "from" and isinstance(value, str) and value.startswith("source:"):
                    named.add(value.removeprefix("source:").split("/")[0])
                else:
                    walk(value)
        elif isinstance(part, list):
            for item in part:
                walk(item)

    walk({key: value for key, value in said.items() if key not in ("sources", "profile")})
    assert named == set(said["sources"])


def country_of(said: dict[str, Any]) -> str | None:
    """The country that was stated or, without one, that of the town."""
    stated: str | None = said["profile"].get("circumstances", {}).get("country")
    place = said["place"]
    return stated or (place["country"] if place and place["kind"] == "abroad" else None)


def check_matches(said: dict[str, Any]) -> None:
    matches = said["matches"]
    roles = CATALOG.in_country(country_of(said)).roles
    assert [match["rank"] for match in matches] == list(range(1, len(matches) + 1))
    for match in matches:
        closed = any(not gate["open"] for gate in match["gates"])
        assert closed == ("circumstances.minimum_pay" in match["breaks"])
    if not said["enough"]:
        assert all(match["breaks"] for match in matches)
    # Equal in how they are entered and how strongly the profile points to them: by score, by id.
    alike: dict[Any, list[tuple[float, str]]] = {}
    for match in matches:
        if match["role"] == "studio-owner" and not match["signs"]:
            continue  # a business of one's own comes after all that was not asked for either
        key = ("outside",) if match["breaks"] else (match["group"], match["strength"])
        alike.setdefault(key, []).append((-match["score"], match["role"]))
    if said["enough"]:
        for order in alike.values():
            assert order == sorted(order)
    for match in matches:
        parts = match["parts"]
        assert set(parts) == set(PARTS)
        for part in parts.values():
            if not part["known"]:
                assert part["weight"] == 0
            if part["score"] is not None:
                assert 0 <= part["score"] <= 1
                assert part["score"] == round(part["score"], 6)
        total = sum(part["weight"] for part in parts.values())
        if total:
            mean = sum(p["weight"] * p["score"] for p in parts.values() if p["weight"]) / total
            assert match["score"] == pytest.approx(mean, abs=1e-6)
        assert match["rank_low"] <= match["rank"] <= match["rank_high"]
        assert match["against"]
        for other in match["tied_with"]:
            assert match["role"] in next(m for m in matches if m["role"] == other)["tied_with"]
        lists = ("held", "partial", "missing", "assumed", "to_practice")
        sorted_skills = [skill for name in lists for skill in match[name]]
        needs = [need.skill for need in roles[match["role"]].skills]
        assert sorted(sorted_skills) == sorted(needs)


# People that nobody thought of ------------------------------------------------------------------


def each_skill_once(table: dict[str, Any]) -> dict[str, Any]:
    once = {held["skill"]: held for held in table.get("skills", [])}
    return {**table, "skills": list(once.values())}


shares = st.floats(0, 1).map(lambda x: round(x, 3))
titles = st.one_of(
    st.sampled_from(
        ["Cashier", "Bench jeweler", "Registered nurse", "CNC Machinist", "Teacher 3rd grade", "?!"]
    ),
    st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30),
)
people = st.fixed_dictionaries(
    {},
    optional={
        "aims": st.fixed_dictionaries(
            {},
            optional={
                "roles": st.lists(st.sampled_from(sorted(CATALOG.roles)), max_size=3, unique=True),
                "learn": st.lists(st.sampled_from(sorted(CATALOG.skills)), max_size=2),
            },
        ),
        "experience": st.lists(
            st.fixed_dictionaries(
                {"title": titles}, optional={"years": st.integers(0, 40), "until": st.just(2020)}
            ),
            max_size=3,
        ),
        "skills": st.lists(
            st.fixed_dictionaries(
                {"skill": st.sampled_from(sorted(CATALOG.skills)), "level": st.integers(1, 4)},
                optional={"status": st.sampled_from(["confirmed", "proposed", "assumed"])},
            ),
            max_size=8,
            unique_by=lambda held: json.dumps(held, sort_keys=True),
        ),
        "interests": st.dictionaries(st.sampled_from(INTERESTS), shares),
        "values": st.dictionaries(st.sampled_from(VALUES), shares),
        "circumstances": st.fixed_dictionaries(
            {},
            optional={
                "country": st.sampled_from(["US", "GB", "IN"]),
                "work_modes": st.lists(
                    st.sampled_from(["onsite", "hybrid", "remote"]), unique=True
                ),
                "minimum_pay": st.integers(0, 200_000),
                "budget": st.integers(0, 60_000),
                "education": st.sampled_from(["none", "high-school", "bachelor", "doctorate"]),
                "limits": st.just(["standing"]),
            },
        ),
        "emphasis": st.dictionaries(st.sampled_from(PARTS), st.floats(0.1, 5)),
    },
)


@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(people)
def test_the_contract_holds_for_people_that_nobody_thought_of(table: dict[str, Any]) -> None:
    said = guidance_for(from_table(each_skill_once(table), CATALOG))
    check_matches(said)
    check_sources(said)
    for statement in statements_in(said):
        check_numbers(statement)
        for value in statement["values"].values():
            check_origin(value, said)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(people, st.sampled_from(sorted(CATALOG.skills)), st.integers(1, 4))
def test_a_further_skill_never_lowers_any_score(
    table: dict[str, Any], skill: str, level: int
) -> None:
    held = [{"skill": "soldering", "level": 1}, *table.get("skills", [])]
    held = list({each["skill"]: each for each in held}.values())
    if any(each["skill"] == skill and each["level"] > level for each in held):
        return
    table = {**table, "skills": held, "aims": {}}
    # What was said of it before is only raised: a proposed or assumed one is confirmed.
    more = {each["skill"]: each for each in held} | {skill: {"skill": skill, "level": level}}
    before = scores_of(table)
    after = scores_of({**table, "skills": list(more.values())})
    for role, score in before.items():
        assert after[role] >= score


@settings(max_examples=40, deadline=None, derandomize=True)
@given(people, st.randoms(use_true_random=False))
def test_the_order_of_anything_changes_no_score(table: dict[str, Any], rng: Any) -> None:
    table = each_skill_once(table)

    def shuffled(part: Any) -> Any:
        if isinstance(part, dict):
            keys = list(part)
            rng.shuffle(keys)
            return {key: shuffled(part[key]) for key in keys}
        if isinstance(part, list):
            other = [shuffled(item) for item in part]
            rng.shuffle(other)
            return other
        return part

    assert scores_of(shuffled(table)) == scores_of(table)


def scores_of(table: dict[str, Any]) -> dict[str, float]:
    """The score of every role, whatever else is said."""
    profile = from_table(table, CATALOG)
    person = resolve_candidate(profile, CATALOG, REFERENCE, title_reader(CATALOG, REFERENCE), DAY)
    terms = profile.circumstances
    area = REFERENCE.area(terms.area) if terms.country in (None, "US") else None
    found = placing(person, CATALOG, REFERENCE, area=area)
    return dict(zip(found.roles, found.scores, strict=True))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(people, st.sampled_from(sorted(CATALOG.roles)))
def test_more_skill_never_lowers_a_known_score(table: dict[str, Any], role: str) -> None:
    held = list(each_skill_once(table).get("skills", []))
    if not any(skill.get("status", "confirmed") != "proposed" for skill in held):
        held = [*held, {"skill": "soldering", "level": 1}]
    held = list({skill["skill"]: skill for skill in held}.values())
    table = {**table, "skills": held, "aims": {}}
    more = {
        **table,
        "skills": [{**skill, "level": min(4, skill["level"] + 1)} for skill in held],
    }
    before = {m["role"]: m for m in guidance_for(from_table(table, CATALOG))["matches"]}
    after = {m["role"]: m for m in guidance_for(from_table(more, CATALOG))["matches"]}
    if before and after:
        assert after[role]["score"] >= before[role]["score"]


def test_roles_elsewhere_are_named_only_where_much_of_them_is_held() -> None:
    least = CATALOG.weights.onward.elsewhere
    named = {}
    for role in CATALOG.roles:
        told = [
            s
            for s in work_modes_and_next_roles(role, CATALOG).statements
            if s.kind == "shape-roles"
        ]
        labels = told[0].values["roles"].value if told else ()
        assert isinstance(labels, tuple)
        ids = [i for i, each in CATALOG.roles.items() if each.label in labels]
        assert all(coverage_from_role(role, CATALOG)[i] >= least for i in ids), role
        named[role] = set(ids)
    assert named["bench-jeweler"]
    assert not named["stone-setter"]
    assert "metals-risk-analyst" not in named["watchmaker"]
