"""How long things take: longest paths through a service, with repetitions as often as they are bounded or observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.lookup.graph import LONGEST
from blueprint.findings.lookup.stories import Leg
from blueprint.model.details import Time
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

UNITS = ((86400, "day", "days"), (3600, "h", "h"), (60, "min", "min"), (1, "s", "s"))


class Course(NamedTuple):
    """A longest path: the seconds that it takes, and its legs, of a very long one the beginning."""

    seconds: float
    legs: tuple[Leg, ...]


Courses = tuple[dict[str, float], dict[str, Leg]]
"""The longest time from each node to an end, and the leg with which it begins."""


class Times:
    """The times of one graph, at their worst: of a range the longest. What is unknown counts nothing."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def of_service(self) -> Clock:
        """For promises and deadlines: an action that stops the clock counts nothing, nor does a wait during which an
        action goes on (``meanwhile``) whose own time is known. What an exchange joins goes on at once, so of its times
        the longest counts.

        A deadline of an arrow is the time until the work is taken up where the work takes longer than the deadline;
        otherwise the work is taken to be done within it.
        """
        seconds = {node: max(map(self.counted, members)) for node, members in self._graph.members.items()}

        def on_the_way(leg: Leg) -> float:
            within = longest(leg.arrow.within)
            return within if seconds[leg.target] > within else within - seconds[leg.target]

        return Clock(self._graph, seconds, on_the_way)

    def of_customer(self, unit: str) -> Clock:
        """For what one persona spends on the journey; ``unit`` is who acts in the lane, ``""`` where it does not say.
        A wait during which the customer does something else counts once."""
        spent = {
            node: max((self._spent(one) for one in members if self._acts(unit, one)), default=0)
            for node, members in self._graph.members.items()
        }
        return Clock(self._graph, spent, lambda leg: 0)

    def counted(self, action: Action) -> float:
        """The seconds of an action that count for promises."""
        if action.stops_the_clock is not None:
            return 0
        meanwhile = self._meanwhile(action)
        waits = 0 if any(longest(one.takes) for one in meanwhile) else longest(action.waits)
        return longest(action.takes) + waits

    def _spent(self, action: Action) -> float:
        meanwhile = self._meanwhile(action)
        waits = 0 if any(one.stage == "customer" for one in meanwhile) else longest(action.waits)
        return longest(action.takes) + waits

    def _meanwhile(self, action: Action) -> list[Action]:
        actions = self._graph.index.actions
        names = action.waits.meanwhile if action.waits is not None else ()
        return [actions[one.name] for one in names if one.name in actions and one.name != action.id]

    def _acts(self, unit: str, action: Action) -> bool:
        return action.stage == "customer" and self._graph.index.lanes[action.lane].unit == unit


