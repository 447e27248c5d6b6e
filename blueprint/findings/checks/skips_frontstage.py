"""An arrow joins the customer to work behind the line of visibility and misses the front stage.

## What it does

It looks at every arrow between a customer's action and an action of the stages `backstage` or `support`, in either
direction and of every kind but `..>`. To inform a customer from behind the scenes is allowed. An arrow to a
department as a whole is not judged, since it does not say at which stage the work is taken up.

## Why it matters

The line of visibility means that the customer never meets what lies below it. An arrow across it says that they do
meet: then there is a front-stage action that the blueprint forgets, and with it somebody who answers for the contact.
Or the action stands in the wrong lane.

## Example that fails

```blueprint
blueprint "Repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"

step "Fetch"
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> rides
```

## Mended

```blueprint
blueprint "Repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back"
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> gives -> rides
```

## Source

The definition of the line of visibility: Jane Kingman-Brundage, “The ABCs of Service System Blueprinting”, 1989.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import BEHIND, Index

CODE = "LN01"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow across both lines at once."""
    for arrow, source, target in index.arrow_ends:
        if source is None or target is None or arrow.kind == "inform":
            continue
        if source.stage == "customer" and target.stage in BEHIND:
            behind = target
        elif target.stage == "customer" and source.stage in BEHIND:
            behind = source
        else:
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The arrow from {index.label(source)} to {index.label(target)} misses the front stage.",
            arrow.span,
            element=arrow.id,
            help=f"Add the front-stage action in which the customer meets {index.label(behind)},"
            " use ..> if it only informs, or move the action to the front stage.",
            places=(Place(behind.span, "the customer cannot see this"),),
        )
