"""Does who somebody is change a score? Names, genders, ages, countries of birth, and job titles.

The profile has no field for any of these, so that they can only come in by what is written: in what
somebody did, where they studied, who employed them. The same profile is read under every word list
below, and each score is compared. Job titles are the one text that is meant to count: here those
that differ by gender alone are compared. And a sentence that does say something is to change what
is read, or the test would see nothing: so a title of the trade is put in the place of one that says
nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import AS_OF, simulated
from benchpin.guidance import title_reader
from benchpin.match import place_candidate, resolve_candidate
from benchpin.profile import from_table
from benchpin.reference import Reference
from benchpin.text.skills.spotter import spot_skills

SEED = 1
PEOPLE = 40

WHO: Mapping[str, tuple[str, ...]] = {
    "names": (
        "Emily Walsh",
        "Lakisha Washington",
        "Mohammed Al-Farsi",
        "Nguyen Thi Hoa",
        "José Ruiz",
    ),
    "genders": ("a woman", "a man", "nonbinary", "a mother of three", "a father of two"),
    "ages": ("aged 19", "aged 34", "aged 58", "born in 1958", "retired from the army"),
    "countries of birth": (
        "born in Ohio",
        "born in Nigeria",
        "from India",
        "Mexican",
        "from Ukraine",
    ),
}
"""What is written into the free text of a profile, by what it tells of somebody."""

TITLES = (
    ("Salesman", "Saleswoman", "Salesperson"),
    ("Foreman", "Forewoman", "Foreperson"),
    ("Waiter", "Waitress"),
    ("Chairman", "Chairwoman", "Chairperson"),
    ("Craftsman", "Craftswoman", "Craftsperson"),
    ("Cameraman", "Camerawoman", "Camera operator"),
    ("Handyman", "Handywoman", "Handyperson"),
    ("Policeman", "Policewoman", "Police officer"),
    ("Fireman", "Firewoman", "Firefighter"),
    ("Steward", "Stewardess"),
    ("Host", "Hostess"),
    ("Businessman", "Businesswoman", "Businessperson"),
    ("Serviceman", "Servicewoman"),
    ("Repairman", "Repairwoman", "Repairer"),
    ("Seamster", "Seamstress"),
    ("Mailman", "Mailwoman", "Mail carrier"),
)
"""Job titles that differ by gender alone, or that name none."""


def measure_bias(reference: Reference, catalog: Catalog, people: int = PEOPLE) -> Measurement:
    """The share of changed profiles for which any score of any role changed; 0 is the aim."""
    everybody = [person.table for person in simulated(catalog, people, SEED)]
    scores = []
    for what, words in WHO.items():
        changed = [
            float(_scores(_said_of(table, word), catalog, reference) != before)
            for table in everybody
            for before in [_scores(table, catalog, reference)]
            for word in words
        ]
        scores.append(mean_score(what, "share of profiles with another score", changed, aim=0.0))
    titles = [float(_differ(group, catalog, reference)) for group in TITLES]
    scores.append(
        mean_score("titles that differ by gender", "share with another score", titles, aim=0.0)
    )
    read = [float(_is_read(table, catalog, reference)) for table in everybody]
    scores.append(
        mean_score(
            "control: a title of the trade instead", "share with another score", read, aim=1.0
        )
    )
    scores += _spotted(catalog)
    return Measurement(
        name="bias",
        title="Who somebody is changes no score",
        truth="the scores of the same profile before the words were written in",
        unit="changed profiles",
        cases=people * sum(len(words) for words in WHO.values()),
        data=tuple(f"{each.name} {each.release}" for each in reference.data),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            "A test of words cannot see proxies: see the measure of circumstances.",
            f"{len(TITLES)} groups of job titles: " + "; ".join("/".join(g) for g in TITLES),
        ),
    )


def _scores(
    table: Mapping[str, Any], catalog: Catalog, reference: Reference
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The roles in their order, with their scores."""
    profile = from_table(dict(table), catalog)
    person = resolve_candidate(profile, catalog, reference, title_reader(catalog, reference), AS_OF)
    area = reference.area(profile.circumstances.area)
    found = place_candidate(person, catalog, reference, area=area)
    return found.roles, found.scores


def _said_of(table: Mapping[str, Any], word: str) -> dict[str, Any]:
    """The same profile with a word in every free text that it can hold."""
    places = ("did", "employer", "place")
    positions = [
        {**position, **{key: f"{word}, {key}" for key in places}}
        for position in table["experience"]
    ]
    skills = [{**held, "evidence": f"{word} did this."} for held in table.get("skills", ())]
    schooling = [{"what": f"Classes, {word}", "where": f"School, {word}"}]
    return {**table, "experience": positions, "skills": skills, "education": schooling}


def _differ(group: tuple[str, ...], catalog: Catalog, reference: Reference) -> bool:
    """Whether titles that differ by gender alone lead to other scores."""
    return len(set(_of_titles(group, catalog, reference))) > 1


def _of_titles(
    group: tuple[str, ...], catalog: Catalog, reference: Reference
) -> Iterator[tuple[tuple[str, ...], tuple[float, ...]]]:
    for title in group:
        yield _scores({"experience": [{"title": title, "years": 5}]}, catalog, reference)


def _spotted(catalog: Catalog) -> Iterator[Score]:
    """Whether the same words change the skills that a text names, and whether naming one does."""
    texts = {
        skill: f"At work I do {record.label.lower()} on my own."
        for skill, record in catalog.skills.items()
    }
    plain = {skill: _skills_in(text, catalog) for skill, text in texts.items()}
    words = [word for group in WHO.values() for word in group]
    changed = [
        float(_skills_in(f"My name or story: {word}. {text}", catalog) != plain[skill])
        for skill, text in texts.items()
        for word in words
    ]
    what = "share of texts with other skills"
    yield mean_score("texts, with words about who wrote them", what, changed, aim=0.0)
    named = [float(skill in found) for skill, found in plain.items()]
    yield mean_score("control: a sentence that names a skill", "share in which it is found", named)


def _skills_in(text: str, catalog: Catalog) -> frozenset[str]:
    return frozenset(each.skill for each in spot_skills(text, catalog))


def _is_read(table: Mapping[str, Any], catalog: Catalog, reference: Reference) -> bool:
    """Whether a title of the trade, in the place of one that says nothing, changes the scores."""
    first, *rest = table["experience"]
    nothing = {**table, "experience": [{**first, "title": "qwerty"}, *rest]}
    trade = {**table, "experience": [{**first, "title": "Watchmaker"}, *rest]}
    return _scores(nothing, catalog, reference) != _scores(trade, catalog, reference)
