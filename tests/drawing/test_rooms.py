"""Room for the words of arrows: it is always found, in few rounds."""

from __future__ import annotations

import pytest
from faults import faults
from hard_cases import NAMED, hard_case

from blueprint import check
from blueprint.drawing import draw as drawing
from blueprint.drawing.layout.labels import place_labels
from blueprint.model.read import parse

CROWDED = {f"seed {seed}": hard_case(seed, loops=seed % 3) for seed in (5011, 6050, 7042, 61003)} | {
    name: NAMED[name] for name in ("twelve in a cell", "back to the same box", "a page from right to left")
}


def rounds_of(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Draw a story with its findings, and count how often it was laid out."""
    rounds = []

    def counted(*parts: object) -> object:
        rounds.append(parts)
        return place_labels(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "place_labels", counted)
    story = parse(text)
    assert faults(drawing.draw(story, findings=check(story))) == []
    return len(rounds)


@pytest.mark.parametrize("name", CROWDED)
def test_room_for_all_words_is_found_in_few_rounds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rounds_of(CROWDED[name], monkeypatch) <= 4


@pytest.mark.parametrize("name", CROWDED)
def test_where_all_words_have_cells_each_is_free_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The last resort, which no story is known to need: it must hold for any.
    monkeypatch.setattr(drawing, "_PLACES", 0)
    monkeypatch.setattr(drawing, "_SOME_CELLS", 0)
    assert rounds_of(CROWDED[name], monkeypatch) == 2
