"""What a profile file may hold, and the words about what it may not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import rtoml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from benchpin.catalog import Catalog
from benchpin.facts import PartName
from benchpin.inputs.errors import BadFile, BadInput, BadProfile
from benchpin.profile import EDUCATION, INTERESTS, SCHEMA, VALUES, Profile, from_table, parse, read
from benchpin.profile.loader import MAX_BYTES
from benchpin.profile.model import Education, Interests, ValueName

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))

WHOLE = """
schema = "benchpin.profile/1"
[aims]
roles = ["bench-jeweler"]
not = ["caster"]
learn = ["hand-engraving"]
horizon_months = 18

[[experience]]
title = "Retail salesperson, department store"
employer = "A store"
place = "Providence"
started = "2019-03"
ended = "2026"
hours = "full"
occupation = "41-2031"
did = "Served clients at the watch counter, took in repairs, trained two colleagues."

[[experience]]
title = "Model maker"
years = 5
until = 2018

[[education]]
what = "Drawing"
where = "A college"
ended = "2015-06-30"
qualification = "ags-cg"
level = "certificate"

[[certificates]]
what = "Certified gemologist"
issuer = "American Gem Society"
year = 2016
qualification = "ags-cg"

[[languages]]
language = "pt-BR"
level = "B2"

[[skills]]
skill = "clienteling"
level = 3
status = "confirmed"
evidence = "Ran the counter's client book for three years."

[[skills]]
skill = "soldering"
status = "proposed"
file = "resume.txt"
start = 120
end = 171

[interests]
realistic = 0.8
from = "answers"

[[answers]]
item = "realistic-1"
value = 5
bank = "benchpin-1"

[values]
autonomy = 0.7

[circumstances]
country = "US"
area = "Providence-Warwick, RI-MA"
work_modes = ["onsite", "hybrid"]
hours_per_week = 10
budget = 6000
currency = "USD"
minimum_pay = 42000
education = "high-school"
limits = ["lifting"]

