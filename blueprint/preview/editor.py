"""The words that the preview and an editor's helper exchange: one JSON object a line.

The preview says ``{"event": "ready", "address": …}`` when it can be looked at, and ``{"event": "open", "path": …,
"line": …, "column": …, "end": …}`` when an element is clicked; lines and columns count from 1, columns in code points.
It hears ``{"select": {"path": …, "line": …}}`` when the cursor has moved. To ``{"browse": true}`` it answers
``{"event": "browse", "address": …}``: an address for a browser, which serves once. It ends where nothing can be heard
any more, so that it never outlives the editor. What it does not understand it passes over.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO

from blueprint.text.span import Span


def ready(address: str) -> str:
    """The line that says where the preview is."""
    return json.dumps({"event": "ready", "address": address})


def opened(span: Span) -> str:
    """The line that says what was clicked."""
    place = {"path": span.path, "line": span.line, "column": span.column, "end": span.end}
    return json.dumps({"event": "open", **place})


def browse(address: str) -> str:
    """The line that gives an address for a browser."""
    return json.dumps({"event": "browse", "address": address})


def listen(stream: IO[bytes], select: Callable[[str, int], None], invite: Callable[[], None]) -> None:
    """Hears the editor until its end; ``select`` is told the path and the line of its cursor, ``invite`` that a browser
    is to be opened."""
    for line in stream:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        match said:
            case {"select": {"path": str(path), "line": int(number)}}:
                select(path, number)
            case {"browse": True}:
                invite()
