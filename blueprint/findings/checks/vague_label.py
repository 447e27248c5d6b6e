"""The label of an action does not say what is done.

## What it does

It reads the labels of actions of the customer, the front stage, the back stage, the support and the preparation, where
the `language` of the file is English (as without the word) or German. It speaks only where the form leaves no doubt:

- English: a single noun such as “Payment”, “Registration” or “Onboarding”; such a noun with `of` and one more word
  (“Registration of guests”, “Handling of the complaint”); two words of which the last is such a noun and the first a
  thing that is no verb (“Payment confirmation”; “Request confirmation” may be a wish); two words of which the last is
  “handling”, “processing”, “management” or “administration” and the first a thing (“Complaint handling”); and a few
  fixed pairs such as “Customer service”, “Data entry” and “Credit check”.
- German: a noun that ends in -ung, -tion, -nahme, -gabe, -management, -service, -gespräch, -antrag, -auftrag,
  -versand, -kontrolle, -analyse or -auskunft, alone (“Bearbeitung”, “Beratungsgespräch”), or followed by der, des, von,
  durch and the like, with no verb behind (“Prüfung des Antrags”).

Evidence, facilities, steps and phases are things and moments, and may be called so. Labels that are a name only are
not judged.

## Why it matters

“Payment” does not say who pays whom, nor when it is done. With a verb and an object everybody reads the same.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Registration"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Writes down the damage"
```

## Source

Jan Mendling, Hajo Reijers and Jan Recker, “Activity labeling in process modeling: Empirical insights and
recommendations”, Information Systems, 2010; rule G6 of the “Seven process modeling guidelines (7PMG)”, 2010: use labels
of a verb and an object.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST16"
SEVERITY = Severity.INFO
PROFILES = ("review",)

THINGS = ("evidence", "facility")

NOUNS = frozenset(
    """acceptance activation administration allocation analysis approval authentication authorisation authorization
    calculation cancellation check-in checkout check-out clarification classification collaboration communication
    compensation completion confirmation consultation coordination creation decision delivery determination
    diagnosis dispatching distribution documentation escalation evaluation execution explanation follow-up
    fulfilment fulfillment handling handover identification implementation information inspection installation
    investigation maintenance management mediation modification monitoring negotiation notification offboarding
    onboarding optimisation optimization payment planning preparation prioritisation prioritization processing
    procurement qualification recommendation reconciliation registration reimbursement removal renewal reservation
    resolution settlement submission termination transmission transportation validation verification""".split()
)
"""English nouns that name a doing without saying it, and that are no verbs."""

HANDLING = frozenset(("handling", "processing", "management", "administration"))
HANDLED = frozenset(
    """account application appointment bill card case claim claims client complaint complaints contract
    customer data delivery document exception fault incident information invoice invoices job order orders parcel
    payment payments problem quality request returns service shipment stock ticket tickets warranty""".split()
)
"""What is handled where two words have no verb."""

NO_VERBS = frozenset(
    """account address application appointment card client complaint complaints customer data delivery identity incident
    information luggage password payment payments problem quality""".split()
)
"""Things that cannot be read as verbs, so that two nouns are no request: “Order delivery” may be one."""

PAIRS = frozenset(
    (
        "background check",
        "credit check",
        "customer care",
        "customer service",
        "customer support",
        "data entry",
        "identity check",
        "order cancellation",
        "order confirmation",
        "order entry",
        "order fulfilment",
        "order fulfillment",
        "order preparation",
        "quality check",
        "quality control",
        "safety check",
        "security check",
    )
)
"""Further pairs of nouns without a verb."""

ARTICLES = frozenset(("a", "an", "the", "his", "her", "its", "their", "our", "your", "my", "all", "new"))

ENDINGS = tuple(
    """ung ungen tion tionen nahme gabe management service gespräch gespräche
    antrag auftrag versand kontrolle analyse auskunft""".split()
)
NO_DOING = ("jung", "schwung", "sprung")
"""German words with such an ending that are no noun of a verb."""

BINDERS = frozenset(
    """der des dem den die das von vom durch für zur zum per mit bei beim im in am an auf über und oder aus einer eines
    einem einen aller mittels""".split()
)
"""Small words that bind a German noun to the next; any other word in small letters may be a verb."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each label that is a noun and no doing."""
    judge = {"en": _english, "de": _german}.get(index.blueprint.language)
    if judge is None:
        return
    for action in index.blueprint.actions:
        if action.label == action.name or action.stage in THINGS or action.broken:
            continue
        words = action.label.split()
        if words and judge(words):
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The label {index.label(action)} does not say what is done.",
                action.span,
                element=action.id,
                help=_HELP[index.blueprint.language],
            )


_HELP = {
    "en": "Say it with a verb and what it is done to, such as “Takes the payment”.",
    "de": "Say it with a verb and what it is done to, such as “Nimmt die Zahlung an”.",
}


def _english(words: list[str]) -> bool:
    words = [word.lower() for word in words]
    if len(words) == 1:
        return words[0] in NOUNS
    if words[1] == "of" and words[0] in NOUNS:
        rest = words[3:] if len(words) > 2 and words[2] in ARTICLES else words[2:]
        return len(rest) == 1
    if len(words) != 2:
        return False
    first, last = words
    return (last in HANDLING and first in HANDLED) or (last in NOUNS and first in NO_VERBS) or " ".join(words) in PAIRS


def _german(words: list[str]) -> bool:
    first = words[0].lower()
    if not first.endswith(ENDINGS) or first.endswith(NO_DOING):
        return False
    if len(words) == 1:
        return True
    in_small_letters = {word for word in words[1:] if word[:1].islower()}
    return words[1] in BINDERS and in_small_letters <= BINDERS and words[-1] not in in_small_letters
