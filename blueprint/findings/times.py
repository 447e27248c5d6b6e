"""How long things take: longest paths through a service, with repetitions as often as they are bounded or observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.stories import Leg
from blueprint.model.elements import Action, Time

if TYPE_CHECKING:
    from blueprint.findings.graph import Graph

UNITS = ((86400, "day", "days"), (3600, "h", "h"), (60, "min", "min"), (1, "s", "s"))


class Course(NamedTuple):
    """A longest path: the seconds that it takes, and its legs."""

    seconds: float
    legs: tuple[Leg, ...]


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

    @cached_property
    def repeated(self) -> dict[str, float]:
        """How many seconds the repetitions of a node add: for each leg that goes back to it the time once around, as
        often as the arrow is bounded to, or was seen to be followed. Where it says neither, nothing."""
        more: dict[str, float] = {}
        for leg in self._graph.walk.back:
            often = leg.arrow.repeats_up_to or leg.arrow.repeated
            if often is not None:
                once = self._best([leg.source], leg.target, {})[0][leg.target] + self.on_the_way(leg)
                more[leg.target] = more.get(leg.target, 0) + often.high * once
        return more

    def to(self, targets: Iterable[str], since: str) -> Callable[[str], Course | None]:
        """The longest course from a node to any of the targets, both included, as a function; None where no path leads
        there. Asked may be ``since`` and nodes behind it."""
        best, following = self._best(targets, since, self.repeated)

        def course(node: str) -> Course | None:
            if node not in best:
                return None
            legs: list[Leg] = []
            here = following.get(node)
            while here is not None:
                legs.append(here)
                here = following.get(here.target)
            return Course(best[node], tuple(legs))

        return course

    def _best(
        self, targets: Iterable[str], since: str, more: dict[str, float]
    ) -> tuple[dict[str, float], dict[str, Leg]]:
        """The longest time from the beginning of each node to the end of a target, and the leg that begins it."""
        number, entering = self._graph.walk.number, self._graph.entering
        ends = frozenset(targets)
        region = set(ends)
        waiting = list(ends)
        while waiting:
            for leg in entering.get(waiting.pop(), ()):
                # Nothing behind the beginning lies later in the order, so the rest of the journey is left alone.
                if leg.source not in region and number[leg.source] <= number[since]:
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
    """The seconds that a time may take at most; what is unknown or not said counts nothing."""
    return 0 if time is None or time.high is None else time.high


def spoken(seconds: float) -> str:
    """A time in words, in its two greatest units: ``1 h 30 min``."""
    words: list[str] = []
    for size, one, many in UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count:g} {one if count == 1 else many}")
    return " ".join(words[:2]) or "no time"
