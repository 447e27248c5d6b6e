"""Code actions: what is offered, and what becomes of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import applied, open_text, span, view_of, worked
from lsprotocol import types

from blueprint.lsp.actions import FIX_ALL, actions
from blueprint.tree.parse import parse_lines

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*/*.blueprint"))
STORY = """blueprint "A" owner "O"

department a "A" owner "O"
department b "B" owner "O"

step "S"
  customer: x "Asks" trigger
  frontstage a: y "Answers"

step "T"
  customer: z "Leaves" outcome

x <-> y
y -> z
"""


def offered(view, place, only=None, diagnostics=()):
    return {one.title: one for one in worked(actions(view, place, types.CodeActionContext(list(diagnostics), only)))}


def after(view, action) -> str:
    """The text of the view's file once the action is done."""
    return applied(view.document.text, action.edit.changes[view.uri])


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n")) if words in line)


def at(text: str, words: str) -> types.Range:
    """The place of some words."""
    line = line_of(text, words)
    column = text.split("\n")[line].index(words)
    return span(line, column, column)


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = STORY.replace("y -> z", "y -> z\ny -> z").replace("frontstage", "fronstage")
    document = await open_text(client, tmp_path / "a.blueprint", text)
    (syntax,) = [one for one in client.diagnostics[document.uri] if one.code == "syntax"]
    found = await client.text_document_code_action_async(
        types.CodeActionParams(document, syntax.range, types.CodeActionContext([syntax]))
    )
    assert found[0].title == "Change “fronstage” to “frontstage”"
    assert found[0].is_preferred
    assert found[0].diagnostics == (syntax,)
    assert applied(text, found[0].edit.changes[document.uri]) == text.replace("fronstage", "frontstage")
    found = await client.text_document_code_action_async(
        types.CodeActionParams(
            document,
            span(0, 0, 0),
            # As on saving, which no hand does.
            types.CodeActionContext(
                [],
                only=[types.CodeActionKind.SourceFixAll, FIX_ALL],
                trigger_kind=types.CodeActionTriggerKind.Automatic,
            ),
        )
    )
    assert [one.title for one in found] == ["Put right all that is certain"]
    assert applied(text, found[0].edit.changes[document.uri]) == text.replace("y -> z\ny -> z", "y -> z")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('fronstage: "X"', 'frontstage: "X"'),
        ('frontstage care "X"', 'frontstage care: "X"'),
        ('x "X', None),
        ('customer: "X', 'customer: "X"'),
        ("a --> b", "a -> b"),
        ("a ==> b", "a => b"),
        ("a <--> b", "a <-> b"),
        ('customer: "X" takes 4,5 min', 'customer: "X" takes 4.5 min'),
        ('blueprint "X" reviewed 01.10.2026', 'blueprint "X" reviewed 2026-10-01'),
        ("// words", "# words"),
        ('- customer: "X"', 'customer: "X"'),
        ('customer: "X" note: "N"', 'customer: "X" note "N"'),
        ('customer: "X" asks "a" "b"', 'customer: "X" asks "a", "b"'),
        ("step Calls for help", 'step "Calls for help"'),
        ('customer: "X" momnt of truth', 'customer: "X" moment of truth'),
        ('customer: "X" moment  oftruth', 'customer: "X" moment of truth'),
        ('customer: "X" takes 5 minuts', 'customer: "X" takes 5 minutes'),
        ('blueprint "X" status "live"', 'blueprint "X" status live'),
        ('customer: "X" via a, b or c', None),
        ("step order 'Order' note \"N\"", 'step order "Order" note "N"'),
        ('customer: "a\u200bb"', 'customer: "ab"'),
        ('departmentcare "Care"', 'department care "Care"'),
    ],
)
def test_mistakes(tmp_path, line, wanted):
    view = view_of(line + "\n", tmp_path / "a.blueprint")
    quick = [
        one for one in worked(actions(view, span(0, 0, len(line)), types.CodeActionContext([]))) if one.is_preferred
    ]
    assert [after(view, one).rstrip("\n") for one in quick[:1]] == ([wanted] if wanted else [])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_each_correction_leaves_less_to_correct(path):
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    view = view_of(text, path)
    faults = sum(tree.fault is not None for tree in parse_lines(text))
    for finding in view.findings:
        found = offered(view, view.range(finding.span))
        for one in found.values():
            assert one.edit is not None
            assert one.edit.changes
            if finding.check == "syntax" and view.uri in one.edit.changes:
                assert sum(tree.fault is not None for tree in parse_lines(after(view, one))) <= faults


