"""The words of the language: one table that feeds the grammar, the reader, the checks and the reference page.

A *statement* word begins a line and makes something; a *detail* word adds a fact to the nearest thing that takes it.
Each row gives the word, the shape of what follows it, where it may stand, and one sentence of help. Adding a word is
adding a row here and the field of the same name in ``blueprint/model/elements.py`` that holds its value; a test names
whichever of the two is missing.
"""

from __future__ import annotations

from typing import NamedTuple

STAGES: dict[str, str] = {
    "evidence": "What the customer can see, hear, touch or keep.",
    "customer": "What the customer, or somebody on the customer's side, does.",
    "frontstage": "What the provider does where the customer meets it, by people or by machines.",
    "backstage": "What the provider's people do out of the customer's sight.",
    "support": "Internal systems and processes that carry the work; not the help desk.",
    "preparation": "What is made ready before any order comes in.",
    "facility": "Buildings, equipment and infrastructure that the service stands on.",
}
"""The stages of a lane from top to bottom, with their help."""

LINES: dict[str, tuple[str, str]] = {
    "interaction": ("customer", "Between the customer and the provider."),
    "visibility": ("frontstage", "Between what the customer can see and what stays behind the scenes."),
    "internal interaction": ("backstage", "Between the people back stage and the systems that support them."),
    "order penetration": ("support", "Between what an order sets going and what is prepared without one."),
    "implementation": ("preparation", "Between preparing and the facilities that are there all the time."),
}
"""The lines between the stages: the last stage above each, and its help."""

DECLARATIONS: dict[str, str] = {
    "persona": "Somebody on the customer's side.",
    "department": "A part of the organisation that has work to do.",
    "role": "A job that a person holds inside a department.",
    "system": "A machine, a program or a bot.",
    "partner": "Another organisation that does part of the work.",
    "channel": "A way in which customer and provider reach each other.",
    "touchpoint": "A place of contact that several actions or blueprints share.",
    "variant": "One version of the service among several in this file.",
}
"""What is declared before it is used, with its help."""

UNITS = ("persona", "department", "role", "system", "partner")
"""The declarations that can act, and so can have a lane."""

STATEMENTS: dict[str, str] = {
    "language": "The language of the file's headings and, later, of its keywords.",
    "blueprint": "The title of the service; a file holds one.",
    "include": "Takes in the declarations of another file.",
    **DECLARATIONS,
    "phase": "A part of the journey that groups steps.",
    "step": "A moment of the journey; steps stand in the order in which they happen.",
    "lane": "Fixes the order and the heading of a lane.",
    "line of": "Renames or hides one of the lines between the stages.",
}
"""The words that begin a statement, with their help. Stages begin one too, followed by a colon."""

ARROWS: dict[str, tuple[str, str]] = {
    "->": ("flow", "Leads to."),
    "<->": ("exchange", "They work it out together."),
    "=>": ("handoff", "Hands over: the responsibility moves to another department."),
    "..>": ("inform", "Only informs."),
}
"""The arrows: sign, kind and help."""

ARROW_SIGNS = {"→": "->", "⇒": "=>", "↔": "<->"}
"""Other signs for arrows that are read, and what they stand for."""

TIME_UNITS: dict[str, int] = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "seconds": 1,
    "min": 60,
    "minute": 60,
    "minutes": 60,
    "h": 3600,
    "hour": 3600,
    "hours": 3600,
    "d": 86400,
    "day": 86400,
    "days": 86400,
    "week": 604800,
    "weeks": 604800,
    "month": 2592000,
    "months": 2592000,
    "year": 31536000,
    "years": 31536000,
}
"""The units of time in seconds; a month counts 30 days, a year 365."""

STATUSES = ("idea", "designed", "prototyped", "implemented", "live", "retired")

# Places: the kinds of element that take a detail.
UNIT = "persona department role system partner"
PROVIDER = "department role system partner"
THING = f"{UNIT} channel touchpoint variant"
PART = "phase step action"
ELEMENT = f"blueprint {THING} {PART} arrow"
CARDS = "pain quote question idea opportunity data risk fail policy standard metric promise"


class Word(NamedTuple):
    """One detail word of the language.

    ``shape`` names the rule of the grammar for what follows the word. ``places`` are the elements, and the detail
    words, that take it. ``many`` says whether it may be said more than once of the same thing. ``choices`` are
    the allowed words of the shape ``choice``. ``low`` and ``high`` bound a number. ``other`` holds the word in other
    languages, by language code.
    """

    text: str
    shape: str
    places: frozenset[str]
    help: str
    many: bool = False
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = float("inf")
    other: tuple[tuple[str, str], ...] = ()

    @property
    def field(self) -> str:
        """The name of the model's field that holds the value."""
        return FIELDS.get(self.text, self.text.replace(" ", "_").replace("-", "_"))

    @property
    def is_card(self) -> bool:
        """Whether the value is a card, kept in order among the element's cards."""
        return self.text in _CARDS

    @property
    def begins_line(self) -> bool:
        """Whether the word may begin a line: it does if a statement, and not only another detail, takes it."""
        return not self.places.isdisjoint(_STATEMENT_PLACES)


