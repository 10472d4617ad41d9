"""A real browser before a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.databases import chosen, new_database
from tests.web.running import Server, wait_until_it_answers

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def nothing_is_left() -> None:
    """The server has a database of its own, and each browser a case of its own."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; without one the tests are skipped, but not where the checks of a change run."""
    if CHROMIUM is None:
        words = "no Chromium is installed (apt-get install chromium); the pages were not walked"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a database of its own."""
    home: Path = tmp_path_factory.mktemp("served")
    # Everybody here comes from one address, and more often than people do.
    changes = {"BENCHPIN_DATABASE": new_database(chosen(), home), "BENCHPIN_LIMITS": "0"}
    with Server(home, **changes) as running:
        wait_until_it_answers(running)
        yield f"http://{running.host}:{running.port}"


@pytest.fixture
def context(
    browser: Browser, server: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A fresh browser on a phone; `java_script_enabled` and others by parametrizing."""
    options = {"viewport": PHONE, "base_url": server, **getattr(request, "param", {})}
    opened = browser.new_context(**options)
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong: no error of a script, nothing refused by the policy."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console",
        lambda console_message: (
            errors.append(console_message.text)
            if console_message.type == "error"
            and "Failed to load resource" not in console_message.text
            else None
        ),
    )
    requested_urls: list[str] = []
    opened.on("request", lambda request: requested_urls.append(request.url))
    yield opened
    assert errors == []
    foreign_urls = [
        url for url in requested_urls if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
    assert foreign_urls == [], "a page asked somebody else"
