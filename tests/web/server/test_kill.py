"""Is every answer that was acknowledged still there when the server dies amid a write?"""

import json
import os
import random
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.web.databases import chosen, new_database
from tests.web.running import Browser, Server, browsing

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
