"""Date ranges in a line of a resume.

A date is a year, a month of a year or a day, written as in a profile: 2019, 2019-03, 2019-03-31.
A season counts as its year. Nothing is filled in: where the month is ambiguous (03/04/2019), only
the year counts.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from benchpin.profile.resume.vocabulary import resume_vocabulary

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_SHORT = r"['’]\d\d"


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date range in a line, at the characters `start` to `end`.

    `now` true means that it goes on, without an end; `single` is one date alone, `open` one with
    "since" or "until"; `vague` means that an ambiguous month or a season was reduced to its year.
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
    """The patterns of a date range and of one date."""
    vocabulary = resume_vocabulary()
    # Longest first, for the first alternative that matches wins ("september" before "sept").
    months = "|".join(sorted(vocabulary.months, key=len, reverse=True))
    seasons = "|".join(vocabulary.seasons)
    now = "|".join(re.escape(word) for word in sorted(vocabulary.now, key=len, reverse=True))
    years = rf"(?:{_YEAR}|{_SHORT})"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    # The bare year comes last: the first alternative that matches wins.
    date_pattern = (
        rf"{_YEAR}-\d\d(?:-\d\d)?(?!\d)"
        rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)(?!\d)"
        rf"|(?:0?[1-9]|1[0-2])\s?[/.-]\s?{_YEAR}"
        rf"|{_YEAR}\s?[/.]\s?(?:0[1-9]|1[0-2])(?!\d)"
        rf"|(?:{day},?\s+)?(?:{months})\b\.?(?:\s+{day})?,?\s*(?:of\s+)?{years}"
        rf"|(?:{seasons})s?,?\s+(?:of\s+)?{years}"
        rf"|{years}"
    )
    short_date = (
        r"(?:0?[1-9]|1[0-2])/\d\d(?![\d/])"  # 5/17, only where a range says that it is a date
    )
    month_only = rf"(?:{day}\s+)?(?:{months})\b\.?"  # a month whose year stands after the dash
    dash = r"\s*(?:-{1,3}|–|—|−|~|to|until|till|thru|through|and|&|\u2192)\s*"
    since = "|".join(vocabulary.since)
    until = "|".join(vocabulary.until)
    range_pattern = (
        rf"(?<![\w/.-])(?:(?:(?:{since})\s+)?(?P<from>{date_pattern}|{month_only}|{seasons}|{short_date}){dash}"
        rf"(?:(?P<to>{date_pattern}|{short_date}|\d\d(?![\d/]))|(?P<now>(?:{now})\b))"
        rf"|(?P<open>{date_pattern})\s*[-–—]+\s*(?=$|[)\]|\t,;])"
        rf"|(?:{since})\s+(?P<since>{date_pattern})"
        rf"|(?:{until})\s+(?P<until>{date_pattern})"
        rf"|(?P<one>{date_pattern}))(?![\w/])"
    )
    return re.compile(range_pattern, re.IGNORECASE), re.compile(date_pattern, re.IGNORECASE)


def find_date_ranges(line: str, *, day_first: bool = False) -> list[DateRange]:
    """The date ranges of a line in order; `day_first` reads 03/04/2019 as the third of April."""
    if len(line) > 1000 or not any(character.isdigit() for character in line):
        return []
    return [p for m in _patterns()[0].finditer(line) if (p := _period(m, day_first)) is not None]


def day_order(text: str) -> bool | None:
    """True where a text has days before months, False where after, None where no date decides.

    A number above 12 can only be a day.
    """
    matches = re.findall(rf"\b(\d{{1,2}})[/.](\d{{1,2}})[/.](?:{_YEAR}|\d\d)\b", text)
    has_day_first = any(12 < int(a) < 32 for a, _ in matches)
    has_day_second = any(12 < int(b) < 32 for _, b in matches)
    return None if has_day_first == has_day_second else has_day_first


def _period(match: re.Match[str], day_first: bool) -> DateRange | None:
    start, end = match.span()
    part = match.groupdict()
    vague = False

    def read_date(text: str) -> str | None:
        nonlocal vague
        day, is_vague = parse_date(text, day_first=day_first)
        vague = vague or is_vague
        return day

    if part["from"] is not None:
        end_text = part["to"]
        ended = read_date(end_text) if end_text and len(end_text) > 2 else None
        start_text = part["from"]
        if ended and not re.search(r"\d{4}|['’/]\d\d", start_text):
            start_text = f"{start_text} {ended[:4]}"  # March to June 2020
        started = read_date(start_text)
        if end_text and len(end_text) == 2 and started:  # 1998-99
            ended = f"{started[:2]}{end_text}" if started[2:4] <= end_text else None
            if ended is None:
                return None
        if started is None or (end_text and ended is None):
            return None
        return DateRange(started, ended, part["now"] is not None, start, end, vague=vague)
    if (text := part["open"] or part["since"]) is not None:
        started = read_date(text)
        return (
            DateRange(started, None, True, start, end, vague=vague, open=True) if started else None
        )
    if part["until"] is not None:
        ended = read_date(part["until"])
        return DateRange(None, ended, False, start, end, vague=vague, open=True) if ended else None
    single_date = read_date(part["one"])
    return (
        DateRange(single_date, single_date, False, start, end, single=True, vague=vague)
        if single_date
        else None
    )


def parse_date(text: str, *, day_first: bool = False) -> tuple[str | None, bool]:
    """One date as in a profile, None where there is none; and whether a part was left out."""
    text = text.strip().lower()
    if match := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text):
        return _joined(match[1], match[2], match[3]), False
    if match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})", text):
        return _numbers(int(match[1]), int(match[2]), _year(match[3]), day_first)
    if match := re.fullmatch(r"(\d{1,2})\s?[/.-]\s?(\d{4})", text):
        return _joined(match[2], match[1]), False
    if match := re.fullmatch(r"(\d{1,2})/(\d\d)", text):
        return _joined(_year(match[2]), match[1]), False
    if match := re.fullmatch(r"(\d{4})\s?[/.]\s?(\d\d)", text):
        return _joined(match[1], match[2]), False
    year_match = re.search(r"(\d{4})|['’](\d\d)", text)
    if year_match is None:
        return None, False
    digits = year_match[1] or _year(year_match[2])
    month_match = re.search(r"[a-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    if month_match is None or month_match[0] not in resume_vocabulary().months:
        return digits, month_match is not None and month_match[0].rstrip(
            "s"
        ) in resume_vocabulary().seasons
    day_match = re.search(r"(?<!['’\d])(\d{1,2})(?!\d)", text)
    return _joined(
        digits, str(resume_vocabulary().months[month_match[0]]), day_match[1] if day_match else None
    ), False


def _year(digits: str) -> str:
    """A year in four digits; two digits up to 40 are of this century."""
    if len(digits) == 4:
        return digits
    return f"20{digits}" if digits <= "40" else f"19{digits}"


def _numbers(first: int, second: int, year: str, day_first: bool) -> tuple[str | None, bool]:
    """A date in three numbers; the year alone, and True, where day and month are ambiguous."""
    if second <= 12 and (day_first or first > 12):
        first, second = second, first
    elif second <= 12 and first != second:
        return year, True
    return _joined(year, str(first), str(second)), False


def _joined(year: str, month: str, day: str | None = None) -> str | None:
    """The parts as one date; None where that day does not exist."""
    try:
        day_date = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return day_date.isoformat() if day else day_date.isoformat()[:7]
