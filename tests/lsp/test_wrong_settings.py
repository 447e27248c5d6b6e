"""What is wrong in the settings is told where it stands, and taken back when it is mended."""

from __future__ import annotations

import asyncio
import os

import pytest
from lsprotocol import types

from tests.lsp.client import change, diagnostics, open_text

STORY = 'blueprint "B"\nstep "S"\n  customer: a "Asks"\na -> a\n'
START = types.Position(0, 0)


async def told(client, path, awaited=lambda found: True):
    """What is published for a settings file, as soon as it is as awaited."""
    for _ in range(500):
        found = client.diagnostics.get(path.as_uri())
        if found is not None and awaited(found):
            return found
        await asyncio.sleep(0.01)
    raise AssertionError(f"{path.name}: {client.diagnostics.get(path.as_uri())}")


def saved(client, *paths):
    """The editor says that files have changed on the disk."""
    events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


@pytest.mark.asyncio
async def test_every_mistake_stands_at_its_line_until_it_is_mended(client, tmp_path):
    settings = tmp_path / "blueprint.toml"
    settings.write_text('# Wörter\n  profil = "strict" \n[severity]\nself-arrow = "𝄞 bad"\n', encoding="utf-8")
    uri = (tmp_path / "a.blueprint").as_uri()
    open_text(client, uri, STORY)
    assert "self-arrow" in [one.code for one in await diagnostics(client, uri)]
    first, second = await told(client, settings)
    assert first.message == (
        "There is no setting “profil”. Did you mean “profile”?\nUntil this is right, the file counts as not there."
    )
    assert first.range == types.Range(types.Position(1, 2), types.Position(1, 19))
    assert (first.severity, first.source, first.code) == (types.DiagnosticSeverity.Error, "blueprint", "settings")
    assert second.message.startswith("A severity is one of error, warning, info")
    assert second.range == types.Range(types.Position(3, 0), types.Position(3, 21))

    settings.write_text('profile = "strict"\nignore = ["self-arrow"]\n')
    client.diagnostics.pop(uri)
    saved(client, settings)
    await told(client, settings, lambda found: not found)
    assert "self-arrow" not in [one.code for one in await diagnostics(client, uri)]


@pytest.mark.asyncio
async def test_an_editor_that_watches_no_files_hears_at_the_next_change(client, tmp_path):
    settings = tmp_path / "pyproject.toml"
    settings.write_text("[tool.blueprint]\nprofile = \n")
    uri = (tmp_path / "a.blueprint").as_uri()
    open_text(client, uri, STORY)
    (wrong,) = await told(client, settings)
    assert wrong.message.startswith("This is no valid TOML (")
    assert wrong.range == types.Range(types.Position(1, 0), types.Position(1, 9))
    settings.unlink()
    change(client, uri, START, START, "# \n", 2)
    await told(client, settings, lambda found: not found)


@pytest.mark.asyncio
async def test_settings_are_heard_of_when_no_text_is_open_any_more(client, tmp_path):
    settings = tmp_path / "blueprint.toml"
    settings.write_text("today = 3\n")
    uri = (tmp_path / "a.blueprint").as_uri()
    open_text(client, uri, STORY)
    await told(client, settings)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    settings.write_text('today = "tomorrow"\nprofile = 3\n')
    saved(client, settings)
    await told(client, settings, lambda found: len(found) == 2)
    settings.write_text("today = 2026-10-01\n")
    saved(client, settings)
    await told(client, settings, lambda found: not found)


@pytest.mark.asyncio
async def test_known_findings_that_cannot_be_read_are_told_where_they_are_named(client, tmp_path):
    settings, known = tmp_path / "blueprint.toml", tmp_path / "known.json"
    settings.write_text('profile = "review"\nbaseline = "known.json"\n')
    uri = (tmp_path / "a.blueprint").as_uri()
    open_text(client, uri, STORY)
    (wrong,) = await told(client, settings)
    assert "known.json" in wrong.message
    assert wrong.range.start.line == 1
    entry = '{"path": "a.blueprint", "check": "self-arrow", "element": "a flow a"}'
    known.write_text(f'{{"version": 1, "findings": [{entry}]}}')
    assert "self-arrow" in [one.code for one in await diagnostics(client, uri)]
    client.diagnostics.pop(uri)
    saved(client, known)
    await told(client, settings, lambda found: not found)
    assert "self-arrow" not in [one.code for one in await diagnostics(client, uri)]

    known.write_text("no JSON")
    os.utime(known, (1, 1))
    saved(client, known)
    (wrong,) = await told(client, settings, bool)
    settings.write_text('profile = "review"\n')
    saved(client, settings)
    await told(client, settings, lambda found: not found)
