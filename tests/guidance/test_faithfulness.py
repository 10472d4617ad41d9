"""What guidance says of a person, the person said; a new way to speak of them is refused.

Every template that speaks to the person either claims something of them, and then a rule here says
what of their profile it must rest on, or it claims nothing, and is listed as such. A template that
is in neither list fails, so that nobody adds a claim without a rule.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rtoml

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.documents import as_json
from benchpin.facts import OUR_JUDGEMENT
from benchpin.guidance import advise
from benchpin.profile import Profile, read
from benchpin.profile.document_reader import read_resume
from benchpin.profile.model import Aims
from benchpin.wording.format import WORDS
from benchpin.wording.statements import with_text
from tests.guidance.tracing import statements_in

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
CATALOG = catalogs.load()
REFERENCE = references.open()
TEMPLATES: dict[str, str] = rtoml.loads((WORDS / "en.toml").read_text(encoding="utf-8"))[
    "statements"
]
LABELS = {record.label: skill for skill, record in CATALOG.skills.items()}
Said = dict[str, Any]
Rule = Callable[[Said, Said], bool]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def from_profile(*names: str) -> Rule:
    """These values stand in the profile, at the path that they name."""

    def rule(statement: Said, said: Said) -> bool:
        return all(_in_profile(statement["values"][name], said) for name in names)

    return rule


def _in_profile(value: Said, said: Said) -> bool:
    origin, _, path = value["from"].partition(":")
    node: Any = said["profile"]
    for key in path.split(".") if path else []:
        node = node[int(key)] if isinstance(node, list) else node.get(key)
    return origin == "profile" and (
        node == value["value"] or set(listed(value["value"])) <= set(node or ())
    )


def skills_with(*status: str) -> Rule:
    """The skills that are named are the person's own, in one of these states."""

    def rule(statement: Said, said: Said) -> bool:
        held = {
            each["skill"]
            for each in said["profile"].get("skills", ())
            if each.get("status", "confirmed") in status
        }
        name = "skills" if "skills" in statement["values"] else "skill"
        named = listed(statement["values"][name]["value"])
        return all(LABELS[label] in held for label in named)

    return rule


def assumed_from(title: str) -> Rule:
    """The skills are assumed, from what the person wrote at a place that is named."""

    def rule(statement: Said, said: Said) -> bool:
        sure = {
            each["skill"]
            for each in said["profile"].get("skills", ())
            if each.get("status", "confirmed") == "confirmed"
        }
        named = {LABELS[label] for label in listed(statement["values"]["skills"]["value"])}
        assumed = {skill for match in said["matches"] for skill in match["assumed"]}
        return (
            "assume" in statement["text"]
            and named <= assumed
            and not named & sure
            and from_profile(title)(statement, said)
        )

    return rule


def drawn_to(statement: Said, said: Said) -> bool:
    """The interests are the person's own scores, or what their answers tell."""
    named = set(listed(statement["values"]["interests"]["value"]))
    read_off = (said["interests"] or {}).get("scores", {})
    scores = {k: v for k, v in said["profile"].get("interests", {}).items() if k != "from"}
    return named <= set(scores or read_off)


def schooling(statement: Said, said: Said) -> bool:
    terms, studied = said["profile"].get("circumstances", {}), said["profile"].get("education", [])
    return bool(terms.get("education") or any("level" in each for each in studied))


def not_said(*path: str) -> Rule:
    """Nothing stands at a place of the profile."""

    def rule(_: Said, said: Said) -> bool:
        node: Any = said["profile"]
        for key in path:
            node = (node or {}).get(key)
        return node in (None, [], {})

    return rule


def no_skill_counts(_: Said, said: Said) -> bool:
    """No skill of the profile is more than proposed: what a resume seems to say counts later."""
    return all(skill.get("status") == "proposed" for skill in said["profile"].get("skills", ()))


