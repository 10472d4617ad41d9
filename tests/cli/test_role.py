"""`benchpin role`: a guide as text, Markdown and a page that needs nothing else."""

from pathlib import Path

import pytest

from tests.cli.running import benchpin


def test_a_guide_names_its_area_and_its_sources() -> None:
    done = benchpin("role", "bench-jeweler", "--area", "Providence")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("BENCH JEWELER: A GUIDE\n")
    assert "Providence-Warwick, RI-MA" in done.stdout
    assert "\n[1] " in done.stdout


@pytest.mark.parametrize("name", ["watchmaker", "Watchmaker", " WATCHMAKER "])
def test_a_role_is_found_by_what_people_write(name: str) -> None:
    done = benchpin("role", name, "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Watchmaker: a guide\n")


def test_a_page_is_written_whole_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "guide.html"
    done = benchpin("role", "goldsmith", "--format", "html", "--output", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["bench-jewler"], "benchpin: no such role 'bench-jewler'; nearest: 'bench-jeweler'"),
        (["caster", "--area", "Nowhereville"], "benchpin: no such area 'Nowhereville'"),
        (["caster", "--output", "no/such/guide.txt"], "benchpin: no/such: no such folder"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(given: list[str], said: str) -> None:
    done = benchpin("role", *given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
