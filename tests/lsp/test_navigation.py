"""Definition, references, rename, symbols and hover, asked of the real server."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.client import at, diagnostics, open_text, position

WHO = 'department care "Customer care" owner "Head of care"\nchannel phone "Phone"\nsystem crm "CRM" part of care\n'
STORY = """blueprint "Calls"
include "who.blueprint"
step explain "Explains"
  customer: calls "Calls the hotline, asks for care" via phone
  frontstage ca|re: answers "Takes the call" via phone takes 4 min
calls -> answers
answers => care "Report" via crm
"""


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


@pytest.mark.asyncio
async def test_definition_is_found_in_an_included_file_that_is_not_saved(client, tmp_path):
    uri, place = await at(client, tmp_path, STORY)
    open_text(client, (tmp_path / "who.blueprint").as_uri(), WHO)
    found = await client.text_document_definition_async(types.DefinitionParams(document(uri), place))
    assert [(one.uri.rpartition("/")[2], one.range.start) for one in found] == [
        ("who.blueprint", types.Position(0, 11))
    ]
    found = await client.text_document_definition_async(types.DefinitionParams(document(uri), types.Position(1, 12)))
    assert found[0].uri.endswith("who.blueprint")


@pytest.mark.asyncio
async def test_references_go_both_ways(client, tmp_path):
    (tmp_path / "who.blueprint").write_text(WHO)
    text, _ = position(STORY)
    (tmp_path / "b.blueprint").write_text(text)
    (tmp_path / "c.blueprint").write_text('step "S"\n  frontstage care: "Another care, not ours"\n')
    uri = (tmp_path / "who.blueprint").as_uri()
    open_text(client, uri, WHO)
    context = types.ReferenceContext(include_declaration=False)
    found = await client.text_document_references_async(
        types.ReferenceParams(context, document(uri), types.Position(0, 12))
    )
    places = sorted((one.uri.rpartition("/")[2], one.range.start.line) for one in found)
    assert places == [("b.blueprint", 4), ("b.blueprint", 6), ("who.blueprint", 2)]


@pytest.mark.asyncio
async def test_rename_spares_labels_and_reaches_other_files(client, tmp_path):
    (tmp_path / "who.blueprint").write_text(WHO)
    uri, place = await at(client, tmp_path, STORY)
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(document(uri), place))
    assert prepared.placeholder == "care"
    edit = await client.text_document_rename_async(types.RenameParams(document(uri), place, "desk"))
    lines = {
        name.rpartition("/")[2]: sorted(one.range.start.line for one in edits) for name, edits in edit.changes.items()
    }
    assert lines == {"a.blueprint": [4, 6], "who.blueprint": [0, 2]}
    assert {one.new_text for edits in edit.changes.values() for one in edits} == {"desk"}


@pytest.mark.asyncio
@pytest.mark.parametrize(("new", "why"), [("two words", "is no name"), ("crm", "is taken"), ("answers", "is taken")])
async def test_rename_refuses(client, tmp_path, new, why):
    (tmp_path / "who.blueprint").write_text(WHO)
    uri, place = await at(client, tmp_path, STORY)
    with pytest.raises(JsonRpcException, match=why):
        await client.text_document_rename_async(types.RenameParams(document(uri), place, new))


@pytest.mark.asyncio
async def test_there_is_nothing_to_rename_in_a_label(client, tmp_path):
    uri, place = await at(client, tmp_path, 'step explain "Exp|lains"\n')
    assert await client.text_document_prepare_rename_async(types.PrepareRenameParams(document(uri), place)) is None


@pytest.mark.asyncio
async def test_outline_and_search(client, tmp_path):
    uri, _ = await at(client, tmp_path, STORY.replace("blueprint", "phase", 1))
    top = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
    phase = top[0]
    assert (phase.name, [step.name for step in phase.children]) == ("Calls", ["Explains"])
    step = phase.children[0]
    assert [action.detail for action in step.children] == ["customer calls", "frontstage care answers"]
    assert step.range.start.line == 2
    assert step.range.end.line >= 4
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("takes"))
    assert [one.name for one in found] == ["Takes the call"]


@pytest.mark.asyncio
async def test_hover_says_whose_an_action_is_and_who_says_so(client, tmp_path):
    (tmp_path / "who.blueprint").write_text(WHO)
    uri, _ = await at(client, tmp_path, STORY)
    shown = await client.text_document_hover_async(types.HoverParams(document(uri), types.Position(5, 11)))
    words = shown.contents.value
    assert "**Takes the call** · action `answers`" in words
    assert "owner: Head of care (from the department “Customer care”)" in words
    assert "Takes: 4 min" in words
    shown = await client.text_document_hover_async(types.HoverParams(document(uri), types.Position(4, 56)))
    assert "How long the work takes" in shown.contents.value


@pytest.mark.asyncio
async def test_hover_tells_of_the_arrow_below_its_sign(client, tmp_path):
    story = 'step "S"\n  customer: calls "Calls, asks"\n  frontstage care: answers "Answers"\n'
    arrows = 'department desk "Desk"\ncalls -> answers => desk\nanswers ->| calls within 2 h\n'
    uri, place = await at(client, tmp_path, WHO + story + arrows)
    found = await diagnostics(client, uri)
    assert "orphan-handoff" in [one.code for one in found if one.range.start.line == place.line - 1]

    async def told(column: int, line: int = place.line) -> str:
        shown = await client.text_document_hover_async(types.HoverParams(document(uri), types.Position(line, column)))
        return shown.contents.value

    words = await told(place.character)
    assert words.startswith("**`->`**\n\nLeads to")
    assert "**“Answers” → “Calls, asks”** · flow" in words.replace("\\", "")
    assert "2 h" in words.partition("flow")[2]
    first, second = await told(7, place.line - 1), await told(18, place.line - 1)
    assert ("orphan-handoff" in first, "orphan-handoff" in second) == (False, True)
    assert "· flow" in first
    assert "· handoff" in second


@pytest.mark.asyncio
async def test_a_name_of_the_wrong_kind_is_told_what_it_is(client, tmp_path):
    (tmp_path / "who.blueprint").write_text(WHO)
    uri, _ = await at(client, tmp_path, STORY + "phone -> calls\n")
    place = types.Position(7, 2)
    shown = await client.text_document_hover_async(types.HoverParams(document(uri), place))
    assert shown.contents.value.startswith("**Phone** · channel `phone`")
    found = await client.text_document_definition_async(types.DefinitionParams(document(uri), place))
    assert [(one.uri.rpartition("/")[2], one.range.start.line) for one in found] == [("who.blueprint", 1)]


@pytest.mark.asyncio
async def test_hover_shows_a_stranger_s_words_as_they_are(client, tmp_path):
    label = "[x](command:run) <img src=y> **b** `c`"
    uri, place = await at(client, tmp_path, f'step "S"\n  customer: "{label}|"\n')
    shown = await client.text_document_hover_async(types.HoverParams(document(uri), place))
    from markdown_it import MarkdownIt

    tokens = [
        one
        for block in MarkdownIt("gfm-like", {"linkify": False}).parse(shown.contents.value)
        for one in block.children or ()
    ]
    assert label in "".join(token.content for token in tokens if token.type == "text")
    assert not {"link_open", "html_inline", "image", "code_inline"} & {token.type for token in tokens[:8]}


BROKEN = """department ca|re "Care"
channel phone "Phone"
step "S"
  frontstage care: asks "Asks care" vai phone owner care, care.x # care
