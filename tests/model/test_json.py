"""The model as JSON, and back without loss."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import blueprint
from blueprint.model.json import JsonError, from_json, schema, to_json
from blueprint.model.load import load
from tests.generate import Story

FILES = [*sorted(Path("examples").rglob("*.blueprint")), *sorted(Path("tests/corpus").rglob("*.blueprint"))]
PUBLISHED = Path("docs/schema/blueprint-1.json")


@pytest.mark.parametrize("path", FILES, ids=str)
def test_json_and_back_gives_an_equal_model(path: Path) -> None:
    found = load(path)
    data = to_json(found)
    assert from_json(data) == found
    jsonschema.Draft202012Validator(schema()).validate(json.loads(data))


def test_random_models_survive_json(proof: bool) -> None:
    for seed in range(500 if proof else 30):
        found = blueprint.parse(Story(seed, steps=12).text())
        assert from_json(to_json(found, indent=0)) == found


def test_the_published_schema_is_the_model() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(json.dumps(schema())), "run: make docs"


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"blueprint": 1}', b"\xff", b'{"format": "blueprint", "version": 2, "blueprint": {}}']
)
def test_other_documents_are_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(JsonError, match="this is no blueprint in JSON"):
        from_json(data)
