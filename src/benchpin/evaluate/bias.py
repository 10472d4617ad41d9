"""Do names, genders, ages, countries of birth or gendered job titles change a score?

A counterfactual test. A profile has no field for any of these, so that they can only come in
through free text: tasks, employers, places, schools. Each profile is scored with and without each
word of the lists below, and the scores are compared. Job titles are the one text that is meant to
count; of them, those that differ by gender alone are compared.

A test that sees nothing would pass too. So there are two controls: a title of the trade in place of
a meaningless one must change the scores, and a sentence that names a skill must be found.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from benchpin.catalog import Catalog
from benchpin.evaluate.bootstrap import mean_score
from benchpin.evaluate.model import Measurement, Score
from benchpin.evaluate.simulated_people import AS_OF, simulate_people
from benchpin.guidance import title_reader
from benchpin.match import resolve_candidate, role_ranking
from benchpin.profile import from_table
from benchpin.reference import Reference
from benchpin.text.skills.spotter import spot_skills

SEED = 1
PEOPLE = 40

IDENTITY_WORDS: Mapping[str, tuple[str, ...]] = {
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
"""Words written into the free text of a profile, by the attribute that they reveal."""

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
"""Groups of job titles that differ by gender alone."""


def measure_bias(reference: Reference, catalog: Catalog, people: int = PEOPLE) -> Measurement:
    """The share of profiles in which a word changed the score or the order of any role; aim 0."""
    tables = [person.table for person in simulate_people(catalog, people, SEED)]
    scores = []
    for category, words in IDENTITY_WORDS.items():
        changed = [
            float(_role_scores(_with_word(table, word), catalog, reference) != before)
            for table in tables
            for before in [_role_scores(table, catalog, reference)]
            for word in words
        ]
        scores.append(
            mean_score(category, "share of profiles with another score", changed, aim=0.0)
        )
    title_changes = [float(_titles_differ(group, catalog, reference)) for group in TITLES]
    scores.append(
        mean_score(
            "titles that differ by gender", "share with another score", title_changes, aim=0.0
        )
    )
    control_changes = [float(_trade_title_counts(table, catalog, reference)) for table in tables]
    scores.append(
        mean_score(
            "control: a title of the trade instead",
            "share with another score",
            control_changes,
            aim=1.0,
        )
    )
    scores += _skill_mention_scores(catalog)
    return Measurement(
        name="bias",
        title="Who somebody is changes no score",
        truth="the scores of the same profile before the words were written in",
        unit="changed profiles",
        cases=people * sum(len(words) for words in IDENTITY_WORDS.values()),
        data=tuple(f"{dataset.name} {dataset.release}" for dataset in reference.data),
        seed=SEED,
        scores=tuple(scores),
        notes=(
            "A test of words cannot see proxies: see the measure of circumstances.",
            f"{len(TITLES)} groups of job titles: " + "; ".join("/".join(g) for g in TITLES),
        ),
    )


def _role_scores(
    table: Mapping[str, Any], catalog: Catalog, reference: Reference
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The ids of all roles in ranked order, and their scores."""
    profile = from_table(dict(table), catalog)
    catalog = catalog.in_country(profile.circumstances.country)
    person = resolve_candidate(profile, catalog, reference, title_reader(catalog, reference), AS_OF)
    area = reference.area(profile.circumstances.area)
    ranking = role_ranking(person, catalog, reference, area=area)
    return ranking.roles, ranking.scores


def _with_word(table: Mapping[str, Any], word: str) -> dict[str, Any]:
    """The same profile table with a word in every free text field."""
    # Of all free text only the job title is read for a score (docs/how-it-works/fairness.md).
    text_fields = ("did", "employer", "place")
    positions = [
        {**position, **{key: f"{word}, {key}" for key in text_fields}}
        for position in table["experience"]
    ]
    skills = [{**skill, "evidence": f"{word} did this."} for skill in table.get("skills", ())]
    schooling = [{"what": f"Classes, {word}", "where": f"School, {word}"}]
    return {**table, "experience": positions, "skills": skills, "education": schooling}


def _titles_differ(group: tuple[str, ...], catalog: Catalog, reference: Reference) -> bool:
    """Whether any two titles of a group lead to different scores."""
    return len(set(_scores_by_title(group, catalog, reference))) > 1


def _scores_by_title(
    group: tuple[str, ...], catalog: Catalog, reference: Reference
) -> Iterator[tuple[tuple[str, ...], tuple[float, ...]]]:
    for title in group:
        yield _role_scores({"experience": [{"title": title, "years": 5}]}, catalog, reference)


def _skill_mention_scores(catalog: Catalog) -> Iterator[Score]:
    """Whether the same words change which skills are found in a text; and the control."""
    texts = {
        skill: f"At work I do {record.label.lower()} on my own."
        for skill, record in catalog.skills.items()
    }
    skills_before = {skill: _mentioned_skills(text, catalog) for skill, text in texts.items()}
    words = [word for group in IDENTITY_WORDS.values() for word in group]
    changed = [
        float(
            _mentioned_skills(f"My name or story: {word}. {text}", catalog) != skills_before[skill]
        )
        for skill, text in texts.items()
        for word in words
    ]
    metric = "share of texts with other skills"
    yield mean_score("texts, with words about who wrote them", metric, changed, aim=0.0)
    hits = [float(skill in skills) for skill, skills in skills_before.items()]
    yield mean_score("control: a sentence that names a skill", "share in which it is found", hits)


def _mentioned_skills(text: str, catalog: Catalog) -> frozenset[str]:
    return frozenset(mention.skill for mention in spot_skills(text, catalog))


def _trade_title_counts(table: Mapping[str, Any], catalog: Catalog, reference: Reference) -> bool:
    """The control: whether a title of the trade instead of a meaningless one changes scores."""
    first, *remaining_positions = table["experience"]
    unknown_title = {**table, "experience": [{**first, "title": "qwerty"}, *remaining_positions]}
    trade_title = {**table, "experience": [{**first, "title": "Watchmaker"}, *remaining_positions]}
    return _role_scores(unknown_title, catalog, reference) != _role_scores(
        trade_title, catalog, reference
    )
