"""What the head of a job title names, by itself or beside words of its domain: "used car salesman".

    heads.read_title("Bathroom tiler").occupation            # "47-2044.00", by the head alone
    heads.read_title("Guard, juvenile prison").occupation    # "33-3012.00", by head and domain

`data/title-heads.toml` lists for each occupation and each role the heads that name it: nouns of
what somebody is ("tiler"), verbs of what they do ("chasing"), and words that stand for a title
("phlebotomy"). A rule with domains holds only where the title has one of them: `guard: prison,
jail`. Of a domain with "&" it must have both: `assistant: sale & jewelry`. `@name` stands for any
of a group of phrases. `scripts/build_titles.py` writes the rules, in the normal forms of
`normalizer`, to the extract of titles.

A title is cut into parts at commas, brackets, "and" and the like, each part into pieces at
prepositions. A part is read from the end of its first piece, the next piece only where the first
says nothing ("job in"): the last word that is a head decides. Words that say nothing of what
somebody is ("guy", "dept", "nights") are passed, and at most MAX_PASSED others, MAX_PASSED_TO_VERB
where the piece begins with the head ("chasing late invoices"). A head that may name MIN_AMBIGUOUS
or more, but has no rule that holds, is ambiguous: its part says nothing, unless it begins with a
head whose domain follows. The first part that says something decides. Where none does, a verb with
its object is read as what somebody is: "drove taxis" as "taxi driver".

Of several rules that hold, the one whose domain stands nearest to the head wins: in its piece, in
its part, elsewhere in the title; then the one with the longest domain; then the one whose domain
ends last before the head, since English compounds end in what they are. A role must be named by
the same head as the occupation, or by a later one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar

from benchpin.text.titles.normalizer import fold, normal_words, title_vocabulary, word_forms

MAX_HEAD_WORDS = 3
MAX_DOMAIN_WORDS = 3
MAX_PASSED = 2
MAX_PASSED_TO_VERB = 4
MIN_AMBIGUOUS = 3
"""A head that may name this many is ambiguous where no rule holds; others are words like any."""

_PARTS = re.compile(
    r"[,;|/+:()\[\]{}\u2022\u00b7\u2013\u2014]|\s-+|-+\s"
    r"|(?:^|\s)(?:and|&|n|turned|then|now|cum|plus|or|also|previously)(?=\s|$)"
)
_PIECES = re.compile(
    r"(?:^|\s|@)(?:at|in|on|for|of|to|with|from|by|via|under|using|inside|behind|who|within)(?=\s|$)|@"
)
_WORD = re.compile(r"[a-z0-9]+")
_ENTRIES, _DOMAINS, _TOGETHER, _GROUP = ";", ",", "&", "@"
ALONE, ELSEWHERE, IN_PART, NEAR = range(4)
"""Where a domain stands: nowhere, elsewhere in the title, in the head's part, in its piece."""

_Item = TypeVar("_Item")
HeadKind = Literal["occupations", "roles"]
HeadRow = tuple[str, str, str]
"""A head, its domains ("care home,prison & cell,@shop"), and what it names."""
TitleParts = Sequence[Sequence[Sequence[str]]]
"""The words of a title by part and piece."""
Position = tuple[int, int, int]
"""Where a head stands: its part, its piece, and the number of words after it."""


class Nearness(NamedTuple):
    """How near a phrase of a domain stands to the head: the place, its words, its position."""

    place: int
    words: int
    position: int


class HeadRule(NamedTuple):
    """What a head names where the title has one of these phrases, or one of each of some."""

    is_alone: bool
    phrases: frozenset[str]
    together: tuple[tuple[frozenset[str], ...], ...]
    meaning: str

    def nearness(self, around: Mapping[str, Nearness]) -> Nearness | None:
        """How near the domain stands, None where the rule does not hold."""
        domains = [near for phrase, near in around.items() if phrase in self.phrases]
        for sides in self.together:
            nearest = [
                max(domain)
                for side in sides
                if (domain := [near for phrase, near in around.items() if phrase in side])
            ]
            if len(nearest) == len(sides):
                places, words, positions = zip(*nearest, strict=True)
                domains.append(Nearness(min(places), sum(words), max(positions)))
        return max(domains, default=Nearness(ALONE, 0, 0) if self.is_alone else None)


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """What a head names, where it stands, of how many words its domain is and where that stands."""

    head: str
    meaning: str
    position: Position
    domain_words: int
    place: int

    @property
    def is_specific(self) -> bool:
        """Whether the head has several words, or a domain."""
        return self.place > ALONE or " " in self.head

    @property
    def is_compound(self) -> bool:
        """Whether the head has several words, or a domain in its own piece."""
        return self.place == NEAR or " " in self.head