def test_near_name_declare_and_create(tmp_path):
    text = STORY.replace("y -> z", "y => fied\ny -> zz")
    view = view_of(text, tmp_path / "a.blueprint")
    found = offered(view, at(text, "zz"))
    assert next(iter(found)) == "Change “zz” to “z”"
    created = found["Create the action “zz” in the lane frontstage a"]
    assert after(view, created) == text.replace('"Answers"\n', '"Answers"\n  frontstage a: zz "Zz"\n')
    found = offered(view, at(text, "fied"))
    declared = found["Declare the department “fied”"]
    assert after(view, declared) == text.replace(
        'department b "B" owner "O"\n', 'department b "B" owner "O"\ndepartment fied "Fied"\n'
    )
    created = found["Create the action “fied” in the lane backstage b"]
    assert '  backstage b: fied "Fied"\n\nstep "T"' in after(view, created)


def test_declare_where_nothing_is_declared(tmp_path):
    text = 'blueprint "A"\n  goal "G"\n\nstep "S"\n  customer: "X" via home_office\n'
    view = view_of(text, tmp_path / "a.blueprint")
    found = offered(view, at(text, "home_office"))
    assert [title for title in found if title.startswith("Declare")] == [
        "Declare the channel “home_office”",
        "Declare the system “home_office”",
    ]
    assert after(view, found["Declare the channel “home_office”"]) == text.replace(
        '"G"\n', '"G"\n\nchannel home_office "Home office"\n'
    )


def test_declare_in_the_included_file(tmp_path):
    shared = tmp_path / "who.blueprint"
    shared.write_text('department b "B"\n')
    text = 'blueprint "A" owner c\ninclude "who.blueprint"\n'
    view = view_of(text, tmp_path / "a.blueprint")
    action = offered(view, span(0, 20, 21))["Declare the department “c” in who.blueprint"]
    (edit,) = action.edit.changes[shared.as_uri()]
    assert (edit.range, edit.new_text) == (span(1, 0, 0), 'department c "C"\n')


def test_undeclared_unit(tmp_path):
    text = STORY.replace("frontstage a:", "frontstage kitchen:")
    view = view_of(text, tmp_path / "a.blueprint")
    found = offered(view, at(text, "kitchen"))
    assert "Declare the department “kitchen”" in found


def test_somebody_in_quotes(tmp_path):
    text = STORY.replace('a "A" owner "O"', 'a "A" owner Boss').replace("frontstage a:", "frontstage kitchen:")
    text = text.replace('y "Answers"', 'y "Answers" owner Cook')
    view = view_of(text, tmp_path / "a.blueprint")
    found = offered(view, at(text, "Boss"))
    assert after(view, found["Put “Boss” in quotes"]) == text.replace("Boss", '"Boss"')
    assert "Declare the department “kitchen”" in offered(view, at(text, "kitchen"))
    assert not [title for title in offered(view, at(text, "kitchen")) if title.endswith("in quotes")]


def test_department_takes_over(tmp_path):
    text = STORY + 'y => b "The order"\n'
    view = view_of(text, tmp_path / "a.blueprint")
    action = offered(view, at(text, "y => b"))["Create the action with which “B” takes over"]
    fixed = after(view, action)
    assert '  frontstage a: y "Answers"\n  backstage b: "The order"\n\nstep "T"' in fixed
    assert "orphan-handoff" not in [one.check for one in view_of(fixed, tmp_path / "b.blueprint").findings]


def test_connect(tmp_path):
    text = """blueprint "A"
department a "A"
department b "B"
step "S"
  evidence: "Leaflet"
  customer: "Asks for help"
  frontstage a: "Asks back"
  backstage b: does "Does it"
    note "n"
"""
    view = view_of(text, tmp_path / "a.blueprint")
    action = offered(view, span(4, 0, 8, 5))["Connect these 3 actions with arrows"]
    assert action.kind == types.CodeActionKind.RefactorRewrite
    assert (
        after(view, action)
        == text.replace('"Asks for help"', 'asks "Asks for help"').replace('"Asks back"', 'asks_back "Asks back"')
        + "\nasks -> asks_back => does\n"
    )
    assert not offered(view, span(5, 0, 5, 8), [types.CodeActionKind.Refactor])
    done = view_of(after(view, action), tmp_path / "b.blueprint")
    assert not offered(done, span(4, 0, 8, 5), [types.CodeActionKind.Refactor])


