"""What is proposed at the cursor, by place."""

from __future__ import annotations

from datetime import date

import pytest
from lsprotocol import types

from blueprint.lsp.completion import completion
from blueprint.lsp.workspace import Workspace
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