def _phrases_around(*passages: tuple[int, Sequence[str]]) -> dict[str, Nearness]:
    """The phrases of some passages, each with its place, from the farthest to the nearest."""
    around: dict[str, Nearness] = {}
    position = 0
    for place, words in passages:
        for end in range(1, len(words) + 1):
            position += 1
            for length in range(1, min(MAX_DOMAIN_WORDS, end) + 1):
                phrase = " ".join(words[end - length : end])
                around[phrase] = Nearness(place, length, position)
    return around


def _without(items: Sequence[_Item], position: int) -> Sequence[_Item]:
    return [*items[:position], *items[position + 1 :]]


def _joined(pieces: Iterable[Sequence[str]]) -> Sequence[str]:
    return list(chain.from_iterable(pieces))


def _items(text: str, mark: str) -> list[str]:
    return [item.strip() for item in text.split(mark) if item.strip()]


def _normal_domain(domain: str) -> str:
    """A domain in the normal forms of its words; the names of groups as they are."""
    items = (
        item if item.startswith(_GROUP) else " ".join(normal_words(fold(item)))
        for item in _items(domain, _TOGETHER)
    )
    return _TOGETHER.join(filter(None, items))


def head_rows(data: Mapping[str, Any], kind: HeadKind) -> Iterator[HeadRow]:
    """The rules of one table of the parsed `title-heads.toml`, as rows of the extract."""
    for meaning, entries in data[kind].items():
        for entry in _items(entries, _ENTRIES):
            head, _, domains = entry.partition(":")
            normal = filter(None, map(_normal_domain, _items(domains, _DOMAINS)))
            joined = _DOMAINS.join(dict.fromkeys(normal))
            # Small words, as "own", are no domain.
            if joined or not domains:
                yield " ".join(normal_words(fold(head))), joined, meaning


