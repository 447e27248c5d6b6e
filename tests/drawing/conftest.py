"""What the tests of the drawing share: one browser for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from devtools import Browser


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose reader wants no motion. Opening a page forgets what went wrong on the one before."""
    found = Browser(tmp_path_factory.mktemp("driven"))
    found.media(prefers_reduced_motion="reduce")
    yield found
    found.close()
