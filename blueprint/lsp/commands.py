"""The commands of the server, by which what it offers leads somewhere."""

from __future__ import annotations

SHOW = "blueprint.show"
"""Shows a place in the editor: its one argument is a location of the protocol."""
