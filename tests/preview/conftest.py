"""What the tests of the preview share: the command as a program of its own, and a browser that looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import CALL, Browser, Preview, go


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    """Starts previews, and ends them."""
    running: list[Preview] = []

    def call(path: Path, *options: str) -> Preview:
        running.append(Preview(path, *options))
        return running[-1]

    yield call
    for one in running:
        one.end()


def _standing(tmp_path_factory: pytest.TempPathFactory, *options: str) -> Iterator[Preview]:
    file = tmp_path_factory.mktemp("standing") / "call.blueprint"
    file.write_text(CALL, encoding="utf-8")
    found = Preview(file, *options)
    yield found
    found.end()


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview for all who only ask: nobody changes its blueprint."""
    yield from _standing(tmp_path_factory)


@pytest.fixture(scope="session")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The same, started by an editor. What an editor is told is to be heard by the test that caused it."""
    yield from _standing(tmp_path_factory, "--editor")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A blueprint without mistakes."""
    file = tmp_path / "work" / "call.blueprint"
    file.parent.mkdir()
    file.write_text(CALL, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("driven"))
    found.media(prefers_reduced_motion="reduce")
    yield found
    found.close()


@pytest.fixture
def browser(_browser: Browser) -> Iterator[Browser]:
    """A browser with an empty page."""
    go(_browser, "about:blank")
    _browser.errors.clear()
    _browser.requests.clear()
    yield _browser
    go(_browser, "about:blank")
