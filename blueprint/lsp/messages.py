"""What an editor says, understood or refused: a question that nobody can understand gets an answer, too."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any, NamedTuple

import attrs
from cattrs import Converter, transform_error
from lsprotocol import types
from pygls.protocol import JsonRPCNotification, JsonRPCRequestMessage, default_converter

VERSION = "2.0"
"""The version of JSON-RPC, which each message names."""


class Unfit(Exception):
    """A message that cannot be understood; the words are one sentence for whoever wrote the editor.

    ``number`` is that of the question, None where it has none that can be known. ``asked`` says whether an answer is
    due: news and answers get none.
    """

    def __init__(self, code: types.ErrorCodes, words: str, number: int | str | None, *, asked: bool) -> None:
        super().__init__(words)
        self.code = code
        self.number = number
        self.asked = asked


def converter() -> Converter:
    """What makes values of the messages. Other than pygls's own it makes no text of a number, and no number of a text:
    a name that is missing is no ``None``."""
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _whole)
    # Some editors know only one word for what is false and what is not there.
    made.register_structure_hook(bool, lambda value, _: bool(value))
    return made


def _text(value: Any, kind: type[str]) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return kind(value)


def _whole(value: Any, kind: type[int]) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise TypeError(f"{value!r} is no whole number")
    return kind(value)


def read(body: bytes) -> dict[str, Any]:
    """The message that some bytes hold. Raises Unfit where they hold none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unfit(types.ErrorCodes.ParseError, f"This is no JSON: {error}.", None, asked=True) from error
    number = data.get("id") if isinstance(data, dict) else None
    number = number if _is_number(number) else None
    words = _fault(data)
    if words:
        asked = not isinstance(data, dict) or "method" in data or not ("result" in data or "error" in data)
        raise Unfit(types.ErrorCodes.InvalidRequest, words, number, asked=asked)
    return data  # type: ignore[no-any-return]


def _fault(data: Any) -> str:
    """What is wrong with the frame of a message; ``""`` where nothing is."""
    if not isinstance(data, dict):
        return "A message is an object."
    if data.get("jsonrpc") != VERSION:
        return f"A message says “jsonrpc”: “{VERSION}”."
    if "id" in data and not _is_number(data["id"]):
        return "The “id” of a message is a whole number or a text."
    if "method" in data:
        return "" if isinstance(data["method"], str) else "The “method” of a message is a text."
    if "id" in data and ("result" in data or "error" in data):
        return ""
    return "A message has a “method”, or answers with a “result” or an “error”."


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, str)) and not isinstance(value, bool)


def structured(data: dict[str, Any], kind: Any, converter: Converter) -> Any:
    """The value of a message of a kind of the protocol; without one, it is of a method that nobody knows. Raises Unfit
    where its parameters are not those of the method."""
    method, number, asked = data.get("method", ""), data.get("id"), "method" in data and "id" in data
    if kind is None and asked:
        return JsonRPCRequestMessage(data["id"], method, VERSION, None)
    if kind is None and "method" in data:
        return JsonRPCNotification(method, VERSION, None)
    try:
        message = converter.structure(data, kind)
    except Exception as error:
        words = "; ".join(transform_error(error, path=method or "answer"))
        raise Unfit(types.ErrorCodes.InvalidParams, f"This is not understood: {words}.", number, asked=asked) from error
    if method == types.CANCEL_REQUEST and not _is_number(message.params.id):
        raise Unfit(types.ErrorCodes.InvalidParams, "A question is taken back by its number.", None, asked=False)
    return message


_NUMBERS = 10_000
"""So many numbers are made JSON in one piece."""


class Ready(NamedTuple):
    """An answer in JSON, so that nothing but to write it is left."""

    text: str


def ready(work: Generator[None, None, Any], converter: Converter) -> Generator[None, None, Ready]:
    """Does a work, and makes JSON of its answer, in pieces."""
    result = yield from work
    return Ready((yield from _text_of(result, converter)))


def _text_of(value: Any, converter: Converter) -> Generator[None, None, str]:
    if isinstance(value, (list, tuple)):
        parts = []
        for one in value:
            yield
            parts.append((yield from _text_of(one, converter)))
        return f"[{','.join(parts)}]"
    if isinstance(value, types.DocumentSymbol) and value.children:
        inner = yield from _text_of(value.children, converter)
        return _with(converter.unstructure(attrs.evolve(value, children=None)), "children", inner)
    if isinstance(value, types.SemanticTokens):
        runs = []
        for begin in range(0, len(value.data), _NUMBERS):
            yield
            runs.append(json.dumps(value.data[begin : begin + _NUMBERS])[1:-1])
        return _with(converter.unstructure(attrs.evolve(value, data=[])), "data", f"[{','.join(runs)}]")
    return json.dumps(converter.unstructure(value))


def _with(own: dict[str, Any], field: str, inner: str) -> str:
    """The JSON of an object with another value of one field, of which the JSON is there."""
    others = {name: value for name, value in own.items() if name != field}
    return json.dumps({**others, field: 0})[: -len("0}")] + inner + "}"