def lacking(statement: Said, said: Said) -> bool:
    """What is said to be lacking is counted from the skills that a role asks for."""
    return bool(statement["values"]["missing"]["from"].startswith("count:"))


def still_to_learn(statement: Said, said: Said) -> bool:
    """The skills that are named are among those that a role asks for and the person lacks."""
    named = {LABELS[label] for label in listed(statement["values"]["skills"]["value"])}
    return any(named <= {*match["missing"]} for match in said["matches"])


def kept(statement: Said, said: Said) -> bool:
    """What is said to be kept stands in the profile."""
    return all(said["profile"].get(name) for name in listed(statement["values"]["fields"]["value"]))


def has_worked_in_a_role(statement: Said, said: Said) -> bool:
    """The minimum is the person's, and one of their positions was understood as a role."""
    is_in_role = any(position["role"] for position in said["understood"])
    return is_in_role and from_profile("minimum")(statement, said)


def put_aside(statement: Said, said: Said) -> bool:
    ruled_out = said["profile"]["aims"]["not"]
    aside = {CATALOG.roles[role].label for role in ruled_out if role in CATALOG.roles}
    return bool(set(listed(statement["values"]["roles"]["value"])) == aside)


def wished(statement: Said, said: Said) -> bool:
    named = {LABELS[label] for label in listed(statement["values"]["skills"]["value"])}
    return bool(named == set(said["profile"]["aims"]["learn"]))


def some_part(name: str) -> Rule:
    """The part of a score that is spoken of is known: the person said something about it."""

    def rule(_: Said, said: Said) -> bool:
        return any(match["parts"][name]["known"] for match in said["matches"])

    return rule


def names_a_qualification(_: Said, said: Said) -> bool:
    """A qualification or a diploma was read from what the person wrote."""
    return bool(said["qualifications"])


def ruled_out(statement: Said, said: Said) -> bool:
    limits = said["profile"]["circumstances"]["limits"]
    return all(limits[name] == "never" for name in listed(statement["values"]["demands"]["value"]))


CLAIMS: dict[str, Rule] = {
    "entry-same-role": from_profile("title"),
    "entry-prior-role": from_profile("title"),
    "entry-occupation": from_profile("title"),
    "entry-near-occupation": from_profile("title"),
    "entry-train-from": from_profile("title"),
    "entry-qualification": names_a_qualification,
    "entry-skills": lambda _, said: bool(said["profile"].get("skills")),
    "entry-skills-core": lambda _, said: bool(said["profile"].get("skills")),
    "breaks-put-aside": lambda _, said: bool(said["profile"]["aims"]["not"]),
    "breaks-put-aside-before": lambda _, said: bool(said["profile"]["aims"]["not"]),
    "breaks-work-mode": from_profile("wanted"),
    "breaks-work-mode-before": from_profile("wanted"),
    "breaks-limits": ruled_out,
    "breaks-limits-before": ruled_out,
    "breaks-horizon": from_profile("horizon"),
    "breaks-hours": from_profile("hours"),
    "experience-like": from_profile("title"),
    "skills-held": skills_with("confirmed"),
    "skills-kindred": skills_with("confirmed"),
    "skills-assumed": assumed_from("title"),
    "skills-assumed-from-study": assumed_from("title"),
    "skills-assumed-by-you": skills_with("assumed"),
    "interests-fit": drawn_to,
    "interests-apart": drawn_to,
    **{
        f"pay-{status}-entering{place}": from_profile("minimum")
        for status in ("met", "doubt", "broken")
        for place in ("", "-in-industry")
    },
    **{
        f"pay-{status}-experienced{place}": has_worked_in_a_role
        for status in ("met", "doubt", "broken")
        for place in ("", "-in-industry")
    },
    "pay-above-counted": from_profile("minimum"),
    "floor-no-minimum": not_said("circumstances", "minimum_pay"),
    "floor-no-minimum-in-industry": not_said("circumstances", "minimum_pay"),
    "floor-other-currency": lambda _, said: "minimum_pay" in said["profile"]["circumstances"],
    "floor-other-currency-in-industry": (
        lambda _, said: "minimum_pay" in said["profile"]["circumstances"]
    ),
    "lack-exchange-rate": from_profile("currency"),
    "mode-fits": from_profile("modes"),
    "mode-does-not-fit": from_profile("wanted"),
    "usual-education-reached": schooling,
    "usual-education-above": schooling,
    "stand-out-evidence": from_profile("evidence"),
    "concentration-high": lambda _, said: bool(said["profile"]["circumstances"]["area"]),
    "kept-not-counted": kept,
    "skills-missing": still_to_learn,
    "skills-missing-many": lacking,
    "skills-missing-minor": still_to_learn,
    "condition-learned": lacking,
    "condition-learned-alone": lacking,
    "condition-learned-at-work": lacking,
    "condition-confirmed": lambda statement, _: "assume" in statement["text"],
    "lack-interview": lambda _, said: bool(said["profile"]["answers"]),
    "place-abroad": not_said("circumstances", "country"),
    "place-currency": from_profile("currency"),
    "place-ambiguous": from_profile("place"),
    "place-contradiction": from_profile("place"),
    "place-remote": from_profile("place"),
    "no-country": not_said("circumstances", "country"),
    "first-skill": no_skill_counts,
    "wishes-do-not-count": wished,
    "put-aside": put_aside,
    "put-aside-families": from_profile("families"),
    "limits": from_profile("limits"),
    "trusted-adult": lambda _, said: said["profile"]["circumstances"]["under_18"] is True,
    "next-trusted-adult": lambda _, said: said["profile"]["circumstances"]["under_18"] is True,
}
"""What a claim about the person must rest on."""

