"""Findings for people: signs under the right columns, other places, long lines, strange characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.findings.finding import Finding, Place, Severity
from blueprint.findings.output import concise, json, text
from blueprint.findings.output.report import Report
from blueprint.findings.output.terminal import cells, display_width, printable
from blueprint.text.span import Span

FORMATS = [text, concise, json]


def report(lines: dict[str, list[str]], *findings: Finding) -> Report:
    def line_of(path: str, number: int) -> str | None:
        return lines[path][number - 1] if path in lines and number <= len(lines[path]) else None

    return Report(findings, tuple(lines), (), line_of)


def finding(span: Span, *places: Place, message: str = "Wrong.", help: str = "") -> Finding:
    return Finding("some-check", "XX01", Severity.WARNING, message, span, help=help, places=places)


def span_of(line: str, word: str, number: int = 1, path: str = "a") -> Span:
    column = line.index(word) + 1
    return Span(number, column, column + len(word), path)


def excerpt(line: str, word: str, width: int = 100) -> list[str]:
    """The source line as shown and the signs below it, without the frame."""
    written = text.write(report({"a": [line]}, finding(span_of(line, word))), width=width).splitlines()
    return [row[4:] for row in written[3:5]]


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ('step "Order" oops', "             ^^^^"),
        ('\tstep "x" oops', "             ^^^^"),
        ('a\tstep "x" oops', "             ^^^^"),
        ('step "注文" oops', "            ^^^^"),
        ('step "ｱｲ" oops', "          ^^^^"),
        ('step "cafe\u0301" oops', "            ^^^^"),
        ('step "क्षि" oops', None),
        ('step "☕️" oops', "          ^^^^"),
        ('step "👩‍👩‍👧" oops', "          ^^^^"),
        ('step "👍🏽" oops', "          ^^^^"),
        ('step "🇩🇪" oops', "          ^^^^"),
        ('step "e\u200dx" oops', "          ^^^^"),
    ],
)
def test_the_signs_stand_below_the_word(line, signs):
    shown, below = excerpt(line, "oops")
    assert shown.endswith(" oops")
    assert below == (signs or " " * display_width(shown[:-4]) + "^^^^")


def test_wide_words_get_wide_signs():
    assert excerpt('step "注文"', "注文")[1] == "      ^^^^"
    assert excerpt('step "é́x"', "é́x")[1] == "      ^^"


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("filler", ["a", "注", "e\u0301"])
@pytest.mark.parametrize("place", ["begin", "middle", "end"])
def test_a_long_line_is_cut_around_the_word(width, filler, place):
    before, after = {"begin": (0, 900), "middle": (450, 450), "end": (900, 0)}[place]
    shown, below = excerpt(filler * before + "oops" + filler * after, "oops", width)
    assert display_width(shown) <= max(width - 4, text.LEAST_ROOM)
    start = len(below) - 4
    assert below == " " * start + "^^^^"
    assert display_width(shown[: shown.index("oops")]) == start
    assert shown.startswith("…") == (place != "begin")
    assert shown.endswith("…") == (place != "end")


def test_a_long_word_is_cut_too():
    shown, below = excerpt("x" * 500, "x" * 500, 60)
    assert display_width(shown) <= 56
    assert set(below) == {"^"}
    assert len(below) <= len(shown)


def test_other_places_are_shown_in_the_order_of_the_file():
    lines = ["one", "two", "three", "four", "five"]
    written = text.write(
        report(
            {"a": lines, "b": ["other"]},
            finding(
                Span(3, 1, 6, "a"),
                Place(Span(1, 1, 4, "a"), "declared here"),
                Place(Span(3, 2, 3, "a"), "and on this line"),
                Place(Span(4, 1, 5, "a"), "next"),
                Place(Span(1, 1, 6, "b"), "used here"),
                Place(Span(9, 1, 6, "gone"), "unknown"),
                help="Do something.",
            ),
        )
    )
    assert written == (
        "warning[some-check]: Wrong.\n"
        " --> a:3:1\n"
        "  |\n"
        "1 | one\n"
        "  | --- declared here\n"
        "...\n"
        "3 | three\n"
        "  | ^^^^^\n"
        "  |  - and on this line\n"
        "4 | four\n"
        "  | ---- next\n"
        "  |\n"
        " ::: b:1:1\n"
        "  |\n"
        "1 | other\n"
        "  | ----- used here\n"
        "  |\n"
        " ::: gone:9:1\n"
        "  |\n"
        "  = help: Do something.\n"
        "  = page: blueprint explain some-check\n"
        "\n"
        "1 warning in 2 files.\n"
    )


def test_colour_adds_nothing_but_colour():
    import re

    one = report({"a": ["step x"]}, finding(Span(1, 6, 7, "a"), Place(Span(1, 1, 5, "a"), "here"), help="Help."))
    for form in FORMATS:
        assert re.sub(r"\x1b\[[0-9;]*m", "", form.write(one, colour=True)) == form.write(one, colour=False)


@given(
    line=st.text(), start=st.integers(0, 300), length=st.integers(0, 300), message=st.text(), width=st.integers(0, 200)
)
def test_nothing_makes_it_fail_or_print_a_control_character(line, start, length, message, width):
    odd = finding(
        Span(1, start + 1, start + length + 1, "a\x1b"),
        Place(Span(1, length + 1, length + 1, "a\x1b"), message),
        message=message,
        help=message,
    )
    for form in FORMATS:
        written = form.write(report({"a\x1b": [line]}, odd), width=width)
        assert all(sign == "\n" or printable(sign) == sign for sign in written)


@given(st.text())
def test_printable_is_one_safe_line_and_stays_itself(line):
    shown = printable(line)
    assert printable(shown) == shown
    assert not set(shown) & set("\n\r\t\x1b\x7f\x9b\u2028\u202e\u2066\ufeff")
    assert "".join(cell.shown for cell in cells(line)) == shown
    shown.encode()
