"""A finding that stands for many says for how many, since some formats show nothing but its sentence."""

from __future__ import annotations

import pytest

from blueprint.findings.run import check
from blueprint.findings.settings import Settings
from blueprint.model.read import parse

MEETS = 'step "S{}"\n  customer: "Asks{}"\n  frontstage care: "Answers{}"\n'
PHONES = 'step "S{}"\n  customer: "Asks{}" via phone\n  support: "Keeps{}"\n'
COMPLAINS = 'step "S{}"\n  customer: "Asks{}"\n  frontstage care: "Takes{}" complaint\n'
FAILS = 'step "S{}"\n  customer: "Asks{}"\n  frontstage care: "Takes{}" fail "It breaks"\n'
WORKS = (
    'step "S{}"\n  customer: c{} "Asks{}"\n  frontstage care: f{} "Takes{}"\n  backstage care: a{} "A"\nc{} -> f{}\n'
)


def story(part: str, count: int, end: str = "") -> str:
    parts = (part.replace("{}", str(number)) for number in range(count))
    head = 'blueprint "B"\ndepartment care "Care"\ndepartment desk "Desk"\nchannel phone "Phone"\n'
    return head + "".join(parts) + end


def said(name: str, text: str) -> list[str]:
    return [one.message for one in check(parse(text), Settings(profile="strict")) if one.check == name]


@pytest.mark.parametrize(
    ("name", "part", "one", "three"),
    [
        (
            "touchpoint-without-owner",
            MEETS,
            "Nobody is said to own what the customer meets.",
            "Nobody is said to own any of the 3 touchpoints.",
        ),
        (
            "touchpoint-without-channel",
            MEETS,
            "It is not said by which channel the customer meets the provider.",
            "It is not said at any of the 3 touchpoints by which channel the customer meets the provider.",
        ),
        (
            "contact-without-evidence",
            MEETS,
            "Nothing is said of what the customer sees, hears or keeps.",
            "Nothing is said at any of the 3 touchpoints of what the customer sees, hears or keeps.",
        ),
        (
            "frontstage-unsupported",
            MEETS,
            "Nothing is said about what stands behind the line of visibility.",
            "Nothing is said about what stands behind the line of visibility at any of the 3 touchpoints.",
        ),
        (
            "contact-without-frontstage",
            PHONES,
            "The customer reaches out to the provider, and the blueprint has no front stage.",
            "The customer reaches out to the provider 3 times, and the blueprint has no front stage.",
        ),
        (
            "complaint-without-latitude",
            COMPLAINS,
            "“Care” takes complaints, and nothing says what they may decide.",
            "“Care” takes complaints at 3 places, and nothing says what they may decide.",
        ),
        (
            "hands-tied",
            FAILS,
            "“Care” faces “It breaks”, and may neither decide anything nor pass it on.",
            "“Care” faces “It breaks” and 2 more, and may neither decide anything nor pass it on.",
        ),
    ],
)
def test_one_place_and_many(name: str, part: str, one: str, three: str) -> None:
    assert said(name, story(part, 1)) == [one]
    assert said(name, story(part, 3)) == [three]


@pytest.mark.parametrize(
    ("name", "part", "message"),
    [
        (
            "complaint-without-latitude",
            COMPLAINS,
            "Complaints are taken at 3 places, and nothing says what anybody who takes them may decide.",
        ),
        (
            "hands-tied",
            FAILS,
            "Nobody at 3 fail points of the front stage may decide anything or pass it on.",
        ),
    ],
)
def test_several_units(name: str, part: str, message: str) -> None:
    text = story(part, 2) + part.replace("care", "desk").replace("{}", "9")
    assert said(name, text) == [message]


def test_work_behind_the_line() -> None:
    apart = story(WORKS, 3)
    assert said("backstage-without-effect", apart) == []  # no arrow leads to it, and it supports its step
    assert said("backstage-without-effect", apart + "f0 -> a0\n") == ["Nothing that a customer meets follows from “A”."]
    for count, words in ((1, "1 more action"), (2, "2 more actions")):
        arrows = "".join(f"a{number} -> a{number + 1}\n" for number in range(count))
        assert said("backstage-without-effect", f"{apart}f0 -> a0\n{arrows}") == [
            f"Nothing that a customer meets follows from “A” and {words}."
        ]
