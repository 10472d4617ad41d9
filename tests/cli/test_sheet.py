"""`benchpin advise --format sheet` and `--format pdf`: whole files, folders, what is said."""

import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.running import benchpin

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "school-leaver.toml"
DAY = ("--as-of", "2026-11-22")
SHEET = ("--format", "sheet", *DAY)


def pages(path: Path) -> int:
    return len(PdfReader(io.BytesIO(path.read_bytes())).pages)


def test_a_sheet_is_written_as_pdf_or_as_a_page(tmp_path: Path) -> None:
    pdf, page = tmp_path / "me.pdf", tmp_path / "me.html"
    for output in (pdf, page):
        done = benchpin("advise", GOOD, *SHEET, "--output", output)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert pages(pdf) == 1
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    again = tmp_path / "again.pdf"
    benchpin("advise", GOOD, *SHEET, "--output", again)
    assert again.read_bytes() == pdf.read_bytes()


def test_paper_decides(tmp_path: Path) -> None:
    output = tmp_path / "me.pdf"
    widths = set()
    for paper in ("a4", "letter"):
        benchpin("advise", GOOD, *SHEET, "--output", output, "--paper", paper)
        widths.add(round(PdfReader(io.BytesIO(output.read_bytes())).pages[0].mediabox.width))
    assert widths == {595, 612}


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((*SHEET,), "add --output NAME.pdf"),
        ((*SHEET, "--output", "me.docx"), ".pdf or .html"),
        ((*SHEET, "--output", "no/such/me.pdf"), "no such folder"),
        (("--with-limits",), "goes with --format sheet"),
        (("--paper", "a4"), "goes with --format sheet or pdf"),
        (("--format", "pdf"), "add --output NAME.pdf"),
        (("--format", "html", "--output", "."), "is a folder"),
    ],
)
def test_options_that_do_not_go_together_are_one_sentence(
    arguments: tuple[str, ...], what: str
) -> None:
    done = benchpin("advise", GOOD, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert what in done.stderr


def test_a_folder_gives_one_sheet_for_each_profile_and_a_line_for_each_mistake(
    tmp_path: Path,
) -> None:
    clients, output = tmp_path / "clients", tmp_path / "sheets"
    clients.mkdir()
    for name in ("school-leaver", "uk-career-changer"):
        shutil.copy(EXAMPLES / f"{name}.toml", clients)
    (clients / "broken.toml").write_text("[circumstances]\nbuget = 5\n", encoding="utf-8")
    (clients / "notes.txt").write_text("nothing", encoding="utf-8")
    done = benchpin("advise", clients, *SHEET, "--output", output)
    assert done.returncode == 1
    assert done.stdout == f"2 sheets in {output}\n"
    lines = done.stderr.splitlines()
    assert [line for line in lines if "broken.toml: circumstances.buget" in line]
    assert "Traceback" not in done.stderr
    written = sorted(path.name for path in output.iterdir())
    assert written == ["school-leaver.pdf", "uk-career-changer.pdf"]
    assert [pages(output / name) for name in written] == [1, 1]


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    clients, output = tmp_path / "clients", tmp_path / "sheets"
    clients.mkdir()
    output.mkdir()
    shutil.copy(GOOD, clients)
    other = output / "school-leaver.pdf"
    other.write_bytes(b"somebody else's")
    done = benchpin("advise", clients, *SHEET, "--output", output)
    assert done.returncode == 1
    assert "is there already; --force replaces it" in done.stderr
    assert other.read_bytes() == b"somebody else's"
    done = benchpin("advise", clients, *SHEET, "--output", output, "--force")
    assert (done.returncode, done.stderr) == (0, "")
    assert pages(other) == 1


def test_folders_that_cannot_be_used_are_one_sentence(tmp_path: Path) -> None:
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.write_text("x", encoding="utf-8")
    for folder, output, what in (
        (empty, tmp_path / "out", "holds no profile"),
        (EXAMPLES, file, "is a file"),
        (EXAMPLES, tmp_path / "no" / "such", "no such folder"),
    ):
        done = benchpin("advise", folder, *SHEET, "--output", output)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert what in done.stderr
    assert "add --output" in benchpin("advise", EXAMPLES, *SHEET).stderr
    assert not (tmp_path / "out").exists()


def test_two_profiles_of_one_name_never_share_a_sheet(tmp_path: Path) -> None:
    clients, output = tmp_path / "clients", tmp_path / "sheets"
    clients.mkdir()
    shutil.copy(GOOD, clients / "me.toml")
    shutil.copy(GOOD, clients / "me.json")  # no case at all: a line of its own
    done = benchpin("advise", clients, *SHEET, "--output", output)
    assert done.returncode == 1
    assert [path.name for path in output.iterdir()] == ["me.pdf"]


def test_the_whole_guidance_as_pdf_begins_with_the_answer(tmp_path: Path) -> None:
    output = tmp_path / "all.pdf"
    done = benchpin("advise", GOOD, "--format", "pdf", *DAY, "--output", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    reader = PdfReader(io.BytesIO(output.read_bytes()))
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Not yet: training comes first." in first
    assert "Your next step this week" in first
    everything = " ".join(page.extract_text() for page in reader.pages)
    for heading in ("What we understood", "Data and gaps", "Sources", "About this report"):
        assert heading in everything
    assert str(reader.root_object["/Lang"]) == "en"


def test_the_page_of_the_whole_guidance_answers_first_and_folds_the_rest(tmp_path: Path) -> None:
    output = tmp_path / "all.html"
    done = benchpin("advise", GOOD, "--format", "html", *DAY, "--output", output)
    assert done.returncode == 0
    html = output.read_text(encoding="utf-8")
    body = html[html.index("<main") :]
    places = [
        body.index(text)
        for text in ("<h1", "Your next step this week", "You could start now", "With training",
                     "What we understood", "Data and gaps")
    ]  # fmt: skip
    assert places == sorted(places)
    before_folds = body[: body.index("<details")]
    assert "What we understood" not in before_folds
    assert "Mold maker" in before_folds
    assert html.count("<style") == 1
    assert "<script" not in html
