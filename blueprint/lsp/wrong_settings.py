"""What is wrong in the settings, as an editor shows it: at its line in the settings file."""

from __future__ import annotations

from lsprotocol import types

from blueprint.lsp.diagnostics import SOURCE
from blueprint.lsp.workspace import Workspace
from blueprint.settings.layers import Fault

CODE = "settings"

_ERROR = types.DiagnosticSeverity.Error


def wrong_settings(files: Workspace) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of the settings files beside the open texts, by path; only of those that have a mistake."""
    return {
        path: [types.Diagnostic(_line(files, path, one), _words(one), _ERROR, CODE, source=SOURCE) for one in faults]
        for path, faults in files.house.faults().items()
    }


def _words(fault: Fault) -> str:
    return f"{fault.words[:1].upper()}{fault.words[1:]}\nUntil this is right, the file counts as not there."


def _line(files: Workspace, path: str, fault: Fault) -> types.Range:
    """The words of the line that a mistake is on; the first line for what concerns the whole file."""
    document = files.document(path)
    number = max(fault.line, 1)
    if document is None or number > len(document.lines):
        return types.Range(types.Position(number - 1, 0), types.Position(number - 1, 0))
    text = document.lines[number - 1]
    return document.range(number, len(text) - len(text.lstrip()) + 1, len(text.rstrip()) + 1)
