"""Whatever is proposed may be accepted: it brings no error, and where something is still to come, that is proposed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from asking import EXAMPLES
from lsprotocol import types

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.run import mistakes
from blueprint.lsp.completion import completion
from blueprint.lsp.cursor import taken
from blueprint.lsp.proposals.lines import known_of, lines
from blueprint.lsp.workspace import Workspace
from blueprint.model.load import Includes
from blueprint.model.read import parse

PROOF = bool(os.environ.get("PROOF"))
DENSE = """language de
blueprint "Calls" cases 40 per day
  goal "Speak to somebody"
  rows pain, quote
persona anna "Anna" goal "Peace"
persona bob "Bob" acts for anna
department care "Care" owner "Head" policy "P" reason "R" status live
role clerk "Clerk" part of care escalates to care may "Pay"
system crm "CRM" part of care version "2"
partner post "Post" capacity 4 per day
channel phone "Phone" part of care hours "Mo-Fr"
touchpoint desk "Desk" reviewed 2026-01-01
variant night "By night"
phase first "First"
  in week 1
step explain "Explains"
  on day 1 to 2
  customer anna: calls "Calls" via phone or crm moment of truth
    emotion -1 expected +1
    waits 5 min at most 6 min told "T" meanwhile answers
    fail "F" severity 3 recovery answers
    asks "name", "age" kept in crm
  frontstage care: answers "Takes the call" takes 2 h to 3 h 90% under 4 h
    idea "I" status designed by 2027-01-01
    metric "M" target 5 min actual 90% counts outcome
    through later
  lane support crm "The system"
step later "Later"
  backstage night: works "Works" effort 3
    on day 2
line of visibility hidden
calls -> answers "A" when "yes" 80% repeats up to 3 times
answers => works "B" within 2 days via crm
  carries "C" kept in crm
works -> calls -> answers
"""


def expanded(snippet: str, which: int) -> str:
    """A snippet as it stands when its places are left as they are, with the first or the last of each choice."""
    snippet = snippet.replace("$0", "")  # where the cursor ends
    text = re.sub(r"\$\{\d+\|(.*?)\|\}", lambda match: re.split(r"(?<!\\),", match[1])[which], snippet)
    return re.sub(r"\$\d+", "X", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)).replace("\\", "")


def errors(text: str, path: Path) -> list[Finding]:
    found = mistakes(parse(text, str(path), Includes(str(path))))
    return [one for one in found if one.severity is Severity.ERROR or one.check == "misleading-indentation"]


def wrong_if_accepted(rows: list[str], number: int, path: Path, files: Workspace) -> list[str]:
    """What would be wrong if one of the proposals at the end of a line was accepted, each with the line as it is then;
    what was wrong before is not meant, nor that a value is still to come."""
    text, line = "\n".join(rows), rows[number]
    files.open(path.as_uri(), text, 1)
    view = files.view(path.as_uri())
    assert view is not None
    found = completion(view, types.Position(number, len(line.encode("utf-16-le")) // 2))
    without = "\n".join([*rows[:number], "", *rows[number + 1 :]])
    before = {(one.check, one.message) for one in (*errors(text, path), *errors(without, path))}
    wrong = []
    for item in found.items if found is not None else ():
        start = len(line.encode("utf-16-le")[: 2 * item.text_edit.range.start.character].decode("utf-16-le"))
        for new in {expanded(item.text_edit.new_text, which) for which in (0, -1)}:
            said = line[:start] + new
            more = said.count("\n")
            begins = not line[:start].strip() and item.kind != types.CompletionItemKind.Property
            for one in errors("\n".join([*rows[:number], said, *rows[number + 1 :]]), path):
                here = number < one.span.line <= number + 1 + more
                # A new statement may take the details below from the one above.
                elsewhere = not begins and one.check in ("repeated-detail", "wrong-value")
                arrow = begins and item.kind is types.CompletionItemKind.Method  # an action, from which an arrow leads
                waits = one.check == "syntax" and (arrow or "$END" not in taken(said)[1])
                if (here or elsewhere) and not waits and (one.check, one.message) not in before:
                    wrong.append(f"{item.label}: {said!r}: {one.message}")
    return wrong


def places(line: str) -> list[str]:
    """The beginnings of a line at which somebody may pause: before, in and behind its words."""
    cuts = {cut for match in re.finditer(r"\S+", line) for cut in (match.start(), match.start() + 1, match.end())}
    return [*(line[:cut] for cut in sorted(cuts)), f"{line} ", "", "    "]


@pytest.mark.parametrize(
    ("path", "every"),
    [(Path("/nowhere/dense.blueprint"), 1), *((path, 11 if PROOF else 29) for path in EXAMPLES)],
    ids=lambda one: one.stem if isinstance(one, Path) else "",
)
def test_no_proposal_brings_an_error(path: Path, every: int) -> None:
    rows = (DENSE if path.stem == "dense" else path.read_text(encoding="utf-8")).splitlines()
    files = Workspace([str(path.parent)])
    wrong: list[str] = []
    for number in range(0, len(rows), every):
        for begin in places(rows[number])[:: 1 if PROOF else 4]:
            changed = [*rows[:number], begin, *rows[number + 1 :]]
            wrong += wrong_if_accepted(changed, number, path, files)
    assert sorted(set(wrong)) == []


@pytest.mark.parametrize("which", [0, -1])
def test_the_whole_blueprint_has_no_mistake_at_all(which: int) -> None:
    whole = next(item for item in lines(known_of({}), empty=True, titled=False) if item.label == "a whole blueprint")
    said = expanded(whole.insert_text, which)
    assert "$" not in said
    assert parse(said).problems == ()
