"""How many pages a second, and how long from a form to its result?

    python bench/web.py [--seconds 10]

Starts `benchpin serve` on a free port with an empty folder, as a process of its own, and asks it
over loopback from this one; limits on tries are off, since all comes from one address. Guide pages:
20 connections, each asking for the next page as soon as it has the last. From a form to its result:
5 people at a time, each with a case of their own, who send the two-minute start with other answers
each time and read the page that it leads to. Times are of the clock, as whoever waits has them; so
nothing else should run on the machine.
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


async def asked(server: Server, paths: list[str], until: float, seed: int) -> list[float]:
    """How long each page took over one connection, in seconds."""
    reader, writer = await asyncio.open_connection(server.host, server.port)
    order, took = random.Random(seed), []
    while time.perf_counter() < until:
        path = order.choice(paths)
        began = time.perf_counter()
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0]!r}")
        found = re.search(rb"content-length: (\d+)", head)
        assert found
        await reader.readexactly(int(found[1]))
        took.append(time.perf_counter() - began)
    writer.close()
    await writer.wait_closed()
    return took


async def pages(server: Server, paths: list[str], seconds: float) -> list[float]:
    """How long each page took where so many are asked for at once."""
    until = time.perf_counter() + seconds
    each = await asyncio.gather(*(asked(server, paths, until, i) for i in range(AT_ONCE)))
    return [took for one in each for took in one]


def guide_paths(server: Server) -> list[str]:
    """The pages of roles, of what can be learned, of the market, and their lists."""
    with browsing(server) as browser:
        found = {"/", "/roles/", "/market/", "/sources/", "/qualifications/"}
        for path in ("/roles/", "/market/", "/qualifications/"):
            parts = re.findall(r'href="((?:/[\w-]+){2}/)"', browser.get(path))
            found |= {part for part in parts if part.startswith(path)}
        return sorted(path for path in found if browser.get(path) and browser.status == 200)


def forms(server: Server, seconds: float) -> list[float]:
    """How long it took from sending the two-minute start to having read its result."""
    took: list[float] = []
    failed: list[str] = []
    until = time.perf_counter() + seconds

    def person(seed: int) -> None:
        chance = random.Random(seed)
        with browsing(server) as browser:
            browser.begin()
            browser.get("/you/two-minutes/")
            select = browser.page.partition('name="role"')[2].partition("</select>")[0]
            roles = re.findall(r'<option value="([a-z-]+)"', select)
            while time.perf_counter() < until:
                browser.get("/you/two-minutes/")
                began = time.perf_counter()
                sent(browser, chance, roles)
                took.append(time.perf_counter() - began)
                if browser.status != 200 or "/you/emphasis/" not in browser.page:
                    failed.append(browser.page)
                    return

    threads = [threading.Thread(target=person, args=(i,)) for i in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"no result came of a form: {plain(failed[0])}")
    return took


def plain(page: str) -> str:
    """The words of a page, its first ones."""
    main = page.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())[:600]


def sent(browser: Browser, chance: random.Random, roles: list[str]) -> None:
    """Send the two-minute start, with other answers each time."""
    browser.post(
        "/you/two-minutes/",
        role=chance.choice(roles),
        title=chance.choice(
            ("sales associate", "bench jeweler", "teacher", "machinist", "cashier")
        ),
        years=str(chance.randint(0, 30)),
        words="",
        country="US",
        place=chance.choice(AREAS),
        minimum_pay=str(chance.randint(20, 70) * 1000),
        education="",
        work_modes=chance.choice(("onsite", "hybrid", "remote")),
    )


def told(name: str, took: list[float], seconds: float) -> str:
    """The rate and the times, as a line."""
    took = sorted(took)

    def at(share: float) -> float:
        return 1000 * took[min(len(took) - 1, int(share * len(took)))]

    return (
        f"{name}: {len(took) / seconds:.0f} a second; half in {at(0.5):.0f} ms, 95% in "
        f"{at(0.95):.0f} ms, 99% in {at(0.99):.0f} ms, the longest {1000 * took[-1]:.0f} ms "
        f"({len(took)} times)"
    )


def processor(server: Server) -> float:
    """The seconds of a processor that the server used since it started; 0 where nobody says."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def each(seconds: float, many: int) -> str:
    """What one of them took of a processor, which other work on the machine moves less."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"  the server used {1000 * seconds / many:.1f} ms of a processor for each; load {load}"


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10, help="how long each is measured")
    seconds: float = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder), BENCHPIN_LIMITS="0") as server,
    ):
        paths = guide_paths(server)
        asyncio.run(pages(server, paths, 2))
        before = processor(server)
        took = asyncio.run(pages(server, paths, seconds))
        print(told(f"guide pages ({len(paths)} of them, {AT_ONCE} at a time)", took, seconds))
        print(each(processor(server) - before, len(took)))
        forms(server, 3)
        before = processor(server)
        took = forms(server, seconds)
        print(told(f"form to result ({PEOPLE} at a time)", took, seconds))
        print(each(processor(server) - before, len(took)))
        print(AIMS)


if __name__ == "__main__":
    main()
