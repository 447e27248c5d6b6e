"""The TextMate grammar of the extension for VS Code: in step with the language."""

from __future__ import annotations

import json
from pathlib import Path

import lark

from blueprint.editors.textmate import PATH, text
from blueprint.text.source import split_lines
from blueprint.text.vocabulary import DECLARATIONS, STAGES, STATEMENTS, TIME_UNITS, WORDS
from blueprint.tree.grammar import line_parser
from blueprint.tree.parse import parse_line

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/**/*.blueprint"), *ROOT.glob("tests/corpus/**/*.blueprint")])

_KINDS = {
    "NAME": "name",
    "ARROW_FROM": "name",
    "STRING": "string",
    "NUMBER": "number",
    "SIGN_NUMBER": "number",
    "PERCENT": "number",
    "DAY": "number",
    "ARROW": "arrow",
    "COMMENT": "comment",
    "COLON": "",
    "COMMA": "",
    "DASH": "",
}
_PLACES = (
    'blueprint "A" goal "x"',
    'department {} "A" owner {}, "B", {} part of {} note "n"',
    "role {}",
    'phase {} "A"',
    'step {} on day 3 note "n"',
    "customer {}: {}",
    'frontstage {}: {} "A" via {} or {} takes 4 to 6 min 90% under 12 min at most 10 min owner {}',
    "backstage: {} waits unknown meanwhile {}, {} through {} told nothing",
    'support {}: {} uses {} only in {} reads "a", "b" kept in {} value waste relationship loyal optional',
    '{} -> {} "A" when "b" 30% within 1 h 30 min via {}, {} carries "c"',
    "{} => {} -> {} <-> {} ..> {} repeated 2 times",
    "{}⇒{}→{} repeats up to 3",
    'lane frontstage {} "A"',
    'channel {} capacity 40 per day hours "x" metric "m" target 3 hours actual 3 counts outcome',
    '  severity 3 hours "x"',
    "  serves work for me, surprise me owner {} # {} in a comment",
)


def tokens(line: str) -> list[list[object]]:
    """What the parser says of a line: where each token begins and ends, in UTF-16 units, and what it is."""
    found = []
    for token in line_parser().parse(line).scan_values(lambda value: isinstance(value, lark.Token)):
        kind = _KINDS.get(token.type, "keyword")
        if kind:
            start = token.column - 1
            before = len(line[:start].encode("utf-16-le", "surrogatepass")) // 2
            found.append([before, before + len(str(token).encode("utf-16-le", "surrogatepass")) // 2, kind])
    return found


def lines() -> list[str]:
    """Every line of every file that can be parsed, and every keyword in every place of a name."""
    found: dict[str, None] = {}
    for file in FILES:
        for line in split_lines(file.read_bytes().decode("utf-8", "replace")):
            found[line] = None
    words = {*WORDS, *STAGES, *DECLARATIONS, *STATEMENTS, *TIME_UNITS, "or", "to", "times", "per", "under", "unknown"}
    for word in sorted({part for one in words for part in one.split()} | {"hidden", "Ä.b-c", "ज़रूरत", "😀", "3com"}):
        for place in _PLACES:
            found[place.replace("{}", word)] = None
            found[place.replace("{}", word.upper())] = None
    return [line for line in found if line.strip() and parse_line(line).fault is None]


def write_tokens(path: Path) -> None:
    """Writes what the parser says of all lines, for the tests in node."""
    path.write_text(json.dumps([{"text": line, "tokens": tokens(line)} for line in lines()]), encoding="utf-8")


def test_the_grammar_is_that_of_the_vocabulary() -> None:
    assert (ROOT / PATH).read_text(encoding="utf-8") == text(), "python -m blueprint.editors.textmate writes it again"


def test_every_word_is_in_the_grammar() -> None:
    for word in (*WORDS, *STAGES, *DECLARATIONS, *STATEMENTS):
        assert r"\\s+".join(word.replace("-", r"\\-").split()) in text()
