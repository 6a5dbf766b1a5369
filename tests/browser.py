"""A real browser: Debian's chromium, kept from calling anybody."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

_QUIET = "--disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser; skip where there is none, and fail in CI. While it runs, Django refuses to ask a database."""
    found = shutil.which("chromium")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", *_QUIET.split()]
        )
        yield browser
        browser.close()
