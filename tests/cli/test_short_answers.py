"""Commands answer first: how many lines each has, emphasis, the sources of what is shown."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchpin import catalog as catalogs
from benchpin import reference as references
from benchpin.cli.main import GROUPS, commands
from benchpin.cli.role import EXPENDABLE, MAX_LINES, SECTIONS, WITHOUT
from benchpin.documents.answers import short_guidance
from benchpin.documents.answers.reach import reach_lines
from benchpin.documents.answers.short_document import Selection, short_document_lines
from benchpin.documents.answers.text_layout import StyledLine
from benchpin.documents.answers.topics import topic_lines
from benchpin.documents.answers.wages import pay_lines
from benchpin.documents.guides.role import role_guide
from benchpin.documents.short_answer import short_answer
from benchpin.guidance import advise
from benchpin.market import jobs_within_reach, topic_report
from benchpin.market.pay_report import build_pay_report
from tests.cli.running import benchpin, cold
from tests.documents.test_sheet import PEOPLE, guidance_of, person

CATALOG, REFERENCE = catalogs.load(), references.open()
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 22)
AREAS = ("Dallas", None)
SOME_ROLES = sorted(CATALOG.roles)[::8]
MARK = re.compile(r"\[(\d+)\]")


def check_sources(lines: tuple[StyledLine, ...]) -> None:
    """Each number that is shown has its source, each source is shown, in order of appearance."""
    texts = [line.text for line in lines]
    at = texts.index("SOURCES") if "SOURCES" in texts else len(texts)
    cited = [int(number) for text in texts[:at] for number in MARK.findall(text)]
    listed = [int(m[1]) for text in texts[at:] if (m := re.match(r"\[(\d+)\]", text))]
    assert list(dict.fromkeys(cited)) == listed == list(range(1, len(listed) + 1))


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_advise_answers_on_eighty_lines_with_the_answer_and_the_step_first(path: Path) -> None:
    profile, guidance = person(path), guidance_of(path)
    answer = short_answer(profile, guidance, CATALOG, REFERENCE)
    lines = short_guidance.short_guidance_lines(answer, guidance, CATALOG, REFERENCE)
    assert len(lines) <= 80
    assert not guidance.enough or len(lines) >= 50
    texts = [line.text for line in lines]
    assert max(map(len, texts)) <= 80
    first = " ".join(texts[:16])
    assert answer.headline.upper() in first
    assert "YOUR NEXT STEP THIS WEEK" in first
    check_sources(lines)
    if guidance.enough:
        shown = " ".join(texts)
        for group in answer.groups:
            assert not group.first or group.heading.upper() in shown
        for card in answer.cards():
            assert not card.is_asked or card.match.breaks or card.label in shown


@pytest.mark.parametrize("role", SOME_ROLES)
def test_other_commands_keep_their_number_of_lines(role: str) -> None:
    guide = role_guide(role, CATALOG, REFERENCE, area="Dallas", as_of=DAY)
    selection = Selection(SECTIONS, WITHOUT, EXPENDABLE, sources_of_line=1)
    lines = short_document_lines(guide, selection, MAX_LINES)
    assert 40 <= len(lines) <= 80
    check_sources(lines)
    for area in AREAS:
        pay = pay_lines(build_pay_report(role, area, CATALOG, REFERENCE), CATALOG)
        assert len(pay) <= 40
        check_sources(pay)
        reach = jobs_within_reach(role, REFERENCE.area(area), CATALOG, REFERENCE)
        assert len(reach_lines(reach, CATALOG, REFERENCE)) <= 40


@pytest.mark.parametrize("topic", sorted(CATALOG.topics))
def test_a_topic_keeps_its_number_of_lines(topic: str) -> None:
    lines = topic_lines(topic_report(topic, CATALOG), CATALOG, REFERENCE)
    assert 10 <= len(lines) <= 40
    check_sources(lines)


def test_help_is_one_screen_and_names_each_command_once_in_a_group() -> None:
    done = benchpin("--help")
    assert done.stdout.count("\n") <= 45
    assert max(map(len, done.stdout.splitlines())) <= 80
    for name in commands.commands:
        assert len(re.findall(rf"^  {name} ", done.stdout, re.MULTILINE)) == 1
    assert {name for names in GROUPS.values() for name in names} == set(commands.commands)
    assert "..." not in done.stdout.split("COMMAND [ARGS]...")[1]


@pytest.mark.parametrize(
    ("command", "limit"),
    [
        (("advise", EXAMPLES / "retail-to-bench.toml", "--as-of", "2026-11-22"), 80),
        (("role", "bench-jeweler"), 80),
        (("wages", "bench-jeweler"), 40),
        (("market", "lab-grown"), 40),
        (("reach", "sales-associate", "--area", "Dallas"), 40),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_short_is_plain_in_a_pipe_and_full_says_more(
    command: tuple[object, ...], limit: int
) -> None:
    short, full = benchpin(*command), benchpin(*command, "--full")
    assert (short.returncode, full.returncode) == (0, 0)
    assert 10 < short.stdout.count("\n") <= limit
    assert len(full.stdout) > len(short.stdout)
    assert "\x1b" not in short.stdout + full.stdout


def test_emphasis_is_for_terminals_that_have_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchpin.cli.output import _emphasized, write_lines  # noqa: PLC0415

    line = StyledLine("  Pay: $1", "", 6)
    assert _emphasized(line) == "\x1b[1m  Pay:\x1b[0m $1"
    assert _emphasized(StyledLine("plain")) == "plain"
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        write_lines([line], None)
        assert capsys.readouterr().out == "  Pay: $1\n"
        monkeypatch.delenv(name)


def test_a_start_needs_neither_typst_nor_a_template() -> None:
    code = (
        "import sys; sys.argv = ['benchpin', 'roles']; from benchpin.cli.main import run; run(); "
        "print([m for m in ('typst', 'jinja2', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip().endswith("[]")


def test_the_terminal_of_somebody_else_is_the_same() -> None:
    done = cold("advise", EXAMPLES / "nearly-empty.toml", "--as-of", "2026-11-22")
    assert done.returncode == 0
    assert "TELL US A LITTLE MORE FIRST." in done.stdout


def test_a_card_of_a_role_that_was_asked_about_is_told_in_full() -> None:
    path = EXAMPLES / "retail-to-bench.toml"
    profile = person(path)
    guidance = advise(profile, CATALOG, REFERENCE, as_of=DAY, draws=4)
    answer = short_answer(profile, guidance, CATALOG, REFERENCE)
    lines = short_guidance.short_guidance_lines(answer, guidance, CATALOG, REFERENCE)
    texts = [line.text for line in lines]
    at = texts.index("Bench jeweler. On site.")
    assert texts[at + 1].startswith("  Why it fits: ")