FIELDS = {
    "owner": "owners",
    "note": "notes",
    "tag": "tags",
    "link": "links",
    "source": "sources",
    "ticket": "tickets",
    "perceived owner": "perceived_owners",
    "on day": "moment",
    "in week": "moment",
    "in month": "moment",
    "as-is": "state",
    "to-be": "state",
}
"""Where the field of a word is not simply the word."""

_CARDS = frozenset(CARDS.split())
_STATEMENT_PLACES = frozenset(ELEMENT.split())


def _words() -> dict[str, Word]:
    table: dict[str, Word] = {}

    def word(
        text: str,
        shape: str,
        places: str,
        help: str,
        *,
        many: bool = False,
        choices: tuple[str, ...] = (),
        low: float = 0,
        high: float = float("inf"),
    ) -> None:
        table[text] = Word(text, shape, frozenset(places.split()), help, many, choices, low, high)

    # Who
    word("owner", "who", f"{ELEMENT} {CARDS}", "The one who is accountable.", many=True)
    word("responsible", "who", ELEMENT, "Who does the work.", many=True)
    word("consulted", "who", ELEMENT, "Who is asked before it is done.", many=True)
    word("informed", "who", ELEMENT, "Who is told after it is done.", many=True)
    word("perceived owner", "who", "channel touchpoint step action", "Who the customer thinks is the owner.", many=True)
    word("may", "text", f"{PROVIDER} action", "What they may decide without asking.", many=True)
    word("escalates to", "who", f"{PROVIDER} action arrow", "Who takes over what they may not decide.", many=True)
    word("part of", "ref", f"{PROVIDER} channel", "The unit it belongs to.")
    word("acts for", "ref", "persona", "The persona they act for.", many=True)

    # Contact
    word("hours", "text", f"{PROVIDER} channel touchpoint", "When it can be reached.")
    word("via", "refs", "action arrow", "The channel of a contact, or the system that carries an arrow.", many=True)
    word("uses", "ref", "action", "The declared touchpoint at which it takes place.", many=True)
    word("moment of truth", "flag", "action", "A contact on which the customer's judgement turns.")
    word("first contact", "flag", "action", "The first time that the customer meets the provider.")
    word("complaint", "flag", "action", "The customer complains here, or a complaint is taken.")
    word("needs no provider", "flag", "action", "The customer does it alone, and that is as it should be.")
    word("feedback", "text", "action", "What the customer is asked to rate or to say.", many=True)

    # Shape of the story
    word("when", "text", "action arrow", "The condition under which it happens.")
    word("optional", "flag", "action", "It may be left out.")
    word("through", "ref", "action", "The last step through which it goes on.")
    word("only in", "ref", "step action arrow", "The variants in which it happens; without it, in all.", many=True)
    word("choice", "text", "action", "The question that its outgoing arrows answer.")
    word("trigger", "flag", "action", "The journey begins here.")
    word("outcome", "flag", "action", "The journey ends here.")
    word("repeats up to", "count", "arrow", "How often the arrow may be followed at most.", low=1)
    word("repeated", "count", "arrow", "How often the arrow was followed, as observed.", low=1)
    word(
        "relationship",
        "choice",
        "action",
        "What the customer has become at the end.",
        choices=("satisfied", "loyal", "advocate"),
    )

    # Time
    word("takes", "duration", "action", "How long the work takes.")
    word("waits", "duration", "action", "How long somebody waits.")
    word("at most", "duration", "takes waits", "The longest acceptable time.")
    word("target", "amount", "takes waits metric", "The value to be reached.")
    word("told", "text", "waits", "What those who wait are told.", many=True)
    word("told nothing", "flag", "waits", "Those who wait are told nothing.")
    word(
        "meanwhile", "ref", "waits", "The action that goes on during the wait, so that its time counts once.", many=True
    )
    word("within", "duration", "arrow promise", "The deadline.")
    word("promise", "text", "step action arrow", "What the customer is promised.", many=True)
    word("kept by", "ref", "promise", "The action that keeps the promise.", many=True)
    word("stops the clock", "flag", "action", "Its time does not count against deadlines and promises.")
    word("on day", "number", PART, "The day of the journey on which it happens.")
    word("in week", "number", PART, "The week of the journey in which it happens.")
    word("in month", "number", PART, "The month of the journey in which it happens.")
    word("time budget", "duration", "blueprint", "The most of the customer's own time that the journey may take.")

    # Experience
    word("emotion", "signed", "action", "How it feels, from -2 to +2.", low=-2, high=2)
    word("effort", "number", "action", "How hard it is for the customer, from 1 to 5.", low=1, high=5)
    word("expected", "signed", "emotion effort", "What was expected beforehand.", low=-2, high=5)
    for card, help in (
        ("pain", "What hurts."),
        ("quote", "What somebody said, in their own words."),
        ("question", "What is not known yet."),
        ("idea", "What could be done better."),
        ("opportunity", "Where the service could win."),
        ("data", "What is known or kept about it."),
    ):
        word(card, "text", f"blueprint touchpoint {PART} arrow", help, many=True)

    # Failure
    word("fail", "text", f"touchpoint {PART} arrow", "What can go wrong.", many=True)
    word("risk", "text", f"blueprint touchpoint {PART} arrow", "What may happen and would hurt.", many=True)
    word("severity", "number", "fail risk", "How bad it is, from 1 to 10.", low=1, high=10)
    word("occurrence", "number", "fail risk", "How often it happens, from 1 to 10.", low=1, high=10)
    word("detection", "number", "fail risk", "How hard it is to notice, from 1 to 10.", low=1, high=10)
    word("recovery", "who", "fail risk", "The action, or in quotes the words, by which it is put right.", many=True)

    # Information
    word("asks", "texts", "action", "What the customer is asked for.", many=True)
    word("reads", "texts", "action", "What information it uses.", many=True)
    word("writes", "texts", "action", "What information it records.", many=True)
    word("carries", "texts", "arrow", "What information goes along.", many=True)
    word("kept in", "ref", "asks reads writes carries data", "The system in which it is kept.", many=True)
    word("nothing comes back", "flag", "action arrow", "No answer ever returns.")
    word("nobody does it", "flag", "action", "It ought to be done, and nobody does it.")

    # Value
    word(
        "serves",
        "choice",
        "step action",
        "Which of the customer's demands it serves.",
        many=True,
        choices=("understand me", "engage me", "work for me", "surprise me"),
    )
    word(
        "value",
        "choice",
        "action arrow",
        "Whether it adds value, is necessary, or is waste.",
        choices=("adding", "necessary", "waste"),
    )

    # Rules of the house
    word("policy", "text", f"blueprint {PROVIDER} {PART}", "A rule of the house.", many=True)
    word("reason", "text", "policy", "Why the rule is there.")
    word("standard", "text", f"touchpoint {PART}", "How well it is to be done.", many=True)
    word("tolerance", "amount", "standard", "How far it may miss the standard.")
    word("metric", "text", f"blueprint {PROVIDER} channel touchpoint {PART}", "What is measured.", many=True)
    word("actual", "amount", "metric", "The value that was measured.")
    word(
        "counts",
        "choice",
        "metric",
        "Whether the metric counts the outcome for the customer or the efficiency of the provider.",
        choices=("outcome", "efficiency"),
    )
    word("rows", "choice", "blueprint", "Cards drawn as rows of their own.", many=True, choices=tuple(CARDS.split()))

    # Capacity
    word("capacity", "rate", f"{PROVIDER} channel", "How many cases it can take in a time.")
    word("cases", "rate", "blueprint action channel", "How many cases arrive in a time.")

    # Life
    word("as-is", "flag", "blueprint", "The service as it is.")
    word("to-be", "flag", "blueprint", "The service as it shall be.")
    word("goal", "text", "blueprint persona phase", "What is to be reached.", many=True)
    word("reviewed", "date", "blueprint touchpoint policy", "The day of the last review.")
    word(
        "status",
        "choice",
        f"{ELEMENT} idea opportunity risk policy standard",
        "How far it has come.",
        choices=STATUSES,
    )
    word("by", "date", f"{ELEMENT} idea opportunity risk policy standard", "The day by which it is due.")
    word("until", "date", f"{ELEMENT} policy", "The last day on which it is valid.")
    word("version", "text", f"{ELEMENT} policy", "The version.")
    word(
        "source",
        "text",
        f"{ELEMENT} {CARDS} takes waits emotion effort",
        "Where the fact comes from.",
        many=True,
    )
    word("ticket", "text", f"{ELEMENT} {CARDS}", "The ticket that follows it up.", many=True)
    word("note", "text", ELEMENT, "A remark.", many=True)
    word("tag", "texts", ELEMENT, "Words to find it by.", many=True)
    word("link", "text", ELEMENT, "A web or mail address (http, https or mailto).", many=True)
    return table


WORDS: dict[str, Word] = _words()
"""Every detail word by its text, in the order of the reference page."""

SHAPES: dict[str, str] = {
    "flag": "nothing",
    "text": "a text in quotes",
    "texts": "a text in quotes, or several with commas between",
    "who": "a declared name, or a text in quotes",
    "ref": "a name, or names with commas between",
    "refs": "a name, or names with commas or “or” between",
    "duration": "a time such as “5 min”, “4 to 6 min”, “1 h 30 min” or “unknown”",
    "amount": "a text in quotes, a number, a percentage or a time",
    "number": "a number",
    "signed": "a number with its sign, such as “-1”",
    "count": "a number, and “times” if you like",
    "rate": "a number per time, such as “40 per day”",
    "date": "a date such as “2026-10-01”",
    "choice": "one of its words",
}
"""The shapes of what follows a detail word, in the reader's words."""
