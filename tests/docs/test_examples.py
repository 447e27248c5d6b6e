"""Every blueprint in the documentation can be read, and the pages made from the code are in step with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blueprint.docs import EXAMPLES, SECTIONS, example, pages
from blueprint.findings.run import check
from blueprint.model.read import parse
from blueprint.text.source import Source
from blueprint.text.vocabulary import ELEMENT, WORDS, Word

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```blueprint\n(.*?)^```", re.M | re.S)
FILES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# The page of a check shows a mistake on purpose; the tests of the checks run those.
BLOCKS = [
    pytest.param(text, id=f"{path.relative_to(ROOT)}-{number}")
    for path in FILES
    if path.parent.name != "checks"
    for number, text in enumerate(BLOCK.findall(path.read_text(encoding="utf-8")), start=1)
]
NAMES = """\
persona anna
department care
system crm
channel phone
channel mail
touchpoint desk
variant night
step visit "Visit"
  customer: calls "Calls"
  frontstage care: answers "Answers"
"""
STATEMENTS = {
    "blueprint": 'blueprint "Title" ',
    "phase": 'phase "Phase" ',
    "step": 'step "Step" ',
    "action": "frontstage care: acts ",
    "arrow": "calls -> answers ",
}


def included(words: str, path: str) -> Source:
    return Source("", words)


@pytest.mark.parametrize("text", BLOCKS)
def test_a_blueprint_of_the_documentation_can_be_read(text: str) -> None:
    assert parse(text, include=included).problems == ()


@pytest.mark.parametrize("text", [block for block in BLOCKS if str(block.id).startswith("docs/language.md")])
def test_what_the_reference_shows_holds_no_mistake_of_the_flow(text: str) -> None:
    # Somebody who copies an example must not be told off for a mistake. What a snippet of a few lines leaves out, such
    # as owners and channels, is not its point.
    found = check(parse(text, include=included))
    mistakes = ("unknown-name", "duplicate-name")
    assert [one.check for one in found if one.code[:2] in ("SY", "FL") or one.check in mistakes] == []


def statement(place: str) -> str:
    """The beginning of a statement of the given kind, to which details can be added."""
    return STATEMENTS.get(place, f"{place} newcomer ")


def line_with(word: Word, place: str) -> str:
    """A line with the example of a word at a place that takes it: a statement, or another detail."""
    if place in ELEMENT.split():
        return statement(place) + example(word)
    outer = WORDS[place]
    owner = next(one for one in ELEMENT.split() if one in outer.places)
    return f"{statement(owner)}{example(outer)} {example(word)}"


@pytest.mark.parametrize(
    ("word", "place"), [(word, place) for word in WORDS.values() for place in sorted(word.places)], ids=str
)
def test_the_example_of_a_word_can_be_read_wherever_it_may_stand(word: Word, place: str) -> None:
    line = line_with(word, place)
    # The names that the example needs stand above it, except that a file begins with its title.
    text = f"{line}\n{NAMES}" if line.startswith("blueprint") else f"{NAMES}{line}\n"
    assert [one.message for one in parse(text).problems] == [], line


def test_examples_and_sections_name_words_of_the_table() -> None:
    assert set(EXAMPLES) <= set(WORDS)
    assert set(SECTIONS) <= set(WORDS)
    assert next(iter(SECTIONS)) == next(iter(WORDS))


def test_the_pages_are_in_step_with_the_code() -> None:
    """``make docs`` writes the pages anew."""
    for name, text in pages(ROOT / "docs").items():
        assert "{{" not in text, name
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, name


def test_links_between_pages_lead_somewhere() -> None:
    for path in [ROOT / "docs" / "language.md", *sorted((ROOT / "docs" / "checks").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", text, re.M)
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, f"{path.name}: {target}"
            else:
                assert (path.parent / target).exists(), f"{path.name}: {target}"
