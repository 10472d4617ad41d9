"""The contradictions that an answer could hold on roles: each check yields what disagrees.

A check reads the guidance as JSON, and where words are at stake the whole report as text. What must
agree is written from the rules that the documents state, not from the code that makes the answer.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from benchpin.catalog import Catalog
from benchpin.match import TIME_TERMS
from tests.guidance.tracing import statements_in

Json = dict[str, Any]
ENTRY_NOW = frozenset({
    "entry-same-role", "entry-prior-role", "entry-occupation", "entry-near-occupation",
    "entry-qualification", "entry-skills", "entry-skills-core", "entry-open",
    "entry-apprenticeship", "entry-apprenticeship-listed",
})  # fmt: skip
ENTRY_TRAIN = frozenset({"entry-train", "entry-train-from", "entry-train-paid", "entry-unknown"})
ENTRY_LATER = frozenset({"entry-later", "entry-later-schooling"})
REACH_KINDS = {"now": ENTRY_NOW, "train": ENTRY_TRAIN, "later": ENTRY_LATER}
OWN_DOORS = frozenset({"same-role", "prior-role", "occupation", "qualification", "skills"})
BREAK_KINDS = {
    "aims.not": "breaks-put-aside",
    "aims.horizon_months": "breaks-horizon",
    "circumstances.hours_per_week": "breaks-hours",
    "circumstances.limits": "breaks-limits",
    "circumstances.under_18": "breaks-under-18",
    "circumstances.work_modes": "breaks-work-mode",
}
PAY_KINDS = re.compile(r"pay-(met|doubt|broken)-(entering|experienced)(-in-industry)?")


@dataclass(frozen=True)
class Answer:
    """Guidance as JSON and as the text of its full report, with the catalog it names records of."""

    data: Json
    text: str
    catalog: Catalog

    @cached_property
    def statements(self) -> list[Json]:
        """Every statement and question of the answer."""
        return statements_in(self.data)

    @cached_property
    def matches(self) -> Mapping[str, Json]:
        """The ranked roles by id."""
        return {match["role"]: match for match in self.data["matches"]}

    @property
    def circumstances(self) -> Json:
        """What the person said of their circumstances."""
        table: Json = self.data["profile"].get("circumstances", {})
        return table


def kinds(statements: list[Json]) -> set[str]:
    return {statement["kind"] for statement in statements}


def place(answer: Answer) -> Iterator[str]:
    """Pay is held or not held, for one area, wherever it is spoken of."""
    data, coverage = answer.data, answer.data["coverage"]
    area = data["market"]["area"]
    wages = [s for s in coverage["have"] if s["kind"] == "have-wages"]
    if bool(wages) != (area is not None):
        yield "coverage and market disagree on whether pay is held"
    if wages and wages[0]["values"]["area"]["value"] != area["name"]:
        yield "coverage and market name different areas"
    if area and "We have no pay or job figures for where you are" in answer.text:
        yield "pay is held and not held"
    if area and "lack-wages-abroad" in kinds(coverage["lack"]):
        yield "pay is held, and lacks abroad"
    reading = data["place"]
    if reading and reading["area"] and area and reading["area"] != area["name"]:
        yield "the place was read as another area than the figures are for"
    country = reading["country"] if reading and reading["kind"] != "contradiction" else None
    if country and country != coverage["country"]:
        yield "the place lies in another country than coverage is for"
    not_held = [s for s in answer.statements if s["kind"] == "floor-not-held"]
    if not_held and area and any(wage["annual"] for wage in data["market"]["wages"]):
        yield "pay is said not to be held, and shown"


def verdicts(answer: Answer) -> Iterator[str]:
    """A verdict, its match, its group and its reasons say one thing."""
    for verdict in answer.data["asked"]:
        role, match = verdict["role"], answer.matches.get(verdict["role"])
        hard_breaks = set(verdict["breaks"]) - TIME_TERMS
        if (verdict["verdict"] == "probably not") != bool(hard_breaks):
            yield f"{role}: {verdict['verdict']}, with the broken terms {sorted(hard_breaks)}"
        if verdict["verdict"] == "yes now" and verdict["reach"] != "now":
            yield f"{role}: yes now, but its reach is {verdict['reach']}"
        if verdict["verdict"] == "not yet" and verdict["reach"] == "now":
            yield f"{role}: not yet, but it is open now"
        said = kinds(verdict["statements"])
        if verdict["verdict"] == "probably not" and any(k.startswith("decides-") for k in said):
            yield f"{role}: probably not, and one question decides"
        if verdict["try_it"] and (hard_breaks or "entry-same-role" in said):
            yield f"{role}: to be tried by somebody who has done it, or whose terms exclude it"
        if match is None:
            continue
        if match["label"] != verdict["label"]:
            yield f"{role}: two labels"
        for key in ("reach", "months", "by_way_of", "breaks"):
            if match[key] != verdict[key]:
                yield f"{role}: verdict and match differ in {key}"


def entries(answer: Answer) -> Iterator[str]:
    """How a role is entered agrees with its group, its door, its terms and what is weighed."""
    for role, match in answer.matches.items():
        entry, reach = kinds(match["entry"]), match["reach"]
        if match["group"] != ("outside" if match["breaks"] else reach):
            yield f"{role}: group {match['group']}, reach {reach}, breaks {match['breaks']}"
        for other_reach, reach_kinds in REACH_KINDS.items():
            if bool(entry & reach_kinds) != (reach == other_reach):
                yield f"{role}: its reach is {reach}, and it says {sorted(entry)}"
        for term, kind in BREAK_KINDS.items():
            if bool({kind, f"{kind}-before"} & entry) != (term in match["breaks"]):
                yield f"{role}: {kind} and its broken terms disagree"
        if "entry-bar" in entry and reach != "later":
            yield f"{role}: employers ask for schooling, and it is open before"
        weighed = kinds(match["against"])
        if "usual-education-above" in weighed and match["door"] in ("open", "same-role"):
            yield f"{role}: open to beginners, or done before, and short of schooling"
        if "usual-education-above" in weighed and "usual-education-reached" in kinds(match["for"]):
            yield f"{role}: schooling reached and not reached"
        if {"outlook-grows", "outlook-falls"} <= kinds(match["for"]) | weighed:
            yield f"{role}: jobs grow and fall"
        if "no-sign" in entry and match["door"] in OWN_DOORS:
            yield f"{role}: open by the person's own past, to which nothing points"
        if bool(match["signs"]) == any(kind.startswith("no-sign") for kind in entry):
            yield f"{role}: its signs and its entry disagree"
        by_way_of = match["by_way_of"]
        between = answer.matches.get(by_way_of) if by_way_of else None
        # The pay of a role on the way is no term: only the work of it is.
        excluded = (
            set(between["breaks"]) - TIME_TERMS - {"circumstances.minimum_pay"}
            if between
            else set()
        )
        if excluded and not set(match["breaks"]) & excluded:
            yield f"{role}: by way of {by_way_of}, which breaks {sorted(excluded)}"


def order(answer: Answer) -> Iterator[str]:
    """Ranks are one to the last, said alike everywhere, in the order that the report states."""
    data = answer.data
    if [match["rank"] for match in data["matches"]] != list(range(1, len(data["matches"]) + 1)):
        yield "ranks have gaps, or are given twice"
    if not data["enough"]:
        if re.search(r"Rank \d+ of", answer.text):
            yield "nothing is ranked, and a rank is said"
    elif "We know too little" in answer.text or "rule out every role" in answer.text:
        yield "too little is known, and roles are ranked"
    if data["matches"] and "We know too little" in answer.text:
        yield "too little is known, and roles are listed"
    previous = (0, 0)
    for match in data["matches"] if data["enough"] else ():
        role = match["role"]
        if not match["rank_low"] <= match["rank"] <= match["rank_high"]:
            yield f"{role}: its rank lies outside its interval"
        # "Roles that your work, skills or wishes point to come first, and of these ..."
        is_pointed_to = match["strength"] in ("asked", "own", "any") and not match["breaks"]
        place_in_order = (
            (0, ["now", "train", "later"].index(match["reach"]))
            if is_pointed_to
            else (2 if match["breaks"] else 1, 0)
        )
        if place_in_order < previous:
            yield f"{role}: stands after roles that come later by the report's own words"
        previous = place_in_order
        if match["first_if"] and (match["breaks"] or match["rank"] == 1):
            yield f"{role}: is first, or ruled out, and would come first"
        for tied_role in match["tied_with"]:
            if answer.matches[tied_role]["group"] != match["group"]:
                yield f"{role}: cannot be told apart from {tied_role}, of another group"
    for rank, label in re.findall(r"^## (\d+)\. (.+)$", answer.text, re.MULTILINE):
        if not any(m["label"] == label and m["rank"] == int(rank) for m in data["matches"]):
            yield f"{label}: rank {rank} in a heading alone"


def work_modes(answer: Answer) -> Iterator[str]:
    """What the tasks allow is said alike, and nothing more is said to be possible."""
    roles = answer.catalog.roles
    for role, match in answer.matches.items():
        modes = set(roles[role].could_leave_the_workplace.modes)
        accepted_modes = set(answer.circumstances.get("work_modes") or ())
        for statement in (*match["for"], *match["against"], *match["entry"]):
            kind = statement["kind"]
            named = {key: value["value"] for key, value in statement["values"].items()}
            if kind == "mode-fits" and not set(named["modes"]) <= modes:
                yield f"{role}: a mode fits that its tasks do not allow"
            is_term = "circumstances.work_modes" in match["breaks"]
            fits = not is_term or accepted_modes & modes
            if kind in ("mode-does-not-fit", "breaks-work-mode") and fits:
                yield f"{role}: its modes are said not to fit"
            if kind.startswith("breaks-") and set(named.get("wanted", ())) & set(
                named.get("modes", ())
            ):
                yield f"{role}: what is wanted is among what it can be"
    for role, work_mode in answer.data["work_mode"].items():
        modes = set(roles[role].could_leave_the_workplace.modes)
        if set(work_mode["could"]["modes"]) != modes:
            yield f"{role}: two answers on its work modes"
        if modes == {"onsite"} and kinds(work_mode["statements"]) & {
            "could-leave-modes", "could-leave-tasks", "offered-not-measured",
        }:  # fmt: skip
            yield f"{role}: is onsite alone, and days at home are spoken of"
        for statement in work_mode["statements"]:
            if statement["kind"] == "shape-roles":
                for label in statement["values"]["roles"]["value"]:
                    record = next(r for r in roles.values() if r.label == label)
                    if not {"hybrid", "remote"} & set(record.could_leave_the_workplace.modes):
                        yield f"{role}: leads to {label}, which cannot leave the workplace"


def pay(answer: Answer) -> Iterator[str]:
    """The minimum is reached, in doubt or missed: one of them, for the reason that is shown."""
    for role, match in answer.matches.items():
        gate = match["gates"][0] if match["gates"] else None
        status = gate["status"] if gate else None
        if gate and gate["open"] != (status != "broken"):
            yield f"{role}: its gate is open and broken, or closed and not"
        if ("circumstances.minimum_pay" in match["breaks"]) != (status == "broken"):
            yield f"{role}: its gate is {status}, its broken terms {match['breaks']}"
        sides = (("for", {"met"}), ("against", {"doubt", "broken"}), ("entry", {"broken"}))
        for key, allowed in sides:
            for statement in match[key]:
                named = PAY_KINDS.fullmatch(statement["kind"])
                if named and (named[1] not in allowed or named[1] != status):
                    yield f"{role}: {statement['kind']} beside a gate that is {status}"
        asked = next((v for v in answer.data["asked"] if v["role"] == role), None)
        if asked and gate and asked["floor"] != gate["statement"]:
            yield f"{role}: its floor and its gate say two things"
        if asked and ("condition-pay" in kinds(asked["statements"])) and status != "doubt":
            yield f"{role}: pay is to settle, and its gate is {status}"
        yield from _pay_finding(answer, role, gate)


def _pay_finding(answer: Answer, role: str, gate: Json | None) -> Iterator[str]:
    """The heading over a role's pay and its gate speak of the same figures, or say which."""
    market = answer.data["market"]
    named = PAY_KINDS.fullmatch(gate["statement"]["kind"]) if gate else None
    if role not in market["by_role"] or named is None:
        return
    label = next(w["label"] for w in market["wages"] if w["soc"] == market["by_role"][role][0])
    section = answer.text.partition(f"\n## {label}\n")[2].partition("\n## ")[0]
    of_industries = " ".join(re.findall(r"For (.+), we compare your minimum with", section))
    is_explained = answer.catalog.roles[role].label.lower() in of_industries.lower()
    if named[3] and not is_explained:
        yield f"{role}: its minimum is held against an industry, the figures shown are of all"
    if not named[3] and is_explained:
        yield f"{role}: an industry is named that its pay is not held against"
    is_below = "All but the lower-paid quarter earn your minimum" in section
    if not named[3] and named[2] == "entering" and is_below != (named[1] == "met"):
        yield f"{role}: {named[0]} under a heading that says otherwise"


ROLE_CHECKS = (place, verdicts, entries, order, work_modes, pay)
