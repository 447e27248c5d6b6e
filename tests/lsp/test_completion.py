"""What is proposed at the cursor, by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from asking import EXAMPLES, view_of
from lsprotocol import types

from blueprint.lsp.completion import TRIGGERS, completion
from blueprint.lsp.markdown import plain
from blueprint.lsp.workspace import Workspace
from blueprint.model.read import parse
from blueprint.text.vocabulary import DECLARATIONS, WORDS, Word
from blueprint.tree.parse import parse_line
from tests.lsp.client import at, position

STORY = """blueprint "Calls"
persona anna "Anna"
department care "Care"
system crm "CRM"
channel phone "Phone"
touchpoint desk "Desk"
variant night "By night"
step explain "Explains"
  customer: calls "Calls" via phone
  frontstage care: answers "Takes the call"
  frontstage bar: serves "Serves"
"""


def proposed(line: str, before: str = STORY, after: str = "") -> list[types.CompletionItem]:
    text, place = position(f"{before}{line}|{after}")
    files = Workspace(["/nowhere"])
    files.open("file:///nowhere/a.blueprint", text, 1)
    view = files.view("file:///nowhere/a.blueprint")
    found = completion(view, place)
    return found.items if found is not None else []


def labels(line: str, **more: str) -> list[str]:
    return [item.label for item in proposed(line, **more)]


@pytest.mark.parametrize(
    ("line", "some", "never"),
    [
        ("", ["step", "customer:", "department", "calls"], []),
        ("    ", ["takes", "pain", "moment of truth"], ["severity", "within"]),
        ("  frontstage ", ["care", "crm"], ["anna", "phone", "calls"]),
        ("  customer ", ["anna"], ["care"]),
        ('  customer: x "X" via ', ["phone", "crm"], ["care", "calls"]),
        ('  customer: x "X" uses ', ["desk"], ["phone"]),
        ('  customer: x "X" only in ', ["night"], ["desk"]),
        ('  customer: x "X" through ', ["explain"], ["calls"]),
        ('  customer: x "X" owner ', ["care", "anna", "crm"], ["phone"]),
        ('department x "X" owner ', ["care", "anna", "crm"], ["phone"]),
        ('role r "R" escalates to ', ["care", "crm"], ["phone"]),
        ('role r "R" part of ', ["care"], ["phone", "anna"]),
        ('channel k "K" owner ', ["care"], ["phone"]),
        ("department ", ["bar"], ["care", "phone"]),
        ("channel ", [], ["bar", "care"]),
        ("variant ", [], ["bar"]),
        ("step ", [], ["calls"]),
        ("  customer: ", [], ["calls"]),
        ('  frontstage bar: x "X" via ', ["phone", "crm"], ["bar"]),
        ('  customer: x "X" takes ', ["5 min", "unknown"], ["care"]),
        ('  customer: x "X" takes 5 ', ["min", "h", "days"], ["care"]),
        ('  customer: x "X" takes 5 min ', ["at most", "to"], ["told", "within"]),
        ('  customer: x "X" status ', ["idea", "live", "retired"], ["satisfied"]),
        ('  customer: x "X" relationship ', ["satisfied", "loyal"], ["live"]),
        ('  customer: x "X" emotion ', ["-2", "0", "+2"], []),
        ('  customer: x "X" by ', [date.today().isoformat()], []),  # noqa: DTZ011
        ('  customer: x "X" fail "F" ', ["severity", "recovery", "owner"], ["target"]),
        ('  customer: x "X" fail "F" recovery ', ["calls", "answers"], ["care"]),
        ("calls ", ["->", "=>", "<->", "..>"], ["takes"]),
        ("calls -", ["->"], []),
        ("calls -> ", ["answers"], ["care"]),
        ("calls => ", ["answers", "care"], ["anna", "phone"]),
        ('calls => answers "R" ', ["within", "via", "when"], ["takes", "emotion"]),
        ("line of ", ["visibility", "internal interaction"], []),
        ("lane ", ["frontstage", "support"], []),
        ("language ", ["en", "de"], []),
        ("# allow ", ["orphan-handoff"], ["syntax"]),
        # the word that is being written has several parts
        ('  customer: x "X" moment of tr', ["moment of truth"], ["takes"]),
        # a mistake further left
        ('  customer: x "X" viaa phone takes 5 ', ["min"], []),
        ('  customer: x "X" ??? via ', ["phone"], []),
    ],
)
def test_by_place(line, some, never):
    found = labels(line)
    assert [word for word in some if word not in found] == []
    assert [word for word in never if word in found] == []


@pytest.mark.parametrize("line", ['  customer: "Orders ', "# just a re", 'step "'])
def test_nothing_where_words_are_free(line):
    assert labels(line) == []


def test_what_is_said_once_is_not_proposed_again():
    assert "emotion" in labels("    ")
    assert "emotion" not in labels("    ", before=STORY + "    emotion -2\n")
    assert "emotion" not in labels("    ", after="\n    emotion -2\n")
    assert "pain" in labels("    ", before=STORY + '    pain "P"\n')


def test_the_typed_word_is_replaced_and_documented():
    item = next(item for item in proposed('  customer: x "X" moment of tr') if item.label == "moment of truth")
    assert item.text_edit.range.start.character == len('  customer: x "X" ')
    assert "A contact on which" in item.documentation.value


@pytest.mark.asyncio
async def test_the_server_answers_on_a_broken_line(client, tmp_path):
    uri, place = await at(client, tmp_path, STORY + '  customer: x "X" viaa phone takes 5 |')
    found = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    )
    assert "min" in [item.label for item in found.items]
    # This editor has not said that it takes snippets.
    assert {item.insert_text_format for item in found.items} == {None}


def test_behind_a_title_the_state_comes_first() -> None:
    assert labels('blueprint "Calls" ', before="")[:2] == ["as-is", "to-be"]
    assert labels('blueprint "Calls" a', before="")[0] == "as-is"


@pytest.mark.parametrize(
    ("line", "label", "replaced"),
    [
        ('  customer: x "X" serves work f', "work for me", "work f"),
        ('  customer: x "X" serves surprise m', "surprise me", "surprise m"),
        ('  customer: x "X" serves understand ', "understand me", "understand "),
        ('  customer: x "X" serves surprise me, Work for', "work for me", "Work for"),
        ("line of internal inter", "internal interaction", "internal inter"),
    ],
)
def test_a_choice_of_several_words_is_replaced_as_a_whole(line: str, label: str, replaced: str) -> None:
    item = next(item for item in proposed(line) if item.label == label)
    assert item.text_edit.new_text == label
    assert item.text_edit.range.start.character == len(line) - len(replaced)


@pytest.mark.parametrize(
    ("line", "label", "start"),
    [
        ('  customer: x "X" status  li', "live", "li"),
        ('  customer: x "X" serves  work  f', "work for me", "work  f"),
        ('  customer: x "X" serves surprise me,  Work \t for', "work for me", "Work \t for"),
        ('  customer: x "X" moment  of  tr', "moment of truth", "moment  of  tr"),
        ('  customer: x "X" moment  ', "moment of truth", "moment  "),
        ('  customer: x "X"  only  i', "only in", "only  i"),
        ("line  of", "line of", "line  of"),
        ("line  of  internal  inter", "internal interaction", "internal  inter"),
        ("  frontstage  ca", "care", "ca"),
    ],
)
def test_several_spaces(line: str, label: str, start: str) -> None:
    item = next(item for item in proposed(line) if item.label == label)
    assert line[item.text_edit.range.start.character :] == start
    assert item.text_edit.new_text.startswith(label)
    # What an editor compares with that what it replaces.
    assert (item.filter_text or item.label).casefold().startswith(start.casefold())


def kept(item: types.CompletionItem, typed: str) -> bool:
    """Whether an editor shows an item for what it replaces: most look for its letters, in their order."""
    letters = iter((item.filter_text or item.label).casefold())
    return all(letter in letters for letter in typed.casefold())


@pytest.mark.parametrize("path", EXAMPLES[:4], ids=lambda path: path.stem)
def test_what_is_replaced_is_the_word_that_is_typed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    view = view_of(text, path)
    asked = 0
    for number, line in list(enumerate(view.lines))[::7]:
        for column in range(0, len(line) + 1, 3):
            found = completion(view, types.Position(number, column))
            for item in found.items if found is not None else ():
                place = item.text_edit.range
                assert (place.start.line, place.end) == (number, types.Position(number, column))
                begin = place.start.character
                typed = line[begin:column]
                assert not typed[:1].isspace()
                assert begin == 0 or not (line[begin - 1].isalnum() and typed[:1].isalnum()), "in the middle of a word"
                assert kept(item, typed)
                asked += 1
    assert asked > 100


@pytest.mark.parametrize(
    ("line", "label", "help"),
    [
        ('  customer: x "X" status ', "live", "status"),
        ('  customer: x "X" serves ', "work for me", "serves"),
        ('  customer: x "X" takes 5 m', "min", "takes"),
        ('  customer: x "X" takes ', "5 min", "takes"),
        ("    emotion +", "+1", "emotion"),
        ('  customer: x "X" takes 5 min ', "to", "takes"),
        ('  customer: x "X" status live by ', date.today().isoformat(), "by"),  # noqa: DTZ011
    ],
)
def test_values_have_the_help_of_their_word(line: str, label: str, help: str) -> None:
    item = next(item for item in proposed(line) if item.label == label)
    assert item.documentation.value.startswith(f"**`{help}`**\n\n{plain(WORDS[help].help)}")


@pytest.mark.parametrize("sign", ["to", "-"])
def test_the_other_end_of_a_time(sign: str) -> None:
    assert labels(f'  customer: x "X" takes 2.5 {sign} ') == ["3 min", "3 h", "3 days", "3 weeks", "3 months", "3 s"]
    assert labels(f'  customer: x "X" takes 2 min {sign} ')[0] == "3 min"
    # None that would lie before its beginning.
    assert labels(f'  customer: x "X" takes 2 h {sign} ') == ["3 h", "3 days", "3 weeks", "3 months"]
    assert labels(f'  customer: x "X" takes 2 h {sign} 1 ') == ["days", "weeks", "months"]
    assert labels(f'  customer: x "X" takes 2 h {sign} 1') == ["1 day", "1 week", "1 month"]
    assert parse_line('  customer: x "X" takes 2.5 to 3 weeks').fault is None


NAMED = """blueprint "Calls"
persona anna "Anna"
department care "Care"
role clerk "Clerk"
system crm "CRM"
partner post "Post"
channel phone "Phone"
touchpoint desk "Desk"
variant night "By night"
phase first "First"
step explain "Explains"
  customer: calls "Calls"
  frontstage care: answers "Answers"
