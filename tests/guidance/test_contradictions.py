"""No answer contradicts itself: one page never says two things of one role, skill, figure or rule.

Everybody of whom a profile is on record here is advised once, and each check reads the answer as
JSON and as text. The checks stand in `contradictions_of_roles.py` and
`contradictions_of_person.py`, each with what it compares.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rtoml

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents.guidance.report import guidance_report
from benchpin.documents.render.text import document_as_text
from benchpin.guidance import advise
from benchpin.profile import Profile, from_table, read
from benchpin.wording.statements import with_text
from tests.guidance.contradictions_of_person import PERSON_CHECKS
from tests.guidance.contradictions_of_roles import ROLE_CHECKS, Answer

ROOT = Path(__file__).parents[2]
LABELED = ROOT / "src" / "benchpin" / "evaluate" / "cases" / "people"
SHARED = ROOT.parent / "shared" / "cases" / "people"
DAY = date(2026, 11, 30)
DRAWS = 4
EVERY_ROLE_OF = 40
"""Of one in so many people, every role is looked at on its own page too."""
CHECKS = (*ROLE_CHECKS, *PERSON_CHECKS)
CATALOG = catalogs.load()
REFERENCE = references.open()


def profiles() -> Iterator[tuple[str, Profile]]:
    for folder in (ROOT / "examples", LABELED, SHARED):
        for path in sorted(folder.glob("*.toml")):
            yield str(path.relative_to(ROOT.parent)), read(path, CATALOG)
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        table = rtoml.loads(path.read_text(encoding="utf-8"))["profile"]
        yield str(path.relative_to(ROOT.parent)), from_table(table, CATALOG)


def answer(profile: Profile, further_roles: tuple[str, ...] = ()) -> Answer:
    guidance = with_text(
        advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=DRAWS, further_roles=further_roles)
    )
    # Wide enough that no sentence is broken.
    text = document_as_text(guidance_report(guidance), width=10_000)
    return Answer(json.loads(guidance.model_dump_json(by_alias=True)), text, CATALOG)


PROFILES = dict(profiles())
ANSWERS = {name: answer(profile) for name, profile in PROFILES.items()}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_answer_contradicts_itself(check: Callable[[Answer], Iterator[str]]) -> None:
    contradictions = [
        f"{name}: {what}" for name, person in ANSWERS.items() for what in check(person)
    ]
    assert not contradictions, "\n".join(contradictions)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared people are not at ../shared/cases")
def test_the_shared_people_are_among_them() -> None:
    assert any(name.startswith("shared") for name in ANSWERS)


@pytest.mark.parametrize("name", list(PROFILES)[::EVERY_ROLE_OF])
def test_the_page_of_a_role_says_what_the_whole_results_say(name: str) -> None:
    """A role has the same rank, group and way in on its own page; no check finds anything there."""
    page, whole = answer(PROFILES[name], tuple(CATALOG.roles)), ANSWERS[name]
    assert page.data["matches"] == whole.data["matches"]
    for verdict in whole.data["asked"]:
        assert verdict in page.data["asked"]
    # The next step may lead elsewhere: a role that is looked at comes first there.
    assert [what for check in CHECKS for what in check(page)] == []


def planted(answer: Answer, **changes: Any) -> list[str]:
    """What the checks find where some keys of the first match, or of the answer, are changed."""
    data = copy.deepcopy(answer.data)
    for key, value in changes.items():
        target = data["matches"][0] if key in data["matches"][0] else data
        target[key] = value
    altered = replace(answer, data=data)
    return [what for check in CHECKS for what in check(altered)]


def test_a_contradiction_is_found() -> None:
    marisol = next(person for name, person in ANSWERS.items() if name.endswith("01-marisol.toml"))
    assert planted(marisol) == []
    assert any(
        "its gate is" in what for what in planted(marisol, breaks=["circumstances.minimum_pay"])
    )
    assert any("its reach is" in what for what in planted(marisol, reach="later", group="later"))
    assert any("two lists" in what for what in planted(marisol, missing=["pos"]))
    assert any("ranks have gaps" in what for what in planted(marisol, rank=7))
    assert any("different areas" in what for what in planted(marisol, market={
        **marisol.data["market"], "area": {**marisol.data["market"]["area"], "name": "Texas"},
    }))  # fmt: skip
    question = {"path": "interests", "kind": "interests-alike", "values": {}}
    assert "interests-alike is asked, and answered" in planted(marisol, ask_next=[question])
    no_pay = replace(
        marisol, text=f"{marisol.text} We have no pay or job figures for where you are."
    )
    assert "pay is held and not held" in [what for check in CHECKS for what in check(no_pay)]
