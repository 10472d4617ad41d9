"""How a role is entered: what a ladder may say, and one sentence for each mistake in it."""

from pathlib import Path

import pytest

from benchpin import reference
from benchpin.catalog import DATA, check, load
from benchpin.inputs.errors import BadData

CASTER = (DATA / "roles" / "caster.toml").read_text(encoding="utf-8")
HEAD, _, TAIL = CASTER.partition("[ladder]")
TAIL = TAIL[TAIL.index("\n[[skills]]") :]
GOOD = """[ladder]
entry = "beginner"
training_months_low = 0
training_months_high = 12
basis = "judgement"
reason = "Foundries train their own."
"""


def door(listing: str, source: str = "mjsa-education-foundation-2023-beajeweler") -> str:
    """A reason, and a door to paid training in the United States with one place that lists it."""
    return (
        'reason = "x"\n[[ladder.doors]]\nkind = "trainee"\ncountries = ["US"]\nwhat = "A post."\n'
        f'[[ladder.doors.where]]\n{listing}\nsource = "{source}"\n#'
    )


def overlay(folder: Path, ladder: str) -> Path:
    """A folder that replaces the caster's file by one with this ladder."""
    (folder / "roles").mkdir(parents=True)
    (folder / "roles" / "caster.toml").write_text(HEAD + ladder + TAIL, encoding="utf-8")
    return folder


def problems(folder: Path, ladder: str) -> str:
    return "\n".join(str(problem) for problem in check([overlay(folder, ladder)]))


def test_a_good_ladder_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("months_low = 0", "months_low = 13", "training_months_low is above training_months_high"),
        ('"beginner"', '"experienced"', "builds_on is empty; name the roles before"),
        ('"beginner"', '"senior"', "entry"),
        ('"judgement"', '"source"', "basis is 'source' but none is named"),
        (
            "basis",
            'builds_on = [{role = "goldsmit", years = 1}]\nbasis',
            "ladder.builds_on.0.role: no such role 'goldsmit'; nearest: 'goldsmith'",
        ),
        ("basis", 'builds_on = [{role = "caster", years = 1}]\nbasis', "does not build on itself"),
        (
            "reason",
            'reason = "x"\n[[ladder.bars]]\nkind = "test"\nlevel = "bachelor"\ncountries = ["US"]\n'
            'what = "A test."\n#',
            "level stands with kind = 'education'",
        ),
        (
            "reason",
            'reason = "x"\n[[ladder.doors]]\nkind = "trainee"\ncountries = ["ZZ"]\n'
            'what = "A post."\n#',
            "ladder.doors.0.countries.0: no such place 'ZZ'",
        ),
        ("reason", door('organisation = "mjza"'), "no such organisation 'mjza'; nearest: 'mjsa'"),
        ("reason", door('label = "Vacancies"'), "needs either an organisation, or a label and its"),
        ("reason", door('organisation = "mjsa"\nlabel = "Posts"'), "needs either an organisation"),
        (
            "reason",
            door('organisation = "mjsa"\ncountries = ["GB"]'),
            "where names GB, which the door does not",
        ),
        ("reason", door('organisation = "mjsa"', source="nobody"), "no such source 'nobody'"),
    ],
)
def test_each_mistake_is_told_with_its_place(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    message = problems(tmp_path, GOOD.replace(before, after, 1))
    assert "roles/caster.toml" in message
    assert expected in message


def test_a_door_knows_the_place_that_lists_its_posts_in_a_country(tmp_path: Path) -> None:
    text = door('label = "Posts"\nurl = "https://example.org/posts"\ncountries = ["US"]')
    text = text.replace('["US"]', '["GB", "US"]', 1)
    ladder = load([overlay(tmp_path, GOOD.replace("reason", text, 1))]).roles["caster"].ladder
    assert ladder is not None
    listing = ladder.doors[0].listing_in("US")
    assert listing is not None
    assert listing.label == "Posts"
    assert ladder.doors[0].listing_in("GB") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("51-9071,castr,direct,knows the bench", "no such role 'castr'; nearest: 'caster'"),
        ("51-9071,caster,maybe,knows the bench", "kind"),
        ("5190,caster,near,knows the bench", "an occupation's code such as 51-9071"),
    ],
)
def test_a_mistake_in_the_moves_of_occupations_is_told(
    tmp_path: Path, line: str, expected: str
) -> None:
    (tmp_path / "occupation-moves.csv").write_text(f"soc,role,kind,reason\n{line}\n")
    with pytest.raises(BadData) as error:
        load([tmp_path])
    assert expected in str(error.value)


def test_an_occupation_that_leads_to_a_role_has_to_exist(tmp_path: Path) -> None:
    moves = "soc,role,kind,reason\n51-9079,caster,near,knows the bench\n"
    (tmp_path / "occupation-moves.csv").write_text(moves)
    with reference.open() as data:
        problems = reference.unknown_codes(load([tmp_path]), data)
    assert "51-9079: soc: no such SOC code '51-9079'" in " ".join(map(str, problems))
