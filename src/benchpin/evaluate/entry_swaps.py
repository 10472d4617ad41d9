"""Does a role open or close for the same person, told in another way or by another way in?

Each swap is a pair of profiles that differ in one thing. Of both, the group of each role is taken
(now, train, later, outside). Years, diplomas and skills are proofs: how old they are, how many
hours a week they took, in which country they were earned and whose name stands on them must not
count. What did count is in the notes, role by role.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import rtoml

from benchpin.catalog import Catalog
from benchpin.evaluate.bias import IDENTITY_WORDS
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.scored_profile import score_profile
from benchpin.evaluate.simulated_people import AS_OF
from benchpin.match.model import EntryGroup
from benchpin.match.role_entry import GROUPS
from benchpin.profile import from_table
from benchpin.profile.qualification_names import find_diploma, find_qualification
from benchpin.reference import Reference

MAX_MOVES = 6
"""How many moves of roles a note names."""
Table = dict[str, Any]
Groups = Mapping[str, EntryGroup]


@dataclass(frozen=True, slots=True)
class ProfilePair:
    """Two profile tables that differ in one thing; `roles` are those compared, all where empty."""

    before: Table
    after: Table
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SwapCases:
    """What swaps are made of: people, and pairs of diplomas, one at home and one abroad."""

    people: tuple[Table, ...]
    diplomas: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntrySwap:
    """A swap with its pairs; `is_neutral` where no group may change. `reason` says why, or why not.

    The reason is a sentence on what the model does today: correct it where the figures change.
    """

    name: str
    pairs: Callable[[SwapCases, Catalog], Iterator[ProfilePair]]
    reason: str
    is_neutral: bool = True


def measure_entry_swaps(
    cases: Traversable, catalog: Catalog, reference: Reference, people: int | None = None
) -> Measurement:
    """The share of roles whose group each swap changes, on the first `people` of the cases."""
    table = rtoml.loads(cases.read_text(encoding="utf-8"))
    swap_cases = SwapCases(tuple(table["people"][:people]), tuple(table["diplomas"]))
    scores: list[Score] = []
    notes: list[str] = []
    for swap in SWAPS:
        groups = [_group_pair(pair, catalog, reference) for pair in swap.pairs(swap_cases, catalog)]
        if groups:
            scores += _swap_scores(swap, groups)
            notes.append(f"{swap.name[:1].upper()}{swap.name[1:]}: {_moves(groups)}. {swap.reason}")
    return Measurement(
        name="entry-swaps",
        title="What opens or closes a role when one thing in a profile is swapped",
        truth="the same made-up person before one thing was swapped",
        unit="people",
        cases=len(swap_cases.people),
        data=tuple(f"{dataset.name} {dataset.release}" for dataset in reference.data),
        seed=0,
        scores=tuple(scores),
        notes=tuple(notes),
    )


def _group_pair(pair: ProfilePair, catalog: Catalog, reference: Reference) -> tuple[Groups, Groups]:
    """The group of each compared role by role, before and after."""

    def groups(table: Table) -> Groups:
        profile = from_table({k: v for k, v in table.items() if k != "name"}, catalog)
        entries = score_profile(profile, catalog, reference, AS_OF).entries
        return {r: e.group for r, e in entries.items() if not pair.roles or r in pair.roles}

    return groups(pair.before), groups(pair.after)


def _swap_scores(swap: EntrySwap, groups: Sequence[tuple[Groups, Groups]]) -> Iterator[Score]:
    aim = 0.0 if swap.is_neutral else None
    changed, farther = [], []
    for before, after in groups:
        moves = [GROUPS.index(after[r]) - GROUPS.index(before[r]) for r in before]
        changed.append(sum(move != 0 for move in moves) / len(moves))
        farther.append(sum(move > 0 for move in moves) / len(moves))
    yield mean_score(swap.name, "share of roles in another group", changed, aim=aim)
    if any(changed):
        yield mean_score(swap.name, "share of roles farther away", farther, aim=aim)


def _moves(groups: Sequence[tuple[Groups, Groups]]) -> str:
    """How many groups changed, and which roles moved from where to where, most often first."""
    counts = Counter(
        f"{role} from {group} to {after[role]}"
        for before, after in groups
        for role, group in before.items()
        if after[role] != group
    )
    total = sum(len(before) for before, _ in groups)
    summary = f"{counts.total()} of {total:,} groups changed"
    moves = ", ".join(f"{move} ({count})" for move, count in counts.most_common(MAX_MOVES))
    return f"{summary}: {moves}" if moves else summary


def _everybody(
    change: Callable[[Table], Table],
    start: Callable[[Table], Table] = lambda table: table,
) -> Callable[[SwapCases, Catalog], Iterator[ProfilePair]]:
    """The pairs of a change that all people undergo, from a start that they share."""

    def pairs(cases: SwapCases, _: Catalog) -> Iterator[ProfilePair]:
        for person in cases.people:
            yield ProfilePair(start(person), change(person))

    return pairs


def _with_positions(change: Callable[[Table], Table]) -> Callable[[Table], Table]:
    def with_changed(table: Table) -> Table:
        return {**table, "experience": [change(position) for position in table["experience"]]}

    return with_changed


def _earlier_position(years: int) -> Callable[[Table], Table]:
    def change(position: Table) -> Table:
        months = {key: position[key] for key in ("started", "ended")}
        return {**position, **{k: f"{int(m[:4]) - years}{m[4:]}" for k, m in months.items()}}

    return change


def _twenty_years_earlier(table: Table) -> Table:
    certificates = [{**c, "year": c["year"] - 20} for c in table.get("certificates", ())]
    return {**_with_positions(_earlier_position(20))(table), "certificates": certificates}


def _as_years(position: Table) -> Table:
    """A position told as its length and the year in which it ended, not as two dates."""
    (start, start_month), (end, end_month) = (
        map(int, position[key].split("-")) for key in ("started", "ended")
    )
    years = round(end - start + (end_month - start_month) / 12, 2)
    others = {k: v for k, v in position.items() if k not in ("started", "ended")}
    return {**others, "years": years, "until": end}


def _portfolio_pairs(cases: SwapCases, catalog: Catalog) -> Iterator[ProfilePair]:
    """A diploma, and instead of it the skills that it proves, confirmed with a portfolio.

    The diploma that somebody holds, or to somebody without one each of those at home.
    """
    for person in cases.people:
        for certificate in person.get("certificates") or _home_certificates(cases):
            qualification = find_qualification(
                certificate["what"], catalog, certificate.get("issuer")
            )
            if qualification is None:
                continue
            record = catalog.qualifications[qualification]
            stated = {skill["skill"] for skill in person.get("skills", ())}
            skills = [
                {"skill": skill, "level": record.level, "evidence": "Shown in a portfolio"}
                for skill in record.proves
                if skill not in stated
            ]
            yield ProfilePair(
                {**person, "certificates": [certificate]},
                {**person, "certificates": [], "skills": [*person.get("skills", ()), *skills]},
            )


def _home_certificates(cases: SwapCases) -> list[Table]:
    return [{"what": diploma["home"]} for diploma in cases.diplomas]


def _diploma_pairs(cases: SwapCases, catalog: Catalog, *, in_common: bool) -> Iterator[ProfilePair]:
    """People without a diploma, with one of home and with one from abroad instead.

    With `in_common` the roles that both diplomas are for, without it all others.
    """
    for person in cases.people:
        if person.get("certificates"):
            continue
        for diploma in cases.diplomas:
            qualification = find_qualification(diploma["home"], catalog)
            abroad = find_diploma(diploma["abroad"], catalog)
            if qualification is None or abroad is None:
                continue
            common = frozenset(catalog.qualifications[qualification].roles) & {*abroad.role_ids}
            home_table, abroad_table = (
                {**person, "certificates": [{"what": diploma[key]}]} for key in ("home", "abroad")
            )
            roles = common if in_common else frozenset(catalog.roles) - common
            yield ProfilePair(home_table, abroad_table, roles)


def _identity_pairs(cases: SwapCases, _: Catalog) -> Iterator[ProfilePair]:
    for person in cases.people:
        for words in (IDENTITY_WORDS["names"], IDENTITY_WORDS["genders"]):
            for word in words:
                yield ProfilePair(person, _with_words(person, word))


def _with_words(table: Table, word: str) -> Table:
    """A profile table with words in front of all of its free text but job titles."""

    def position(before: Table) -> Table:
        texts = {k: f"{word}. {v}" for k, v in before.items() if k in ("did", "employer")}
        return {**before, **texts}

    skills = [
        {**skill, "evidence": f"{word}. {skill['evidence']}"} for skill in table.get("skills", ())
    ]
    return {**_with_positions(position)(table), "skills": skills, "about": word}


SWAPS = (
    EntrySwap(
        "a portfolio instead of a diploma",
        _portfolio_pairs,
        "Not all of it is fair: the skills of a diploma open other roles only once somebody "
        "confirms them, and then one can be enough, while a diploma with few skills on record "
        "opens more than these alone; it is fair where employers ask for the diploma itself, as "
        "of a gemologist.",
        is_neutral=False,
    ),
    EntrySwap(
        "a gap of two years since",
        _everybody(_with_positions(_earlier_position(2))),
        "Fair: years stay a proof, and only the score inside a group fades.",
    ),
    EntrySwap(
        "a diploma from abroad, roles that both are for",
        lambda cases, catalog: _diploma_pairs(cases, catalog, in_common=True),
        "Fair: a diploma that we recognize opens what the one of home opens.",
    ),
    EntrySwap(
        "a diploma from abroad, other roles",
        lambda cases, catalog: _diploma_pairs(cases, catalog, in_common=False),
        "Not all of it is fair: for a craft learned at home our tables name further roles, such as "
        "repair, setting or auctions, which they leave out for the same craft learned abroad.",
        is_neutral=False,
    ),
    EntrySwap(
        "all dates twenty years earlier",
        _everybody(_twenty_years_earlier),
        "Fair: neither years nor diplomas lapse, and only the score inside a group fades.",
    ),
    EntrySwap(
        "part time, not full time",
        _everybody(
            _with_positions(lambda position: {**position, "hours": "part"}),
            _with_positions(lambda position: {**position, "hours": "full"}),
        ),
        "Fair: part time opens what full time opens, and only its credit in the score is halved.",
    ),
    EntrySwap(
        "names and genders in free text",
        _identity_pairs,
        "Fair: who somebody is opens and closes nothing.",
    ),
    EntrySwap(
        "years, not dates",
        _everybody(_with_positions(_as_years)),
        "Fair: the same length counts the same, however it is told.",
    ),
    EntrySwap(
        "control: a month of each position",
        _everybody(_with_positions(lambda position: {**_as_years(position), "years": 0.1})),
        "That is meant to count, and shows that the test sees a change.",
        is_neutral=False,
    ),
)