CLAIMS_NOTHING = frozenset(
    {
        "accommodation", "condition-pay", "could-leave-tasks", "decides-experience",
        "decides-practice",
        "entry-apprenticeship", "entry-apprenticeship-listed", "entry-later", "entry-train",
        "first-if-skills", "floor-not-held",
        "instead-role", "no-sign", "no-sign-outgrown",
        "next-ask", "next-ask-at", "next-try-and-ask", "nothing-for-yet", "offered-not-measured",
        "offered-not-measured-onsite", "shape-roles", "stand-out-later",
    }
)  # fmt: skip
"""Templates that speak to the person and say nothing of them but what the verdict's rules find."""

OF_OTHER_ANSWERS = ("piece-", "reach-", "answer-", "refuse-", "plan-")
"""What other answers say: of a piece, a place or the trade; of a plan, see tests/plan."""


def speaking_to_the_person() -> Iterator[str]:
    for kind, template in TEMPLATES.items():
        if re.search(r"\byou(r|rs)?\b", template, re.IGNORECASE):
            yield kind


def people() -> Iterator[Said]:
    """Guidance as JSON, of every example and of every resume that can be read."""
    profiles = [read(path, CATALOG) for path in sorted((ROOT / "examples").glob("*.toml"))]
    for path in sorted((ROOT / "tests" / "resumes").glob("*.txt")):
        profiles.append(read_resume(path, CATALOG, reference=REFERENCE).profile)
    for profile in profiles:
        found = with_text(advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=16))
        yield json.loads(as_json(found))


SAID = tuple(people())


def test_a_template_that_speaks_to_the_person_has_a_rule_or_claims_nothing() -> None:
    known = set(CLAIMS) | CLAIMS_NOTHING
    new = [
        kind
        for kind in speaking_to_the_person()
        if kind not in known and not kind.startswith(OF_OTHER_ANSWERS)
    ]
    assert not new, f"say in this file what {new} rest on"
    assert known <= set(TEMPLATES)


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_of_a_person_rests_on_what_they_said(said: Said) -> None:
    for statement in statements_in(said):
        rule = CLAIMS.get(statement["kind"])
        assert rule is None or rule(statement, said), statement


