"""Is every answer that was acknowledged still there when the server dies amid a write?"""

import json
import random
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.web.databases import chosen, new_database
from tests.web.running import Browser, Server, browsing

PEOPLE = 3
TURNS = 3


class Teller(threading.Thread):
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


def told(browser: Browser) -> set[str]:
    """The jobs of the case that a browser holds."""
    case = json.loads(browser.get("/you/data/benchpin-case.json"))
    return {job["title"] for job in case["profile"]["experience"]}


@pytest.mark.parametrize("seed", range(TURNS))
def test_no_acknowledged_answer_is_lost(tmp_path: Path, seed: int) -> None:
    address = new_database(chosen(), tmp_path)
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        tellers = []
        for person in range(PEOPLE):
            with browsing(server) as browser:
                browser.begin()
                tellers.append(Teller(server, f"job {person}", browser.cookies))
        for teller in tellers:
            teller.start()
        until = time.monotonic() + 60
        while time.monotonic() < until and not any(teller.refused for teller in tellers):
            if min(len(teller.acknowledged) for teller in tellers) >= 3:
                break
            time.sleep(0.01)
        time.sleep(random.Random(seed).random())
        server.kill()
        for teller in tellers:
            teller.join()
    assert not any(teller.refused for teller in tellers), tellers[0].refused
    assert all(len(teller.acknowledged) >= 3 for teller in tellers)
    with Server(tmp_path, BENCHPIN_DATABASE=address) as server:
        for teller in tellers:
            with browsing(server) as browser:
                browser.cookies = teller.cookies
                found = told(browser)
                assert set(teller.acknowledged) <= found
                # The one that was on its way may have been written, unanswered; no other was.
                assert len(found) <= len(teller.acknowledged) + 1
                browser.get("/you/job/")
                browser.post("/you/job/", title="after the fall", do="save")
                assert "after the fall" in told(browser)