class Clock:
    """Longest paths by one way of counting: the seconds of each node, and those of a leg."""

    def __init__(self, graph: Graph, seconds: dict[str, float], on_the_way: Callable[[Leg], float]) -> None:
        self._graph = graph
        self.seconds = seconds
        self.on_the_way = on_the_way
        self._found: dict[frozenset[str], tuple[int, Courses]] = {}

    @cached_property
    def repeated(self) -> dict[str, float]:
        """How many seconds the repetitions of a node add: for each leg that goes back to it the time once around, as
        often as the arrow is bounded to, or was seen to be followed. Where it says neither, nothing."""
        more: dict[str, float] = {}
        entered: dict[str, list[tuple[Leg, float]]] = {}
        for leg in self._graph.walk.back:
            often = leg.arrow.repeats_up_to or leg.arrow.repeated
            if often is None:
                continue
            if self._graph.dominators.dominates(leg.target, leg.source):
                # Every path to the end of the circle passes its beginning, so one walk serves all such circles.
                # Rounded, since times are sums of fractions of hours, of which a difference may leave a trace.
                since = self._since[leg.source] + self.seconds[leg.source] - self._since[leg.target]
                more[leg.target] = more.get(leg.target, 0) + often.high * (round(since, 6) + self.on_the_way(leg))
            else:
                entered.setdefault(leg.target, []).append((leg, often.high))
        for node, legs in entered.items():
            until = self._until(node, [leg.source for leg, _ in legs])
            around = sum(often * (until[leg.source] + self.on_the_way(leg)) for leg, often in legs)
            more[node] = more.get(node, 0) + around
        return more

    @cached_property
    def _since(self) -> dict[str, float]:
        """The longest time to the beginning of each node from any that nothing leads to, without repetitions."""
        graph = self._graph
        since: dict[str, float] = dict.fromkeys(graph.members, 0)
        for node in reversed(graph.walk.order):
            for leg in graph.ahead.get(node, ()):
                since[leg.target] = max(since[leg.target], since[node] + self.seconds[node] + self.on_the_way(leg))
        return since

    @cached_property
    def begins(self) -> dict[str, float]:
        """The longest time from where the journey begins to the beginning of each node that it reaches."""
        graph = self._graph
        begins: dict[str, float] = dict.fromkeys(graph.starts, 0)
        for node in reversed(graph.walk.order):
            if node in begins:
                until = begins[node] + self.seconds[node] + self.repeated.get(node, 0)
                for leg in graph.ahead.get(node, ()):
                    begins[leg.target] = max(begins.get(leg.target, 0), until + self.on_the_way(leg))
        return begins

    def _until(self, begin: str, ends: list[str]) -> dict[str, float]:
        """The longest time from the beginning of a node to the end of each node behind it, as far as the given ends."""
        number, ahead = self._graph.walk.number, self._graph.ahead
        last = min(number[one] for one in ends)
        behind = {begin}
        waiting = [begin]
        while waiting:
            for leg in ahead.get(waiting.pop(), ()):
                if leg.target not in behind and number[leg.target] >= last:
                    behind.add(leg.target)
                    waiting.append(leg.target)
        until = {begin: self.seconds[begin]}
        for node in sorted(behind, key=number.__getitem__, reverse=True):
            for leg in ahead.get(node, ()):
                if leg.target in behind:
                    seconds = until[node] + self.on_the_way(leg) + self.seconds[leg.target]
                    if seconds > until.get(leg.target, -1):
                        until[leg.target] = seconds
        return until

    def to(self, targets: Iterable[str], since: str) -> Callable[[str], Course | None]:
        """The longest course from a node to any of the targets, both included, as a function; None where no path leads
        there. Asked may be ``since`` and nodes behind it."""
        ends = frozenset(targets)
        number = self._graph.walk.number[since]
        if ends not in self._found or self._found[ends][0] < number:
            self._found[ends] = number, self._best(ends, number)
        best, following = self._found[ends][1]

        def course(node: str) -> Course | None:
            if node not in best:
                return None
            legs: list[Leg] = []
            here = following.get(node)
            while here is not None and len(legs) < LONGEST:
                legs.append(here)
                here = following.get(here.target)
            return Course(best[node], tuple(legs))

        return course

    def _best(self, ends: frozenset[str], earliest: int) -> Courses:
        """The longest time from the beginning of each node to an end, and the leg that begins it, for all nodes up to a
        number in the walk."""
        number, entering, more = self._graph.walk.number, self._graph.entering, self.repeated
        region = set(ends)
        waiting = list(ends)
        while waiting:
            for leg in entering.get(waiting.pop(), ()):
                # Nothing behind the beginning lies later in the order, so the rest of the journey is left alone.
                if leg.source not in region and number[leg.source] <= earliest:
                    region.add(leg.source)
                    waiting.append(leg.source)
        best: dict[str, float] = {}
        following: dict[str, Leg] = {}
        for node in sorted(region, key=number.__getitem__):
            own = self.seconds[node] + more.get(node, 0)
            if node in ends:
                best[node] = own
            for leg in self._graph.ahead.get(node, ()):
                if leg.target in best:
                    seconds = own + self.on_the_way(leg) + best[leg.target]
                    if seconds > best.get(node, -1):
                        best[node] = seconds
                        following[node] = leg
        return best, following


def longest(time: Time | None) -> float:
    """The seconds that a time may take at most, those of a percentile (``90% under 3 days``) included; what is unknown
    or not said counts nothing."""
    if time is None:
        return 0
    return max(time.high or 0, time.percentile[1] if time.percentile is not None else 0)


def in_words(time: Time) -> str:
    """A time as it is said, with its percentile: ``3 h, 90% under 3 days``."""
    if time.percentile is None:
        return time.text
    percent, seconds = time.percentile
    return f"{time.text}, {percent:g}% under {spoken(seconds)}"


def spoken(seconds: float) -> str:
    """A time in words, in its two greatest units: ``1 h 30 min``."""
    words: list[str] = []
    for size, one, many in UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count:g} {one if count == 1 else many}")
    return " ".join(words[:2]) or "no time"