def test_most_rules_are_put_to_the_test() -> None:
    met = {statement["kind"] for said in SAID for statement in statements_in(said)}
    assert len(met & set(CLAIMS)) >= 22, sorted(set(CLAIMS) - met)


def test_a_false_claim_is_found() -> None:
    said = next(s for s in SAID if s["matches"] and s["profile"].get("skills"))
    lie = {
        "kind": "skills-held",
        "text": "",
        "sources": [OUR_JUDGEMENT],
        "values": {"skills": {"value": ["Fire assay"], "from": "catalog:skills/fire-assay/label"}},
    }
    LABELS.setdefault("Fire assay", "fire-assay")
    assert not CLAIMS["skills-held"](lie, said)


def test_a_proposed_skill_is_told_as_proposed_and_claims_nothing() -> None:
    path = ROOT / "examples" / "resume.txt"
    profile = read_resume(path, CATALOG).profile
    proposed = {CATALOG.skills[s.skill].label for s in profile.skills if s.status == "proposed"}
    assert proposed
    said = json.loads(as_json(with_text(advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=16))))
    for statement in statements_in(said):
        if statement["kind"] in ("skills-held", "skills-kindred"):
            named = set(listed(next(iter(statement["values"].values()))["value"]))
            assert not named & proposed


WISHES = ROOT / "tests" / "resumes" / "wishes.txt"
WISHING = re.compile(r"\b(?:want|hope|like) to learn\b", re.IGNORECASE)


def test_a_wish_of_a_resume_is_what_it_says_and_is_never_held() -> None:
    found = read_resume(WISHES, CATALOG, reference=REFERENCE)
    assert found.profile.aims.learn == tuple(wish.skill for wish in found.wished)
    assert {"hand-engraving", "lost-wax-casting"} <= set(found.profile.aims.learn)
    for wish in found.wished:
        assert wish.text in found.text
        above = found.text[: wish.end].rpartition("\n\n")[2]
        assert WISHING.search(above), wish
    assert not {wish.skill for wish in found.wished} & {s.skill for s in found.profile.skills}
    said = json.loads(as_json(with_text(advise(found.profile, CATALOG, REFERENCE, as_of=DAY))))
    told = [s for s in statements_in(said) if s["kind"] == "wishes-do-not-count"]
    assert len(told) == 1
    assert wished(told[0], said)
    for match in said["matches"]:
        counted = {*match["held"], *match["partial"], *match["assumed"]}
        assert not counted & set(found.profile.aims.learn) - _assumed_otherwise(found.profile)


def _assumed_otherwise(profile: Profile) -> set[str]:
    """What the person's work lets assume, were there no wishes."""
    without = profile.model_copy(update={"aims": Aims()})
    guidance = advise(without, CATALOG, REFERENCE, as_of=DAY, draws=16)
    return {skill for match in guidance.matches for skill in match.assumed}


def test_wishes_move_no_score() -> None:
    profile = read_resume(WISHES, CATALOG, reference=REFERENCE).profile
    without = profile.model_copy(update={"aims": Aims()})
    scores = [
        {match.role: match.score for match in advise(each, CATALOG, REFERENCE, as_of=DAY).matches}
        for each in (profile, without)
    ]
    assert scores[0]
    assert scores[0] == scores[1]


def test_where_somebody_lives_is_what_a_contact_line_says() -> None:
    lived = 0
    for path in sorted((ROOT / "tests" / "resumes").glob("*.txt")):
        found = read_resume(path, CATALOG, reference=REFERENCE)
        places = {span.path: found.text[span.start : span.end] for span in found.spans}
        area = found.profile.circumstances.area
        if area and "[street address]" not in places["circumstances.area"]:
            assert area == places["circumstances.area"]
            lived += 1
        assert bool(area) == ("circumstances.area" in places)
    assert lived >= 3
