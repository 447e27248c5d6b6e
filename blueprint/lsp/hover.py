"""What is shown where the mouse rests: the element or the keyword's help."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from blueprint.drawing.words.facts import Row, Teller
from blueprint.findings.link import link
from blueprint.findings.lookup.index import Element
from blueprint.lsp.markdown import code, content, plain
from blueprint.lsp.names import called, meaning, mention_at
from blueprint.lsp.view import View
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Phase, Step
from blueprint.text.explained import explained
from blueprint.text.span import Span
from blueprint.text.vocabulary import ARROW_SIGNS
from blueprint.tree.nodes import LineTree, Token

MOST_FINDINGS = 8
"""So many findings of an element are shown."""

_KEYWORDS = frozenset("BLUEPRINT INCLUDE LANGUAGE DECLARATION PHASE STEP LANE STAGE LINE_OF LINE ARROW".split())


def hover(view: View, position: types.Position) -> types.Hover | None:
    """What there is to say of the place: on a name, of what it means, or what is called so though another kind
    of thing is wanted; on a keyword, its help, with the arrow where it is one; elsewhere on a statement, of what it
    makes."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is not None:
        found = meaning(view.workspace, view.path, mention)
        places = found.places or called(view.workspace, view.path, mention.name)
        if not places:
            return None
        place = places[0]
        element = _element(view, place.path, place.line, mention.name)
        span = Span(line, mention.column, mention.end, view.path)
        return types.Hover(content(*_told(view, element)), view.range(span)) if element is not None else None
    tree = view.trees[line - 1]
    keyword = _keyword(tree, view.lines[line - 1], column)
    if keyword is not None:
        arrow = _arrow(view, line, keyword) if keyword.kind == "ARROW" else None
        parts = (*_help(keyword.text), *(_told(view, arrow) if arrow is not None else ()))
        return types.Hover(content(*parts), view.range(Span(line, keyword.column, keyword.end, view.path)))
    if tree.comment is not None and column >= tree.comment.column:
        return None
    if not tree.kind or not any(token.column <= column <= token.end for token in tree.tokens):
        return None
    element = _element(view, view.path, line, "")
    return types.Hover(content(*_told(view, element))) if element is not None else None


def _keyword(tree: LineTree, line: str, column: int) -> Token | None:
    """The keyword or arrow of a line that stands at a column."""
    for token in tree.tokens:
        if token.kind in _KEYWORDS and token.column <= column <= token.end:
            return token
    for detail in tree.details:
        if detail.word is not None:
            end = detail.values[0].column if detail.values else detail.end
            end = detail.column + len(line[detail.column - 1 : end - 1].rstrip())
            if detail.column <= column <= end:
                return Token("WORD", detail.word.text, detail.column, end)
    return None


def _help(word: str) -> tuple[str, ...]:
    word = " ".join(word.lower().split())
    word = ARROW_SIGNS.get(word, word)
    sentences = explained().get(word) or explained().get(f"line of {word}") or ()
    return (f"**{code(word)}**", *map(plain, sentences))


def _arrow(view: View, line: int, sign: Token) -> Arrow | None:
    """The arrow whose sign stands on a line, which may hold several."""
    on_line = (one for one in view.blueprint.arrows if (one.span.line, one.span.path) == (line, view.path))
    return next((one for one in on_line if one.source.span.end <= sign.column < one.target.span.column), None)


def _element(view: View, path: str, line: int, name: str) -> Element | None:
    """The element whose statement stands on a line; where that line only presumes a unit, the unit of that name."""
    blueprint = view.blueprint
    things: tuple[Element, ...] = (
        blueprint,
        *blueprint.phases,
        *blueprint.steps,
        *blueprint.actions,
        *blueprint.arrows,
        *blueprint.declarations,
    )
    found = [one for one in things if one.span.line == line and one.span.path == path]
    labelled = [one for one in found if isinstance(one, Arrow) or one.label]
    if name:
        named = [one for one in labelled if getattr(one, "name", "") == name or getattr(one, "id", "") == name]
        return named[0] if named else None
    return next((one for one in labelled if not isinstance(one, Declaration) or one.declared), None)


