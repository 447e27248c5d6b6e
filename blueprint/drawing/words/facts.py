"""What the model says of an element, as rows of words: a heading, and the values with their remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from blueprint.drawing.words.figures import amount_words, length, number_words, signed, time_words
from blueprint.drawing.words.headings import headings, listed
from blueprint.drawing.words.safe import safe_link
from blueprint.model.details import Day, Feeling, Information, Name, Number, Text, Time
from blueprint.model.elements import Blueprint, Card, Facts
from blueprint.text.span import Span

BEFORE = (
    "state", "hours", "part_of", "acts_for", "via", "uses", "when", "choice", "through", "only_in", "relationship",
    "takes", "waits", "within", "share", "repeats_up_to", "repeated", "moment", "time_budget", "emotion", "effort",
    "asks", "reads", "writes", "carries", "feedback", "serves", "value", "cases", "capacity", "rows",
)  # fmt: skip
"""The fields of elements that are told as rows of their own, in the order of telling."""

FLAGS = (
    "trigger", "outcome", "moment_of_truth", "first_contact", "complaint", "optional", "needs_no_provider",
    "stops_the_clock", "nothing_comes_back", "nobody_does_it",
)  # fmt: skip
"""The fields that are either said or not; they share one row."""

SHARED = (
    "goal", "owners", "responsible", "consulted", "informed", "perceived_owners", "may", "escalates_to", "status", "by",
    "until", "reviewed", "version", "tags", "sources", "tickets", "links", "notes",
)  # fmt: skip
"""The fields of :class:`blueprint.model.elements.Facts`, in the order of telling; cards are told by their kinds."""

OF_CARDS = (
    "owners", "severity", "occurrence", "detection", "recovery", "reason", "tolerance", "target", "actual", "counts",
    "within", "kept_by", "kept_in", "status", "by", "until", "reviewed", "version", "tickets", "sources",
)  # fmt: skip
"""The fields of a card besides its words, in the order of telling."""

_AMOUNTS = frozenset(("target", "actual", "tolerance"))
_CHOICES = frozenset(("status", "relationship", "serves", "value", "counts", "rows"))


class Said(NamedTuple):
    """One value in words. ``more`` are remarks on it, ``link`` a web or mail address that is safe to follow, ``to``
    the key of the element that it names; ``""`` where it names none."""

    text: str
    more: tuple[str, ...] = ()
    link: str = ""
    to: str = ""


class Row(NamedTuple):
    """A heading and all values below it."""

    heading: str
    values: tuple[Said, ...]


class Teller:
    """Tells the facts of elements in the blueprint's language, with the labels of whom they name.

    ``keys`` says under which key an element is known, by the kind and the id that a name gives it.
    """

    def __init__(self, blueprint: Blueprint, keys: Mapping[tuple[str, str], str]) -> None:
        self._language = blueprint.language
        self._words = headings(blueprint.language)
        self._keys = keys
        self._labels: dict[tuple[str, str], str] = {}
        self._labels |= {(unit.kind, unit.id): unit.label or unit.id for unit in blueprint.declarations}
        self._labels |= {("action", action.id): action.label or action.id for action in blueprint.actions}
        self._labels |= {("step", step.id): step.label or step.id for step in blueprint.steps}

    def rows(self, element: object) -> tuple[Row, ...]:
        """All rows of an element of the model: what it says itself, its facts, and its cards by their kinds."""
        flags = tuple(Said(self._words[f"field {name}"]) for name in FLAGS if getattr(element, name, None) is not None)
        found = [Row(self._words["page signs"], flags)]
        either = self._words["page either"] if getattr(element, "either_channel", False) else ""
        # Most fields of most elements are empty: they are passed over before anything is made of them.
        for name in BEFORE:
            if value := getattr(element, name, None):
                found.append(self.row(name, value, either if name == "via" else ""))
        facts = getattr(element, "facts", None)
        if isinstance(facts, Facts):
            found += [self._row(name, value) for name in SHARED if (value := getattr(facts, name))]
            found += self._cards(facts.cards)
        return tuple(row for row in found if row.values)

    def row(self, name: str, value: object, more: str = "") -> Row:
        """The row of one field; ``more`` is a remark on each of its values."""
        values = self._row(name, value).values
        return Row(self._words[f"field {name}"], tuple(v._replace(more=(*v.more, more)) if more else v for v in values))

    def _row(self, name: str, value: object) -> Row:
        said = (self._feeling(name, value),) if isinstance(value, Feeling) else tuple(self._told(value))
        if name in _CHOICES:
            said = tuple(one._replace(text=self._choice(name, one.text)) for one in said)
        if name in _AMOUNTS:
            said = tuple(one._replace(text=amount_words(one.text, self._language)) for one in said)
        if name == "state":
            said = tuple(one._replace(text=self._words.get(one.text, one.text)) for one in said)
        if name == "links":
            said = tuple(one._replace(link=safe_link(one.text)) for one in said)
        return Row(self._words[f"field {name}"], said)

    def _feeling(self, name: str, feeling: Feeling) -> Said:
        """A feeling with its sign, as the drawing writes it; an effort has none."""
        figure = signed if name == "emotion" else "{:g}".format
        more = [f"{self._words['field sources']}: {source.text}" for source in feeling.sources]
        if feeling.expected is not None:
            more.insert(0, f"{self._words['field expected']}: {figure(feeling.expected.low)}")
        return Said(figure(feeling.value), tuple(more))

    def _choice(self, name: str, text: str) -> str:
        return self._words.get(f"cards {text}" if name == "rows" else f"choice {text}", text)

    def _cards(self, cards: Iterable[Card]) -> Iterator[Row]:
        kinds: dict[str, list[Said]] = {}
        for card in cards:
            more = [f"{row.heading}: {self._joined(row.values)}" for row in self._of_card(card)]
            kinds.setdefault(card.kind, []).append(Said(card.text, tuple(more)))
        for kind, said in kinds.items():
            yield Row(self._words[f"cards {kind}"], tuple(said))

    def _of_card(self, card: Card) -> list[Row]:
        found = [self._row(name, value) for name in OF_CARDS if (value := getattr(card, name))]
        return [row for row in found if row.values]

    def _told(self, value: object) -> Iterator[Said]:
        """A value of the model in words. A flag says nothing here, since its heading says it all."""
        words = self._words
        match value:
            case None | Span():
                return
            case str():
                if value:
                    yield Said(value)
            case Text():
                yield Said(value.text)
            case Name():
                place = (value.kind, value.name)
                yield Said(self._labels.get(place, value.name), to=self._keys.get(place, ""))
            case Number():
                yield Said(number_words(value, self._language))
            case Day():
                yield Said(value.day.isoformat())
            case Time():
                yield Said(time_words(value, self._language), tuple(self._of_time(value)))
            case Information():
                kept = self._joined(self._told(value.kept_in))
                more = [f"{words['field kept_in']}: {kept}"] if kept else []
                yield Said(self._joined(self._told(value.items)), tuple(more))
            case tuple():
                for each in value:
                    yield from self._told(each)

    def _of_time(self, time: Time) -> Iterator[str]:
        words = self._words
        if time.at_most is not None:
            yield f"{words['at most']} {time_words(time.at_most, self._language)}"
        if time.percentile is not None:
            percent, seconds = time.percentile
            yield words["page percentile"].format(percent=f"{percent:g}", time=length(seconds, seconds, self._language))
        for name in ("target", "told", "meanwhile", "sources"):
            said = self._joined(self._row(name, getattr(time, name)).values)
            if said:
                yield f"{words[f'field {name}']}: {said}"
        if time.told_nothing is not None:
            yield words["told nothing"]

    def _joined(self, values: Iterable[Said]) -> str:
        return listed(
            [f"{one.text} ({'; '.join(one.more)})" if one.more else one.text for one in values], self._language
        )
