"""Where to read more of a check: at the address where a house publishes the pages, or on this machine.

The project itself has no address on the web, so none is built in. The pages travel with the program instead, and what
they say is what the installed version does.
"""

from __future__ import annotations

import os
from functools import cache

PLACE = "{check}"
"""What stands in the setting ``documentation`` where the name of the check goes."""


def command(check: str) -> str:
    """What shows the page of a check wherever the program is installed: ``blueprint explain orphan-handoff``."""
    return f"blueprint explain {check}"


def address(check: str, documentation: str) -> str:
    """The web address of a check's page, by the setting ``documentation``; ``""`` where a house has none."""
    return documentation.replace(PLACE, check)


def read_on(check: str, documentation: str) -> str:
    """Where to read more, in words that are right on every machine: the web address, else the command."""
    return address(check, documentation) or command(check)


def link(check: str, documentation: str) -> str:
    """What to open on this machine: the web address, else the ``file:`` address of the page that came with the
    program, else ``""``."""
    return address(check, documentation) or _page_address(check)


@cache
def _page_address(check: str) -> str:
    path = page_file(check)
    if path is None:
        return ""
    from pathlib import Path

    return Path(path).as_uri()


def page_file(check: str) -> str | None:
    """The file with the page of a check: beside the modules in an installed package, else in the checkout; None where
    it is not there."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (package, os.path.join(os.path.dirname(package), "docs")):
        path = os.path.join(folder, "checks", f"{check}.md")
        if os.path.isfile(path):
            return path
    return None
