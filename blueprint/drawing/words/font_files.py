"""Font files: which characters a face has, read without a font library, and where a machine keeps its fonts."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_FACES = 64
_ENCODINGS = {(3, 1): "utf-16-be", (3, 10): "utf-16-be", (0, 3): "utf-16-be", (0, 4): "utf-16-be", (1, 0): "mac_roman"}
_STRETCHES = (
    "ultra-condensed", "extra-condensed", "condensed", "semi-condensed", "normal", "semi-expanded", "expanded",
    "extra-expanded", "ultra-expanded",
)  # fmt: skip
_CUTS = ("condensed", "narrow", "light", "thin", "black", "medium", "extra", "semi", "display")


class FontError(Exception):
    """A font file that the user named cannot be used; the message says why."""


class Face(NamedTuple):
    """One face of a font file: the file, its number in it (0 in most), and the name of its family."""

    path: str
    number: int
    family: str

    def has(self, code: int) -> bool:
        """Whether the face has a sign for a character."""
        ranges = _coverage(self.path, self.number)
        low, high = 0, len(ranges)
        while low < high:
            middle = (low + high) // 2
            if ranges[middle][1] < code:
                low = middle + 1
            else:
                high = middle
        return low < len(ranges) and ranges[low][0] <= code


def named_faces(path: str) -> tuple[Face, ...]:
    """The faces of a file that the user named. Raises FontError where it is no font that can be used."""
    if not path.lower().endswith(_ENDINGS):
        raise FontError(f"{path}: a font must be a file that ends in .ttf, .otf, .ttc or .otc")
    try:
        faces = _faces(path)
        for face in faces:
            _coverage(face.path, face.number)
    except (OSError, struct.error, ValueError, IndexError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else "it is no TrueType or OpenType font"
        raise FontError(f"{path}: the font cannot be read ({said})") from None
    return faces


def looks_of(face: Face) -> dict[str, str]:
    """What tells a face from the others of its family, as properties of CSS: weight, stretch and style."""
    try:
        table = _table(face.path, face.number, b"OS/2", most=64)
        weight, width = struct.unpack(">HH", table[4:8])
        slanted = struct.unpack(">H", table[62:64])[0] & 0x201
    except (OSError, struct.error, ValueError):
        weight, width, slanted = 400, 5, 0
    quote = '"' if "'" in face.family else "'"
    return {
        "font-family": f"{quote}{face.family}{quote}",
        "font-weight": str(weight),
        "font-stretch": _STRETCHES[min(max(width, 1), 9) - 1],
        "font-style": {0: "normal", 1: "italic"}.get(slanted & 1 or slanted, "oblique"),
    }


def machine_faces(first: str, *, bold: bool) -> Iterator[Face]:
    """The faces of this machine, plain ones without serifs first, before them those whose name has ``first`` in it.
    Without ``first``, those with pictures in colours come late. Files that cannot be read are passed over. The order
    depends on nothing but the names of the files."""
    files: dict[str, str] = {}
    for folder in font_folders():
        for place, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith(_ENDINGS):
                    files.setdefault(name, os.path.join(place, name))
    for name in sorted(files, key=lambda name: (_rank(name.lower(), first, bold), name)):
        try:
            yield from _faces(files[name])
        except (OSError, struct.error, ValueError, IndexError):
            continue


def font_folders() -> tuple[Path, ...]:
    """Where this machine keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        return (windows, home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


def _rank(name: str, first: str, bold: bool) -> tuple[bool, int, bool]:
    faults = 0 if "sans" in name and "sansmono" not in name else 2
    faults += (
        4 * ("serif" in name and "sans" not in name)
        + 4 * ("mono" in name)
        + 8 * ("italic" in name or "oblique" in name)
    )
    faults += 16 * ("emoji" in name and not first)
    faults += 3 * any(cut in name for cut in _CUTS) + (("bold" in name) != bold)
    return (bool(first) and first not in name, faults, "noto" not in name)


@lru_cache(maxsize=4096)
def _faces(path: str) -> tuple[Face, ...]:
    with open(path, "rb") as file:
        begin = file.read(12)
        if begin[:4] != b"ttcf":
            return (Face(path, 0, _family(path, 0)),)
        count = min(struct.unpack(">I", begin[8:12])[0], _MOST_FACES)
    return tuple(Face(path, index, _family(path, index)) for index in range(count))


def _table(path: str, index: int, wanted: bytes, most: int = 16_000_000) -> bytes:
    """One table of a face, no more of it than ``most`` bytes. Raises ValueError where there is none."""
    with open(path, "rb") as file:
        begin = file.read(12)
        offset = 0
        if begin[:4] == b"ttcf":
            file.seek(12 + 4 * index)
            offset = struct.unpack(">I", file.read(4))[0]
            file.seek(offset)
            begin = file.read(12)
        if begin[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            raise ValueError(path)
        count = struct.unpack(">H", begin[4:6])[0]
        directory = file.read(16 * count)
        for number in range(len(directory) // 16):
            tag, _, at, length = struct.unpack(">4sIII", directory[16 * number : 16 * number + 16])
            if tag == wanted:
                file.seek(at)
                return file.read(min(length, most))
    raise ValueError(path)


def _family(path: str, index: int) -> str:
    """The name of a face's family, in English where it has one; otherwise the name of the file.

    The name that all its weights share comes before the one that holds four of them at most: so do programs look up
    fonts.
    """
    names: dict[tuple[bool, bool], str] = {}
    try:
        table = _table(path, index, b"name")
        _, count, start = struct.unpack(">HHH", table[:6])
        for number in range(count):
            platform, encoding, language, kind, length, at = struct.unpack(
                ">6H", table[6 + 12 * number : 18 + 12 * number]
            )
            if kind not in (1, 16) or (platform, encoding) not in _ENCODINGS:
                continue
            name = table[start + at : start + at + length].decode(_ENCODINGS[platform, encoding], "replace")
            names.setdefault((kind == 16, (platform, language) == (3, 0x409)), name)
    except (OSError, struct.error, ValueError):
        pass
    return names[max(names)] if names else Path(path).stem


@lru_cache(maxsize=512)
def _coverage(path: str, index: int) -> tuple[tuple[int, int], ...]:
    """The ranges of the characters that a face has, sorted. Raises ValueError or struct.error for a broken file."""
    table = _table(path, index, b"cmap")
    count = struct.unpack(">H", table[2:4])[0]
    best: tuple[int, int] | None = (
        None  # The largest table that is read here: that of all of Unicode, or of its first part.
    )
    for number in range(count):
        platform, encoding, at = struct.unpack(">HHI", table[4 + 8 * number : 12 + 8 * number])
        form = struct.unpack(">H", table[at : at + 2])[0]
        if form in (4, 12) and (platform == 0 or (platform == 3 and encoding in (1, 10))):
            best = max(best or (form, at), (form, at))
    if best is None:
        raise ValueError(path)
    form, at = best
    return tuple(sorted(_groups(table, at) if form == 12 else _segments(table, at)))


def _groups(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack(">I", table[at + 12 : at + 16])[0]
    for first, last, _ in struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * min(count, 1_000_000)]):
        yield first, last


def _segments(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    double = struct.unpack(">H", table[at + 6 : at + 8])[0]
    ends = struct.unpack(f">{double // 2}H", table[at + 14 : at + 14 + double])
    starts = struct.unpack(f">{double // 2}H", table[at + 16 + double : at + 16 + 2 * double])
    for first, last in zip(starts, ends, strict=True):
        if first <= last < 0xFFFF:
            yield first, last
