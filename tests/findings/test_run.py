"""Running the checks: order, silences, what the reader noticed, and that nothing makes it raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.findings.run import check, checks
from blueprint.findings.settings import STRICT, Settings
from blueprint.model.elements import Blueprint, Problem
from blueprint.model.read import parse
from blueprint.text.source import Source
from blueprint.text.span import Span

STORY = """\
blueprint "Repair"
department shop "Shop" owner "Shop manager"
step "Bring"
  customer: brings "Brings the bicycle"
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"
    takes 1 h
brings -> takes -> mends
mends -> brings{0}
mends -> mends{1}
"""


SPOKEN_OF = (
    "skips-frontstage self-arrow missing-customer unknown-name unused-silence dropped-handoff orphan-handoff"
    " touchpoint-without-owner"
).split()
"""The checks that these tests are about; what others find in their short blueprints stands in the cases of those."""


def names(text: str) -> list[tuple[str, int]]:
    return [(finding.check, finding.span.line) for finding in check(parse(text)) if finding.check in SPOKEN_OF]


def test_findings_stand_in_the_order_of_the_file() -> None:
    assert names(STORY.format("", "")) == [("skips-frontstage", 9), ("self-arrow", 10)]


def test_a_comment_at_the_end_of_the_line_silences() -> None:
    assert names(STORY.format("  # allow skips-frontstage: the back door is open", "")) == [("self-arrow", 10)]


def test_a_comment_above_the_statement_silences() -> None:
    text = STORY.format("\n# allow self-arrow: it squeaks again", "")
    assert names(text) == [("skips-frontstage", 9)]


def test_a_comment_silences_its_check_and_its_line_only() -> None:
    text = STORY.format("  # allow self-arrow: another line", "  # allow skips-frontstage: another check")
    found = [("skips-frontstage", 9), ("unused-silence", 9), ("self-arrow", 10), ("unused-silence", 10)]
    assert names(text) == found


def test_a_finding_of_the_whole_blueprint_is_silenced_at_its_first_line() -> None:
    text = 'blueprint "Bread"  # allow missing-customer: a baker alone\nstep "Bake"\n  backstage bakery: "Bakes"\n'
    assert names(text) == []


@pytest.mark.parametrize(("owner", "safe", "line"), [("", False, 1), (' owner "Shift lead"', True, 0)])
def test_a_comment_is_not_removed_unasked_where_its_finding_is_gathered(owner: str, safe: bool, line: int) -> None:
    text = (
        f'blueprint "Coffee"\ndepartment bar "Bar"{owner}\nstep "Order"\n  customer: orders "Orders"\n'
        '  frontstage bar: "Takes it"  # allow touchpoint-without-owner: no lead yet\n'
    )
    found = check(parse(text))
    (idle,) = (one for one in found if one.check == "unused-silence")
    assert idle.fix is not None
    assert idle.fix.safe is safe
    assert [one.span.line for one in found if one.check == "touchpoint-without-owner"] == [line] * (line > 0)
    assert ("now stands at line 1" in idle.help) is not safe


def test_what_the_reader_noticed_cannot_be_silenced() -> None:
    text = '# allow unknown-name: later\nbrings -> nobody\nstep "Bring"\n  customer: brings "Brings"\n'
    assert names(text) == [("unused-silence", 1), ("unknown-name", 2)]


def test_nothing_is_silenced_without_a_reason() -> None:
    text = STORY.format("  # allow skips-frontstage", "")
    assert names(text) == [("skips-frontstage", 9), ("unused-silence", 9), ("self-arrow", 10)]


def test_a_problem_of_the_reader_becomes_a_finding_with_its_second_place() -> None:
    span = Span(3, 1, 5, "a.blueprint")
    problem = Problem("duplicate-name", "it is there twice", span, "change one", ((Span(1, 1, 2), "here first"),))
    (finding,) = [
        one
        for one in check(Blueprint(label="", span=Span(1, 1, 2), problems=(problem,)))
        if one.check == "duplicate-name"
    ]
    assert (finding.check, finding.code, finding.span) == ("duplicate-name", "ST06", span)
    assert (finding.message, finding.help) == ("It is there twice.", "Change one.")
    assert finding.places[0].words == "here first"


def test_files_come_one_after_the_other_and_text_without_a_file_first() -> None:
    problems = tuple(Problem("syntax", "x", Span(line, 1, 2, path)) for path, line in (("b", 1), ("a", 9), ("", 3)))
    found = check(Blueprint(label="", span=Span(1, 1, 2), problems=problems))
    assert [(one.span.path, one.span.line) for one in found] == [("", 3), ("a", 9), ("b", 1)]


def test_every_message_is_a_sentence_with_something_to_do_next() -> None:
    from blueprint.findings.catalog import pages

    for page in pages():
        for finding in check(parse(page.failing)):
            assert finding.message[0].isupper() or finding.message[0] in "“`"
            assert finding.message.endswith((".", "?"))
            if page.code[:2] != "SY":
                assert finding.help.endswith(".") or finding.help.endswith("?")


def test_every_check_is_there_once() -> None:
    assert len({one.name for one in checks()}) == len(checks())


def test_a_long_journey_is_judged_in_one_walk() -> None:
    count = 1500
    steps = "".join(f'step "S{n}"\n backstage a{n}: k{n} "K"\n' for n in range(count))
    arrows = "".join(f"k{n} => k{n + 1}\n" for n in range(count - 1))
    text = f'step "First"\n  customer: first "First"\n{steps}{arrows}'
    assert names(text) == [("dropped-handoff", 2 + 2 * count), ("orphan-handoff", 3 + 2 * count)]


SHARED = """\
department care "Care" owner "Head of care", "Head of sales"
touchpoint desk "Desk" reviewed 2020-01-01 owner "Head of care"
channel fax "Fax"
"""


def test_of_a_shared_file_only_the_mistakes_are_found() -> None:
    assert check(parse(SHARED)) == ()
    (finding,) = check(parse(f"{SHARED}system crm part of cra\n"))
    assert (finding.check, finding.span.line) == ("unknown-name", 4)


def test_the_gaps_of_a_shared_file_are_found_with_the_blueprint_that_includes_it() -> None:
    text = (
        'blueprint "Call"\ninclude "shared.blueprint"\nstep "Call"\n  customer: "Calls"\n  frontstage care: "Answers"\n'
    )
    blueprint = parse(text, "call.blueprint", lambda words, path: Source(SHARED, words))
    found = [(one.check, one.span.line) for one in check(blueprint) if one.span.path == "shared.blueprint"]
    assert found == [("more-than-one-owner", 1), ("stale-review", 2)]


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "language de\n", 'blueprint "Later"\n'])
def test_a_file_in_which_nothing_happens_is_one_finding(text: str) -> None:
    assert [one.check for one in check(parse(text), Settings(profile=STRICT))] == ["empty-blueprint"]


WORDS = st.sampled_from(
    'step "S"|customer: a "A"|frontstage care: b "B"|backstage field: c "C"|evidence: e "E"|support crm: s "S"|'
    "department care|department field part of care|department care part of field|system crm part of crm|"
    "a -> b|b => c|b => field|c -> c|a <-> b|b <-> c|c ..> a|c => b|b -> c when|a -> c 30%|field -> a|a => a|"
    'trigger|outcome|nobody does it|owner care|owner "X"|through s|only in v|variant v|uses t|phase "P"|'
    '# allow self-arrow: because|blueprint "B"|"'.split("|")
)


@given(st.lists(WORDS, max_size=25))
def test_nothing_makes_it_raise(lines: list[str]) -> None:
    blueprint = parse("\n".join(lines))
    found = check(blueprint)
    assert check(blueprint) == found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "\x00", "a" * 1000])
def test_odd_texts(text: str) -> None:
    check(parse(text))


def test_many_handoffs_to_a_whole_department_cost_one_walk_each() -> None:
    count = 1200
    steps = "".join(f'step "S{n}"\n frontstage care: f{n} "F"\n backstage ops: k{n} "K"\n' for n in range(count))
    arrows = "".join(f"f{n} => ops\nf{n} -> f{n + 1}\nf{n} <-> k{n}\n" for n in range(count - 1))
    text = f'department ops\nstep "First"\n  customer: first "First"\n{steps}first -> f0\n{arrows}'
    assert names(text) == [("touchpoint-without-owner", 1)]
