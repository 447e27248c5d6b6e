"""Code actions: what the editor offers to do about a finding, or with what is selected."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence

from lsprotocol import types

from blueprint.findings.finding import Finding, Fix
from blueprint.findings.fixes import fixed
from blueprint.lsp import making
from blueprint.lsp.commands import SHOW
from blueprint.lsp.corrections import DID_YOU_MEAN, corrected_values, corrections
from blueprint.lsp.documents import opened
from blueprint.lsp.edits import fixing, inserting, line_edit, text_edits, text_of
from blueprint.lsp.names import known
from blueprint.lsp.view import View
from blueprint.model.names import PLACES, WANTED
from blueprint.text.span import Span
from blueprint.text.vocabulary import DECLARATIONS, UNITS
from blueprint.tree.nodes import LineTree
from blueprint.tree.quotes import normal, quoted

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.blueprint"
"""To put all right that is certain: of a kind of its own, so that an editor can ask us alone for it on saving."""

KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL)
"""The kinds of actions that there are."""

MOST_ROUNDS = 5
"""So often all fixes are put in; one may make room for another."""

_IF_MEANT = re.compile("write “([^”]+)” if that is meant")

_Changes = Mapping[str, Sequence[types.TextEdit]]


def actions(
    view: View, place: types.Range, context: types.CodeActionContext
) -> Generator[None, None, list[types.CodeAction]]:
    """What can be done in a range of the text: about the findings there, and with the actions that are selected.

    It is worked out in pieces, for a server that has to listen in between.
    """
    found: list[types.CodeAction] = []
    if _asked(context, _value(types.CodeActionKind.QuickFix)):
        yield from view.judging()
        for finding in view.findings:
            given = _diagnostics(view, finding, context)
            if given or (finding.span.path == view.path and _meets(view.range(finding.span), place)):
                for action in _about(view, finding):
                    action.diagnostics = given or None
                    found.append(action)
    if _asked(context, _value(types.CodeActionKind.RefactorRewrite)):
        found += _connect(view, place)
    # To put all right the file is judged several times: too long to be done wherever the cursor goes. An editor that
    # asks for it by name, as on saving, does not ask wherever the cursor goes.
    wandering = context.trigger_kind == types.CodeActionTriggerKind.Automatic and not context.only
    if not wandering and _asked(context, FIX_ALL):
        found += yield from _fix_all(view)
    # What is done most goes first; what hides a finding goes last.
    return sorted(_once(found), key=lambda one: (one.is_preferred is not True, one.command is not None))


def _asked(context: types.CodeActionContext, kind: str) -> bool:
    """Whether the editor wants actions of a kind: it names none, that kind, or one above it."""
    # A kind begins with those above it, each behind a dot; the empty one is above all.
    return not context.only or any(not one or f"{kind}.".startswith(f"{one}.") for one in map(_value, context.only))


def _value(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _meets(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _diagnostics(view: View, finding: Finding, context: types.CodeActionContext) -> list[types.Diagnostic]:
    """Those of the editor's diagnostics that are a finding's."""
    if finding.span.path != view.path:
        return []
    place = view.range(finding.span)
    return [one for one in context.diagnostics if one.code == finding.check and one.range == place]


def _once(found: Sequence[types.CodeAction]) -> list[types.CodeAction]:
    """The actions without those that do the same as an earlier one."""
    seen: dict[str, types.CodeAction] = {}
    for one in found:
        seen.setdefault(f"{one.title} {one.edit}", one)
    return list(seen.values())


def _quick(title: str, changes: _Changes, *, preferred: bool = False) -> types.CodeAction:
    return types.CodeAction(
        title,
        types.CodeActionKind.QuickFix,
        is_preferred=preferred or None,
        edit=types.WorkspaceEdit(changes=changes),
    )


def _about(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """What can be done about one finding."""
    if finding.fix is not None:
        edit = fixing(view.workspace, finding.fix)
        if edit is not None and edit.changes:
            yield _quick(finding.fix.words, edit.changes, preferred=finding.fix.safe)
    if finding.span.path == view.path:
        if finding.check == "syntax":
            yield from _corrections(view, finding.span)
        elif finding.check == "wrong-value":
            yield from _values(view, finding.span)
        else:
            yield from _near_name(view, finding)
            yield from _missing(view, finding)
    yield from _silence(view, finding)


def _corrections(view: View, span: Span) -> Iterator[types.CodeAction]:
    fault = view.trees[span.line - 1].fault
    if fault is not None:
        taken = {name for _, name in known(view.workspace, view.path)}
        for number, one in enumerate(corrections(view.lines[span.line - 1], fault, taken)):
            edit = line_edit(view.document, span.line, one.line)
            yield _quick(one.words, {view.uri: [edit]}, preferred=number == 0 and one.sure)


def _values(view: View, span: Span) -> Iterator[types.CodeAction]:
    """Another value for one that cannot be."""
    line = view.lines[span.line - 1]
    for one in corrected_values(line, view.trees[span.line - 1], span.column):
        yield _quick(one.words, {view.uri: [line_edit(view.document, span.line, one.line)]}, preferred=one.sure)


def _near_name(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """The name that was most likely meant."""
    meant = DID_YOU_MEAN.search(finding.help) or _IF_MEANT.search(finding.help)
    if meant is not None:
        span = finding.span
        old = view.lines[span.line - 1][span.column - 1 : span.end - 1]
        edit = types.TextEdit(view.range(span), meant[1])
        yield _quick(f"Change “{old}” to “{meant[1]}”", {view.uri: [edit]}, preferred=finding.check == "unknown-name")


def _missing(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """What makes the thing that is lacking: a declaration, an action, or the quotes of somebody who needs neither."""
    span = finding.span
    name = view.lines[span.line - 1][span.column - 1 : span.end - 1]
    if finding.check == "undeclared-unit":
        unit = view.index.units.get(finding.element)
        if unit is not None:
            yield from _declare(view, (unit.kind,), name)
    elif finding.check == "unknown-name":
        # What is called so already is another thing: with two of one name, other lines would mean the new one.
        taken = any(other == normal(name) for _, other in known(view.workspace, view.path))
        kinds = _wanted(view.trees[span.line - 1], span.column) if not taken else ()
        yield from _declare(view, kinds, name)
        if "action" in kinds:
            yield from _create(view, span, name)
        if "put it in quotes" in finding.help:
            yield _quick(f"Put “{name}” in quotes", {view.uri: [types.TextEdit(view.range(span), quoted(name))]})
    elif finding.check == "orphan-handoff":
        yield from _take_over(view, finding)


def _wanted(tree: LineTree, column: int) -> tuple[str, ...]:
    """The kinds of things that a name on a line may be."""
    before = ""
    for token in tree.tokens:
        if token.column == column:
            if tree.kind == "arrow":
                return WANTED["receiver" if before in ("=>", "⇒") else "action"][0]
            return UNITS if tree.kind == "lane" else ()
        before = token.text
    for detail in tree.details:
        if detail.word is not None and any(token.column == column for token in detail.values):
            return WANTED[PLACES[detail.word.field]][0] if detail.word.field in PLACES else ()
    return ()


def _declare(view: View, kinds: Sequence[str], name: str) -> Iterator[types.CodeAction]:
    """Declarations of a name, here and in the first included file that declares such things."""
    for kind in making.kinds_of_unit(kinds):
        if kind in DECLARATIONS:
            yield _quick(f"Declare the {kind} “{name}”", {view.uri: making.declaring(view.document, kind, name)})
    first = next((kind for kind in making.kinds_of_unit(kinds) if kind in DECLARATIONS), "")
    homes = [one.span.path for one in view.blueprint.declarations if one.kind == first and one.span.path != view.path]
    document = view.workspace.document(homes[0]) if homes else None
    if document is not None:
        file = document.uri.rpartition("/")[2]
        title = f"Declare the {first} “{name}” in {file}"
        yield _quick(title, {document.uri: making.declaring(document, first, name)})


def _create(view: View, span: Span, name: str) -> Iterator[types.CodeAction]:
    """The action that an arrow, or a detail, names: in the step of the arrow's other end, or of the detail."""
    arrow = next((one for one in view.blueprint.arrows if span in (one.source.span, one.target.span)), None)
    line, beside = span.line, None
    if arrow is not None:
        beside = view.index.action_at(arrow.source if arrow.target.span == span else arrow.target)
        if beside is None or beside.span.path != view.path:
            return
        line = beside.span.line
    for lane in making.lanes_for(view, arrow, beside):
        edits = making.acting(view, line, lane, name, making.spelt(name))
        if edits:
            yield _quick(f"Create the action “{name}” in the lane {lane}", {view.uri: edits})


