"""The theme that ``--theme`` means: one that comes along, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.cli.failure import CannotWork

if TYPE_CHECKING:
    from blueprint.drawing.looks.theme import Theme


def chosen_theme(name: str) -> tuple[Theme | None, tuple[str, ...]]:
    """The theme of a name or of a file, None for ``""``, and the files that were read for it.

    Raises CannotWork where there is neither such a theme nor such a file, and where the file is no theme.
    """
    if not name:
        return None, ()
    from blueprint.drawing.looks.theme import THEMES
    from blueprint.drawing.looks.theme_file import ThemeError, find_theme

    try:
        return find_theme(name), () if name in THEMES else (name,)
    except ThemeError as error:
        raise CannotWork(" · ".join(str(error).splitlines())) from None
