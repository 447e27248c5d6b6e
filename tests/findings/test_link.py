"""Where the page of a check can be read."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from blueprint.findings.catalog import pages
from blueprint.findings.link import address, link, page_file, read_on

HOUSE = "https://handbook.example.org/blueprint/{check}.html#{check}"


@pytest.mark.parametrize("name", [page.name for page in pages()])
def test_every_check_has_its_page_on_this_machine(name: str) -> None:
    path = page_file(name)
    assert path is not None
    assert Path(path).read_text(encoding="utf-8").startswith(f"# {name}\n")
    assert Path(unquote(urlparse(link(name, "")).path)) == Path(path)


def test_the_address_of_the_house_goes_first() -> None:
    filled = "https://handbook.example.org/blueprint/silo.html#silo"
    assert address("silo", HOUSE) == read_on("silo", HOUSE) == link("silo", HOUSE) == filled


def test_without_an_address_the_command_is_named() -> None:
    assert address("silo", "") == ""
    assert read_on("silo", "") == "blueprint explain silo"


def test_where_there_is_no_page_there_is_no_link() -> None:
    assert page_file("no-such-check") is None
    assert link("no-such-check", "") == ""
