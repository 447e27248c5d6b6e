"""Whole lines, and what goes on behind the name of an action, with the names that the file knows to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.markdown import content, plain
from blueprint.lsp.names import Place
from blueprint.lsp.proposals.item import choice, item

MOST_CHOICES = 30
"""A place of a snippet gives so many names to choose from."""

Table = Mapping[tuple[str, str], Place]


class Known(NamedTuple):
    """The names of a file by what they can do in a snippet. ``taken`` are those that a new action must not have."""

    people: tuple[str, ...]
    systems: tuple[str, ...]
    channels: tuple[str, ...]
    ways: tuple[str, ...]
    taken: Table

    def who(self, number: int, names: tuple[str, ...]) -> str:
        """The one of a lane, with a space before it; ``""`` where nobody is declared."""
        return f" {choice(number, names)}" if names else ""

    def via(self, number: int) -> str:
        """The channel of a contact; ``""`` where none is declared."""
        return f" via {choice(number, self.channels)}" if self.channels else ""

    def new(self, space: str, name: str) -> str:
        """The name, or one like it that is not taken."""
        tried, count = name, 1
        while (space, tried) in self.taken:
            count += 1
            tried = f"{name}{count}"
        return tried


def known_of(table: Table) -> Known:
    """What snippets need to know of all that a file knows."""
    by_kind: dict[str, list[str]] = {}
    for (_, name), made in table.items():
        kind = made.mention.kind
        if kind != "action" and len(by_kind.setdefault(kind, [])) < MOST_CHOICES:
            by_kind[kind].append(name)

    def of(*kinds: str) -> tuple[str, ...]:
        return tuple(name for kind in kinds for name in by_kind.get(kind, ()))[:MOST_CHOICES]

    people = of("department", "role", "partner", "system")
    return Known(people, of("system", "partner"), of("channel"), of("system", "channel"), table)


def lines(known: Known, *, empty: bool, titled: bool) -> Iterator[types.CompletionItem]:
    """What may be written as a whole at the beginning of a line. ``empty`` says that the file holds nothing yet,
    ``titled`` that it has its title already."""
    if not titled:
        yield _whole() if empty else _line("blueprint", "title with goal and owner", _TITLE, "What a review asks for.")
    name = known.new("action", "name")
    yield _line(
        "step",
        'step "…" with its three lanes',
        f'step "${{1:What happens}}"\n  customer: "${{2:Does something}}"{known.via(3)}\n'
        f'  frontstage{known.who(4, known.people)}: "${{5:Answers}}"{known.via(6)}\n'
        f'  support{known.who(7, known.systems)}: "${{8:Keeps it}}"',
        "A step with what the customer does, what answers, and what carries it.",
    )
    yield _line(
        "customer",
        "lane of the customer",
        f'customer: ${{1:{name}}} "${{2:Does something}}"{known.via(3)}\n  emotion ${{4|-2,-1,0,+1,+2|}}',
        "An action of the customer with its channel and how it feels.",
    )
    yield _line(
        "frontstage",
        "lane in front of the customer",
        f'frontstage{known.who(1, known.people)}: ${{2:{name}}} "${{3:Answers}}"{known.via(4)}'
        " takes ${5:5} ${6|min,h,days|}",
        "An action that the customer meets, with its channel and time.",
    )
    yield _line(
        "backstage",
        "lane behind the line of visibility",
        f'backstage{known.who(1, known.people)}: ${{2:{name}}} "${{3:Works on it}}" takes ${{4:1}} ${{5|h,min,days|}}',
        "An action out of the customer's sight, with its time.",
    )
    yield _line(
        "support",
        "lane of a system",
        f'support{known.who(1, known.systems)}: ${{2:{name}}} "${{3:Keeps the record}}"',
        "What a system does.",
    )
    yield _line(
        "department",
        "department with its owner",
        f'department ${{1:{known.new("unit", "care")}}} "${{2:Customer care}}" owner "${{3:Head of care}}"',
        "A department, and who is accountable for it.",
    )
    yield _line(
        "channel",
        "channel with its hours",
        f'channel ${{1:{known.new("channel", "phone")}}} "${{2:Phone}}" hours "${{3:Mo-Fr 9-17}}"',
        "A way to reach each other, and when it is open.",
    )


def beyond(known: Known, action: str, reached: frozenset[str]) -> Iterator[types.CompletionItem]:
    """What goes on behind the name of an action at the beginning of a line. Of the actions to choose from those come
    first that stand below it, and none that is ``reached`` from it."""
    here = known.taken.get(("action", action))
    others = [
        (here is not None and made.line < here.line, name)
        for (space, name), made in known.taken.items()
        if space == "action" and name != action and name not in reached
    ]
    targets = [name for _, name in sorted(others, key=lambda other: other[0])[:MOST_CHOICES]]
    receivers = [*targets, *known.people][:MOST_CHOICES]
    if receivers:
        via = f" via {choice(3, known.ways)}" if known.ways else ""
        yield item(
            "=> handoff with content and deadline",
            types.CompletionItemKind.Snippet,
            help=content("Hands over: what, by which way, and how soon."),
            text=f'=> {choice(1, receivers)} "${{2:What is handed over}}"{via} within ${{4:15}} ${{5|min,h,days|}}',
            snippet=True,
            filter="=> handoff",
        )
    if len(targets) > 1:
        yield item(
            "-> two ways on",
            types.CompletionItemKind.Snippet,
            help=content("Leads to one of two actions, by what is the case."),
            text=f'-> {choice(1, targets)} when "${{2:the one case}}"\n'
            f'{action} -> {choice(3, [*targets[1:], targets[0]])} when "${{4:the other case}}"',
            snippet=True,
            filter="-> two ways on",
        )


def _line(keyword: str, label: str, text: str, help: str) -> types.CompletionItem:
    return item(
        label,
        types.CompletionItemKind.Snippet,
        help=content(plain(help)),
        text=text,
        snippet=True,
        filter=f"{keyword} {label}",
    )


_TITLE = """blueprint "${1:Name of the service}" ${2|as-is,to-be|}
  goal "${3:What the customer wants}"
  owner "${4:Who is accountable}\""""


def _whole() -> types.CompletionItem:
    return _line("blueprint", "a whole blueprint", f"{_TITLE}\n{_STORY}", "A small blueprint to start from.")


_STORY = """
persona ${5:customer1} "${6:Who the customer is}"
department ${7:team} "${8:Name of the department}" owner "${9:Its head}"
channel ${10:desk} "${11:Where they meet}" hours "${12:Mo-Fr 9-17}"

step "${13:What happens}"
  customer: ${14:asks} "${15:What the customer does}" via ${10:desk} trigger
  frontstage ${7:team}: ${16:answers} "${17:What the customer meets}" via ${10:desk}

${14:asks} -> ${16:answers}
$0"""
