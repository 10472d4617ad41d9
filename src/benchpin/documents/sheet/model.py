"""What the sheet shows: worded texts and pay bars, ready to be laid out on one page."""

from dataclasses import dataclass
from typing import Literal

from benchpin.documents.short_answer import PayBar, PayScale

Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class SheetRole:
    """A role in one row: how one starts, pay, work mode, what it takes, one thing to weigh.

    `kind` is whose pay it is, as in `PayFigures`; empty where `bar` is None. Then `pay` says that
    none is published, and `where` whom to ask.
    """

    label: str
    station: str
    kind: str
    group: str
    bar: PayBar | None
    pay: str
    half: str
    where: str
    mode: str
    qualify: str
    weigh: str


@dataclass(frozen=True, slots=True)
class SheetContact:
    """Whom to ask: a name, an address that can be typed, and what they offer."""

    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page; `limits` is empty unless the person wants them on it."""

    paper: Paper
    day: str
    area: str
    about: str
    headline: str
    lede: str
    roles: tuple[SheetRole, ...]
    scale: PayScale | None
    week: str
    then_heading: str
    then: tuple[str, ...]
    people: tuple[SheetContact, ...]
    questions: tuple[str, ...]
    limits: str
    small_print: tuple[str, ...]
