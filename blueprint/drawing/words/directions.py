"""Which way text runs: the direction of a paragraph, and the Unicode bidirectional algorithm (UAX 9) for one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional, mirrored

_LEFTWARDS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
_EMBEDDINGS = {"RLE": ("R", ""), "LRE": ("L", ""), "RLO": ("R", "R"), "LRO": ("L", "L")}
_ISOLATES = ("RLI", "LRI", "FSI")
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "RLI", "LRI", "FSI", "PDI"))
_NUMBERS = ("EN", "AN")
_DEEPEST = 125
_PAIRS = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋⟦⟧⟨⟩⟪⟫⟮⟯⦃⦄⦅⦆〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
_QUOTED = re.compile("“([^“”]*)”")
_CLOSERS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def reads_leftwards(text: str) -> bool:
    """Whether a paragraph is written from right to left: whether its first letter is of a script that is."""
    if text.isascii():
        return False
    sides = (bidirectional(char) for char in text)
    return next((side for side in sides if side in ("L", "R", "AL")), "L") != "L"


def english_sentence(text: str) -> str:
    """A message, which is English, in a form that keeps its order even where it begins with a name that is written
    leftwards: each name stands apart, so that its letters draw no quote or bracket of the sentence along. Where all of
    it runs to the right it comes back as it is."""
    if text.isascii() or all(bidirectional(char) not in _LEFTWARDS for char in text):
        return text
    return "\u200e" + _QUOTED.sub("“\u2068\\1\u2069”", text)


def levels(text: str, leftwards: bool) -> list[int]:
    """For each character of a line how deep it stands in text of the other direction, odd where it runs to the left.
    ``leftwards`` is the direction of its paragraph. Empty where all of the line runs to the right."""
    base = 1 if leftwards else 0
    kinds = [] if text.isascii() else [bidirectional(char) for char in text]
    if not base and _LEFTWARDS.isdisjoint(kinds):
        return []
    kinds = kinds or [bidirectional(char) for char in text]
    own = list(kinds)
    found = _explicit(kinds, base)
    kept = [at for at, kind in enumerate(kinds) if kind != "BN"]
    for sequence, first, last in _sequences(kept, own, found, base):
        _weak(sequence, kinds, own, first)
        _brackets(sequence, text, kinds, own, first, found[sequence[0]])
        _neutral(sequence, kinds, first, last, found[sequence[0]])
    for at in kept:
        if found[at] % 2:
            found[at] += kinds[at] in ("L", *_NUMBERS)
        else:
            found[at] += 1 if kinds[at] == "R" else 2 if kinds[at] in _NUMBERS else 0
    return _settled(found, kinds, own, base)


def _settled(found: list[int], kinds: Sequence[str], own: Sequence[str], base: int) -> list[int]:
    """What is never seen goes with what stands before it, and spaces at the end with the paragraph (rule L1)."""
    for at, kind in enumerate(kinds):
        if kind == "BN":
            found[at] = found[at - 1] if at else base
    at = len(found)
    while at and (own[at - 1] in ("WS", "S", "B", "PDI", *_ISOLATES) or kinds[at - 1] == "BN"):
        at -= 1
        found[at] = base
    return found


def _explicit(kinds: list[str], base: int) -> list[int]:
    """The levels by the marks of direction in the text (rules X1 to X8). In ``kinds``, what an override covers becomes
    a letter of its direction, and what the rest does not see becomes BN."""
    found: list[int] = []
    stack = [(base, "", False)]
    isolates = lost_isolates = lost_embeddings = 0
    for at, kind in enumerate(kinds):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS or kind in _ISOLATES:
            way, forced = _EMBEDDINGS.get(kind, ("R" if _isolates_leftwards(kinds, at) else "L", ""))
            is_isolate = kind in _ISOLATES
            deeper = level + 1 + (level % 2 == (way == "R"))
            if deeper <= _DEEPEST and not lost_isolates and not lost_embeddings:
                stack.append((deeper, forced, is_isolate))
                isolates += is_isolate
            elif is_isolate:
                lost_isolates += 1
            elif not lost_isolates:
                lost_embeddings += 1
            kinds[at] = (override or kind) if is_isolate else "BN"
        elif kind == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings = 0
                while not stack.pop()[2]:
                    pass
                isolates -= 1
            level, override, _ = stack[-1]
            kinds[at] = override or kind
        elif kind == "PDF":
            if lost_embeddings and not lost_isolates:
                lost_embeddings -= 1
            elif not lost_isolates and not stack[-1][2] and len(stack) > 1:
                stack.pop()
            kinds[at] = "BN"
        elif kind != "BN":
            kinds[at] = override or kind
        found.append(level)
    return found


def _isolates_leftwards(kinds: Sequence[str], at: int) -> bool:
    """Whether the mark at ``at`` begins text that runs to the left; FSI asks the first letter of that text."""
    if kinds[at] != "FSI":
        return kinds[at] == "RLI"
    depth = 0
    for kind in kinds[at + 1 :]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth -= 1
            if depth < 0:
                break
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _sequences(
    kept: Sequence[int], own: Sequence[str], found: Sequence[int], base: int
) -> list[tuple[list[int], str, str]]:
    """The stretches in which characters see one another, each over the isolated texts within it, with the directions
    before and behind it (rule X10)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for at in kept:
        if own[at] in _ISOLATES:
            waiting.append(at)
        elif own[at] == "PDI" and waiting:
            matches[at] = waiting.pop()
    runs: list[list[int]] = []
    for at in kept:
        if runs and found[runs[-1][-1]] == found[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    ending: dict[int, list[int]] = {}
    sequences: list[list[int]] = []
    for run in runs:
        sequence = ending.pop(matches.get(run[0], -1), None)
        if sequence is None:
            sequence = []
            sequences.append(sequence)
        sequence += run
        if own[run[-1]] in _ISOLATES:
            ending[run[-1]] = sequence
    place = {at: number for number, at in enumerate(kept)}
    unmatched = set(waiting)
    result = []
    for sequence in sequences:
        begin, end = place[sequence[0]], place[sequence[-1]] + 1
        before = found[kept[begin - 1]] if begin else base
        behind = found[kept[end]] if end < len(kept) and sequence[-1] not in unmatched else base
        level = found[sequence[0]]
        result.append((sequence, _side(max(level, before)), _side(max(level, behind))))
    return result


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _weak(sequence: Sequence[int], kinds: list[str], own: Sequence[str], first: str) -> None:
    """Marks, numbers and what stands at them (rules W1 to W7)."""
    before, strong = first, first
    for at in sequence:
        if kinds[at] == "NSM":
            kinds[at] = "ON" if before in ("PDI", *_ISOLATES) else before
        before = kinds[at]
        if before in ("L", "R", "AL"):
            strong = before
        elif before == "EN" and strong == "AL":
            kinds[at] = "AN"
    for at in sequence:
        if kinds[at] == "AL":
            kinds[at] = "R"
    for left, at, right in zip(sequence, sequence[1:], sequence[2:], strict=False):
        if kinds[left] == kinds[right] and (
            (kinds[at] in ("ES", "CS") and kinds[left] == "EN") or (kinds[at] == "CS" and kinds[left] == "AN")
        ):
            kinds[at] = kinds[left]
    for order in (sequence, sequence[::-1]):
        before = ""
        for at in order:
            if kinds[at] == "ET" and before == "EN":
                kinds[at] = "EN"
            before = kinds[at]
    strong = first
    for at in sequence:
        if kinds[at] in ("ES", "ET", "CS"):
            kinds[at] = "ON"
        elif kinds[at] in ("L", "R"):
            strong = kinds[at]
        elif kinds[at] == "EN" and strong == "L":
            kinds[at] = "L"


def _strong(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind if kind in ("L", "R") else ""


def _brackets(sequence: Sequence[int], text: str, kinds: list[str], own: Sequence[str], first: str, level: int) -> None:
    """Both brackets of a pair go the same way (rule N0)."""
    for begin, end in _pairs(sequence, text, kinds):
        inside = {_strong(kinds[at]) for at in sequence[begin + 1 : end]} - {""}
        way = _side(level)
        if way not in inside:
            if not inside:
                continue
            before = next((found for at in sequence[:begin][::-1] if (found := _strong(kinds[at]))), first)
            way = before if before != way else way
        for place in (begin, end):
            kinds[sequence[place]] = way
            for at in sequence[place + 1 :]:
                if own[at] != "NSM":
                    break
                kinds[at] = way


def _pairs(sequence: Sequence[int], text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of brackets by their places in the sequence."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, at in enumerate(sequence):
        if kinds[at] != "ON" or not mirrored(text[at]):
            continue
        if text[at] in _CLOSERS:
            if len(opened) == 63:
                return []
            opened.append((_CLOSERS[text[at]], place))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == text[at]:
                found.append((opened[depth][1], place))
                del opened[depth:]
                break
    return sorted(found)


def _neutral(sequence: Sequence[int], kinds: list[str], first: str, last: str, level: int) -> None:
    """What has no direction goes with what stands around it where that agrees, otherwise with the text (N1, N2)."""
    place = 0
    while place < len(sequence):
        end = place
        while end < len(sequence) and kinds[sequence[end]] in _NEUTRAL:
            end += 1
        if end > place:
            before = _strong(kinds[sequence[place - 1]]) if place else first
            behind = _strong(kinds[sequence[end]]) if end < len(sequence) else last
            for at in sequence[place:end]:
                kinds[at] = before if before == behind else _side(level)
        place = end + 1
