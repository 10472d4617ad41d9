"""The contradictions that an answer could hold on a person: skills, training, questions, age.

The rest of the checks, and what an answer is, stand in `contradictions_of_roles.py`.
"""

import re
from collections.abc import Iterator
from typing import Any

from benchpin.match import TIME_TERMS
from tests.guidance.contradictions_of_roles import Answer, Json, kinds

SKILL_LISTS = ("held", "partial", "assumed", "missing", "to_practice")


def skill_ids(statement: Json, key: str) -> set[str]:
    """The ids that a value of skill labels was made of."""
    return set(statement["values"][key]["from"].split("/")[1].split(","))


def confirmed_skills(answer: Answer) -> set[str]:
    """The ids of the skills that the person confirmed."""
    return {
        skill["skill"]
        for skill in answer.data["profile"].get("skills", ())
        if skill.get("status", "confirmed") == "confirmed"
    }


def skills(answer: Answer) -> Iterator[str]:
    """A skill is held, held in part, assumed or missing; only what is short is to be learned."""
    confirmed = confirmed_skills(answer)
    for role, match in answer.matches.items():
        lists = [match[key] for key in SKILL_LISTS]
        if len(set().union(*lists)) != sum(map(len, lists)):
            yield f"{role}: a skill stands in two lists"
        held = set(match["held"]) | set(match["partial"])
        missing, essential_missing = set(match["missing"]), set(match["essential_missing"])
        if not held <= confirmed or missing & confirmed:
            yield f"{role}: what the person holds is said in two ways"
        if {*missing, *essential_missing} & answer.catalog.traits:
            yield f"{role}: a trait is to be learned"
        essential = [n.skill for n in answer.catalog.roles[role].skills if n.need == "essential"]
        expected = {
            "skills-held": held, "skills-missing": essential_missing,
            "skills-missing-many": essential_missing, "skills-missing-minor": missing,
            "skills-assumed": set(match["assumed"]),
            "skills-assumed-from-study": set(match["assumed"]),
            "skills-assumed-by-you": set(match["assumed"]),
        }  # fmt: skip
        for statement in (*match["for"], *match["against"]):
            if not skill_ids_in(statement) <= expected.get(
                statement["kind"], skill_ids_in(statement)
            ):
                yield f"{role}: {statement['kind']} names a skill of another list"
        shown = {
            "stand-out-held": held, "stand-out-evidence": held,
            "stand-out-assumed": set(match["assumed"]), "stand-out-later": missing,
        }  # fmt: skip
        for statement in match["stand_out"]:
            if not skill_ids(statement, "skill") <= shown[statement["kind"]]:
                yield f"{role}: {statement['kind']} names a skill of another list"
        if "entry-skills" in kinds(match["entry"]) and 2 * len(held & set(essential)) <= len(
            essential
        ):
            yield f"{role}: most essential skills are held, and are still to learn"
        plan = answer.data["plan"].get(role)
        if plan is not None:
            learned = {gap["skill"] for gap in plan["closes"]} | set(plan["uncovered"])
            if learned & set(match["held"]) or not missing <= learned:
                yield f"{role}: its plan teaches what is held, or leaves out what is missing"


def skill_ids_in(statement: Json) -> set[str]:
    return skill_ids(statement, "skills") if "skills" in statement["values"] else set()


def training(answer: Answer) -> Iterator[str]:
    """No program is offered that is closed, or that leads to what somebody holds."""
    catalog = answer.catalog
    awards = {q["qualification"] for q in answer.data["qualifications"] if q["qualification"]}
    covered = catalog.qualifications_covered(frozenset(awards))
    closed_labels = {
        statement["values"]["qualification"]["value"]
        for statement in answer.statements
        if statement["kind"] in ("qualification-closed", "qualification-superseded")
    }
    for role, plan in answer.data["plan"].items():
        taught = {programme for gap in plan["closes"] for programme in gap["programmes"]}
        if taught != {option["programme"] for option in plan["options"]}:
            yield f"{role}: its options are not the programs that close its gaps"
        if {gap["skill"] for gap in plan["closes"]} & set(plan["uncovered"]):
            yield f"{role}: a program teaches a skill that no program lists"
        for option in plan["options"]:
            if option["qualification"] in covered:
                yield f"{role}: {option['programme']} leads to what is held"
            if option["status"] not in ("open", "unverified"):
                yield f"{role}: {option['programme']} is {option['status']}"
            if catalog.qualifications[option["qualification"]].label in closed_labels:
                yield f"{role}: {option['programme']} leads to what no longer exists"
    for verdict in answer.data["asked"]:
        plan = answer.data["plan"].get(verdict["role"])
        if plan is None:
            assert verdict["verdict"] == "probably not"
            continue
        taught_skills = {gap["skill"] for gap in plan["closes"]}
        match = answer.matches.get(verdict["role"])
        missing = set(match["essential_missing"]) if match else set()
        untaught = {"condition-learned-alone", "condition-learned-at-work"}
        if kinds(verdict["statements"]) & untaught and taught_skills & missing:
            yield f"{verdict['role']}: no program lists a skill that one teaches"


