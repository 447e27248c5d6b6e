"""What all tests share: a cache of their own, and how many generated cases they run.

With NO_SKIPS=1 in the environment a test that needs a browser, an editor or poppler fails where it would be skipped.

``make test`` runs a seeded sample of the generated cases, ``make proof`` (PROOF=1 in the environment) the full numbers.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

PROOF = os.environ.get("PROOF", "") not in ("", "0")

settings.register_profile("sample", max_examples=60, derandomize=True, deadline=None, database=None)
settings.register_profile("proof", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("proof" if PROOF else "sample")


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the prepared grammar of the tests, and of the commands that they start, out of the user's cache."""
    if "BLUEPRINT_CACHE_DIR" not in os.environ and getattr(config, "cache", None):
        folder = config.cache.mkdir("blueprint")
        folder.chmod(0o700)
        os.environ["BLUEPRINT_CACHE_DIR"] = str(folder)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns the skip of a test with a browser, an editor or poppler into a failure where none may be skipped."""
    report = yield
    needs = any(item.get_closest_marker(name) for name in ("browser", "editor", "poppler"))
    if os.environ.get("NO_SKIPS") and report.skipped and needs:
        report.outcome = "failed"
        report.longrepr = f"This test was skipped, and NO_SKIPS says that none may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def proof() -> bool:
    """Whether the full numbers are asked for, and not only a sample."""
    return PROOF
