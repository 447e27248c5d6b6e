"""Which checks run and how bad their findings are, by the settings that ``check`` is given."""

from __future__ import annotations

import pytest

from blueprint.findings.finding import Severity
from blueprint.findings.run import check, checks, chosen
from blueprint.findings.settings import DEFAULT, PROFILES, STRICT, Settings
from blueprint.model.read import parse

SELF = 'step "A"\n  customer: a "A"\na -> a\n'


def names(settings: Settings) -> set[str]:
    return {one.name for one in chosen(settings)}


def test_strict_holds_every_check() -> None:
    assert names(Settings(profile=STRICT)) == {one.name for one in checks()}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_hears_of_broken_text(profile: str) -> None:
    assert {one.name for one in checks() if one.code.startswith("SY")} <= names(Settings(profile=profile))


def test_a_sketch_hears_less_than_a_review() -> None:
    assert names(Settings(profile="sketch")) < names(DEFAULT)


@pytest.mark.parametrize("word", ["self-arrow", "FL08", "FL"])
def test_checks_are_ignored_by_name_code_and_family(word: str) -> None:
    assert "self-arrow" in names(DEFAULT)
    assert "self-arrow" not in names(Settings(ignore=frozenset({word})))


def test_what_is_nearer_goes_first_and_ignoring_before_selecting() -> None:
    assert "self-arrow" in names(Settings(select=frozenset({"self-arrow"}), ignore=frozenset({"FL"})))
    assert "self-arrow" not in names(Settings(select=frozenset({"FL"}), ignore=frozenset({"FL08"})))
    assert "self-arrow" not in names(Settings(select=frozenset({"FL"}), ignore=frozenset({"FL"})))


def test_severities_are_set_by_check() -> None:
    found = {one.check: one.severity for one in check(parse(SELF), Settings(severity={"self-arrow": Severity.INFO}))}
    assert found["self-arrow"] is Severity.INFO


def test_what_does_not_run_needs_no_silence() -> None:
    text = SELF.replace("a -> a", "a -> a  # allow self-arrow: it squeaks")
    silenced = text.replace("a -> a", "a -> b").replace('"A"\na', '"A"\n  frontstage: b "B"\na')
    assert "unused-silence" not in {one.check for one in check(parse(text))}
    assert "unused-silence" in {one.check for one in check(parse(silenced))}
    assert "unused-silence" not in {one.check for one in check(parse(silenced), Settings(ignore=frozenset({"FL08"})))}
