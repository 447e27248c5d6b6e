"""Damages to where feedback is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.lookup.graph import Graph
from blueprint.model.elements import Action
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


@breaks("survey-before-outcome")
def asked_too_early(sheet: Sheet) -> Iterator[Damage]:
    """Asks for feedback at a contact after which the case may yet come to an outcome, or not."""
    for action in sheet.blueprint.actions:
        if action.stage != "frontstage" or action.outcome or action.feedback:
            continue
        if any(_is_open(graph, action) for graph in sheet.index.graphs):
            yield Damage(action.label, sheet.plus(action, 'feedback "Are you content?"'))


def _is_open(graph: Graph, action: Action) -> bool:
    """Whether an outcome is ahead of an action and can be avoided. A play in small steps, where the check walks once
    backwards: at first every way may avoid it, and then those nodes are taken out that cannot, until no more can be."""
    node = graph.node_of.get(action.id, "")
    answers = _answers(graph, node)
    ends = graph.outcomes - answers
    if node not in _before(graph) or node in graph.outcomes or not _behind(graph, node) & ends:
        return False
    if any(_is_confirmed(graph, leg.source, node) for legs in graph.out.values() for leg in legs if leg.is_branch):
        return False
    avoiding = set(graph.members) - ends
    before = -1
    while len(avoiding) != before:
        before = len(avoiding)
        for here in sorted(avoiding):
            legs = graph.out.get(here, ())
            # A bounded repetition ends, unless it leads round by way of the question.
            going = [
                leg
                for leg in legs
                if not (leg.arrow.repeats_up_to and here in _behind(graph, leg.target, ends))
                or node in _behind(graph, leg.target, ends)
            ]
            plain = [leg.target in avoiding for leg in legs if not leg.is_branch and leg in going]
            branches = [leg.target in avoiding for leg in legs if leg.is_branch and leg in going]
            if legs and not (all(plain) and (any(branches) if branches else bool(plain))):
                avoiding.discard(here)
    return node in avoiding


def _answers(graph: Graph, node: str) -> set[str]:
    """The node and what the customer does straight after it, with no choice between."""
    answers = {node}
    waiting = [node]
    for here in waiting:
        for leg in graph.out.get(here, ()):
            end = graph.story.actions.get(leg.arrow.target.name)
            if not leg.is_branch and leg.target not in answers and end is not None and end.stage == "customer":
                answers.add(leg.target)
                waiting.append(leg.target)
    return answers


def _before(graph: Graph) -> set[str]:
    """The nodes that can be reached without passing an outcome."""
    starts = [one for one in graph.starts if one not in graph.outcomes]
    return {node for start in starts for node in _behind(graph, start, graph.outcomes)}


def _behind(graph: Graph, start: str, past: frozenset[str] | set[str] = frozenset()) -> set[str]:
    """The nodes to which a path leads from one, that one included; not further than some nodes."""
    seen = {start}
    waiting = [start]
    for here in waiting:
        for leg in graph.out.get(here, ()) if here not in past else ():
            if leg.target not in seen:
                seen.add(leg.target)
                waiting.append(leg.target)
    return seen


def _is_confirmed(graph: Graph, source: str, node: str) -> bool:
    """Whether a customer's choice leads to a node."""
    customer = any(one.stage == "customer" for one in graph.members[source])
    return customer and any(leg.is_branch and leg.target == node for leg in graph.out[source])


@breaks(
    "survey-before-outcome",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "frontstage-unsupported: the new contact has nothing behind it but what its neighbours have",
)
def asked_beside_the_work(sheet: Sheet) -> Iterator[Damage]:
    """Sends out a question beside the work that is still to bring the outcome."""
    for action in {one.front.id: one.front for one in sheet.index.contacts if one.arrow is not None}.values():
        unit = action.lane.partition(":")[2]
        out = [one for one in sheet.index.arrows_out.get(action.id, ()) if one.kind in ("flow", "handoff")]
        if (
            action.feedback
            or not unit
            or not action.name
            or not action.via
            or not out
            or any(one.when or one.share for one in out)
        ):
            continue
        if any(_comes_later(graph, action) for graph in sheet.index.graphs):
            person = next(one.customer for one in sheet.index.contacts if one.front is action).lane.partition(":")[2]
            via = action.via[0].name
            text = sheet.after(
                max(sheet.lines_of(action)),
                f'  frontstage {unit}: sends_question "Sends a question" via {via}{sheet.takes}{sheet.serves}',
                '    feedback "Are you content?"',
                f'  customer{" " * bool(person)}{person}: answers_it "Answers it" via {via}{sheet.takes} outcome',
            )
            yield Damage(action.label, f"{text.rstrip()}\n{action.name} -> sends_question -> answers_it\n")


def _comes_later(graph: Graph, action: Action) -> bool:
    """Whether an action is on the way to an outcome, and not at one or behind it."""
    node = graph.node_of.get(action.id, "")
    return node in _before(graph) - graph.outcomes and bool(_behind(graph, node) & graph.outcomes)
