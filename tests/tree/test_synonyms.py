"""Words of other methods and tools are not understood, and the message says what they are called here."""

from __future__ import annotations

import pytest

from blueprint.lsp.corrections import corrections
from blueprint.text.synonyms import SYNONYMS, synonym
from blueprint.text.vocabulary import STAGES, STATEMENTS, WORDS
from blueprint.tree.parse import parse_line

_MEANT = [
    ('user: "Looks"', "user", 'customer: "Looks"'),
    ('onstage desk: "Answers"', "onstage", 'frontstage desk: "Answers"'),
    ('front stage desk: "Answers"', "front stage", 'frontstage desk: "Answers"'),
    ('team desk "Desk"', "team", 'department desk "Desk"'),
    ('pain point "No day is free"', "pain point", 'pain "No day is free"'),
    ("takes 15 min up to 20 min", "up to", "takes 15 min at most 20 min"),
    ("waits 15 min No more than 1 h", "No more than", "waits 15 min at most 1 h"),
    ('looks -> takes if "free"', "if", 'looks -> takes when "free"'),
    ("looks -> takes loop 3 times", "loop", "looks -> takes repeats up to 3 times"),
]


@pytest.mark.parametrize(("line", "written", "mended"), _MEANT)
def test_the_fault_spans_the_words_and_the_correction_is_understood(line: str, written: str, mended: str) -> None:
    fault = parse_line(line).fault
    assert fault is not None
    assert line[fault.column - 1 : fault.end - 1] == written
    assert [one.line for one in corrections(line, fault)][:1] == [mended]
    assert parse_line(mended).fault is None


def test_every_synonym_stands_for_a_word_of_the_language_and_is_none_itself() -> None:
    known = {*STAGES, *STATEMENTS, *WORDS}
    assert {meant for meant in SYNONYMS.values() if meant not in known} == set()
    assert [name for name in SYNONYMS if name in {*WORDS, *STAGES}] == []
    assert all(name == name.lower() == " ".join(name.split()) for name in SYNONYMS)


def test_only_what_fits_is_proposed() -> None:
    assert synonym("up  to 20 min", WORDS) == ("up  to", "at most")
    assert synonym("up to 20 min", STAGES) == ("", "")
    assert synonym("upto", WORDS) == ("", "")
    assert synonym('"up to"', WORDS) == ("", "")
