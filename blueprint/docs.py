"""Writes the documentation that follows from the code: ``python -m blueprint.docs`` from the root of the checkout.

The pages of the checks come from the checks' own files, the reference page of the language from its template,
``docs/language.template``, and the table of words, the JSON Schemas from the model, the JSON of findings and the
themes. Nothing else needs this module.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from blueprint.drawing.looks import theme_file
from blueprint.drawing.words.headings import languages
from blueprint.findings.output import json as findings_json
from blueprint.findings.pages import check_pages
from blueprint.model.json import VERSION, schema
from blueprint.text import vocabulary
from blueprint.text.source import MAX_BYTES, MAX_LINE
from blueprint.text.vocabulary import SHAPES, WORDS, Word

SECTIONS = {
    "owner": "Who",
    "hours": "Contact",
    "when": "Shape of the story",
    "takes": "Time",
    "emotion": "Experience",
    "fail": "Failure",
    "asks": "Information",
    "serves": "Value",
    "policy": "Rules of the house",
    "capacity": "Capacity",
    "as-is": "Life",
}
"""The headings of the detail words, each by the word with which its part of the table begins."""

PLACES = {
    "any statement": vocabulary.ELEMENT,
    "any declaration": vocabulary.THING,
    "any unit": vocabulary.UNIT,
    "any provider": vocabulary.PROVIDER,
    "any card": vocabulary.CARDS,
}
"""Short words for many places at once, the widest first."""

SAMPLES = {
    "flag": "",
    "text": '"in a few words"',
    "texts": '"one thing", "another"',
    "who": 'care, "Head of care"',
    "ref": "care",
    "refs": "phone",
    "duration": "4 to 6 min",
    "amount": "80%",
    "number": "3",
    "signed": "-1",
    "count": "2 times",
    "rate": "40 per day",
    "date": "2026-10-01",
}
"""What may follow a word of each shape, for the words that have no example of their own."""

EXAMPLES = {
    "owner": '"Head of care"',
    "perceived owner": '"The shop where I bought it"',
    "may": '"Refund up to 50 EUR without asking"',
    "acts for": "anna",
    "hours": '"Mo-Su 8-22"',
    "via": "phone or mail",
    "uses": "desk",
    "feedback": '"How satisfied were you?"',
    "when": '"still broken"',
    "through": "visit",
    "only in": "night",
    "choice": '"Is it solved?"',
    "repeats up to": "3",
    "takes": "4 min 90% under 12 min",
    "waits": "20 min",
    "at most": "10 min",
    "told": '"Your place in the queue"',
    "meanwhile": "answers",
    "within": "1 h 30 min",
    "promise": '"Solved within the hour"',
    "kept by": "answers",
    "time budget": "2 h",
    "expected": "1",
    "pain": '"No idea how long it will take"',
    "quote": '"I would like to talk to a human"',
    "question": '"Who decides this?"',
    "idea": '"Call back instead of waiting"',
    "opportunity": '"Nobody else opens on Sunday"',
    "data": '"Call records of May"',
    "fail": '"Takes down the wrong number"',
    "risk": '"The contractor does not come"',
    "recovery": "answers",
    "asks": '"customer number", "what happened"',
    "reads": '"line status"',
    "writes": '"fault ticket"',
    "carries": '"customer number"',
    "kept in": "crm",
    "policy": '"No refund without a receipt"',
    "reason": '"Fraud in 2019"',
    "standard": '"Answered within 20 seconds"',
    "tolerance": "10 s",
    "metric": '"Solved at the first call"',
    "actual": "55%",
    "goal": '"Watch television again"',
    "version": '"2"',
    "source": '"12 interviews, May 2026"',
    "ticket": '"TV-101"',
    "note": '"Seen on a visit"',
    "tag": '"pilot", "north"',
    "link": '"https://example.org/research"',
    "target": "80%",
}
"""What follows a word in its example, where the sample of its shape would not read well."""


def example(word: Word) -> str:
    """A detail as it may stand in a file."""
    value = word.choices[0] if word.choices else EXAMPLES.get(word.text, SAMPLES[word.shape])
    return f"{word.text} {value}".rstrip()


def reference(template: str) -> str:
    """The reference page of the language: the template with the tables put in its places ``{{…}}``."""
    parts = {
        "statements": _table("begins with", "says", vocabulary.STATEMENTS, "`STAGE:`", "An action in a lane."),
        "declarations": _table("kind", "is", vocabulary.DECLARATIONS),
        "stages": _table("stage", "holds", vocabulary.STAGES),
        "lines": _table("line of", "lies", {name: help for name, (_, help) in vocabulary.LINES.items()}),
        "arrows": _table("sign", "says", {sign: help for sign, (_, help) in vocabulary.ARROWS.items()}),
        "details": _details(),
        "shapes": _shapes(),
        "cards": _listed(vocabulary.CARDS.split()),
        "units": _listed(vocabulary.UNITS, code=False),
        "languages": _listed(languages()),
        "time units": _listed(vocabulary.TIME_UNITS),
        "max line": f"{MAX_LINE:,}",
        "max bytes": f"{MAX_BYTES:,}",
    }
    for name, text in parts.items():
        template = template.replace("{{" + name + "}}", text)
    return template


def _table(first: str, second: str, rows: dict[str, str], *last: str) -> str:
    lines = [f"| {first} | {second} |", "|---|---|", *(f"| `{word}` | {help} |" for word, help in rows.items())]
    if last:
        lines.append(f"| {' | '.join(last)} |")
    return "\n".join(lines)


def _details() -> str:
    lines: list[str] = []
    for word in WORDS.values():
        if word.text in SECTIONS:
            lines += ["", f"### {SECTIONS[word.text]}", "", "| word | says | stands at | |", "|---|---|---|---|"]
        plus = " +" if word.many else ""
        help = word.help + (f" One of {_listed(word.choices)}." if word.choices else "")
        lines.append(f"| `{word.text}`{plus} | {help} | {_places(word)} | `{example(word)}` |")
    return "\n".join(lines[1:])


def _places(word: Word) -> str:
    left = set(word.places)
    said = []
    for words, members in PLACES.items():
        if left.issuperset(members.split()):
            said.append(words)
            left.difference_update(members.split())
    statements = [place for place in vocabulary.ELEMENT.split() if place in left]
    details = [f"`{place}`" for place in WORDS if place in left]
    return ", ".join([*said, *statements, *details])


def _shapes() -> str:
    lines = ["| what follows | words |", "|---|---|"]
    for shape, help in SHAPES.items():
        members = [f"`{word.text}`" for word in WORDS.values() if word.shape == shape]
        lines.append(f"| {help} | {', '.join(members)} |")
    return "\n".join(lines)


def _listed(words: Iterable[str], *, code: bool = True) -> str:
    return ", ".join(f"`{word}`" if code else word for word in words)


def pages(docs: Path) -> dict[str, str]:
    """The text of every page that is made from the code, by its name below the folder ``docs``.

    Raises OSError where the template of the reference page is not there.
    """
    template = (docs / "language.template").read_text(encoding="utf-8")
    return {
        "language.md": reference(template),
        f"schema/blueprint-{VERSION}.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
        f"schema/findings-{findings_json.VERSION}.json": json.dumps(findings_json.schema(), indent=2) + "\n",
        f"schema/theme-{theme_file.VERSION}.json": json.dumps(theme_file.schema(), indent=2) + "\n",
        **check_pages(),
    }


def write(docs: Path) -> None:
    """Writes the pages, and removes the pages of checks that are no more."""
    made = pages(docs)
    for name, text in made.items():
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8", newline="\n")
    for old in (docs / "checks").glob("*.md"):
        if f"checks/{old.name}" not in made:
            old.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
