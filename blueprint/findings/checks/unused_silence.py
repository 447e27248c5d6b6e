"""A comment silences a check, and there is nothing to silence.

## What it does

It looks at every comment `# allow check-name: reason` of the blueprint's own file, after all other checks have run. The
comment is a finding if

- the check reports nothing at the line that the comment speaks of, or at an element that begins there;
- no check has that name;
- it gives no reason, and so silences nothing;
- it names a check that cannot be silenced, because it says what could not be understood.

Where the check now gathers all that is missing in one finding for the whole file, the comment has only lost its place:
the finding says at which line it belongs, and the comment is not removed unasked.

It says nothing of a check that the settings leave out, nor of a file with mistakes in the text: what a lost line said
may be what the comment is about. The comments of included files are not judged, since another blueprint may need them.

## Why it matters

A silence is an exception that somebody answered for. Left behind when the gap is closed, it will hide the next gap at
that place; with a mistyped name it never worked.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"  # allow touchpoint-without-owner: the bar has no lead yet
    outcome

orders -> takes
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes
```

## Source

Our own, after the unused suppressions that linters of program code report.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Silence

CODE = "GV07"
SEVERITY = Severity.WARNING
PROFILES = ("review", "service-excellence")
AFTERWARDS = True
"""It judges what came of the other checks."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each silence that silenced nothing."""
    for silence in index.heard.unused if index.heard is not None else ():
        said = _fault(index, silence)
        if said is not None:
            message, help, fix = said
            yield found(__name__, CODE, SEVERITY, message, silence.span, help=help, fix=fix)


def _fault(index: Index, silence: Silence) -> tuple[str, str, Fix | None] | None:
    """What is wrong with a silence, what to do next, and what would put it right."""
    if index.heard is None or silence.check not in index.heard.names:
        # Without a colon it is more likely a remark that begins with "allow".
        return _unknown(index, silence) if silence.reason else None
    if index.reported(silence.check):
        words = "What the reader noticed cannot be silenced; mend it, and delete the comment."
        return f"“{silence.check}” cannot be silenced.", words, None
    if not silence.reason:
        words = f"Say why: # allow {silence.check}: reason."
        return f"“{silence.check}” is not silenced, since no reason is given.", words, None
    if index.blueprint.problems:
        return None
    message = f"There is no “{silence.check}” here to silence."
    line = index.heard.gathered(silence.check, index.blueprint.span)
    # Whoever answered for the exception may mean what is now said of the whole file.
    removal = Fix("Remove the comment", (Edit(silence.span, ""),), safe=not line)
    words = f"The finding now stands at line {line}, for the whole file. Move the comment to the end of that line."
    return message, f"{words} If it no longer holds, delete it." if line else "Delete the comment.", removal


def _unknown(index: Index, silence: Silence) -> tuple[str, str, Fix | None]:
    from blueprint.text.suggest import nearest

    near = nearest(silence.check, sorted(index.heard.names)) if index.heard is not None else ""
    words = "The command blueprint explain lists the checks. A remark should not begin with “allow” and a colon."
    message = f"There is no check “{silence.check}”, so nothing is silenced."
    return message, f"Did you mean “{near}”?" if near else words, None
