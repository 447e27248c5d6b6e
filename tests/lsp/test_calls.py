"""Call hierarchy along the arrows."""

from __future__ import annotations

import pytest
from asking import open_text
from lsprotocol import types

TEXT = """blueprint "A"
department a "Desk"
department b "Field"
step "S"
  customer: x "Asks"
  frontstage a: y "Answers"
    note "n"
step "T"
  backstage b: z "Repairs"
x <-> y
y => b "Order"
y -> z
"""


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)

    async def at(line: int, column: int) -> list[types.CallHierarchyItem]:
        params = types.CallHierarchyPrepareParams(text, types.Position(line, column))
        return await client.text_document_prepare_call_hierarchy_async(params) or []

    (item,) = await at(6, 8)
    assert (item.name, item.detail) == ("Answers", "frontstage Desk")
    assert (item.selection_range.start.line, item.selection_range.start.character) == (5, 16)
    assert [one.name for one in await at(9, 0)] == ["Asks"]
    assert [one.name for one in await at(9, 6)] == ["Answers"]
    assert await at(1, 3) == []
    assert await at(3, 1) == []

    outgoing = await client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(item))
    ends = {one.to.name: [place.start.line for place in one.from_ranges] for one in outgoing}
    assert ends == {"Repairs": [10, 11], "Asks": [9]}
    incoming = await client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item))
    assert [one.from_.name for one in incoming] == ["Asks"]
    (last,) = await at(8, 20)
    incoming = await client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(last))
    assert [(one.from_.name, len(one.from_ranges)) for one in incoming] == [("Answers", 2)]
