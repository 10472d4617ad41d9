"""`benchpin review`: a sheet of every claim, and a filled sheet recorded whole or not at all."""

import csv
import io
from pathlib import Path

import pytest

from benchpin.catalog import DATA, load
from tests.cli.running import benchpin

COLUMNS = ("claim", "text", "sources", "right", "correction")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    (folder / "roles").mkdir(parents=True)
    role = (DATA / "roles" / "bench-jeweler.toml").read_bytes()
    (folder / "roles" / "bench-jeweler.toml").write_bytes(role)
    return folder


def sheet_rows(**environment: str) -> list[dict[str, str]]:
    done = benchpin("review", "sheet", "bench-jeweler", "--format", "csv", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def fill(folder: Path, *marks: tuple[str, str, str], **changed: str) -> Path:
    texts = {row["claim"]: row["text"] for row in sheet_rows()}
    path = folder.parent / "marked.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for claim, right, correction in marks:
            text = changed.get("text", texts.get(claim, "Something."))
            writer.writerow((claim, text, "", right, correction))
    return path


def record(folder: Path, marked: Path) -> tuple[int, str, str]:
    done = benchpin(
        "review", "record", "bench-jeweler", marked, "--name", 'Ann "Bo" Smith', "--trade",
        "goldsmith", "--day", "2026-11-30", "--folder", folder,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_the_sheet_has_every_claim_once() -> None:
    ids = [row["claim"] for row in sheet_rows()]
    assert len(ids) == len(set(ids))
    role = load().roles["bench-jeweler"]
    assert {"summary", "ladder.entry", "ladder.doors.0", "could_leave_the_workplace"} <= set(ids)
    assert {f"skills.{need.skill}" for need in role.skills} <= set(ids)
    assert {f"tasks.{i}" for i in range(len(role.tasks))} <= set(ids)


@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_the_printed_sheet_has_boxes(output_format: str) -> None:
    done = benchpin("review", "sheet", "bench-jeweler", "--format", output_format)
    assert (done.returncode, done.stderr) == (0, "")
    # Markdown writes every run of white space as one space; elsewhere a box stays with its word.
    space = " " if output_format == "markdown" else "\u00a0"
    assert f"☐{space}right ☐{space}wrong" in done.stdout
    assert "Years in the trade" in done.stdout


def test_a_filled_sheet_is_recorded(overlay: Path) -> None:
    path = overlay / "roles" / "bench-jeweler.toml"
    before = path.read_bytes().split(b"\n")
    marked = fill(overlay, ("tasks.0", "yes", ""), ("tasks.1", "no", "Laser welding too."))
    for _ in range(2):  # the same sheet twice changes nothing more
        assert record(overlay, marked) == (
            0,
            "Recorded: 2 claims marked, 1 of them disputed.\n",
            "",
        )
    after = path.read_bytes().split(b"\n")
    assert [b for a, b in zip(before, after, strict=True) if a != b] == [
        b'reviewed_by = [{name = "Ann \\"Bo\\" Smith", trade = "goldsmith", day = 2026-11-30}]'
    ]
    (dispute,) = load((overlay,)).disputes
    assert (dispute.claim, dispute.correction) == ("tasks.1", "Laser welding too.")
    row = next(r for r in sheet_rows(BENCHPIN_DATA=str(overlay)) if r["claim"] == "tasks.1")
    assert "Already disputed by" in row["sources"]


@pytest.mark.parametrize(
    ("mark", "changed", "said"),
    [
        (("tasks.99", "yes", ""), {}, "line 2: no such claim 'tasks.99'"),
        (("tasks.0", "perhaps", ""), {}, "line 2: right: 'perhaps' is not one of"),
        (("tasks.0", "yes", ""), {"text": "Old."}, "has changed since the sheet was printed"),
        (("tasks.0", "no", ""), {}, "is marked no without a correction; write what is right"),
        (("tasks.0", "", ""), {}, "no claim is marked"),
    ],
)
def test_a_bad_sheet_changes_nothing(
    overlay: Path, mark: tuple[str, str, str], changed: dict[str, str], said: str
) -> None:
    path = overlay / "roles" / "bench-jeweler.toml"
    before = path.read_bytes()
    code, printed, error = record(overlay, fill(overlay, mark, **changed))
    assert (code, printed) == (2, "")
    assert said in error
    assert path.read_bytes() == before
    assert not (overlay / "disputes.csv").exists()
