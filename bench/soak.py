"""A soak test: does the memory of the web app stay bounded under long use?

    SOAK_SECONDS=3600 python bench/soak.py

Starts `benchpin serve` and lets four simulated visitors use it again and again: they read guide
pages, begin a case (stored, or on a shared computer), enter jobs, answer the interview, sometimes
upload a resume, read results, call the API, try codes and missing pages, delete everything or
leave. A walk over all guide pages and the first third of the time fill caches and are not
measured. Exits with 1 where the server's memory then grows by more than 5% and 20 MB, where a page
is a server error, where the server leaves processes behind, or where cases remain in the database.
Runs only where there is /proc.
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

from web import guide_paths, submit_form

PEOPLE = 4
MAX_GROWTH, MAX_ADDED_BYTES = 1.05, 20_000_000
MAX_CHILDREN = 1
"""The server may keep one process waiting to read resumes."""
FOLDER = Path(__file__).resolve().parent.parent / "tests" / "resumes"
RESUMES = [FOLDER / name for name in ("accents.pdf", "british.docx", "locked.pdf", "labels.txt")]
"""Resumes in several formats; the locked one cannot be read."""


def children(server: Server) -> int:
    """How many child processes of the server still run."""
    paths = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return sum(len(path.read_text().split()) for path in paths)


def resident(server: Server) -> int:
    """The resident memory of the server, in bytes."""
    text = Path(f"/proc/{server.process.pid}/status").read_text()
    match = re.search(r"VmRSS:\s+(\d+) kB", text)
    assert match
    return 1000 * int(match[1])


class Person(threading.Thread):
    """A simulated visitor, who uses the web app until the time is over."""

    def __init__(self, server: Server, paths: list[str], key: str, until: float, seed: int) -> None:
        super().__init__()
        self._server, self._paths, self._key, self._until = server, paths, key, until
        self.resumes_read = self.api_answers = 0
        self._rng = random.Random(seed)
        self.status_counts: Counter[int] = Counter()
        self.failed_paths: list[str] = []

    def run(self) -> None:
        """Visit again and again, until the time is over or the server fails."""
        while time.monotonic() < self._until and not self.failed_paths:
            with browsing(self._server) as browser:
                self._visit(browser)

    def _visit(self, browser: Browser) -> None:
        for path in self._rng.choices(self._paths, k=20):
            self._get(browser, path)
        # A role that does not exist, another one each time.
        self._get(browser, f"/roles/{self._rng.randrange(10**9)}/")
        is_shared = self._rng.random() < 0.5
        browser.get("/before/")
        browser.post("/before/", age="adult", computer="shared" if is_shared else "own")
        for number in range(self._rng.randint(1, 4)):
            self._get(browser, "/you/job/")
            browser.post("/you/job/", title=f"Bench jeweler {number}", do="save")
            self._count_status(browser, "/you/job/")
        self._get(browser, "/you/interview/")
        for _ in range(self._rng.randint(0, 4)):
            browser.post("/you/interview/", answer=self._rng.choice(("1", "3", "5", "skip")))
            self._count_status(browser, "/you/interview/")
        if self._rng.random() < 0.2:
            self._upload_resume(browser)
        self._get(browser, "/you/two-minutes/")
        select = browser.page.partition('name="role"')[2].partition("</select>")[0]
        submit_form(browser, self._rng, re.findall(r'<option value="([a-z-]+)"', select))
        self._count_status(browser, "/you/two-minutes/")
        for path in ("/you/results/", "/you/review/", "/you/data/", "/you/emphasis/"):
            self._get(browser, path)
        self._call_api(browser)
        away = "/you/leave/" if is_shared else "/you/data/delete/"
        self._get(browser, away)
        browser.post(away, sure="yes", do="delete")
        self._count_status(browser, away)
        self._get(browser, "/back/")
        browser.post("/back/", code="0000-0000-0000")
        self._count_status(browser, "/back/")

    def _upload_resume(self, browser: Browser) -> None:
        file = self._rng.choice(RESUMES)
        self._get(browser, "/you/resume/")
        browser.upload("/you/resume/", "resume", file.name, file.read_bytes())
        self._count_status(browser, f"/you/resume/ with {file.name}")
        self.resumes_read += browser.status == 200

    def _call_api(self, browser: Browser) -> None:
        browser.key = self._key
        for path in ("/api/roles", "/api/roles/bench-jeweler", "/api/wages?role=bench-jeweler"):
            self._get(browser, path)
            self.api_answers += browser.status == 200
        browser.key = ""

    def _get(self, browser: Browser, path: str) -> None:
        browser.get(path)
        self._count_status(browser, path)

    def _count_status(self, browser: Browser, path: str) -> None:
        self.status_counts[browser.status] += 1
        if browser.status >= 500:
            self.failed_paths.append(path)


def main() -> int:
    """Run the visitors, print what became of the server; 1 where it did not hold."""
    if not Path("/proc/self/status").exists():
        print("soak: skipped, since this system does not tell the memory of a process in /proc")
        return 0
    seconds = float(os.environ.get("SOAK_SECONDS", "3600"))
    with tempfile.TemporaryDirectory() as folder:
        with Server(Path(folder), BENCHPIN_LIMITS="0") as server:
            paths = guide_paths(server)
            # Each page once before the clock starts: then the caches of pages are full, and what
            # grows afterwards is no filling.
            with browsing(server) as browser:
                for path in paths:
                    browser.get(path)
            key = run("key", "new", "soak", home=Path(folder)).stdout.split()[-1]
            start = time.monotonic()
            people = [Person(server, paths, key, start + seconds, seed) for seed in range(PEOPLE)]
            for person in people:
                person.start()
            samples: list[tuple[float, int]] = []
            while time.monotonic() < start + seconds:
                time.sleep(min(1.0, seconds / 60))
                samples.append(((time.monotonic() - start) / seconds, resident(server)))
            for person in people:
                person.join()
            running = children(server)
        rows = sqlite3.connect(Path(folder) / "web" / "benchpin.sqlite3")
        (remaining_cases,) = rows.execute("SELECT count(*) FROM web_storedcase").fetchone()
        rows.close()
    status_counts = sum((person.status_counts for person in people), Counter[int]())
    failed_paths = [path for person in people for path in person.failed_paths]
    size_before = median(size for share, size in samples if 0.3 < share <= 0.5)
    size_after = median(size for share, size in samples if share > 0.8)
    print(
        f"soak: {seconds:.0f} s, {status_counts.total()} pages: "
        f"{dict(sorted(status_counts.items()))}"
    )
    print(
        f"memory: {size_before / 1e6:.0f} MB after the first third, "
        f"{size_after / 1e6:.0f} MB at the end"
    )
    resumes_read, api_answers = (
        sum(p.resumes_read for p in people),
        sum(p.api_answers for p in people),
    )
    print(
        f"resumes read: {resumes_read}; answers of the API: {api_answers}; "
        f"processes still there: {running}"
    )
    print(
        f"cases left: {remaining_cases}; "
        f"answered by an error of the server: {failed_paths or 'none'}"
    )
    has_grown = size_after > MAX_GROWTH * size_before and size_after - size_before > MAX_ADDED_BYTES
    used_all = resumes_read > 0 and api_answers > 0 and running <= MAX_CHILDREN
    return 1 if has_grown or failed_paths or remaining_cases or not used_all else 0


if __name__ == "__main__":
    raise SystemExit(main())
