"""The arrows that join what a view shows where the way leads through actions that it does not show.

Such an arrow runs from an action to each that is next on a way through nothing but hidden actions. The ways are those
of :class:`blueprint.findings.lookup.flow.Flow`: along all arrows but ``..>``, an exchange in both directions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.findings.lookup.index import Index
from blueprint.model.details import Name
from blueprint.model.elements import Arrow, Blueprint


class _Hop(NamedTuple):
    """One arrow of a way, to the action ``target``. ``remarks`` are the ids of what is said on it: of the arrow, where
    it carries a condition or the like, and of a hidden target that is only in some variants."""

    arrow: Arrow
    target: str
    remarks: frozenset[str]


_Ends = dict[str, frozenset[str]]
"""By the action at the end of a way: the remarks on every way to it."""


def joining_arrows(blueprint: Blueprint, shown: Collection[str]) -> tuple[Arrow, ...]:
    """The arrows of the kind ``joining`` between the ``shown`` actions of a blueprint, in the order of the file. Each
    stands in the file where the first arrow of its way does.

    There is none beside an arrow that joins the two directly, and none that two others make up together. An arrow
    carries the words of the one condition, share or repetition, and is only in the variants, that all its ways have.
    """
    return tuple(_Joins(blueprint, shown).arrows())


class _Joins:
    """What is looked up while the ways are walked."""

    def __init__(self, blueprint: Blueprint, shown: Collection[str]) -> None:
        self._actions = {action.id: action for action in blueprint.actions}
        self._order = {handle: number for number, handle in enumerate(self._actions)}
        self._shown = [handle for handle in self._actions if handle in shown]
        self._hidden = self._actions.keys() - self._shown
        self._step = {action.id: number for number, step in enumerate(blueprint.steps) for action in step.actions}
        self._only_in = {a.id: a.only_in or step.only_in for step in blueprint.steps for a in step.actions}
        self._said = {arrow.id: arrow for arrow in blueprint.arrows if arrow.only_in or _has_words(arrow)}
        self._only_in |= {arrow.id: arrow.only_in for arrow in self._said.values()}
        self._hops: dict[str, list[_Hop]] = defaultdict(list)
        self._begun: dict[tuple[str, str], Arrow] = {}  # with which arrow the way between two begins
        flow = Index(blueprint).flow
        for arrow in blueprint.arrows:
            if arrow.kind == "inform" or arrow.source.name not in self._actions:
                continue
            for target in flow.taken_over_by(arrow):
                self._add(arrow, arrow.source.name, target.id)
                if arrow.kind == "exchange":
                    self._add(arrow, target.id, arrow.source.name)

    def _add(self, arrow: Arrow, source: str, target: str) -> None:
        remarks = {arrow.id} & self._said.keys()
        if target in self._hidden and self._only_in[target]:
            remarks.add(target)
        self._hops[source].append(_Hop(arrow, target, frozenset(remarks)))

    def arrows(self) -> Iterator[Arrow]:
        """All of them, those from one action together."""
        direct = {
            start: {hop.target: hop.remarks for hop in self._hops[start] if hop.target not in self._hidden}
            for start in self._shown
        }
        through = {start: self._walk(start) for start in self._shown}
        ways = {start: through[start] | direct[start] for start in self._shown}
        for start in self._shown:
            for end in sorted(through[start], key=self._order.__getitem__):
                if end not in direct[start] and not self._made_up(start, end, ways):
                    yield self._arrow(start, end, through[start][end])

    def _walk(self, start: str) -> _Ends:
        """The shown actions that are next to one, with the remarks on every way that leads there."""
        remarks: _Ends = {start: frozenset()}
        waiting = [start]
        for here in waiting:
            for hop in self._hops[here]:
                target = hop.target
                if target == start or (here == start and target not in self._hidden):
                    continue
                if hop.arrow.kind == "exchange" and not self._meets_later(start, here, target):
                    continue
                self._begun.setdefault((start, target), self._begun.get((start, here), hop.arrow))
                before = remarks.get(target)
                now = remarks[here] | hop.remarks
                if before is not None:
                    now &= before
                if now != before:
                    remarks[target] = now
                    if target in self._hidden:
                        waiting.append(target)
        return {end: said for end, said in remarks.items() if end not in self._hidden and end != start}

    def _meets_later(self, start: str, here: str, target: str) -> bool:
        """Whether a way from ``start`` goes on along an exchange: not to an earlier step, and not from one of those
        who meet a hidden action in one step to another of them."""
        if here == start:
            return True
        if self._step[target] == self._step[start] and target not in self._hidden:
            return not any(hop.arrow.kind == "exchange" and hop.target == start for hop in self._hops[here])
        return self._step[target] >= self._step[start]

    def _made_up(self, start: str, end: str, ways: dict[str, _Ends]) -> bool:
        """Whether two ways one after the other lead where this one leads, under the same conditions. The action between
        them stands between the two in the file as well; or, where the way leads back, before or behind both, so that
        of two ways back the farther is kept and no two stand for each other."""
        order = self._order
        for between, said in ways[start].items():
            onwards = ways[between].get(end)
            if onwards is None or said | onwards != ways[start][end]:
                continue
            follows, precedes = order[start] < order[between], order[between] < order[end]
            if (follows or precedes) if order[end] < order[start] else (follows and precedes):
                return True
        return False

    def _arrow(self, start: str, end: str, remarks: frozenset[str]) -> Arrow:
        found = Arrow(
            id=f"{start} joining {end}",
            kind="joining",
            source=Name(start, self._actions[start].span, "action"),
            target=Name(end, self._actions[end].span, "action"),
            span=self._begun[start, end].span,
        )
        worded = [self._said[handle] for handle in remarks if handle in self._said and _has_words(self._said[handle])]
        if len(worded) == 1:
            one = worded[0]
            found = replace(
                found, when=one.when, share=one.share, repeats_up_to=one.repeats_up_to, repeated=one.repeated
            )
        bounds = {tuple(name.name for name in self._only_in[handle]): handle for handle in sorted(remarks)}
        bounds.pop((), None)
        if len(bounds) == 1:
            found = replace(found, only_in=self._only_in[next(iter(bounds.values()))])
        return found


def _has_words(arrow: Arrow) -> bool:
    return any(said is not None for said in (arrow.when, arrow.share, arrow.repeats_up_to, arrow.repeated))
