"""Every check's page: its form, its examples, and the documentation made from it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from blueprint.findings import catalog
from blueprint.findings.catalog import FAMILIES, Page
from blueprint.findings.finding import Severity
from blueprint.findings.pages import check_pages
from blueprint.findings.run import check, checks, modules
from blueprint.findings.settings import PROFILES, STRICT, Settings
from blueprint.model.read import parse

ROOT = Path(__file__).parents[2]
SECTIONS = ["What it does", "Why it matters", "Example that fails", "Mended", "Source"]
PAGES = catalog.pages()
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_the_failing_example_gives_its_finding_and_no_other_error(page: Page) -> None:
    findings = check(parse(page.failing), Settings(select=frozenset({page.name})))
    assert [one.check for one in findings if one.check == page.name or one.severity is Severity.ERROR] == [page.name]


@each_page
def test_the_mended_example_gives_not_its_finding_and_none_above_info(page: Page) -> None:
    assert page.mended
    findings = check(parse(page.mended), Settings(select=frozenset({page.name})))
    assert [one for one in findings if one.check == page.name or one.severity > Severity.INFO] == []


@each_page
def test_the_page_has_its_form(page: Page) -> None:
    assert re.findall(r"^## (.+)$", page.text, re.M) == SECTIONS
    assert page.summary.endswith(".")
    assert page.family
    assert page.code[2:].isdigit()


def test_every_check_names_profiles_that_there_are() -> None:
    """``strict`` holds every check, and so is never named."""
    for one in checks():
        assert set(one.profiles) <= set(PROFILES) - {STRICT}, one.name
        assert len(set(one.profiles)) == len(one.profiles), one.name


def test_codes_and_names_are_used_once() -> None:
    assert len({page.code for page in PAGES}) == len(PAGES) == len({page.name for page in PAGES}) == len(modules())


def test_pages_stand_in_the_order_of_the_families() -> None:
    order = [list(FAMILIES).index(page.code[:2]) for page in PAGES]
    assert order == sorted(order)


@pytest.mark.parametrize("wanted", ["orphan-handoff", "HO01", "ho01", " Orphan-Handoff "])
def test_a_page_is_found_by_name_and_by_code(wanted: str) -> None:
    page = catalog.page(wanted)
    assert page is not None
    assert page.name == "orphan-handoff"


@pytest.mark.parametrize("wanted", ["", "HO", "nothing", "__init__", "../run", "os"])
def test_no_page_is_found_by_anything_else(wanted: str) -> None:
    assert catalog.page(wanted) is None


@pytest.mark.parametrize("module", modules())
def test_a_check_imports_no_other_check(module: str) -> None:
    tree = ast.parse((ROOT / "blueprint" / "findings" / "checks" / f"{module}.py").read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.startswith("blueprint.findings.checks")]


def test_the_documentation_is_in_step() -> None:
    """``python -m blueprint.docs`` writes the pages anew."""
    pages = check_pages()
    written = {f"checks/{path.name}" for path in (ROOT / "docs" / "checks").glob("*.md")}
    assert written == set(pages)
    for name, text in pages.items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, name
