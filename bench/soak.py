"""Does the web app stay as small as it was, however long it is asked?

    SOAK_SECONDS=3600 python bench/soak.py

Starts `benchpin serve` and lets four people go through it, again and again: they look at guide
pages, begin a case (stored, or on a shared computer), tell jobs, answer the interview, sometimes
give a resume, look at results, ask the API, try codes, go where they should not, delete all or
leave. The first third of the time fills what is kept in memory. Leaves with 1 where the server's
memory then grows by more than 5% and 20 MB, where a page is answered by an error of the server,
where the server leaves processes behind, or where cases are left in the database. Only where there
is /proc.
"""

import os
import random
import re
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.web.running import Browser, Server, browsing, run

from web import guide_paths, sent

PEOPLE = 4
MOST_GROWTH, MOST_BYTES = 1.05, 20_000_000
MOST_CHILDREN = 1
"""One process may wait for a resume."""
FOLDER = Path(__file__).resolve().parent.parent / "tests" / "resumes"
RESUMES = [FOLDER / name for name in ("accents.pdf", "british.docx", "locked.pdf", "labels.txt")]
"""Resumes of the kinds that people have, and one that cannot be read."""


def children(server: Server) -> int:
    """How many processes the server has started that still run."""
    found = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return sum(len(one.read_text().split()) for one in found)


def resident(server: Server) -> int:
    """The bytes of memory that the server holds."""
    text = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    assert found
    return 1000 * int(found[1])


class Person(threading.Thread):
    """Somebody who goes through the pages until the time is over."""

    def __init__(self, server: Server, paths: list[str], key: str, until: float, seed: int) -> None:
        super().__init__()
        self._server, self._paths, self._key, self._until = server, paths, key, until
        self.given = self.asked = 0
        self._chance = random.Random(seed)
        self.seen: Counter[int] = Counter()
        self.broken: list[str] = []

    def run(self) -> None:
        """Come, look, tell, leave, and come again."""
        while time.monotonic() < self._until and not self.broken:
            with browsing(self._server) as browser:
                self._visit(browser)

    def _visit(self, browser: Browser) -> None:
        for path in self._chance.choices(self._paths, k=20):
            self._look(browser, path)
        self._look(browser, f"/roles/{self._chance.randrange(10**9)}/")
        is_shared = self._chance.random() < 0.5
        browser.get("/before/")
        browser.post("/before/", age="adult", computer="shared" if is_shared else "own")
        for number in range(self._chance.randint(1, 4)):
            self._look(browser, "/you/job/")
            browser.post("/you/job/", title=f"Bench jeweler {number}", do="save")
            self._note(browser, "/you/job/")
        self._look(browser, "/you/interview/")
        for _ in range(self._chance.randint(0, 4)):
            browser.post("/you/interview/", answer=self._chance.choice(("1", "3", "5", "skip")))
            self._note(browser, "/you/interview/")
        if self._chance.random() < 0.2:
            self._give_resume(browser)
        self._look(browser, "/you/two-minutes/")
        select = browser.page.partition('name="role"')[2].partition("</select>")[0]
        sent(browser, self._chance, re.findall(r'<option value="([a-z-]+)"', select))
        self._note(browser, "/you/two-minutes/")
        for path in ("/you/results/", "/you/review/", "/you/data/", "/you/emphasis/"):
            self._look(browser, path)
        self._ask_the_api(browser)
        away = "/you/leave/" if is_shared else "/you/data/delete/"
        self._look(browser, away)
        browser.post(away, sure="yes", do="delete")
        self._note(browser, away)
        self._look(browser, "/back/")
        browser.post("/back/", code="0000-0000-0000")
        self._note(browser, "/back/")

    def _give_resume(self, browser: Browser) -> None:
        file = self._chance.choice(RESUMES)
        self._look(browser, "/you/resume/")
        browser.upload("/you/resume/", "resume", file.name, file.read_bytes())
        self._note(browser, f"/you/resume/ with {file.name}")
        self.given += browser.status == 200

    def _ask_the_api(self, browser: Browser) -> None:
        browser.key = self._key
        for path in ("/api/roles", "/api/roles/bench-jeweler", "/api/wages?role=bench-jeweler"):
            self._look(browser, path)
            self.asked += browser.status == 200
        browser.key = ""

    def _look(self, browser: Browser, path: str) -> None:
        browser.get(path)
        self._note(browser, path)

    def _note(self, browser: Browser, path: str) -> None:
        self.seen[browser.status] += 1
        if browser.status >= 500:
            self.broken.append(path)


def main() -> int:
    """Ask for so long, and tell what became of the server."""
    if not Path("/proc/self/status").exists():
        print("soak: skipped, since this system does not tell the memory of a process in /proc")
        return 0
    seconds = float(os.environ.get("SOAK_SECONDS", "3600"))
    with tempfile.TemporaryDirectory() as folder:
        with Server(Path(folder), BENCHPIN_LIMITS="0") as server:
            began = time.monotonic()
            paths = guide_paths(server)
            key = run("key", "new", "soak", home=Path(folder)).stdout.split()[-1]
            people = [Person(server, paths, key, began + seconds, seed) for seed in range(PEOPLE)]
            for person in people:
                person.start()
            held: list[tuple[float, int]] = []
            while time.monotonic() < began + seconds:
                time.sleep(min(1.0, seconds / 60))
                held.append(((time.monotonic() - began) / seconds, resident(server)))
            for person in people:
                person.join()
            running = children(server)
        rows = sqlite3.connect(Path(folder) / "web" / "benchpin.sqlite3")
        (left,) = rows.execute("SELECT count(*) FROM web_storedcase").fetchone()
        rows.close()
    seen = sum((person.seen for person in people), Counter[int]())
    broken = [path for person in people for path in person.broken]
    before = median(size for share, size in held if 0.3 < share <= 0.5)
    after = median(size for share, size in held if share > 0.8)
    print(f"soak: {seconds:.0f} s, {seen.total()} pages: {dict(sorted(seen.items()))}")
    print(f"memory: {before / 1e6:.0f} MB after the first third, {after / 1e6:.0f} MB at the end")
    given, asked = sum(p.given for p in people), sum(p.asked for p in people)
    print(f"resumes read: {given}; answers of the API: {asked}; processes still there: {running}")
    print(f"cases left: {left}; answered by an error of the server: {broken or 'none'}")
    has_grown = after > MOST_GROWTH * before and after - before > MOST_BYTES
    did_all = given > 0 and asked > 0 and running <= MOST_CHILDREN
    return 1 if has_grown or broken or left or not did_all else 0


if __name__ == "__main__":
    raise SystemExit(main())
