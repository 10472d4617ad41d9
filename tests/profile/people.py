"""Profiles that can be, made at random from ordinary words."""

from typing import Any, get_args

from hypothesis import strategies as st

from benchpin.catalog import Catalog
from benchpin.facts import DemandName, PartName
from benchpin.profile import EDUCATION, INTERESTS, VALUES
from benchpin.profile.model import LimitExtent

# Nothing here has the form of a private detail, which the readers of resumes leave out.
WORDS = (
    "goldsmith", "Jewellery", "atelier", "côté", "Łódź", "<b>", "&", "&amp;", "ring", "sizing",
    "clients", "watch", "stone", "setting", "trained", "\"quoted\"", "it's", "repairs", "宝石",
    "a/b", "(gold)", "counter", "1/10", "C++", "—", "soldering",
)  # fmt: skip
TONGUES = ("en", "fr", "de", "fr-CA", "pt-BR", "zh", "yue", "ha", "haw", "EN", "fa", "ase")

line = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
lines = st.lists(line, min_size=1, max_size=3).map("\n".join)
year = st.integers(1950, 2026).map(str)
month = st.builds("{}-{:02}".format, year, st.integers(1, 12))
day = st.builds("{}-{:02}".format, month, st.integers(1, 28))
dates = st.one_of(year, month, day)


def _some(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


def _shares(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, st.floats(0, 1)))


@st.composite
def positions(draw: st.DrawFn) -> dict[str, Any]:
    """A position with dates in order, with years alone, or without either."""
    job: dict[str, Any] = {"title": draw(line)}
    when = draw(st.sampled_from(("dates", "years", "neither")))
    if when == "dates":
        first, last = sorted((draw(dates), draw(dates)))
        job["started"] = first
        if draw(st.booleans()) and last >= first[: len(last)]:
            job["ended"] = last
    elif when == "years":
        job |= draw(_some(years=st.floats(0, 70), until=st.integers(1950, 2026), ended=year))
    more = _some(
        employer=line,
        place=line,
        hours=st.sampled_from(("full", "part")),
        occupation=st.sampled_from(("51-9071", "41-2031.00")),
        did=lines,
    )
    return job | draw(more)


@st.composite
def tables(draw: st.DrawFn, catalog: Catalog) -> dict[str, Any]:
    """A profile as a table of plain values, with anything in it that a profile may hold."""
    skills = draw(st.lists(st.sampled_from(sorted(catalog.skills)), unique=True, max_size=6))
    roles = draw(st.lists(st.sampled_from(sorted(catalog.roles)), unique=True, max_size=4))
    award = st.sampled_from(sorted(catalog.qualifications))
    studies = st.builds(
        lambda what, more: {"what": what, **more},
        line,
        _some(where=line, ended=dates, qualification=award, level=st.sampled_from(EDUCATION)),
    )
    awards = st.builds(
        lambda what, more: {"what": what, **more},
        line,
        _some(issuer=line, year=st.integers(1950, 2026), qualification=award),
    )
    tongues = draw(st.lists(st.sampled_from(TONGUES), unique=True, max_size=4))
    level = st.sampled_from(("A1", "A2", "B1", "B2", "C1", "C2", "native"))
    held = _some(
        level=st.integers(1, 4),
        status=st.sampled_from(("confirmed", "confirmed", "proposed", "assumed")),
        evidence=line,
        file=st.just("resume.txt"),
        start=st.integers(0, 9),
    )
    table = {
        "aims": {"roles": roles[:2], "not": roles[2:]},
        "experience": draw(st.lists(positions(), max_size=3)),
        "education": draw(st.lists(studies, max_size=2)),
        "certificates": draw(st.lists(awards, max_size=2)),
        "languages": [{"language": tongue, "level": draw(level)} for tongue in tongues],
        "skills": [{"skill": skill, **draw(held)} for skill in skills],
        "interests": draw(_shares(INTERESTS)),
        "values": draw(_shares(VALUES)),
        "answers": draw(st.lists(st.just({"item": "a", "value": 3, "bank": "b"}), max_size=1)),
        "emphasis": draw(_shares(get_args(PartName)[:4])),
        "circumstances": draw(
            _some(
                country=st.sampled_from(sorted(catalog.currencies)),
                budget=st.floats(0, 10_000_000),
                work_modes=st.just(["hybrid"]),
                limits=st.dictionaries(
                    st.sampled_from(get_args(DemandName)), st.sampled_from(get_args(LimitExtent))
                ),
            )
        ),
    }
    return {key: value for key, value in table.items() if value}
