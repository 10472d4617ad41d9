"""Is all that was acknowledged still there when a server or a command dies amid its work?"""

import json
import os
import random
import re
import subprocess
import threading
import time
import zipfile
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.web.databases import chosen, new_database
from tests.web.running import BENCHPIN, Browser, Server, browsing, environment, run

PEOPLE = 3
TURNS = 20 if os.environ.get("BENCHPIN_TEST_SOAK") else 2


class JobSender(threading.Thread):
    """Somebody who tells one job after the other, until nobody answers any more."""

    def __init__(self, server: Server, name: str, cookies: dict[str, str]) -> None:
        super().__init__(name=name)
        self._server, self.cookies = server, cookies
        self.acknowledged: list[str] = []
        self.refused = ""

    def run(self) -> None:
        with browsing(self._server) as browser:
            browser.cookies = self.cookies
            for number in range(500):
                title = f"{self.name} {number}"
                try:
                    browser.get("/you/job/")
                    browser.post("/you/job/", follow=False, title=title, do="save")
                except (OSError, HTTPException):
                    return
                if browser.status != 302:
                    self.refused = browser.page
                    return
                self.acknowledged.append(title)


def stored_titles(browser: Browser) -> set[str]:
    """The jobs of the case that a browser holds."""
    case = json.loads(browser.get("/you/data/benchpin-case.json"))
    return {job["title"] for job in case["profile"]["experience"]}


@pytest.mark.parametrize("seed", range(TURNS))
def test_no_acknowledged_answer_is_lost(tmp_path: Path, seed: int) -> None:
    address = new_database(chosen(), tmp_path)
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        senders = []
        for person in range(PEOPLE):
            with browsing(server) as browser:
                browser.begin()
                senders.append(JobSender(server, f"job {person}", browser.cookies))
        for sender in senders:
            sender.start()
        until = time.monotonic() + 60
        while time.monotonic() < until and not any(sender.refused for sender in senders):
            if min(len(sender.acknowledged) for sender in senders) >= 3:
                break
            time.sleep(0.01)
        time.sleep(random.Random(seed).random())
        server.kill()
        for sender in senders:
            sender.join()
    assert not any(sender.refused for sender in senders), senders[0].refused
    assert all(len(sender.acknowledged) >= 3 for sender in senders)
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        for sender in senders:
            with browsing(server) as browser:
                browser.cookies = sender.cookies
                titles = stored_titles(browser)
                assert set(sender.acknowledged) <= titles
                # The one that was on its way may have been written, unanswered; no other was.
                assert len(titles) <= len(sender.acknowledged) + 1
                browser.get("/you/job/")
                browser.post("/you/job/", title="after the fall", do="save")
                assert "after the fall" in stored_titles(browser)


def written_codes(server: Server, count: int) -> list[str]:
    """The codes of new cases, each with a job that is named like its code."""
    codes = []
    for _ in range(count):
        with browsing(server) as browser:
            browser.begin()
            code_match = re.search(r'<span id="code">([0-9A-Z-]+)<', browser.page)
            assert code_match, browser.page
            browser.post("/you/code/")
            browser.get("/you/job/")
            browser.post("/you/job/", title=f"job {code_match[1]}", do="save")
            codes.append(code_match[1])
    return codes


def assert_all_open(server: Server, codes: list[str]) -> None:
    """Each code opens its own case."""
    for code in codes:
        with browsing(server) as browser:
            browser.get("/back/")
            browser.post("/back/", code=code)
            assert stored_titles(browser) == {f"job {code}"}


def killed(*words: str, home: Path, address: str, seed: int, seconds: float) -> int:
    """Run a command and kill it at a random point of the time that it takes; how it ended."""
    process = subprocess.Popen(
        [*BENCHPIN, *words], env=environment(home, BENCHPIN_DATABASE=address),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # Most of the time is the start of Python: the later half is what touches data.
    try:
        return process.wait(seconds * (0.5 + 0.6 * random.Random(seed).random()))
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def duration(*words: str, home: Path, address: str) -> float:
    """The seconds that a command takes when nobody kills it."""
    start = time.perf_counter()
    result = run(*words, home=home, BENCHPIN_DATABASE=address)
    assert result.returncode == 0, result.stderr
    return time.perf_counter() - start


def test_a_command_that_is_killed_has_happened_or_has_not(tmp_path: Path) -> None:
    """Backup, restore and rotation of the secret, each killed at random points."""
    address = new_database(chosen(), tmp_path)
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        first_codes = written_codes(server, 2)
        backup_seconds = duration("backup", str(first), home=tmp_path, address=address)
        second_codes = [*first_codes, *written_codes(server, 2)]
        for seed in range(TURNS):
            second.write_bytes(first.read_bytes())
            killed("backup", str(second), home=tmp_path, address=address, seed=seed,
                   seconds=backup_seconds)  # fmt: skip
            with zipfile.ZipFile(second) as archive:
                assert archive.testzip() is None
        # What a killed one left is overwritten by the next, and is not in the way of it.
        duration("backup", str(second), home=tmp_path, address=address)
        assert not list(tmp_path.glob(".*"))
    rotation_seconds = duration("rotate-secret", home=tmp_path, address=address)
    for seed in range(TURNS):
        killed("rotate-secret", home=tmp_path, address=address, seed=seed,
               seconds=rotation_seconds)  # fmt: skip
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        assert_all_open(server, second_codes)
    restore_seconds = duration("restore", str(first), "--force", home=tmp_path, address=address)
    for seed in range(TURNS):
        path = second if seed % 2 == 0 else first
        status = killed("restore", str(path), "--force", home=tmp_path, address=address,
                        seed=seed, seconds=restore_seconds)  # fmt: skip
        with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
            with browsing(server) as browser:
                browser.get("/back/")
                browser.post("/back/", code=second_codes[-1])
                has_second = browser.status == 200
            if status == 0:
                assert has_second == (path == second)
            assert_all_open(server, second_codes if has_second else first_codes)
