"""Dates in a line of a resume: from when to when, as far as the text says.

A date is a year, a month of a year or a day, written as in a profile: 2019, 2019-03, 2019-03-31.
A season counts as its year. Nothing is filled in: where a month cannot be told (03/04/2019), the
year stands alone.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from benchpin.profile.resume.vocabulary import words

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_SHORT = r"['’]\d\d"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates found in a line, at `start` to `end` of it.

    `ended` None with `now` true goes on; `single` is one date alone, `open` one with "since" or
    "until"; `vague` says that a month could not be told, or that a season stands as its year.
    """

    started: str | None
    ended: str | None
    now: bool
    start: int
    end: int
    single: bool = False
    vague: bool = False

    open: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    held = words()
    months = "|".join(sorted(held.months, key=len, reverse=True))
    seasons = "|".join(held.seasons)
    now = "|".join(re.escape(word) for word in sorted(held.now, key=len, reverse=True))
    years = rf"(?:{_YEAR}|{_SHORT})"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    one = (
        rf"{_YEAR}-\d\d(?:-\d\d)?(?!\d)"
        rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)(?!\d)"
        rf"|(?:0?[1-9]|1[0-2])\s?[/.-]\s?{_YEAR}"
        rf"|{_YEAR}\s?[/.]\s?(?:0[1-9]|1[0-2])(?!\d)"
        rf"|(?:{day},?\s+)?(?:{months})\b\.?(?:\s+{day})?,?\s*(?:of\s+)?{years}"
        rf"|(?:{seasons})s?,?\s+(?:of\s+)?{years}"
        rf"|{years}"
    )
    brief = r"(?:0?[1-9]|1[0-2])/\d\d(?![\d/])"  # 5/17, only where a range says that it is a date
    loose = rf"(?:{day}\s+)?(?:{months})\b\.?"  # a month whose year stands after the dash
    dash = r"\s*(?:-{1,3}|–|—|−|~|to|until|till|thru|through|and|&|\u2192)\s*"
    since = "|".join(held.since)
    until = "|".join(held.until)
    period = (
        rf"(?<![\w/.-])(?:(?:(?:{since})\s+)?(?P<from>{one}|{loose}|{seasons}|{brief}){dash}"
        rf"(?:(?P<to>{one}|{brief}|\d\d(?![\d/]))|(?P<now>(?:{now})\b))"
        rf"|(?P<open>{one})\s*[-–—]+\s*(?=$|[)\]|\t,;])"
        rf"|(?:{since})\s+(?P<since>{one})"
        rf"|(?:{until})\s+(?P<until>{one})"
        rf"|(?P<one>{one}))(?![\w/])"
    )
    return re.compile(period, re.IGNORECASE), re.compile(one, re.IGNORECASE)


def periods(line: str, *, british: bool = False) -> list[DateRange]:
    """The dates of a line in order; `british` reads 03/04/2019 as the third of April."""
    if len(line) > 1000 or not any(character.isdigit() for character in line):
        return []
    return [p for m in _patterns()[0].finditer(line) if (p := _period(m, british)) is not None]


def day_order(text: str) -> bool | None:
    """Whether days stand before months in a text (True), after them (False), or neither shows."""
    found = re.findall(rf"\b(\d{{1,2}})[/.](\d{{1,2}})[/.](?:{_YEAR}|\d\d)\b", text)
    first = any(12 < int(a) < 32 for a, _ in found)
    second = any(12 < int(b) < 32 for _, b in found)
    return None if first == second else first


def _period(match: re.Match[str], british: bool) -> DateRange | None:
    start, end = match.span()
    part = match.groupdict()
    vague = False

    def read(text: str) -> str | None:
        nonlocal vague
        day, unsure = one_date(text, british=british)
        vague = vague or unsure
        return day

    if part["from"] is not None:
        finish = part["to"]
        ended = read(finish) if finish and len(finish) > 2 else None
        begin = part["from"]
        if ended and not re.search(r"\d{4}|['’/]\d\d", begin):
            begin = f"{begin} {ended[:4]}"  # March to June 2020
        started = read(begin)
        if finish and len(finish) == 2 and started:  # 1998-99
            ended = f"{started[:2]}{finish}" if started[2:4] <= finish else None
            if ended is None:
                return None
        if started is None or (finish and ended is None):
            return None
        return DateRange(started, ended, part["now"] is not None, start, end, vague=vague)
    if (text := part["open"] or part["since"]) is not None:
        started = read(text)
        return (
            DateRange(started, None, True, start, end, vague=vague, open=True) if started else None
        )
    if part["until"] is not None:
        ended = read(part["until"])
        return DateRange(None, ended, False, start, end, vague=vague, open=True) if ended else None
    only = read(part["one"])
    return DateRange(only, only, False, start, end, single=True, vague=vague) if only else None


def one_date(text: str, *, british: bool = False) -> tuple[str | None, bool]:
    """One date as a profile has it, and whether something of it had to be left out."""
    text = text.strip().lower()
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text):
        return _joined(found[1], found[2], found[3]), False
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})", text):
        return _numbers(int(found[1]), int(found[2]), _year(found[3]), british)
    if found := re.fullmatch(r"(\d{1,2})\s?[/.-]\s?(\d{4})", text):
        return _joined(found[2], found[1]), False
    if found := re.fullmatch(r"(\d{1,2})/(\d\d)", text):
        return _joined(_year(found[2]), found[1]), False
    if found := re.fullmatch(r"(\d{4})\s?[/.]\s?(\d\d)", text):
        return _joined(found[1], found[2]), False
    year = re.search(r"(\d{4})|['’](\d\d)", text)
    if year is None:
        return None, False
    digits = year[1] or _year(year[2])
    named = re.search(r"[a-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    if named is None or named[0] not in words().months:
        return digits, named is not None and named[0].rstrip("s") in words().seasons
    day = re.search(r"(?<!['’\d])(\d{1,2})(?!\d)", text)
    return _joined(digits, str(words().months[named[0]]), day[1] if day else None), False


def _year(digits: str) -> str:
    """A year in four digits; two digits are of this century up to 40."""
    if len(digits) == 4:
        return digits
    return f"20{digits}" if digits <= "40" else f"19{digits}"


def _numbers(first: int, second: int, year: str, british: bool) -> tuple[str | None, bool]:
    """A date in three numbers, where the order of day and month has to be told."""
    if second <= 12 and (british or first > 12):
        first, second = second, first
    elif second <= 12 and first != second:
        return year, True
    return _joined(year, str(first), str(second)), False


def _joined(year: str, month: str, day: str | None = None) -> str | None:
    """The parts as one date; None where no calendar has it."""
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]
