"""Settings from a TOML file, with every mistake in them said."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from blueprint.findings.link import PLACE
from blueprint.findings.settings import PROFILES, Thresholds
from blueprint.settings.find import SHARED
from blueprint.settings.layers import Fault, Layer, Said, SettingsError
from blueprint.settings.lines import Lines

_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")

EVERYWHERE = ("profile", "select", "ignore", "today", "severity", "thresholds")
"""The keys that may stand at the top and in a ``[[files]]`` table."""

TOP = (*EVERYWHERE, "baseline", "documentation", "files")
SOME = ("path", *EVERYWHERE)


def read(path: str) -> tuple[Layer, ...]:
    """The layers of a file: what holds for all files below it, then each ``[[files]]`` in order.

    Raises SettingsError where the file cannot be read or has a mistake.
    """
    import tomllib

    shown = _shown(path)
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(Fault(shown, 0, f"cannot be read ({error.strerror or error})")) from None
    except ValueError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else 0
        raise SettingsError(Fault(shown, line, f"this is no valid TOML ({error})")) from None
    prefix: tuple[str, ...] = ()
    if os.path.basename(path) == SHARED:
        prefix = ("tool", "blueprint")
        inner = table.get("tool", {})
        table = inner.get("blueprint", {}) if isinstance(inner, dict) else {}
        if not isinstance(table, dict):
            raise SettingsError(Fault(shown, 0, "tool.blueprint is a table"))
    return _Reader(os.path.dirname(os.path.abspath(path)), Lines(text, prefix, shown)).layers(table)


def _shown(path: str) -> str:
    """The path as people know it: from where they are, unless that leads far up."""
    try:
        seen = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if seen.startswith(os.path.join("..", "..", "..")) else seen


class _Reader:
    """Turns the tables of one file into layers and collects what is wrong."""

    def __init__(self, folder: str, lines: Lines) -> None:
        self._folder = folder
        self._lines = lines
        self._faults: list[Fault] = []

    def layers(self, table: Mapping[str, object]) -> tuple[Layer, ...]:
        layers = [Layer(dict(self._values(table, (), TOP)), (), self._folder)]
        parts = table.get("files", [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            self._fault(("files",), "“files” is a list of tables: [[files]]")
            parts = []
        for number, part in enumerate(parts):
            here = ("files", number)
            paths = _strings(part.get("path"))
            if not paths:
                self._fault(here, 'each [[files]] says for which files: path = "drafts/**"')
            layers.append(Layer(dict(self._values(part, here, SOME)), paths or ("**",), self._folder))
        if self._faults:
            raise SettingsError(*self._faults)
        return tuple(layers)

    def _fault(self, keys: tuple[str | int, ...], words: str) -> None:
        self._faults.append(Fault(self._lines.shown, self._lines.line(keys), words))

    def _values(
        self, table: Mapping[str, object], above: tuple[str | int, ...], known: tuple[str, ...]
    ) -> Iterator[tuple[str, Said]]:
        for key, value in table.items():
            here = (*above, key)
            if key not in known:
                self._fault(here, f"there is no setting “{key}”" + (" here" if key in TOP else "") + hint(key, known))
            elif key in ("severity", "thresholds"):
                if isinstance(value, dict):
                    read = self._severity if key == "severity" else self._threshold
                    for name, one in value.items():
                        yield from read(name, one, (*here, name))
                else:
                    self._fault(here, f"“{key}” is a table")
            elif key not in ("path", "files"):
                good = self._value(key, value, here)
                if good is not None:
                    yield key, Said(good, self._lines.where(here))

    def _value(self, key: str, value: object, here: tuple[str | int, ...]) -> object:
        """The value as it is used, or None where it is wrong."""
        if key == "profile":
            if value in PROFILES:
                return value
            near = hint(str(value), PROFILES) or f"; there are {', '.join(PROFILES)}"
            self._fault(here, f"there is no profile “{value}”{near}")
        elif key in ("select", "ignore"):
            names = _strings(value)
            if names or value == []:
                return self._checks(names, here)
            self._fault(here, f"“{key}” is a list of names, codes or families of checks")
        elif key == "today":
            day = day_of(value)
            if day is not None:
                return day
            self._fault(here, "“today” is a day such as 2026-10-01")
        elif key == "documentation":
            wrong = _wrong_address(value)
            if not wrong:
                return value
            self._fault(here, f"“documentation” {wrong}")
        elif isinstance(value, str) and value:  # baseline
            return os.path.join(os.path.dirname(self._lines.shown), value)
        else:
            self._fault(here, f"“{key}” is the path of a file")
        return None

    def _checks(self, names: tuple[str, ...], here: tuple[str | int, ...]) -> frozenset[str]:
        from blueprint.settings.names import known_as

        found = set()
        for name in names:
            known, words = known_as(name)
            if known:
                found.add(known)
            else:
                self._fault(here, words)
        return frozenset(found)

    def _severity(self, name: str, value: object, here: tuple[str | int, ...]) -> Iterator[tuple[str, Said]]:
        from blueprint.settings.names import SEVERITIES, check_called

        known, words = check_called(name)
        if not known:
            self._fault(here, words)
        elif not isinstance(value, str) or value not in SEVERITIES:
            self._fault(here, f"a severity is one of {', '.join(SEVERITIES)}" + hint(str(value), SEVERITIES))
        else:
            yield f"severity.{known}", Said(SEVERITIES[value], self._lines.where(here))

    def _threshold(self, name: str, value: object, here: tuple[str | int, ...]) -> Iterator[tuple[str, Said]]:
        if name not in Thresholds._fields:
            self._fault(here, f"there is no threshold “{name}”{hint(name, Thresholds._fields)}")
        elif isinstance(getattr(Thresholds(), name), float):
            if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
                yield f"thresholds.{name}", Said(float(value), self._lines.where(here))
            else:
                self._fault(here, f"“{name}” is a part of the whole, from 0.0 to 1.0")
        elif isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            yield f"thresholds.{name}", Said(value, self._lines.where(here))
        else:
            self._fault(here, f"“{name}” is a whole number")


def _wrong_address(value: object) -> str:
    """What is wrong with the address of the pages, as words after its key; ``""`` where nothing is."""
    example = 'such as "https://handbook.example.org/{check}.html"'
    if not isinstance(value, str) or _WEB.match(value) is None:
        return f"is an address that begins with http:// or https://, {example}"
    if PLACE not in value:
        return f"needs {PLACE} where the name of a check goes, {example}"
    if _ADDRESS.fullmatch(value.replace(PLACE, "")) is None:
        return f"holds a sign that no address can hold; write it in letters, digits and %20, {example}"
    return ""


def day_of(value: object) -> date | None:
    """The day that a value says: a day, or a text such as ``2026-10-01``; None where it is none."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def hint(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """``. Did you mean “…”?`` where a known word is near, else ``""``."""
    from blueprint.text.suggest import nearest

    near = nearest(word, known)
    return f". Did you mean “{near}”?" if near else ""


def _strings(value: object) -> tuple[str, ...]:
    """The texts of a list, or the one text; ``()`` where it is neither."""
    items = value if isinstance(value, list) else [value]
    texts = tuple(item for item in items if isinstance(item, str) and item)
    return texts if len(texts) == len(items) else ()
