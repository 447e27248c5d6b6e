"""What folds."""

from __future__ import annotations

import pytest
from asking import EXAMPLES, open_text, view_of, worked
from lsprotocol import types

from blueprint.lsp.folding import folding

TEXT = """# one
# two
blueprint "A"
  goal "g"

department a "A"
department b "B"
  owner "O"
# between
channel c "C"

phase "P"

step "S"
  customer: x "X"
    pain "p"
    pain "q"

  # of the next
  frontstage a: y "Y"
step "T"
  customer: z "Z"

x -> y
y -> z
"""


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    found = await client.text_document_folding_range_async(types.FoldingRangeParams(text))
    assert [(one.start_line + 1, one.end_line + 1, one.kind) for one in found] == [
        (1, 2, types.FoldingRangeKind.Comment),
        (3, 4, None),
        (6, 10, types.FoldingRangeKind.Region),
        (7, 8, None),
        (12, 22, None),
        (14, 20, None),
        (15, 17, None),
        (21, 22, None),
        (24, 25, types.FoldingRangeKind.Region),
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_within_the_file_and_nested(path):
    view = view_of(path.read_text(), path)
    open_folds: list[types.FoldingRange] = []
    for fold in worked(folding(view)):
        assert 0 <= fold.start_line < fold.end_line < len(view.lines)
        open_folds = [one for one in open_folds if one.end_line >= fold.start_line]
        assert all(fold.end_line <= one.end_line for one in open_folds)
        open_folds.append(fold)


def test_broken_lines(tmp_path):
    view = view_of('step "S\n  customer: x "X"\n    pain "p"\n??\n    pain "q"\nstep\n', tmp_path / "a.blueprint")
    assert [(one.start_line, one.end_line) for one in worked(folding(view))] == [(0, 2), (1, 2)]
