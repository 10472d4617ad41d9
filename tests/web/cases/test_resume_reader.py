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
from benchpin.web.cases import resume_process, resume_reader
from benchpin.web.server import serving
from tests.web.running import PATIENCE, Server

pytestmark = pytest.mark.same_on_any_database

CASTER = b"Experience\nCaster, Acme Foundry, 2019 - 2021\n- Burned out flasks and cast in silver\n"
SETTER = b"Experience\nSetter, Example & Co, 2015 - 2018\n- Set stones in prongs and bezels\n"
ON_LINUX = Path("/proc/self/limits").exists()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The processes that a test begins, in order; none waits before it and none after it."""
    started: list[subprocess.Popen[bytes]] = []
    start_process = resume_reader._start_process

    def recorded() -> "subprocess.Popen[bytes]":
        started.append(start_process())
        return started[-1]

    resume_reader.process_pool.end()
    monkeypatch.setattr(resume_reader, "_start_process", recorded)
    yield started
    resume_reader.process_pool.end()


def read(content: bytes, name: str = "resume.txt") -> list[str | None]:
    """The employers that a resume names."""
    resume = resume_reader.read_resume(content, name, shared_engine().catalog)
    return [job.employer for job in resume.profile.experience]


def child(script: str) -> "subprocess.CompletedProcess[bytes]":
    """What a script does in a process of its own."""
    return subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, timeout=PATIENCE, check=False
    )


def test_each_process_reads_one_file_and_the_next_one_waits(
    processes: list["subprocess.Popen[bytes]"],
) -> None:
    resume_reader.process_pool.begin()
    resume_reader.process_pool.begin()
    assert len(processes) == 1
    assert read(CASTER) == ["Acme Foundry"]
    assert read(SETTER) == ["Example & Co"]
    assert [process.poll() for process in processes] == [0, 0, None]


def test_two_at_once_are_read_by_two_processes(processes: list["subprocess.Popen[bytes]"]) -> None:
    resume_reader.process_pool.begin()
    with ThreadPoolExecutor(2) as both:
        employers = list(both.map(read, (CASTER, SETTER)))
    assert employers == [["Acme Foundry"], ["Example & Co"]]
    assert [process.poll() for process in processes[:-1]] == [0] * (len(processes) - 1)
    assert processes[-1].poll() is None


def test_one_that_is_killed_while_it_waits_is_replaced(
    processes: list["subprocess.Popen[bytes]"],
) -> None:
    resume_reader.process_pool.begin()
    processes[0].kill()
    processes[0].wait(PATIENCE)
    assert read(CASTER) == ["Acme Foundry"]
    assert len(processes) == 3
    processes[2].kill()
    processes[2].wait(PATIENCE)
    resume_reader.process_pool.begin()
    assert len(processes) == 4
    assert processes[3].poll() is None


def test_one_that_waits_ends_where_its_input_does(
    processes: list["subprocess.Popen[bytes]"],
) -> None:
    resume_reader.process_pool.begin()
    output, _ = processes[0].communicate(timeout=PATIENCE)
    assert (processes[0].returncode, output) == (0, b"")


@pytest.mark.skipif(not ON_LINUX, reason="asks /proc for the processes of a server")
def test_a_server_begins_one_that_ends_when_it_is_killed(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        deadline = time.monotonic() + PATIENCE
        # A process that was begun a moment ago has the name of the one that began it.
        while (
            not _module_names(children := _children(server.process.pid))
            and time.monotonic() < deadline
        ):
            time.sleep(0.1)
        assert _module_names(children) == ["benchpin.web.cases.resume_process"]
        server.kill()
        deadline = time.monotonic() + PATIENCE
        while _runs(children[0]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not _runs(children[0])


def _children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").iterdir()
    return [
        int(process_id)
        for thread in threads
        for process_id in (thread / "children").read_text().split()
    ]


def _module_names(processes: list[int]) -> list[str]:
    """The modules that processes run, of those that run one of the web app."""
    command_lines = [
        Path(f"/proc/{process_id}/cmdline").read_text().split("\0") for process_id in processes
    ]
    return [word for words in command_lines for word in words if word.startswith("benchpin.web.")]


def _runs(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n" + b"<<" * 50_000, "is damaged or not a PDF"),
        (b"PK\x03\x04" + b"\0" * 500, "is damaged"),
        (b"<?xml version='1.0'?><Candidate>" + b"<a>" * 100_000, "xml"),
        (b'{"basics": ' + b"[" * 100_000, "json"),
        (b"\x00\xff" * 1000, "is not a text, PDF or Word file"),
        (b"", "is empty"),
    ],
)
def test_a_hostile_file_gives_one_sentence(person: Client, content: bytes, sentence: str) -> None:
    file = SimpleUploadedFile(f"a.{sentence}", content)
    answer = person.post("/you/resume/", {"resume": file})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_bomb_gives_one_sentence(person: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:t>" + b"a" * 100_000_000)
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
    monkeypatch: pytest.MonkeyPatch, processes: list["subprocess.Popen[bytes]"], script: str
) -> None:
    monkeypatch.setattr(resume_reader, "_COMMAND", (sys.executable, "-P", "-c", script))
    monkeypatch.setattr(resume_reader, "SECONDS", 1)
    with pytest.raises(BadFile, match="could not be read") as error:
        read(CASTER * 100_000)
    assert str(error.value) == message("person.resume.broken")
    assert processes[0].poll() is not None


def test_those_who_cannot_be_read_soon_are_asked_to_come_again(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resume_reader.QUEUE_SLOTS._initial_value < serving.THREADS  # type: ignore[attr-defined]
    monkeypatch.setattr(resume_reader, "QUEUE_SLOTS", threading.BoundedSemaphore(1))
    resume_reader.QUEUE_SLOTS.acquire()
    answer = person.post("/you/resume/", {"resume": SimpleUploadedFile("a.txt", CASTER)})
    assert answer.status_code == 400
    assert message("person.resume.busy") in answer.content.decode()
    # Whoever was read, or not, lets the next one in.
    resume_reader.QUEUE_SLOTS.release()
    for content in (b"", CASTER, CASTER):
        person.post("/you/resume/", {"resume": SimpleUploadedFile("a.txt", content)})
    assert resume_reader.QUEUE_SLOTS.acquire(blocking=False)


def test_nothing_of_a_name_but_its_end_reaches_what_is_told() -> None:
    with pytest.raises(BadFile) as error:
        read(b"", 'C:/secret/"\n\x00.txt')
    assert str(error.value) == '"\n\x00.txt: is empty; check the name'


@pytest.mark.skipif(not ON_LINUX, reason="only there memory and processor time are bounded")
def test_one_that_waits_is_bounded_in_memory(processes: list["subprocess.Popen[bytes]"]) -> None:
    resume_reader.process_pool.begin()
    limits = Path(f"/proc/{processes[0].pid}/limits")
    bounded = re.compile(
        rf"Max address space +{resume_process.MAX_MEMORY} +{resume_process.MAX_MEMORY}"
    )
    deadline = time.monotonic() + PATIENCE
    while not bounded.search(limits.read_text()) and time.monotonic() < deadline:
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
    start = time.monotonic()
    bound = "from benchpin.web.cases import resume_process as c; c.SECONDS = 1; c._bound_time(); "
    assert child(bound + script).returncode == 1
    assert time.monotonic() - start < PATIENCE


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
    monkeypatch: pytest.MonkeyPatch, processes: list["subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    assert not os.environ.get("BENCHPIN_DATA")
    monkeypatch.setenv("BENCHPIN_DATA", str(tmp_path / "missing"))
    with pytest.raises(BadFile, match="no such folder of data"):
        read(CASTER)
    assert processes[0].poll() == 0
