"""Overlay folders: what a college or an association adds to our data, and how it is told apart."""

import os
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from benchpin import catalog, reference
from benchpin.catalog import Catalog, parse_overlay_paths

HEADER = (
    "id,subject,measure,percentile,low,high,bound,unit,geography,period,status,sample,rse_pct,"
    "source,locator,confidence,checked,note\n"
)
PROGRAMME = """label = "Evening stone setting"
qualification = "bench-certificate"
provider = "lake-college"
country = ["US"]
status = "open"

[[sources]]
source = "invented-guide"
checked = 2026-11-22
"""


def overlay(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def row(identity: str, low: int = 7, source: str = "invented-survey") -> str:
    return (
        f"{identity},bench-jeweler,weekly-hours,,{low},{low},exact,hours/week,US,2024,observed,,,"
        f"{source},,secondary,2026-10-01,\n"
    )


def test_an_overlay_adds_a_programme_that_says_who_added_it(small: Path, tmp_path: Path) -> None:
    college = overlay(tmp_path / "college", {"programmes/evening-setting.toml": PROGRAMME})
    ours = catalog.load(root=small)
    held = catalog.load([college], root=small)
    assert set(held.programmes) == {*ours.programmes, "evening-setting"}
    assert held.programmes["evening-setting"].label == "Evening stone setting"
    assert held.added_by == {"programmes/evening-setting.toml": "college"}
    assert "evening-setting" in held.programmes_of["bench-certificate"]
    assert ours.added_by == {}


def test_the_area_of_a_programme_has_to_be_one_that_wages_are_published_for(tmp_path: Path) -> None:
    text = PROGRAMME.replace("bench-certificate", "nbss-jmr").replace("lake-college", "gia")
    text = text.replace("invented-guide", "bls-oews-2025-05")
    text = text.replace("country =", 'place = "Boston"\narea = "Boston, MA"\ncountry =')
    college = overlay(tmp_path / "college", {"programmes/evening-setting.toml": text})
    with reference.open() as data:
        problems = [str(p) for p in reference.unknown_codes(catalog.load([college]), data)]
    assert len(problems) == 1
    assert "college/programmes/evening-setting.toml: area: no such area 'Boston, MA'" in problems[0]


def test_an_overlay_named_by_a_relative_path_keeps_its_folders_name(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    college = overlay(tmp_path / "college", {"programmes/evening-setting.toml": PROGRAMME})
    monkeypatch.chdir(college)
    held = catalog.load([Path()], root=small)
    assert held.added_by == {"programmes/evening-setting.toml": "college"}


def test_an_overlay_replaces_a_record_of_the_same_path(small: Path, tmp_path: Path) -> None:
    path = "programmes/gem-certificate-at-lake.toml"
    college = overlay(tmp_path / "college", {path: PROGRAMME})
    ours = catalog.load(root=small)
    held = catalog.load([college], root=small)
    assert ours.programmes["gem-certificate-at-lake"].label == "Gem certificate"
    assert held.programmes["gem-certificate-at-lake"].label == "Evening stone setting"
    assert set(held.programmes) == set(ours.programmes)
    assert held.added_by == {path: "college"}


def test_the_last_of_two_overlays_wins(small: Path, tmp_path: Path) -> None:
    path = "programmes/evening-setting.toml"
    first = overlay(tmp_path / "first", {path: PROGRAMME})
    second = overlay(tmp_path / "second", {path: PROGRAMME.replace("Evening", "Morning")})
    held = catalog.load([first, second], root=small)
    assert held.programmes["evening-setting"].label == "Morning stone setting"
    assert held.added_by == {path: "second"}


def test_rows_of_an_overlay_come_after_ours(small: Path, tmp_path: Path) -> None:
    guild = overlay(
        tmp_path / "guild",
        {
            "trade-titles.csv": "title,role\nring mender,bench-jeweler\n",
            "figures/invented-survey.csv": HEADER + row("guild-hours-2024"),
        },
    )
    ours = catalog.load(root=small)
    held = catalog.load([guild], root=small)
    assert held.trade_titles[:-1] == ours.trade_titles
    assert held.trade_titles[-1].title == "ring mender"
    assert set(held.figures) == {*ours.figures, "guild-hours-2024"}
    assert held.added_by == {}, "the file is ours: only some of its rows are the guild's"


def test_a_row_of_an_overlay_corrects_our_figure(small: Path, tmp_path: Path) -> None:
    guild = overlay(
        tmp_path / "guild",
        {"figures/invented-survey.csv": HEADER + row("bench-jeweler-hours-2024", 38)},
    )
    held = catalog.load([guild], root=small)
    assert held.figures["bench-jeweler-hours-2024"].low == 38


def test_an_overlay_may_not_give_our_figure_another_publication(
    small: Path, tmp_path: Path
) -> None:
    text = HEADER + row("bench-jeweler-hours-2024", 38, "invented-guide")
    guild = overlay(tmp_path / "guild", {"figures/invented-guide.csv": text})
    problems = catalog.check([guild], root=small)
    assert [problem.message for problem in problems] == [
        "figure 'bench-jeweler-hours-2024' stands twice; give one of them another id"
    ]


def test_a_figure_twice_in_one_overlay_is_a_mistake(small: Path, tmp_path: Path) -> None:
    text = HEADER + row("guild-hours-2024") + row("guild-hours-2024", 8)
    guild = overlay(tmp_path / "guild", {"figures/invented-survey.csv": text})
    assert [str(problem) for problem in catalog.check([guild], root=small)] == [
        "guild/figures/invented-survey.csv: line 3: id: figure 'guild-hours-2024' stands twice; "
        "give one of them another id"
    ]


def test_a_mistake_in_an_overlay_is_told_with_the_overlays_name(
    small: Path, tmp_path: Path
) -> None:
    college = overlay(
        tmp_path / "college",
        {
            "programmes/evening-setting.toml": PROGRAMME.replace("lake-", "lak-"),
            "programmes/morning-setting.toml": PROGRAMME.replace("label", "labell"),
            "notes.txt": "mine",
        },
    )
    found = [str(problem) for problem in catalog.check([college], root=small)]
    assert found[0].startswith("college/notes.txt: is not a data file that the catalog knows")
    assert found[1:] == [
        "college/programmes/evening-setting.toml: provider: "
        "no such provider 'lak-college'; nearest: 'lake-college'",
        "college/programmes/morning-setting.toml: label: is missing; add it",
        "college/programmes/morning-setting.toml: labell: no such key 'labell'; nearest: 'label'",
    ]


def test_the_version_is_the_same_for_the_same_bytes(small: Path, tmp_path: Path) -> None:
    first = overlay(tmp_path / "a" / "one", {"programmes/x.toml": PROGRAMME})
    second = overlay(tmp_path / "b" / "another", {"programmes/x.toml": PROGRAMME})
    ours = catalog.load(root=small).version
    assert ours == catalog.load(root=small).version
    assert ours.startswith("sha256:")
    assert len(ours) == len("sha256:") + 64
    assert (
        catalog.load([first], root=small).version == catalog.load([second], root=small).version
    ), "the name of an overlay's folder is no part of the version: its bytes are"


def test_the_version_changes_with_content_path_and_order(small: Path, tmp_path: Path) -> None:
    one = overlay(tmp_path / "one", {"programmes/x.toml": PROGRAMME})
    other = overlay(tmp_path / "other", {"programmes/y.toml": PROGRAMME})
    changed = overlay(tmp_path / "changed", {"programmes/x.toml": PROGRAMME + "\n"})
    empty = tmp_path / "empty"
    empty.mkdir()
    orders = [(), (one,), (other,), (changed,), (one, other), (other, one)]
    versions = [catalog.load(order, root=small).version for order in orders]
    assert len(set(versions)) == len(orders)
    assert catalog.load([empty], root=small).version == versions[0]


def test_overlays_are_named_as_folders_are_in_a_path() -> None:
    assert parse_overlay_paths(None) == ()
    assert parse_overlay_paths("") == ()
    assert parse_overlay_paths(os.pathsep.join(("one", "", "two"))) == (Path("one"), Path("two"))


def test_the_path_is_the_identity(small: Path) -> None:
    (small / "roles" / "gemologist.toml").rename(small / "roles" / "stone-teller.toml")
    found = [str(problem) for problem in catalog.check(root=small)]
    assert found == [
        "qualifications/gem-certificate.toml: roles.0: no such role 'gemologist'",
        "trade-titles.csv: gem tester: role: no such role 'gemologist'",
    ]


def test_records_stand_in_the_order_of_their_ids(small: Path) -> None:
    held = catalog.load(root=small)
    assert list(held.roles) == sorted(held.roles)
    assert list(held.figures) == sorted(held.figures)


def frozen_records(held: Catalog) -> list[BaseModel]:
    """One record of every kind."""
    kinds = (
        held.roles, held.skills, held.qualifications, held.programmes, held.providers,
        held.organisations, held.mentoring, held.myths, held.sources, held.figures, held.entries,
    )  # fmt: skip
    found: list[BaseModel] = [next(iter(kind.values())) for kind in kinds]
    return [*found, held.carries_over[0], held.trade_titles[0], held.items[0], held.weights]


def test_no_record_can_be_changed(small: Path) -> None:
    for record in frozen_records(catalog.load(root=small)):
        name = next(iter(type(record).model_fields))
        with pytest.raises(ValidationError, match="Instance is frozen"):
            setattr(record, name, getattr(record, name))


def test_no_record_can_be_added_or_taken_out(small: Path) -> None:
    held = catalog.load(root=small)
    for kind in (held.roles, held.figures, held.units, held.added_by):
        with pytest.raises(TypeError):
            kind["new"] = None  # type: ignore[index]


def test_reading_twice_gives_equal_records(small: Path) -> None:
    first, second = catalog.load(root=small), catalog.load(root=small)
    assert first != second, "a catalog is itself alone; its version tells contents apart"
    for kind in ("roles", "skills", "programmes", "figures", "sources", "weights", "entries"):
        assert getattr(first, kind) == getattr(second, kind)


def test_a_record_to_json_and_back_is_the_same(small: Path) -> None:
    for record in frozen_records(catalog.load(root=small)):
        assert type(record).model_validate_json(record.model_dump_json()) == record


def test_figures_programmes_and_teachers_are_found_by_what_they_are_about(small: Path) -> None:
    held = catalog.load(root=small)
    about = [f.id for f in held.figures.values() if f.subject == "bench-jeweler"]
    assert [f.id for f in held.figures_by_subject["bench-jeweler"]] == sorted(about)
    assert held.programmes_of == {
        "bench-certificate": ("bench-certificate-at-harbor", "bench-certificate-online"),
        "gem-certificate": ("gem-certificate-at-lake",),
    }
    assert held.qualifications_teaching["soldering"] == ("bench-certificate",)
    assert [day.isoformat() for day in held.checked_range] == ["2026-10-01", "2026-11-22"]