def next_step(answer: Answer) -> Iterator[str]:
    """The step for this week leads to a role that is open to the person, in a way they can go."""
    step = answer.data["next_step"]
    kind, values = step["kind"], step["values"]
    if (kind == "next-answer") == answer.data["enough"]:
        yield f"{kind}, and enough is {answer.data['enough']}"
    if answer.circumstances.get("under_18") and "organisation" in values:
        yield "somebody under age is sent to strangers"
    if "role" not in values or not answer.data["enough"]:
        return
    (match,) = [m for m in answer.data["matches"] if m["label"] == values["role"]["value"]]
    is_asked = any(verdict["role"] == match["role"] for verdict in answer.data["asked"])
    if set(match["breaks"]) - TIME_TERMS or not (match["signs"] or is_asked):
        yield f"the next step leads to {match['role']}, which is not suggested"
    if kind.startswith("next-apply") and match["reach"] != "now":
        yield f"to apply as {match['role']}, which is not open yet"
    if kind.startswith("next-apprenticeship") and match["door"] != "apprenticeship":
        yield f"an apprenticeship as {match['role']}, which has none"
    if kind.startswith("next-try"):
        if match["door"] == "same-role":
            yield f"to try {match['role']}, which the person has done"
        if answer.circumstances.get("work_modes") == ["remote"]:
            yield f"to try {match['role']} at a workplace, for somebody who works from home"


def questions(answer: Answer) -> Iterator[str]:
    """Nothing is asked that the profile answers."""
    for question in answer.data["ask_next"]:
        if not _is_open(question, answer):
            yield f"{question['kind']} is asked, and answered"
        for key in ("one", "other") if question["kind"] == "skill-separates" else ():
            label = question["values"][key]["value"]
            if not any(m["signs"] and m["label"] == label for m in answer.data["matches"]):
                yield f"a question decides on {label}, which is not suggested"
    interests = _interests(answer)
    is_alike = interests and min(interests) == max(interests)
    if "Strongest first: " in answer.text and is_alike:
        yield "interests are alike, and one is the strongest"


def _interests(answer: Answer) -> list[float]:
    interests = answer.data["profile"].get("interests", {}).values()
    return [score for score in interests if isinstance(score, (int, float))]


def _is_open(question: Json, answer: Answer) -> bool:
    """Whether the profile leaves open what is asked."""
    profile, circumstances = answer.data["profile"], answer.circumstances
    stated, confirmed = profile.get("skills", ()), confirmed_skills(answer)
    interests = _interests(answer)
    match question["kind"]:
        case "interests":
            return len(interests) < 4
        case "interests-alike":
            return not interests or max(interests) - min(interests) < 0.1
        case "work-modes":
            return not circumstances.get("work_modes")
        case "minimum-pay":
            return circumstances.get("minimum_pay") is None
        case "area":
            return not circumstances.get("area") and not circumstances.get("country")
        case "experience":
            return not profile.get("experience")
        case "skills":
            return len(confirmed) < 3
        case "skills-to-confirm":
            return len(confirmed) < len(stated)
        case "skills-to-settle":
            return not skill_ids(question, "skills") & confirmed
        case "skill-separates":
            return not skill_ids(question, "skill") & confirmed
        case "terms-conflict":
            return not answer.data["enough"] and bool(answer.data["matches"])
        case "title-unclear":
            index = int(question["path"].split(".")[1])
            return answer.data["understood"][index]["occupation"] is None
        case "years-unknown":
            position = profile["experience"][int(question["path"].split(".")[1])]
            return position.get("years") is None and position.get("started") is None
    return True


def age(answer: Answer) -> Iterator[str]:
    """What is for somebody under age is told to them, and to nobody who said they are not."""
    under_18 = answer.circumstances.get("under_18")
    said = kinds(answer.statements)
    if said & {"breaks-under-18", "trusted-adult", "next-trusted-adult"} and not under_18:
        yield "under age, by a statement alone"
    if under_18 and "trusted-adult" not in said:
        yield "under age, and no adult is named"
    if not under_18 and re.search(r"with an adult you\s+trust\.", answer.text):
        yield "with an adult, for somebody who is of age"
    if under_18 is not None and "If you are a minor" in answer.text:
        yield "if you are under age, to somebody who said"


def figures(answer: Answer) -> Iterator[str]:
    """One origin has one value, place and period, whatever speaks of it; a record has one label."""
    values: dict[str, Json] = {}
    for statement in answer.statements:
        for value in statement["values"].values():
            is_shared = value["from"].startswith(("figure:", "catalog:", "source:"))
            first = values.setdefault(value["from"], value) if is_shared else value
            if _content(first) != _content(value):
                yield f"{value['from']} is told in two ways"


def _content(value: Json) -> list[Any]:
    """What a value says, with where and when; one name is the same as a list of it alone."""
    names = value["value"] if isinstance(value["value"], list) else [value["value"]]
    return [names, *(value.get(key) for key in ("unit", "place", "period"))]


PERSON_CHECKS = (skills, training, next_step, questions, age, figures)
