"""What the tests of pages and papers share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started