[emphasis]
skills = 1.0
"""


def words_about(text: str, catalog: Catalog) -> str:
    with pytest.raises(BadInput) as error:
        parse(text, catalog, name="me.toml")
    return str(error.value)


def test_a_whole_profile_is_read(real: Catalog) -> None:
    profile = parse(WHOLE, real)
    assert profile.aims.roles == ("bench-jeweler",)
    assert profile.aims.not_ == ("caster",)
    assert profile.aims.learn == ("hand-engraving",)
    assert profile.aims.horizon_months == 18
    first, second = profile.experience
    assert (first.started, first.ended, first.hours) == ("2019-03", "2026", "full")
    assert (second.years, second.until, second.started) == (5, 2018, None)
    assert profile.education[0].level == "certificate"
    assert profile.certificates[0].year == 2016
    assert profile.languages[0].language == "pt-BR"
    assert [(s.skill, s.level, s.status) for s in profile.skills] == [
        ("clienteling", 3, "confirmed"),
        ("soldering", 2, "proposed"),
    ]
    assert profile.interests.scores() == {"realistic": 0.8}
    assert profile.interests.from_ == "answers"
    assert [(a.item, a.value, a.bank) for a in profile.answers] == [
        ("realistic-1", 5, "benchpin-1")
    ]
    assert profile.values == {"autonomy": 0.7}
    assert profile.circumstances.budget == 6000
    assert profile.circumstances.limits == {"lifting": "never"}
    assert profile.emphasis == {"skills": 1.0}


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_every_example_is_read(path: Path, real: Catalog) -> None:
    assert read(path, real).schema_ == SCHEMA


def test_there_are_examples() -> None:
    assert EXAMPLES


def test_anything_may_be_left_out(real: Catalog) -> None:
    assert parse("[aims]", real) == Profile()


def test_a_profile_cannot_be_changed(real: Catalog) -> None:
    profile = parse(WHOLE, real)
    with pytest.raises(ValidationError, match="Instance is frozen"):
        profile.aims = profile.aims  # type: ignore[misc]


def test_the_closed_lists_are_the_ones_that_the_models_hold() -> None:
    assert get_args(Education) == EDUCATION
    assert get_args(ValueName) == VALUES
    assert (*INTERESTS, "from_") == tuple(Interests.model_fields)


FORMS_OF_A_DAY = "a year, a month or a day such as 2024, 2024-03 or 2024-03-31"

MISTAKES = [
    (
        "an unknown key at the top",
        "[aim]\nroles = []",
        "aim: no such key 'aim'; nearest: 'aims'",
    ),
    (
        "an unknown key in a table",
        '[aims]\nrole = ["bench-jeweler"]',
        "aims.role: no such key 'role'; nearest: 'roles'",
    ),
    (
        "an unknown key in a list of tables",
        '[[experience]]\ntitle = "Clerk"\nstart = "2019"',
        "experience.0.start: no such key 'start'; nearest: 'started'",
    ),
    (
        "an unknown key with an underscore",
        "[circumstances]\nhours_per_weak = 3",
        "circumstances.hours_per_weak: no such key 'hours_per_weak'; nearest: 'hours_per_week'",
    ),
    (
        "an unknown key like no other",
        "zzz = 1",
        "zzz: no such key 'zzz'; take it out",
    ),
    (
        "an unknown value",
        "[values]\nautonmy = 0.5",
        "values.autonmy: no such key 'autonmy'; nearest: 'autonomy'",
    ),
    (
        "an unknown part in the emphasis",
        "[emphasis]\npay = 0.5",
        "emphasis.pay: no such key 'pay'; take it out",
    ),
    (
        "a key of two lines",
        '"a\\nb" = 1',
        "a\\nb: no such key 'a\\nb'; take it out",
    ),
    (
        "a list where a table belongs",
        "aims = []",
        "aims: must be a table, not a list; correct it",
    ),
    (
        "a table where a list belongs",
        '[skills]\nskill = "soldering"',
        "skills: must be a list in square brackets, not a table; correct it",
    ),
    (
        "text where a list belongs",
        'aims.roles = "bench-jeweler"',
        "aims.roles: must be a list in square brackets, not 'bench-jeweler'; correct it",
    ),
    (
        "text where a number belongs",
        'circumstances.budget = "6000"',
        "circumstances.budget: must be a number, not '6000'; correct it",
    ),
    (
        "a share where a whole number belongs",
        "aims.horizon_months = 1.5",
        "aims.horizon_months: must be a whole number, not 1.5; correct it",
    ),
    (
        "true where a whole number belongs",
        "aims.horizon_months = true",
        "aims.horizon_months: must be a whole number, not true; correct it",
    ),
    (
        "a number where text belongs",
        '[[experience]]\ntitle = "Clerk"\nstarted = 2019',
        "experience.0.started: must be text in quotes, not 2019; correct it",
    ),
    (
        "a day without quotes",
        '[[experience]]\ntitle = "Clerk"\nstarted = 2019-03-01',
        "experience.0.started: must be text in quotes, not 2019-03-01; correct it",
    ),
    (
        "a position without a title",
        "[[experience]]\nyears = 3",
        "experience.0.title: is missing; add it",
    ),
    (
        "an empty title",
        '[[experience]]\ntitle = ""',
        "experience.0.title: must be text that is more than spaces, not ''; correct it",
    ),
    (
        "a title without end",
        f'[[experience]]\ntitle = "{"a" * 301}"',
        f"experience.0.title: must be text of at most 300 characters, not '{'a' * 60}...'; "
        "correct it",
    ),
    (
        "a level above the highest",
        '[[skills]]\nskill = "soldering"\nlevel = 7',
        "skills.0.level: must be at most 4, not 7; correct it",
    ),
    (
        "a level of nothing",
        '[[skills]]\nskill = "soldering"\nlevel = 0',
        "skills.0.level: must be at least 1, not 0; correct it",
    ),
    (
        "an interest above the highest",
        "[interests]\nartistic = 1.4",
        "interests.artistic: must be at most 1, not 1.4; correct it",
    ),
    (
        "more hours than a week has",
        "[circumstances]\nhours_per_week = 200",
        "circumstances.hours_per_week: must be at most 168, not 200; correct it",
    ),
    (
        "no hours at all",
        "[circumstances]\nhours_per_week = 0",
        "circumstances.hours_per_week: must be more than 0, not 0; correct it",
    ),
    (
        "fewer years than none",
        '[[experience]]\ntitle = "Clerk"\nyears = -1',
        "experience.0.years: must be at least 0, not -1; correct it",
    ),
    (
        "less pay than none",
        "[circumstances]\nminimum_pay = -1",
        "circumstances.minimum_pay: must be at least 0, not -1; correct it",
    ),
    (
        "more pay than there is",
        "[circumstances]\nminimum_pay = 1e12",
        "circumstances.minimum_pay: must be at most 100,000,000, not 1000000000000.0; correct it",
    ),
    (
        "a number that is none",
        "[circumstances]\nbudget = nan",
        "circumstances.budget: must be a number, not nan; correct it",
    ),
    (
        "a number without end",
        "[values]\nautonomy = inf",
        "values.autonomy: must be a number, not inf; correct it",
    ),
    (
        "an answer above the highest",
        '[[answers]]\nitem = "a"\nvalue = 6\nbank = "b"',
        "answers.0.value: must be at most 5, not 6; correct it",
    ),
    (
        "an end before the start",
        '[[experience]]\ntitle = "Clerk"\nstarted = "2019-03"\nended = "2019-02"',
        "experience.0: ended 2019-02 is before started 2019-03; exchange them or mend one",
    ),
    (
        "years beside dates",
        '[[experience]]\ntitle = "Clerk"\nstarted = "2019"\nyears = 3',
        "experience.0: years stands beside started; keep the dates and take years out",
    ),
    (
        "a day in another form",
        '[[experience]]\ntitle = "Clerk"\nstarted = "March 2019"',
        f"experience.0.started: must be {FORMS_OF_A_DAY}, not 'March 2019'; correct it",
    ),
    (
        "a day that no calendar has",
        '[[experience]]\ntitle = "Clerk"\nended = "2019-02-30"',
        "experience.0.ended: there is no day 2019-02-30; correct it, or give the month alone",
    ),
    (
        "a day of learning that no calendar has",
        '[[education]]\nwhat = "Drawing"\nended = "2019-06-31"',
        "education.0.ended: there is no day 2019-06-31; correct it, or give the month alone",
    ),
    (
        "a code of an occupation in another form",
        '[[experience]]\ntitle = "Clerk"\noccupation = "412031"',
        "experience.0.occupation: must be an occupation's code such as 51-9071 or 51-9071.00, "
        "not '412031'; correct it",
    ),
    (
        "a language by its name",
        '[[languages]]\nlanguage = "Portuguese"\nlevel = "B2"',
        "languages.0.language: must be a language's code such as en or pt-BR, "
        "not 'Portuguese'; correct it",
    ),
    (
        "a level of a language that there is not",
        '[[languages]]\nlanguage = "pt"\nlevel = "B3"',
        "languages.0.level: 'B3' is not one of 'A1', 'A2', 'B1', 'B2', 'C1', 'C2' or 'native'; "
        "correct it",
    ),
    (
        "a way to work that there is not",
        'circumstances.work_modes = ["hybird"]',
        "circumstances.work_modes.0: 'hybird' is not one of 'onsite', 'hybrid' or 'remote'; "
        "nearest: 'hybrid'",
    ),
    (
        "an unknown role",
        'aims.roles = ["bench-jeweller"]',
        "aims.roles.0: no such role 'bench-jeweller'; nearest: 'bench-jeweler'; correct it",
    ),
    (
        "an unknown role put aside",
        'aims.not = ["castor"]',
        "aims.not.0: no such role 'castor'; nearest: 'caster'; correct it",
    ),
    (
        "an unknown role like no other",
        'aims.roles = ["qqqqqq"]',
        "aims.roles.0: no such role 'qqqqqq'; take it out",
    ),
    (
        "a role of two lines",
        'aims.roles = ["q\\nq"]',
        "aims.roles.0: no such role 'q\\nq'; take it out",
    ),
    (
        "an unknown skill",
        '[[skills]]\nskill = "soldring"',
        "skills.0.skill: no such skill 'soldring'; nearest: 'soldering'; correct it",
    ),
    (
        "a skill by another name of it",
        '[[skills]]\nskill = "After-sales care"',
        "skills.0.skill: no such skill 'After-sales care'; nearest: 'after-sales'; correct it",
    ),
    (
        "a role by another name of it, which is like the name of another role",
        'aims.roles = ["Jewelry appraiser"]',
        "aims.roles.0: no such role 'Jewelry appraiser'; nearest: 'appraiser'; correct it",
    ),
    (
        "a role by nearly another name of it",
        'aims.roles = ["hallmarkr"]',
        "aims.roles.0: no such role 'hallmarkr'; nearest: 'assay-officer'; correct it",
    ),
    (
        "an unknown skill to learn",
        'aims.learn = ["hand-engravin"]',
        "aims.learn.0: no such skill 'hand-engravin'; nearest: 'hand-engraving'; correct it",
    ),
    (
        "a skill twice",
        '[[skills]]\nskill = "soldering"\n[[skills]]\nskill = "soldering"',
        "skills.1.skill: skill 'soldering' stands twice; keep one",
    ),
    (
        "an unknown qualification studied for",
        '[[education]]\nwhat = "Gems"\nqualification = "ags-cgg"',
        "education.0.qualification: no such qualification 'ags-cgg'; nearest: 'ags-cg'; correct it",
    ),
    (
        "an unknown qualification held",
        '[[certificates]]\nwhat = "Gems"\nqualification = "ags-cgg"',
        "certificates.0.qualification: no such qualification 'ags-cgg'; nearest: 'ags-cg'; "
        "correct it",
    ),
    (
        "a country by its name",
        'circumstances.country = "usa"',
        "circumstances.country: must be two capital letters such as US, not 'usa'; correct it",
    ),
    (
        "an unknown country",
        'circumstances.country = "UK"',
        "circumstances.country: no such country 'UK'; use a two-letter code such as US or GB",
    ),
    (
        "a union of countries",
        'circumstances.country = "EU"',
        "circumstances.country: no such country 'EU'; use a two-letter code such as US or GB",
    ),
    (
        "a currency by its name",
        'circumstances.currency = "dollars"',
        "circumstances.currency: must be three capital letters such as USD, not 'dollars'; "
        "correct it",
    ),
    (
        "a country whose currency is not known",
        'circumstances.country = "AQ"\ncircumstances.budget = 100',
        'circumstances.currency: the currency of AQ is not known here; add currency, such as "EUR"',
    ),
    (
        "a role in mind and put aside",
        'aims.roles = ["caster"]\naims.not = ["caster"]',
        "aims.not: 'caster' stands in aims.roles too; keep it in one of them",
    ),
    (
        "an emphasis on nothing",
        "[emphasis]\n" + "".join(f"{part} = 0\n" for part in get_args(PartName)),
        "emphasis is 0 for every part; raise at least one",
    ),
    (
        "an unknown form of profile",
        'schema = "benchpin.profile/9"',
        "schema: 'benchpin.profile/9' is not a form of profile that this version reads; "
        "use 'benchpin.profile/1'",
    ),
    (
        "a form of profile that is no text",
        "schema = [1]",
        "schema: '[1]' is not a form of profile that this version reads; use 'benchpin.profile/1'",
    ),
    (
        "two mistakes",
        '[[skills]]\nskill = "soldring"\n[[skills]]\nskill = "polishin"',
        "skills.0.skill: no such skill 'soldring'; nearest: 'soldering'; correct it "
        "(and 1 more: skills.1.skill)",
    ),
    (
        "five mistakes",
        "aims.roles = [1, 2, 3, 4, 5]",
        "aims.roles.0: must be text in quotes, not 1; correct it "
        "(and 4 more: aims.roles.1, aims.roles.2, aims.roles.3, ...)",
    ),
    (
        "a text that is not TOML",
        "[aims]\nroles = ",
        "is not valid TOML (string values must be quoted, expected literal string at line 2 "
        "column 9); mend the line it names",
    ),
    (
        "a day in no calendar",
        "a = 2019-13-40",
        "is not valid TOML (invalid date, expected month between 01 and 12 at line 1 column 5); "
        "mend the line it names",
    ),
    (
        "lists without end",
        "a = " + "[" * 3000 + "]" * 3000,
        "is not valid TOML (cannot recurse further; max recursion depth met at line 1 "
        "column 85); mend the line it names",
    ),
]


@pytest.mark.parametrize(
    ("text", "words"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    text: str, words: str, real: Catalog
) -> None:
    found = words_about(text, real)
    assert found == f"me.toml: {words}"
    assert found.isprintable()


@pytest.mark.parametrize("ended", ["2019", "2019-03", "2019-03-31", "2020"])
def test_an_end_in_the_year_or_month_of_the_start_is_no_mistake(ended: str, real: Catalog) -> None:
    text = f'[[experience]]\ntitle = "Clerk"\nstarted = "2019-03-02"\nended = "{ended}"'
    assert parse(text, real).experience[0].ended == ended


def test_an_emphasis_that_leaves_a_part_out_may_be_zero_elsewhere(real: Catalog) -> None:
    assert parse("[emphasis]\nskills = 0\ninterests = 0", real).emphasis["skills"] == 0


@pytest.mark.parametrize(
    ("terms", "currency"),
    [
        ("budget = 100", "USD"),
        ('country = "US"\nbudget = 100', "USD"),
        ('country = "GB"\nbudget = 100', "GBP"),
        ('country = "IN"\nminimum_pay = 100', "INR"),
        ('country = "GB"\nbudget = 100\ncurrency = "EUR"', "EUR"),
        ('country = "AQ"\nbudget = 100\ncurrency = "EUR"', "EUR"),
        ('country = "GB"', None),
        ('country = "AQ"', None),
    ],
)
def test_amounts_are_in_the_currency_of_the_country_unless_one_is_given(
    terms: str, currency: str | None, real: Catalog
) -> None:
    assert parse(f"[circumstances]\n{terms}", real).circumstances.currency == currency


def words_about_file(path: Path, catalog: Catalog) -> str:
    with pytest.raises(BadFile) as error:
        read(path, catalog)
    assert str(error.value).startswith(f"{path}: ")
    return str(error.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty; write a profile into it, see examples/"),
        (b" \n\t\r\n", "is empty; write a profile into it, see examples/"),
        (b"\xef\xbb\xbf", "is empty; write a profile into it, see examples/"),
        (b"\x89PNG\r\n\x1a\n", "is not a text file; a profile is TOML in UTF-8"),
        (b"a = 1\0", "is not a text file; a profile is TOML in UTF-8"),
        ("[aims]".encode("utf-16"), "is not a text file; a profile is TOML in UTF-8"),
        (b"# " + b"a" * MAX_BYTES, "is larger than a profile can be (2 MB); check the name"),
        (
            b"[aims\n",
            "is not valid TOML (unclosed table, expected `]` at line 1 column 6); "
            "mend the line it names",
        ),
    ],
    ids=["empty", "blank", "only a mark", "picture", "nul", "utf-16", "large", "broken"],
)
def test_a_file_that_is_no_profile_is_told_apart(
    content: bytes, words: str, tmp_path: Path, real: Catalog
) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(content)
    assert words_about_file(path, real) == words


def test_a_file_that_is_not_there_is_told(tmp_path: Path, real: Catalog) -> None:
    assert words_about_file(tmp_path / "me.toml", real) == "no such file; check the name"


def test_a_folder_is_told(tmp_path: Path, real: Catalog) -> None:
    assert words_about_file(tmp_path, real) == "is a folder; name the profile file in it"


@pytest.mark.parametrize("name", ["a" * 3000, "a\0b"])
def test_a_name_that_no_file_can_have_is_told(name: str, tmp_path: Path, real: Catalog) -> None:
    with pytest.raises(BadFile, match="check"):
        read(tmp_path / name, real)


def test_a_mark_of_utf_8_at_the_start_is_passed_over(tmp_path: Path, real: Catalog) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    assert read(path, real) == parse(WHOLE, real)


def test_lines_may_end_as_on_windows(tmp_path: Path, real: Catalog) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(WHOLE.replace("\n", "\r\n").encode())
    assert read(path, real) == parse(WHOLE, real)


def test_tables_inside_tables_without_end_are_told(real: Catalog) -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"aims": deep}
    with pytest.raises(BadProfile) as error:
        from_table(deep, real)
    assert str(error.value) == (
        "profile: holds tables inside tables without end; see examples/ for the form of a profile"
    )
    while deep:  # taken apart by hand: freeing it at once would overflow the stack of older Pythons
        deep = deep["aims"]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from(["bench-jeweler", "caster", "soldering", "US", "confirmed", "2019-02-30"])
)
KEYS = st.text(max_size=5) | st.sampled_from(
    ["aims", "roles", "not", "learn", "experience", "title", "started", "ended", "years", "skills",
     "skill", "level", "interests", "realistic", "from", "values", "autonomy", "circumstances",
     "country", "budget", "currency", "emphasis", "schema", "answers", "languages", "education",
     "certificates", "qualification", "what"]
)  # fmt: skip
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
QUICK = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def outcome(reading: Callable[[], Profile]) -> Profile | str:
    """The profile that is read, or the sentence that says why not; any other error comes out."""
    try:
        return reading()
    except BadInput as error:
        return str(error)


@QUICK
@given(table=st.dictionaries(KEYS, JUNK, max_size=4))
def test_junk_is_read_or_told_in_one_sentence(real: Catalog, table: dict[str, Any]) -> None:
    found = outcome(lambda: from_table(table, real))
    assert isinstance(found, Profile) or (found.isprintable() and len(found) < 1000)


@QUICK
@given(text=st.text(max_size=60) | st.text("[]{}=\"'.,#\n ab0-:", max_size=60))
def test_any_text_is_read_or_told_in_one_sentence(real: Catalog, text: str) -> None:
    found = outcome(lambda: parse(text, real))
    assert isinstance(found, Profile) or found.isprintable()


@QUICK
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_told_in_one_sentence(
    real: Catalog, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(content)
    found = outcome(lambda: read(path, real))
    assert isinstance(found, Profile) or found.isprintable()


def shares(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, st.floats(0, 1)))


@st.composite
def tables(draw: st.DrawFn, catalog: Catalog) -> dict[str, Any]:
    """A profile that can be, as a table of plain values."""
    skills = draw(st.lists(st.sampled_from(list(catalog.skills)), unique=True, max_size=5))
    roles = draw(st.lists(st.sampled_from(list(catalog.roles)), unique=True, max_size=4))
    text = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)
    position = st.fixed_dictionaries(
        {"title": text},
        optional={"did": text, "years": st.floats(0, 70), "until": st.integers(1940, 2100)},
    )
    return {
        "aims": {"roles": roles[:2], "not": roles[2:]},
        "experience": draw(st.lists(position, max_size=3)),
        "skills": [{"skill": skill, "level": draw(st.integers(1, 4))} for skill in skills],
        "interests": draw(shares(INTERESTS)),
        "values": draw(shares(VALUES)),
        "emphasis": draw(shares(get_args(PartName)[:4])),
        "circumstances": draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "country": st.sampled_from(sorted(catalog.currencies)),
                    "budget": st.floats(0, 10_000_000),
                    "work_modes": st.just(["hybrid"]),
                },
            )
        ),
    }


@QUICK
@given(data=st.data())
def test_a_profile_to_json_and_back_is_the_same(real: Catalog, data: st.DataObject) -> None:
    profile = from_table(data.draw(tables(real)), real)
    assert Profile.model_validate_json(profile.model_dump_json()) == profile


@QUICK
@given(data=st.data())
def test_a_profile_to_toml_and_back_is_the_same(real: Catalog, data: st.DataObject) -> None:
    table = data.draw(tables(real))
    assert parse(rtoml.dumps(table), real) == from_table(table, real)


def test_reading_a_read_profile_again_changes_nothing(real: Catalog) -> None:
    profile = parse(WHOLE, real)
    again = from_table(profile.model_dump(mode="json", exclude_none=True), real)
    assert again == profile