def group_rows(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The groups of the parsed `title-heads.toml`: their names and phrases, joined."""
    for name, phrases in data["groups"].items():
        yield name, _DOMAINS.join(dict.fromkeys(map(_normal_domain, _items(phrases, _DOMAINS))))


def passed_words(data: Mapping[str, Any]) -> list[str]:
    """The words of the parsed `title-heads.toml` that say nothing of what somebody is."""
    words = (word for item in _items(data["passed"], _DOMAINS) for word in normal_words(fold(item)))
    return list(dict.fromkeys(words))


def title_parts(text: str, mend: Callable[[str], str] = str) -> TitleParts:
    """The words of a title by part and piece; `mend` gives the word that a misspelled one is."""
    parts = (
        [[mend(word) for word in normal_words(piece)] for piece in _PIECES.split(part)]
        for part in _PARTS.split(fold(text))
    )
    return [pieces for part in parts if (pieces := [piece for piece in part if piece])]


class HeadTable:
    """The rules of heads of one kind, parsed on demand. Safe to share between threads."""

    def __init__(
        self, rows: Iterable[HeadRow], groups: Mapping[str, str], passed: frozenset[str]
    ) -> None:
        self._rows_by_head: dict[str, list[tuple[str, str]]] = {}
        for head, domains, meaning in rows:
            self._rows_by_head.setdefault(head, []).append((domains, meaning))
        self._groups = groups
        self._passed = passed
        self._rules_by_head: dict[str, tuple[HeadRule, ...]] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the heads and of their domains."""
        domains = (domain for rows in self._rows_by_head.values() for domain, _ in rows)
        return frozenset(_WORD.findall(" ".join((*self._rows_by_head, *domains))))

    def _rules(self, head: str) -> tuple[HeadRule, ...]:
        rules = self._rules_by_head.get(head)
        if rules is None:
            rules = self._rules_by_head[head] = tuple(
                self._rule(domains, meaning) for domains, meaning in self._rows_by_head[head]
            )
        return rules

    def _rule(self, domains: str, meaning: str) -> HeadRule:
        """A rule from its domains, with groups put in their place."""
        phrases: set[str] = set()
        together: list[tuple[frozenset[str], ...]] = []
        for domain in _items(domains, _DOMAINS):
            first, *others = (frozenset(self._phrases(item)) for item in domain.split(_TOGETHER))
            if others:
                together.append((first, *others))
            else:
                phrases |= first
        return HeadRule(not domains, frozenset(phrases), tuple(together), meaning)

    def _phrases(self, item: str) -> Sequence[str]:
        return self._groups[item[1:]].split(_DOMAINS) if item.startswith(_GROUP) else (item,)

    def is_ambiguous(self, head: str) -> bool:
        """Whether a head may name so much that it says little by itself."""
        meanings = {meaning for _, meaning in self._rows_by_head.get(head, ())}
        return len(meanings) >= MIN_AMBIGUOUS

    def read_parts(self, parts: TitleParts) -> HeadMatch | None:
        """What the head of a title names; None where none is listed, or where it is ambiguous."""
        no_work = title_vocabulary().no_work
        for part, pieces in enumerate(parts):
            for piece, words in enumerate(pieces):
                match = self._read_piece(parts, part, piece)
                if match:
                    return match
                # "job in", "work for": what follows says more.
                if not self._passed.issuperset(words):
                    break
            if pieces[0][-1] in no_work:
                break
        return None

    def _read_piece(self, parts: TitleParts, part: int, piece: int) -> HeadMatch | None:
        vocabulary = title_vocabulary()
        words = parts[part][piece]
        passed = 0
        is_blocked = False
        for end in range(len(words), 0, -1):
            is_ambiguous = False
            for length in range(min(MAX_HEAD_WORDS, end), 0, -1):
                start = end - length
                head = " ".join(words[start:end])
                if head not in self._rows_by_head or (is_blocked and start):
                    continue
                around = _phrases_around(
                    (ELSEWHERE, _joined(chain.from_iterable(_without(parts, part)))),
                    (IN_PART, _joined(_without(parts[part], piece))),
                    (NEAR, words[end:]),
                    (NEAR, words[:start]),
                )
                best = self._best_rule(head, around)
                if best and passed <= (MAX_PASSED if start else MAX_PASSED_TO_VERB):
                    near, meaning = best
                    if is_blocked and near.place < NEAR:
                        return None
                    position = (part, piece, len(words) - end)
                    return HeadMatch(head, meaning, position, near.words, near.place)
                is_ambiguous |= self.is_ambiguous(head)
            word = words[end - 1]
            if word in self._passed or word in vocabulary.drop or word.isdigit():
                continue
            if word in vocabulary.no_occupation:
                return None
            is_blocked |= is_ambiguous
            passed += 1
        return None

    def _best_rule(self, head: str, around: Mapping[str, Nearness]) -> tuple[Nearness, str] | None:
        """The meaning of the rule that holds with the nearest domain, the first of equal ones."""
        best: tuple[Nearness, str] | None = None
        for rule in self._rules(head):
            near = rule.nearness(around)
            if near and (best is None or near > best[0]):
                best = near, rule.meaning
        return best


@dataclass(frozen=True, slots=True)
class HeadReading:
    """What the heads of a title name: an O*NET-SOC code and a role of the trade, if any.

    `is_role_certain` says that the trade stands beside the head of the role, or that this head is
    of few occupations: in "security supervisor at a jewelry store" it is not.
    """

    occupation: HeadMatch | None
    role: HeadMatch | None
    is_role_certain: bool = False


class TitleHeads:
    """The rules of heads for occupations and for roles. Safe to share between threads."""

    def __init__(
        self,
        rules: Mapping[HeadKind, tuple[str, str, str]],
        groups: Mapping[str, str],
        passed: Iterable[str],
    ) -> None:
        """From the columns of the extract: heads, domains and meanings of each kind, joined."""
        self._rules = rules
        self._groups = groups
        self._passed = frozenset(passed)

    def _table(self, kind: HeadKind) -> HeadTable:
        heads, domains, meanings = (column.split("|") for column in self._rules[kind])
        return HeadTable(zip(heads, domains, meanings, strict=True), self._groups, self._passed)

    @cached_property
    def _occupations(self) -> HeadTable:
        return self._table("occupations")

    @cached_property
    def _roles(self) -> HeadTable:
        return self._table("roles")

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that need no mending: those of the rules, and those that are passed."""
        groups = _WORD.findall(" ".join(self._groups.values()))
        return self._passed.union(self._occupations.words, self._roles.words, groups)

    def read_title(self, text: str, mend: Callable[[str], str] = str) -> HeadReading:
        """What the heads of a title name; `mend` gives the word that an unknown one stands for."""
        parts = title_parts(text, lambda word: word if word in self.words else mend(word))
        occupation, role = self._read_parts(parts)
        verb_parts = self._with_agents(parts)
        if verb_parts != parts and (occupation is None or role is None):
            verb_occupation, verb_role = self._read_parts(verb_parts)
            occupation, role = occupation or verb_occupation, role or verb_role
        if occupation and role and role.position > occupation.position:
            role = None
        is_certain = role is not None and (
            role.place == NEAR or not self._occupations.is_ambiguous(role.head)
        )
        return HeadReading(occupation, role, is_certain)

    def _read_parts(self, parts: TitleParts) -> tuple[HeadMatch | None, HeadMatch | None]:
        return self._occupations.read_parts(parts), self._roles.read_parts(parts)

    def _with_agents(self, parts: TitleParts) -> TitleParts:
        """The parts of a title with verbs as what they make of somebody: "taxi driver"."""
        return [[self._with_agent(words) for words in pieces] for pieces in parts]

    def _with_agent(self, words: Sequence[str]) -> Sequence[str]:
        start = next((n for n, word in enumerate(words) if word not in self._passed), len(words))
        agent = title_vocabulary().verbs.get(words[start]) if start + 1 < len(words) else None
        return (*words[start + 1 :], *word_forms(agent)) if agent else words