def test_connect_takes_no_name_that_a_line_speaks_of(tmp_path):
    text = """blueprint "A"
department billing "Billing"
step "S"
  customer: "Asks"
  backstage billing: "Billing of the case"
  backstage billing: "Checks"
asks => billing "Order"
gone -> checks
"""
    view = view_of(text, tmp_path / "a.blueprint")
    done = after(view, offered(view, span(3, 0, 5, 9))["Connect these 3 actions with arrows"])
    assert done.endswith("asks_2 -> billing_of -> checks_2\n")
    assert '"Billing of the case"' in done
    broken = view_of(text.replace('"Checks"', "Checks the case"), tmp_path / "b.blueprint")
    assert not offered(broken, span(3, 0, 5, 9), [types.CodeActionKind.Refactor])


@pytest.mark.parametrize("line", ["x -> b", '  customer: "F" fail "f" recovery b', "x -> y via b"])
def test_nothing_is_made_with_a_name_that_something_else_has(tmp_path, line):
    view = view_of(f"{STORY}{line}\nx => b\n", tmp_path / "a.blueprint")
    (finding,) = [one for one in view.findings if one.check == "unknown-name"]
    place = view.range(finding.span)
    titles = offered(view, place)
    assert not [title for title in titles if title.startswith(("Create", "Declare"))]
    other = view_of(f"{STORY}{line[:-1]}c\n", tmp_path / "b.blueprint")
    assert [title for title in offered(other, place) if title.startswith(("Create", "Declare"))]


def test_silence(tmp_path):
    view = view_of(STORY, tmp_path / "a.blueprint")
    action = offered(view, at(STORY, "department b"))["Allow “unused-declaration” here, with a reason"]
    silenced = after(view, action)
    comment = "# allow unused-declaration: "
    line = line_of(silenced, comment)
    assert silenced.split("\n")[line].endswith(f'owner "O" {comment}')
    cursor = action.command.arguments[0].range.start
    assert (cursor.line, cursor.character) == (line, len(silenced.split("\n")[line]))
    checks = [one.check for one in view_of(silenced, tmp_path / "b.blueprint").findings]
    assert "unused-declaration" in checks, "only a reason silences"
    reason = silenced.replace(comment, f"{comment}it comes next year")
    assert "unused-declaration" not in [one.check for one in view_of(reason, tmp_path / "c.blueprint").findings]


def test_silence_beside_a_comment(tmp_path):
    text = STORY.replace('b "B" owner "O"', 'b "B" owner "O" # prose')
    view = view_of(text, tmp_path / "a.blueprint")
    title = "Allow “unused-declaration” here, with a reason"
    silenced = after(view, offered(view, at(text, "department b"))[title])
    assert '\n# allow unused-declaration: \ndepartment b "B" owner "O" # prose\n' in silenced


def test_mistakes_cannot_be_silenced(tmp_path):
    view = view_of("nonsense here\n", tmp_path / "a.blueprint")
    assert not [title for title in offered(view, span(0, 0, 8)) if title.startswith("Allow")]


def test_only_what_is_asked_for(tmp_path):
    text = STORY.replace("y -> z", "y -> z\ny -> z")
    view = view_of(text, tmp_path / "a.blueprint")
    whole = span(0, 0, 20, 0)
    for asked in ("source", "source.fixAll", types.CodeActionKind.SourceFixAll, FIX_ALL):
        assert {one.kind for one in offered(view, whole, [asked]).values()} == {"source.fixAll.blueprint"}
    assert {one.kind for one in offered(view, whole, ["quickfix"]).values()} == {types.CodeActionKind.QuickFix}
    assert FIX_ALL in {one.kind for one in offered(view, whole, ["quickfix", FIX_ALL]).values()}
    everything = offered(view, whole).keys()
    assert offered(view, whole, [""]).keys() == everything
    for asked in ("refactor.extract", "source.fixAll.blueprint.more", "source.fix", "quickfix.blueprint", "sourc"):
        assert not offered(view, whole, [asked])
    context = types.CodeActionContext([], trigger_kind=types.CodeActionTriggerKind.Automatic)
    assert FIX_ALL not in {one.kind for one in worked(actions(view, whole, context))}
