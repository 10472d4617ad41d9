"""Swaps that tell of the same proofs change no group; the control does."""

from importlib import resources

from benchpin.catalog import load
from benchpin.evaluate import entry_swaps
from benchpin.reference import open as open_reference

CATALOG = load()
CASES = resources.files("benchpin.evaluate") / "cases" / "entry-swaps.toml"


def test_a_gap_hours_dates_names_and_a_country_change_no_group() -> None:
    with open_reference() as reference:
        measurement = entry_swaps.measure_entry_swaps(CASES, CATALOG, reference)
    changed = {
        score.subject: score.value
        for score in measurement.scores
        if score.metric == "share of roles in another group"
    }
    assert changed.keys() == {swap.name for swap in entry_swaps.SWAPS}
    for swap in entry_swaps.SWAPS:
        if swap.is_neutral:
            assert changed[swap.name] == 0.0, swap.name
    assert changed["control: a month of each position"] > 0.02
    assert len(measurement.notes) == len(entry_swaps.SWAPS)


def test_years_are_the_length_of_the_dates() -> None:
    position = {"title": "Goldsmith", "started": "2019-11", "ended": "2021-05"}
    assert entry_swaps._as_years(position) == {"title": "Goldsmith", "years": 1.5, "until": 2021}


def test_words_about_somebody_stand_in_every_text_but_the_title() -> None:
    person = {
        "experience": [{"title": "Caster", "employer": "Ring Works", "did": "Cast rings"}],
        "skills": [{"skill": "lost-wax", "evidence": "Ten years"}],
    }
    changed = entry_swaps._with_words(person, "a mother of three")
    assert changed["experience"] == [
        {
            "title": "Caster",
            "employer": "a mother of three. Ring Works",
            "did": "a mother of three. Cast rings",
        }
    ]
    assert changed["skills"][0]["evidence"] == "a mother of three. Ten years"


def test_a_note_names_what_moved_and_how_often() -> None:
    moved = [({"a": "now", "b": "now"}, {"a": "train", "b": "now"})] * 2
    assert entry_swaps._moves(moved) == "2 of 4 groups changed: a from now to train (2)"  # type: ignore[arg-type]
    assert entry_swaps._moves([({"a": "now"}, {"a": "now"})]) == "0 of 1 groups changed"
