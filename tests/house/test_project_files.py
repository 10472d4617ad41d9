"""Do pyproject.toml and the page on architecture say what is so?"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "benchpin"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_extra_all_holds_every_other_but_spark() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    (all_of,) = extras["all"]
    names = re.fullmatch(r"benchpin\[(.*)\]", all_of)
    assert names is not None
    assert set(names[1].split(",")) == extras.keys() - {"all", "spark"}


def test_every_place_that_the_page_on_architecture_names_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    # Folders inside a capability whose own folder the same sentence names, and any room's tests.
    places = set(re.findall(r"`([a-z_]+/[a-z_/*<>.]*)`", page)) - {
        "templates/",
        "words/en/",
        "tests/<room>/",
    }
    assert len(places) > 40
    for place in places:
        pattern = re.sub(r"<[a-z]+>", "*", place).rstrip("/")
        assert list(PACKAGE.glob(pattern)) or (ROOT / pattern).exists(), place


def test_every_room_stands_in_the_table_of_the_page_on_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("## Rooms")[2].partition("## Four ways")[0]
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= set(re.findall(r"`([a-z]+)`", table))
