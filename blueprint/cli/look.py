"""The theme that ``--theme`` means: one that comes along, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.cli.failure import CannotWork

if TYPE_CHECKING:
    from blueprint.drawing.theme import Theme


def chosen_theme(name: str) -> tuple[Theme | None, tuple[str, ...]]:
    """The theme of a name or of a file, None for ``""``, and the files that were read for it.

    Raises CannotWork where there is neither such a theme nor such a file, and where the file is no theme.
    """
    if not name:
        return None, ()
    from blueprint.drawing.theme import THEMES, built_in

    if name in THEMES:
        return built_in(name), ()
    from blueprint.drawing.theme_file import MOST_BYTES, ThemeError, no_theme, read_theme

    try:
        with open(name, "rb") as file:
            data = file.read(MOST_BYTES + 1)
        return read_theme(data.decode("utf-8-sig")), (name,)
    except UnicodeDecodeError:
        raise CannotWork(f"{name}: this is no theme: it is not UTF-8") from None
    except (FileNotFoundError, ValueError):  # A name may hold what no file's name can.
        raise CannotWork(no_theme(name)) from None
    except OSError as error:
        raise CannotWork(f"{name}: cannot be read ({error.strerror or error})") from None
    except ThemeError as error:
        raise CannotWork(f"{name}: {' · '.join(str(error).splitlines())}") from None