"""


async def renamed(client, uri: str, place: types.Position) -> list[tuple[int, int]]:
    edit = await client.text_document_rename_async(types.RenameParams(document(uri), place, "desk"))
    starts = [one.range.start for one in edit.changes[uri]]
    return sorted((start.line, start.character) for start in starts)


@pytest.mark.asyncio
async def test_rename_reaches_what_cannot_be_read(client, tmp_path):
    uri, place = await at(client, tmp_path, BROKEN)
    assert await renamed(client, uri, place) == [(0, 11), (3, 13), (3, 52)]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    [
        BROKEN.replace('asks "', 'care "'),
        BROKEN.replace('care"', "care"),
        BROKEN.replace("phone", "care").replace('channel care "Phone"', "channel care"),
        f"{BROKEN.replace('vai', 'via')}deprtment care care\nchannel care\n",
    ],
)
async def test_rename_stops_at_what_may_be_something_else(client, tmp_path, text):
    uri, place = await at(client, tmp_path, text)
    with pytest.raises(JsonRpcException, match=r"a.blueprint, line [45], cannot be read, and may speak of “care” too"):
        await renamed(client, uri, place)


@pytest.mark.asyncio
async def test_rename_leaves_labels_of_broken_lines(client, tmp_path):
    uri, place = await at(client, tmp_path, 'department ca|re "Care"\nstp "the care of care"\n')
    assert await renamed(client, uri, place) == [(0, 11)]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("broken", "places"),
    [
        # What may be prose alone stays; what stands before the quotes is no prose.
        ('step "Who takes care', [(0, 11)]),
        ('step "Care', [(0, 11)]),
        ('channel phone "Care for all" note "Where care', [(0, 11)]),
        ('stp care "Takes care', [(0, 11), (1, 4)]),
        ('frontstage care: asks "Asks care via phone', [(0, 11), (1, 11)]),
        ('asks => care" "Report"', [(0, 11), (1, 8)]),
        # Where a name may stand, it may be one.
        ('step "Asks owner care', None),
        ('step "Asks via phone, care', None),
        ('"frontstage care: asks "Asks"', None),
        ('"step" is" part  of care', None),
        ('"care -> asks', None),
    ],
)
async def test_rename_beside_an_open_quote(client, tmp_path, broken, places):
    uri, place = await at(client, tmp_path, f'department ca|re "Care"\n{broken}\n')
    if places is None:
        with pytest.raises(JsonRpcException, match="line 2, cannot be read, and may speak of “care” too"):
            await renamed(client, uri, place)
    else:
        assert await renamed(client, uri, place) == places