def _told(view: View, element: Element) -> tuple[str, ...]:
    """What there is to say of an element: its title, its facts, its findings."""
    rows = [_row(row) for row in Teller(view.blueprint, {}).rows(element)]
    return (
        _title(view, element),
        "\n".join(f"- {row}" for row in (*_where(view, element), *rows)),
        "\n".join(_found(view, element)),
    )


def _title(view: View, element: Element) -> str:
    if isinstance(element, Arrow):
        ends = f"{plain(view.index.label(element.source))} → {plain(view.index.label(element.target))}"
        return (
            f"**{plain(element.label.text)}** · {element.kind} {ends}"
            if element.label
            else f"**{ends}** · {element.kind}"
        )
    kind = element.kind if isinstance(element, Declaration) else type(element).__name__.lower()
    name = getattr(element, "name", "") or (element.id if isinstance(element, Declaration) else "")
    return f"**{plain(element.label or name)}** · {kind}" + (f" {code(name)}" if name else "")


def _where(view: View, element: Element) -> Iterator[str]:
    """What an action has from elsewhere: its lane and, where it names no owner, whose it is and who says so."""
    index = view.index
    if isinstance(element, Action):
        lane = index.lanes.get(element.lane)
        if lane is not None:
            yield f"lane: {lane.stage}" + (f" · {plain(lane.label)}" if lane.unit else "")
        step, phase = index.around[element.id]
        journey = " · ".join(plain(part.label) for part in (phase, step) if part.label)
        if journey:
            yield f"in: {journey}"
        owned = index.owners_of(element)
        if owned.said_at is None:
            yield "owner: nobody is named"
        elif owned.said_at is not element:
            names = ", ".join(
                plain(name.name if name.kind == "text" else _label(view, name.name)) for name in owned.owners
            )
            said = owned.said_at
            kind = said.kind if isinstance(said, Declaration) else "action"
            yield f"owner: {names} (from the {kind} {plain(index.label(said))})"
    elif isinstance(element, Declaration) and element.span.path != view.path:
        yield f"declared in: {plain(view.workspace.shown(element.span.path))}"
    elif isinstance(element, (Phase, Step)):
        steps = element.steps if isinstance(element, Phase) else (element,)
        count = sum(len(step.actions) for step in steps)
        yield f"actions: {count}"
    elif isinstance(element, Blueprint):
        yield f"actions: {len(element.actions)}, steps: {sum(1 for step in element.steps if step.label)}"


def _label(view: View, unit: str) -> str:
    found = view.index.units.get(unit)
    return found.label if found is not None else unit


def _row(row: Row) -> str:
    values = (plain(one.text) + (f" ({plain('; '.join(one.more))})" if one.more else "") for one in row.values)
    return f"{plain(row.heading)}: {', '.join(values)}"


def _found(view: View, element: Element) -> Iterator[str]:
    """The findings of an element, as far as they are worked out."""
    own = getattr(element, "id", "")
    others = {one.id for one in view.blueprint.arrows} - {own} if isinstance(element, Arrow) else set()
    mine = [
        one
        for one in view.findings_so_far
        if ((one.span.path, one.span.line) == (element.span.path, element.span.line) and one.element not in others)
        or (one.element and one.element == own)
    ]
    documentation = view.documentation if mine else ""
    for one in mine[:MOST_FINDINGS]:
        page = link(one.check, documentation)
        check = f"[{code(one.check)}](<{page}>)" if page else code(one.check)
        yield f"- **{one.severity.word}** {plain(one.message)} {check}"
    if len(mine) > MOST_FINDINGS:
        yield f"- and {len(mine) - MOST_FINDINGS} more"