def _take_over(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """The action with which a whole department takes over what is handed to it."""
    arrow = next((one for one in view.blueprint.arrows if one.id == finding.element), None)
    source = view.index.action_at(arrow.source) if arrow is not None else None
    unit = view.index.unit_at(arrow.target) if arrow is not None else None
    if arrow is None or source is None or unit is None or source.span.path != view.path:
        return
    if arrow.id in view.index.flow.untaken:
        label = arrow.label.text if arrow.label is not None else "Takes over"
        edits = making.acting(view, source.span.line, making.lane_of(view, unit), "", label)
        if edits:
            words = f"Create the action with which “{unit.label}” takes over"
            yield _quick(words, {view.uri: edits}, preferred=True)


def _silence(view: View, finding: Finding) -> Iterator[types.CodeAction]:
    """A comment that silences the finding once it has a reason, with the cursor where the reason goes."""
    document = view.document if finding.span.path == view.path else view.workspace.document(finding.span.path)
    if document is None or view.index.reported(finding.check):
        return
    line = finding.span.line
    content = document.lines[line - 1]
    words = f"# allow {finding.check}: "
    if "#" in content:
        indent = content[: len(content) - len(content.lstrip())]
        edit = inserting(document, {line - 1: [indent + words]})[0]
        cursor = types.Position(line - 1, len(indent + words))
    else:
        behind = document.range(line, len(content.rstrip()) + 1, len(content) + 1)
        edit = types.TextEdit(behind, f" {words}")
        cursor = types.Position(line - 1, behind.start.character + len(words) + 1)
    action = _quick(f"Allow “{finding.check}” here, with a reason", {document.uri: [edit]})
    show = types.Location(document.uri, types.Range(cursor, cursor))
    action.command = types.Command("Write the reason", SHOW, arguments=[show])
    yield action


def _connect(view: View, place: types.Range) -> Iterator[types.CodeAction]:
    """Arrows between the actions of several selected lines."""
    first, last = place.start.line + 1, place.end.line + (place.end.character > 0)
    if last <= first:
        return
    chosen = [one for one in view.blueprint.actions if one.span.path == view.path and first <= one.span.line <= last]
    chosen = [one for one in chosen if one.stage != "evidence"]
    trees = [view.trees[one.span.line - 1] for one in chosen]
    if any(tree.fault is not None and not making.label_column(tree) for tree in trees):
        return  # what was read before the mistake need not be the name that was meant
    edits = making.connecting(view, chosen) if len(chosen) > 1 else []
    if edits:
        yield types.CodeAction(
            f"Connect these {len(chosen)} actions with arrows",
            types.CodeActionKind.RefactorRewrite,
            edit=types.WorkspaceEdit(changes={view.uri: edits}),
        )


def _fix_all(view: View) -> Generator[None, None, list[types.CodeAction]]:
    """All fixes that keep the meaning, at once; none where there are none."""
    yield from view.judging()
    if not _safe_fixes(view):
        return []
    best = view
    for _ in range(MOST_ROUNDS):
        done = fixed(text_of(best.document), _safe_fixes(best))
        better = _with_text(best, done.text)
        if not done.done or len(better.blueprint.problems) > len(best.blueprint.problems):
            break
        best = better
        yield from best.judging()
    edits = text_edits(view.document, text_of(best.document))
    changes = types.WorkspaceEdit(changes={view.uri: edits})
    return [types.CodeAction("Put right all that is certain", FIX_ALL, edit=changes)] if edits else []


def _safe_fixes(view: View) -> list[Fix]:
    """The fixes that keep the meaning and change this file alone, each once."""
    fixes = {one.fix: None for one in view.findings if one.fix is not None and one.fix.safe}
    return [fix for fix in fixes if all(edit.span.path == view.path for edit in fix.edits)]


def _with_text(view: View, text: str) -> View:
    """The view of a document as if it had another text."""
    document = view.document
    other = opened(document.uri, document.path, text, document.version, document.encoding)
    return View(other, view.workspace, view.settings)