"""
ELEMENTS = {
    "blueprint": 'blueprint "B"',
    **{kind: f'{kind} one "One"' for kind in DECLARATIONS},
    "phase": 'phase one "One"',
    "step": 'step one "One"',
    "action": '  customer: one "One"',
    "arrow": 'calls => answers "It"',
}
VALUES = {"text": '"X"', "texts": '"X"', "number": "1", "duration": "5 min", "signed": "-1", "choice": "idea"}


def taking(word: Word) -> Iterator[str]:
    """Lines that end with a detail word, one for each place where it may stand."""
    for place in sorted(word.places):
        if place in ELEMENTS:
            yield f"{ELEMENTS[place]} {word.text} "
        else:
            holder = WORDS[place]
            for element in sorted(holder.places & ELEMENTS.keys()):
                yield f"{ELEMENTS[element]} {holder.text} {VALUES[holder.shape]} {word.text} "


@pytest.mark.parametrize(
    "line", [line for word in WORDS.values() if word.shape in ("who", "ref", "refs") for line in taking(word)]
)
def test_every_name_that_is_proposed_is_known_there(line: str) -> None:
    # A file holds one blueprint.
    before = NAMED.split("\n", 1)[1] if line.startswith("blueprint") else NAMED
    names = [item for item in proposed(line, before=before) if item.kind != types.CompletionItemKind.Keyword]
    assert names
    for start in (line, f"{line}anna, ", f"{line}calls, "):
        for item in proposed(start, before=before):
            said = start[: item.text_edit.range.start.character] + item.text_edit.new_text
            wrong = [problem.message for problem in parse(before + said).problems if item.label in problem.message]
            assert wrong == [], said


QUOTES = '"…"'


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("  customer:", QUOTES),
        ("  customer: ", QUOTES),
        ("step ", QUOTES),
        ("department x ", QUOTES),
        ('  customer: x "X" when ', QUOTES),
        ('  customer: x "X" asks ', QUOTES),
        ('  customer: x "X" asks "Name", ', QUOTES),
        ("calls -> answers ", QUOTES),
        ("line of visibility ", QUOTES),
        ('  customer: x "X" takes 5 min 90% under ', "1 min"),
        ('  customer: x "X" takes 5 min 90', "90 min"),
        ('  customer: x "X" takes 5 min at most 4', "4 min"),
        ('  customer: x "X" takes 1 h 3', "3 min"),
        ('  customer: x "X" fail "F" severity ', "1"),
        ('  customer: x "X" on day ', "1"),
        ('  customer: x "X" on day 2 to ', "3"),
        ('  customer: x "X" cases ', "40 per day"),
        ('  customer: x "X" cases 7', "7 per day"),
        ("calls -> answers repeats up to ", "3 times"),
        ("calls -> answers 80", "80%"),
        ("calls -> ", "answers"),
        ("answers => ", "serves"),
        ("serves -> ", "calls"),
        # what begins with the typed letters goes before what only holds them
        ("d", "department"),
        ("st", "step"),
        ("c", "customer:"),
    ],
)
def test_what_comes_first(line: str, first: str) -> None:
    assert labels(line)[0] == first


def test_quotes_are_written_with_the_cursor_between() -> None:
    assert [item.text_edit.new_text for item in proposed("  customer: ")] == ['"$1"']
    assert [item.text_edit.new_text for item in proposed("  customer:")] == [' "$1"']
    assert [item.text_edit.new_text for item in proposed('  customer: x "X" link ')] == ['"https://$1"']
    # A chain takes no label: it would be unclear which of its arrows it belongs to.
    assert QUOTES not in labels("calls -> answers -> calls ")


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_every_trigger_asks_for_something(trigger: str) -> None:
    lines = ["calls ", "calls -", "calls ", "  customer", "", '  customer: x "X" via phone']
    asked = [line for line in lines if labels(f"{line}{trigger}")]
    assert asked


def test_a_limit_is_one_known_time() -> None:
    for line in (
        'calls -> answers "A" within ',
        '  customer: x "X" waits 1 min at most ',
        'blueprint "B" time budget ',
    ):
        assert labels(line) == ["1 min", "5 min", "15 min", "1 h", "1 day"]
        assert "to" not in labels(f"{line}5 min ")
    # It would be broken from the beginning.
    assert labels('  customer: x "X" waits 2 to 3 h told "T" at most ')[0] == "1 day"
    assert "unknown" in labels('  customer: x "X" takes ')
    assert "to" in labels('  customer: x "X" takes 5 min ')


def test_an_empty_file_begins_with_its_title() -> None:
    assert labels("", before="")[:2] == ["blueprint", "a whole blueprint"]
    assert labels("", before="# Of what this is.\n")[:2] == ["blueprint", "a whole blueprint"]
    assert labels("", before="language en\n")[0] == "blueprint"
    # There is one of each in a file.
    assert not {"blueprint", "language", "a whole blueprint"} & {*labels("", before=f"language en\n{STORY}")}


@pytest.mark.parametrize(
    ("line", "after", "never"),
    [
        ('  customer: x "X" ', "\n    emotion -1\n    waits 1 h", ["emotion", "waits"]),
        ('step x "X" ', "\n  in week 2", ["on day", "in week", "in month"]),
        ('step x "X" ', " in week 2", ["on day", "in week", "in month"]),
        ('  customer: x "X" fail "F" ', " severity 3", ["severity"]),
        ('  customer: x "X" fail "F" severity 3 ', "", ["severity"]),
        ('calls -> answers "A" 80% ', "", ["under"]),
        ('  customer: x "X" takes 5 min 90% ', "", ["emotion"]),
        ('  customer: x "X" via phone, ', "", ["phone"]),
        ("calls -> ", "", ["calls"]),
        ('department care "Care" part of ', "", ["care"]),
        ('department care "Care" owner ', "", ["care"]),
        ('persona anna "Anna" acts for ', "", ["anna"]),
        ('  customer: calls "Calls" waits 5 min meanwhile ', "", ["calls"]),
        ("line of ", "\nline of visibility hidden", ["visibility"]),
        # Further left it would look as if it was said of the step.
        ("  ", "", ["pain", "note"]),
    ],
)
def test_what_would_be_wrong_is_not_proposed(line: str, after: str, never: list[str]) -> None:
    found = labels(line, after=after)
    assert [word for word in never if word in found] == []


def test_snippets_give_the_names_to_choose_from() -> None:
    lane = next(item for item in proposed("") if item.label == "lane in front of the customer")
    assert lane.text_edit.new_text.startswith("frontstage ${1|care,crm|}: ")
    assert "via ${4|phone|} takes" in lane.text_edit.new_text
    handoff = next(item for item in proposed("calls ") if item.label.startswith("=> handoff"))
    assert '${1|answers,serves,care,crm|} "' in handoff.text_edit.new_text
    assert "via ${3|crm,phone|} within" in handoff.text_edit.new_text
    # A partner carries no arrow.
    handoff = next(item for item in proposed("calls ", before=NAMED) if item.label.startswith("=> handoff"))
    assert "via ${3|crm,phone|} within" in handoff.text_edit.new_text
    # What is reached already comes last, or not at all.
    reached = STORY + "calls -> answers\n"
    assert labels("calls -> ", before=reached) == ["serves", "answers"]
    handoff = next(item for item in proposed("calls ", before=reached) if item.label.startswith("=> handoff"))
    assert '${1|serves,care,crm|} "' in handoff.text_edit.new_text
    # Where there is nothing to choose from, the place is left out.
    alone = "step explain\n  customer: calls\n  frontstage: answers\n"
    lane = next(item for item in proposed("", before=alone) if item.label == "lane in front of the customer")
    assert lane.text_edit.new_text.startswith("frontstage: ")
    assert "via" not in lane.text_edit.new_text
    assert not [item for item in proposed("calls ", before="step s\n  customer: calls\n") if "handoff" in item.label]


def test_a_comment_may_become_a_silence() -> None:
    for line, text in (("#", " allow "), ("# ", "allow "), ("  # al", "allow "), ("# allow", "allow ")):
        found = proposed(line)
        assert found[0].label.startswith("allow ")
        assert all(item.text_edit.new_text.startswith(text) for item in found)
    assert labels("# already") == labels("# a re") == []


def test_only_shared_files_are_proposed_for_an_include(tmp_path: Path) -> None:
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "shared").mkdir()
    (tmp_path / "story.blueprint").write_text('blueprint "B"\ndepartment a "A"\n')
    (tmp_path / "empty.blueprint").write_text("# nothing\n")
    (tmp_path / "back.blueprint").write_text('department b "B"\ninclude "own.blueprint"\n')
    (tmp_path / "used.blueprint").write_text('department c "C"\n')
    (tmp_path / "shared" / "who.blueprint").write_text('department d "D"\n')

    def paths(line: str, after: str = "") -> list[tuple[str, str]]:
        view = view_of(f'include "used.blueprint"\n{line}{after}\n', tmp_path / "own.blueprint")
        found = completion(view, types.Position(1, len(line)))
        assert found is not None
        return [(item.label, item.text_edit.new_text) for item in found.items]

    assert paths("include ") == [("shared/who.blueprint", '"shared/who.blueprint"')]
    assert paths('include "sh', '"') == [("shared/who.blueprint", "shared/who.blueprint")]
    assert paths("include „sh") == [("shared/who.blueprint", "shared/who.blueprint“")]
