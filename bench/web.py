"""How many pages a second the web app serves, and how long it takes from a form to its result.

    python bench/web.py [--seconds 10]

Starts `benchpin serve` as a process on a free port with an empty folder, and sends requests over
loopback; rate limits are off, since all requests come from one address. Guide pages: 20
connections, each requesting the next page as soon as it has the last. From a form to its result: 5
people at a time, each with their own case, who send the two-minute start with different answers
each time and read the page that it leads to. Times are wall-clock times, so nothing else should run
on the machine.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.web.running import Browser, Server, browsing

AT_ONCE, PEOPLE = 20, 5
AIMS = "aims: 300 a second with 99% under 100 ms; 95% of forms under 400 ms"
AREAS = ("", "Rhode Island", "California", "Texas", "Ohio", "Florida")


async def request_durations(
    server: Server, paths: list[str], until: float, seed: int
) -> list[float]:
    """The seconds that each page took over one connection, until a moment of perf_counter."""
    reader, writer = await asyncio.open_connection(server.host, server.port)
    order, durations = random.Random(seed), []
    while time.perf_counter() < until:
        path = order.choice(paths)
        start = time.perf_counter()
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0]!r}")
        match = re.search(rb"content-length: (\d+)", head)
        assert match
        await reader.readexactly(int(match[1]))
        durations.append(time.perf_counter() - start)
    writer.close()
    await writer.wait_closed()
    return durations


async def page_durations(server: Server, paths: list[str], seconds: float) -> list[float]:
    """The seconds that each page took over AT_ONCE connections at the same time."""
    until = time.perf_counter() + seconds
    durations_by_connection = await asyncio.gather(
        *(request_durations(server, paths, until, i) for i in range(AT_ONCE))
    )
    return [duration for durations in durations_by_connection for duration in durations]


def guide_paths(server: Server) -> list[str]:
    """The paths of the guide pages: roles, the market, qualifications, and their lists."""
    with browsing(server) as browser:
        paths = {"/", "/roles/", "/market/", "/sources/", "/qualifications/"}
        for path in ("/roles/", "/market/", "/qualifications/"):
            parts = re.findall(r'href="((?:/[\w-]+){2}/)"', browser.get(path))
            paths |= {part for part in parts if part.startswith(path)}
        return sorted(path for path in paths if browser.get(path) and browser.status == 200)


def form_durations(server: Server, seconds: float) -> list[float]:
    """The seconds from sending the two-minute start to having read its result, each time."""
    durations: list[float] = []
    failed_pages: list[str] = []
    until = time.perf_counter() + seconds

    def person(seed: int) -> None:
        rng = random.Random(seed)
        with browsing(server) as browser:
            browser.begin()
            browser.get("/you/two-minutes/")
            select = browser.page.partition('name="role"')[2].partition("</select>")[0]
            roles = re.findall(r'<option value="([a-z-]+)"', select)
            while time.perf_counter() < until:
                browser.get("/you/two-minutes/")
                start = time.perf_counter()
                submit_form(browser, rng, roles)
                durations.append(time.perf_counter() - start)
                if browser.status != 200 or "/you/emphasis/" not in browser.page:
                    failed_pages.append(browser.page)
                    return

    threads = [threading.Thread(target=person, args=(i,)) for i in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed_pages:
        raise RuntimeError(f"no result came of a form: {page_text(failed_pages[0])}")
    return durations


def page_text(page: str) -> str:
    """The first 600 characters of the text of a page."""
    main = page.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())[:600]


def submit_form(browser: Browser, rng: random.Random, roles: list[str]) -> None:
    """Send the two-minute start with random answers."""
    browser.post(
        "/you/two-minutes/",
        role=rng.choice(roles),
        title=rng.choice(("sales associate", "bench jeweler", "teacher", "machinist", "cashier")),
        years=str(rng.randint(0, 30)),
        words="",
        country="US",
        place=rng.choice(AREAS),
        minimum_pay=str(rng.randint(20, 70) * 1000),
        education="",
        work_modes=rng.choice(("onsite", "hybrid", "remote")),
    )


def timing_line(name: str, durations: list[float], seconds: float) -> str:
    """One line with the rate and the quantiles of the times."""
    durations = sorted(durations)

    def milliseconds_at(share: float) -> float:
        return 1000 * durations[min(len(durations) - 1, int(share * len(durations)))]

    return (
        f"{name}: {len(durations) / seconds:.0f} a second; "
        f"half in {milliseconds_at(0.5):.0f} ms, 95% in {milliseconds_at(0.95):.0f} ms, "
        f"99% in {milliseconds_at(0.99):.0f} ms, the longest {1000 * durations[-1]:.0f} ms "
        f"({len(durations)} times)"
    )


def cpu_seconds(server: Server) -> float:
    """The processor seconds that the server used since it started; 0 without /proc."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost_line(seconds: float, count: int) -> str:
    """One line with the processor time of one request, which other work changes less."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"  the server used {1000 * seconds / count:.1f} ms of a processor for each; load {load}"


def main() -> None:
    """Measure, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10, help="how long each is measured")
    seconds: float = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder), BENCHPIN_LIMITS="0") as server,
    ):
        paths = guide_paths(server)
        asyncio.run(page_durations(server, paths, 2))
        cpu_before = cpu_seconds(server)
        durations = asyncio.run(page_durations(server, paths, seconds))
        print(
            timing_line(
                f"guide pages ({len(paths)} of them, {AT_ONCE} at a time)", durations, seconds
            )
        )
        print(cost_line(cpu_seconds(server) - cpu_before, len(durations)))
        form_durations(server, 3)
        cpu_before = cpu_seconds(server)
        durations = form_durations(server, seconds)
        print(timing_line(f"form to result ({PEOPLE} at a time)", durations, seconds))
        print(cost_line(cpu_seconds(server) - cpu_before, len(durations)))
        print(AIMS)


if __name__ == "__main__":
    main()
