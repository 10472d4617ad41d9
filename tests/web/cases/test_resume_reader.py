"""A resume is read by a process that was begun ahead, for one file, within bounds."""

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchpin.inputs.errors import BadFile
from benchpin.web.app.engine import shared_engine
from benchpin.web.app.messages import message
from benchpin.web.cases import resume_process as resume_child
from benchpin.web.cases import resume_reader as resumes
from benchpin.web.server import serving
from tests.web.running import PATIENCE, Server

CASTER = b"Experience\nCaster, Acme Foundry, 2019 - 2021\n- Burned out flasks and cast in silver\n"
SETTER = b"Experience\nSetter, Example & Co, 2015 - 2018\n- Set stones in prongs and bezels\n"
ON_LINUX = Path("/proc/self/limits").exists()


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The processes that a test begins, in order; none waits before it and none after it."""
    every: list[subprocess.Popen[bytes]] = []
    begin = resumes._begun

    def noted() -> "subprocess.Popen[bytes]":
        every.append(begin())
        return every[-1]

    resumes.ahead.end()
    monkeypatch.setattr(resumes, "_begun", noted)
    yield every
    resumes.ahead.end()


def read(content: bytes, name: str = "resume.txt") -> list[str | None]:
    """The employers that a resume names."""
    found = resumes.read(content, name, shared_engine().catalog)
    return [job.employer for job in found.profile.experience]


def child(script: str) -> "subprocess.CompletedProcess[bytes]":
    """What a script does in a process of its own."""
    return subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, timeout=PATIENCE, check=False
    )


def test_each_process_reads_one_file_and_the_next_one_waits(
    begun: list["subprocess.Popen[bytes]"],
) -> None:
    resumes.ahead.begin()
    resumes.ahead.begin()
    assert len(begun) == 1
    assert read(CASTER) == ["Acme Foundry"]
    assert read(SETTER) == ["Example & Co"]
    assert [process.poll() for process in begun] == [0, 0, None]


def test_two_at_once_are_read_by_two_processes(begun: list["subprocess.Popen[bytes]"]) -> None:
    resumes.ahead.begin()
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(read, (CASTER, SETTER)))
    assert found == [["Acme Foundry"], ["Example & Co"]]
    assert [process.poll() for process in begun[:-1]] == [0] * (len(begun) - 1)
    assert begun[-1].poll() is None


def test_one_that_is_killed_while_it_waits_is_replaced(
    begun: list["subprocess.Popen[bytes]"],
) -> None:
    resumes.ahead.begin()
    begun[0].kill()
    begun[0].wait(PATIENCE)
    assert read(CASTER) == ["Acme Foundry"]
    assert len(begun) == 3
    begun[2].kill()
    begun[2].wait(PATIENCE)
    resumes.ahead.begin()
    assert len(begun) == 4
    assert begun[3].poll() is None


def test_one_that_waits_ends_where_its_input_does(begun: list["subprocess.Popen[bytes]"]) -> None:
    resumes.ahead.begin()
    said, _ = begun[0].communicate(timeout=PATIENCE)
    assert (begun[0].returncode, said) == (0, b"")


@pytest.mark.skipif(not ON_LINUX, reason="asks /proc for the processes of a server")
def test_a_server_begins_one_that_ends_when_it_is_killed(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        until = time.monotonic() + PATIENCE
        # A process that was begun a moment ago has the name of the one that began it.
        while not _named(waiting := _children(server.process.pid)) and time.monotonic() < until:
            time.sleep(0.1)
        assert _named(waiting) == ["benchpin.web.cases.resume_process"]
        server.kill()
        until = time.monotonic() + PATIENCE
        while _runs(waiting[0]) and time.monotonic() < until:
            time.sleep(0.1)
        assert not _runs(waiting[0])


def _children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(each) for thread in threads for each in (thread / "children").read_text().split()]


def _named(processes: list[int]) -> list[str]:
    """The modules that processes run, of those that run one of the web app."""
    said = [Path(f"/proc/{one}/cmdline").read_text().split("\0") for one in processes]
    return [word for words in said for word in words if word.startswith("benchpin.web.")]


def _runs(process: int) -> bool:
    try:
        said = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return said.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7\n" + b"<<" * 50_000, "is damaged or no PDF"),
        (b"PK\x03\x04" + b"\0" * 500, "is damaged"),
        (b"<?xml version='1.0'?><Candidate>" + b"<a>" * 100_000, "xml"),
        (b'{"basics": ' + b"[" * 100_000, "json"),
        (b"\x00\xff" * 1000, "is not a text, PDF or Word file"),
        (b"", "is empty"),
    ],
)
def test_a_hostile_file_gives_one_sentence(person: Client, content: bytes, told: str) -> None:
    file = SimpleUploadedFile(f"a.{told}", content)
    answer = person.post("/you/resume/", {"resume": file})
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_bomb_gives_one_sentence(person: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("word/document.xml", b"<w:t>" + b"a" * 100_000_000)
    file = SimpleUploadedFile("resume.docx", packed.getvalue())
    answer = person.post("/you/resume/", {"resume": file})
    assert answer.status_code == 400
    assert "unpacks to more than a resume can hold" in answer.content.decode()


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.kill(os.getpid(), 9)",
        "print('no table')",
        "import sys; sys.stdin.read(); import time; time.sleep(600)",
        "import time; time.sleep(600)",
        "import ctypes; ctypes.string_at(0)",
    ],
)
def test_whatever_becomes_of_the_process_gives_one_sentence(
    monkeypatch: pytest.MonkeyPatch, begun: list["subprocess.Popen[bytes]"], script: str
) -> None:
    monkeypatch.setattr(resumes, "_COMMAND", (sys.executable, "-P", "-c", script))
    monkeypatch.setattr(resumes, "SECONDS", 1)
    with pytest.raises(BadFile, match="could not be read") as told:
        read(CASTER * 100_000)
    assert str(told.value) == message("person.resume.broken")
    assert begun[0].poll() is not None


def test_those_who_cannot_be_read_soon_are_asked_to_come_again(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resumes.WAITING._initial_value < serving.THREADS  # type: ignore[attr-defined]
    monkeypatch.setattr(resumes, "WAITING", threading.BoundedSemaphore(1))
    resumes.WAITING.acquire()
    answer = person.post("/you/resume/", {"resume": SimpleUploadedFile("a.txt", CASTER)})
    assert answer.status_code == 400
    assert message("person.resume.busy") in answer.content.decode()
    # Whoever was read, or not, lets the next one in.
    resumes.WAITING.release()
    for content in (b"", CASTER, CASTER):
        person.post("/you/resume/", {"resume": SimpleUploadedFile("a.txt", content)})
    assert resumes.WAITING.acquire(blocking=False)


def test_nothing_of_a_name_but_its_end_reaches_what_is_told() -> None:
    with pytest.raises(BadFile) as told:
        read(b"", 'C:/secret/"\n\x00.txt')
    assert str(told.value) == '"\n\x00.txt: is empty; check the name'


@pytest.mark.skipif(not ON_LINUX, reason="only there memory and processor time are bounded")
def test_one_that_waits_is_bounded_in_memory(begun: list["subprocess.Popen[bytes]"]) -> None:
    resumes.ahead.begin()
    limits = Path(f"/proc/{begun[0].pid}/limits")
    bounded = re.compile(
        rf"Max address space +{resume_child.MAX_MEMORY} +{resume_child.MAX_MEMORY}"
    )
    until = time.monotonic() + PATIENCE
    while not bounded.search(limits.read_text()) and time.monotonic() < until:
        time.sleep(0.1)
    assert bounded.search(limits.read_text())
    script = (
        "from benchpin.web.cases import resume_process as c; c._bound_memory(); bytes(700_000_000)"
    )
    assert b"MemoryError" in child(script).stderr


BUSY = (
    "import time; time.sleep(600)",
    "import re; re.match('(a+)+b', 'a' * 60)",  # never lets go of the interpreter
)


@pytest.mark.parametrize("script", BUSY)
def test_one_ends_when_its_time_is_over_whatever_it_does(script: str) -> None:
    begun = time.monotonic()
    bound = "from benchpin.web.cases import resume_process as c; c.SECONDS = 1; c._bound_time(); "
    assert child(bound + script).returncode == 1
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.skipif(not ON_LINUX, reason="only there memory and processor time are bounded")
def test_what_one_begins_ends_when_its_processor_time_is_over() -> None:
    script = (
        "from benchpin.web.cases import resume_process as c; c.SECONDS = 1; c._bound_time();"
        "import faulthandler as f; f.cancel_dump_traceback_later();"
        "import subprocess as s, sys;"
        "print(s.run([sys.executable, '-c', 'while True: pass']).returncode)"
    )
    assert child(script).stdout.split() == [str(-signal.SIGKILL).encode()]


def test_one_has_no_network() -> None:
    script = "from benchpin.web.cases import resume_process as c; c._reader(); "
    script += "import socket; socket.socket"
    assert child(script).returncode == 0
    assert b"no network here" in child(f"{script}()").stderr


def test_one_loads_nothing_of_the_web_or_of_numbers() -> None:
    script = (
        "from benchpin.web.cases import resume_process as c; c._reader(); import sys;"
        "print(*{'django', 'numpy', 'jinja2', 'benchpin.guidance'} & set(sys.modules))"
    )
    done = child(script)
    assert (done.returncode, done.stdout.split()) == (0, [])


def test_data_that_cannot_be_read_are_told(
    monkeypatch: pytest.MonkeyPatch, begun: list["subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    assert not os.environ.get("BENCHPIN_DATA")
    monkeypatch.setenv("BENCHPIN_DATA", str(tmp_path / "missing"))
    with pytest.raises(BadFile, match="no such folder of data"):
        read(CASTER)
    assert begun[0].poll() == 0
