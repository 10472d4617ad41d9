"""What somebody studied counts, is told as it was read, and is not offered again."""

from datetime import date
from typing import Any

from benchpin import catalog, reference
from benchpin.documents import as_text
from benchpin.guidance import Guidance, advise, title_reader
from benchpin.match import resolve_candidate, skills_to_learn
from benchpin.match.entry import role_entries
from benchpin.profile import from_table
from benchpin.wording.statements import with_text

CATALOG = catalog.load()
REFERENCE = reference.open()
DAY = date(2026, 11, 30)
SKILLS = [{"skill": skill, "level": 2} for skill in ("numeracy", "communication", "languages")]


def guided(**table: Any) -> Guidance:
    person = from_table({"skills": SKILLS, **table}, CATALOG)
    return with_text(advise(person, CATALOG, REFERENCE, as_of=DAY, draws=64))


def studied(*names: str) -> list[dict[str, Any]]:
    return [{"what": name} for name in names]


def test_it_is_said_how_words_were_read() -> None:
    guidance = guided(certificates=studied("GIA GG"), education=studied("Goldschmiedemeister"))
    award, diploma = guidance.qualifications
    assert (award.path, award.qualification) == ("certificates.0.what", "gia-gg")
    assert award.statement.text == (
        "“GIA GG”: read as the qualification “Graduate Gemologist (GG)”."
    )
    assert (diploma.path, diploma.qualification, diploma.country) == (
        "education.0.what",
        None,
        "DE",
    )
    assert "a master craftsman's diploma of Germany" in diploma.statement.text
    assert "ask the chamber of crafts (Handwerkskammer)" in diploma.statement.text
    text = " ".join(as_text(guidance).split())
    assert "read as the qualification “Graduate Gemologist (GG)”" in text


def test_at_home_nobody_is_asked_about_recognition() -> None:
    guidance = guided(education=studied("Goldschmiedemeister"), circumstances={"country": "DE"})
    assert guidance.qualifications[0].statement.kind == "diploma-read"


def test_a_held_qualification_is_taught_no_more() -> None:
    guidance = guided(certificates=studied("G.G."), aims={"roles": ["gemologist"]})
    offered = {o.qualification for plan in guidance.plan.values() for o in plan.options}
    assert offered.isdisjoint({"gia-gg", "gia-gd", "gia-gcs"})
    gemologist = next(match for match in guidance.matches if match.role == "gemologist")
    assert set(CATALOG.qualifications["gia-gg"].teaches) & set(gemologist.assumed)


def test_what_is_only_like_a_name_is_asked_about_and_counts_for_nothing() -> None:
    guidance = guided(certificates=studied("FGA, Gem-A London"))
    assert guidance.qualifications == ()
    (question,) = (q for q in guidance.ask_next if q.kind == "qualification-unclear")
    assert question.path == "certificates.0.qualification"
    label = CATALOG.qualifications["gema-dip"].label
    assert question.text == f"Is “FGA, Gem-A London” the qualification “{label}”?"
    settled = guided(certificates=studied(label))
    assert "qualification-unclear" not in {q.kind for q in settled.ask_next}
    assert settled.qualifications[0].qualification == "gema-dip"


def test_a_diploma_from_abroad_proves_its_craft() -> None:
    person = from_table({"education": studied("Ausbildung zur Goldschmiedin")}, CATALOG)
    coder = title_reader(CATALOG, REFERENCE)
    candidate = resolve_candidate(person, CATALOG, REFERENCE, coder, DAY)
    entries = role_entries(candidate, CATALOG)
    assert entries["goldsmith"].door == "qualification"
    assert entries["bench-jeweler"].door == "qualification"
    assert entries["watchmaker"].door is None
    needs = CATALOG.roles["goldsmith"].skills
    essential = {need.skill for need in needs if need.need == "essential"}
    assert essential <= candidate.skills.keys()
    assert essential.isdisjoint(skills_to_learn("goldsmith", candidate, CATALOG))


def test_a_goldsmith_from_abroad_is_not_told_to_try_the_craft() -> None:
    guidance = guided(education=studied("Goldschmiedemeisterin"), circumstances={"country": "US"})
    assert guidance.matches[0].role == "goldsmith"
    label = CATALOG.roles["goldsmith"].label
    step = guidance.next_step
    assert step.kind.startswith("next-apply") or step.values["role"].value != label
